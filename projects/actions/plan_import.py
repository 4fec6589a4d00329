"""Taking a table into a plan: all of it or nothing, in one transaction, as it was looked at before."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.themes import themes_named
from projects.actions.plan_import_parts import Parts
from projects.actions.plan_lines import Line
from projects.actions.plan_proposal import Proposal, Row, propose
from projects.actions.plan_state import OWN
from projects.models import Objective, Plan, PlanTheme
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold, touch
from wegwijzer.lifecycle import change as write

IMPORTED = "projects.plan.imported"
OBJECTIVE_IMPORTED = "projects.objective.imported"
MOST_TOLD = 20  # titles of new objectives in one entry of history


@transaction.atomic
def take_in(plan: Plan, *, by: User, lines: Sequence[Line], seen: str, as_new: bool = False) -> Proposal:
    """Write what these lines mean, if that still is what was `seen` (the digest of a proposal).

    Raises Refused when a line is wrong or the plan changed since, Stale when an objective is changed at this moment.
    """
    hold(plan)
    proposal = propose(plan, lines, as_new=as_new)
    if proposal.wrong:
        raise Refused(_("Niet alle rijen kloppen: er is niets bewaard."), field="text")
    if proposal.digest != seen:
        raise Refused(_("Het plan is intussen gewijzigd. Kijk opnieuw na wat er zou veranderen."), field="text")
    if proposal.writes:
        _carry_out(proposal, by)
    return proposal


def _carry_out(proposal: Proposal, by: User) -> None:
    plan = proposal.state.plan
    rows = [row for row in proposal.rows if row.kind != "same"]
    themes = _themes(proposal, rows)
    parts = Parts(proposal.state)
    parts.look_up(row.values for row in rows)
    added = [row for row in rows if row.node is None]
    positions = _positions(proposal)
    made = _bring(proposal, added, themes, positions)
    for row in added:
        parts.hang_on(made[row.ident], row.values)
    for row in rows:
        if row.node is not None:
            _change_row(row, _pk(proposal.parents[row.ident], made), themes, parts, by)
    parts.keep_parts()
    moved = [Objective(pk=ident, position=position) for ident, position in positions.items() if ident > 0]
    Objective.objects.bulk_update(moved, ["position"], batch_size=500)
    counts, titles = proposal.counts, [row.line.title for row in added]
    changes: dict[str, Any] = {kind: counts[kind] for kind in ("added", "changed", "moved")}
    changes["titles"] = [*titles[:MOST_TOLD], *(["…"] if len(titles) > MOST_TOLD else [])]
    record(IMPORTED, plan, by=by, scope=plan.partnership.organisation, changes=changes)


def _themes(proposal: Proposal, rows: Iterable[Row]) -> dict[str, Any]:
    """The themes that are named, made where they are new; one that is new to the plan becomes its last chapter."""
    plan = proposal.state.plan
    names = dict.fromkeys(row.values["theme"] for row in rows if row.values.get("theme"))
    themes = dict(zip(names, themes_named(plan.partnership, names), strict=True))
    known = {chapter.theme for chapter in proposal.state.tree.chapters}
    tops = dict.fromkeys(row.values.get("theme", "") for row in rows if proposal.parents[row.ident] is None)
    fresh = [themes[name] for name in tops if name and themes[name] not in known]
    last = max(plan.chapters.values_list("position", flat=True), default=0)
    PlanTheme.objects.bulk_create(
        PlanTheme(plan=plan, theme=theme, position=position) for position, theme in enumerate(fresh, start=last + 1)
    )
    return themes


def _pk(ident: int | None, made: dict[int, Objective]) -> int | None:
    return ident if ident is None or ident > 0 else made[ident].pk


def _bring(
    proposal: Proposal, rows: Sequence[Row], themes: dict[str, Any], positions: dict[int, int]
) -> dict[int, Objective]:
    """The new objectives by the ident of their row: layer by layer, because a child points at its parent."""
    made: dict[int, Objective] = {}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if (above := proposal.parents[row.ident]) is None or above > 0 or above in made]
        objectives = [
            Objective(
                plan=proposal.state.plan,
                parent_id=_pk(proposal.parents[row.ident], made),
                position=positions[row.ident],
                theme=themes.get(row.values.get("theme", "")),
                **{key: row.values[key] for key in OWN if key in row.values},
            )
            for row in ready
        ]
        objectives = Objective.objects.bulk_create(objectives, batch_size=500)
        made |= dict(zip((row.ident for row in ready), objectives, strict=True))
        waiting = [row for row in waiting if row.ident not in made]
    return made


def _change_row(row: Row, parent: int | None, themes: dict[str, Any], parts: Parts, by: User) -> None:
    """An objective that was there: its own values, where it stands, and what hangs on it."""
    assert row.node is not None
    objective, changes = row.node.objective, {key: (old, new) for key, old, new in row.changes}
    values = {key: new for key, (_old, new) in changes.items() if key in OWN}
    if "theme" in changes:
        values["theme_id"] = themes[changes["theme"][1]].pk if changes["theme"][1] else None
    if parent != objective.parent_id:
        values["parent_id"] = parent
    write(objective, **values)
    if parts.hang_again(objective, changes) and not values:
        touch(objective)  # only what hangs on it changed: a second editor has to notice that as well
    told: dict[str, Any] = dict(changes)
    if row.is_moved:
        told["place"] = row.line.number
    record(OBJECTIVE_IMPORTED, objective, by=by, scope=objective.partnership.organisation, changes=told)


def _positions(proposal: Proposal) -> dict[int, int]:
    """Of what is new or stands in another order by now. At the top, those of all chapters follow each other."""
    orders = [order for group, order in proposal.orders.items() if isinstance(group, int)]
    if len(orders) != len(proposal.orders):
        orders.append([ident for order in proposal.tops for ident in order])
    return {ident: position for order in orders for position, ident in enumerate(order, start=1)}
