"""The brake: how often one may try to get in, per network and per e-mail address."""

import datetime as dt
import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wegwijzer.entrance.models import Throttle

# An IPv6 customer gets a /64 at least: counting single addresses would be no brake at all.
IPV6_NETWORK = 64


@dataclass(frozen=True)
class Rule:
    """`per_network` and `per_email` tries within `window`."""

    name: str
    window: dt.timedelta
    per_network: int
    per_email: int


# A town hall is one network; ten people who mistype three times must not lock it out.
LOGIN = Rule("login", dt.timedelta(minutes=15), per_network=60, per_email=10)
RESET = Rule("reset", dt.timedelta(hours=1), per_network=20, per_email=3)
LINK = Rule("link", dt.timedelta(minutes=15), per_network=60, per_email=60)
# What is sent with a personal link counts per link; a partnership of fifty boards may sit behind one network.
ANSWER = Rule("answer", dt.timedelta(minutes=15), per_network=600, per_email=30)
FRESH_LINK = Rule("fresh link", dt.timedelta(hours=1), per_network=60, per_email=2)
# Programs ask for a calendar of their own accord, also long after its address was withdrawn.
FEED = Rule("feed", dt.timedelta(minutes=1), per_network=200, per_email=200)
INVITATION = Rule("invitation", dt.timedelta(hours=1), per_network=60, per_email=5)


def network(request: HttpRequest) -> str:
    """The network a request came from; a header is believed only from a proxy of ours (its last entry)."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip() or address
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 6:
        return str(ipaddress.ip_network((ip, IPV6_NETWORK), strict=False))
    return str(ip)


def _keys(rule: Rule, request: HttpRequest, email: str) -> list[tuple[str, int]]:
    subjects = [(f"network:{network(request)}", rule.per_network)]
    if email:
        subjects.append((f"email:{email.strip().lower()}", rule.per_email))
    return [
        (salted_hmac(f"entrance.throttle.{rule.name}", subject, algorithm="sha256").hexdigest(), limit)
        for subject, limit in subjects
    ]


def _take(key: str, limit: int, window: dt.timedelta) -> float:
    """One step of a counter, in single statements, so that tries at the same moment can not pass together."""
    while True:
        now = timezone.now()
        Throttle.objects.over(now).delete()
        Throttle.objects.bulk_create([Throttle(key=key, ends_at=now + window)], ignore_conflicts=True)
        if Throttle.objects.filter(key=key, count__lt=limit).update(count=F("count") + 1):
            return 0.0
        ends_at = Throttle.objects.filter(key=key).values_list("ends_at", flat=True).first()
        if ends_at is not None:  # else somebody else cleaned up just now: look again
            return max(1.0, (ends_at - now).total_seconds())


def take(rule: Rule, request: HttpRequest, email: str = "") -> float:
    """Count one try. Returns 0 when it is allowed, else the seconds to wait (for `errors.too_many`)."""
    return max(_take(key, limit, rule.window) for key, limit in _keys(rule, request, email))


def give_back(rule: Rule, request: HttpRequest, email: str = "") -> None:
    """Uncount a try that turned out well: who knows the password is not slowed down."""
    for key, _limit in _keys(rule, request, email):
        Throttle.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)
