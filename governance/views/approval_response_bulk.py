"""The coordinator notes for many organisations at once what their councils decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions.approval_response_bulk import RowsRefused, report_many
from governance.forms.approval_response_bulk import BulkForm
from governance.models import RoundState, book_of
from wegwijzer.ui.editing import fill_in_again, posted


@require_http_methods(["GET", "HEAD", "POST"])
def approval_response_bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who still has to answer, a row each; kept all together or not at all."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    round_url = reverse("governance:approval_round_detail", args=[pk])
    if round_.state != RoundState.OPEN:
        messages.info(request, _("Op deze vraag kan nu niemand antwoorden."))
        return redirect(round_url)
    book = book_of(round_)
    form = BulkForm(posted(request), book=book, days=access.last_sittings(round_, book.still_out))
    if form.is_valid():
        try:
            made = report_many(form.told, by=request.user)
        except RowsRefused as refused:
            form.refuse(refused.problems)
        else:
            said = ngettext("Er is %s antwoord genoteerd.", "Er zijn %s antwoorden genoteerd.", len(made))
            messages.success(request, said % len(made))
            return redirect(round_url)
    fill_in_again(request, form)
    context = {"form": form, "round": round_, "book": book, "text": round_.current_text, "cancel_url": round_url}
    wrong = form.is_bound and (form.errors or form.wrong)
    status = 409 if form.is_stale else 422 if wrong else 200
    return render(request, "governance/approval_response_bulk.html", context, status=status)
