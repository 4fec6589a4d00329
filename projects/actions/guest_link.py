"""Read-only links for guests: made, made again, withdrawn, used, and misused."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import claimed_pk
from projects.actions import dossier_version as versions
from projects.models import KEPT_AS_FILE, Dossier, DossierVersion, GuestHindrance, GuestLink, VersionReason, end_of
from projects.models.dossier_content import content_of
from projects.models.plan_content import canonical, checksum_of
from projects.notifications import guest_link as notifications
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

MADE = "projects.guest_link.made"
MADE_AGAIN = "projects.guest_link.made_again"
WITHDRAWN = "projects.guest_link.withdrawn"
REFUSED = "projects.guest_link.refused"
LONGEST_OPEN = 366  # days
SECOND = dt.timedelta(seconds=1)
SELDOM = dt.timedelta(minutes=1)  # between two notes that a link was used
log = logging.getLogger("wegwijzer.access")


@transaction.atomic
def make(
    dossier: Dossier, *, by: User, name: str, email: str, until_on: dt.date, shown: DossierVersion | None
) -> GuestLink:
    """A link to one version, or to the dossier as it is now, which is frozen for it. Mailed when there is an address.

    Raises Refused for a name that has a link already, and a day that can not be.
    """
    hold(dossier)
    _refuse_day(until_on)
    if dossier.guest_links.filter(name=name).exists():
        raise Refused(_("Er is al een link met deze naam. Maak die opnieuw."), field="name")
    shown = shown or _as_it_is(dossier, by)
    link = GuestLink.objects.create(
        dossier=dossier, shown=shown, name=name, email=email, created_by=by, expires_at=end_of(until_on)
    )
    told = {"name": name, "email": email, "shown": shown, "expires_at": link.expires_at}
    record(MADE, link, by=by, scope=dossier.partnership.organisation, changes=told)
    notifications.tell(link)
    return link


def _as_it_is(dossier: Dossier, by: User) -> DossierVersion:
    """An earlier version that says the same and whose document is kept, else a new one."""
    checksum = checksum_of(canonical(content_of(dossier)))
    known = dossier.versions.filter(checksum=checksum, reason__in=KEPT_AS_FILE).order_by("number").first()
    return known or versions.fix(dossier, by=by, reason=VersionReason.SHARED)


@transaction.atomic
def make_again(link: GuestLink, *, by: User, version: int, email: str, until_on: dt.date) -> None:
    """A fresh link, also after it was withdrawn; every older one is useless from now on. Raises Refused, Stale."""
    _refuse_day(until_on)
    link.version = version
    # The key knows seconds: a fresh one is of a later second, also for who presses twice.
    now = max(timezone.now(), link.created_at + SECOND)
    changes = write(link, email=email, created_at=now, expires_at=end_of(until_on), withdrawn_at=None)
    told = {name: pair for name, pair in changes.items() if name in ("email", "expires_at")}
    record(MADE_AGAIN, link, by=by, scope=link.partnership.organisation, changes=told)
    notifications.tell(link)


@transaction.atomic
def withdraw(link: GuestLink, *, by: User) -> None:
    """It opens nothing any more. Raises Stale."""
    if link.withdrawn_at is None:
        changes = write(link, withdrawn_at=timezone.now())
        record(WITHDRAWN, link, by=by, scope=link.partnership.organisation, changes=changes)


def note_used(link: GuestLink) -> None:
    """Say when it was used last, at most once a minute: whoever looks must be able to see that somebody did."""
    now = timezone.now()
    if link.last_used_at is None or link.last_used_at < now - SELDOM:
        GuestLink.objects.filter(pk=link.pk).update(last_used_at=now)


def note_refused(key: str, why: GuestHindrance) -> None:
    """Somebody used a link that is not ours: into history, and into the log."""
    log.warning("refused guest link of %s: %s", claimed_pk(key), why.value)
    about = GuestLink.objects.filter(pk=claimed_pk(key) or 0).first()
    scope = about.partnership.organisation if about else None
    with transaction.atomic():
        record(REFUSED, about or GuestLink(pk=0, name=_("onbekende link")), by=None, scope=scope, reason=why.value)


def _refuse_day(until_on: dt.date) -> None:
    if not today() <= until_on <= today() + dt.timedelta(days=LONGEST_OPEN):
        raise Refused(_("Kies een dag vanaf vandaag, hoogstens een jaar ver."), field="until_on")
