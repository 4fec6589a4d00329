"""After a back-up was put back: what waited then may have been sent since, and nobody is mailed twice by a machine."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wegwijzer.lifecycle import move
from wegwijzer.outbox.models import LIFECYCLE, Message


def hold(message: Message, reason: str) -> None:
    """Wait for a person from now on; `reason` (Dutch) says why. Raises Stale when somebody was first."""
    move(message, "hold_back", LIFECYCLE, stopped_at=timezone.now(), claimed_at=None, reason=reason)


def hold_back(made_at: dt.datetime) -> str:
    """Make every message uncertain that waited or was being sent at `made_at`: a person decides what still goes out."""
    moment = timezone.localtime(made_at)
    reason = _("Stond klaar in de back-up van %s, die is teruggezet: het kan intussen verstuurd zijn.") % (
        f"{moment:%d-%m-%Y %H:%M}"
    )
    with transaction.atomic():
        waiting = list(Message.objects.unsettled())
        for message in waiting:
            hold(message, reason)
    return _("Mails: %s die klaarstonden, staan nu als onzeker; er vertrekt niets vanzelf") % len(waiting)
