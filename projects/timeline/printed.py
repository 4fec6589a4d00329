"""The time line as a document: the drawing of the page on sheets that lie on their side, and the table behind it."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from projects.models import Project
from projects.timeline.page import TimelinePage
from projects.timeline.sources import Reading
from wegwijzer.reports.registry import Printout, UnknownReport

# Units of the drawing that fit on A4 on its side above a legend of three lines: under the heading, and on pages after
# that. A longer legend makes the whole a little smaller (print.css).
UNDER_HEADING, SHEET = 430, 610


def timeline(ref: str) -> Printout:
    """The whole time line of a project, as everybody inside may see it. Raises UnknownReport when there is none."""
    rows = Project.objects.select_related("partnership__organisation")
    project = rows.filter(pk=int(ref)).first() if ref.isascii() and ref.isdigit() and len(ref) < 19 else None
    if project is None:
        raise UnknownReport(_("Er is geen project met nummer %(number)s.") % {"number": ref})
    page = TimelinePage(Reading(project))
    # A PDF can not link from inside a drawing (WeasyPrint knows no links in SVG): the table behind it does.
    groups = [(title, [(row, _address(project, row.mark.url)) for row in rows]) for title, rows in page.groups]
    return Printout(
        template="projects/report/timeline.html",
        context={"page": page, "groups": groups, "sheets": page.sheets(UNDER_HEADING, SHEET)},
        title=_("Tijdlijn van %s") % project.name,
        file_name=f"tijdlijn-{slugify(project.name)}.pdf",
        publisher=project.partnership.name,
        subject=project.name,
    )


def _address(project: Project, url: str) -> str:
    """Where a mark leads on the site; "#fase-3" is a row of the time line there."""
    if url.startswith("#"):
        url = reverse("projects:project_timeline", args=[project.pk]) + url
    return settings.SITE_URL + url if url else ""
