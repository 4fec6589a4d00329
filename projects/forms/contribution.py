"""A part of the key by which boards carry their own means."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.models import Contribution, ContributionKey, ContributionScope
from projects.models.contribution import WITH_VALUES
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, NumberField, PercentField, YearField

PLAIN = ("key", "share", "scope", "on_day", "population_year")


class ContributionForm(forms.Form):
    """`boards` can be chosen by hand; where the key asks figures, who has one pays along. `part` is changed, if any."""

    key = forms.ChoiceField(label=_("Sleutel"), choices=ContributionKey.choices, widget=forms.RadioSelect)
    share = PercentField(
        label=_("Welk deel verdeelt deze sleutel?"),
        required=False,
        smallest=Decimal("0.01"),
        help_text=_("In procent van wat na de vaste bedragen overblijft. Met één sleutel is dat 100."),
    )
    scope = forms.ChoiceField(
        label=_("Wie betaalt mee?"),
        choices=ContributionScope.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Bij VTE, percentages en vaste bedragen betaalt mee wie hieronder een getal heeft."),
    )
    on_day = DateField(label=_("Leden op de dag"), required=False, help_text=_("Leeg: de eerste dag van het dossier."))
    population_year = YearField(
        label=_("Inwoners van het jaar"),
        required=False,
        smallest=1988,
        largest=2100,
        help_text=_("Leeg: de cijfers van het eerste jaar van de begroting, of de laatste daarvoor."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        boards: "QuerySet[Organisation]",
        part: Contribution | None,
        free: Decimal = Decimal(100),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.use_required_attribute = False
        chosen = {row.organisation_id: row.value for row in part.parties.all()} if part else {}
        self.boards = list(boards)
        for board in self.boards:
            self.fields[f"board_{board.pk}"] = forms.BooleanField(label=board.name, required=False)
            self.fields[f"value_{board.pk}"] = NumberField(
                label=_now("%s: getal") % board.name, required=False, largest=Decimal("9999999999.99")
            )
            self.initial[f"board_{board.pk}"] = board.pk in chosen if chosen else True
            self.initial[f"value_{board.pk}"] = chosen.get(board.pk)
        if part is None:
            self.initial.update(key=ContributionKey.EQUAL, share=free, scope=ContributionScope.MEMBERS)
        else:
            self.initial.update({name: getattr(part, name) for name in (*PLAIN, "version")})

    def keep_typed(self, typed: Mapping[str, str]) -> None:
        """Show again what was typed, as it was typed; nothing is looked at before somebody saves it."""
        for name, field in self.fields.items():
            is_tick = isinstance(field, forms.BooleanField)
            self.initial[name] = name in typed if is_tick else typed.get(name, "")

    def take_fte(self, values: Mapping[int, Decimal]) -> None:
        """Propose the FTE of these boards (keys); nothing is kept before somebody saves it."""
        self.initial["key"] = ContributionKey.FTE
        for board in self.boards:
            self.initial[f"value_{board.pk}"] = values.get(board.pk)
            self.initial[f"board_{board.pk}"] = board.pk in values

    @property
    def table(self) -> Iterator[tuple[Organisation, Any, Any]]:
        """Per board its tick and its figure, for the template."""
        for board in self.boards:
            yield board, self[f"board_{board.pk}"], self[f"value_{board.pk}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        key = cleaned.get("key")
        if key in WITH_VALUES:
            cleaned["scope"] = ContributionScope.CHOSEN
        elif key and not cleaned.get("scope") and "scope" not in self.errors:
            self.add_error("scope", _now("Kies wie meebetaalt."))
        if key == ContributionKey.FIXED:
            cleaned["share"] = None
        elif key and "share" not in self.errors and cleaned.get("share") is None:
            self.add_error("share", _now("Vul in welk deel deze sleutel verdeelt, bijvoorbeeld 100."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        cleaned = self.cleaned_data
        found = {name: cleaned[name] for name in PLAIN}
        if "version" in cleaned:
            found["version"] = cleaned["version"]
        return found | {"parties": self._parties(cleaned)}

    def _parties(self, cleaned: dict[str, Any]) -> dict[Organisation, Decimal | None]:
        if cleaned["key"] in WITH_VALUES:
            values = {board: cleaned[f"value_{board.pk}"] for board in self.boards}
            return {board: value for board, value in values.items() if value is not None}
        if cleaned["scope"] != ContributionScope.CHOSEN:
            return {}
        return {board: None for board in self.boards if cleaned[f"board_{board.pk}"]}


class ContributionEditForm(ContributionForm, VersionMixin):
    """To correct one."""

    def saved_values(self, current: Contribution) -> dict[str, Any]:
        """What is saved by now, for fields that are more than a column."""
        chosen = {row.organisation_id: row.value for row in current.parties.all()}
        return {f"board_{board.pk}": board.pk in chosen for board in self.boards} | {
            f"value_{board.pk}": chosen.get(board.pk) for board in self.boards
        }
