"""The sections of a regional text: writing the draft and translating it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onboarding.access import Can
from onboarding.access import refinement as texts
from onboarding.actions import section as sections
from onboarding.forms.regional_text import SectionEditForm, SectionForm, TranslationForm, words_of
from onboarding.models import RegionalText
from onboarding.models.refinement import LocalReading
from onboarding.views.preview import may_save, preview_of
from onboarding.views.regional_text import crumbs_of, page_of
from wegwijzer.localised import LANGUAGES
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in
from wegwijzer.wording import difference


@require_http_methods(["GET", "HEAD", "POST"])
def section_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A section of text `pk`."""
    text = texts.regional_text_for(request.user, pk, Can.EDIT_TEXT)
    form = SectionForm(posted(request), text=text)
    if may_save(request, form):
        with refusals_in(form):
            sections.add(text, by=request.user, **form.cleaned_data)
            messages.success(request, _("De sectie staat in het ontwerp."))
            return redirect(page_of(text))
    title = _("Voeg een stap toe") if text.is_procedure else _("Voeg een sectie toe")
    return form_page(
        request,
        form,
        template="onboarding/section_form.html",
        title=title,
        lead=text,
        button=title,
        cancel_url=page_of(text),
        crumbs=crumbs_of(text, (title, None)),
        **preview_of(form, text),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: HttpRequest, pk: int) -> HttpResponse:
    section = texts.section_for(request.user, pk, Can.EDIT_TEXT)
    text = section.text
    start = words_of(section) | {"mode": section.mode, "version": section.version}
    form = SectionEditForm(posted(request), text=text, initial=start)
    if may_save(request, form):
        with refusals_in(form):
            sections.change(section, by=request.user, **form.cleaned_data)
            messages.success(request, _("De sectie is bewaard in het ontwerp. Gemeenten zien ze na publicatie."))
            return redirect(page_of(text))
    return form_page(
        request,
        form,
        template="onboarding/section_form.html",
        title=_("Wijzig het ontwerp"),
        lead=section,
        button=_("Bewaar in het ontwerp"),
        cancel_url=page_of(text),
        crumbs=crumbs_of(text, (section, None)),
        **preview_of(form, text),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def section_translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Section `pk` in one of the other languages of its text."""
    section = texts.section_to_translate(request.user, pk, language)
    back = page_of(section.text)
    form = TranslationForm(posted(request), language=language, initial=said_in(section, language))
    if may_save(request, form):
        with refusals_in(form):
            sections.translate(section, language, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vertaling is bewaard in het ontwerp."))
            return redirect(back)
    return translation_page(request, form, section, section.text, back)


@require_POST
def section_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up, or down when `naar` says so."""
    section = texts.section_for(request.user, pk, Can.EDIT_TEXT)
    sections.move(section, by=request.user, up=request.POST.get("naar") != "later")
    return redirect(page_of(section.text))


@require_POST
def section_retire(request: HttpRequest, pk: int) -> HttpResponse:
    section = texts.section_for(request.user, pk, Can.EDIT_TEXT)
    done = _("‘%s’ komt niet in de volgende versie.") % section
    return pressed(request, section, sections.retire, page_of(section.text), done=done)


def checked(text: RegionalText, language: str) -> str:
    """Raises Http404 for a language that the text does not come in."""
    if language not in text.translations:
        raise Http404
    return language


def said_in(row: Any, language: str) -> dict[str, Any]:
    return {name: getattr(row, name).get(language, "") for name in ("title", "body")} | {"version": row.version}


def translation_page(
    request: HttpRequest,
    form: TranslationForm,
    row: Any,
    text: RegionalText,
    back: str,
    reading: LocalReading | None = None,
) -> HttpResponse:
    """The Dutch beside the translation, with what changed in it since it was translated."""
    language = form.language
    before = row.sources.get(language, "")
    return form_page(
        request,
        form,
        template="onboarding/translation.html",
        title=_("Vertaal naar het %s") % LANGUAGES[language],
        lead=row,
        button=_("Bewaar de vertaling"),
        row=row,
        text=text,
        language=language,
        since=difference(before, row.dutch) if before and before != row.dutch else [],
        cancel_url=back,
        crumbs=crumbs_of(text, (row, None)),
        **preview_of(form, text, language, reading),
    )
