"""The objectives of a plan out to a spreadsheet, and in from a spreadsheet or a pasted table; and the whole as PDF."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.actions import plan_import as imports
from projects.actions.plan_proposal import KINDS, Proposal
from projects.exports.plan_sheet import plan_workbook
from projects.forms.plan_import import MOST_SHOWN, PlanImportForm
from wegwijzer.accounts.periods import today
from wegwijzer.reports import request as reports
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.editing import form_page, refusals_in

TONES = {"wrong": "refused", "added": "agreed", "changed": "waiting", "moved": "postponed", "same": "none"}


@require_safe
def plan_export(request: HttpRequest, pk: int) -> HttpResponse:
    plan = access.plan_for(request.user, pk)
    return spreadsheet(plan_workbook(plan), f"{slugify(plan.title)[:60] or 'plan'}-{today():%Y-%m-%d}.xlsx")


@require_POST
def plan_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole plan as PDF."""
    plan = access.plan_for(request.user, pk, Can.MAKE_REPORT)
    scope = plan.partnership.organisation
    report = reports.request_report("plan", str(pk), by=request.user, scope=scope, title=plan.title)
    return redirect("reports:report_detail", report.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_import(request: HttpRequest, pk: int) -> HttpResponse:
    """A file or a pasted table: first what it would do, and with the same sent again it is done."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    back = reverse("projects:plan_tree", args=[pk])
    form = PlanImportForm(*([request.POST, request.FILES] if request.method == "POST" else []), plan=plan)
    if form.is_bound and form.is_confirmed:
        with refusals_in(form):
            done = imports.take_in(
                plan,
                by=request.user,
                lines=form.lines,
                seen=form.cleaned_data["seen"],
                as_new=form.cleaned_data["as_new"],
            )
            messages.success(request, _told(done))
            return redirect(back)
    proposal = form.proposal if form.is_bound and form.is_valid() is not None else None
    return form_page(
        request,
        form.shown_again() if form.is_bound else form,
        template="projects/plan_import.html",
        plan=plan,
        proposal=proposal,
        parts=_parts(proposal),
        rows=[(row, str(KINDS[row.kind]), TONES[row.kind]) for row in form.shown_rows],
        most_shown=MOST_SHOWN,
        is_checked=form.is_bound and not form.errors,
        cancel_url=back,
    )


def _parts(proposal: Proposal | None) -> list[tuple[str, str, int]]:
    """How many rows of each kind there are: (tone, word, number)."""
    if proposal is None:
        return []
    counts = proposal.counts
    return [(TONES[kind], str(label), counts[kind]) for kind, label in KINDS.items() if counts[kind]]


def _told(done: Proposal) -> str:
    if not done.writes:
        return _("Alles stond al zo in het plan: er is niets gewijzigd.")
    counts = done.counts
    return ngettext(
        "%(total)s rij is verwerkt: %(added)s nieuw, %(changed)s gewijzigd, %(moved)s verplaatst.",
        "%(total)s rijen zijn verwerkt: %(added)s nieuw, %(changed)s gewijzigd, %(moved)s verplaatst.",
        done.writes,
    ) % {"total": done.writes, **{kind: counts[kind] for kind in ("added", "changed", "moved")}}
