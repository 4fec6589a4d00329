"""Versions of a dossier: what was submitted, awarded or amended is frozen; every made document keeps its data."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.models import Dossier, DossierState, DossierVersion, VersionReason
from projects.models.dossier_content import content_of
from projects.models.plan_content import canonical, checksum_of
from projects.timeline.page import TimelinePage
from projects.timeline.printed import SHEET, UNDER_HEADING
from projects.timeline.sources import Reading
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold

FIXED = "projects.dossier_version.fixed"


@transaction.atomic
def fix(dossier: Dossier, *, by: User | None, reason: VersionReason | None = None) -> DossierVersion:
    """Freeze the dossier as it stands now; without a `reason` its state gives that. The same twice is one version.

    Called inside the transaction of what it belongs to (submitting, awarding, an amendment). Raises Refused while
    there is nothing to freeze: a dossier that was never submitted.
    """
    hold(dossier)
    reason = reason or _reason_of(dossier)
    return _kept(dossier, content_of(dossier), by, reason)


@transaction.atomic
def remember(dossier: Dossier, content: dict[str, Any], *, by: User | None) -> DossierVersion:
    """The version that holds this content: an older one that says the same, else a new one that was only printed."""
    hold(dossier)
    text = canonical(content)
    known = dossier.versions.filter(checksum=checksum_of(text)).order_by("number").first()
    return known or _kept(dossier, content, by, VersionReason.PRINTED)


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


def _kept(dossier: Dossier, content: dict[str, Any], by: User | None, reason: VersionReason) -> DossierVersion:
    text = canonical(content)
    checksum = checksum_of(text)
    last = dossier.versions.order_by("-number").first()
    if last is not None and (last.checksum, last.reason) == (checksum, reason):
        return last
    version = DossierVersion.objects.create(
        dossier=dossier,
        number=last.number + 1 if last else 1,
        reason=reason,
        made_on=today(),
        made_by=by,
        content=text,
        drawing=json.dumps(_drawn(dossier), ensure_ascii=False),
        checksum=checksum,
    )
    changes = {"number": version.number, "reason": reason.label, "checksum": checksum}
    record(FIXED, version, by=by, scope=dossier.partnership.organisation, changes=changes)
    return version
