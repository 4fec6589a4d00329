"""What the partnership says of a dossier, as plain data: partners and their mandates, decisions, answers of councils.

Only what everybody inside may know: no closed items, nothing of a meeting whose minutes are not made up, no round that
nobody was asked in.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from governance.models import (
    AFTER_STATES,
    ASKED_STATES,
    PREFETCHED,
    ApprovalRound,
    Decision,
    Mandate,
    MandateRole,
    Outcome,
    RoundBook,
    books_of,
    effect_of,
    word_for,
)
from projects.models.about import decisions_about, rounds_about
from projects.models.amendment import Amendment
from projects.models.dossier import Dossier
from projects.models.dossier_partners import partner_changes, partners_on
from wegwijzer.accounts.periods import today


def day_of(dossier: Dossier) -> dt.date:
    """The day on which we look who takes part: today, or the last one of a dossier that is over."""
    return min(today(), dossier.until_on) if dossier.until_on else today()


def partners(dossier: Dossier) -> dict[str, Any]:
    """Who takes part with who speaks for them, who joined or left since the award, and who sits in the bodies."""
    partnership, day = dossier.partnership, day_of(dossier)
    rows = Mandate.objects.on(day).filter(partnership=partnership).in_order()
    contacts: dict[int, list[str]] = defaultdict(list)
    bodies: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows.select_related("person", "organisation", "body"):
        if row.role == MandateRole.CONTACT and row.organisation_id:
            contacts[row.organisation_id].append(str(row.person))
        elif row.body is not None:
            said = {"role": str(row.get_role_display()), "name": str(row.person), "for": str(row.organisation or "")}
            bodies[row.body.name].append(said)
    changes = partner_changes(dossier)
    members = [
        {"id": board.pk, "name": str(board), "contacts": contacts[board.pk]}
        for board in partners_on(dossier, day, changes)
    ]
    found = {"day": str(day), "members": members, "bodies": [[name, bodies[name]] for name in sorted(bodies)]}
    return found | ({"changes": [_change(row) for row in changes]} if changes else {})


def _change(row: Amendment) -> dict[str, Any]:
    """Other partners, as the funder approved."""
    return {
        "id": row.number,
        "on": str(row.from_on),
        "decided_on": str(row.decided_on),
        "joins": [str(board) for board in row.joins.all()],
        "leaves": [str(board) for board in row.leaves.all()],
    }


def governed(dossier: Dossier) -> dict[str, Any]:
    """`decisions` and `approvals` that are about the dossier.

    Those of the own partnership that are tied to its project; and of any partnership what the dossier itself names: the
    decision to apply, what its checklist waits for, the round about its call.
    """
    books = _books(dossier)
    return {
        "decisions": [_decision(row, books) for row in _decisions(dossier)],
        "approvals": [_approval(book) for book in sorted(books.values(), key=_order)],
    }


def _decisions(dossier: Dossier) -> list[Decision]:
    rows = Decision.objects.filter(meeting__state__in=AFTER_STATES, item__is_public=True).exclude(outcome=Outcome.NONE)
    tied = decisions_about(rows.filter(body__partnership=dossier.partnership), dossier.project).values("pk")
    asked = Q(pk__in=tied) | Q(requirements__dossier=dossier) | Q(dossiers=dossier)
    found = rows.filter(asked).distinct().select_related("body", "meeting").prefetch_related("articles")
    return sorted(found, key=lambda row: (row.decided_on, row.year, row.number or 0, row.pk))


def _books(dossier: Dossier) -> Mapping[int, RoundBook]:
    rows = ApprovalRound.objects.filter(state__in=ASKED_STATES, opened_at__isnull=False)
    tied = rounds_about(rows.filter(partnership=dossier.partnership), dossier.project).values("pk")
    asked = Q(pk__in=tied) | Q(requirements__dossier=dossier)
    asked |= Q(conditioned__dossiers=dossier) | Q(calls__dossiers=dossier)
    return books_of(rows.filter(asked).distinct().prefetch_related(*PREFETCHED))


def _order(book: RoundBook) -> tuple[str, int]:
    return str(book.round.asked_on or ""), book.round.pk


def _decision(row: Decision, books: Mapping[int, RoundBook]) -> dict[str, Any]:
    knows = row.condition_id is None or row.condition_id in books
    effect = effect_of(row, books.get(row.condition_id or 0)) if knows else None
    shows = effect is not None and row.condition_id is not None
    return {
        "id": row.pk,
        "label": row.label,
        "title": str(row.title),
        "body": str(row.body),
        "on": str(row.decided_on),
        "outcome": str(row.get_outcome_display()),
        "effect": str(effect.state.label) if shows and effect else "",
        "effect_on": str(effect.on) if shows and effect and effect.on else None,
        "articles": [str(article.text) for article in row.articles.all()],
    }


def _approval(book: RoundBook) -> dict[str, Any]:
    round_ = book.round
    reached, lapsed_on = book.reached, book.lapsed_on
    return {
        "id": round_.pk,
        "title": round_.title,
        "question": round_.current_text.question,
        "asked_on": str(round_.asked_on) if round_.asked_on else None,
        "deadline_on": str(round_.deadline_on),
        "threshold": book.threshold,
        "reached_on": str(reached.on) if reached else None,
        "lapsed_on": str(lapsed_on) if lapsed_on and not reached else None,
        "answers": [_answer(book, party) for pair in book.pairs for party in pair],
    }


def _answer(book: RoundBook, party: Any) -> dict[str, Any]:
    said, newest = book.said(party), book.newest(party)
    return {
        "id": party.pk,
        "name": str(party.organisation),
        "organ": str(party.get_organ_display()),
        "word": word_for(said.state, book.round.kind),
        "on": str(said.on) if said.on else None,
        "is_verified": bool(newest and newest.is_verified),
    }
