"""Following a report: how far it is, then the file, or why it failed and a second try."""

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.reports import access
from wegwijzer.reports import request as requests
from wegwijzer.reports.access import Can
from wegwijzer.reports.forms import ReportFilterForm
from wegwijzer.ui.listing import Listing


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """What this person asked for, the newest first: being made, done, failed with the reason, removed after a while."""
    listing = Listing(
        request,
        access.reports_of(request.user),
        sorts={"gevraagd": "-created_at", "verslag": ("title", "-created_at")},
        search=("title",),
        filters=ReportFilterForm(request.GET),
        noun=(_("verslag"), _("verslagen")),
    )
    context = {"listing": listing, "name": _("Mijn verslagen"), "days": settings.REPORT_DAYS}
    return render(request, "reports/report_list.html", context)


@require_safe
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one report is; the part that changes is asked for again each two seconds where there is JavaScript."""
    report = access.report_for(request.user, pk)
    is_part = request.htmx.target == "fate"
    context = {
        "report": report,
        "may_read": access.can(request.user, Can.READ_REPORT, report),
        "is_part": is_part,
        "days": settings.REPORT_DAYS,
        "before": access.waiting_before(report),
    }
    return render(request, "reports/_report_fate.html" if is_part else "reports/report_detail.html", context)


@require_safe
@csp({"default-src": [NONE], "sandbox": True})
def report_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, to be kept and not opened in the page. Whether this person may have it is asked again, now."""
    report = access.report_for(request.user, pk, Can.READ_REPORT)
    if not report.file:
        return redirect("reports:report_detail", pk)
    try:
        content = report.file.open("rb")
    except FileNotFoundError:
        messages.error(request, _("Het bestand staat niet meer op de schijf. Vraag het verslag opnieuw."))
        return redirect("reports:report_detail", pk)
    return FileResponse(content, as_attachment=True, filename=report.file_name, content_type=report.content_type)


@require_POST
def report_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Once more, from the start."""
    report = access.report_for(request.user, pk, Can.RETRY_REPORT)
    try:
        requests.retry_report(report, by=request.user)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale:
        pass  # somebody else just did the same
    return redirect("reports:report_detail", pk)
