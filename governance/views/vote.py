"""Noting a vote on a decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance import access
from governance.access import Can
from governance.actions import vote as votes
from governance.forms.vote import VoteForm
from governance.models import Sitting, VoteKind
from governance.views.sitting import sitting_url
from wegwijzer.ui.editing import form_page, refusals_in


@require_POST
def vote_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Counts, or names, or that there was no vote; what is refused comes back as a page with everything typed."""
    decision = access.decision_for(request.user, pk, Can.MINUTE_MEETING)
    book = Sitting(decision.meeting, decision.meeting.items.none())
    asked = request.POST.get("kind", "")
    kind = asked if asked in VoteKind.values else VoteKind.NONE.value
    form = VoteForm(request.POST, decision=decision, kind=kind, voters=book.voters(decision.taken_at))
    back = sitting_url(decision.meeting_id, f"besluit-{decision.pk}")
    if form.is_valid():
        with refusals_in(form):
            votes.note(decision, by=request.user, **form.values)
            said = _("Stemming bewaard: %(outcome)s.") % {"outcome": decision.get_outcome_display()}
            messages.success(request, said)
            return redirect(back)
    title = _("Stemming over ‘%(title)s’") % {"title": decision.title}
    return form_page(request, form, title=title, button=_("Bewaar de stemming"), cancel_url=back)
