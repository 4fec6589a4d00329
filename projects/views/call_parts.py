"""What comes with a call: conditions, the template of the checklist, news, information sessions."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from governance.forms.periods import WithdrawForm
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
from wegwijzer.lifecycle import Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


class Kind(NamedTuple):
    """One of the kinds of rows, with its gate, its forms and its words."""

    model: type[parts.Part]
    gate: Any
    form: type[Any]
    change_form: type[Any]
    to_add: Any
    to_change: Any
    button: Any


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
    return _add(request, pk, REQUIREMENT)


@require_http_methods(["GET", "HEAD", "POST"])
def call_requirement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, pk, REQUIREMENT)


@require_POST
def call_requirement_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, pk, REQUIREMENT)


@require_http_methods(["GET", "HEAD", "POST"])
def call_update_add(request: HttpRequest, pk: int) -> HttpResponse:
    return _add(request, pk, UPDATE)


@require_http_methods(["GET", "HEAD", "POST"])
def call_update_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, pk, UPDATE)


@require_POST
def call_update_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, pk, UPDATE)


@require_http_methods(["GET", "HEAD", "POST"])
def info_session_add(request: HttpRequest, pk: int) -> HttpResponse:
    return _add(request, pk, SESSION)


@require_http_methods(["GET", "HEAD", "POST"])
def info_session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, pk, SESSION)


@require_POST
def info_session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, pk, SESSION)


def _add(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    call = access.call_for(request.user, pk, Can.EDIT_DOSSIER)
    form = kind.form(posted(request))
    if form.is_valid():
        with refusals_in(form):
            part = parts.add(call, kind.model, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ staat erbij.") % part)
            return redirect(call_url(call))
    return form_page(
        request,
        form,
        title=kind.to_add,
        lead=call.title,
        button=kind.to_add,
        cancel_url=call_url(call),
        crumbs=crumbs_to(call, kind.to_add),
    )


def _edit(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    part = kind.gate(request.user, pk, Can.EDIT_DOSSIER)
    form = kind.change_form(posted(request), initial=values_of(part, kind.change_form))
    if form.is_valid():
        with refusals_in(form):
            parts.change(part, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ is bewaard.") % part)
            return redirect(call_url(part.call))
    return form_page(
        request,
        form,
        title=kind.to_change,
        lead=part.call.title,
        button=kind.button,
        cancel_url=call_url(part.call),
        crumbs=crumbs_to(part.call, kind.to_change),
    )


def _remove(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    part = kind.gate(request.user, pk, Can.EDIT_DOSSIER)
    return removed(request, part, str(part), call_url(part.call))


def removed(request: HttpRequest, part: parts.Part, name: str, back: str) -> HttpResponse:
    """Take one row away, that came through its gate."""
    form = WithdrawForm(request.POST)
    try:
        parts.remove(part, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else 0)
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=name, theirs=str(stale.current or ""), back=back)
    messages.success(request, _("‘%s’ is geschrapt.") % name)
    return redirect(back)


def fit_url(call: Any) -> str:
    return reverse("projects:call_fit", args=[call.pk])
