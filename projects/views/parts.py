"""The forms of rows that come with a whole, a call or a project: added to it, corrected, taken away."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in, values_of


class Kind(NamedTuple):
    """One of the kinds of rows, with its gate, its forms and its words."""

    model: type[Any]
    gate: Any
    form: type[Any]
    change_form: type[Any]
    to_add: Any
    to_change: Any
    button: Any


class Whole(NamedTuple):
    """What the rows belong to: its gate and the right to change it, the actions on its rows, its page and crumbs.

    `of(row)` is the whole of a row; `values(form)` what the actions ask for; `choices` what its forms offer as well.
    """

    gate: Callable[[Any, int, Any], Any]
    need: Any
    actions: Any
    page: Callable[[Any], str]
    crumbs: Callable[[Any, Any], Any]
    of: Callable[[Any], Any]
    values: Callable[[Any], dict[str, Any]]
    choices: Callable[[HttpRequest, Any], dict[str, Any]]


def add_part(request: HttpRequest, pk: int, whole: Whole, kind: Kind) -> HttpResponse:
    owner = whole.gate(request.user, pk, whole.need)
    form = kind.form(posted(request), **whole.choices(request, owner))
    if form.is_valid():
        with refusals_in(form):
            part = whole.actions.add(owner, kind.model, by=request.user, **whole.values(form))
            messages.success(request, _("‘%s’ staat erbij.") % part)
            return redirect(whole.page(owner))
    return _form_page(request, form, whole, owner, kind.to_add, kind.to_add)


def edit_part(request: HttpRequest, pk: int, whole: Whole, kind: Kind) -> HttpResponse:
    part = kind.gate(request.user, pk, whole.need)
    owner = whole.of(part)
    form = kind.change_form(posted(request), initial=values_of(part, kind.change_form), **whole.choices(request, owner))
    if form.is_valid():
        with refusals_in(form):
            whole.actions.change(part, by=request.user, **whole.values(form))
            messages.success(request, _("‘%s’ is bewaard.") % part)
            return redirect(whole.page(owner))
    return _form_page(request, form, whole, owner, kind.to_change, kind.button)


def remove_part(request: HttpRequest, pk: int, whole: Whole, kind: Kind) -> HttpResponse:
    part = kind.gate(request.user, pk, whole.need)
    return removed(request, part, whole.actions.remove, whole.page(whole.of(part)))


def removed(request: HttpRequest, row: Any, action: Any, back: str, *, name: str = "") -> HttpResponse:
    """Take one row away, that came through its gate."""
    name = name or str(row)
    return pressed(request, row, action, back, done=_("‘%s’ is geschrapt.") % name, name=name)


def _form_page(request: HttpRequest, form: Any, whole: Whole, owner: Any, title: Any, button: Any) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        lead=getattr(owner, "title", "") or owner.name,
        button=button,
        cancel_url=whole.page(owner),
        crumbs=whole.crumbs(owner, title),
    )
