"""What a section will look like while somebody writes it: typed text in, inert HTML out, nothing kept."""

from typing import Any

from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from onboarding.access import refinement as texts
from onboarding.models import RegionalText
from onboarding.models.language_guard import is_offered
from onboarding.models.refinement import LocalReading, read_local
from onboarding.models.regional_text import LONGEST, SOURCE
from wegwijzer.ui import prose
from wegwijzer.ui.crispy import BaseHelper

BUTTON = "voorbeeld"  # what its button sends along, where no script asks for it
FORM = "sectie"
OPEN = "**[{}]**"  # what a municipality fills in


@require_POST
def section_preview(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """What was typed for a section of text `pk`."""
    text = texts.regional_text_for(request.user, pk)
    return _answer(request, text, language, None)


@require_POST
def local_section_preview(request: HttpRequest, pk: int, organisation: int, language: str) -> HttpResponse:
    """What an organisation typed for text `pk`, with its places filled in."""
    local = texts.local_text_for(request.user, pk, organisation)
    return _answer(request, local.text, language, read_local(local))


def _answer(request: HttpRequest, text: RegionalText, language: str, reading: LocalReading | None) -> HttpResponse:
    if not is_offered(text, language):
        raise Http404
    typed = {name: request.POST.get(name, "") for name in ("title", "body")}
    return render(request, "onboarding/preview_text.html", {"preview": _shown(typed, language, reading)})


def may_save(request: HttpRequest, form: Any) -> bool:
    """Whether a form is valid and was sent to be kept; sent to be looked at, it is shown again and not judged."""
    if BUTTON not in request.POST:
        return bool(form.is_valid())
    form._errors = ErrorDict()
    return False


def preview_of(
    form: Any, text: RegionalText, language: str = SOURCE, reading: LocalReading | None = None
) -> dict[str, Any]:
    """The context of a page with a preview beside its form."""
    form.helper = BaseHelper(form)  # without a layout it would count as none
    form.helper.form_id = FORM
    name, keys = "section_preview", [text.pk, language]
    if reading is not None:
        name, keys = "local_section_preview", [text.pk, reading.organisation.pk, language]
    typed = {part: str(form[part].value() or "") for part in ("title", "body")}
    shown = _shown(typed, language, reading)
    return {"preview": shown | {"url": reverse(f"onboarding:{name}", args=keys), "form": FORM}}


def _shown(typed: dict[str, str], language: str, reading: LocalReading | None) -> dict[str, Any]:
    said = {name: text[: 2 * LONGEST] for name, text in typed.items()}
    if reading is not None:
        said = {"title": reading.says(said["title"], "[{}]"), "body": reading.says(said["body"], OPEN)}
    return {"language": language, "title": said["title"], "body": prose.render(said["body"])}
