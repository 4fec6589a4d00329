"""Translations out to a file for translators, and in from one: first what it would do, then it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.access import Can, choices_around
from onboarding.access import refinement as texts
from onboarding.actions import translation_assignment as assignments
from onboarding.actions import translation_file as actions
from onboarding.actions.translation_file import LABELS, Fate, Proposal
from onboarding.exports.xliff import CONTENT_TYPE, file_name, xliff
from onboarding.forms.translation_assignment import TranslationAssignmentForm
from onboarding.forms.translation_file import TranslationFileForm
from onboarding.models.translation_unit import Handout, handout_of, handout_of_local
from onboarding.views.local_text import local_crumbs, local_page
from onboarding.views.regional_text import crumbs_of, page_of
from onboarding.views.section import checked
from wegwijzer.localised import LANGUAGES
from wegwijzer.ui.downloads import download
from wegwijzer.ui.editing import form_page, posted, refusals_in

TONES = {
    Fate.WRONG: "refused",
    Fate.MOVED_ON: "postponed",
    Fate.NEW: "agreed",
    Fate.CHANGED: "waiting",
    Fate.HOLDS: "agreed",
    Fate.SAME: "none",
}


@require_safe
def translation_export(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The draft of text `pk` with what it says in one language, as XLIFF."""
    text = texts.regional_text_for(request.user, pk)
    return _file(handout_of(text, checked(text, language)))


@require_safe
def local_translation_export(request: HttpRequest, pk: int, organisation: int, language: str) -> HttpResponse:
    """The own words of one organisation, likewise."""
    local = texts.local_text_for(request.user, pk, organisation)
    return _file(handout_of_local(local, checked(local.text, language)))


@require_http_methods(["GET", "HEAD", "POST"])
def translation_import(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """What a translator sent back, for the draft of text `pk`."""
    text = texts.translation_for(request.user, pk, language, Can.TRANSLATE).text
    handout = handout_of(text, language)
    return _taken_in(request, handout, page_of(text), crumbs_of(text, (_("Vertaling inlezen"), None)))


@require_http_methods(["GET", "HEAD", "POST"])
def local_translation_import(request: HttpRequest, pk: int, organisation: int, language: str) -> HttpResponse:
    """The same for the own words of one organisation."""
    local = texts.local_text_for(request.user, pk, organisation, Can.REFINE)
    handout = handout_of_local(local, checked(local.text, language))
    return _taken_in(request, handout, local_page(local), local_crumbs(local, _("Vertaling inlezen")))


@require_http_methods(["GET", "HEAD", "POST"])
def translation_assign(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Who translates text `pk` into a language, and by when."""
    row = texts.translation_for(request.user, pk, language)
    text = texts.regional_text_for(request.user, pk, Can.EDIT_TEXT)
    start = {name: getattr(row, name) for name in ("organisation", "role", "due_on")}
    start |= {"version": row.version if row.pk else 0}
    choices = choices_around(request.user, text.partnership)["organisations"]
    form = TranslationAssignmentForm(posted(request), organisations=choices, initial=start)
    if form.is_valid():
        with refusals_in(form):
            assignments.assign(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("Bewaard wie naar het %s vertaalt.") % LANGUAGES[language])
            return redirect(page_of(text))
    return form_page(
        request,
        form,
        title=_("Wie vertaalt naar het %s?") % LANGUAGES[language],
        lead=_("%s. Laat alles leeg om de opdracht terug te nemen.") % text,
        button=_("Bewaar wie vertaalt"),
        cancel_url=page_of(text),
        crumbs=crumbs_of(text, (_("Wie vertaalt"), None)),
    )


def _file(handout: Handout) -> HttpResponse:
    return download(xliff(handout), file_name(handout), CONTENT_TYPE)


def _taken_in(request: HttpRequest, handout: Handout, back: str, crumbs: list) -> HttpResponse:
    form = TranslationFileForm(*([request.POST, request.FILES] if request.method == "POST" else []), handout=handout)
    if form.is_bound and form.is_confirmed:
        with refusals_in(form):
            seen = form.cleaned_data["seen"]
            done = actions.take(handout.text, handout, form.returned, by=request.user, seen=seen)
            messages.success(request, _told(done))
            return redirect(back)
    proposal = form.proposal if form.is_bound and form.is_valid() is not None else None
    return form_page(
        request,
        form.shown_again() if form.is_bound else form,
        template="onboarding/translation_import.html",
        title=_("Lees een vertaling naar het %s in") % LANGUAGES[handout.language],
        handout=handout,
        edition=handout.edition,
        proposal=proposal,
        counts=[(TONES[fate], LABELS[fate], proposal.counts[fate]) for fate in Fate if proposal.counts[fate]]
        if proposal
        else [],
        lines=[(line, TONES[line.fate]) for line in _in_order(proposal)],
        cancel_url=back,
        crumbs=crumbs,
    )


def _in_order(proposal: Proposal | None) -> list:
    """What asks for a look first; what stays as it is not at all."""
    if proposal is None:
        return []
    return [*proposal.left, *proposal.taken]


def _told(done: Proposal) -> str:
    if not done.taken:
        return _("Alles stond al zo: er is niets gewijzigd.")
    words = ngettext("%s deel is overgenomen.", "%s delen zijn overgenomen.", len(done.taken)) % len(done.taken)
    if done.left:
        more = ngettext("%s deel niet.", "%s delen niet.", len(done.left))
        words = f"{words} {more % len(done.left)}"
    return words
