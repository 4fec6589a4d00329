"""The checklist of a dossier: rows added, met by a file or by hand, waived, and opened again."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from governance.actions.document import keep_own
from governance.actions.periods import refuse_future
from governance.models import ApprovalRound, Decision
from projects.models import Dossier, Requirement, RequirementKind, decisions_about, rounds_about
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold, touch
from wegwijzer.lifecycle import change as write

ADDED = "projects.requirement.added"
CHANGED = "projects.requirement.changed"
UPLOADED = "projects.requirement.uploaded"
MET = "projects.requirement.met"
WAIVED = "projects.requirement.waived"
REOPENED = "projects.requirement.reopened"
REMOVED = "projects.requirement.removed"


@transaction.atomic
def add(dossier: Dossier, *, by: User, **values: Any) -> Requirement:
    """Raises Refused for a title that is taken, a dossier that is over, and what belongs to another partnership."""
    _hold(dossier)
    requirement = Requirement(dossier=dossier)
    _refuse(requirement, values)
    requirement = Requirement.objects.create(dossier=dossier, **values)
    record(ADDED, requirement, by=by, scope=dossier.partnership.organisation, changes=_told(values))
    return requirement


@transaction.atomic
def add_all(dossier: Dossier, rows: Iterable[Mapping[str, Any]], *, by: User) -> list[Requirement]:
    """Each of `rows` (the values of `add`) whose title is not on the checklist yet: a template, applied any number of
    times. Raises Refused as `add` does.
    """
    _hold(dossier)
    known = set(dossier.requirements.values_list("title", flat=True))
    return [add(dossier, by=by, **row) for row in rows if row["title"] not in known]


@transaction.atomic
def change(requirement: Requirement, *, by: User, version: int, **values: Any) -> None:
    """Raises Refused as `add` does and for a kind that does not go with what is there already; Stale."""
    _hold(requirement.dossier)
    _refuse(requirement, values)
    requirement.version = version
    changes = write(requirement, **values)
    if changes:
        record(CHANGED, requirement, by=by, scope=requirement.partnership.organisation, changes=changes)


@transaction.atomic
def upload(requirement: Requirement, file: UploadedFile, *, by: User, version: int) -> None:
    """The file that meets it, or the next version of that. `file` comes from a DocumentField.

    The same file again changes nothing. Raises Refused for what is not met by a file, Stale.
    """
    _hold(requirement.dossier)
    if requirement.kind != RequirementKind.DOCUMENT:
        raise Refused(_("Hier hoort geen document bij."))
    _refuse_waived(requirement)
    document = requirement.document
    if document is not None and document.newest.checksum == file.checksum:  # type: ignore[attr-defined]
        return
    requirement.version = version
    touch(requirement)
    changes = keep_own(requirement, file, by=by, title=requirement.title)
    record(UPLOADED, requirement, by=by, scope=requirement.partnership.organisation, changes=changes)


@transaction.atomic
def meet(requirement: Requirement, *, by: User, version: int, met_on: dt.date) -> None:
    """Somebody says that it is in order since a day. Raises Refused for what fills itself and a day to come; Stale."""
    _hold(requirement.dossier)
    if requirement.fills_itself:
        raise Refused(_("Dit komt vanzelf in orde, met de ronde of het besluit waarop het wacht."))
    _refuse_waived(requirement)
    refuse_future(met_on, "met_on")
    _write(MET, requirement, by, version, met_on=met_on)


@transaction.atomic
def waive(requirement: Requirement, *, by: User, version: int, waived_reason: str) -> None:
    """It does not apply here, for a reason. Raises Refused, Stale."""
    _hold(requirement.dossier)
    _write(WAIVED, requirement, by, version, waived_reason, waived_reason=waived_reason)


@transaction.atomic
def reopen(requirement: Requirement, *, by: User, version: int) -> None:
    """It is to be done after all: no file, no day, not waived; the file itself is kept in history. Raises Stale."""
    _hold(requirement.dossier)
    _write(REOPENED, requirement, by, version, document=None, met_on=None, waived_reason="")


@transaction.atomic
def remove(requirement: Requirement, *, by: User, version: int) -> None:
    """Take it off the checklist. Raises Refused once a file came: waive it then; Stale."""
    _hold(requirement.dossier)
    if requirement.document_id is not None:
        raise Refused(_("Er is al een document bij. Zet de vereiste op ‘niet nodig’, met de reden."))
    scope = requirement.partnership.organisation
    if not Requirement.objects.filter(pk=requirement.pk, version=version).delete()[0]:
        raise Stale(Requirement.objects.filter(pk=requirement.pk).first())
    record(REMOVED, requirement.dossier, by=by, scope=scope, changes={"requirement": requirement.title})


def _write(verb: str, requirement: Requirement, by: User, version: int, reason: str = "", **values: Any) -> None:
    requirement.version = version
    changes = write(requirement, **values)
    if changes:
        scope = requirement.partnership.organisation
        record(verb, requirement, by=by, scope=scope, changes=changes, reason=reason)


def _hold(dossier: Dossier) -> None:
    """Nobody submits between the look and the write; what is over stays as it was."""
    hold(dossier)
    dossier.refresh_from_db(fields=["state"])
    if dossier.is_over:
        raise Refused(dossier.refusal("change"))


def _refuse_waived(requirement: Requirement) -> None:
    if requirement.waived_reason:
        raise Refused(_("Dit is ‘niet nodig’ verklaard. Zet het eerst weer open."))


def _refuse(requirement: Requirement, values: Mapping[str, Any]) -> None:
    dossier, round_, decision = requirement.dossier, values.get("round"), values.get("decision")
    namesakes = dossier.requirements.filter(title=values["title"]).exclude(pk=requirement.pk)
    if namesakes.exists():
        raise Refused(_("Dit staat al op de lijst."), field="title")
    if (round_ or decision) and values["kind"] != RequirementKind.APPROVAL:
        raise Refused(_("Alleen een goedkeuring wacht op een ronde of besluit."), field="kind")
    if round_ and decision:
        raise Refused(_("Kies één ding waarop dit wacht: een ronde of een besluit."), field="decision")
    if requirement.document_id is not None and values["kind"] != RequirementKind.DOCUMENT:
        raise Refused(_("Er is al een document bij. Dit blijft een document."), field="kind")
    if requirement.met_on is not None and (round_ or decision):
        raise Refused(_("Dit is met de hand in orde gebracht. Zet het eerst weer open."), field="round")
    _refuse_foreign(requirement, values)


def _refuse_foreign(requirement: Requirement, values: Mapping[str, Any]) -> None:
    """What it waits for is of the own partnership, or about the project; who sees to it is of the own partnership."""
    dossier, round_, decision = requirement.dossier, values.get("round"), values.get("decision")
    own = dossier.partnership.pk
    person = values.get("person")
    if person is not None and person.partnership_id != own:
        raise Refused(_("Dit hoort bij een ander samenwerkingsverband."), field="person")
    if round_ is not None and round_.pk != requirement.round_id and round_.partnership_id != own:
        _refuse_far(rounds_about(ApprovalRound.objects.filter(pk=round_.pk), dossier.project), "round")
    if decision is not None and decision.pk != requirement.decision_id and decision.partnership.pk != own:
        _refuse_far(decisions_about(Decision.objects.filter(pk=decision.pk), dossier.project), "decision")


def _refuse_far(near: "QuerySet[Any]", field: str) -> None:
    if not near.exists():
        raise Refused(_("Dit hoort bij een ander samenwerkingsverband."), field=field)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", False)}
