"""A certificate of attendance: made for one name, which stands in the document and nowhere else."""

from django.utils.translation import gettext as _

from onboarding.models import Event
from wegwijzer.reports.registry import Printout


def certificate(event: Event, name: str, employer: str) -> Printout:
    """The caller gives it away and keeps nothing of it."""
    return Printout(
        template="onboarding/report/certificate.html",
        context={"event": event, "name": name, "employer": employer},
        title=_("Attest van deelname"),
        file_name="attest.pdf",
        publisher=event.partnership.name,
        subject=event.title,
    )
