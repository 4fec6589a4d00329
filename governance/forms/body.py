"""A body and its rules."""

import re
from typing import Any

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.periods import OpenPeriodForm
from governance.forms.within import WithinFilterForm
from governance.models import BodyKind, CadencePeriod, Composition, QuorumRule, VotingRule
from wegwijzer.localised import LANGUAGES
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField, ProseField, TimeField
from wegwijzer.ui.forms.typed import StrictField

MOST_REMINDERS = 5
EARLIEST_REMINDER = 60  # days


class DaysField(StrictField):
    """Numbers of days, as a list with the largest first: "7, 1" or "7 en 1"."""

    default_error_messages = {
        "invalid": _("Schrijf aantallen dagen met een komma ertussen, bijvoorbeeld 7, 1."),
        "range": _("Schrijf hoogstens %(most)s aantallen, elk van 1 tot %(largest)s dagen."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "size": 20}

    def to_python(self, value: Any) -> list[int]:
        return super().to_python(value) or []

    def parse(self, text: str) -> list[int]:
        parts = re.split(r"\s*(?:,|;|\ben\b)\s*|\s+", text)
        if not all(re.fullmatch("[0-9]{1,3}", part) for part in parts):
            raise self.refuse("invalid")
        days = sorted({int(part) for part in parts}, reverse=True)
        if len(days) > MOST_REMINDERS or not all(1 <= day <= EARLIEST_REMINDER for day in days):
            raise self.refuse("range", most=MOST_REMINDERS, largest=EARLIEST_REMINDER)
        return days

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(day) for day in value) if isinstance(value, list) else value


class BodyForm(OpenPeriodForm):
    name = LineField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"), choices=[("", _("Kies een soort")), *BodyKind.choices])
    purpose = ProseField(label=_("Opdracht"), required=False)
    composition = forms.ChoiceField(label=_("Samenstelling"), choices=Composition.choices)
    cadence_count = IntegerField(label=_("Aantal vergaderingen"), required=False, smallest=1, largest=31)
    cadence_period = forms.ChoiceField(
        label=_("Ritme"), required=False, choices=[("", _("geen vast ritme")), *CadencePeriod.choices]
    )
    quorum_rule = forms.ChoiceField(label=_("Wie moet aanwezig zijn om te beslissen?"), choices=QuorumRule.choices)
    quorum_number = IntegerField(
        label=_("Vast aantal"),
        required=False,
        smallest=1,
        largest=500,
        help_text=_("Alleen bij “een vast aantal stemgerechtigden”."),
    )
    voting_rule = forms.ChoiceField(label=_("Wanneer haalt een voorstel het?"), choices=VotingRule.choices)
    abstentions_count = forms.BooleanField(label=_("Onthoudingen tellen als uitgebrachte stem"), required=False)
    notice_days = IntegerField(label=_("Dagen tussen uitnodiging en vergadering"), largest=90)
    reminder_days = DaysField(
        label=_("Herinneringen"), required=False, help_text=_("Hoeveel dagen vooraf, bijvoorbeeld 7, 1.")
    )
    feedback_to_councils = forms.BooleanField(
        label=_("Na elke vergadering krijgen de raden een terugkoppeling"), required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("Talen van agenda en verslag"),
        choices=[(code, name.capitalize()) for code, name in LANGUAGES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één taal.")},
    )
    default_place = LineField(label=_("Gewone plaats"), max_length=150, required=False)
    default_start = TimeField(label=_("Gewoon beginuur"), required=False)
    default_minutes = IntegerField(label=_("Gewone duur in minuten"), smallest=15, largest=720)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("cadence_count", "quorum_number", "notice_days", "default_minutes"):
            self.fields[name].widget.attrs["size"] = 5
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            "name",
            "kind",
            "purpose",
            Row("from_on", "until_on"),
            Fieldset(_now("Wie erin zit"), "composition"),
            Fieldset(_now("Wanneer het vergadert"), "cadence_count", "cadence_period", "default_place"),
            Row("default_start", "default_minutes"),
            Fieldset(_now("Uitnodigen en herinneren"), "notice_days", "reminder_days"),
            Fieldset(_now("Beslissen"), "quorum_rule", "quorum_number", "voting_rule", "abstentions_count"),
            Fieldset(_now("Verslag"), "languages", "feedback_to_councils"),
        )


class BodyEditForm(BodyForm, VersionMixin):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.insert(0, "version")


class BodyFilterForm(WithinFilterForm):
    soort = forms.ChoiceField(label=_("van de soort"), required=False)

    field_order = ("soort", "verband")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [("", _("alle soorten")), *BodyKind.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        asked = self.cleaned_data.get("soort")
        rows = super().narrow(rows)
        return rows.filter(kind=asked) if asked else rows

    def sentence(self) -> str:
        asked = self.cleaned_data.get("soort")
        kind = _now("van de soort %s") % BodyKind(asked).label if asked else ""
        return " ".join(part for part in (kind, super().sentence()) if part)
