"""Who is around a project: staff, funders and stakeholders, added, corrected, taken away. History is the project's."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import organisation as organisations
from governance.actions.document import keep_own
from governance.actions.periods import refuse_order
from projects.models import Funder, Project, ProjectStaff, Stakeholder
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold, touch
from wegwijzer.lifecycle import change as write

Part = ProjectStaff | Funder | Stakeholder
ADDED: dict[type[Part], str] = {
    ProjectStaff: "projects.staff.added",
    Funder: "projects.funder.added",
    Stakeholder: "projects.stakeholder.added",
}
CHANGED: dict[type[Part], str] = {
    ProjectStaff: "projects.staff.changed",
    Funder: "projects.funder.changed",
    Stakeholder: "projects.stakeholder.changed",
}
REMOVED: dict[type[Part], str] = {
    ProjectStaff: "projects.staff.removed",
    Funder: "projects.funder.removed",
    Stakeholder: "projects.stakeholder.removed",
}
LOGO_KEPT = "projects.funder.logo_kept"
# What makes a row of a project another one; the first is the field beside which a double is told.
ONCE: dict[type[Part], tuple[str, ...]] = {
    ProjectStaff: ("person", "role"),
    Funder: ("organisation",),
    Stakeholder: ("name", "group"),
}
# How the project calls its rows, for history.
NAMES: dict[type[Part], str] = {ProjectStaff: "staff", Funder: "funders", Stakeholder: "stakeholders"}


@transaction.atomic
def add(project: Project, kind: type[Part], /, *, by: User, **values: Any) -> Part:
    """Put somebody around the project; `party` is an organisation, known or by name.

    Raises Refused for a double, and for who is of another partnership.
    """
    hold(project)
    values = _found(project, by, values)
    part: Part = kind(project=project, **values)
    _refuse(part)
    part.save(force_insert=True)
    _told(ADDED[kind], part, by, {NAMES[kind]: ("", part.in_full)})
    return part


@transaction.atomic
def change(part: Part, /, *, by: User, version: int, **values: Any) -> None:
    """Correct it. Raises Refused as `add` does, Stale when the row is another by now."""
    hold(part.project)
    kind, before = type(part), part.in_full
    values = _found(part.project, by, values)
    _refuse(kind(pk=part.pk, project=part.project, **({name: getattr(part, name) for name in ONCE[kind]} | values)))
    part.version = version
    if write(part, **values):
        _told(CHANGED[kind], part, by, {NAMES[kind]: (before, part.in_full)})


@transaction.atomic
def keep_logo(funder: Funder, file: UploadedFile, /, *, by: User, version: int) -> None:
    """The logo of a funder, or the next version of it; `file` is a picture from a DocumentField. Raises Stale."""
    hold(funder.project)
    funder.version = version
    touch(funder)
    changes = keep_own(funder, file, by=by, title=_("Logo van %s") % funder)
    record(LOGO_KEPT, funder.project, by=by, scope=funder.partnership.organisation, changes=changes)


@transaction.atomic
def remove(part: Part, *, by: User, version: int) -> None:
    """Take it away, for what should not have been there. Raises Stale when the row is another by now."""
    kind, key = type(part), part.pk
    if not kind._base_manager.filter(pk=key, version=version).delete()[0]:
        raise Stale(kind._base_manager.filter(pk=key).first())
    _told(REMOVED[kind], part, by, {NAMES[kind]: (part.in_full, "")})


def _found(project: Project, by: User, values: dict[str, Any]) -> dict[str, Any]:
    """The same with the organisation that `party` means, made when nobody knew it."""
    if "party" not in values:
        return values
    party, scope = values.pop("party"), project.partnership.organisation
    return values | {"organisation": organisations.obtain(party, by=by, scope=scope)}


def _told(verb: str, part: Part, by: User, changes: Mapping[str, Any]) -> None:
    record(verb, part.project, by=by, scope=part.partnership.organisation, changes=changes)


def _refuse(part: Part) -> None:
    """What the rows beside it ask; the caller holds the project."""
    kind = type(part)
    for name in ("person", "body"):
        row = getattr(part, name, None)
        if row is not None and row.partnership_id != part.project.partnership_id:
            raise Refused(_("Kies iets van dit samenwerkingsverband."), field=name)
    if isinstance(part, ProjectStaff):
        refuse_order(part.from_on, part.until_on)
    same = {name: getattr(part, name) for name in ONCE[kind]}
    if kind._base_manager.filter(project=part.project, **same).exclude(pk=part.pk).exists():
        constraint = next(one for one in kind._meta.constraints if one.name.endswith("_once"))
        raise Refused(str(constraint.violation_error_message), field=ONCE[kind][0])
