"""The objectives of a plan as a spreadsheet: one row each in the order of print, to edit and read back in."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from projects.exports import names
from projects.exports.plan_columns import BUDGET, COLUMNS, heading_of
from projects.models import PartyRole, Plan
from projects.models.plan_parts import PlanParts
from projects.models.standing import Standing, read_notes, standings_of
from projects.models.tree import Node, read_tree
from wegwijzer.spreadsheet import Sheet, Value, workbook

MOST_YEARS = 20  # of a plan's own period; amounts for other years have their column as well


def plan_workbook(plan: Plan) -> bytes:
    """The tree with all that an import reads, how far each is, and a sheet that says what the columns are."""
    tree, parts = read_tree(plan), PlanParts(plan)
    standings = standings_of(tree, read_notes(plan.objectives.order_by().values("pk")))
    years = sorted(set(years_of(plan)) | set(parts.years))
    head = [*(str(column.heading) for column in COLUMNS), *(heading_of(f"{BUDGET} {year}") for year in years)]
    rows = (_row(node, parts, standings[node.pk], years) for node in tree.walk())
    objectives = Sheet(_("Doelstellingen"), head, rows, kept=5)
    return workbook([objectives, _legend(plan)], title=plan.title)


def years_of(plan: Plan) -> range:
    """The years of the plan, as far as its period has both ends."""
    if plan.from_on is None or plan.until_on is None:
        return range(0)
    return range(plan.from_on.year, min(plan.until_on.year, plan.from_on.year + MOST_YEARS - 1) + 1)


def _row(node: Node, parts: PlanParts, standing: Standing, years: list[int]) -> list[Value]:
    row, pk = node.objective, node.pk
    return [
        pk,
        node.code,
        node.depth + 1,
        row.get_level_display(),
        row.title,
        row.explanation,
        row.theme.name if row.theme else "",
        names.written((group.name, "") for group in parts.target_groups.get(pk, ())),
        names.written((str(party), party.task) for party in parts.parties_as(PartyRole.RESPONSIBLE, pk)),
        names.written((str(party), party.task) for party in parts.parties_as(PartyRole.PARTNER, pk)),
        row.from_on,
        row.until_on,
        row.get_term_display() if row.term else "",
        row.get_priority_display() if row.priority else "",
        row.product,
        row.effect,
        row.target_number,
        row.target_unit,
        row.target_by,
        row.get_target_counts_display() if row.target_counts else "",
        row.external_code,
        str(standing.state.label),
        standing.percent,
        standing.last_on,
        *(parts.budgets.get(pk, {}).get(year) for year in years),
    ]


def _legend(plan: Plan) -> Sheet:
    return Sheet(_("Uitleg"), [_("Kolom"), _("Wat erin staat")], _legend_rows(plan))


def _legend_rows(plan: Plan) -> Iterator[list[Value]]:
    period = " – ".join(f"{day:%d/%m/%Y}" for day in (plan.from_on, plan.until_on) if isinstance(day, date))
    yield [_("Plan"), ", ".join(part for part in (plan.title, period) if part)]
    yield [_("Hoe het werkt"), _("Pas aan, voeg rijen toe, en haal het bestand weer binnen op de pagina van het plan.")]
    yield [_("Rijen weglaten"), _("Wat niet in het bestand staat, blijft in het plan. Schrappen doet u op het scherm.")]
    yield [_("Formules"), _("Zet geen formules: wij lezen alleen wat getypt is.")]
    for column in COLUMNS:
        if column.is_read:
            yield [str(column.heading), str(column.hint)]
        else:
            yield [str(column.heading), _("Staat er ter informatie; wij lezen het niet terug.")]
    yield [_("Budget"), _("Een kolom per jaar, ‘Budget 2027’: het bedrag in euro.")]
