"""After a back-up was put back: what is due by now may have been told since it was made, so it is not told again."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wegwijzer.reminders.models import Doubt, Notice, NoticeState
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.sweep import note

log = logging.getLogger("wegwijzer.reminders")


def hold_back(made_at: dt.datetime) -> str:
    """Note everything that is due now as uncertain; what comes due from here on is told as always.

    Nobody has to do anything about it: who something waits for sees it on the start page, and hears of its next stage.
    Of a rule that can not be asked nobody knows what is due. That keeps no data from coming back, but it is said; what
    that rule finds of it once it answers is noted as uncertain too.
    """
    now = timezone.now()
    with transaction.atomic():
        made = plan(now)
        note(made.fresh, now)
        count = Notice.objects.all().settle(NoticeState.UNCERTAIN, now)
        for rule in made.broken:
            Doubt.objects.update_or_create(rule=rule, defaults={"until_on": timezone.localdate(now)})
    said = _("Herinneringen: %s kunnen intussen gemeld zijn en vertrekken niet meer; wat later komt wel") % count
    if not made.broken:
        return said
    log.error("rules that could not be asked after a restore: %s", ", ".join(made.broken))
    warning = _(
        "Let op: deze regels konden niet bevraagd worden: %s."
        " Wat ze tot en met vandaag te melden hadden, vertrekt niet meer, ook niet als ze weer werken."
    )
    return f"{said}\n{warning % ', '.join(made.broken)}"
