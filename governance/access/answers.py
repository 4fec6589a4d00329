"""The gates of answers: for who is logged in, and for who comes by a personal link."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from governance.access.rounds import round_annex_of
from governance.access.rules import Can, row_for
from governance.models import (
    AnswerLink,
    ApprovalResponse,
    ApprovalRound,
    Channel,
    CouncilSitting,
    DocumentVersion,
    Hindrance,
    RoundParty,
    read_key,
    rights_of,
)
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today


class DeadLink(Exception):
    """A link that opens nothing: `why`, and the row it was, as far as there is one."""

    def __init__(self, why: Hindrance, link: AnswerLink | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.link = link


def answer_link_for(key: str) -> AnswerLink:
    """The link behind a key, as long as its holder speaks for that organisation and the round runs.

    Raises DeadLink. Asks the database nothing for a key that is not ours.
    """
    read = read_key(key)
    if read is None:
        raise DeadLink(Hindrance.FORGED)
    rows = AnswerLink.objects.select_related(
        "party__round__partnership__organisation", "party__organisation", "mandate__person__user"
    )
    link = rows.filter(pk=read[0]).first()
    if link is None:
        raise DeadLink(Hindrance.ENDED)  # the mandate was given by mistake and taken away without a trace
    hindrance = link.hindrance()
    if hindrance in (None, Hindrance.EXPIRED) and link.stamp != read[1]:
        raise DeadLink(Hindrance.REPLACED, link)
    if hindrance is not None:
        raise DeadLink(hindrance, link)
    return link


def responses_for(user: User) -> "QuerySet[ApprovalResponse]":
    """Every answer that this login may see, those that were taken back too."""
    return ApprovalResponse.objects.visible_to(user).select_related(
        "party__round__partnership__organisation",
        "party__organisation",
        "text",
        "extract",
        "reported_by",
        "reporter",
        "verified_by",
    )


def approval_response_for(user: User, pk: int, need: Can | None = None) -> ApprovalResponse:
    """`Can.ANSWER_ROUND` is for who speaks for that organisation, and for the coordinator."""
    return row_for(user, responses_for(user), pk, need)


def channel_of(user: User, party: RoundParty) -> Channel:
    """How an answer of this login comes in: from the organisation itself, or on its behalf."""
    own = rights_of(user).speaks_for.get(party.round.partnership_id, ())
    return Channel.PAGE if party.organisation_id in own else Channel.ON_BEHALF


def answering_in(user: User, organisation: Organisation) -> set[int]:
    """The partnerships (keys) in which this login tells what that organisation decided: `Can.ANSWER_ROUND` for many."""
    rights = rights_of(user)
    speaks = {pk for pk, organisations in rights.speaks_for.items() if organisation.pk in organisations}
    return speaks | rights.coordinates


def answers_of(party: RoundParty) -> "QuerySet[ApprovalResponse]":
    """All that this organisation ever answered, the newest first; for a party that came through a gate."""
    rows = ApprovalResponse.objects.filter(party=party).order_by("-number")
    return rows.select_related("text", "extract", "reported_by", "reporter", "verified_by")


def to_verify(user: User) -> "QuerySet[ApprovalResponse]":
    """The newest answers that this login should look at: told, not verified, and nobody took them back."""
    rows = responses_for(user).unverified().latest_of_each()
    return rows.filter(party__round__partnership__in=rights_of(user).coordinates)


def annex_of(party: RoundParty, pk: int) -> DocumentVersion | None:
    """A file that goes with any wording of the question; for a party that came through a gate."""
    return round_annex_of(party.round, pk)


def sittings_around(party: RoundParty, day: dt.date) -> tuple[CouncilSitting | None, CouncilSitting | None]:
    """The last sitting of the organ that decides up to `day`, and the first one after it."""
    rows = CouncilSitting.objects.of(party.organisation, party.organ)
    return rows.filter(held_on__lte=day).last(), rows.filter(held_on__gt=day).first()


def last_sittings(round_: ApprovalRound, parties: Iterable[RoundParty]) -> dict[int, dt.date]:
    """Per party (key) the last sitting of its organ since the question; for a round that came through a gate."""
    organs = {(party.organisation_id, party.organ): party.pk for party in parties}
    rows = CouncilSitting.objects.filter(
        council__organisation__in={organisation for organisation, _organ in organs},
        held_on__range=(round_.asked_on, today()),
    )
    days = rows.order_by("held_on").values_list("council__organisation", "council__kind", "held_on")
    return {organs[organisation, kind]: day for organisation, kind, day in days if (organisation, kind) in organs}
