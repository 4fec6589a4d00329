"""`render_pdf`: the one way from data to a PDF. The layout runs in a child process with limits of memory and time."""

import hashlib
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from wegwijzer.localised import RIGHT_TO_LEFT
from wegwijzer.reports import child
from wegwijzer.reports.files import handed_over, pack
from wegwijzer.reports.problems import RenderFailed, problem_in_words
from wegwijzer.reports.registry import Annex, Bundle, Printout, Series
from wegwijzer.reports.series import News, Workshop, make_all, pack_series, parts_folder

__all__ = ["RenderFailed", "Rendered", "html_of", "render", "render_pdf"]

HTML_MAX_BYTES = 5 * 1024 * 1024
EPOCH = "1420070400"  # 1 January 2015: a fixed date, so that the bytes depend on the data alone
KEPT_ENVIRONMENT = ("PATH", "HOME", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
TICK_SECONDS = 0.5
OUT_OF_MEMORY = re.compile(rb"MemoryError|failed to allocate|Cannot allocate memory|out of memory", re.IGNORECASE)

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Rendered:
    """A finished document: the file's bytes, its number of pages, and a Dutch line for each annex that is not in it."""

    content: bytes
    pages: int
    left_out: tuple[str, ...] = ()


def render_pdf(printout: Printout) -> bytes:
    """The printout as a tagged PDF (PDF/UA-1, ISO 14289-1); identical data give identical bytes.

    Takes seconds, at most settings.REPORT_SECONDS. Raises RenderFailed.
    """
    return render(printout).content


def render(
    printout: Printout | Bundle | Series,
    on_page: Progress = lambda page, total: None,
    *,
    news: News = lambda done, fresh, total, title, failed: None,
    parts: Path | None = None,
) -> Rendered:
    """As render_pdf, with the number of pages; of a bundle the archive, with the pages of its document.

    Calls `on_page(n, total)` about twice a second with the page the layout has reached (0 before the first) and, when
    only writing the file is left, how many there are (0 until then); what that raises ends the child and comes out
    here. Of a series `news` hears how far it is, and `parts` keeps what was made.
    """
    if isinstance(printout, Series):
        return _render_series(printout, news, parts)
    if isinstance(printout, Bundle):
        document = render(printout.printout, on_page)
        return replace(document, content=pack(printout, document.content, lambda: on_page(0, 0)))
    try:
        return _convert(html_of(printout), on_page, printout.annexes, printout.words)
    except RenderFailed as failed:
        raise failed.for_document(printout.too_long) from failed


def _render_series(series: Series, news: News, parts: Path | None) -> Rendered:
    workshop = Workshop(_start_series, _failure)
    try:
        with parts_folder(parts) as folder:
            made = make_all(series, folder, workshop, html_of, news)
            return Rendered(pack_series(series, made), made.pages, tuple(made.left_out))
    finally:
        workshop.close()


def _start_series() -> subprocess.Popen[bytes]:
    """The child that makes one document after another; what it says beside its answers is nobody's news."""
    return subprocess.Popen(  # noqa: S603 - our own module and words
        [*_command(), "series"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )


def html_of(printout: Printout) -> str:
    """The document as HTML, with the checksum of its own text in the footer unless the printout brings one."""
    html = _html(printout)
    if not printout.checksum:
        digits = hashlib.sha256(html.encode()).hexdigest()
        html = _html(replace(printout, checksum=" ".join(digits[i : i + 4] for i in range(0, 16, 4))))
    size = len(html.encode())
    if size > HTML_MAX_BYTES:
        raise RenderFailed(
            _("De tekst is te lang voor één document. Splits het verslag of laat bijlagen weg."), f"HTML {size} bytes"
        )
    return html


def _html(printout: Printout) -> str:
    direction = "rtl" if printout.language in RIGHT_TO_LEFT else "ltr"
    with translation.override(printout.language):
        return render_to_string(printout.template, {**printout.context, "printout": printout, "direction": direction})


def _convert(html: str, on_page: Progress, annexes: Iterable[Annex] = (), words: Iterable[str] = ()) -> Rendered:
    # Unnamed files: nothing to clear away, whoever is killed and when.
    with ExitStack() as stack:
        source, pdf, report = (stack.enter_context(TemporaryFile()) for _name in range(3))
        source.write(html.encode())
        source.seek(0)
        annexes = list(annexes)
        handed = []
        for annex in annexes:
            on_page(0, 0)  # what keeps them may be slow
            handed.append(handed_over(annex, stack))
        process = subprocess.Popen(  # noqa: S603 - our own module, arguments are numbers and our own words
            [*_command(), *words, *(word for word, _file in handed)],
            stdin=source,
            stdout=pdf,
            stderr=report,
            pass_fds=[file.fileno() for _word, file in handed if file is not None],
            cwd="/",
            env=_environment(),
            start_new_session=True,
        )
        try:
            in_time = _wait(process, report, on_page)
        finally:
            _end(process)
        said = _said(report)
        if not in_time or process.returncode != child.OK:
            raise _failure(in_time, process.returncode, said)
        pdf.seek(0)
        pages = _last(rb"SIDES", said) or _last(rb"PAGES", said)
        return Rendered(pdf.read(), pages, _left_out(said, annexes))


def _command() -> list[str]:
    limits = [settings.REPORT_SECONDS, settings.REPORT_MEMORY_MB * 1024 * 1024, os.getpid()]
    # -P and -s: nothing is imported from a folder that happens to be there.
    return [sys.executable, "-P", "-s", child.__file__, *(str(limit) for limit in limits)]


def _environment() -> dict[str, str]:
    """No secret of the application goes along, and nothing that would make two runs differ."""
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": EPOCH, "PYTHONHASHSEED": "0"}


def _wait(process: subprocess.Popen[bytes], report: IO[bytes], on_page: Progress) -> bool:
    """Whether the child ended by itself within the wall-clock limit."""
    ends_at = time.monotonic() + settings.REPORT_SECONDS
    while (left := ends_at - time.monotonic()) > 0:
        try:
            process.wait(min(TICK_SECONDS, left))
        except subprocess.TimeoutExpired:
            said = _said(report)
            on_page(_last(rb"PAGE", said), _last(rb"PAGES", said))
        else:
            return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it may have started; harmless when they are gone."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _said(report: IO[bytes]) -> bytes:
    # pread leaves the position alone: child and parent share it.
    return os.pread(report.fileno(), 1024 * 1024, 0)


def _last(word: bytes, said: bytes) -> int:
    numbers = re.findall(rb"^" + word + rb" (\d+)$", said, re.MULTILINE)
    return max((int(number) for number in numbers), default=0)


def _left_out(said: bytes, annexes: list[Annex]) -> tuple[str, ...]:
    """A line for each annex that the document only names."""
    found = re.findall(rb"^LEFT_OUT (\d+) (\w+)$", said, re.MULTILINE)
    return tuple(f"{annexes[int(number) - 1].name}: {problem_in_words(problem.decode())}" for number, problem in found)


def _needed_much() -> bool:
    """Whether a child of this process came near its limit of memory: this one, most likely, when it fell just now.

    The limit is of addresses, of which the last large piece that was refused never counted as memory: so half of it.
    """
    peak_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak_kb >= settings.REPORT_MEMORY_MB * 1024 / 2


def _failure(in_time: bool, returncode: int, said: bytes) -> RenderFailed:
    detail = f"exit {returncode}: " + said.decode(errors="replace")[-2000:]
    if not in_time or returncode == -signal.SIGXCPU:
        minutes = max(1, round(settings.REPORT_SECONDS / 60))
        return RenderFailed(
            _("Het opmaken duurde langer dan %(minutes)s min. Splits het verslag of vereenvoudig grote tabellen.")
            % {"minutes": minutes},
            detail,
        )
    if returncode == -signal.SIGKILL:  # not by us, for the time was not over: by the system that ran out of memory, say
        return RenderFailed(
            _(
                "Het opmaken werd afgebroken voor de tijd om was, meestal omdat de server te weinig geheugen had. "
                "Probeer het later opnieuw of vraag raad aan de beheerder."
            ),
            detail,
        )
    # Not every library below the layout looks whether it was given memory: it falls over what it was not given.
    fell = returncode in (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGTRAP)
    if (fell and _needed_much()) or returncode == child.NO_MEMORY or OUT_OF_MEMORY.search(said):
        return RenderFailed(
            _("Het verslag is te groot voor het geheugen. Splits het of maak grote tabellen kleiner."), detail
        )
    sentences = {
        child.RESOURCE_REFUSED: _("De tekst verwijst naar een bestand of adres dat niet in een verslag mag staan."),
        child.TOO_DEEP: _("De tekst is te diep genest (lijsten in lijsten). Maak de opmaak eenvoudiger."),
        child.TABLE_TOO_WIDE: _("Een tabel in de tekst heeft te veel kolommen of rijen in één cel."),
        child.TOO_LARGE: _("Het bestand wordt te groot. Splits het verslag of laat bijlagen weg."),
        child.TOO_MANY: _("Dit past niet op het aantal bladzijden dat het mag hebben. Maak de tekst korter."),
    }
    general = _("Het opmaken is mislukt. De beheerder vindt de oorzaak in het logboek.")
    return RenderFailed(sentences.get(returncode, general), detail, too_long=returncode == child.TOO_MANY)
