"""A vote: counted, by name or secret."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Attendance, Choice, Decision, Outcome, Tally, VoteKind
from wegwijzer.ui.drawn import drawn
from wegwijzer.ui.forms import IntegerField, TimeField

BY_COUNT = [
    ("", _("volgens de telling")),
    (Outcome.ADOPTED.value, Outcome.ADOPTED.label),
    (Outcome.REJECTED.value, Outcome.REJECTED.label),
]
TITLES = {
    VoteKind.NONE: _("Bij consensus"),
    VoteKind.SHOW: _("Handopsteking"),
    VoteKind.NAMED: _("Stemming met naam"),
    VoteKind.SECRET: _("Geheime stemming"),
}
COUNTS = {"votes_for": _("Voor"), "votes_against": _("Tegen"), "abstentions": _("Onthoudingen")}
VOTER = re.compile("voter([0-9]{1,18})")
CHOICES = [*Choice.choices, ("", _("stemt niet mee"))]


class VoteForm(forms.Form):
    """One kind of vote on one decision; the kind is fixed by the form that was sent."""

    kind = forms.ChoiceField(choices=VoteKind.choices, widget=forms.HiddenInput)
    version = IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, decision: Decision, kind: str, voters: Sequence[Attendance], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_vote{decision.pk}_{kind}_%s")
        super().__init__(*args, **kwargs)
        self.voters = voters
        self.initial |= {"kind": kind, "version": decision.version, "taken_at": decision.taken_at}
        if kind == VoteKind.NAMED:
            self._ask_names(decision)
        elif kind in (VoteKind.SHOW, VoteKind.SECRET):
            self._ask_counts(decision)
        if kind != VoteKind.NONE:
            self.fields["outcome"] = forms.ChoiceField(
                choices=BY_COUNT, required=False, widget=forms.RadioSelect, label=_("Resultaat")
            )
        self.fields["taken_at"] = TimeField(required=False, label=_("Uur van de stemming"))

    def _ask_counts(self, decision: Decision) -> None:
        counted = decision.votes_for is not None
        start = {
            "votes_for": decision.votes_for if counted else len(self.voters),
            "votes_against": decision.votes_against if counted else 0,
            "abstentions": decision.abstentions if counted else 0,
        }
        for name, label in COUNTS.items():
            self.fields[name] = IntegerField(largest=9999, label=label)
        self.initial |= start

    def _ask_names(self, decision: Decision) -> None:
        """All in favour until somebody says otherwise: one tap per deviation."""
        noted = {vote.attendance_id: vote.choice for vote in decision.votes.all()}
        for voter in self.voters:
            name = f"voter{voter.pk}"
            self.fields[name] = forms.ChoiceField(
                choices=CHOICES, required=False, widget=forms.RadioSelect, label=voter.seat
            )
            self.initial[name] = noted.get(voter.pk, "" if noted else Choice.FOR.value)

    @property
    def sheet(self) -> dict[str, Any]:
        """The form in plain values, because the screen of a meeting has four for each decision."""
        return {
            "title": str(TITLES[VoteKind(self.initial["kind"])]),  # what the button that opens it says
            "hidden": [drawn(field) for field in self.hidden_fields()],
            "counts": [drawn(self[name]) for name in COUNTS if name in self.fields],
            "ballots": self._ballots() if self._has_names else [],
            "choices": [(value, str(label)) for value, label in CHOICES],
            "rest": [drawn(self[name]) for name in ("outcome", "taken_at") if name in self.fields],
        }

    def _ballots(self) -> list[dict[str, Any]]:
        """Who can vote, under which name that is sent, and what each has voted."""
        names = {f"voter{voter.pk}": voter.seat for voter in self.voters}
        return [{"name": name, "seat": seat, "choice": self.initial[name]} for name, seat in names.items()]

    @property
    def _has_names(self) -> bool:
        return self.initial["kind"] == VoteKind.NAMED

    @property
    def _uninvited(self) -> dict[int, str]:
        """Votes that came along for seats that the form did not offer: the action says what is wrong with them."""
        offered = {f"voter{voter.pk}" for voter in self.voters}
        came = {name: value for name, value in self.data.items() if name not in offered and value in Choice.values}
        return {int(match[1]): came[name] for name in came if (match := VOTER.fullmatch(name))}

    @property
    def values(self) -> dict[str, Any]:
        """What the action wants."""
        data = self.cleaned_data
        values: dict[str, Any] = {"kind": data["kind"], "taken_at": data["taken_at"], "version": data["version"]}
        values["outcome"] = data.get("outcome", "")
        if self._has_names:
            asked = {voter.pk: data[f"voter{voter.pk}"] for voter in self.voters}
            values["choices"] = {key: choice for key, choice in (asked | self._uninvited).items() if choice}
        elif "votes_for" in data:
            values["tally"] = Tally(data["votes_for"], data["votes_against"], data["abstentions"])
        return values

    def saved_values(self, current: Decision) -> dict[str, Any]:
        """What is noted by now, for the page that shows both."""
        noted = {vote.attendance_id: vote.choice for vote in current.votes.all()}
        return {f"voter{voter.pk}": noted.get(voter.pk, "") for voter in self.voters}
