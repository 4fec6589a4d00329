"""How rounds stand, read for many rounds in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from governance.models.approval_response import ApprovalResponse, ResponseOutcome
from governance.models.approval_round import ApprovalRound, RoundState
from governance.models.ballot import Ballot
from governance.models.party_state import Given, PartyState, Said, said
from governance.models.round_party import RoundParty
from governance.models.threshold import Answer, Reached, Stance, Standing, StandingState, Text, Voter
from governance.models.threshold_words import in_words, still_needed
from wegwijzer.accounts.periods import today


class RoundBook:
    """One round with who was asked and what they answered."""

    def __init__(
        self,
        round_: ApprovalRound,
        parties: list[RoundParty],
        responses: list[ApprovalResponse],
        day: dt.date | None = None,
    ) -> None:
        self.round = round_
        self.parties = parties
        self.responses = responses  # those not taken back, oldest first
        self._asked_day = day

    @cached_property
    def texts(self) -> dict[int, int]:
        """Number of each wording by its key."""
        return {text.pk: text.number for text in self.round.texts.all()}

    @cached_property
    def by_party(self) -> Mapping[int, list[ApprovalResponse]]:
        found = defaultdict(list)
        for response in self.responses:
            found[response.party_id].append(response)
        return found

    def newest(self, party: RoundParty) -> ApprovalResponse | None:
        """The latest answer of that organisation, whether or not it still counts."""
        answers = self.by_party.get(party.pk)
        return answers[-1] if answers else None

    @cached_property
    def ballot(self) -> Ballot:
        return self._ballot(self.responses)

    def _ballot(self, responses: list[ApprovalResponse]) -> Ballot:
        round_ = self.round
        voters = [
            Voter(
                party.pk,
                party.organisation.territory,
                party.organisation.kind,
                party.inhabitants,
                party.from_on,
                party.until_on,
                party.away,
            )
            for party in self.parties
        ]
        texts = [Text(text.number, text.from_on, text.needs_new_answer) for text in round_.texts.all() if text.from_on]
        answers = [response.as_answer(self.texts[response.text_id]) for response in responses]
        clauses = [clause.clause for clause in round_.clauses.all()]
        return Ballot(voters, answers, clauses, round_.deadline_on, texts, round_.closed_on)

    @cached_property
    def day(self) -> dt.date:
        """The day on which it is looked at: today or the day that was asked for, or that on which it was closed."""
        day = self._asked_day or today()
        return min(day, self.round.closed_on or day)

    @cached_property
    def standing(self) -> Standing:
        return self.ballot.standing(self.day)

    @cached_property
    def reached(self) -> Reached | None:
        return self.ballot.reached(self.day)

    @cached_property
    def lapsed_on(self) -> dt.date | None:
        return self.ballot.lapsed(self.day)

    @cached_property
    def is_firm(self) -> bool:
        """Whether it is reached as well when the answers that nobody verified yet are left out."""
        doubtful = {response.party_id for response in self.unverified}
        sure = [response for response in self.responses if response.party_id not in doubtful]
        return self._ballot(sure).standing(self.day).state == StandingState.REACHED

    @property
    def state(self) -> StandingState:
        """What the round came to: once reached it stays so, whatever a council decides later."""
        return StandingState.REACHED if self.reached else self.standing.state

    @property
    def threshold(self) -> str:
        """What has to be reached, as a sentence."""
        return in_words([(count.clause, count.total) for count in self.standing.counts])

    @property
    def missing(self) -> list[str]:
        """What each clause still lacks, with the names of who is still out: "nog 2 gemeenten nodig, uit: …"."""
        names = {party.pk: str(party.organisation) for party in self.parties}
        told = []
        for count in self.standing.counts:
            waiting = [names[unit] if isinstance(unit, int) else unit for unit in count.waiting]
            told.append(still_needed(count, waiting))
        return [text for text in told if text]

    def said(self, party: RoundParty) -> Said:
        """The state of one organisation, with the day and what is particular about its answer."""
        if party.pk not in self.standing.stances:
            return Said(PartyState.LEFT if party.until_on and party.until_on < self.day else PartyState.COMING)
        answers = [self._given(response) for response in self.by_party.get(party.pk, [])]
        oldest, is_running = self.ballot.counted_text(self.day), self.round.state == RoundState.OPEN
        return said(answers, self._counting.get(party.pk), oldest, self.round.deadline_on, is_running)

    @cached_property
    def _counting(self) -> Mapping[int, Answer]:
        return self.ballot.counting(self.day)

    def _given(self, response: ApprovalResponse) -> Given:
        return Given(
            response.party_id,
            response.number,
            response.outcome,
            response.answered_on,
            self.texts[response.text_id],
            response.is_verified,
            response.accepted_late_at is not None,
            response.next_on,
        )

    @property
    def pairs(self) -> list[list[RoundParty]]:
        """Who is or was asked, municipality and OCMW of a territory together; those without a territory come last."""
        territories: dict[str, list[RoundParty]] = defaultdict(list)
        for party in self.parties:
            territories[party.organisation.territory or f"~{party.organisation.pk}"].append(party)
        return [territories[name] for name in sorted(territories, key=lambda name: (name.startswith("~"), name))]

    @property
    def active(self) -> list[RoundParty]:
        """Who is asked on that day."""
        return [party for party in self.parties if party.pk in self.standing.stances]

    def with_stance(self, stance: Stance) -> list[RoundParty]:
        return [party for party in self.active if self.standing.stances[party.pk] == stance]

    @property
    def agreed(self) -> list[RoundParty]:
        """Who agreed, whatever is needed."""
        return self.with_stance(Stance.AGREED)

    @property
    def still_out(self) -> list[RoundParty]:
        """Who still has to decide: no answer, postponed, or an answer on an older wording."""
        return self.with_stance(Stance.OUT)

    @property
    def to_vote_again(self) -> list[RoundParty]:
        """Who answered on a wording that has changed since in a way that asks for a new vote."""
        oldest = self.ballot.counted_text(self.day)
        outdated = []
        for party in self.still_out:
            answer = self.newest(party)
            if answer and answer.outcome != ResponseOutcome.WITHDRAWN and self.texts[answer.text_id] < oldest:
                outdated.append(party)
        return outdated

    @property
    def unverified(self) -> list[ApprovalResponse]:
        newest = [self.newest(party) for party in self.active]
        return [response for response in newest if response and not response.is_verified]


PREFETCHED = ("texts", "clauses")


def books_of(rounds: Iterable[ApprovalRound], day: dt.date | None = None) -> dict[int, RoundBook]:
    """A book per round, by its key: three queries, and `texts` and `clauses` when they were not prefetched.

    `day` is on which they are looked at, when that is not today.
    """
    listed = list(rounds)
    keys = [round_.pk for round_ in listed]
    parties: dict[int, list[RoundParty]] = defaultdict(list)
    rows = RoundParty.objects.filter(round__in=keys).select_related("organisation")
    for party in rows.order_by("organisation__territory", "organisation__kind", "organisation__name"):
        parties[party.round_id].append(party)
    responses: dict[int, list[ApprovalResponse]] = defaultdict(list)
    known = {party.pk: party for group in parties.values() for party in group}
    for response in ApprovalResponse.objects.standing().filter(party__round__in=keys).order_by("number"):
        response.party = known[response.party_id]
        responses[response.party.round_id].append(response)
    books = {}
    for round_ in listed:
        for party in parties[round_.pk]:
            party.round = round_
        books[round_.pk] = RoundBook(round_, parties[round_.pk], responses[round_.pk], day)
    return books


def book_of(round_: ApprovalRound) -> RoundBook:
    return books_of([round_])[round_.pk]
