"""What a year came to, for a document that leaves the partnership: of the region, or of one municipality in it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from governance.models import PREFETCHED, ApprovalRound, Decision, book_of
from governance.models.standings import RoundBook
from onboarding.models.deliverable import Deliverable, DeliverableState
from onboarding.models.event import Event, EventCount, EventState
from onboarding.models.event_shield import COLUMNS, told_counts
from onboarding.models.frame_picture import frame_picture
from onboarding.models.indicator import Indicator
from onboarding.models.indicator_book import IndicatorBook, Place, read_book, source_of, years_until
from onboarding.models.reference_frame import ReferenceFrame
from onboarding.models.year_ref import YearRef
from projects.models import Plan, PlanKind, ProgressNote, Project
from projects.models.standing import said_in, standings_of
from projects.models.tree import read_tree
from wegwijzer.accounts.models import Organisation
from wegwijzer.charts import Multiples

DEEPEST = 2  # of a plan: down to its operational objectives
SAID = ("objective", "on", "state", "percent", "value")


class ResultLine(NamedTuple):
    """A type of result: of how many it was asked, how many had it by the end of the year, and how many in that year."""

    name: str
    asked: int
    done: int
    in_year: int
    places: Sequence[tuple[Organisation, str]]  # how far each board was, for the report of one municipality


class EventLine(NamedTuple):
    """`counts` are invited, registered and present, as they may be published."""

    event: Event
    counts: Sequence[str]


class RoundLine(NamedTuple):
    round: ApprovalRound
    book: RoundBook
    own: Sequence[tuple[Organisation, str]]  # what the boards of the municipality answered


class ObjectiveLine(NamedTuple):
    code: str
    title: str
    depth: int
    state: str
    percent: int | None
    noted: int  # how many notes of that year, below it too


class FigureLine(NamedTuple):
    frame: ReferenceFrame
    picture: Multiples
    source: str
    notes: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class YearBook:
    """Everything is read when it is asked for; each part takes a fixed number of queries per project, plan or round."""

    ref: YearRef

    @property
    def first(self) -> dt.date:
        return dt.date(self.ref.year, 1, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.ref.year, 12, 31)

    @property
    def place(self) -> Place | None:
        return self.ref.place

    @cached_property
    def projects(self) -> list[Project]:
        """Those that went on in that year."""
        rows = Project.objects.filter(partnership=self.ref.partnership).overlapping(self.first, self.last)
        return list(rows.prefetch_related("funders__organisation").order_by("name", "pk"))

    @cached_property
    def funders(self) -> list[str]:
        found = [str(funder.organisation) for project in self.projects for funder in project.funders.all()]
        return list(dict.fromkeys(found))

    # --- results

    @cached_property
    def results(self) -> list[tuple[Project, list[ResultLine]]]:
        """Per project its types of results that were asked of somebody here."""
        rows = Deliverable.objects.filter(type__project__in=self.projects).select_related("type", "organisation")
        if self.place:
            rows = rows.filter(organisation__in=self.place.boards)
        order = ("type__position", "type", "organisation__kind", "organisation__name", "pk")
        by_type: dict[Any, list[Deliverable]] = defaultdict(list)
        for row in rows.order_by(*order):
            by_type[row.type].append(row)
        found = []
        for project in self.projects:
            lines = [self._result(kind, cells) for kind, cells in by_type.items() if kind.project_id == project.pk]
            if lines:
                found.append((project, lines))
        return found

    def _result(self, kind: Any, cells: Sequence[Deliverable]) -> ResultLine:
        asked = [cell for cell in cells if cell.state != DeliverableState.NOT_APPLICABLE]
        done = [cell for cell in asked if cell.delivered_on and cell.delivered_on <= self.last]
        in_year = [cell for cell in done if cell.delivered_on and cell.delivered_on >= self.first]
        stood = [(cell.organisation, stand_on(cell, self.last)) for cell in cells]
        return ResultLine(kind.name, len(asked), len(done), len(in_year), stood)

    # --- events

    @cached_property
    def events(self) -> list[EventLine]:
        """Those that were held, with the counts of all that took part: the same in every report of that year."""
        rows = Event.objects.filter(project__partnership=self.ref.partnership, state=EventState.HELD)
        rows = rows.filter(starts_at__year=self.ref.year).select_related("organiser").order_by("starts_at", "pk")
        events = list(rows)
        told = told_counts(events, self.ref.partnership)
        if self.place is None:
            return [EventLine(row, told[row.pk]) for row in events]
        boards = self.place.boards
        counts = EventCount.objects.filter(event__in=events, organisation__in=boards)
        here = set(counts.values_list("event", flat=True))
        return [EventLine(row, told[row.pk]) for row in events if row.pk in here or row.organiser_id in boards]

    @property
    def event_columns(self) -> list[str]:
        labels = {"invited": _("uitgenodigd"), "registered": _("ingeschreven"), "present": _("aanwezig")}
        return [labels[name] for name in COLUMNS]

    # --- decisions and rounds

    @cached_property
    def decisions(self) -> list[Decision]:
        """Those with a number, under items that are not behind closed doors."""
        rows = Decision.objects.filter(
            body__partnership=self.ref.partnership, year=self.ref.year, number__isnull=False, item__is_public=True
        )
        return list(rows.select_related("body", "meeting").order_by("meeting__planned_start", "body", "number"))

    @cached_property
    def rounds(self) -> list[RoundLine]:
        """Asked in that year."""
        rows = ApprovalRound.objects.filter(
            partnership=self.ref.partnership, asked_on__range=(self.first, self.last), opened_at__isnull=False
        )
        found = []
        for row in rows.prefetch_related(*PREFETCHED).order_by("asked_on", "pk"):
            book = book_of(row)
            found.append(RoundLine(row, book, self._answers(book)))
        return found

    def _answers(self, book: RoundBook) -> list[tuple[Organisation, str]]:
        boards = self.place.boards if self.place else frozenset[int]()
        found = []
        for party in book.parties:
            if party.organisation_id in boards:
                newest = book.newest(party)
                found.append((party.organisation, newest.get_outcome_display() if newest else _("nog geen antwoord")))
        return found

    # --- objectives

    @cached_property
    def plans(self) -> list[tuple[Plan, list[ObjectiveLine]]]:
        """How far the plans of that year stood at its end; those of all, and of a municipality its own."""
        rows = Plan.objects.filter(partnership=self.ref.partnership).exclude(kind=PlanKind.CATALOGUE)
        rows = rows.overlapping(self.first, self.last).prefetch_related("owners").order_by("title", "pk")
        boards = self.place.boards if self.place else frozenset[int]()
        found = []
        for plan in rows:
            owners = {owner.pk for owner in plan.owners.all()}
            lines = self._objectives(plan) if not owners or owners & boards else []
            if lines:
                found.append((plan, lines))
        return found

    def _objectives(self, plan: Plan) -> list[ObjectiveLine]:
        tree = read_tree(plan)
        notes = ProgressNote.objects.filter(objective__plan=plan, on__lte=self.last).order_by("on", "pk")
        said = list(notes.values_list(*SAID))
        standings = standings_of(tree, said_in(said))
        in_year = [pk for pk, on, *_rest in said if on >= self.first]
        lines = []
        for node in tree.walk():
            if node.depth <= DEEPEST:
                below = {one.pk for one in node.walk()}
                standing = standings[node.pk]
                noted = sum(pk in below for pk in in_year)
                title, state = node.objective.title, str(standing.state.label)
                lines.append(ObjectiveLine(node.code, title, node.depth, state, standing.percent, noted))
        return lines

    # --- figures

    @cached_property
    def figures(self) -> IndicatorBook:
        return read_book(self.ref.partnership, years_until(self.ref.year))

    @cached_property
    def frames(self) -> list[FigureLine]:
        """The indicators of which there is anything, as they may be published."""
        found = []
        for indicator in self.figures.indicators:
            place = self.figures.place(self.place.pk) if self.place else None
            frame = ReferenceFrame(self.figures, indicator, place, is_published=True)
            if frame.has_values:
                picture = frame_picture(frame, f"cijfer-{indicator.pk}")
                found.append(FigureLine(frame, picture, source_of(indicator), self._notes(indicator, frame)))
        return found

    def _notes(self, indicator: Indicator, frame: ReferenceFrame) -> list[tuple[str, list[str]]]:
        """What is remarked at what is told; at what is left out, or of before a membership, a remark could tell it."""
        hidden = {(pk, year.year) for year in frame.years for pk in year.shielded.hidden}
        hidden |= {
            (place.pk, year) for place in self.figures.places for year in self.figures.years if year not in place.years
        }
        return self.figures.notes(indicator, hidden)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Per indicator in which years something is left out."""
        found = []
        for line in self.frames:
            years = [str(year.year) for year in line.frame.years if year.shielded.hidden]
            if years:
                found.append((line.frame.indicator.name, ", ".join(years)))
        return found


def stand_on(cell: Deliverable, day: dt.date) -> str:
    """How far a result was at the end of that day, in words, by the days that were noted."""
    if cell.state == DeliverableState.NOT_APPLICABLE:
        return _("niet van toepassing")
    for on, words in (
        (cell.published_on, _("gepubliceerd")),
        (cell.delivered_on, _("opgeleverd")),
        (cell.handed_in_on, _("na te kijken")),
        (cell.started_on, _("in uitvoering")),
    ):
        if on is not None and on <= day:
            return words
    return _("nog niet begonnen")
