"""Hours of expertise given and received: several rows at once, one row to correct, and which to show."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.forms.rows import rows_in
from projects.models import Collaboration
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, NumberField, YearField
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.listing import FilterForm

SMALLEST, MOST_HOURS = Decimal("0.01"), 999
NAMES = ("given_on", "giver", "receiver", "form", "hours", "subject")
EMPTY_ROW = ("", None)
OWN = _("Kies uw eigen bestuur als gever of als ontvanger.")


def _collaboration() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Collaboration.objects.none(), label=_("Hoort bij de samenwerking"), required=False, empty_label=_("geen")
    )


def _fields(required: bool, organisations: Mapping[int, str], names: Iterable[str]) -> dict[str, forms.Field]:
    """Those of one row, by NAMES."""
    keys = Organisation.objects.filter(pk__in=organisations)
    made: dict[str, forms.Field] = {
        "given_on": DateField(label=_now("Dag"), latest=today, required=required),
        "giver": forms.ModelChoiceField(keys, label=_now("Wie gaf"), required=required, empty_label=_now("kies")),
        "receiver": forms.ModelChoiceField(keys, label=_now("Wie kreeg"), required=required, empty_label=_now("kies")),
        "form": forms.ChoiceField(
            label=_now("Werkvorm"), required=required, choices=[("", _now("kies")), *((name, name) for name in names)]
        ),
        "hours": NumberField(label=_now("Uren"), smallest=SMALLEST, largest=MOST_HOURS, required=required),
        "subject": LineField(label=_now("Waarover"), max_length=160, required=required),
    }
    for name in ("giver", "receiver"):
        field = made[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.choices = [("", _now("kies")), *organisations.items()]
    return made


class ExchangeRowsForm(forms.Form):
    """Rows of a ledger, empty ones to spare. `own` are the boards of who types, None for who may note for all."""

    collaboration = _collaboration()

    def __init__(
        self,
        data: Any = None,
        *,
        organisations: "QuerySet[Organisation]",
        collaborations: "QuerySet[Collaboration]",
        own: frozenset[int] | None,
        names: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.use_required_attribute = False
        self.own = own
        self.rows = rows_in(data, "given_on", 1)
        self.heads: dict[str, str] = {}
        self.fields["collaboration"].queryset = collaborations  # type: ignore[attr-defined]
        known = {row.pk: row.name for row in organisations}
        for number in self.rows:
            for name, field in _fields(False, known, names).items():
                self.heads[name] = str(field.label)
                field.label = _now("%(what)s, rij %(number)s") % {"what": field.label, "number": number}
                self.fields[f"{name}_{number}"] = field
        if own and len(own) == 1 and data is None:
            (board,) = own
            self.initial |= {f"giver_{number}": board for number in self.rows}

    @property
    def lines(self) -> list[tuple[int, list[tuple[str, Any]]]]:
        """Number of each row, and its fields with the heads of their columns, for the template."""
        return [(number, [(self.heads[name], self[f"{name}_{number}"]) for name in NAMES]) for number in self.rows]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        filled = [number for number in self.rows if self._is_filled(number)]
        for number in filled:
            self._check(number, data)
        if not filled and not self.errors:
            self.add_error("given_on_1", _now("Vul minstens één rij in."))
        return data

    def _is_filled(self, number: int) -> bool:
        """Whether anything was typed in it; who gave may have been chosen before anybody typed."""
        names = [name for name in NAMES if name != "giver" or not self.own]
        return any(self[f"{name}_{number}"].data not in EMPTY_ROW for name in names)

    def _check(self, number: int, data: Mapping[str, Any]) -> None:
        for name in NAMES:
            key = f"{name}_{number}"
            if key not in self.errors and data.get(key) in EMPTY_ROW:
                self.add_error(key, _now("Vul dit in, of maak de hele rij leeg."))
        giver, receiver = data.get(f"giver_{number}"), data.get(f"receiver_{number}")
        if giver is None or receiver is None:
            return
        if giver == receiver:
            self.add_error(f"receiver_{number}", _now("Kies twee verschillende organisaties."))
        elif self.own is not None and not self.own & {giver.pk, receiver.pk}:
            self.add_error(f"giver_{number}", OWN)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, once it is valid."""
        data = self.cleaned_data
        rows = [{name: data[f"{name}_{number}"] for name in NAMES} for number in self.rows if self._is_filled(number)]
        return {"rows": rows, "collaboration": data["collaboration"]}


class ExchangeChangeForm(VersionMixin, forms.Form):
    """One row, to correct."""

    collaboration = _collaboration()

    def __init__(
        self,
        *args: Any,
        organisations: "QuerySet[Organisation]",
        collaborations: "QuerySet[Collaboration]",
        own: frozenset[int] | None,
        names: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        self.fields.update(_fields(True, {row.pk: row.name for row in organisations}, names))
        self.fields["collaboration"].queryset = collaborations  # type: ignore[attr-defined]
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            "version", Row("given_on", "hours"), Row("giver", "receiver"), Row("form", "collaboration"), "subject"
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        giver, receiver = data.get("giver"), data.get("receiver")
        if giver and receiver and self.own is not None and not self.own & {giver.pk, receiver.pk}:
            self.add_error("giver", OWN)
        return data


class ExchangeFilterForm(FilterForm):
    """Of which year, form and organisation."""

    jaar = YearField(label=_("in"), required=False, smallest=1990, largest=2100)
    werkvorm = forms.ChoiceField(label=_("over"), required=False)
    organisatie = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("van of aan"), required=False, empty_label=_("elke organisatie")
    )

    def __init__(self, *args: Any, names: Iterable[str], organisations: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["werkvorm"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _now("elke werkvorm")), *((name, name) for name in names)]
        offer(self, "organisatie", Organisation.objects.filter(pk__in=organisations), organisations)

    def narrow(self, rows: Any) -> Any:
        data = self.cleaned_data
        if data.get("jaar"):
            rows = rows.filter(given_on__year=data["jaar"])
        if data.get("werkvorm"):
            rows = rows.filter(form__name=data["werkvorm"])
        if asked := data.get("organisatie"):
            rows = rows.filter(giver=asked) | rows.filter(receiver=asked)
        return rows

    def sentence(self) -> str:
        data = self.cleaned_data
        words = {"jaar": _now("in %s"), "werkvorm": _now("over %s"), "organisatie": _now("van of aan %s")}
        return " ".join(said % data[name] for name, said in words.items() if data.get(name))
