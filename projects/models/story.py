"""The story of a project: what was discussed, decided, asked and reached, in order of time.

For who comes new (an alderman, an evaluator), so it tells what everybody inside may know: no closed items, nothing of
a meeting whose minutes are not made up, no round that nobody was asked in. Minutes are told once they are approved.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.models import (
    AFTER_STATES,
    ASKED_STATES,
    PREFETCHED,
    AgendaItem,
    ApprovalRound,
    Decision,
    Meeting,
    MeetingState,
    Outcome,
    RoundBook,
    books_of,
    effect_of,
)
from projects.models.about import decisions_about, items_about, meetings_about, rounds_about
from projects.models.milestone_state import MilestoneState, reaches_of, rounds_behind
from projects.models.project import Project


class StoryKind(models.TextChoices):
    MEETING = "meeting", _("vergadering")
    DECISION = "decision", _("besluit")
    ASKED = "asked", _("ronde begint")
    REACHED = "reached", _("ronde bereikt")
    LAPSED = "lapsed", _("ronde niet bereikt")
    MILESTONE = "milestone", _("mijlpaal")
    DOSSIER = "dossier", _("subsidiedossier")
    STAFF = "staff", _("medewerker")
    DELIVERABLE = "deliverable", _("resultaat")
    EVENT = "event", _("activiteit")
    EDUCATION = "education", _("onderwijsproject")


ORDER = list(StoryKind)


@dataclass(frozen=True)
class Told:
    """One thing that happened. `subject` is the row that it leads to; `texts` are paragraphs, `points` a list."""

    on: dt.date
    kind: StoryKind
    title: str
    about: str = ""
    subject: models.Model | None = None
    texts: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class StoryRef:
    """What a document tells: a project, and the partnerships whose part in it is told. As text "12:3.5"."""

    project: int
    partnerships: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.project}:{'.'.join(str(key) for key in self.partnerships)}"

    @classmethod
    def read(cls, text: str) -> "StoryRef | None":
        """None when the text is no such reference."""
        project, _colon, keys = text.partition(":")
        numbers = [project, *(keys.split(".") if keys else [])]
        if not all(number.isascii() and number.isdigit() and len(number) < 19 for number in numbers):
            return None
        return cls(int(project), tuple(int(key) for key in numbers[1:]))


@dataclass(frozen=True)
class Story:
    project: Project
    told: list[Told]

    @property
    def years(self) -> list[tuple[int, list[Told]]]:
        return [(year, list(rows)) for year, rows in groupby(self.told, key=lambda one: one.on.year)]


Teller = Callable[[Project], Iterable[Told]]
_tellers: dict[str, Teller] = {}
_pages: dict[str, str] = {}


def register_teller(name: str, tell: Teller, pages: Mapping[str, str]) -> None:
    """Let an app above this one tell its part: `tell(project)` in a query or two, what everybody inside may know.

    `pages` says where its rows are shown: {name of the model: name of the URL}. Registering twice is once.
    """
    _tellers[name] = tell
    _pages.update(pages)


def pages_above() -> Mapping[str, str]:
    """Where what is told by others leads, by the name of the model."""
    return _pages


def read_story(project: Project, partnerships: Collection[int]) -> Story:
    """What is tied to the project in these partnerships (primary keys), oldest first; a fixed number of queries."""
    rounds = ApprovalRound.objects.filter(
        Q(pk__in=rounds_about(ApprovalRound.objects.all(), project).values("pk")) | rounds_behind(project),
        partnership__in=partnerships,
        state__in=ASKED_STATES,
        opened_at__isnull=False,
    )
    books = books_of(rounds.distinct().prefetch_related(*PREFETCHED))
    told = [
        *_meetings(project, partnerships),
        *_decisions(project, partnerships, books),
        *_rounds(books.values()),
        *_milestones(project, books),
        *_dossiers(project),
        *_staff(project),
        *(one for tell in _tellers.values() for one in tell(project)),
    ]
    return Story(project, sorted(told, key=lambda one: (one.on, ORDER.index(one.kind), one.title)))


def _meetings(project: Project, partnerships: Collection[int]) -> Iterable[Told]:
    items = AgendaItem.objects.filter(is_public=True).exclude(kind="approval").order_by("position")
    rows = Meeting.objects.filter(body__partnership__in=partnerships, state__in=AFTER_STATES).select_related("body")
    about = items_about(AgendaItem.objects.all(), project).filter(pk=OuterRef("pk"))
    items = items.annotate(is_tied=Exists(about))
    for meeting in meetings_about(rows, project).prefetch_related(Prefetch("items", items, to_attr="open_items")):
        open_items: list[Any] = meeting.open_items
        shown = [item for item in open_items if item.is_tied] or open_items
        is_approved = meeting.state == MeetingState.APPROVED
        yield Told(
            on=timezone.localdate(meeting.actual_start or meeting.planned_start),
            kind=StoryKind.MEETING,
            title=str(meeting.body),
            subject=meeting,
            texts=[str(item.minutes) for item in shown if is_approved and item.minutes],
            points=[str(item.title) for item in shown],
        )


def _decisions(project: Project, partnerships: Collection[int], books: dict[int, RoundBook]) -> Iterable[Told]:
    rows = Decision.objects.filter(
        body__partnership__in=partnerships, meeting__state__in=AFTER_STATES, item__is_public=True
    )
    rows = decisions_about(rows, project).exclude(outcome=Outcome.NONE)
    for decision in rows.select_related("body", "meeting").prefetch_related("articles"):
        knows_effect = decision.condition_id is None or decision.condition_id in books
        effect = effect_of(decision, books.get(decision.condition_id or 0)) if knows_effect else None
        about = f"{decision.body}, {decision.get_outcome_display()}"
        if effect is not None and decision.condition_id is not None:
            about += f", {effect.state.label}" + (f" {_now('op')} {effect.on:%d/%m/%Y}" if effect.on else "")
        yield Told(
            on=decision.decided_on,
            kind=StoryKind.DECISION,
            title=str(decision.title),
            about=about,
            subject=decision,
            points=[str(article.text) for article in decision.articles.all()],
        )


def _rounds(books: Iterable[RoundBook]) -> Iterable[Told]:
    for book in books:
        round_ = book.round
        asked = ngettext("%s bestuur", "%s besturen", len(book.active)) % len(book.active)
        texts = [round_.current_text.question]
        yield Told(round_.asked_on, StoryKind.ASKED, round_.title, asked, round_, texts)  # type: ignore[arg-type]
        counts = _now("%(agreed)s van de %(asked)s besturen akkoord") % {
            "agreed": len(book.agreed),
            "asked": len(book.active),
        }
        if book.reached:
            yield Told(book.reached.on, StoryKind.REACHED, round_.title, counts, round_)
        elif book.lapsed_on:
            yield Told(book.lapsed_on, StoryKind.LAPSED, round_.title, counts, round_)


def _milestones(project: Project, books: dict[int, RoundBook]) -> Iterable[Told]:
    rows = list(project.milestones.select_related("decision__meeting", "dossier"))
    reaches = reaches_of(rows, books)
    for row in rows:
        reach = reaches[row.pk]
        if reach.state == MilestoneState.REACHED and reach.on is not None:
            late = (reach.on - row.planned_on).days
            words = ngettext("%s dag later dan gepland", "%s dagen later dan gepland", late) % late if late > 0 else ""
            yield Told(reach.on, StoryKind.MILESTONE, row.name, words, row.dossier)


def _dossiers(project: Project) -> Iterable[Told]:
    """What became of what was applied for, unless a milestone tells it; amounts have pages of their own."""
    for row in project.dossiers.select_related("applicant", "call__funder").prefetch_related("milestones"):
        known = {milestone.dossier_step for milestone in row.milestones.all()}
        by = _now("door %s") % row.applicant if row.applicant else ""
        funder = str(row.call.funder) if row.call else ""
        told = [
            ("submitted", row.submitted_on, _now("Ingediend: %s") % row.title, by),
            ("awarded", row.awarded_on, _now("Toegekend: %s") % row.title, funder),
            ("refused", row.refused_on, _now("Geweigerd: %s") % row.title, funder),
            (row.state, row.ended_on, f"{row.title}: {row.get_state_display()}", row.end_reason),
        ]
        for step, on, title, about in told:
            if on is not None and step not in known:
                yield Told(on, StoryKind.DOSSIER, title, about, row)


def _staff(project: Project) -> Iterable[Told]:
    for row in project.staff.select_related("person").filter(from_on__isnull=False):
        yield Told(row.from_on, StoryKind.STAFF, str(row.person), _now("begint als %s") % row.role)  # type: ignore[arg-type]
