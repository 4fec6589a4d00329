"""What an organisation makes of a regional text: side by side, filled in, and printed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding import access
from onboarding.access import Can
from onboarding.access import refinement as texts
from onboarding.actions import local_text as actions
from onboarding.forms.local_text import FillForm
from onboarding.models import LocalText
from onboarding.models.language_guard import LanguageState, is_offered, state_in, states_of_local
from onboarding.models.placeholder import own_of
from onboarding.models.refinement import read_local
from onboarding.models.regional_text import SOURCE
from onboarding.models.text_ref import Shape, TextRef
from onboarding.reports import page_address
from onboarding.views.regional_text import crumbs_of
from wegwijzer.localised import LANGUAGES
from wegwijzer.reports.request import request_report
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_safe
def local_text_detail(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    """Text `pk` of one organisation beside that of the region, with what waits for a decision on top."""
    local = texts.local_text_for(request.user, pk, organisation)
    reading = read_local(local)
    states = states_of_local(reading)
    context = {
        "text": local.text,
        "local": local,
        "reading": reading,
        "languages": states,
        "web_pages": _web_pages(local, states),
        "has_own": any(part.is_own for part in reading.shown),
        "shapes": [] if local.text.is_procedure else Shape.choices,
        "printable": [(SOURCE, LANGUAGES[SOURCE]), *((row.language, row.name) for row in states if row.is_complete)],
        "others": texts.others_of(local.text, local.organisation),
        "may": access.needs(request.user, local, [Can.REFINE, Can.MAKE_REPORT, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, local, local.sections.all()) if local.pk else [],
    }
    return render(request, "onboarding/local_text_detail.html", context)


def _web_pages(local: LocalText, states: list[LanguageState]) -> list[tuple[str, str, str]]:
    """(name, code, address) of each language that everybody may read, for a member of today."""
    if not local.is_on_the_web():
        return []
    codes = [SOURCE, *(state.language for state in states if state.is_complete)]
    return [(LANGUAGES[code], code, page_address.page_of(local.text, local.organisation, code)) for code in codes]


@require_http_methods(["GET", "HEAD", "POST"])
def local_text_fill(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    """The open places of text `pk`, for one organisation."""
    local = texts.local_text_for(request.user, pk, organisation, Can.REFINE)
    reading = read_local(local)
    form = FillForm(posted(request), local=local, places=reading.places, card=own_of(reading.contact))
    if form.is_valid():
        with refusals_in(form):
            actions.fill(local, by=request.user, version=form.cleaned_data["version"], values=form.values())
            messages.success(request, _("Ingevuld."))
            return redirect(local_page(local))
    return form_page(
        request,
        form,
        title=_("Vul de open plaatsen in"),
        lead=_("Wat hier staat, komt in elke sectie die ernaar vraagt. Schrijf uren als ‘ma 9-12 u.’"),
        button=_("Bewaar wat u invulde"),
        cancel_url=local_page(local),
        crumbs=local_crumbs(local, _("Invullen")),
    )


@require_POST
def local_text_print(request: HttpRequest, pk: int, organisation: int, language: str) -> HttpResponse:
    """As PDF, in Dutch or in another language when everything is translated; a brochure in the shape of `vorm`."""
    local = texts.local_text_for(request.user, pk, organisation, Can.MAKE_REPORT)
    text = local.text
    shape = request.POST.get("vorm", Shape.A5)
    if not is_offered(text, language) or shape not in Shape.values or (text.is_procedure and shape != Shape.A5):
        raise Http404
    reading = read_local(local)
    state = state_in(reading, language)
    hindrances = state.hindrances() if state else []
    if reading.edition is None:
        hindrances = [_("Van deze tekst is nog geen versie gepubliceerd.")]
    if hindrances:
        messages.error(request, " ".join(hindrances))
        return redirect(local_page(local))
    kind = "procedure" if text.is_procedure else "brochure"
    ref = TextRef(text.pk, local.organisation.pk, language, shape)
    report = request_report(
        kind, str(ref), by=request.user, scope=local.partnership.organisation, title=f"{text} – {local.organisation}"
    )
    return redirect("reports:report_detail", report.pk)


def local_page(local: LocalText) -> str:
    return reverse("onboarding:local_text_detail", args=[local.text.pk, local.organisation.pk])


def local_crumbs(local: LocalText, *more: object) -> list[tuple[Any, str | None]]:
    own = (local.organisation, local_page(local) if more else None)
    return crumbs_of(local.text, own, *((name, None) for name in more))
