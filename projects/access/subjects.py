"""Ties from both sides: what a project or dossier can be tied to, and to which subjects a thing belongs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, FilteredRelation, Q, QuerySet, Value, When

from governance.access import decisions_of, items_for, meetings_for, rounds_for
from governance.models import AgendaItem, ApprovalRound, Decision, Meeting, rights_of
from projects.access.gates import dossier_for, plan_for, project_for
from projects.access.rules import Can, can, row_for
from projects.models import (
    ALIVE_STATES,
    OVER,
    Dossier,
    Plan,
    PlanKind,
    Project,
    Tie,
    decisions_about,
    items_about,
    meetings_about,
    rounds_about,
    tied_to,
)
from wegwijzer.accounts.models import User
from wegwijzer.search import SAYS

SHOWN = 40  # how many of the latest can be chosen; more are found by searching
Tied = Project | Plan | Dossier
Thing = Meeting | AgendaItem | Decision | ApprovalRound


def tie_for(user: User, pk: int, need: Can | None = None) -> Tie:
    rows = Tie.objects.visible_to(user).select_related(
        "project__partnership__organisation", "plan__partnership__organisation", "meeting", "item", "decision", "round"
    )
    rows = rows.select_related("dossier__project__partnership__organisation")
    return row_for(user, rows, pk, need)


def subject_for(user: User, key: str) -> Tied:
    """The subject behind "project-3", "plan-5" or "dossier-7", for who may tie things to it."""
    kind, _dash, pk = key.partition("-")
    gates: dict[str, Callable[[User, int, Can], Tied]] = {
        "project": project_for,
        "plan": plan_for,
        "dossier": dossier_for,
    }
    return gates[kind](user, int(pk), Can.EDIT_PROJECT)


def things_about(user: User, subject: Tied) -> "dict[str, QuerySet[Any]]":
    """The latest of what is about it, as far as this login may see it."""
    meetings, decisions = meetings_for(user).select_related(None).select_related("body"), decisions_of(user)
    return {
        "meetings": meetings_about(meetings, subject).order_by("-planned_start")[:SHOWN],
        "items": items_about(items_for(user), subject)[:SHOWN],
        "decisions": decisions_about(decisions.select_related("body", "meeting"), subject).order_by(
            "-meeting__planned_start", "-number"
        )[:SHOWN],
        "rounds": rounds_about(rounds_for(user), subject).order_by("-deadline_on")[:SHOWN],
    }


class Source(NamedTuple):
    """Where the things of one kind come from: what this login sees, newest first, and the columns to search in."""

    visible: "QuerySet[Any]"
    order: tuple[str, ...]
    partnership: str
    columns: tuple[str, ...] = ("title",)


def _sources(user: User) -> dict[str, Source]:
    meetings = meetings_for(user).select_related(None).select_related("body")
    decisions = decisions_of(user).select_related("body", "meeting")
    rounds = rounds_for(user).select_related(None).prefetch_related(None)
    within = "body__partnership"
    return {
        "meeting": Source(meetings, ("-planned_start", "-pk"), within, ("title", "body__name")),
        "item": Source(items_for(user), ("-meeting__planned_start", "position", "-pk"), within),
        "decision": Source(decisions, ("-meeting__planned_start", "-number", "-pk"), within),
        "round": Source(rounds, ("-deadline_on", "-pk"), "partnership"),
    }


def tie_choices(user: User, subject: Tied, text: str = "") -> "dict[str, QuerySet[Any]]":
    """By the names of THINGS: the latest (in which `text` is found), and what is tied already.

    Of the partnership of the subject, and of the others that this login coordinates: a project can begin in one and go
    on in another.
    """
    found = {}
    own = rights_of(user).coordinates | {subject.partnership.pk}
    for thing, source in _sources(user).items():
        asked = source.visible.filter(**{f"{source.partnership}__in": own})
        for word in text.split():
            somewhere = Q()
            for column in source.columns:
                somewhere |= Q(**{f"{column}{SAYS}": word})
            asked = asked.filter(somewhere)
        latest = asked.order_by(*source.order).values("pk")[:SHOWN]
        offered = Q(pk__in=latest) | Q(pk__in=tied_to(subject, thing))
        found[thing] = source.visible.filter(offered).order_by(*source.order)
    return found


@dataclass
class Subject:
    """A project, plan or dossier on the page of a thing. `tie` is the key of its tie to the thing itself, if any."""

    kind: str
    pk: int
    name: str
    can_be_chosen: bool
    tie: int | None = None
    items: list[int] = field(default_factory=list)  # the agenda items on the page that are tied
    is_through: bool = False  # by what the thing hangs on

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def is_here(self) -> bool:
        return self.is_through or self.tie is not None or bool(self.items)


def subjects_of(user: User, thing: Thing, items: Iterable[int] = ()) -> list[Subject]:
    """The subjects that a thing belongs to, and for who may tie those of its partnership; one query.

    `items` are the agenda items of a meeting that this login may see.
    """
    itself, about = _ties_to(thing, list(items))
    may_tie = can(user, Can.EDIT_PROJECT, thing)
    parts = [_rows(user, model, thing, about, may_tie) for model in NAMED]
    rows = parts[0].union(*parts[1:], all=True)
    found: dict[tuple[str, int], Subject] = {}
    for kind, pk, name, can_be_chosen, tie, direct, item in rows:
        subject = found.setdefault((kind, pk), Subject(kind, pk, name, bool(can_be_chosen)))
        if tie is not None and direct is not None:
            subject.tie = tie
        elif tie is not None and itself == "meeting":
            subject.items.append(item)
        elif tie is not None:
            subject.is_through = True
    return sorted(found.values(), key=lambda subject: (subject.kind != "project", subject.name.casefold()))


def _ties_to(thing: Thing, items: list[int]) -> tuple[str, dict[str, list[int]]]:
    """What kind of thing it is; and a tie to what makes it belong to a subject: to itself, and to what it hangs on."""
    match thing:
        case Meeting():
            return "meeting", {"meeting": [thing.pk], "item": items}
        case Decision():
            return "decision", {"decision": [thing.pk], "item": [thing.item_id], "meeting": [thing.meeting_id]}
        case ApprovalRound() if thing.decision is not None:
            _itself, through = _ties_to(thing.decision, [])
            return "round", {"round": [thing.pk]} | through
        case ApprovalRound():
            return "round", {"round": [thing.pk]}
    raise TypeError(type(thing))


# Per kind of subject: its name, where its partnership is, and which of them can be chosen.
NAMED: dict[Any, tuple[str, str, Q]] = {
    Project: ("name", "partnership", Q(state__in=ALIVE_STATES)),
    Plan: ("title", "partnership", ~Q(kind=PlanKind.LOCAL)),
    Dossier: ("title", "project__partnership", ~Q(state__in=OVER)),
}


def _rows(user: User, model: Any, thing: Thing, about: dict[str, list[int]], may_tie: bool) -> "QuerySet[Any]":
    """Kind, key, name, whether it can be chosen here; per tie its key, the key of the thing itself, of an item."""
    itself = next(iter(about))
    name, within, alive = NAMED[model]
    ties = Q()
    for kind, keys in about.items():
        ties |= Q(**{f"ties__{kind}__in": keys})
    here = Q(**{within: thing.partnership})
    narrow = Q(tie__isnull=False) | here if may_tie else Q(tie__isnull=False)
    rows = model.objects.visible_to(user).order_by().annotate(tie=FilteredRelation("ties", condition=ties))
    return rows.filter(narrow).values_list(  # type: ignore[no-any-return]
        Value(model._meta.model_name),
        "pk",
        name,
        Case(When(alive & here, then=True), default=False, output_field=BooleanField()),
        "tie__pk",
        f"tie__{itself}",
        "tie__item",
    )
