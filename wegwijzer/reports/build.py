"""Making a report that was asked for: claim, gather, render, keep, tell. May run twice and may be killed anywhere."""

import hashlib
import logging
import time
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, change, move
from wegwijzer.reports import store
from wegwijzer.reports.models import LIFECYCLE, MOST_ATTEMPTS, Report, ReportState
from wegwijzer.reports.registry import Bundle, Printout, Series, UnknownReport, kind_named
from wegwijzer.reports.render import Rendered, RenderFailed, render
from wegwijzer.storage import StorageAway

log = logging.getLogger("wegwijzer.reports")
SIGN_OF_LIFE = 15.0  # seconds between two signs of life when nothing else is to be told
NEWS = 2.0  # seconds between two pieces of news about the progress


def make(report: Report) -> None:
    """Make this report if it is to be made. Leaves it done, or failed with a reason, or to whoever is working on it."""
    try:
        if report.attempts >= MOST_ATTEMPTS:
            _give_up(report)
            return
        now = timezone.now()
        stamps = {"claimed_at": now, "alive_at": now, "attempts": report.attempts + 1, "percent": 5}
        move(report, "claim", LIFECYCLE, **stamps, progress=_("de gegevens worden verzameld"))
    except (Refused, Stale):
        return  # somebody else has it
    try:
        _make_claimed(report)
    except Stale:
        log.warning("report %s was taken over", report.pk)
    except StorageAway:
        _give_back(report)
        raise
    except (OperationalError, InterfaceError):
        raise  # the database is away, so nothing can be written: the lease runs out and it is tried again


def _give_back(report: Report) -> None:
    """Have an attempt not count: what it is read from or written to is away, for longer than three leases maybe.

    Its lease still has to run out, so that a server in trouble is asked again each minute and a half and no more. The
    version stays: who took the report over meanwhile, as this maker waited too long, goes on.
    """
    rows = Report.objects.filter(pk=report.pk, state=ReportState.WORKING, attempts__gt=0)
    rows.update(attempts=F("attempts") - 1, progress=_("wacht op de server van de bestanden"))


def _make_claimed(report: Report) -> None:
    try:
        printout = kind_named(report.kind).build(report.ref)
        progress = _Progress(report)
        if isinstance(printout, Series):
            rendered = render(printout, progress, news=progress.of_series, parts=store.parts_of(report))
            _finish(report, printout, rendered)
            store.drop_parts(report)
        else:
            _finish(report, printout, render(printout, progress))
    except (Stale, OperationalError, InterfaceError, StorageAway):
        raise
    except RenderFailed as failed:
        log.error("report %s (%s %s) failed: %s", report.pk, report.kind, report.ref, failed.detail)
        _fail(report, failed.message)
    except UnknownReport as unknown:  # in words that may name what it is about, so that the log has only the numbers
        log.error("report %s (%s %s) failed: nothing to make it of", report.pk, report.kind, report.ref)
        _fail(report, str(unknown))
    except Exception:
        log.exception("report %s (%s %s) failed", report.pk, report.kind, report.ref)
        _fail(report, _("Het maken is mislukt door een fout in het programma. De beheerder vindt die in het logboek."))


class _Progress:
    """Keeps the row alive, and tells which page is being made, without writing more often than is useful."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.told = 0
        self.at = time.monotonic()

    def __call__(self, page: int, total: int = 0) -> None:
        waited = time.monotonic() - self.at
        step = -total or page  # writing the file comes after the last page, and is another step
        if waited < NEWS or (step == self.told and waited < SIGN_OF_LIFE):
            return
        self.told, self.at = step, time.monotonic()
        news: dict[str, Any] = {"alive_at": timezone.now()}
        if total:
            said = ngettext(
                "%s bladzijde is opgemaakt, het bestand wordt geschreven",
                "%s bladzijden zijn opgemaakt, het bestand wordt geschreven",
                total,
            )
            news |= {"progress": said % total, "percent": 95}
        elif page:
            # How many pages there will be is not known before the last: nearer and nearer, and never there too soon.
            news |= {"progress": _("bladzijde %(page)s") % {"page": page}, "percent": 90 - round(80 / (1 + page / 10))}
        change(self.report, **news)

    def of_series(self, done: int, fresh: int, total: int, title: str, failed: list[str]) -> None:
        """Which document of a series is being made, and which could not be.

        A maker that gets on is no maker that breaks off: what it made itself (`fresh`) counts, so that attempts begin
        anew; what lay there from an earlier attempt does not.
        """
        if time.monotonic() - self.at < NEWS:
            return
        self.at = time.monotonic()
        said = _("%(number)s van %(total)s: %(title)s") % {"number": done + 1, "total": total, "title": title}
        news: dict[str, Any] = {"progress": said[:120], "percent": 5 + 90 * done // total, "alive_at": timezone.now()}
        if fresh > self.told:
            news["attempts"] = 1
        self.told = fresh
        change(self.report, left_out="\n".join(failed), **news)


def _finish(report: Report, printout: Printout | Bundle | Series, rendered: Rendered) -> None:
    change(report, alive_at=timezone.now())  # what keeps it may be slow
    name = store.keep(report, rendered.content, store.suffix_of(printout.file_name))
    checksum = hashlib.sha256(rendered.content).hexdigest()
    with transaction.atomic():
        move(
            report,
            "finish",
            LIFECYCLE,
            title=printout.title[:200],
            language=printout.language,
            file=name,
            file_name=store.safe_name(printout.file_name),
            checksum=checksum,
            size_bytes=len(rendered.content),
            pages=rendered.pages,
            left_out="\n".join(rendered.left_out),
            done_at=timezone.now(),
            claimed_at=None,
            alive_at=None,
            percent=100,
            progress="",
        )
        record("reports.report.made", report, by=None, scope=report.scope, changes={"checksum": checksum})
        if (made := kind_named(report.kind).made) is not None:
            made(report.ref, rendered.content)


def _fail(report: Report, message: str) -> None:
    with transaction.atomic():
        move(
            report,
            "fail",
            LIFECYCLE,
            error=message[:500],
            failed_at=timezone.now(),
            claimed_at=None,
            alive_at=None,
            percent=0,
            progress="",
        )
        record("reports.report.failed", report, by=None, scope=report.scope, reason=message)


def _give_up(report: Report) -> None:
    """Each attempt ended without a word: killed from outside, or out of memory past what the limits hold back."""
    log.error("report %s (%s %s) was broken off %s times", report.pk, report.kind, report.ref, report.attempts)
    _fail(
        report,
        _("Het maken werd %(count)s keer afgebroken. Probeer het later opnieuw of vraag raad aan de beheerder.")
        % {"count": report.attempts},
    )
