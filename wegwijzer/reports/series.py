"""Many documents in one archive: each made by itself, kept as it is made, and named with the reason when it fails.

What was made stays in a folder under the checksum of its text, so that a worker that is started anew goes on where the
last one stopped, and makes nothing twice. One child process makes many of them (see `child_series`).
"""

import contextlib
import csv
import hashlib
import io
import json
import os
import selectors
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from wegwijzer.reports import child
from wegwijzer.reports.files import LIST_NAME, handed_over, put, refuse_too_large
from wegwijzer.reports.problems import RenderFailed
from wegwijzer.reports.registry import Item, Printout, Series, UnknownReport

MANIFEST = "inhoud.csv"
TICK = 0.5  # seconds
MOST_NAMED = 40  # failures that are told one by one
News = Callable[[int, int, int, str, list[str]], None]  # done, made anew, total, title, what failed


class Workshop:
    """One child process for many documents, started when the first comes, and anew when it ended.

    `start` gives a process, `failure` an exception for how one ended: both belong to `render`.
    """

    def __init__(self, start: Callable[..., Any], failure: Callable[..., RenderFailed]) -> None:
        self.start, self.failure = start, failure
        self.process: subprocess.Popen[bytes] | None = None
        self.made = 0

    def make(
        self, html: str, words: list[str], on_tick: Callable[[], None], files: Sequence[tuple[str, bytes]] = ()
    ) -> tuple[bytes, int]:
        """The PDF and its pages; `files` are its annexes, as (kind or what is wrong, content). Raises RenderFailed.

        What ends a process that had made others is tried once more in a fresh one: it may be their memory that lacked.
        """
        if self.process is None or self.process.poll() is not None or self.made >= child.MOST_DOCUMENTS:
            self.close()
            self.process = self.start()
        is_fresh = self.made == 0
        self.made += 1
        try:
            about, content = self._asked(html, words, on_tick, files)
        except (BrokenPipeError, EOFError, TimeoutError) as error:
            in_time, code = not isinstance(error, TimeoutError), self.close()
            if in_time and not is_fresh:
                return self.make(html, words, on_tick, files)
            raise self.failure(in_time, code, b"") from error
        if about["code"] == child.NO_MEMORY:
            self.close()
            if not is_fresh:
                return self.make(html, words, on_tick, files)
        if about["code"] != child.OK:
            raise self.failure(True, about["code"], about["detail"].encode())
        return content, about["pages"]

    def _asked(
        self, html: str, words: list[str], on_tick: Callable[[], None], files: Sequence[tuple[str, bytes]]
    ) -> tuple[dict[str, Any], bytes]:
        assert self.process is not None
        assert self.process.stdin is not None
        raw = html.encode()
        head = {"bytes": len(raw), "words": words, "files": [(kind, len(content)) for kind, content in files]}
        self.process.stdin.write(json.dumps(head).encode() + b"\n" + raw)
        for _kind, content in files:
            self.process.stdin.write(content)
        self.process.stdin.flush()
        return self._answer(on_tick)

    def _answer(self, on_tick: Callable[[], None]) -> tuple[dict[str, Any], bytes]:
        assert self.process is not None
        assert self.process.stdout is not None
        handle, ends_at, got = self.process.stdout.fileno(), time.monotonic() + settings.REPORT_SECONDS, bytearray()
        about: dict[str, Any] | None = None
        with selectors.DefaultSelector() as ready:
            ready.register(handle, selectors.EVENT_READ)
            while about is None or len(got) < about["bytes"]:
                if time.monotonic() > ends_at:
                    raise TimeoutError
                if not ready.select(TICK):
                    on_tick()
                    continue
                piece = os.read(handle, 1 << 20)
                if not piece:
                    raise EOFError
                got += piece
                if about is None and b"\n" in got:
                    line, _mark, rest = bytes(got).partition(b"\n")
                    about, got = json.loads(line), bytearray(rest)
        return about, bytes(got)

    def close(self) -> int:
        """End the child; returns how it ended."""
        process, self.process, self.made = self.process, None, 0
        if process is None:
            return 0
        ended = process.poll()
        with contextlib.suppress(BrokenPipeError):
            if process.stdin is not None:
                process.stdin.close()
        if ended is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                ended = process.wait(1)
        if ended is None:
            os.killpg(process.pid, 9)
            ended = process.wait()
        if process.stdout is not None:
            process.stdout.close()
        return ended


class Made:
    """What came of a series so far."""

    def __init__(self) -> None:
        self.rows: list[tuple[Item, Path, int, list[str]]] = []
        self.failed: list[tuple[Item, str]] = []
        self.fresh = 0  # made by this very attempt

    @property
    def pages(self) -> int:
        return sum(pages for _item, _path, pages, _facts in self.rows)

    @property
    def left_out(self) -> list[str]:
        lines = [f"{item.title}: {reason}" for item, reason in self.failed[:MOST_NAMED]]
        more = len(self.failed) - len(lines)
        return [*lines, _("en nog %s andere") % more] if more > 0 else lines


@contextlib.contextmanager
def parts_folder(folder: Path | None) -> Iterator[Path]:
    """Where parts are kept; one that goes afterwards when none is given."""
    if folder is not None:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        yield folder
    else:
        with TemporaryDirectory() as name:
            yield Path(name)


def make_all(series: Series, folder: Path, workshop: Workshop, html_of: Callable[[Printout], str], news: News) -> Made:
    """Each item, out of the folder or anew. Raises RenderFailed when not a single one could be made."""
    made, total = Made(), len(series.items)
    for item in series.items:
        done = len(made.rows) + len(made.failed)
        tell = _teller(news, done, total, item.title, made)
        try:
            printout = item.build()
            path, pages, is_fresh = _kept(folder, workshop, printout, html_of(printout), tell)
        except (UnknownReport, RenderFailed) as failed:
            made.failed.append((item, failed.message if isinstance(failed, RenderFailed) else str(failed)))
            continue
        made.fresh += is_fresh
        made.rows.append((item, path, pages, list(series.facts_of(printout))))
    if not made.rows:
        raise RenderFailed("\n".join(made.left_out)[:500] or _("Er is niets om te maken."), "nothing was made")
    return made


def _teller(news: News, done: int, total: int, title: str, made: Made) -> Callable[[], None]:
    def tell() -> None:
        news(done, made.fresh, total, title, made.left_out)

    tell()
    return tell


def _kept(
    folder: Path, workshop: Workshop, printout: Printout, html: str, tell: Callable[[], None]
) -> tuple[Path, int, bool]:
    """The document of this text as it was made before, or made now (then True); whole or not at all."""
    words, sums = printout.words, [annex.checksum for annex in printout.annexes]
    name = hashlib.sha256(json.dumps([words, html, *sums]).encode()).hexdigest()
    found = next(folder.glob(f"{name}.*.pdf"), None)
    if found is not None:
        return found, int(found.name.split(".")[1]), False
    try:
        content, pages = workshop.make(html, words, tell, _files_of(printout, tell))
    except RenderFailed as failed:
        raise failed.for_document(printout.too_long) from failed
    path, part = folder / f"{name}.{pages}.pdf", folder / f".{name}.part"
    part.write_bytes(content)
    part.replace(path)
    return path, pages, True


def _files_of(printout: Printout, tell: Callable[[], None]) -> list[tuple[str, bytes]]:
    """The annexes of one document as it goes over: checked, and what is gone or altered named."""
    found = []
    with contextlib.ExitStack() as stack:
        for annex in printout.annexes:
            tell()
            word, file = handed_over(annex, stack)
            found.append((word.partition(":")[0], file.read() if file is not None else b""))
    return found


def pack_series(series: Series, made: Made) -> bytes:
    """The archive: the documents, what is what with its checksum, and a list that `sha256sum --check` reads."""
    sums: list[tuple[str, str]] = []
    with TemporaryFile() as out:
        with zipfile.ZipFile(out, "w") as archive:
            for item, path, _pages, _facts in made.rows:
                with path.open("rb") as content:
                    put(archive, item.name, content, sums)
                refuse_too_large(out.tell())
            lines = "".join(f"{digest}  {name}\n" for digest, name in sums)
            put(archive, LIST_NAME, lines.encode(), [])
            put(archive, MANIFEST, _manifest(series, made, {name: digest for digest, name in sums}), [])
        out.seek(0)
        return out.read()


def _manifest(series: Series, made: Made, digests: dict[str, str]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(
        [_("bestand"), *series.heads, _("bladzijden"), _("bytes"), _("controlegetal"), _("niet gemaakt omdat")]
    )
    for item, path, pages, facts in made.rows:
        table.writerow([item.name, *facts, pages, path.stat().st_size, digests[item.name], ""])
    for item, reason in made.failed:
        table.writerow([item.name, *item.facts, *[""] * (len(series.heads) - len(item.facts)), "", "", "", reason])
    return b"\xef\xbb\xbf" + text.getvalue().encode()  # with a mark, so that spreadsheets read it as UTF-8
