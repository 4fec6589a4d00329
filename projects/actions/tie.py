"""Saying what in meetings, decisions and rounds is about a project, plan or dossier. History is that of the subject."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import approval_round as rounds
from governance.actions.round_plan import Plan as RoundPlan
from governance.models import AgendaItem, ApprovalRound, Decision, Meeting, rights_of
from projects.models import THINGS, Dossier, Plan, Project, Tie
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, hold, touch

CHANGED = "projects.tie.changed"
Subject = Project | Plan | Dossier
Thing = Meeting | AgendaItem | Decision | ApprovalRound
NAMES: dict[type[Thing], str] = {Meeting: "meeting", AgendaItem: "item", Decision: "decision", ApprovalRound: "round"}


@transaction.atomic
def change(
    subject: Subject,
    *,
    by: User,
    version: int,
    chosen: Mapping[str, Sequence[Thing]],
    offered: Mapping[str, Collection[int]],
) -> None:
    """Of what was offered (primary keys), let exactly these things be tied; both by the names of THINGS.

    What was not offered, such as a meeting of a partnership that this person does not see, stays as it is. Raises
    Refused for what is new and of a partnership that they do not coordinate, Stale when the ties are others by now.
    """
    subject.version = version
    before = _tied(subject)
    wanted = {(name, row.pk): row for name in THINGS for row in chosen[name]}
    there = {(name, row.pk): tie for tie in before for name, row in [_thing_of(tie)]}
    added = [row for key, row in wanted.items() if key not in there]
    gone = [tie for (name, pk), tie in there.items() if (name, pk) not in wanted and pk in offered[name]]
    if not added and not gone:
        return
    touch(subject)
    _refuse_foreign(subject, added, by)
    Tie.objects.filter(pk__in=[tie.pk for tie in gone]).delete()
    Tie.objects.bulk_create(_tie(subject, row) for row in added)
    _told(subject, before, by)


@transaction.atomic
def add(subject: Subject, thing: Thing, *, by: User) -> Tie:
    """Tie one thing; what is tied already stays as it is. Raises Refused as `change` does."""
    hold(subject)
    before = _tied(subject)
    for tie in before:
        if _thing_of(tie) == (NAMES[type(thing)], thing):
            return tie
    _refuse_foreign(subject, [thing], by)
    tie = _tie(subject, thing)
    tie.save(force_insert=True)
    _count(subject)
    _told(subject, before, by)
    return tie


@transaction.atomic
def remove(tie: Tie, *, by: User) -> None:
    """Take one tie away; taking it away twice is once."""
    subject = tie.subject
    hold(subject)
    before = _tied(subject)
    if Tie.objects.filter(pk=tie.pk).delete()[0]:
        _count(subject)
        _told(subject, before, by)


@transaction.atomic
def begin_round(subject: Subject, plan: RoundPlan, *, by: User, send: bool) -> ApprovalRound:
    """An approval round about it: prepared, or sent at once, and tied. Raises Refused as the round does."""
    make = rounds.start if send else rounds.prepare
    round_ = make(subject.partnership, plan, by=by)
    add(subject, round_, by=by)
    return round_


def _tied(subject: Subject) -> list[Tie]:
    rows = Tie.objects.filter(**{str(subject._meta.model_name): subject})
    return list(rows.select_related("meeting__body", "item", "decision", "round", "project", "plan", "dossier"))


def _thing_of(tie: Tie) -> tuple[str, Thing]:
    name = next(name for name in THINGS if getattr(tie, f"{name}_id") is not None)
    return name, tie.thing


def _tie(subject: Subject, thing: Thing) -> Tie:
    return Tie(**{str(subject._meta.model_name): subject, NAMES[type(thing)]: thing})


def _count(subject: Subject) -> None:
    """Who chooses the ties on a page has to notice; the caller holds the subject."""
    subject.refresh_from_db(fields=["version"])
    touch(subject)


def _refuse_foreign(subject: Subject, things: Iterable[Any], by: User) -> None:
    """A project can begin in one partnership and go on in another: who coordinates both may say so."""
    own = rights_of(by).coordinates | {subject.partnership.pk}
    if any(thing.partnership.pk not in own for thing in things):
        raise Refused(_("Dit hoort bij een ander samenwerkingsverband."))


def _told(subject: Subject, before: list[Tie], by: User) -> None:
    old, new = (names_of(tie.thing for tie in ties) for ties in (before, _tied(subject)))
    record(CHANGED, subject, by=by, scope=subject.partnership.organisation, changes={"ties": (old, new)})
