"""From form to action and back: what an action refuses is said in the form, beside the field it is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from wegwijzer.lifecycle import Refused


@contextmanager
def refusals_in(form: forms.BaseForm) -> Iterator[None]:
    """What is refused inside becomes an error of `form`; the page then shows it with everything that was typed.

    if form.is_valid():
        with refusals_in(form):
            membership.end(row, by=request.user, **form.cleaned_data)
            return redirect(row.partnership)
    return render(…)
    """
    try:
        yield
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.reasons)
