"""How far along the rows of a list are, in a filter."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Step(NamedTuple):
    """What is offered to choose, as it goes on after "die", and what the sentence above the list says of it."""

    rows: str  # what the QuerySet calls them
    offered: "StrOrPromise"
    said: "StrOrPromise" = ""


class ProgressMixin(forms.Form):
    """For a filter of rows that are open until they are done; `STEPS` by their word in the address, the usual first."""

    STEPS: ClassVar[Mapping[str, Step]]

    progress = forms.ChoiceField(label=_("die"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(word, step.offered) for word, step in self.STEPS.items()]
        self.fields["progress"].choices = choices  # type: ignore[attr-defined]

    @property
    def _step(self) -> Step:
        return self.STEPS[self.cleaned_data.get("progress") or next(iter(self.STEPS))]

    def that_far(self, rows: Any) -> Any:
        return getattr(rows, self._step.rows)()

    @property
    def how_far(self) -> str:
        return str(self._step.said)
