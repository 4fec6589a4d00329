"""What comes with a call: conditions, the template of the checklist, news, information sessions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import Can
from projects.access import call as access
from projects.actions import call_parts as parts
from projects.forms.call_parts import (
    CallRequirementChangeForm,
    CallRequirementForm,
    CallUpdateChangeForm,
    CallUpdateForm,
    InfoSessionChangeForm,
    InfoSessionForm,
)
from projects.models import CallRequirement, CallUpdate, InfoSession
from projects.views.call import call_url, crumbs_to
from projects.views.parts import Kind, Whole, add_part, edit_part, remove_part

CALL = Whole(
    gate=access.call_for,
    need=Can.EDIT_DOSSIER,
    actions=parts,
    page=call_url,
    crumbs=crumbs_to,
    of=lambda part: part.call,
    values=lambda form: dict(form.cleaned_data),
    choices=lambda request, call: {},
)
REQUIREMENT = Kind(
    CallRequirement,
    access.call_requirement_for,
    CallRequirementForm,
    CallRequirementChangeForm,
    gettext_lazy("Voeg een vereiste toe"),
    gettext_lazy("Wijzig de vereiste"),
    gettext_lazy("Bewaar de vereiste"),
)
UPDATE = Kind(
    CallUpdate,
    access.call_update_for,
    CallUpdateForm,
    CallUpdateChangeForm,
    gettext_lazy("Noteer nieuws"),
    gettext_lazy("Wijzig het nieuws"),
    gettext_lazy("Bewaar het nieuws"),
)
SESSION = Kind(
    InfoSession,
    access.info_session_for,
    InfoSessionForm,
    InfoSessionChangeForm,
    gettext_lazy("Voeg een infosessie toe"),
    gettext_lazy("Wijzig de infosessie"),
    gettext_lazy("Bewaar de infosessie"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def call_requirement_add(request: HttpRequest, pk: int) -> HttpResponse:
    return add_part(request, pk, CALL, REQUIREMENT)


@require_http_methods(["GET", "HEAD", "POST"])
def call_requirement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_part(request, pk, CALL, REQUIREMENT)


@require_POST
def call_requirement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, pk, CALL, REQUIREMENT)


@require_http_methods(["GET", "HEAD", "POST"])
def call_update_add(request: HttpRequest, pk: int) -> HttpResponse:
    return add_part(request, pk, CALL, UPDATE)


@require_http_methods(["GET", "HEAD", "POST"])
def call_update_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_part(request, pk, CALL, UPDATE)


@require_POST
def call_update_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, pk, CALL, UPDATE)


@require_http_methods(["GET", "HEAD", "POST"])
def info_session_add(request: HttpRequest, pk: int) -> HttpResponse:
    return add_part(request, pk, CALL, SESSION)


@require_http_methods(["GET", "HEAD", "POST"])
def info_session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_part(request, pk, CALL, SESSION)


@require_POST
def info_session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, pk, CALL, SESSION)


def fit_url(call: Any) -> str:
    return reverse("projects:call_fit", args=[call.pk])
