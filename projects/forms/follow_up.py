"""The lines of a plan that are gone through in a meeting: one form for all, of which only what is filled is kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from projects.actions.progress import Line
from projects.forms.progress import ProgressLineForm
from projects.models import Objective


class FollowUpForm:
    """A short form per objective. `lines` after `is_valid` are those that say something.

    An objective that was filled in on the screen counts, also when it is off the list by now.
    """

    def __init__(self, data: Mapping[str, Any] | None, *, shown: Iterable[Objective], every: Mapping[int, Objective]):
        self.data = data
        shown_ones = {objective.pk: objective for objective in shown}
        sent = {key.partition("-")[0] for key in data or () if "-" in key}
        more = {pk: objective for pk, objective in every.items() if str(pk) in sent}
        self.objectives = shown_ones | more
        self.forms = {pk: ProgressLineForm(data, prefix=str(pk)) for pk in self.objectives}
        for form in self.forms.values():
            form.use_required_attribute = False

    def is_valid(self) -> bool:
        """Each form is looked at, so that every line with a mistake says so."""
        valid = [form.is_valid() for form in self.forms.values()]
        return self.data is not None and all(valid)

    @property
    def fields(self) -> list[str]:
        """The names of all fields, as they are sent."""
        return [form.add_prefix(name) for form in self.forms.values() for name in form.fields]

    @property
    def errors(self) -> list[Any]:
        return [form.errors for form, _objective in self.wrong]

    @property
    def wrong(self) -> list[tuple[Any, Objective]]:
        """The lines with a mistake, for the summary on top."""
        return [(form, self.objectives[pk]) for pk, form in self.forms.items() if form.errors]

    def lines(self, default: str) -> list[Line]:
        """What has to be noted; `default` is the text of a line that only says how far it is."""
        return [
            Line(self.objectives[pk], said["text"] or default, said["state"], said["percent"])
            for pk, said in ((pk, form.cleaned_data) for pk, form in self.forms.items())
            if said["text"] or said["state"] or said["percent"] is not None
        ]

    def refuse(self, field: str, reasons: list[str]) -> None:
        """Put what the action refused beside its line."""
        name, _, key = field.rpartition("_")
        form = self.forms[int(key)] if key.isdigit() and int(key) in self.forms else next(iter(self.forms.values()))
        form.add_error(name if name in form.fields else None, reasons)
