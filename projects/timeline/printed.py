"""The time line as a document: the drawing of the page on sheets that lie on their side, and the table behind it."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from projects.models import Project
from projects.timeline.page import TimelinePage
from projects.timeline.sources import Reading
from wegwijzer.reports.registry import Printout, UnknownReport

# Units of the drawing that fit on A4 on its side above the legend: under the heading, and on the pages after it.
UNDER_HEADING, SHEET = 450, 610


def timeline(ref: str) -> Printout:
    """The whole time line of a project, as everybody inside may see it. Raises UnknownReport when there is none."""
    rows = Project.objects.select_related("partnership__organisation")
    project = rows.filter(pk=int(ref)).first() if ref.isascii() and ref.isdigit() and len(ref) < 19 else None
    if project is None:
        raise UnknownReport(_("Er is geen project met nummer %(number)s.") % {"number": ref})
    page = TimelinePage(Reading(project))
    return Printout(
        template="projects/report/timeline.html",
        context={"page": page, "sheets": page.sheets(UNDER_HEADING, SHEET)},
        title=_("Tijdlijn van %s") % project.name,
        file_name=f"tijdlijn-{slugify(project.name)}.pdf",
        publisher=project.partnership.name,
        subject=project.name,
    )
