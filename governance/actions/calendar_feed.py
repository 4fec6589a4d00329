"""Addresses for calendars: made, made anew, withdrawn. History tells that, and never the address."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import Body, CalendarFeed, digest_of, fresh_token
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, change

MADE = "governance.calendar_feed.made"
RENEWED = "governance.calendar_feed.renewed"
WITHDRAWN = "governance.calendar_feed.withdrawn"


@transaction.atomic
def make(*, by: User, body: Body | None) -> str:
    """An address for the own calendar, or for the meetings of a body. Returns its token: this is the only time.

    Raises Refused when there is one already.
    """
    token = fresh_token()
    try:
        with transaction.atomic():
            feed = CalendarFeed.objects.create(user=by, body=body, digest=digest_of(token))
    except IntegrityError as error:
        raise Refused(_("U hebt al een adres voor deze agenda. Maak een nieuw als u het kwijt bent.")) from error
    record(MADE, feed, by=by, scope=_scope(feed))
    return token


@transaction.atomic
def renew(feed: CalendarFeed, *, by: User, version: int) -> str:
    """Another address; the one before opens nothing from now on. Returns its token. Raises Stale."""
    token = fresh_token()
    feed.version = version
    change(feed, digest=digest_of(token), created_at=timezone.now())
    record(RENEWED, feed, by=by, scope=_scope(feed))
    return token


@transaction.atomic
def withdraw(feed: CalendarFeed, *, by: User) -> None:
    """The address opens nothing any more. Doing it twice is doing it once."""
    deleted, _kinds = CalendarFeed.objects.filter(pk=feed.pk).delete()
    if deleted:
        record(WITHDRAWN, feed, by=by, scope=_scope(feed))


def _scope(feed: CalendarFeed) -> Organisation | None:
    """A calendar of one's own is of no partnership."""
    return feed.body.partnership.organisation if feed.body else None
