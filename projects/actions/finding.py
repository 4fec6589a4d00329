"""Findings: noted one by one or a page at once, corrected, and taken away."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from projects.actions.analysis import refuse_elsewhere
from projects.models import Finding, Objective, Plan
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, Stale, hold, touch
from wegwijzer.lifecycle import change as write

NOTED = "projects.finding.noted"
CHANGED = "projects.finding.changed"
REMOVED = "projects.finding.removed"
SAME = ("kind", "text", "theme", "target_group")


@transaction.atomic
def note(plan: Plan, *, by: User, objectives: Sequence[Objective] = (), **values: Any) -> Finding:
    """Write down a finding. Raises Refused when it is there already, or is about what belongs elsewhere."""
    hold(plan)
    _check(plan, objectives, values)
    finding = Finding.objects.create(plan=plan, **values)
    finding.objectives.set(objectives)
    told = values | {"objectives": names_of(objectives)}
    record(NOTED, finding, by=by, scope=plan.partnership.organisation, changes=told)
    return finding


@transaction.atomic
def note_many(plan: Plan, *, by: User, lines: Iterable[tuple[str, str]], **shared: Any) -> int:
    """Write down (kind, text) of each line with what they share, all or none; what is there already stays as it is.

    Returns how many are new. Raises Refused for a day to come, and for what belongs elsewhere.
    """
    hold(plan)
    refuse_elsewhere(plan, **shared)
    refuse_future(shared.get("found_on"), "found_on")
    known = known_lines(plan, shared["theme"], shared["target_group"])
    new = [line for line in dict.fromkeys(lines) if line not in known]
    rows = [Finding(plan=plan, kind=kind, text=text, **shared) for kind, text in new]
    Finding.objects.bulk_create(rows)
    if rows:
        told = {"findings": ([], [text for _kind, text in new])}
        record(NOTED, plan, by=by, scope=plan.partnership.organisation, changes=told)
    return len(rows)


def known_lines(plan: Plan, theme: Any, target_group: Any) -> set[tuple[str, str]]:
    """(kind, text) of what is noted already about that theme and target group."""
    rows = plan.findings.filter(theme=theme, target_group=target_group)
    return set(rows.order_by().values_list("kind", "text"))


@transaction.atomic
def change(finding: Finding, *, by: User, version: int, objectives: Sequence[Objective], **values: Any) -> None:
    """Correct it, or say which objectives it justifies. Raises Refused, Stale."""
    plan = finding.plan
    hold(plan)
    _check(plan, objectives, values, but=finding.pk)
    finding.version = version
    before = names_of(finding.objectives.all())
    changed: dict[str, Any] = dict(write(finding, **values))
    if set(finding.objectives.values_list("pk", flat=True)) != {objective.pk for objective in objectives}:
        changed["objectives"] = (before, names_of(objectives))
        if finding.version == version:
            touch(finding)  # only what it justifies changed: a second editor has to notice that as well
        finding.objectives.set(objectives)
    if changed:
        record(CHANGED, finding, by=by, scope=plan.partnership.organisation, changes=changed)


@transaction.atomic
def remove(finding: Finding, *, by: User, version: int) -> None:
    """Take it out of the analysis; history keeps what it said. Raises Stale."""
    plan = finding.plan
    hold(plan)
    found = Finding.objects.filter(pk=finding.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    record(REMOVED, plan, by=by, scope=plan.partnership.organisation, changes={"findings": ([finding.text], [])})
    found.delete()


def _check(plan: Plan, objectives: Iterable[Objective], values: dict[str, Any], but: int = 0) -> None:
    refuse_elsewhere(plan, **values, objectives=objectives)
    refuse_future(values.get("found_on"), "found_on")
    same = Finding.objects.filter(plan=plan, **{name: values[name] for name in SAME}).exclude(pk=but)
    if same.exists():
        raise Refused(_("Deze bevinding staat er al, bij hetzelfde thema en dezelfde doelgroep."), field="text")
