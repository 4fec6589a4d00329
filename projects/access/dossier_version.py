"""The gates of what is frozen of a dossier, of its guest links, and of its documents."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from governance.models import DocumentVersion, read_key
from projects.access.gates import dossier_for
from projects.access.rules import Can, can, gate, needs, row_for
from projects.models import GUEST_SIGNER, Dossier, DossierVersion, GuestHindrance, GuestLink
from projects.models.dossier_content import without_confidential
from projects.models.dossier_ref import DossierRef
from wegwijzer.accounts.models import User
from wegwijzer.outbox.models import Message

AROUND = "dossier__project__partnership__organisation"


def dossier_version_for(user: User, pk: int, need: Can | None = None) -> DossierVersion:
    rows = DossierVersion.objects.visible_to(user).select_related(AROUND, "made_by", "document")
    return row_for(user, rows, pk, need)


def guest_link_for(user: User, pk: int, need: Can | None = None) -> GuestLink:
    rows = GuestLink.objects.visible_to(user).select_related(AROUND, "shown")
    return row_for(user, rows, pk, need)


def versions_of(dossier: Dossier) -> "QuerySet[DossierVersion]":
    """The newest first, without what is frozen in them."""
    rows = dossier.versions.select_related("made_by", "document", "confidential_document")
    return rows.defer("content", "drawing").order_by("-number")


def has_files(dossier: Dossier) -> bool:
    """Whether its checklist has a file for everybody, so that an archive holds more than the document."""
    return dossier.requirements.filter(document__isnull=False, is_confidential=False).exists()


def links_of(dossier: Dossier) -> "QuerySet[GuestLink]":
    return dossier.guest_links.select_related("shown", "created_by").defer("shown__content", "shown__drawing")


def read_documents(user: User, dossier: Dossier) -> Mapping[str, Any]:
    """Documents and versions in short, on the page of a dossier."""
    rows = list(versions_of(dossier).fixed()[:3])
    return {
        "versions": rows,
        "kept": next((row for row in rows if row.document_id), None),
        "may": needs(user, dossier, [Can.EDIT_DOSSIER, Can.MAKE_REPORT]),
    }


def document_of(user: User, version: DossierVersion, *, is_confidential: bool) -> DocumentVersion | None:
    """The kept file of a version; the confidential one only for who may edit the dossier (403 for others)."""
    if is_confidential:
        gate(user, Can.EDIT_DOSSIER, version)
    document = version.confidential_document if is_confidential else version.document
    return document.newest if document is not None else None


class DeadGuestLink(Exception):
    """A link that opens nothing: `why`, and the link itself, as far as there is one."""

    def __init__(self, why: GuestHindrance, link: GuestLink | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.link = link


def guest_link_behind(key: str) -> GuestLink:
    """The link behind a key. Raises DeadGuestLink. Asks the database nothing for a key that is not ours."""
    read = read_key(key, GUEST_SIGNER)
    if read is None:
        raise DeadGuestLink(GuestHindrance.FORGED)
    pk, stamp = read
    link = GuestLink.objects.select_related(AROUND, "shown__document").filter(pk=pk).first()
    if link is None:
        raise DeadGuestLink(GuestHindrance.FORGED)
    if (why := link.hindrance(stamp)) is not None:
        raise DeadGuestLink(why, link)
    return link


def mails_to_guest(link: GuestLink) -> "QuerySet[Message]":
    """What was mailed to that guest, the newest first."""
    return Message.objects.about(link).order_by("-pk")


def content_for(user: User, version: DossierVersion) -> dict[str, Any]:
    """What is frozen in it, as far as this user may see it."""
    return as_seen_by(user, version.dossier, json.loads(version.content))


def as_seen_by(user: User, dossier: Dossier, content: dict[str, Any]) -> dict[str, Any]:
    return content if can(user, Can.EDIT_DOSSIER, dossier) else without_confidential(content)


def may_see_dossier_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the dossier; what is confidential in it only who may edit it, whenever it was asked for."""
    asked = DossierRef.read(ref)
    if asked is None:
        return False
    find = dossier_version_for if asked.is_version else dossier_for
    try:
        find(user, asked.pk, Can.EDIT_DOSSIER if asked.is_confidential else Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return True
