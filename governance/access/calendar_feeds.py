"""Who may have an address for a calendar, and what it opens today."""

from governance.access.rules import row_for
from governance.models import Body, CalendarFeed, rights_of
from wegwijzer.accounts.models import User


def calendar_feed_for(user: User, pk: int) -> CalendarFeed:
    """One's own; nobody else's is there."""
    rows = CalendarFeed.objects.filter(user=user).select_related("user", "body__partnership__organisation")
    return row_for(user, rows, pk, None)


def calendar_feed_of(user: User, body: Body | None) -> CalendarFeed | None:
    """The own address for this body, or for all that concerns oneself."""
    return CalendarFeed.objects.filter(user=user, body=body).first()


def bodies_with_feed(user: User) -> set[int]:
    """The bodies (keys) for which this login has an address."""
    return set(CalendarFeed.objects.filter(user=user, body__isnull=False).values_list("body", flat=True))


def may_have_calendar(user: User) -> bool:
    """Whether there is anything today that an own calendar could tell."""
    return bool(rights_of(user).partnerships)


def calendar_feed_behind(token: str) -> CalendarFeed | None:
    """What the token in an address opens today; None for who made it up, withdrew it, or lost the right to it."""
    feed = CalendarFeed.objects.behind(token).select_related("user", "body__partnership").first()
    return feed if feed is not None and _opens(feed) else None


def _opens(feed: CalendarFeed) -> bool:
    if feed.body is None:
        return may_have_calendar(feed.user)
    rights = rights_of(feed.user)  # none for a login that is switched off
    return feed.body_id in rights.bodies or feed.body.partnership_id in rights.reads_all_bodies_of
