"""The report to the funder as a document: what was submitted, or what it would say today."""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from projects.models import ReportingDeadline
from projects.models.reporting_content import kept_content
from wegwijzer.reports.registry import Printout, UnknownReport


def funder_report(ref: str) -> Printout:
    """Of the report with this key. Raises UnknownReport when there is none."""
    rows = ReportingDeadline.objects.select_related(
        "dossier__project__partnership", "dossier__plan", "dossier__applicant", "dossier__call__funder"
    )
    report = rows.filter(pk=int(ref)).first() if ref.isascii() and ref.isdigit() and len(ref) < 19 else None
    if report is None:
        raise UnknownReport(_("Er is geen verslag met nummer %(number)s.") % {"number": ref})
    content = kept_content(report)
    return Printout(
        template="projects/report/funder.html",
        context={"report": report, "content": content, "funder": report.dossier.call and report.dossier.call.funder},
        title=str(content["report"]["title"]),
        file_name=f"verslag-{slugify(report.dossier.title)[:60]}-{report.until_on}.pdf",
        publisher=report.partnership.name,
        subject=report.dossier.title,
    )
