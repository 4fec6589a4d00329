"""Governing bodies: who sits in them, by which rules, and when they meet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from governance import access
from governance.access import Can
from governance.actions import body as bodies
from governance.actions import feedback as feedbacks
from governance.forms.body import BodyEditForm, BodyFilterForm, BodyForm
from governance.forms.periods import DayForm
from governance.models import Body, Composition, Mandate, QuorumRule, VotingRule, rules
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing

MEETINGS_SHOWN = 5
STARTING = {
    "composition": Composition.ONE_PER_MEMBER,
    "quorum_rule": QuorumRule.MAJORITY,
    "voting_rule": VotingRule.SIMPLE,
    "notice_days": 8,
    "default_minutes": 120,
    "languages": ["nl"],
}


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    listing = Listing(
        request,
        access.bodies_for(request.user).with_seats_count(today()),
        sorts={"naam": "name", "soort": ("kind", "name"), "verband": ("partnership__name", "name")},
        search=("name", "purpose"),
        filters=BodyFilterForm(request.GET, partnerships=access.partnership_names(request.user)),
        noun=(_("orgaan"), _("organen")),
    )
    return render(request, "governance/body_list.html", {"listing": listing, "name": _("Organen")})


@require_safe
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Composition on the day that is asked for (?op=2016-05-03), the rules in plain words, and the meetings."""
    body = access.body_for(request.user, pk)
    question = DayForm.asked(request)
    every = access.seats_of(request.user, body)
    mandates = list(every)
    seats = [mandate for mandate in mandates if mandate.holds(question.day)]
    meetings = body.meetings.visible_to(request.user)
    represented = _represented(body, seats, question)
    context = {
        "body": body,
        "question": question,
        "seats": seats,
        "others": [mandate for mandate in mandates if not mandate.holds(question.day)],
        "represented": represented,
        "represented_count": sum(is_there for _name, is_there in represented),
        "rules": rules.in_words(body, sum(seat.has_vote for seat in seats)),
        "communication": feedbacks.rules_of(body),
        "upcoming": meetings.upcoming()[:MEETINGS_SHOWN],
        "last": meetings.over()[:MEETINGS_SHOWN],
        "may": access.needs(request.user, body, [Can.EDIT_PARTNERSHIP, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, body, every),
    }
    return render(request, "governance/body_detail.html", context)


def _represented(body: Body, seats: list[Mandate], question: DayForm) -> list[tuple[str, bool]]:
    """Per member whether it has its delegate that day; only where each member has one."""
    if body.composition != Composition.ONE_PER_MEMBER:
        return []
    taken = {seat.organisation_id for seat in seats if seat.has_vote}
    members = body.partnership.members_on(question.day)
    return [(member.organisation.name, member.organisation_id in taken) for member in members]


@require_http_methods(["GET", "HEAD", "POST"])
def body_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new body of partnership `pk`."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    form = BodyForm(posted(request), initial=STARTING)
    if form.is_valid():
        with refusals_in(form):
            body = bodies.add(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s is toegevoegd. Geef nu mandaten aan wie erin zit.") % body)
            return redirect("governance:body_detail", body.pk)
    back = reverse("governance:partnership_detail", args=[pk])
    return form_page(
        request,
        form,
        title=_("Nieuw orgaan van %s") % partnership,
        button=_("Voeg het orgaan toe"),
        cancel_url=back,
        crumbs=[(_("Samenwerkingsverbanden"), reverse("governance:partnership_list")), (partnership, back)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def body_edit(request: HttpRequest, pk: int) -> HttpResponse:
    body = access.body_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    back = reverse("governance:body_detail", args=[pk])
    form = BodyEditForm(posted(request), initial=values_of(body, BodyEditForm))
    if form.is_valid():
        with refusals_in(form):
            ended = bodies.change(body, by=request.user, **form.cleaned_data)
            said = _("%s is bewaard.") % body
            if ended:
                said += " " + ngettext("Er eindigde %s mandaat mee.", "Er eindigden %s mandaten mee.", ended) % ended
            messages.success(request, said)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig %s") % body,
        button=_("Bewaar het orgaan"),
        cancel_url=back,
        crumbs=[(_("Organen"), reverse("governance:body_list")), (body, back)],
    )
