"""Versions of a dossier: what was submitted, awarded or amended is frozen; every made document keeps its data."""

import datetime as dt
import hashlib
import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from governance.actions.document import kept
from governance.models import Document
from projects.models import KEPT_AS_FILE, Dossier, DossierState, DossierVersion, VersionReason
from projects.models.dossier_content import content_of, has_confidential
from projects.models.dossier_ref import DossierRef
from projects.models.plan_content import canonical, checksum_of
from projects.timeline.page import TimelinePage
from projects.timeline.printed import SHEET, UNDER_HEADING
from projects.timeline.sources import Reading
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import kind_named
from wegwijzer.reports.request import request_report

FIXED = "projects.dossier_version.fixed"
KEPT = "projects.dossier_version.kept"
PDF, ZIP = "dossier", "dossier-zip"  # kinds of reports


@transaction.atomic
def fix(
    dossier: Dossier, *, by: User | None, reason: VersionReason | None = None, on: dt.date | None = None
) -> DossierVersion:
    """Freeze the dossier as it stands now; without a `reason` its state gives that. The same twice is one version.

    `on` is the day it was fixed, for what is loaded afterwards; without, today.
    Called inside the transaction of what it belongs to (submitting, awarding, an amendment). Raises Refused while
    there is nothing to freeze: a dossier that was never submitted.
    """
    hold(dossier)
    version = _kept(dossier, content_of(dossier), by, reason or _reason_of(dossier), on)
    if by is not None:
        _have_printed(version, by)
    return version


@transaction.atomic
def remember(dossier: Dossier, content: dict[str, Any], *, by: User | None) -> DossierVersion:
    """The version that holds this content: an older one that says the same, else a new one that was only printed."""
    hold(dossier)
    text = canonical(content)
    known = dossier.versions.filter(checksum=checksum_of(text)).order_by("number").first()
    return known or _kept(dossier, content, by, VersionReason.PRINTED)


def ask(version: DossierVersion, kind: str, *, by: User, is_confidential: bool = False) -> Report:
    """Have the document of a version made, as PDF or ZIP. Raises PermissionDenied when they may not see it."""
    ref = DossierRef(version.pk, is_version=True, is_confidential=is_confidential).text
    scope = version.dossier.partnership.organisation
    return request_report(kind, ref, by=by, scope=scope, title=str(version))


def _have_printed(version: DossierVersion, by: User) -> None:
    """What was fixed is kept as documents too: they are made in the background, for who fixed it."""
    kinds = [False, True] if has_confidential(json.loads(version.content)) else [False]
    kept = {False: version.document_id, True: version.confidential_document_id}
    for is_confidential in kinds:
        ref = DossierRef(version.pk, is_version=True, is_confidential=is_confidential).text
        if kept[is_confidential] is None and kind_named(PDF).may_see(by, ref, timezone.now()):
            ask(version, PDF, by=by, is_confidential=is_confidential)


@transaction.atomic
def keep_made(ref: str, content: bytes) -> None:
    """A document that was just made of a version that was fixed and has none yet: it stays with that version."""
    asked = DossierRef.read(ref)
    rows = DossierVersion.objects.filter(pk=asked.pk, reason__in=KEPT_AS_FILE) if asked and asked.is_version else None
    version = rows.select_related("dossier__project__partnership__organisation").first() if rows is not None else None
    if version is None or asked is None:
        return
    field = "confidential_document" if asked.is_confidential else "document"
    if getattr(version, f"{field}_id") is not None:
        return
    file = SimpleUploadedFile("dossier.pdf", content, "application/pdf")
    file.clean_name = f"{slugify(version.dossier.title)[:80] or 'dossier'}-versie-{version.number}.pdf"  # type: ignore[attr-defined]
    file.checksum = hashlib.sha256(content).hexdigest()  # type: ignore[attr-defined]
    document = Document(partnership=version.partnership, title=str(version)[:200])
    with kept(document, file, None):
        if DossierVersion.objects.filter(pk=version.pk, **{f"{field}__isnull": True}).update(**{field: document}) != 1:
            raise Stale(None)
        changes = {field: document, "checksum": file.checksum}  # type: ignore[attr-defined]
        record(KEPT, version, by=None, scope=version.partnership.organisation, changes=changes)


def _reason_of(dossier: Dossier) -> VersionReason:
    if dossier.state == DossierState.SUBMITTED:
        return VersionReason.SUBMITTED
    if dossier.awarded_on is None:
        raise Refused(_("Dien het dossier eerst in: dan wordt vastgelegd wat ingediend is."))
    was_awarded = dossier.versions.filter(reason=VersionReason.AWARDED).exists()
    return VersionReason.AMENDED if was_awarded else VersionReason.AWARDED


def _drawn(dossier: Dossier) -> list[str]:
    """The time line on sheets that lie on their side, as everybody inside may see it."""
    page = TimelinePage(Reading(dossier.project))
    return [str(sheet) for sheet in page.sheets(UNDER_HEADING, SHEET)] if not page.is_empty else []


def _kept(
    dossier: Dossier, content: dict[str, Any], by: User | None, reason: VersionReason, on: dt.date | None = None
) -> DossierVersion:
    text = canonical(content)
    checksum = checksum_of(text)
    last = dossier.versions.order_by("-number").first()
    if last is not None and (last.checksum, last.reason) == (checksum, reason):
        return last
    version = DossierVersion.objects.create(
        dossier=dossier,
        number=last.number + 1 if last else 1,
        reason=reason,
        made_on=on or today(),
        made_by=by,
        content=text,
        drawing=json.dumps(_drawn(dossier), ensure_ascii=False),
        checksum=checksum,
    )
    changes = {"number": version.number, "reason": reason.label, "checksum": checksum}
    record(FIXED, version, by=by, scope=dossier.partnership.organisation, changes=changes)
    return version
