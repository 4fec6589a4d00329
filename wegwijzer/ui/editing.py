"""From form to action and back: what an action refuses is said in the form, beside the field it is about.

    form = EndForm(posted(request), initial=values_of(row, EndForm))
    if form.is_valid():
        with refusals_in(form):
            membership.end(row, by=request.user, **form.cleaned_data)
            return redirect(row.partnership)
    return form_page(request, form, title=…, button=…)

A refusal lets the last line answer, with everything that was typed; so does a row that somebody else saved first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.forms import IntegerField


class VersionMixin(forms.Form):
    """For a form that changes a row: the version that was on the screen goes along and comes back."""

    version = IntegerField(widget=forms.HiddenInput)


def posted(request: HttpRequest) -> Any:
    """The data for a form: what was sent (even when it was nothing at all), or None to show it empty."""
    return request.POST if request.method == "POST" else None


def values_of(row: Any, form_class: type[forms.BaseForm]) -> dict[str, Any]:
    """What the fields of a form have to start from: the values that `row` has under the same names."""
    return {name: getattr(row, name) for name in form_class.base_fields if hasattr(row, name)}


@contextmanager
def refusals_in(form: Any) -> Iterator[None]:
    """What is refused inside becomes an error of `form`; a stale row is kept on it for `form_page`."""
    try:
        yield
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.reasons)
    except Stale as stale:
        form.stale = stale


def pressed(
    request: HttpRequest, row: Any, action: Callable[..., Any], back: str, *, done: str, name: str = ""
) -> HttpResponse:
    """What a button does to a row that came through its gate, in the version that was on the screen.

    `action(row, by=, version=)` carries it out. Done or refused, that is told on the page one comes `back` to; when
    somebody else was first, the answer is 409 with both texts, in which the row is called `name`.
    """
    form, name = VersionMixin(request.POST), name or str(row)
    try:
        action(row, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else 0)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=name, theirs=str(stale.current or ""), back=back)
    else:
        messages.success(request, done)
    return redirect(back)


def fill_in_again(request: Any, form: Any) -> None:
    """Show what was typed before the session ended (`request.typed`), unjudged: it is checked when it is sent."""
    typed = getattr(request, "typed", None)
    if typed is None or form.is_bound or not isinstance(form, forms.BaseForm):
        return
    form.data, form.is_bound = typed, True
    form._errors = ErrorDict()
    request.typed = None
    messages.info(request, _("Dit typte u voor uw sessie afliep. Er is nog niets bewaard: druk opnieuw op de knop."))
    if form.is_multipart():
        messages.info(request, _("Een bestand kunnen wij niet voor u bijhouden. Kies het opnieuw."))


def form_page(
    request: HttpRequest, form: Any, *, template: str = "components/form_page.html", **context: Any
) -> HttpResponse:
    """The page of a form: 200 to fill in, 422 with its mistakes, 409 with both texts when somebody saved first.

    `context` is what the template asks for: title and button, and if wanted lead, cancel_url and crumbs.
    """
    fill_in_again(request, form)
    stale = getattr(form, "stale", None)
    if stale is not None:
        return errors.conflict(request, stale.current, form, back=context.get("cancel_url", ""))
    return render(request, template, context | {"form": form}, status=422 if form.errors else 200)
