"""Everything that an objective says, in one form: who, when, what comes of it and what it costs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.forms.rows import rows_in
from projects.models import Objective, PartyRole, Priority, Term, ways_to_count
from projects.models.party_words import Who
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, DateField, LineField, NumberField, ProseField, YearField

PLAIN = (
    "title", "explanation", "from_on", "until_on", "term", "priority", "product", "effect", "target_number",
    "target_unit", "target_by", "target_counts", "external_code",
)  # fmt: skip
ROWS = {
    "group": ("group",),
    "responsible": ("responsible",),
    "partner": ("partner", "task"),
    "year": ("year", "amount"),
}
FIRST_YEAR, LAST_YEAR = 1990, 2100


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _prose(label: Any, hint: Any = "", rows: int = 3) -> ProseField:
    widget = forms.Textarea(attrs={"rows": rows})
    return ProseField(label=label, help_text=hint, max_length=8000, required=False, widget=widget)


def _listed(label: Any, suggestions: str, length: int) -> LineField:
    """One line, with the names that are known as suggestions."""
    widget = forms.TextInput(attrs={"list": suggestions, "autocomplete": "off"})
    return LineField(label=label, max_length=length, required=False, widget=widget)


def _radios(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class ObjectiveForm(VersionMixin, forms.Form):
    """`known` are the organisations, bodies and people that can be named, by their name; any other name is a role."""

    title = LineField(label=_("Doelstelling of actie"), max_length=500)
    explanation = _prose(_("Toelichting"), rows=4)
    theme = _listed(_("Thema"), "known-themes", 60)
    priority = _radios(_("Prioriteit"), Priority.choices)
    term = _radios(_("Termijn"), Term.choices)
    from_on = DateField(label=_("Van"), required=False)
    until_on = DateField(label=_("Tot en met"), required=False)
    product = _prose(_("Zichtbaar product"), _("Wat er is als dit klaar is: een gids, een loket, een cursus."))
    effect = _prose(_("Beoogd effect"), _("Wat er daardoor verandert, en voor wie."))
    target_number = NumberField(label=_("Streefcijfer"), required=False)
    target_unit = LineField(label=_("Wat u telt"), max_length=60, required=False)
    target_by = DateField(label=_("Te bereiken tegen"), required=False)
    target_counts = forms.ChoiceField(label=_("Hoe geteld"), choices=ways_to_count, required=False)
    external_code = LineField(label=_("Code in het meerjarenplan"), max_length=40, required=False)

    def __init__(self, data: Any = None, *, objective: Objective, known: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.use_required_attribute = False
        parties = list(objective.parties.select_related("organisation", "body", "person"))
        here = [party.organisation or party.body or party.person for party in parties]
        self.known = {str(row).casefold(): row for row in here if row} | dict(known)
        self.saved = _saved(objective, [(party.role, Who.of(party)) for party in parties])
        # A task of who is responsible came with an import; the form does not ask for it and leaves it as it is.
        responsibles = [Who.of(party) for party in parties if party.role == PartyRole.RESPONSIBLE]
        self.tasks = {str(who.row or who.name).casefold(): who.task for who in responsibles}
        self.rows = {name: rows_in(data, name, _filled(self.saved, name)) for name in ROWS}
        for number in self.rows["group"]:
            self.fields[f"group_{number}"] = _listed(_now("Doelgroep %s") % number, "known-groups", 60)
        for number in self.rows["responsible"]:
            label = _now("Verantwoordelijke %s") % number
            self.fields[f"responsible_{number}"] = _listed(label, "known-parties", 120)
        for number in self.rows["partner"]:
            self.fields[f"partner_{number}"] = _listed(_now("Partner %s") % number, "known-parties", 120)
            self.fields[f"task_{number}"] = LineField(label=_now("Taak"), max_length=300, required=False)
        for number in self.rows["year"]:
            self.fields[f"year_{number}"] = YearField(
                label=_now("Jaar"), smallest=FIRST_YEAR, largest=LAST_YEAR, required=False
            )
            self.fields[f"amount_{number}"] = AmountField(label=_now("Bedrag in euro"), required=False)
        self.initial = self.saved | {"version": objective.version}

    def lines(self, name: str) -> list[list[Any]]:
        """The fields of these rows, for the template."""
        return [[self[f"{part}_{number}"] for part in ROWS[name]] for number in self.rows[name]]

    groups = property(lambda self: self.lines("group"))
    responsibles = property(lambda self: self.lines("responsible"))
    partners = property(lambda self: self.lines("partner"))
    budgets = property(lambda self: self.lines("year"))

    @property
    def names(self) -> list[str]:
        """Who can be named, as suggestions."""
        return sorted({str(row) for row in self.known.values()}, key=str.casefold)

    def saved_values(self, current: Objective) -> dict[str, Any]:
        """What is saved by now, field by field: for who was second."""
        parties = [(party.role, Who.of(party)) for party in current.parties.all()]
        return dict.fromkeys(self.fields, "") | _saved(current, parties)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in self.rows["partner"]:
            if cleaned.get(f"task_{number}") and not cleaned.get(f"partner_{number}"):
                self.add_error(f"partner_{number}", _now("Zeg wie deze taak doet."))
        years: list[int] = []
        for number in self.rows["year"]:
            year, amount = cleaned.get(f"year_{number}"), cleaned.get(f"amount_{number}")
            if amount is not None and year is None and f"year_{number}" not in self.errors:
                self.add_error(f"year_{number}", _now("Zeg voor welk jaar dit bedrag is."))
            if year is not None and amount is None and f"amount_{number}" not in self.errors:
                self.add_error(f"amount_{number}", _now("Geef het bedrag voor dit jaar, of wis het jaar."))
            if year in years:
                self.add_error(f"year_{number}", _now("Dit jaar staat er al. Tel de bedragen samen."))
            elif year is not None:
                years.append(year)
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        cleaned = self.cleaned_data
        groups = [_tidy(cleaned[f"group_{number}"]) for number in self.rows["group"]]
        return {name: cleaned[name] for name in (*PLAIN, "version")} | {
            "theme": _tidy(cleaned["theme"]),
            "target_groups": list({name.casefold(): name for name in groups if name}.values()),
            "responsibles": self._people("responsible"),
            "partners": self._people("partner", "task"),
            "budgets": {
                cleaned[f"year_{number}"]: cleaned[f"amount_{number}"]
                for number in self.rows["year"]
                if cleaned[f"year_{number}"] is not None
            },
        }

    def _people(self, name: str, task: str = "") -> list[Who]:
        said = [(self.cleaned_data[f"{name}_{n}"], n) for n in self.rows[name]]
        tasks = {} if task else self.tasks
        return [
            self._who(text, self.cleaned_data[f"{task}_{n}"] if task else tasks.get(text.casefold(), ""))
            for text, n in said
            if text
        ]

    def _who(self, text: str, task: str) -> Who:
        row = self.known.get(text.casefold())
        return Who(row, "" if row else text, task)


def _saved(objective: Objective, people: Sequence[tuple[str, Who]]) -> dict[str, Any]:
    """The values of the fields as they are saved."""
    found: dict[str, Any] = {name: getattr(objective, name) for name in PLAIN}
    found["theme"] = objective.theme.name if objective.theme else ""
    for number, group in enumerate(objective.target_groups.all(), start=1):
        found[f"group_{number}"] = group.name
    responsibles = [who for role, who in people if role == PartyRole.RESPONSIBLE]
    for number, who in enumerate(responsibles, start=1):
        found[f"responsible_{number}"] = str(who.row or who.name)
    partners = [who for role, who in people if role == PartyRole.PARTNER]
    for number, who in enumerate(partners, start=1):
        found |= {f"partner_{number}": str(who.row or who.name), f"task_{number}": who.task}
    for number, budget in enumerate(objective.budgets.all(), start=1):
        found |= {f"year_{number}": budget.year, f"amount_{number}": budget.amount}
    return found


def _filled(saved: Mapping[str, Any], name: str) -> int:
    return sum(key.startswith(f"{name}_") for key in saved)
