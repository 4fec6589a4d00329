"""What an analysis holds: per theme and target group how much is offered and found, and per theme its SWOT."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Q

from governance.models import Theme
from projects.models.analysis import Finding, FindingKind
from projects.models.objective import TargetGroup
from projects.models.plan import Plan
from projects.models.tree import Node, Tree, chapter_name, read_tree

Key = tuple[int | None, int | None]  # theme, target group; None is "for none in particular"
FILLED_IN = ~Q(client_level="", organisation_level="", policy_level="")
INSIDE = (FindingKind.STRENGTH, FindingKind.WEAKNESS)
OUTSIDE = (FindingKind.OPPORTUNITY, FindingKind.THREAT)


@dataclass
class Cell:
    """One theme for one target group: sheets that say something, sheets that were only asked, and findings."""

    theme: Theme | None
    target_group: TargetGroup | None
    sheets: int = 0
    asked: int = 0
    findings: int = 0

    @property
    def is_gap(self) -> bool:
        """Nobody is known who offers something here; only where an offer can be."""
        return self.can_hold_sheets and not self.sheets

    @property
    def can_hold_sheets(self) -> bool:
        """A sheet is always about one theme and one target group."""
        return self.theme is not None and self.target_group is not None

    @property
    def tone(self) -> str:
        return "agreed" if self.sheets else "waiting" if self.asked else "none"


@dataclass
class Row:
    theme: Theme | None
    cells: list[Cell]


@dataclass
class Coverage:
    """The matrix themes × target groups of one plan."""

    plan: Plan
    target_groups: list[TargetGroup | None]
    rows: list[Row]

    def cell(self, key: Key) -> Cell | None:
        for row in self.rows:
            for cell in row.cells:
                if key == (cell.theme and cell.theme.pk, cell.target_group and cell.target_group.pk):
                    return cell
        return None

    @property
    def gaps(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells if cell.is_gap]


def read_coverage(plan: Plan) -> Coverage:
    """The matrix as it stands now, in five queries.

    Rows are the chapters of the plan and what else was found or offered, columns all target groups of the partnership.
    What is about no theme or no target group in particular gets a row or column only where there is something.
    """
    cells: dict[Key, Cell] = {}
    sheets = plan.sheets.order_by().values_list("theme", "target_group")
    findings = plan.findings.order_by().values_list("theme", "target_group").annotate(total=Count("pk"))
    offered = list(sheets.annotate(total=Count("pk"), filled=Count("pk", filter=FILLED_IN)))
    found = list(findings)
    used = {theme for theme, *_rest in [*offered, *found]}
    themes: list[Theme | None] = [*_themes(plan, used)]
    groups: list[TargetGroup | None] = [*plan.partnership.target_groups.all()]
    if None in used:
        themes.append(None)
    if any(group is None for _theme, group, *_rest in found):
        groups.append(None)
    rows = [Row(theme, [Cell(theme, group) for group in groups]) for theme in themes]
    for row in rows:
        for cell in row.cells:
            cells[cell.theme and cell.theme.pk, cell.target_group and cell.target_group.pk] = cell
    for theme, group, total, filled in offered:
        cells[theme, group].sheets, cells[theme, group].asked = filled, total - filled
    for theme, group, total in found:
        cells[theme, group].findings = total
    return Coverage(plan, groups, rows)


def _themes(plan: Plan, used: set[int | None]) -> list[Theme]:
    """The chapters in their order, then the others by name."""
    chapters = [chapter.theme for chapter in plan.chapters.select_related("theme")]
    known = {theme.pk for theme in chapters}
    return [*chapters, *Theme.objects.filter(pk__in={pk for pk in used if pk} - known)]


# --- SWOT


@dataclass(frozen=True)
class Found:
    """A finding, with the objectives that it justifies in the order of the tree."""

    finding: Finding
    justifies: list[Node]

    @property
    def codes(self) -> str:
        """ "SD1, TD1.2; Sectoroverschrijdend: SD3": with the chapter where that is not the theme of the finding, as
        every chapter has its own SD1."""
        chapters = groupby(self.justifies, key=lambda node: node.root.objective.theme)
        parts = [(theme, ", ".join(node.code for node in nodes)) for theme, nodes in chapters]
        own = self.finding.theme
        return "; ".join(codes if theme == own else f"{chapter_name(theme)}: {codes}" for theme, codes in parts)


@dataclass
class Quadrant:
    kind: FindingKind
    rows: list[Found] = field(default_factory=list)


@dataclass
class Swot:
    """What was found about one theme (None: about none in particular), as four quadrants and the observations."""

    theme: Theme | None
    rows: list[Found]

    @property
    def anchor(self) -> str:
        """Where it stands on its page."""
        return f"thema-{self.theme.pk if self.theme else 'geen'}"

    def _of(self, *kinds: FindingKind) -> list[Quadrant]:
        return [Quadrant(kind, [row for row in self.rows if row.finding.kind == kind]) for kind in kinds]

    @property
    def inside(self) -> list[Quadrant]:
        return self._of(*INSIDE)

    @property
    def outside(self) -> list[Quadrant]:
        return self._of(*OUTSIDE)

    @property
    def observations(self) -> list[Found]:
        return self._of(FindingKind.OBSERVATION)[0].rows


def read_swots(plan: Plan) -> list[Swot]:
    """Per theme what was found, themes as in the plan; those without findings are left out."""
    rows = with_codes(plan.findings.select_related("theme", "target_group").prefetch_related("objectives"), plan)
    themes: list[Theme | None] = [*_themes(plan, {row.finding.theme_id for row in rows}), None]
    swots = [Swot(theme, [row for row in rows if row.finding.theme == theme]) for theme in themes]
    return [swot for swot in swots if swot.rows]


def with_codes(findings: Iterable[Finding], plan: Plan) -> list[Found]:
    """Findings (with their objectives read) and what they justify, placed in the tree."""
    nodes = {node.pk: node for node in read_tree(plan).walk()}
    places = {pk: place for place, pk in enumerate(nodes)}
    found = []
    for finding in findings:
        keys = sorted((row.pk for row in finding.objectives.all()), key=places.__getitem__)
        found.append(Found(finding, [nodes[pk] for pk in keys]))
    return found


def chapters_to_choose(tree: Tree) -> list[tuple[str, list[tuple[int, str]]]]:
    """The objectives of a plan with their codes, per chapter, for a form."""
    return [
        (chapter_name(chapter.theme), [(node.pk, label_of(node)) for node in chapter.walk()])
        for chapter in tree.chapters
        if chapter.roots
    ]


def label_of(node: Node, longest: int = 110) -> str:
    """An objective by its code and what fits of its title."""
    title = node.objective.title
    return f"{node.code} {title if len(title) <= longest else title[: longest - 1].rstrip() + '…'}"
