"""Pictures in the draft of a section. What an edition pinned stays as it was."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.document import kept
from governance.models import Document
from onboarding.models import Section, SectionPicture
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "onboarding.section_picture.added"
CHANGED = "onboarding.section_picture.changed"
REMOVED = "onboarding.section_picture.removed"
MOST = 4  # of one section


@transaction.atomic
def add(section: Section, *, by: User | None, picture: UploadedFile, **words: Any) -> SectionPicture:
    """One more under the text. `picture` comes from a PictureField. Raises Refused past four."""
    hold(section.text)
    if Section.objects.filter(pk=section.pk, is_retired=True).exists():
        raise Refused(_("Deze sectie is intussen geschrapt."))
    if SectionPicture.objects.filter(section=section).count() >= MOST:
        raise Refused(_("Een sectie telt hoogstens %s foto’s.") % MOST)
    with kept(_document(section), picture, by) as file:
        row = SectionPicture.objects.create(section=section, file=file, **_size(picture), **words)
        told = words | {"file": file.name, "checksum": file.checksum}
        record(ADDED, row, by=by, scope=_scope(section), changes=told)
    return row


@transaction.atomic
def change(row: SectionPicture, *, by: User, version: int, picture: UploadedFile | None, **words: Any) -> None:
    """Other words, or another picture in its place; the file of before stays for the editions. Raises Stale."""
    hold(row.section.text)
    row.version = version
    if picture is None:
        _record_change(row, by, write(row, **words))
        return
    with kept(row.file.document, picture, by) as file:
        _record_change(row, by, write(row, file=file, **_size(picture), **words))


def _record_change(row: SectionPicture, by: User, told: dict[str, Any]) -> None:
    if told:
        record(CHANGED, row, by=by, scope=_scope(row.section), changes=told)


@transaction.atomic
def remove(row: SectionPicture, *, by: User, version: int) -> None:
    """Take it out of the draft; what was published keeps it. Raises Stale."""
    hold(row.section.text)
    found = SectionPicture.objects.filter(pk=row.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    told = {"alt": (str(row.alt), ""), "checksum": (row.file.checksum, "")}
    record(REMOVED, row.section, by=by, scope=_scope(row.section), changes=told)
    found.delete()


def _document(section: Section) -> Document:
    return Document(partnership=section.partnership, title=_("Foto bij ‘%s’") % str(section)[:150])


def _size(picture: UploadedFile) -> dict[str, int]:
    return {"width": picture.width, "height": picture.height}  # type: ignore[attr-defined]


def _scope(section: Section) -> Any:
    return section.text.partnership.organisation
