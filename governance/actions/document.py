"""Files, most of them with an agenda item. What was shared is never overwritten: a new version stands beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from governance.actions import agenda_item as agenda_items
from governance.models import AgendaItem, Document, DocumentVersion, ItemDocument
from governance.models.document import stored_name
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.storage import StorageAway

ATTACHED = "governance.document.attached"
REPLACED = "governance.document.replaced"
DETACHED = "governance.document.detached"


def attach(item: AgendaItem, file: UploadedFile, *, by: User, title: str, language: str = "nl") -> Document:
    """Put a document with an item. `file` comes from a DocumentField, with what that found out about it.

    The same file under the same title is attached once. Raises Refused when the agenda is closed.
    """
    with transaction.atomic():
        agenda_items.open_for(item)
        for document in item.documents:
            if document.title == title and document.newest.checksum == file.checksum:  # type: ignore[attr-defined]
                return document
        document = Document(partnership=item.partnership, title=title, language=language)
        with kept(document, file, by) as version:
            ItemDocument.objects.create(item=item, document=document)
            agenda_items.touch(item)
            record(ATTACHED, item, by=by, scope=_scope(item), changes=_story(document, version))
    return document


def replace(item: AgendaItem, document: Document, file: UploadedFile, *, by: User) -> DocumentVersion:
    """A newer version of a document with this item. The same file again changes nothing. Raises Refused, Stale."""
    with transaction.atomic():
        agenda_items.open_for(item)
        if not ItemDocument.objects.filter(item=item, document=document).exists():
            raise Stale(None)
        hold(document)
        newest = document.versions.order_by("-number").first()
        if newest is not None and newest.checksum == file.checksum:  # type: ignore[attr-defined]
            return newest
        with kept(document, file, by) as version:
            agenda_items.touch(item)
            record(REPLACED, item, by=by, scope=_scope(item), changes=_story(document, version))
    return version


def detach(item: AgendaItem, document: Document, *, by: User) -> None:
    """Take a document away from an item; the file itself is kept, because somebody may have read it there."""
    with transaction.atomic():
        agenda_items.open_for(item)
        rows, _by_model = ItemDocument.objects.filter(item=item, document=document).delete()
        if not rows:
            return
        agenda_items.touch(item)
        record(DETACHED, item, by=by, scope=_scope(item), changes={"document": document})


def keep_own(owner: Any, file: UploadedFile | None, *, by: User, title: str) -> dict[str, Any]:
    """The file of a row that has one document (`WithDocument`), as the next version of it; what history says of that.

    Called inside a transaction, by who holds the owner.
    """
    if file is None:
        return {}
    document = owner.document or Document(partnership=owner.partnership, title=title)
    with kept(document, file, by) as version:
        type(owner)._base_manager.filter(pk=owner.pk).update(document=document)
    owner.document = document
    return {"document": document, "checksum": version.checksum}


@contextmanager
def kept(document: Document, file: UploadedFile, by: User | None) -> Iterator[DocumentVersion]:
    """The file as the next version of a document, or the first of one that is new and not saved yet.

    The file goes from the disk again when it did not fit, or what follows fails. Called inside a transaction.
    """
    number = 1
    if document.pk is None:
        document.save(force_insert=True)
    else:
        number += document.versions.aggregate(last=Max("number"))["last"] or 0
    version = DocumentVersion(
        document=document,
        number=number,
        name=file.clean_name,  # type: ignore[attr-defined]
        content_type=file.content_type or "application/octet-stream",
        size=file.size or 0,
        checksum=file.checksum,  # type: ignore[attr-defined]
        uploaded_by=by,
    )
    file.seek(0)
    name = stored_name(version, file.clean_name)  # type: ignore[attr-defined]
    version.file = name
    try:
        version.file.storage.save(name, file)
        version.save(force_insert=True)
        yield version
    except IntegrityError as error:
        version.file.delete(save=False)
        raise Refused(_("Iemand anders voegde net een versie toe. Kijk ze eerst na.")) from error
    except StorageAway:
        raise  # to ask it once more would only double the wait; what arrived after all is a file without a row
    except BaseException:
        version.file.delete(save=False)
        raise


def _story(document: Document, version: DocumentVersion) -> dict[str, object]:
    return {
        "document": document,
        "version": version.number,
        "name": version.name,
        "size": version.size,
        "checksum": version.checksum,
    }


def _scope(item: AgendaItem) -> Organisation:
    return item.partnership.organisation
