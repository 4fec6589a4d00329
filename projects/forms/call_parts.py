"""What comes with a call: a condition with the one field of its measure, a requirement, news, a session."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.models import (
    DAYS_BEFORE,
    IN_EURO,
    IN_PER_CENT,
    WITH_COST_KIND,
    WITH_DAY,
    CallCondition,
    ConditionMeasure,
    CostKind,
    RequirementKind,
    Verdict,
)
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import (
    AmountField,
    DateField,
    HttpsUrlField,
    IntegerField,
    LineField,
    MomentField,
    PercentField,
    ProseField,
)

LARGEST_COUNT = 20_000_000  # more people than live in the country
WITH_WORDS = (ConditionMeasure.OTHER,)
COUNTED = {
    ConditionMeasure.BOARDS_MIN: _("Hoeveel besturen?"),
    ConditionMeasure.MUNICIPALITIES_MIN: _("Hoeveel gemeenten?"),
    ConditionMeasure.INHABITANTS_MIN: _("Hoeveel inwoners?"),
    ConditionMeasure.MONTHS_MAX: _("Hoeveel maanden?"),
}


class MeasureForm(forms.Form):
    """The first step of a condition: what it looks at."""

    measure = forms.ChoiceField(label=_("Wat vraagt de oproep?"), choices=ConditionMeasure.choices)


class ConditionForm(forms.Form):
    """The second step: only the field that this measure compares with. `cost_kinds` are those of the partnership."""

    day = DateField(label=_("Welke dag?"))
    cost_kind = forms.ModelChoiceField(
        CostKind.objects.none(), label=_("Welke kostensoort?"), empty_label=_("Kies een kostensoort")
    )
    text = LineField(
        label=_("Toelichting"), max_length=300, required=False, help_text=_("Zoals de oproep het zegt, als dat helpt.")
    )
    source = LineField(
        label=_("Bron"), max_length=120, required=False, help_text=_("Bijvoorbeeld: artikel 5 van de oproep.")
    )

    def __init__(self, *args: Any, measure: str, cost_kinds: "QuerySet[CostKind]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = ConditionMeasure(measure)
        if self.measure not in WITH_DAY:
            del self.fields["day"]
        if self.measure not in WITH_COST_KIND:
            del self.fields["cost_kind"]
        else:
            self.fields["cost_kind"].queryset = cost_kinds  # type: ignore[attr-defined]
        if (field := _amount_field(self.measure)) is not None:
            self.fields["amount"] = field
        if self.measure in WITH_WORDS:
            self.fields["text"] = ProseLine(label=_("Wat vraagt de oproep?"), max_length=300)
        self.order_fields(["version", "cost_kind", "amount", "day", "text", "source"])

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: every column, those that this measure has no use for empty."""
        cleaned = self.cleaned_data
        columns = {"amount": None, "day": None, "cost_kind": None} | cleaned
        if columns["amount"] is not None:
            columns["amount"] = Decimal(columns["amount"])
        return columns | {"measure": self.measure.value}


class ProseLine(LineField):
    """One line, with room to write it."""

    widget = forms.Textarea(attrs={"rows": 3})


def _amount_field(measure: ConditionMeasure) -> forms.Field | None:
    if measure in IN_EURO:
        return AmountField(label=_("Hoeveel euro?"))
    if measure in IN_PER_CENT:
        return PercentField(label=_("Hoeveel procent?"))
    if measure in COUNTED:
        return IntegerField(label=COUNTED[measure], smallest=1, largest=LARGEST_COUNT)
    return None


class ConditionChangeForm(VersionMixin, ConditionForm):
    @staticmethod
    def current(condition: CallCondition) -> dict[str, Any]:
        names = ("version", "amount", "day", "text", "source")
        values: dict[str, Any] = {name: getattr(condition, name) for name in names}
        return values | {"cost_kind": condition.cost_kind_id}

    def saved_values(self, current: CallCondition) -> dict[str, Any]:
        return self.current(current)


class VerdictForm(VersionMixin):
    verdict = forms.ChoiceField(
        label=_("Is eraan voldaan?"), choices=Verdict.choices, required=False, widget=forms.RadioSelect
    )
    verdict_reason = LineField(
        label=_("Waarom?"), max_length=300, required=False, help_text=_("Zodat anderen het kunnen nagaan.")
    )


class CallRequirementForm(forms.Form):
    title = LineField(label=_("Wat?"), max_length=160, help_text=_("Bijvoorbeeld: verklaring op eer."))
    kind = forms.ChoiceField(
        label=_("Soort"), choices=RequirementKind.choices, initial=RequirementKind.DOCUMENT, widget=forms.RadioSelect
    )
    explanation = ProseField(
        label=_("Uitleg"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    days_before = IntegerField(
        label=_("Hoeveel dagen voor het indienen?"),
        largest=DAYS_BEFORE,
        initial=0,
        help_text=_("0 is de dag van het indienen zelf."),
    )
    is_confidential = forms.BooleanField(
        label=_("Vertrouwelijk: alleen voor wie aan het dossier werkt"), required=False
    )


class CallRequirementChangeForm(VersionMixin, CallRequirementForm):
    pass


class CallUpdateForm(forms.Form):
    told_on = DateField(label=_("Op welke dag?"), latest=today, initial=today)
    text = ProseField(
        label=_("Wat is er nieuw?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bijvoorbeeld: een antwoord van de subsidiegever."),
    )
    deadline_on = DateField(
        label=_("Nieuwe uiterste dag"),
        required=False,
        help_text=_("Alleen als ze verschoof. De oproep en de dossiers die nog ingediend worden, schuiven mee."),
    )
    source = LineField(label=_("Bron"), max_length=300, required=False)


class CallUpdateChangeForm(VersionMixin, CallUpdateForm):
    pass


class InfoSessionForm(forms.Form):
    title = LineField(label=_("Titel"), max_length=160)
    starts_at = MomentField(label=_("Wanneer?"))
    place = LineField(label=_("Plaats"), max_length=200, required=False)
    link = HttpsUrlField(label=_("Link"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = ["version"] if "version" in self.fields else []
        self.helper = BaseHelper()
        self.helper.layout = Layout(*version, "title", "starts_at", Row("place", "link"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("place") and not cleaned.get("link") and not {"place", "link"} & set(self.errors):
            self.add_error("place", _("Geef een plaats of een link."))
        return cleaned


class InfoSessionChangeForm(VersionMixin, InfoSessionForm):
    pass
