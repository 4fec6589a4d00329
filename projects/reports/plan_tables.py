"""The objectives of a plan as tables for print, and the amounts per year."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.models import Chapter, Level, Node, ObjectiveParty, PartyRole, Plan, PlanTheme, Tree, read_tree
from projects.models.plan_parts import PlanParts
from wegwijzer.accounts.periods import in_words
from wegwijzer.ui.forms.numbers import written

MOST_YEARS = 6  # beside each other


@dataclass(frozen=True)
class Line:
    """A row of a table of objectives. `depth` is 0 for what the table is about."""

    code: str
    level: str
    title: str
    depth: int
    explanation: str
    facts: list[tuple[str, str]]
    responsible: list[str]
    partners: list[str]
    timing: list[str]

    @property
    def is_work(self) -> bool:
        return self.level in (Level.ACTION, Level.STEP)


@dataclass(frozen=True)
class Table:
    """One objective at the top with all that stands under it."""

    head: Line
    lines: list[Line]


@dataclass
class ThemePart:
    """A chapter of objectives: `number` and `anchor` are set where the document numbers its parts."""

    name: str
    about: PlanTheme | None
    tables: list[Table]
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Budget:
    """Amounts per year (euro, written out): a row per objective at the top, and the total; "–" where there is none."""

    years: list[int]
    rows: list[tuple[str, str, str, list[str]]]  # code, title, chapter, amounts
    totals: list[str]


class PrintedTree:
    """The tree of one plan, read once. Five queries."""

    def __init__(self, plan: Plan) -> None:
        self.tree: Tree = read_tree(plan)
        self.parts = PlanParts(plan)

    def chapters(self) -> list[ThemePart]:
        return [self._chapter(chapter) for chapter in self.tree.chapters]

    def _chapter(self, chapter: Chapter) -> ThemePart:
        return ThemePart(_name(chapter), chapter.about, [self._table(root) for root in chapter.roots])

    def _table(self, root: Node) -> Table:
        return Table(self._line(root), [self._line(node) for node in root.walk() if node is not root])

    def _line(self, node: Node) -> Line:
        row = node.objective
        return Line(
            node.code,
            row.level,
            row.title,
            node.depth,
            row.explanation,
            self._facts(node),
            [_said(party) for party in self.parts.parties_as(PartyRole.RESPONSIBLE, node.pk)],
            [_said(party) for party in self.parts.parties_as(PartyRole.PARTNER, node.pk)],
            _timing(node),
        )

    def _facts(self, node: Node) -> list[tuple[str, str]]:
        row = node.objective
        target = ""
        if row.target_number is not None:
            target = f"{number_format(row.target_number.normalize(), use_l10n=True)} {row.target_unit}"
            target += f", {_('tegen')} {in_words(row.target_by)}" if row.target_by else ""
        groups = ", ".join(group.name for group in self.parts.target_groups.get(node.pk, ()))
        facts = [
            (_("Voor"), groups),
            (_("Product"), row.product),
            (_("Effect"), row.effect),
            (_("Streefcijfer"), target),
        ]
        return [(label, text) for label, text in facts if text]

    def budgets(self) -> list[Budget]:
        """Per objective at the top, with what stands under it; as many years beside each other as a page holds."""
        tops = [
            (root, _name(chapter), sums)
            for chapter in self.tree.chapters
            for root in chapter.roots
            if (sums := self._sums(root))
        ]
        years = self.parts.years
        return [self._budget(tops, years[at : at + MOST_YEARS]) for at in range(0, len(years), MOST_YEARS)]

    def _sums(self, root: Node) -> dict[int, Decimal]:
        sums: dict[int, Decimal] = defaultdict(Decimal)
        for node in root.walk():
            for year, amount in self.parts.budgets.get(node.pk, {}).items():
                sums[year] += amount
        return dict(sums)

    def _budget(self, tops: list[tuple[Node, str, dict[int, Decimal]]], years: list[int]) -> Budget:
        rows = [
            (root.code, root.objective.title, chapter, [_amount(sums.get(year)) for year in years])
            for root, chapter, sums in tops
        ]
        totals = [sum((sums.get(year, Decimal(0)) for _root, _chapter, sums in tops), Decimal(0)) for year in years]
        return Budget(years, rows, [_amount(total) for total in totals])


def _name(chapter: Chapter) -> str:
    return capfirst(str(chapter.theme)) if chapter.theme else _("Sectoroverschrijdend")


def _amount(amount: Decimal | None) -> str:
    return "–" if amount is None else written(amount, 2)


def _said(party: ObjectiveParty) -> str:
    return f"{party} ({party.task})" if party.task else str(party)


def _timing(node: Node) -> list[str]:
    row = node.objective
    said = [row.get_term_display()] if row.term else []
    if row.from_on and row.until_on:
        said.append(f"{row.from_on:%d/%m/%Y} – {row.until_on:%d/%m/%Y}")
    elif row.from_on:
        said.append(_("vanaf %s") % f"{row.from_on:%d/%m/%Y}")
    elif row.until_on:
        said.append(_("tegen %s") % f"{row.until_on:%d/%m/%Y}")
    return said
