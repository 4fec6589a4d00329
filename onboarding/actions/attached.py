"""The files of a row that has documents of its own: of a deliverable, or of an education project."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from governance.actions.document import kept
from governance.models import Document
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, touch

MOST_DOCUMENTS = 30  # of one row


def attach(
    owner: Any, file: UploadedFile, verb: str, too_many: str, *, by: User, version: int, title: str, language: str
) -> Any:
    """A file of `owner` (its `attached`); under a title that is there already it is the next version of that.

    The same file again changes nothing. Raises Refused with `too_many` past thirty; Stale.
    """
    owner.version = version
    touch(owner)
    rows = list(owner.attached.select_related("document").prefetch_related("document__versions"))
    row = next((one for one in rows if one.document.title == title and one.document.language == language), None)
    if row is not None and row.document.newest.checksum == file.checksum:  # type: ignore[attr-defined]
        return row
    if row is None and len(rows) >= MOST_DOCUMENTS:
        raise Refused(too_many % MOST_DOCUMENTS)
    document = row.document if row else Document(partnership=owner.partnership, title=title, language=language)
    with kept(document, file, by) as version_kept:
        row = row or owner.attached.create(document=document)
        told = {"document": document, "name": version_kept.name, "size": version_kept.size}
        told |= {"checksum": version_kept.checksum, "number": version_kept.number}
        record(verb, owner, by=by, scope=owner.partnership.organisation, changes=told)
    return row
