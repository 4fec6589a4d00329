"""The minutes of an item: saving while one types, approving, correcting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from governance import access
from governance.access import Can
from governance.actions import correction as corrections
from governance.actions import minutes
from governance.forms.minutes import ApprovalForm, CorrectionForm, MinutesForm
from governance.models import AgendaItem
from governance.views.sitting import answer_refusals, crumbs_of, sitting_url
from wegwijzer.lifecycle import Stale
from wegwijzer.localised import LANGUAGES
from wegwijzer.ui import words
from wegwijzer.ui.editing import form_page, refusals_in


@require_POST
def minutes_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one item. To the script: JSON with the new version; to a browser without: back to the screen.

    Stale: 409, and nothing is overwritten. The page then shows both texts and sends the merged one.
    """
    item = access.minuted_item_for(request.user, pk, Can.MINUTE_MEETING)
    wants_json = request.accepts("application/json") and not request.accepts("text/html")
    form = MinutesForm(request.POST, item=item)
    if form.is_valid():
        with refusals_in(form):
            minutes.save(item, by=request.user, texts=form.texts, seen=form.cleaned_data["version"])
            said = _("Bewaard om %(hour)s") % {"hour": words.clock(timezone.now())}
            if wants_json:
                return JsonResponse({"version": item.minutes_version, "said": said})
            messages.success(request, said)
            return redirect(sitting_url(item.meeting_id, f"punt-{item.pk}"))
    stale = getattr(form, "stale", None)
    if wants_json:
        return _told_to_script(form, stale)
    if stale is not None:
        return _both_texts(request, item, form, stale)
    title = _("Verslag: %(item)s") % {"item": item}
    back = sitting_url(item.meeting_id, f"punt-{item.pk}")
    assert item.meeting is not None
    crumbs = crumbs_of(item.meeting, (_("Verslag"), back))
    return form_page(request, form, title=title, button=_("Bewaar het verslag"), cancel_url=back, crumbs=crumbs)


def _told_to_script(form: MinutesForm, stale: Stale | None) -> JsonResponse:
    if stale is not None:
        return JsonResponse({"said": _("Iemand anders bewaarde intussen een andere tekst bij dit punt.")}, status=409)
    return JsonResponse({"said": " ".join(str(e) for errors in form.errors.values() for e in errors)}, status=422)


def _both_texts(request: HttpRequest, item: AgendaItem, form: MinutesForm, stale: Stale) -> HttpResponse:
    """Both texts side by side, and a form to send the merged one from the newest version on."""
    current = stale.current
    assert isinstance(current, AgendaItem)  # an item with minutes can not be removed
    saved = current.minutes
    pairs = [
        {"field": form[f"text_{language}"], "mine": text, "theirs": saved.get(language, ""),
         "language": language, "differs": text != saved.get(language, "")}
        for language, text in form.texts.items()
    ]  # fmt: skip
    context = {
        "item": item,
        "pairs": pairs,
        "version": current.minutes_version,
        "meeting": item.meeting,
        "back": sitting_url(item.meeting_id),
    }
    return render(request, "governance/minutes_conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve minutes: by the button at the item of a later meeting, or by the coordinator with a date."""
    through = access.approval_item_for(request.user, pk, request.POST.get("item"), Can.MINUTE_MEETING)
    if through is not None:
        meeting = access.meeting_for(request.user, pk)
        done = _("Het verslag is goedgekeurd en ligt nu vast.")
        answer_refusals(request, lambda: minutes.approve(meeting, by=request.user, through=through), done)
        return redirect(sitting_url(through.meeting_id, f"punt-{through.pk}"))
    meeting = access.meeting_for(request.user, pk, Can.APPROVE_MINUTES)
    form = ApprovalForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            minutes.approve(meeting, by=request.user, on=form.cleaned_data["on"])
            messages.success(request, _("Het verslag is goedgekeurd en ligt nu vast."))
            return redirect("governance:sitting", pk)
    return form_page(
        request,
        form,
        title=_("Keur het verslag goed"),
        lead=_("%(meeting)s. Daarna ligt het vast; wat fout is, verbetert u met een correctie.") % {"meeting": meeting},
        button=_("Keur het verslag goed"),
        cancel_url=sitting_url(pk),
        crumbs=crumbs_of(meeting, (_("Verslag"), sitting_url(pk)), (_("Keur goed"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def minutes_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct approved minutes of one item in one language (?taal=fr)."""
    item = access.minuted_item_for(request.user, pk, Can.CORRECT_MINUTES)
    assert item.meeting is not None
    asked = request.POST.get("language") or request.GET.get("taal", "")
    language = asked if asked in item.meeting.languages else item.meeting.languages[0]
    form = CorrectionForm(request.POST or None, item=item, language=language)
    back = sitting_url(item.meeting_id, f"punt-{item.pk}")
    if form.is_valid():
        data = form.cleaned_data
        seen = data.pop("version")
        with refusals_in(form):
            corrections.add(item, by=request.user, seen=seen, **data)
            messages.success(request, _("De correctie staat bij het punt en in het verslag."))
            return redirect(back)
    stale = getattr(form, "stale", None)
    if stale is not None:
        del form.stale
        form.add_error("after", _("Iemand anders verbeterde dit intussen. Dit staat er nu: ‘%(text)s’") % {
            "text": stale.current.minutes.get(language, "")})  # fmt: skip
        form.data = form.data.copy()
        form.data["version"] = str(stale.current.minutes_version)
    response = form_page(
        request,
        form,
        title=_("Correctie bij ‘%(item)s’") % {"item": item},
        lead=_("Verslag in het %(language)s. De oude tekst blijft bewaard.") % {"language": LANGUAGES[language]},
        button=_("Voeg de correctie toe"),
        cancel_url=back,
        crumbs=crumbs_of(item.meeting, (_("Verslag"), back), (_("Correctie"), None)),
    )
    if stale is not None:
        response.status_code = 409
    return response
