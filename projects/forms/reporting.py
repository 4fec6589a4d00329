"""A report to the funder, and the day on which it was submitted."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import ReportingDeadline, ReportingKind
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, PeriodMixin, ProseField


class ReportingForm(PeriodMixin, forms.Form):
    kind = forms.ChoiceField(
        label=_("Soort"), choices=ReportingKind.choices, initial=ReportingKind.INTERIM, widget=forms.RadioSelect
    )
    title = LineField(
        label=_("Titel"),
        max_length=160,
        required=False,
        help_text=_("Laat leeg voor de soort en de dag."),
    )
    due_on = DateField(label=_("Indienen tegen"))
    from_on = DateField(label=_("Gaat over: eerste dag"))
    until_on = DateField(label=_("Laatste dag"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rest = [name for name in ("version", "remarks") if name in self.fields]
        self.helper = BaseHelper()
        self.helper.layout = Layout(*rest[:1], "kind", "title", "due_on", Row("from_on", "until_on"), *rest[1:])


class ReportingChangeForm(VersionMixin, ReportingForm):
    """With the own words in it."""

    remarks = ProseField(
        label=_("In eigen woorden"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Wat de cijfers niet zeggen: hoe het liep, wat u leerde, wat er volgt."),
    )

    def saved_values(self, current: ReportingDeadline) -> dict[str, Any]:
        return {name: getattr(current, name) for name in self.fields}


class ReportingSubmitForm(VersionMixin):
    submitted_on = DateField(label=_("Ingediend op"), latest=today, initial=today)
