"""What a decision hangs together with."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import decision_relations
from governance.forms.decision_relations import RelationsForm
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def decision_relate(request: HttpRequest, pk: int) -> HttpResponse:
    """The round that it waits for, the advice that it rests on, its themes."""
    decision = access.decision_for(request.user, pk, Can.EDIT_ROUND)
    page = reverse("governance:decision_detail", args=[pk])
    form = RelationsForm(
        posted(request),
        decision=decision,
        rounds=access.rounds_to_wait_for(request.user, decision),
        advice=access.advice_before(request.user, decision),
    )
    if form.is_valid():
        with refusals_in(form):
            decision_relations.relate(decision, by=request.user, **form.values)
            messages.success(request, _("De samenhang van het besluit is bewaard."))
            return redirect(page)
    return form_page(
        request,
        form,
        title=_("Samenhang van %(decision)s") % {"decision": decision.label},
        lead=decision.title,
        button=_("Bewaar de samenhang"),
        cancel_url=page,
    )
