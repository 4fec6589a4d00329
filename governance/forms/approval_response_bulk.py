"""What many councils decided, on one page: a tap per organisation, the day filled in."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.actions.approval_response import Seen, Told
from governance.forms.approval_response import TONES
from governance.models import ApprovalResponse, RoundBook, RoundParty, RoundText, answers_in
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui.forms import DateField, IntegerField, LineField


class RowForm(forms.Form):
    """One organisation; a row without an answer says nothing."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label=_("Antwoord"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Kies een van deze antwoorden.")},
    )
    answered_on = DateField(label=_("Beslist op"), required=False)
    reason = LineField(label=_("Opmerking of reden"), max_length=1000, required=False)
    answer = IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, party: RoundParty, newest: ApprovalResponse | None, day: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix=f"party{party.pk}", **kwargs)
        self.party = party
        choices = [*answers_in(party.round.kind), ("", _now("nog geen antwoord"))]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        self.initial = {"outcome": "", "answered_on": day, "answer": newest.number if newest else 0}
        self.stale: Stale | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") and "answered_on" in data and data["answered_on"] is None:
            self.add_error("answered_on", _("Vul een datum in."))
        return data

    @property
    def taps(self) -> list[tuple[Any, str]]:
        """The answers with their tone."""
        return [(radio, TONES.get(radio.data["value"], "none")) for radio in self["outcome"]]

    @property
    def is_told(self) -> bool:
        return bool(self.cleaned_data.get("outcome"))

    @property
    def told(self) -> Told:
        data = self.cleaned_data
        return Told(data["outcome"], data["answered_on"], self.party.organ, reason=data["reason"])

    def refuse(self, problem: Refused | Stale) -> None:
        """Say beside this row why nothing was kept."""
        if isinstance(problem, Refused):
            self.add_error(problem.field if problem.field in self.fields else "outcome", problem.reasons)
            return
        self.stale = problem
        if isinstance(problem.current, RoundText):
            self.add_error("outcome", _("De vraag is intussen gewijzigd. Kijk na of dit antwoord nog klopt."))
            return
        assert isinstance(problem.current, ApprovalResponse)
        self.add_error(
            "outcome",
            _now("Dit bestuur antwoordde intussen zelf: %(word)s. Maak de rij leeg, of meld uw antwoord toch.")
            % {"word": problem.current.word},
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("answer")] = str(problem.current.number)


class BulkForm(forms.Form):
    """All rows of a round together; the wording that was on the screen goes along."""

    text = IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, book: RoundBook, days: Mapping[int, dt.date]) -> None:
        super().__init__(data, initial={"text": book.round.current_text.number})
        self.rows = [
            RowForm(data, party=party, newest=book.newest(party), day=days.get(party.pk, today()))
            for party in _rows_of(book, data or {})
        ]

    def is_valid(self) -> bool:
        """Every row that says something has to be right, and one at least has to."""
        rows = [row.is_valid() for row in self.rows]
        if not super().is_valid() or not all(rows):
            return False
        if not any(row.is_told for row in self.rows):
            self.add_error(None, _("Kies minstens voor één bestuur een antwoord."))
            return False
        return True

    @property
    def told(self) -> list[tuple[RoundParty, Told, Seen]]:
        """What the action wants."""
        text = self.cleaned_data["text"]
        told = [row for row in self.rows if row.is_told]
        return [(row.party, row.told, Seen(text, row.cleaned_data["answer"] or 0)) for row in told]

    def refuse(self, problems: Mapping[int, Refused | Stale]) -> None:
        for row in self.rows:
            if row.party.pk in problems:
                row.refuse(problems[row.party.pk])

    @property
    def wrong(self) -> int:
        """How many rows are wrong."""
        return sum(bool(row.errors) for row in self.rows if row.is_bound)

    @property
    def is_stale(self) -> bool:
        return any(row.stale for row in self.rows)


def _rows_of(book: RoundBook, data: Mapping[str, Any]) -> list[RoundParty]:
    """Who is still out, and whose answer was typed: somebody else may have been first, and that has to be said."""
    out = {party.pk for party in book.still_out}
    return [party for party in book.parties if party.pk in out or data.get(f"party{party.pk}-outcome")]
