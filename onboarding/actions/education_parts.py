"""What hangs on an education project: schools and partners, phases, files."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.organisation import obtain
from governance.actions.periods import refuse_order
from onboarding.actions.attached import attach
from onboarding.models import EducationDocument, EducationPartner, EducationPhase, EducationProject
from onboarding.models.education_project import BEGUN
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold, touch
from wegwijzer.lifecycle import change as write

Part = EducationPartner | EducationPhase
ADDED: dict[type[Any], str] = {
    EducationPartner: "onboarding.education_partner.added",
    EducationPhase: "onboarding.education_phase.added",
}
CHANGED: dict[type[Any], str] = {
    EducationPartner: "onboarding.education_partner.changed",
    EducationPhase: "onboarding.education_phase.changed",
}
REMOVED: dict[type[Any], str] = {
    EducationPartner: "onboarding.education_partner.removed",
    EducationPhase: "onboarding.education_phase.removed",
}
DOCUMENT_ADDED = "onboarding.education_project.document_added"
DOCUMENT_REMOVED = "onboarding.education_project.document_removed"
MOST = 40  # of one education project


@transaction.atomic
def add(education: EducationProject, kind: type[Any], /, *, by: User | None, **values: Any) -> Any:
    """A school or partner (`party` is an organisation, known or by name), or a phase.

    Raises Refused for a double, for a phase that ends before it begins, and past forty.
    """
    hold(education)
    if kind.objects.filter(education=education).count() >= MOST:
        raise Refused(_("Een onderwijsproject telt er hoogstens %s.") % MOST)
    values = _found(education, by, values)
    _refuse(education, kind, values)
    part = kind.objects.create(education=education, **values)
    record(ADDED[kind], education, by=by, scope=_scope(education), changes={"wat": str(part)} | values)
    return part


@transaction.atomic
def change(part: Part, /, *, by: User, version: int, **values: Any) -> None:
    """Correct it. Raises Refused as `add` does, Stale."""
    hold(part.education)
    values = _found(part.education, by, values)
    _refuse(part.education, type(part), values, but=part.pk)
    _refuse_last_school(part, values.get("role", ""))
    part.version = version
    changes = write(part, **values)
    if changes:
        record(CHANGED[type(part)], part.education, by=by, scope=_scope(part.education), changes=changes)


@transaction.atomic
def remove(part: Part, /, *, by: User, version: int) -> None:
    """Take it away; history keeps what it was. Raises Refused for the last school of what has begun, Stale."""
    hold(part.education)
    found = type(part).objects.filter(pk=part.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    _refuse_last_school(part, "")
    record(REMOVED[type(part)], part.education, by=by, scope=_scope(part.education), changes={"wat": str(part)})
    found.delete()


@transaction.atomic
def add_document(
    education: EducationProject, file: UploadedFile, *, by: User, version: int, title: str, language: str = "nl"
) -> EducationDocument:
    """A file of it; under a title that is there already it is the next version of that.

    `file` comes from a DocumentField. The same file again changes nothing. Raises Refused past thirty; Stale.
    """
    words = _("Een onderwijsproject telt hoogstens %s documenten.")
    row: EducationDocument = attach(
        education, file, DOCUMENT_ADDED, words, by=by, version=version, title=title, language=language
    )
    return row


@transaction.atomic
def remove_document(row: EducationDocument, *, by: User, version: int) -> None:
    """Take a file away; the file itself is kept, for history names it. Raises Stale."""
    education = row.education
    education.version = version
    touch(education)
    if not EducationDocument.objects.filter(pk=row.pk).exists():
        raise Stale(None)
    EducationDocument.objects.filter(pk=row.pk).delete()
    record(DOCUMENT_REMOVED, education, by=by, scope=_scope(education), changes={"document": row.document})


def _found(education: EducationProject, by: User | None, values: dict[str, Any]) -> dict[str, Any]:
    """The values with the organisation that is meant by a party."""
    if "party" not in values:
        return values
    rest = {name: value for name, value in values.items() if name != "party"}
    return rest | {"organisation": obtain(values["party"], by=by, scope=_scope(education))}


def _refuse(education: EducationProject, kind: type[Any], values: dict[str, Any], *, but: int = 0) -> None:
    others = kind.objects.filter(education=education).exclude(pk=but)
    if kind is EducationPhase:
        refuse_order(values["from_on"], values["until_on"])
        if others.filter(name=values["name"]).exists():
            raise Refused(_("Er is al een fase met deze naam."), field="name")
    elif "organisation" in values and others.filter(organisation=values["organisation"]).exists():
        raise Refused(_("%s staat er al bij.") % values["organisation"], field="organisation")


def _refuse_last_school(part: Part, role: str) -> None:
    """What has begun keeps a school. The caller holds the education project."""
    if not isinstance(part, EducationPartner) or part.role != "school" or role == "school":
        return
    begun = EducationProject.objects.filter(pk=part.education_id, state__in=BEGUN).exists()
    if begun and not EducationPartner.objects.filter(education=part.education_id, role="school").exclude(pk=part.pk):
        raise Refused(_("Dit is de enige school. Voeg eerst een andere toe."), field="role")


def _scope(education: EducationProject) -> Organisation:
    return education.partnership.organisation
