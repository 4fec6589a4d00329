"""The gate and the lists of approval rounds and of who is asked in them."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from governance.access.lists import history_for, organisations_around
from governance.access.rules import Can, row_for
from governance.models import (
    IN_PAIRS,
    PREFETCHED,
    AgendaItem,
    ApprovalResponse,
    ApprovalRound,
    Decision,
    Document,
    DocumentVersion,
    ItemKind,
    Partnership,
    RoundAnnex,
    RoundBook,
    RoundParty,
    RoundState,
    rights_of,
)
from governance.reports import Reference
from wegwijzer.accounts.access import BIGGEST_ID
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.models import Entry
from wegwijzer.reports.registry import UnknownReport


def rounds_for(user: User) -> "QuerySet[ApprovalRound]":
    """With all that `books_of` reads of a round itself."""
    rows = ApprovalRound.objects.visible_to(user).select_related("partnership__organisation")
    return rows.prefetch_related(*PREFETCHED)


def approval_round_for(user: User, pk: int, need: Can | None = None) -> ApprovalRound:
    return row_for(user, rounds_for(user).select_related("decision__body"), pk, need)


def annexes_of(round_: ApprovalRound) -> list[RoundAnnex]:
    """The files with every wording, in order; for a round that came through the gate."""
    rows = RoundAnnex.objects.filter(text__round=round_).select_related("document_version__document")
    return list(rows.order_by("text", "position"))


def round_annex_of(round_: ApprovalRound, pk: int) -> DocumentVersion | None:
    """A file that goes with any wording of it; for a round that came through a gate."""
    if not 0 < pk <= BIGGEST_ID:
        return None
    return DocumentVersion.objects.filter(pk=pk, annexes__text__round=round_).distinct().first()


def papers_with(user: User, decision: Decision) -> list[DocumentVersion]:
    """The newest version of every document with the item of a decision, as far as this login may see that item."""
    if not AgendaItem.objects.visible_to(user).filter(pk=decision.item_id).exists():
        return []
    rows = Document.objects.filter(items__item=decision.item_id).prefetch_related("versions").order_by("pk")
    return [document.newest for document in rows]


def organisations_to_ask(partnership: Partnership) -> "QuerySet[Organisation]":
    """Whom a round can be put to, pairs together; for a partnership that came through its gate."""
    return organisations_around(partnership).exclude(pk=partnership.organisation_id).order_by(*IN_PAIRS)


def decisions_with(user: User, round_: ApprovalRound) -> "QuerySet[Decision]":
    """The decision that a round follows from, and those that wait for it, as far as this login may see them."""
    about = Q(pk=round_.decision_id) | Q(condition=round_)
    return Decision.objects.visible_to(user).filter(about).select_related("body", "meeting")


def own_parties(user: User, book: RoundBook) -> list[RoundParty]:
    """Those who are asked now and for whom this login speaks, pairs together."""
    own = rights_of(user).speaks_for.get(book.round.partnership_id, ())
    return [party for party in book.active if party.organisation_id in own]


def round_history_for(user: User, round_: ApprovalRound) -> list[Entry]:
    """What happened to a round, to who is asked in it and to their answers."""
    parties = RoundParty.objects.filter(round=round_)
    return history_for(user, round_, parties, ApprovalResponse.objects.filter(party__in=parties))


def round_party_for(user: User, pk: int, need: Can | None = None) -> RoundParty:
    """Who is asked; `Can.ANSWER_ROUND` is for who speaks for that organisation, and for the coordinator."""
    rows = RoundParty.objects.visible_to(user).select_related("round__partnership__organisation", "organisation")
    return row_for(user, rows, pk, need)


ADVICE_BEFORE = dt.timedelta(days=400)


def rounds_around(user: User, decision: Decision) -> "QuerySet[ApprovalRound]":
    """What the councils were asked because of a decision, and the round on which it hangs."""
    return rounds_for(user).filter(Q(decision=decision) | Q(pk=decision.condition_id)).order_by("deadline_on", "pk")


def rounds_to_wait_for(user: User, decision: Decision) -> "QuerySet[ApprovalRound]":
    """The rounds on which a decision can be made to hang."""
    rows = ApprovalRound.objects.visible_to(user).filter(partnership=decision.partnership)
    return rows.exclude(state=RoundState.CANCELLED).order_by("-deadline_on", "-pk")


def advice_of(user: User, decision: Decision) -> "QuerySet[AgendaItem]":
    """The advice on which it rests, as far as this person may see it, oldest first."""
    rows = AgendaItem.objects.visible_to(user).filter(advised=decision)
    return rows.select_related("meeting__body", "body").order_by("meeting__planned_start", "position")


def advice_before(user: User, decision: Decision) -> "QuerySet[AgendaItem]":
    """The items for advice in the year before a decision, and those that it rests on already; newest first."""
    start = decision.meeting.planned_start
    recent = Q(kind=ItemKind.ADVICE, meeting__planned_start__range=(start - ADVICE_BEFORE, start))
    rows = AgendaItem.objects.visible_to(user).filter(body__partnership=decision.partnership, meeting__isnull=False)
    rows = rows.filter(recent | Q(advised=decision)).distinct()
    return rows.select_related("meeting", "body").order_by("-meeting__planned_start", "position")


def may_see_round_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the round; what was never sent is printed for nobody."""
    try:
        round_ = approval_round_for(user, Reference.read(ref).pk, Can.MAKE_REPORT)
    except (UnknownReport, Http404, PermissionDenied):
        return False
    return round_.opened_at is not None
