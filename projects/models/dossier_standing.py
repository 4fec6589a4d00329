"""What a dossier has already and what it lacks, each gap with a name: the page and the guards read the same here.

A dossier is a by-product: its decision, plan, budget and approvals are elsewhere, and are looked at where they are.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from governance.models import Effect, EffectState, RoundBook
from projects.models.budget_book import budget_in_force, budget_to_submit, read_budget
from projects.models.checklist import (
    CheckRow,
    awaited_by,
    check_row,
    effect_in,
    names_out,
    read_books,
    sentence_of,
    with_all,
)
from projects.models.dossier import BEFORE_SUBMISSION, Dossier, DossierState
from projects.models.reporting import missing_final_report
from projects.models.requirement import Requirement
from wegwijzer.accounts.periods import today
from wegwijzer.ui.words import day as day_words


@dataclass(frozen=True)
class Part:
    """One thing that a dossier has to have: there when nothing is `lacking`, which is told in sentences.

    `kind` is decision, applicant, period, plan, budget, deadline, report or requirement (`key`). `who` acts next. What
    `blocks` stands in the way of submitting.
    """

    kind: str
    name: str
    lacking: tuple[str, ...] = ()
    who: str = ""
    key: int = 0
    due_on: dt.date | None = None
    is_late: bool = False
    blocks: bool = True

    @property
    def is_done(self) -> bool:
        return not self.lacking


class DossierStanding:
    """Read once a page: at most sixteen queries, however long the checklist is.

    `requirements` are those that the reader may see; all of them when not given, as a guard asks.
    """

    def __init__(self, dossier: Dossier, requirements: Iterable[Requirement] | None = None) -> None:
        self.dossier = dossier
        self._given = requirements

    @cached_property
    def requirements(self) -> list[Requirement]:
        rows = list(with_all(Requirement.objects.filter(dossier=self.dossier)) if self._given is None else self._given)
        for row in rows:
            row.dossier = self.dossier
        return rows

    @cached_property
    def books(self) -> Mapping[int, RoundBook]:
        """Of every round that something here waits for."""
        keys = awaited_by(self.requirements)
        if self.dossier.decision is not None and self.dossier.decision.condition_id:
            keys.add(self.dossier.decision.condition_id)
        return read_books(keys)

    @cached_property
    def checklist(self) -> list[CheckRow]:
        return [check_row(row, self.books, today()) for row in self.requirements]

    @cached_property
    def effect(self) -> Effect | None:
        """Of the decision to apply; None while there is none, or it has no number yet."""
        decision = self.dossier.decision
        return effect_in(decision, self.books) if decision is not None else None

    @cached_property
    def parts(self) -> list[Part]:
        return [*self._fixed(), *(_of_row(row) for row in self.checklist)]

    @property
    def gaps(self) -> list[Part]:
        """What is still missing: late first, then by day."""
        found = [part for part in self.parts if not part.is_done]
        return sorted(found, key=lambda part: (not part.is_late, part.due_on is None, part.due_on or today()))

    @property
    def done(self) -> int:
        return sum(part.is_done for part in self.parts)

    @property
    def percentage(self) -> int:
        """How complete, rounded down: 100 is complete."""
        return self.done * 100 // len(self.parts)

    @cached_property
    def budget_problems(self) -> list[str]:
        is_ahead = self.dossier.state in BEFORE_SUBMISSION
        budget = budget_to_submit(self.dossier) if is_ahead else budget_in_force(self.dossier)
        return read_budget(budget).problems if budget else [_("Er is nog geen begroting.")]

    def _fixed(self) -> Iterator[Part]:
        """What every dossier has to have, checklist or not."""
        dossier, who = self.dossier, self.dossier.coordinator_name
        yield self._decision()
        lacking = () if dossier.applicant_id else (_("Zeg welk bestuur de aanvraag ondertekent."),)
        yield Part("applicant", _("Aanvrager"), lacking, who)
        lacking = () if dossier.from_on and dossier.until_on else (_("Zeg voor welke periode u subsidie vraagt."),)
        yield Part("period", _("Periode"), lacking, who)
        yield Part("plan", _("Doelstellingen"), self._plan_lacks(), who, blocks=False)
        yield Part("budget", _("Begroting"), tuple(self.budget_problems), who)
        if (deadline := self._deadline()) is not None:
            yield deadline
        if dossier.state == DossierState.FINAL_REPORT:
            yield Part("report", _("Eindverslag"), tuple(self._final_report), who, blocks=False)

    def _plan_lacks(self) -> tuple[str, ...]:
        plan = self.dossier.plan
        if plan is None:
            return (_("Kies het projectplan waaruit de doelstellingen komen."),)
        return () if plan.objectives.exists() else (_("Het projectplan heeft nog geen doelstellingen."),)

    def _decision(self) -> Part:
        sentences = tuple(self.go_lacks)
        decision, who = self.dossier.decision, self.dossier.coordinator_name
        if decision is not None and decision.condition_id and self.effect and self.effect.state == EffectState.PENDING:
            who = names_out(self.books[decision.condition_id]) or who
        return Part("decision", _("Besluit om in te dienen"), sentences, who)

    @cached_property
    def go_lacks(self) -> list[str]:
        """Why it can not be ‘go’ yet; empty when the decision to apply took effect."""
        decision, effect = self.dossier.decision, self.effect
        if decision is None:
            return [_("Er is nog geen besluit om in te dienen. Kies het in de gegevens van het dossier.")]
        if effect is None:
            return [_("Het besluit “%s” geldt pas als de vergadering afgesloten is.") % decision]
        if effect.state == EffectState.LAPSED:
            return [_("Het besluit “%s” is vervallen.") % decision]
        if effect.state == EffectState.PENDING:
            words = {"decision": decision, "lacking": sentence_of(self.books[decision.condition_id])}  # type: ignore[index]
            return [_("Het besluit “%(decision)s” hangt nog af van een ronde. %(lacking)s") % words]
        return []

    def _deadline(self) -> Part | None:
        """A deadline that passed while the dossier was not submitted is a gap as well."""
        dossier = self.dossier
        if dossier.state not in BEFORE_SUBMISSION or dossier.submit_by is None:
            return None
        lacking = tuple(past_deadline(dossier, today()))
        return Part(
            "deadline", _("Uiterste dag"), lacking, dossier.coordinator_name, 0, dossier.submit_by, bool(lacking)
        )

    @cached_property
    def _final_report(self) -> list[str]:
        return missing_final_report(self.dossier)

    @property
    def report_lacks(self) -> list[str]:
        """Why it can not be closed yet as far as the final report goes, with who acts next."""
        who = self.dossier.coordinator_name
        return [_("%(lacking)s Aan zet: %(who)s.") % {"lacking": told, "who": who} for told in self._final_report]

    @property
    def blocking(self) -> list[str]:
        """Why it can not be submitted, the deadline left out: that depends on the day on which it was."""
        rows = [part for part in self.parts if part.blocks and part.kind != "deadline"]
        return [sentence for part in rows for sentence in _told(part)]


def past_deadline(dossier: Dossier, day: dt.date) -> list[str]:
    """Why it is too late to submit on that day."""
    if dossier.submit_by is None or day <= dossier.submit_by:
        return []
    return [_("De uiterste dag om in te dienen was %s.") % day_words(dossier.submit_by)]


def _of_row(row: CheckRow) -> Part:
    requirement = row.requirement
    lacking = () if row.is_done else (row.lacking,)
    is_late = row.state in ("late", "lost")
    return Part("requirement", requirement.title, lacking, row.who, requirement.pk, requirement.due_on, is_late)


def _told(part: Part) -> Iterator[str]:
    """Of the checklist with the name of the row, and who acts next."""
    for sentence in part.lacking:
        if part.kind == "requirement":
            words = {"name": part.name, "lacking": sentence, "who": part.who}
            yield _("%(name)s: %(lacking)s Aan zet: %(who)s.") % words
        else:
            yield sentence
