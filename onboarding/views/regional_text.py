"""Regional texts: the list, one text with its draft, publishing it, and where municipalities stand."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding import access
from onboarding.access import Can
from onboarding.access import refinement as texts
from onboarding.actions import regional_text as actions
from onboarding.forms.regional_text import PublishForm, RegionalTextAddForm, RegionalTextEditForm
from onboarding.models import RegionalText
from onboarding.models.edition_content import changes_between, checksum_of, content_of, draft_of
from onboarding.models.refinement import affected_by, latest_edition, read_locals
from onboarding.models.text_ref import AllRef, Shape
from onboarding.models.translation_assignment import translating
from wegwijzer.reports.request import request_report
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in


@require_safe
def regional_text_list(request: HttpRequest) -> HttpResponse:
    """All texts that this login sees, and what waits in them."""
    context = {
        "texts": list(texts.texts_for(request.user)),
        "waiting": texts.sections_to_review(request.user),
        "may_write": texts.partnerships_to_write_in(request.user).exists(),
    }
    return render(request, "onboarding/regional_text_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def regional_text_add(request: HttpRequest) -> HttpResponse:
    form = RegionalTextAddForm(posted(request), partnerships=texts.partnerships_to_write_in(request.user))
    if not form.fields["partnership"].queryset:  # type: ignore[attr-defined]
        raise PermissionDenied
    if form.is_valid():
        with refusals_in(form):
            said = dict(form.cleaned_data)
            text = actions.add(said.pop("partnership"), by=request.user, **said)
            messages.success(request, _("De tekst is begonnen. Schrijf nu de eerste sectie."))
            return redirect(page_of(text))
    title = _("Begin een regionale tekst")
    return form_page(
        request,
        form,
        title=title,
        lead=_("Een procedure, brochure of fiche die elke gemeente op maat maakt."),
        button=title,
        cancel_url=reverse("onboarding:regional_text_list"),
        crumbs=[*crumbs_to(), (title, None)],
    )


@require_safe
def regional_text_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of text `pk`, section by section, with its editions."""
    text = texts.regional_text_for(request.user, pk)
    draft, latest = draft_of(text), latest_edition(text)
    changes = changes_between(content_of(latest) if latest else None, draft)
    rows = translating(text, draft)
    context = {
        "text": text,
        "sections": texts.sections_of(text),
        "changed": {change.new.key for change in changes if change.new},
        "differs": latest is None or latest.checksum != checksum_of(draft.text()),
        "latest": latest,
        "editions": text.editions.select_related("published_by"),
        "translations": rows,
        "shapes": Shape.choices if latest and not text.is_procedure else [],
        "to_translate": texts.languages_to_translate(request.user, rows, text),
        "own": texts.own_organisations_of(request.user, text),
        "may": access.needs(request.user, text, [Can.EDIT_TEXT, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, text, text.sections.all(), text.editions.all()),
    }
    return render(request, "onboarding/regional_text_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def regional_text_edit(request: HttpRequest, pk: int) -> HttpResponse:
    text = texts.regional_text_for(request.user, pk, Can.EDIT_TEXT)
    form = RegionalTextEditForm(posted(request), text=text)
    if form.is_valid():
        with refusals_in(form):
            actions.change(text, by=request.user, **form.values())
            messages.success(request, _("De tekst is bewaard."))
            return redirect(page_of(text))
    return form_page(
        request,
        form,
        title=_("Wijzig wat de tekst is"),
        lead=text,
        button=_("Bewaar de tekst"),
        cancel_url=page_of(text),
        crumbs=crumbs_of(text, (_("Wijzigen"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edition_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of text `pk` as next edition, after a look at what changed."""
    text = texts.regional_text_for(request.user, pk, Can.EDIT_TEXT)
    draft, latest = draft_of(text), latest_edition(text)
    form = PublishForm(posted(request), initial={"seen": checksum_of(draft.text())})
    if form.is_valid():
        with refusals_in(form):
            edition = actions.publish(text, by=request.user, **form.cleaned_data)
            messages.success(request, _("Versie %s is gepubliceerd.") % edition.number)
            return redirect(page_of(text))
    changes = changes_between(content_of(latest) if latest else None, draft)
    number = latest.number + 1 if latest else 1
    affected = affected_by(changes, read_locals(text, texts.organisations_of(text))) if latest else []
    return form_page(
        request,
        form,
        template="onboarding/edition_publish.html",
        title=_("Publiceer versie %s") % number,
        text=text,
        latest=latest,
        changes=changes,
        affected=affected,
        cancel_url=page_of(text),
    )


@require_POST
def regional_text_public(request: HttpRequest, pk: int) -> HttpResponse:
    """Text `pk` on the web for everybody, or off it again when `naar` says so."""
    text = texts.regional_text_for(request.user, pk, Can.EDIT_TEXT)
    if request.POST.get("naar") == "weg":
        done = _("‘%s’ staat niet meer op het web.") % text
        return pressed(request, text, actions.make_private, page_of(text), done=done)
    done = _("‘%s’ staat op het web: iedereen kan de laatste versie lezen, zonder aanmelden.") % text
    return pressed(request, text, actions.make_public, page_of(text), done=done)


@require_POST
def brochures_print(request: HttpRequest, pk: int) -> HttpResponse:
    """All brochures of text `pk` in one archive, in the shape of `vorm`."""
    text = texts.regional_text_for(request.user, pk, Can.EDIT_TEXT)
    shape = request.POST.get("vorm", Shape.A5)
    if text.is_procedure or shape not in Shape.values:
        raise Http404
    if latest_edition(text) is None:
        messages.error(request, _("Van deze tekst is nog geen versie gepubliceerd."))
        return redirect(page_of(text))
    scope, title = text.partnership.organisation, _("Alle brochures: %s") % text
    report = request_report("brochures", str(AllRef(text.pk, shape)), by=request.user, scope=scope, title=title)
    return redirect("reports:report_detail", report.pk)


@require_safe
def edition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Edition `pk` as it was published, and what it changed."""
    edition = texts.edition_for(request.user, pk)
    before = edition.text.editions.filter(number__lt=edition.number).order_by("-number").first()
    content = content_of(edition)
    context = {
        "edition": edition,
        "text": edition.text,
        "content": content,
        "before": before,
        "changes": changes_between(content_of(before), content) if before else [],
    }
    return render(request, "onboarding/edition_detail.html", context)


@require_safe
def text_drift(request: HttpRequest, pk: int) -> HttpResponse:
    """What each organisation makes of each section of text `pk`, and how far it is behind."""
    text = texts.regional_text_for(request.user, pk)
    latest = latest_edition(text)
    context = {
        "text": text,
        "latest": latest,
        "parts": content_of(latest).parts if latest else (),
        "readings": read_locals(text, texts.organisations_of(text)),
    }
    return render(request, "onboarding/text_drift.html", context)


def page_of(text: RegionalText) -> str:
    return reverse("onboarding:regional_text_detail", args=[text.pk])


def crumbs_to() -> list[tuple[object, str | None]]:
    return [(_("Onthaal"), reverse("onboarding:start")), (_("Teksten"), reverse("onboarding:regional_text_list"))]


def crumbs_of(text: RegionalText, *more: tuple[object, str | None]) -> list[Any]:
    return [*crumbs_to(), (text, page_of(text)), *more]
