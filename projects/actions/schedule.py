"""Changing the time line of a project: what every change of a phase, milestone or dependency does first and last."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from projects.models import Days, Dependency, Milestone, Moment, Phase, Project, Schedule, Shift, fingerprint
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

SHIFTED = {Phase: "projects.phase.shifted", Milestone: "projects.milestone.shifted"}


def hold_running(project: Project) -> None:
    """Hold the project for the whole change. Raises Refused when it is closed or stopped: its time line is history."""
    hold(project)
    project.refresh_from_db(fields=["state"])
    if not project.is_alive:
        raise Refused(project.refusal("change"))


def agreed_shifts(project: Project, moment: Moment, days: Days, along: str) -> list[Shift]:
    """What moves along with `moment`, when a person agreed to that: `along` is the fingerprint of what they saw.

    Empty for "" (only this one moves). Raises Refused when by now something else would move. The caller holds the
    project.
    """
    if not along:
        return []
    shifts = Schedule.of(project).after_moving(moment, days)
    if fingerprint(shifts) != along:
        raise Refused(_("Intussen veranderde de tijdlijn. Kijk opnieuw na wat er mee verschuift."))
    return shifts


def shift(shifts: Iterable[Shift], *, by: User, reason: str) -> None:
    """Write them; the caller holds the project and is in a transaction."""
    for one in shifts:
        moment, new = one.moment, one.new
        if isinstance(moment, Phase):
            values = {"from_on": new.first, "until_on": new.last}
        else:
            values = {"expected_on": new.first}
        changes = write(moment, **values)
        scope = moment.partnership.organisation
        record(SHIFTED[type(moment)], moment, by=by, scope=scope, changes=changes, reason=reason)


def refuse_namesake(moment: Moment, name: str) -> None:
    """Raise Refused when another phase (or milestone) of the project has that name; the caller holds the project."""
    rows = type(moment)._base_manager.filter(project=moment.project_id, name=name)
    if rows.exclude(pk=moment.pk).exists():
        words = {Phase: _("Er is al een fase met deze naam."), Milestone: _("Er is al een mijlpaal met deze naam.")}
        raise Refused(words[type(moment)], field="name")


def remove(row: Moment | Dependency, verb: str, *, by: User, version: int) -> None:
    """Take it off the time line; the history of the project keeps that it was there. Raises Refused, Stale."""
    project = row.project
    hold_running(project)
    record(verb, project, by=by, scope=project.partnership.organisation, changes={"name": str(row)})
    rows = type(row)._base_manager
    if not rows.filter(pk=row.pk, version=version).delete()[0]:
        raise Stale(rows.filter(pk=row.pk).first())
