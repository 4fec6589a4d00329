"""A dossier in one look, for one reader: what it lacks, who takes part and what they decided."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from governance.models import (
    PREFETCHED,
    ApprovalRound,
    Mandate,
    Membership,
    RoundBook,
    RoundParty,
    RoundState,
    StandingState,
    books_of,
)
from projects.access.lists import requirements_of
from projects.models import Dossier, DossierStanding, Node, Standing, read_book, rounds_about
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import holds_on, today
from wegwijzer.ui.words import day

LEVELS = 2  # of the plan, on the page of its dossier
TONES = {
    StandingState.REACHED: "agreed",
    StandingState.POSSIBLE: "waiting",
    StandingState.IMPOSSIBLE: "refused",
}


@dataclass(frozen=True)
class Approval:
    """A round as the dossier tells of it: how far, and what each board said on which day."""

    book: RoundBook

    @property
    def round(self) -> ApprovalRound:
        return self.book.round

    @property
    def reached_on(self) -> dt.date | None:
        return self.book.reached.on if self.book.reached else None

    @property
    def tone(self) -> str:
        if self.round.state in (RoundState.DRAFT, RoundState.CANCELLED):
            return "na"
        return TONES[self.book.state]

    @property
    def label(self) -> str:
        if self.round.state in (RoundState.DRAFT, RoundState.CANCELLED):
            return str(RoundState(self.round.state).label)
        return str(self.book.state.label)

    @property
    def agreed(self) -> int:
        return len(self.book.agreed)

    @property
    def asked(self) -> int:
        return len(self.book.active)

    @property
    def names(self) -> list[tuple[str, bool]]:
        agreed = {party.pk for party in self.book.agreed}
        return [(self._told(party), party.pk in agreed) for party in self.book.active]

    def _told(self, party: RoundParty) -> str:
        said = self.book.said(party)
        return f"{party.organisation}: {said.state.label}{f', {day(said.on)}' if said.on else ''}"


@dataclass(frozen=True)
class Partner:
    """A board that takes part, and who speaks for it."""

    organisation: Organisation
    people: list[str]
    is_applicant: bool


class DossierOverview:
    def __init__(self, user: User, dossier: Dossier) -> None:
        self.user, self.dossier = user, dossier
        self.standing = DossierStanding(dossier, requirements_of(user, dossier))

    @cached_property
    def approvals(self) -> list[Approval]:
        """The rounds of the dossier, its checklist and its decision, oldest first; six queries."""
        keys = set(self.standing.books)
        about = rounds_about(ApprovalRound.objects.all(), self.dossier).values("pk")
        rows = ApprovalRound.objects.visible_to(self.user).filter(Q(pk__in=keys) | Q(pk__in=about))
        books = books_of(rows.prefetch_related(*PREFETCHED)).values()
        return [Approval(book) for book in sorted(books, key=lambda book: (book.round.deadline_on, book.round.pk))]

    @cached_property
    def partners(self) -> list[Partner]:
        """Every member of the partnership today, in pairs, with its contact persons; two queries."""
        members = Membership.objects.filter(holds_on(today()), partnership=self.dossier.partnership)
        rows = members.select_related("organisation").order_by("organisation__territory", "organisation__name")
        people: dict[int, list[str]] = {}
        contacts = Mandate.objects.filter(holds_on(today()), partnership=self.dossier.partnership, role="contact")
        for mandate in contacts.select_related("person").order_by("person__name"):
            people.setdefault(mandate.organisation_id, []).append(str(mandate.person))
        applicant = self.dossier.applicant_id
        return [
            Partner(row.organisation, people.get(row.organisation_id, []), row.organisation_id == applicant)
            for row in rows
        ]

    @cached_property
    def objectives(self) -> list[tuple[Node, Standing]]:
        """The two highest levels of its plan, with how far each is; four queries."""
        plan = self.dossier.plan
        if plan is None:
            return []
        book = read_book(plan)
        return [(node, book.standings[node.pk]) for node in book.tree.walk() if node.depth < LEVELS]


def dossier_overview(user: User, dossier: Dossier) -> DossierOverview:
    """For a dossier that came through its gate."""
    return DossierOverview(user, dossier)
