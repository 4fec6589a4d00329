"""What has to be reached: the usual thresholds as one choice, any other as rows."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Clause, Measure, Rule, Whose
from wegwijzer.ui.forms import IntegerField
from wegwijzer.ui.forms.typed import StrictField

ALL, BOARDS, MUNICIPALITIES, HALF, TWO_THIRDS, HALF_AND_PEOPLE, OWN = (
    "all", "boards", "municipalities", "half", "two_thirds", "half_and_people", "own",
)  # fmt: skip
THRESHOLDS = [
    (ALL, _("alle gevraagde besturen")),
    (BOARDS, _("minstens een aantal besturen")),
    (MUNICIPALITIES, _("minstens een aantal gemeenten")),
    (HALF, _("meer dan de helft van de besturen")),
    (TWO_THIRDS, _("minstens twee derde van de besturen")),
    (HALF_AND_PEOPLE, _("meer dan de helft van de besturen én van de inwoners")),
    (OWN, _("een eigen combinatie")),
]
WHEN_COUNTED = [
    (Whose.ALL, _("als al haar gevraagde besturen akkoord zijn")),
    (Whose.ANY, _("als minstens één van haar besturen akkoord is")),
    (Whose.MUNICIPALITY, _("als haar gemeentebestuur akkoord is")),
    (Whose.OCMW, _("als haar OCMW akkoord is")),
]
HALF_BOARDS = Clause(Measure.BOARDS, Rule.MORE, numerator=1, denominator=2)
TWO_THIRDS_BOARDS = Clause(Measure.BOARDS, Rule.SHARE, numerator=2, denominator=3)
ROWS = range(1, 5)
FRACTION = re.compile(r"(?P<top>[1-9][0-9]{0,2}) ?/ ?(?P<bottom>[1-9][0-9]{0,2})")


class FractionField(StrictField):
    """A part of the whole, as (numerator, denominator): "2/3"."""

    longest = 10
    default_error_messages = {
        "invalid": _("Schrijf een deel als een breuk, bijvoorbeeld 2/3."),
        "too_large": _("Meer dan alles kan niet. Schrijf een breuk van hoogstens 1."),
    }

    def parse(self, text: str) -> tuple[int, int]:
        match = FRACTION.fullmatch(text)
        if match is None:
            raise self.refuse("invalid")
        top, bottom = int(match["top"]), int(match["bottom"])
        if top > bottom:
            raise self.refuse("too_large")
        return top, bottom

    def write(self, value: tuple[int, int]) -> str:
        return f"{value[0]}/{value[1]}"


class ThresholdForm(forms.Form):
    """`clauses` is what was chosen; an error of the n-th clause ("number_n") is said where the person can mend it."""

    threshold = forms.ChoiceField(
        label=_("Wie moet akkoord gaan?"), choices=THRESHOLDS, initial=ALL, widget=forms.RadioSelect
    )
    number = IntegerField(label=_("Minstens hoeveel?"), required=False, smallest=1)
    # not "whose": its answers would be called as the fields of the rows are, whose_1 and on
    counted_by = forms.ChoiceField(
        label=_("Een gemeente telt mee …"),
        choices=WHEN_COUNTED,
        initial=Whose.ALL,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures, whose, rules = [("", _("niets meer")), *Measure.choices], Whose.choices, Rule.choices
        for row in ROWS:
            self.fields |= {
                f"measure_{row}": forms.ChoiceField(label=_("Wat telt"), choices=measures, required=False),
                f"whose_{row}": _choice(_("Van wie"), whose, Whose.ALL),
                f"rule_{row}": _choice(_("Hoeveel"), rules, Rule.ALL),
                f"number_{row}": IntegerField(label=_("Aantal"), required=False, smallest=1),
                f"share_{row}": FractionField(label=_("Deel"), required=False),
            }

    @staticmethod
    def starting(clauses: Sequence[Clause]) -> dict[str, Any]:
        """How a threshold that is there already shows in the form."""
        if [clause.measure for clause in clauses] == [Measure.BOARDS, Measure.POPULATION]:
            whose = clauses[1].whose
            if list(clauses) == _half_and_people(whose):
                return {"threshold": HALF_AND_PEOPLE, "counted_by": whose}
        if len(clauses) == 1:
            [clause] = clauses
            simple = {Clause(Measure.BOARDS, Rule.ALL): ALL, HALF_BOARDS: HALF, TWO_THIRDS_BOARDS: TWO_THIRDS}
            if clause in simple:
                return {"threshold": simple[clause]}
            if clause.rule == Rule.NUMBER and clause.measure == Measure.MUNICIPALITIES:
                return {"threshold": MUNICIPALITIES, "number": clause.number, "counted_by": clause.whose}
            if clause.rule == Rule.NUMBER and clause.whose == Whose.ALL:
                return {"threshold": BOARDS, "number": clause.number}
        found: dict[str, Any] = {"threshold": OWN} if clauses else {}
        for row, clause in zip(ROWS, clauses, strict=False):
            share = (clause.numerator, clause.denominator) if clause.numerator else None
            found |= {f"measure_{row}": clause.measure, f"rule_{row}": clause.rule, f"whose_{row}": clause.whose}
            found |= {f"number_{row}": clause.number or None, f"share_{row}": share}
        return found

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The rows of an own combination."""
        return [[self[f"{name}_{row}"] for name in ("measure", "whose", "rule", "number", "share")] for row in ROWS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("threshold")
        if chosen == OWN:
            self.clauses = [clause for row in ROWS if (clause := self._row(cleaned, row))]
            if not self.clauses and not self.errors:
                self.add_error("threshold", _now("Vul minstens één rij in, of kies een gewone drempel."))
            return cleaned
        for name in [name for name in self.errors if re.fullmatch(r"(measure|rule|number|share|whose)_\d", name)]:
            del self.errors[name]  # what stands in rows that do not count need not be right
        whose = Whose(cleaned.get("counted_by") or Whose.ALL)
        number = cleaned.get("number")
        if chosen in (BOARDS, MUNICIPALITIES) and number is None and "number" not in self.errors:
            self.add_error("number", _now("Schrijf hoeveel er minstens akkoord moeten gaan."))
        elif chosen not in (BOARDS, MUNICIPALITIES):
            self.errors.pop("number", None)
        self.clauses = {
            BOARDS: [Clause(Measure.BOARDS, Rule.NUMBER, number=number or 0)],
            MUNICIPALITIES: [Clause(Measure.MUNICIPALITIES, Rule.NUMBER, whose, number=number or 0)],
            HALF: [HALF_BOARDS],
            TWO_THIRDS: [TWO_THIRDS_BOARDS],
            HALF_AND_PEOPLE: _half_and_people(whose),
        }.get(str(chosen), [Clause(Measure.BOARDS, Rule.ALL)])
        return cleaned

    def _row(self, cleaned: dict[str, Any], row: int) -> Clause | None:
        """One row of an own combination; None when it is empty or wrong."""
        measure = cleaned.get(f"measure_{row}")
        if not measure:
            return None
        rule, whose = cleaned.get(f"rule_{row}") or Rule.ALL, cleaned.get(f"whose_{row}") or Whose.ALL
        number, share = cleaned.get(f"number_{row}"), cleaned.get(f"share_{row}")
        if rule == Rule.NUMBER and measure == Measure.POPULATION:
            return self._wrong(f"rule_{row}", _now("Bij inwoners kiest u een deel, geen aantal."))
        if rule == Rule.NUMBER and number is None:
            return self._wrong(f"number_{row}", _now("Schrijf het aantal, of kies ‘alle’."))
        if rule in (Rule.SHARE, Rule.MORE) and share is None:
            return self._wrong(f"share_{row}", _now("Schrijf het deel, bijvoorbeeld 2/3, of kies ‘alle’."))
        if measure == Measure.BOARDS and whose == Whose.ANY:
            return self._wrong(f"whose_{row}", _now("‘Minstens één bestuur’ kan alleen bij gemeenten of inwoners."))
        top, bottom = share if share and rule in (Rule.SHARE, Rule.MORE) else (0, 1)
        count = number if rule == Rule.NUMBER else 0
        return Clause(Measure(measure), Rule(rule), Whose(whose), count or 0, top, bottom)

    def _wrong(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)

    def add_error(self, field: str | None, error: Any) -> None:
        """A clause of a usual threshold has no row of its own: its mistake is told at the choice."""
        if field and re.fullmatch(r"number_\d", field) and self.data.get("threshold") != OWN:
            field = "number" if self.data.get("threshold") in (BOARDS, MUNICIPALITIES) else "threshold"
        super().add_error(field, error)


def _half_and_people(whose: Whose) -> list[Clause]:
    return [HALF_BOARDS, Clause(Measure.POPULATION, Rule.MORE, whose, numerator=1, denominator=2)]


def _choice(label: Any, choices: Any, usual: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=usual, required=False)
