"""A certificate of attendance: made for one name, which stands in the document and nowhere else."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onboarding.models import Event
from wegwijzer.reports.registry import Printout


def certificate(event: Event, name: str, employer: str) -> Printout:
    """The caller gives it away and keeps nothing of it."""
    return Printout(
        template="onboarding/report/certificate.html",
        context={"event": event, "name": name, "employer": employer, "duration": _duration(event)},
        title=_("Attest van deelname"),
        file_name="attest.pdf",
        publisher=event.partnership.name,
        subject=event.title,
    )


def _duration(event: Event) -> str:
    """`2 uur en 30 minuten`; of more than a day the hours too, for that is what counts for a training."""
    minutes = (event.ends_at - event.starts_at) // dt.timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    parts = [_("%s uur") % hours if hours else "", ngettext("%s minuut", "%s minuten", rest) % rest if rest else ""]
    return _(" en ").join(part for part in parts if part)
