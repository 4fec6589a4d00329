"""A frozen version of a plan as a document, made while the plan still is what was frozen."""

from dataclasses import replace

from django.utils.translation import gettext as _

from projects.models import PlanVersion
from projects.models.plan_content import is_as_frozen
from projects.reports.plan import plan
from wegwijzer.reports.registry import Printout, UnknownReport


def plan_version(ref: str) -> Printout:
    """Raises UnknownReport when there is no such version, and when the plan moved on since."""
    rows = PlanVersion.objects.select_related("plan__steered_by").defer("content")
    row = rows.filter(pk=int(ref)).first() if ref.isascii() and ref.isdigit() and len(ref) < 19 else None
    if row is None:
        raise UnknownReport(_("Er is geen versie van een plan met nummer %(ref)s.") % {"ref": ref})
    printout = plan(str(row.plan_id))
    if not is_as_frozen(row):  # looked at after everything was read, so that no change slips in between
        raise UnknownReport(_("Het plan is gewijzigd sinds deze versie. Alleen een nieuwe versie krijgt nog een PDF."))
    name = printout.file_name.removesuffix(".pdf")
    return replace(printout, title=str(row), file_name=f"{name}-versie-{row.number}.pdf")
