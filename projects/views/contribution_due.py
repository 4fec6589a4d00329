"""What boards still owe of their contributions, today, and what they paid of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects import access
from projects.access import Can
from projects.actions import payment as payments
from projects.forms.payment import ContributionPayForm
from projects.models import Dossier
from projects.models.contribution_due import Dues
from projects.views.dossier import dossier_url
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_safe
def contribution_due_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Per board and year of dossier `pk`; a contact person sees the own board."""
    dossier = access.claimed_dossier_for(request.user, pk)
    dues, day = access.dues_for(request.user, dossier), today()
    context = {
        "dossier": dossier,
        "dues": dues,
        "open": dues.open_on(day),
        "payments": list(access.payments_of(request.user, dossier).contributions()),
        "today": day,
        "may": access.needs(request.user, dossier, [Can.VERIFY_CLAIM]),
    }
    return render(request, "projects/contribution_due_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contribution_pay(request: HttpRequest, pk: int) -> HttpResponse:
    """What a board paid to the applicant of dossier `pk`; `?bestuur=` and `?jaar=` fill in what is still open."""
    dossier = access.claimed_dossier_for(request.user, pk, Can.VERIFY_CLAIM)
    dues = access.dues_for(request.user, dossier)
    form = ContributionPayForm(
        posted(request),
        boards=access.boards_of(dues),
        years=dues.years,
        initial={"paid_on": today()} | _asked(request, dues),
    )
    if form.is_valid():
        with refusals_in(form):
            payments.add_contribution(dossier, by=request.user, **form.values)
            messages.success(request, _("De bijdrage is genoteerd."))
            return redirect(dues_url(dossier))
    form.hide_unasked()
    return form_page(
        request,
        form,
        title=_("Noteer een bijdrage"),
        lead=_("Wat een bestuur aan %s betaalde.") % dossier.applicant,
        button=_("Noteer de bijdrage"),
        cancel_url=dues_url(dossier),
        crumbs=[
            (_("Dossiers"), reverse("projects:dossier_list")),
            (dossier.title, dossier_url(dossier)),
            (_("Betaalde bijdragen"), dues_url(dossier)),
            (_("Noteer"), None),
        ],
    )


def _asked(request: HttpRequest, dues: Dues) -> dict[str, Any]:
    asked = (request.GET.get("bestuur", ""), request.GET.get("jaar", ""))
    due = next((row for row in dues.rows if (str(row.board.pk), str(row.year)) == asked), None)
    if due is None:
        return {}
    return {"payer": due.board, "year": due.year, "amount": due.open or None, "communication": due.communication}


def dues_url(dossier: Dossier) -> str:
    return reverse("projects:contribution_due_list", args=[dossier.pk])
