"""The wording of a round: a next version of it, and the files that go with it."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from governance import access
from governance.access import Can
from governance.actions import round_text as texts
from governance.forms.approval_round import RewordForm
from governance.models import book_of
from governance.views.approval_round_plan import crumbs_to
from governance.views.document import sent
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def round_text_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Another wording of the round `pk` that runs."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    back = reverse("governance:approval_round_detail", args=[pk])
    current = round_.current_text
    annexes = [row.document_version for row in access.annexes_of(round_) if row.text_id == current.pk]
    form = RewordForm(posted(request), request.FILES or None, annexes=annexes, initial=RewordForm.current(round_))
    if form.is_valid():
        with refusals_in(form):
            text = texts.reword(round_, by=request.user, version=form.cleaned_data["version"], **form.values)
            again = len(book_of(access.approval_round_for(request.user, pk)).to_vote_again)
            messages.success(request, _told(text.number, again))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Nieuwe tekst voor de vraag"),
        lead=_("Versie %(number)s blijft bewaard. Alle besturen krijgen bericht van de nieuwe tekst.")
        % {"number": current.number},
        button=_("Bewaar en meld de nieuwe tekst"),
        cancel_url=back,
        crumbs=crumbs_to(round_, _("Nieuwe tekst")),
    )


def _told(number: int, again: int) -> str:
    said = _("Versie %(number)s geldt vanaf vandaag.") % {"number": number}
    if not again:
        return said
    words = ngettext("%(count)s raad moet opnieuw beslissen.", "%(count)s raden moeten opnieuw beslissen.", again)
    return f"{said} {words % {'count': again}}"


@require_safe
def round_annex(request: HttpRequest, pk: int, version_pk: int) -> FileResponse:
    """One file that goes with a wording, under the name that it was given."""
    round_ = access.approval_round_for(request.user, pk)
    return sent(access.round_annex_of(round_, version_pk))
