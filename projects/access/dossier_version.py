"""The gates of what is frozen of a dossier, of its guest links, and of its documents."""

import datetime as dt
import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from projects.access.gates import dossier_for
from projects.access.rules import Can, can, row_for
from projects.models import Dossier, DossierVersion, GuestLink
from projects.models.dossier_content import without_confidential
from projects.models.dossier_ref import DossierRef
from wegwijzer.accounts.models import User

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


def links_of(dossier: Dossier) -> "QuerySet[GuestLink]":
    return dossier.guest_links.select_related("shown", "created_by").defer("shown__content", "shown__drawing")


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
    gate = dossier_version_for if asked.is_version else dossier_for
    try:
        gate(user, asked.pk, Can.EDIT_DOSSIER if asked.is_confidential else Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return True
