"""A module of a step plan: what is done, when, who takes part and how, and what comes of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.forms.rows import rows_in
from projects.models import PlanStep
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, ProseField

PLAIN = ("title", "activities", "time_path", "from_on", "until_on", "result", "done_on")


def _prose(label: Any, hint: Any, rows: int) -> ProseField:
    widget = forms.Textarea(attrs={"rows": rows})
    return ProseField(label=label, help_text=hint, max_length=8000, required=False, widget=widget)


class PlanStepForm(VersionMixin, forms.Form):
    """`step` is None for a new one."""

    title = LineField(label=_("Module"), max_length=160, help_text=_("Bijvoorbeeld: omgevingsanalyse."))
    activities = _prose(_("Activiteiten"), _("Eén per regel. De nummers komen er vanzelf bij."), 6)
    time_path = LineField(
        label=_("Tijdpad in woorden"), max_length=200, required=False, help_text=_("Bijvoorbeeld: voorjaar 2006.")
    )
    from_on = DateField(label=_("Van"), required=False)
    until_on = DateField(label=_("Tot en met"), required=False)
    result = _prose(_("Resultaat"), _("Wat er hierdoor in het plan komt."), 3)
    done_on = DateField(label=_("Afgerond op"), latest=today, required=False)

    def __init__(self, data: Any = None, *, step: PlanStep | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.use_required_attribute = False
        partners = list(step.partners.all()) if step else []
        self.rows = rows_in(data, "partner", len(partners))
        for number in self.rows:
            self.fields[f"partner_{number}"] = LineField(
                label=_now("Partner %s") % number, max_length=150, required=False
            )
            self.fields[f"participation_{number}"] = LineField(
                label=_now("Hoe die meewerkt"), max_length=300, required=False
            )
        if step is None:
            del self.fields["version"]
            return
        self.initial = _saved(step) | {"version": step.version}

    @property
    def partners(self) -> list[list[Any]]:
        """The fields of each partner, for the template."""
        return [[self[f"partner_{number}"], self[f"participation_{number}"]] for number in self.rows]

    def saved_values(self, current: PlanStep) -> dict[str, Any]:
        """What is saved by now, field by field: for who was second."""
        return dict.fromkeys(self.fields, "") | _saved(current)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in self.rows:
            if cleaned.get(f"participation_{number}") and not cleaned.get(f"partner_{number}"):
                self.add_error(f"partner_{number}", _now("Zeg welke partner zo meewerkt."))
        if cleaned.get("from_on") and cleaned.get("until_on") and cleaned["until_on"] < cleaned["from_on"]:
            self.add_error("until_on", _now("De einddatum ligt voor de begindatum."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        cleaned = self.cleaned_data
        pairs = [(cleaned[f"partner_{number}"], cleaned[f"participation_{number}"]) for number in self.rows]
        found = {name: cleaned[name] for name in (*PLAIN, "version") if name in cleaned}
        return found | {"partners": [pair for pair in pairs if pair[0]]}


def _saved(step: PlanStep) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(step, name) for name in PLAIN}
    for number, partner in enumerate(step.partners.all(), start=1):
        found |= {f"partner_{number}": partner.name, f"participation_{number}": partner.participation}
    return found
