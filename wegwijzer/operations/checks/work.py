"""Is the work done that nobody sees: jobs and mail?"""

import datetime as dt
from contextlib import suppress
from email.utils import parseaddr

import redis
from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wegwijzer.jobs.labels import queue_label, work_label
from wegwijzer.jobs.models import LATE, Heartbeat, Run, RunState
from wegwijzer.jobs.timetable import period
from wegwijzer.operations.checks.environment import HERE
from wegwijzer.operations.doctor import Finding, check, fault, ok, warning
from wegwijzer.outbox.models import Message

SECONDS = 5
NOBODYS = ("example.org", "example.com", "example.net")  # kept for examples (RFC 2606): no mail server believes them


@check(gettext_lazy("Werk op de achtergrond"))
def worker() -> Finding:
    idle = settings.JOB_SOURCES.keys() - Heartbeat.objects.served(timezone.now())
    if idle:
        todo = _("Start manage.py serve, of een worker met: python -m celery -A wegwijzer worker")
        return fault(_("niemand werkt aan: %s") % ", ".join(queue_label(name) for name in sorted(idle)), todo)
    return ok(_("er wordt gewerkt"))


@check(gettext_lazy("Werk dat vanzelf gebeurt"))
def periodic() -> Finding:
    """Three turns may be missed (a machine that was off, an hour of repairs) before somebody has to look."""
    now, end = timezone.now(), Q(state=RunState.DONE)
    rows = Run.objects.order_by().values("name")
    told = {
        row["name"]: row
        for row in rows.annotate(
            first=Min("due_at"),
            good_at=Max("ended_at", filter=end),
            good=Max("due_at", filter=end),
            bad=Max("due_at", filter=Q(state=RunState.FAILED)),
        )
    }
    known = {name: told[name] for name in settings.PERIODIC_JOBS if name in told}
    failed = [name for name, row in known.items() if row["bad"] and (row["good"] is None or row["bad"] > row["good"])]
    patience = {name: 3 * period(settings.PERIODIC_JOBS[name]) for name in known}
    long_ago = [name for name, row in known.items() if now - (row["good_at"] or row["first"]) > patience[name]]
    if bad := sorted({*failed, *long_ago}):
        todo = _("Kijk bij Achtergrondwerk en in het logboek waarom; daar staat ook de knop om het opnieuw te doen.")
        return warning(
            _("lukte te lang niet of mislukte het laatst: %s") % ", ".join(work_label(name) for name in bad), todo
        )
    return ok(_("alles op tijd gedaan") if known else _("er was nog geen beurt"))


@check(gettext_lazy("Wachtrij"))
def overdue() -> Finding:
    now = timezone.now()
    mails, runs = Message.objects.due(now - LATE).count(), Run.objects.late(now).count()
    if mails or runs:
        text = _("al meer dan %(minutes)s minuten wachten %(mails)s mails en %(runs)s beurten van het werk")
        text %= {"minutes": LATE // dt.timedelta(minutes=1), "mails": mails, "runs": runs}
        return warning(text, _("Start de workers opnieuw, of verhoog JOB_PROCESSES als het te veel werk is."))
    return ok(_("niets wacht te lang"))


@check(gettext_lazy("Redis"))
def broker() -> Finding:
    if not settings.REDIS_URL:
        return ok(_("niet gebruikt"))
    try:
        limits = {"socket_connect_timeout": SECONDS, "socket_timeout": SECONDS}
        with redis.Redis.from_url(settings.REDIS_URL, **limits) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        todo = _("Start Redis of verbeter REDIS_URL. Tot dan doen de workers alles zonder, enkele seconden later.")
        return warning(" ".join(str(error).split()), todo)
    return ok(_("antwoordt"))


@check(gettext_lazy("Mailserver"))
def mail_server() -> Finding:
    """Say hello, agree on TLS and log in, as for a mail; and leave again. Nothing is sent."""
    if not getattr(settings, "EMAIL_HOST", "") or "smtp" not in settings.EMAIL_BACKEND:
        if settings.DEMO:
            return ok(_("mails worden bestanden in %s") % settings.MAIL_FOLDER)
        text = _("er is er geen: mails worden bestanden in %s, en komen bij niemand aan") % settings.MAIL_FOLDER
        return warning(text, _("Geef EMAIL_URL."))
    server = get_connection(timeout=SECONDS)
    try:
        server.open()
    except Exception as error:  # of smtplib, ssl or the network: all mean that no mail leaves
        why = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return fault(why, _("Verbeter EMAIL_URL, of vraag de beheerder van de mailserver. Mails wachten intussen."))
    finally:
        with suppress(Exception):  # a failing goodbye says nothing more
            server.close()
    if not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL) and settings.EMAIL_HOST not in HERE:
        return warning(
            _("mails gaan onversleuteld over het netwerk"), _("Geef EMAIL_URL met smtp+tls:// of smtp+ssl://")
        )
    return ok(_("%s antwoordt") % settings.EMAIL_HOST)


@check(gettext_lazy("Afzender van mails"))
def sender() -> Finding:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if settings.DEMO or "smtp" not in settings.EMAIL_BACKEND:
        return ok(address)
    if address.lower().rpartition("@")[2] in NOBODYS:
        todo = _("Geef DEFAULT_FROM_EMAIL: een adres van uw eigen domein, waarvoor uw mailserver mag versturen.")
        return fault(_("mails vertrekken als %s, en dat adres is van niemand") % address, todo)
    return ok(address)


@check(gettext_lazy("Mails"))
def messages() -> Finding:
    stuck = Message.objects.stuck()  # of one whose text is gone there is nothing left to decide
    uncertain, failed = stuck.doubtful().count(), stuck.failed().count()
    if uncertain or failed:
        text = _("%(uncertain)s onzeker, %(failed)s mislukt") % {"uncertain": uncertain, "failed": failed}
        return warning(
            text, _("Coördinatoren zien ze bij Mails en beslissen wat ermee gebeurt; u ziet ze bij Achtergrondwerk.")
        )
    return ok(_("geen onzeker, geen mislukt"))
