"""A call for projects, and which of them to show."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField, PartyForm
from governance.forms.within import WithinFilterForm
from governance.models import ApprovalRound
from projects.models import Call
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, ProseField
from wegwijzer.ui.words import day as day_in_words


class RoundChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return _now("%(title)s – antwoord tegen %(day)s") % {"title": obj.title, "day": day_in_words(obj.deadline_on)}


class CallChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.deadline_on.year})"


class CallForm(PartyForm):
    """What the funder publishes. `rounds` and `calls` are what it can be tied to."""

    organisation = OrganisationField(
        Organisation.objects.none(),
        label=_("Subsidiegever"),
        required=False,
        help_text=_("Kies uit de lijst, of beschrijf hieronder een nieuwe."),
    )
    title = LineField(label=_("Titel"), max_length=160)
    reference = LineField(label=_("Kenmerk"), max_length=80, required=False, help_text=_("Van de subsidiegever."))
    purpose = ProseField(
        label=_("Waarvoor?"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    source = LineField(
        label=_("Bron"),
        max_length=300,
        required=False,
        help_text=_("Waar de oproep staat: een besluit, een omzendbrief, een webadres."),
    )
    opened_on = DateField(label=_("Geopend op"), required=False)
    deadline_on = DateField(label=_("Indienen tegen"))
    interest = RoundChoice(
        ApprovalRound.objects.none(),
        label=_("Ronde over de interesse"),
        required=False,
        empty_label=_("nog geen"),
        help_text=_("Vroeg u het de besturen al? Kies dan die ronde. Anders begint u er een bij de oproep."),
    )
    earlier = CallChoice(
        Call.objects.none(),
        label=_("Vorige oproep"),
        required=False,
        empty_label=_("geen"),
        help_text=_("Wat de besturen toen antwoordden, staat dan naast de nieuwe antwoorden."),
    )

    def __init__(self, *args: Any, rounds: "QuerySet[ApprovalRound]", calls: "QuerySet[Call]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interest"].queryset = rounds  # type: ignore[attr-defined]
        self.fields["earlier"].queryset = calls  # type: ignore[attr-defined]
        version = ["version"] if "version" in self.fields else []
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            *version,
            "title",
            *self.party_layout(),
            "reference",
            "purpose",
            "source",
            Row("opened_on", "deadline_on"),
            "interest",
            "earlier",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        opened_on, deadline_on = cleaned.get("opened_on"), cleaned.get("deadline_on")
        if opened_on and deadline_on and deadline_on < opened_on:
            self.add_error("deadline_on", _("De uiterste dag ligt voor de dag waarop de oproep opent."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, once it is valid."""
        names = ("title", "reference", "purpose", "source", "opened_on", "deadline_on", "interest", "earlier")
        kept = {name: self.cleaned_data[name] for name in (*names, "version") if name in self.cleaned_data}
        return kept | {"party": self.party}


class CallChangeForm(VersionMixin, CallForm):
    """The same for one that is there already."""

    @staticmethod
    def current(call: Call) -> dict[str, Any]:
        names = ("version", "title", "reference", "purpose", "source", "opened_on", "deadline_on")
        values: dict[str, Any] = {name: getattr(call, name) for name in names}
        return values | {"organisation": call.funder_id, "interest": call.interest_id, "earlier": call.earlier_id}

    def saved_values(self, current: Call) -> dict[str, Any]:
        return self.current(current)


OPEN, COMING, PAST = "open", "komt", "voorbij"


class CallFilterForm(WithinFilterForm):
    """Of which partnership and funder, and whether one can still apply."""

    stand = forms.ChoiceField(
        label=_("die"),
        required=False,
        choices=[
            ("", _("er zijn")),
            (OPEN, _("open zijn")),
            (COMING, _("nog opengaan")),
            (PAST, _("voorbij zijn")),
        ],
    )
    gever = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("uitgeschreven door"), required=False, empty_label=_("elke subsidiegever")
    )

    field_order = ("stand", "gever", "verband")

    def __init__(self, *args: Any, funders: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gever"].queryset = funders  # type: ignore[attr-defined]
        if len(kwargs["partnerships"]) < 2:
            del self.fields["verband"]

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        state, funder, day = self.cleaned_data.get("stand"), self.cleaned_data.get("gever"), today()
        if state:
            rows = {OPEN: _open, COMING: _coming, PAST: _past}[state](rows, day)
        return rows.filter(funder=funder) if funder else rows

    def sentence(self) -> str:
        words = {OPEN: _now("die open zijn"), COMING: _now("die nog opengaan"), PAST: _now("die voorbij zijn")}
        funder = self.cleaned_data.get("gever")
        parts = [
            str(words.get(self.cleaned_data.get("stand", ""), "")),
            _now("uitgeschreven door %s") % funder if funder else "",
            super().sentence(),
        ]
        return " ".join(part for part in parts if part)


def _open(rows: Any, day: dt.date) -> Any:
    return rows.open_on(day)


def _coming(rows: Any, day: dt.date) -> Any:
    return rows.filter(opened_on__gt=day)


def _past(rows: Any, day: dt.date) -> Any:
    return rows.filter(deadline_on__lt=day)
