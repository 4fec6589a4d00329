"""What is reported to the funder: the list of a dossier, one report, submitting it, and questions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access as governance
from governance.forms.question import QuestionForm
from projects import access
from projects.access import Can
from projects.access import reporting as reporting_access
from projects.actions import reporting as reports
from projects.forms.reporting import ReportingChangeForm, ReportingForm, ReportingSubmitForm
from projects.models import Dossier, ReportingDeadline
from projects.models.reporting_content import content_of_report, differences, kept_content
from projects.views.dossier import crumbs_to
from projects.views.parts import removed
from wegwijzer.accounts.periods import today
from wegwijzer.reports.request import request_report
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_safe
def dossier_reporting(request: HttpRequest, pk: int) -> HttpResponse:
    """Reports, changes after the award and questions of the dossier `pk`."""
    dossier = access.dossier_for(request.user, pk)
    context = {
        "dossier": dossier,
        "reports": list(dossier.reportings.all()),
        "amendments": reporting_access.amendments_of(dossier),
        "questions": reporting_access.questions_of(request.user, dossier),
        "may": access.needs(request.user, dossier, [Can.EDIT_DOSSIER, Can.ENTER_FIGURES]),
        "after_award": dossier.awarded_on is not None,
    }
    return render(request, "projects/dossier_reporting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reporting_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A report that the funder of the dossier `pk` expects."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    form = ReportingForm(posted(request), initial={"from_on": dossier.from_on})
    if form.is_valid():
        with refusals_in(form):
            report = reports.add(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ staat op de lijst.") % report)
            return redirect(reporting_url(dossier))
    title = _("Zet een verslag op de lijst")
    return _form(request, form, dossier, title=title, button=title, cancel_url=reporting_url(dossier))


@require_safe
def reporting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the report says: what was submitted with what changed since, or what it would say today."""
    report = reporting_access.reporting_for(request.user, pk)
    compared = report.is_submitted and request.GET.get("vergelijk") == "nu"
    content = kept_content(report)
    context = {
        "report": report,
        "dossier": report.dossier,
        "content": content,
        "compared": compared,
        "differences": differences(content, content_of_report(report)) if compared else [],
        "may": access.needs(request.user, report, [Can.EDIT_DOSSIER, Can.MAKE_REPORT]),
    }
    return render(request, "projects/reporting_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reporting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    report = reporting_access.reporting_for(request.user, pk, Can.EDIT_DOSSIER)
    form = ReportingChangeForm(posted(request), initial=values_of(report, ReportingChangeForm))
    if form.is_valid():
        with refusals_in(form):
            reports.change(report, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het verslag is bewaard."))
            return redirect(report_url(report))
    return _form(
        request,
        form,
        report.dossier,
        title=_("Wijzig het verslag"),
        lead=report,
        button=_("Bewaar het verslag"),
        cancel_url=report_url(report),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reporting_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """It was sent to the funder: from now on it stays as it is."""
    report = reporting_access.reporting_for(request.user, pk, Can.EDIT_DOSSIER)
    form = ReportingSubmitForm(posted(request), initial={"version": report.version})
    if form.is_valid():
        with refusals_in(form):
            reports.submit(report, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het verslag is ingediend. De cijfers erin liggen vast."))
            return redirect(report_url(report))
    return _form(
        request,
        form,
        report.dossier,
        title=_("Leg vast wat u indient"),
        lead=_("‘%s’ houdt de cijfers van vandaag. Wat later wijzigt, toont zich als verschil.") % report,
        button=_("Leg het verslag vast"),
        cancel_url=report_url(report),
    )


@require_POST
def reporting_remove(request: HttpRequest, pk: int) -> HttpResponse:
    report = reporting_access.reporting_for(request.user, pk, Can.EDIT_DOSSIER)
    return removed(request, report, reports.remove, reporting_url(report.dossier))


@require_POST
def reporting_report(request: HttpRequest, pk: int) -> HttpResponse:
    """As PDF."""
    report = reporting_access.reporting_for(request.user, pk, Can.MAKE_REPORT)
    scope = report.partnership.organisation
    made = request_report("funder_report", str(pk), by=request.user, scope=scope, title=str(report))
    return redirect("reports:report_detail", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_question_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A question to the funder of the dossier `pk`; its answer is noted with the questions of the partnership."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    governance.gate(request.user, governance.Can.EDIT_QUESTION, dossier.partnership)
    start = {"asked_on": today(), "addressee": dossier.call.funder.name if dossier.call else ""}
    form = QuestionForm(posted(request), bodies=governance.bodies_for(request.user).none(), initial=start)
    form.fields.pop("body")
    if form.is_valid():
        with refusals_in(form):
            reports.ask(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vraag staat op de lijst."))
            return redirect(reporting_url(dossier))
    title = _("Noteer een vraag aan de subsidiegever")
    return _form(request, form, dossier, title=title, button=_("Zet op de lijst"), cancel_url=reporting_url(dossier))


def reporting_url(dossier: Dossier) -> str:
    return reverse("projects:dossier_reporting", args=[dossier.pk])


def report_url(report: ReportingDeadline) -> str:
    return reverse("projects:reporting_detail", args=[report.pk])


def reporting_crumbs(dossier: Dossier, here: object) -> list[tuple[object, str | None]]:
    dossiers, own, _page = crumbs_to(dossier, "")
    return [dossiers, own, (_("Rapportering"), reporting_url(dossier)), (here, None)]


def _form(request: HttpRequest, form: Any, dossier: Dossier, **page: Any) -> HttpResponse:
    return form_page(request, form, **({"lead": dossier.title} | page), crumbs=reporting_crumbs(dossier, page["title"]))
