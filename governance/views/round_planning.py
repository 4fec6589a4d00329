"""Planning backwards: which councils can still decide by the deadline of a round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance import access
from governance.forms.round_planning import DeadlineForm
from governance.models import RoundState, book_of, planning_of


@require_safe
def round_planning(request: HttpRequest, pk: int) -> HttpResponse:
    """Per asked organisation its last chance; also for another deadline that is considered (?tegen=2015-10-15)."""
    round_ = access.approval_round_for(request.user, pk)
    if round_.state not in (RoundState.DRAFT, RoundState.OPEN):
        messages.info(request, _("Deze ronde loopt niet meer: er valt niets meer te plannen."))
        return redirect("governance:approval_round_detail", pk)
    question = DeadlineForm.asked(request, round_.deadline_on)
    planning = planning_of(book_of(round_), question.day, with_pauses=True)
    return render(
        request,
        "governance/round_planning.html",
        {
            "round": round_,
            "planning": planning,
            "question": question,
            "is_other": planning.deadline != round_.deadline_on,
        },
    )
