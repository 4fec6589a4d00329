"""Sheets asked of third parties by a signed link: asked, sent again, withdrawn, filled in, and misused."""

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import Theme, claimed_pk
from projects.actions.analysis import refuse_elsewhere
from projects.actions.service_sheet import LEVELS
from projects.models import Plan, ServiceSheet, SheetRequest, TargetGroup, end_of, hindrance_of
from projects.notifications import sheet_request as notifications
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ASKED = "projects.sheet_request.asked"
SENT_AGAIN = "projects.sheet_request.sent_again"
WITHDRAWN = "projects.sheet_request.withdrawn"
FILLED_IN = "projects.service_sheet.filled_in"
REFUSED = "projects.sheet_request.refused"
LONGEST_OPEN = 366  # days
SECOND = dt.timedelta(seconds=1)
log = logging.getLogger("wegwijzer.access")


@dataclass(frozen=True)
class Filled:
    """What was sent for one sheet; `version` is the one that was on the screen, `said` the text per level."""

    sheet: ServiceSheet
    version: int
    said: Mapping[str, str]


@transaction.atomic
def ask(
    plan: Plan,
    *,
    by: User,
    name: str,
    email: str,
    organisation: Organisation | None,
    cells: Collection[tuple[Theme, TargetGroup]],
    until_on: dt.date,
) -> SheetRequest:
    """Ask a service for its sheets, by mail. A sheet of that service that is there already goes along as it is.

    Raises Refused for an address that was asked before, a day that can not be, and a sheet that another was asked for.
    """
    hold(plan)
    _refuse_day(until_on)
    _refuse_known_address(plan, email)
    for theme, target_group in cells:
        refuse_elsewhere(plan, theme=theme, target_group=target_group)
    request = SheetRequest.objects.create(
        plan=plan, name=name, email=email, organisation=organisation, expires_at=end_of(until_on)
    )
    for theme, target_group in cells:
        _put_in(request, theme, target_group)
    told = {"name": name, "email": email, "expires_at": request.expires_at}
    told["sheets"] = ([], [f"{theme}, {target_group}" for theme, target_group in cells])
    record(ASKED, request, by=by, scope=plan.partnership.organisation, changes=told)
    notifications.tell(request)
    return request


def _put_in(request: SheetRequest, theme: Theme, target_group: TargetGroup) -> None:
    about = {"name": request.name, "theme": theme, "target_group": target_group}
    values = {"organisation": request.organisation, "request": request}
    sheet, is_new = ServiceSheet.objects.get_or_create(plan=request.plan, **about, defaults=values)
    if is_new:
        return
    if sheet.request is not None and sheet.request.is_open():
        raise Refused(
            _("De fiche %(sheet)s is al gevraagd aan %(email)s.") % {"sheet": sheet, "email": sheet.request.email},
            field="cells",
        )
    write(sheet, request=request)


@transaction.atomic
def send_again(request: SheetRequest, *, by: User, version: int, email: str, until_on: dt.date) -> None:
    """A fresh link, also after it was withdrawn; every older one is useless from now on. Raises Refused, Stale."""
    hold(request.plan)
    _refuse_day(until_on)
    _refuse_known_address(request.plan, email, but=request.pk)
    request.version = version
    # The key knows seconds: a fresh one is of a later second, also for who presses twice.
    now = max(timezone.now(), request.created_at + SECOND)
    changes = write(request, email=email, created_at=now, expires_at=end_of(until_on), withdrawn_at=None)
    told = {name: pair for name, pair in changes.items() if name in ("email", "expires_at")}
    record(SENT_AGAIN, request, by=by, scope=request.plan.partnership.organisation, changes=told)
    notifications.tell(request)


@transaction.atomic
def withdraw(request: SheetRequest, *, by: User) -> None:
    """The link opens nothing any more; what was filled in stays. Raises Stale."""
    if request.withdrawn_at is None:
        changes = write(request, withdrawn_at=timezone.now())
        record(WITHDRAWN, request, by=by, scope=request.plan.partnership.organisation, changes=changes)


@transaction.atomic
def fill_in(request: SheetRequest, stamp: int, answers: Iterable[Filled]) -> int:
    """Keep what the third party wrote, all or nothing. Returns how many sheets changed.

    Raises Refused when the link died since the page was opened, Stale when somebody else changed a sheet.
    """
    hold(request)
    fresh = SheetRequest.objects.get(pk=request.pk)
    if hindrance_of(fresh, stamp):
        raise Refused(_("Deze link werkt intussen niet meer. Er is niets bewaard."))
    count = 0
    for answer in answers:
        sheet = answer.sheet
        if sheet.request_id != request.pk:
            raise Refused(_("Deze fiche hoort niet bij deze link."))
        sheet.version = answer.version
        if not any(getattr(sheet, name) != answer.said[name] for name in LEVELS):
            continue
        stamped = timezone.now() if any(answer.said.values()) else None
        changes = write(sheet, **answer.said, filled_in_at=stamped, filled_in_by=None)
        told = {name: pair for name, pair in changes.items() if name in LEVELS}
        record(FILLED_IN, sheet, by=None, scope=request.plan.partnership.organisation, changes=told)
        count += 1
    return count


def note_refused(key: str, why: str) -> None:
    """Somebody used a link that is not ours: into history, and into the log."""
    log.warning("refused sheet link of %s: %s", claimed_pk(key), why)
    about = SheetRequest.objects.filter(pk=claimed_pk(key) or 0).first()
    scope = about.partnership.organisation if about else None
    with transaction.atomic():
        record(REFUSED, about or SheetRequest(pk=0, name=_("onbekende link")), by=None, scope=scope, reason=why)


def _refuse_day(until_on: dt.date) -> None:
    if not today() <= until_on <= today() + dt.timedelta(days=LONGEST_OPEN):
        raise Refused(_("Kies een dag vanaf vandaag, hoogstens een jaar ver."), field="until_on")


def _refuse_known_address(plan: Plan, email: str, but: int = 0) -> None:
    if SheetRequest.objects.filter(plan=plan, email=email).exclude(pk=but).exists():
        raise Refused(
            _("Aan dit adres is voor dit plan al een fiche gevraagd. Stuur die vraag opnieuw."), field="email"
        )
