"""The process that turns HTML (standard input) into a PDF/UA-1 (standard output), walled in before it reads a byte.

Beside annexes an argument can be "booklet:ltr" (or rtl: pages laid on sheets to fold), "most:2" (pages, or it is
refused), or "series": then many documents come one after another, as `child_series` says.

Annexes come as open files, named in the arguments ("pdf:7"); what people made elsewhere is put in as pictures of pages.
As soon as pages of a foreign PDF are in it, the document no longer claims to be PDF/UA-1: its own part still is, but
nobody can vouch for the fonts and words of those pages.

Knows neither the application nor its database: no Django, no settings, no secrets in its environment.
Standard error carries lines "PAGE <n>" and "PAGES <total>" while it works, "LEFT_OUT <annex> <problem>" for what could
not be put in, and the technical reason when it ends badly.
"""

import ctypes
import errno
import functools
import gc
import io
import logging
import os
import re
import resource
import runpy
import signal
import sys
import traceback
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

OK, BROKEN, RESOURCE_REFUSED, TOO_DEEP, TABLE_TOO_WIDE, NO_MEMORY, TOO_LARGE, TOO_MANY = 0, 1, 20, 21, 22, 23, 24, 25

MOST_DOCUMENTS = 100  # of one process that makes a series
DEEPEST = 200  # elements inside one another; past it the parser's work grows with the square
WIDEST = 100  # columns or rows that one cell may span
RECURSION = 12_000  # the layout takes about eight calls for one level of nesting
PDF_MAX_BYTES = 200 * 1024 * 1024
PR_SET_PDEATHSIG = 1
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
CLOSED_BY_NEXT = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "option"))


class TooDeep(Exception):
    """Elements stand more than DEEPEST levels inside one another."""


class TableTooWide(Exception):
    """A cell spans more than WIDEST columns or rows."""


class TooManyPages(Exception):
    """It takes more pages than it may."""


class _Shape(HTMLParser):
    """Reads the tags one by one, without building a tree, and stops at the first that goes too far."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            digits = (value or "").strip()
            if name in {"colspan", "rowspan", "span"} and digits.isdigit() and int(digits[:9]) > WIDEST:
                raise TableTooWide(f"{tag} {name}={digits[:20]}")
        if tag in VOID:
            return
        if tag in CLOSED_BY_NEXT and self.open and self.open[-1] == tag:
            self.open.pop()
        self.open.append(tag)
        if len(self.open) > DEEPEST:
            raise TooDeep(f"more than {DEEPEST} levels, at <{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def check_shape(html: str) -> None:
    """Raise TooDeep or TableTooWide for a document that the layout could not end in time."""
    shape = _Shape()
    shape.feed(html)
    shape.close()


def wall_in(seconds: int, memory_bytes: int, parent: int, documents: int = 1) -> None:
    """Set this process's limits: processor time, address space, file size, no network, no life after its parent."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the line above
            os._exit(BROKEN)
    if hasattr(libc, "unshare"):  # refused in some containers; the fetcher is the wall that always stands
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, documents * seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (PDF_MAX_BYTES, PDF_MAX_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Pages(logging.Handler):
    """Passes on which page the layout has reached."""

    def emit(self, record: logging.LogRecord) -> None:
        if "Page %d" in str(record.msg) and record.args:
            say(f"PAGE {record.args[0]}")  # type: ignore[index]


def say(line: str) -> None:
    os.write(sys.stderr.fileno(), f"{line}\n".encode())


@functools.cache
def neighbour(name: str) -> dict[str, Any]:
    """A module beside this one, by its place and not by its package: importing that would bring in the application."""
    return runpy.run_path(str(Path(__file__).with_name(f"{name}.py")))


def convert(html: str, output: Any, words: list[str] = [], memory_bytes: int = 0, kept: Any = None) -> int:  # noqa: B006 - not changed
    """Write the document as PDF/UA-1 to `output`; returns its pages. `words` are its annexes, and how it is to be.

    Raises whatever the layout raises, FatalURLFetchingError (a BaseException) included; what was written by then is no
    document.
    """
    import weasyprint

    asked = dict(word.split(":", 1) for word in words if word.startswith(("booklet:", "most:")))
    fetcher = neighbour("fetcher")["BundledFetcher"]()
    read = read_annexes([word for word in words if word.partition(":")[0] not in asked], memory_bytes)
    fetcher.given = {annex.addresses[0]: annex.content for annex in read if annex.content}
    name_languages()
    tell_pages()
    source = weasyprint.HTML(string=html, base_url="asset:", url_fetcher=fetcher)
    neighbour("annexes")["expand"](source.etree_element, read)
    dress(source.etree_element, fetcher("asset:picture.css").read().decode())
    pages = {address: page for annex in read for address, page in annex.pages.items()}
    shared = kept.share(source.etree_element, fetcher) if kept is not None else {}
    document = source.render(pdf_variant="pdf/ua-1", presentational_hints=False, cache=dict(pages), **shared)
    count = len(document.pages)
    say(f"PAGES {count}")
    if count > int(asked.get("most", count)):
        raise TooManyPages(f"{count} pages")

    def finish(document: Any, pdf: Any) -> None:
        for annex in read:
            for piece in annex.pieces:
                pdf.add_object(piece)
        if pages:
            unclaim(pdf)
        fetcher.check()

    whole = io.BytesIO() if "booklet" in asked else output
    document.write_pdf(whole, pdf_variant="pdf/ua-1", dpi=150, finisher=finish)
    return folded(whole.getvalue(), output, asked["booklet"]) if "booklet" in asked else count


def read_annexes(arguments: list[str], memory_bytes: int) -> list[Any]:
    if not arguments:
        return []
    read: list[Any] = neighbour("annexes")["read"](arguments, memory_bytes, neighbour("annex_pages")["pages_of"])
    for annex in read:
        if annex.problem:
            say(f"LEFT_OUT {annex.number} {annex.problem}")
    return read


def tell_pages() -> None:
    """Whoever waits hears which page the layout has reached."""
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    if not progress.handlers:
        progress.addHandler(_Pages())


def folded(content: bytes, output: Any, direction: str) -> int:
    """The pages laid on sheets; returns how many sides those have."""
    count: int = neighbour("booklet")["impose"](content, output, right_to_left=direction == "rtl")
    say(f"SIDES {count}")
    return count


def make_haste() -> None:
    """Spare the engine work that changes no byte of the document; the tests hold both against the plain engine.

    The layout keeps millions of objects to its end, so that looking for circles among them is a fifth of the time and
    finds next to nothing: it is done rarely. And pydyf 0.13 writes the list of all pages anew for each tag, which makes
    the time grow with the square of the pages: the list is kept and only grows.
    """
    import pydyf

    gc.set_threshold(200_000, 20, 10)

    def page_references(pdf: Any) -> list[bytes]:
        kept: list[bytes] = vars(pdf).setdefault("_kept_page_references", [])
        kept += [b"%d 0 R" % number for number in pdf.pages["Kids"][3 * len(kept) :: 3]]
        return kept

    pydyf.PDF.page_references = property(page_references)


def unclaim(pdf: Any) -> None:
    """Take the claim to be PDF/UA-1 (ISO 14289-1, 5) out of the metadata; everything else of it stays."""
    for piece in pdf.objects:
        if getattr(piece, "extra", {}).get("Type") == "/Metadata":
            piece.stream = [re.sub(rb'\s[\w:]*part="1"', b"", part) for part in piece.stream]


def dress(root: Any, sheet: str) -> None:
    """Give each drawing its style sheet: the engine lets it see none of the page around it."""
    namespace = "{http://www.w3.org/2000/svg}"
    for drawing in root.iter(f"{namespace}svg"):
        style = drawing.makeelement(f"{namespace}style", {})
        style.text = sheet
        drawing.append(style)


def name_languages() -> None:
    """Have the tags of a part say its language (`lang`), so that French is not read aloud as if it were Dutch.

    WCAG 2.2, 3.1.2. WeasyPrint 70 writes the language of the whole only and has no hook for this, so that its builder
    of tags is wrapped, in this process alone; the tests read the languages back and would see it no longer work.
    """
    import pydyf
    from weasyprint.pdf import tags

    build = tags._build_box_tree
    if getattr(build, "names_languages", False):
        return

    def with_language(box: Any, *rest: Any) -> Iterator[Any]:
        element = getattr(box, "element", None)
        is_part = element is not None and box.element_tag not in ("html", "body")
        for tag in build(box, *rest):
            if is_part and element.get("lang"):
                tag.setdefault("Lang", pydyf.String(element.get("lang")))
            yield tag

    with_language.names_languages = True  # type: ignore[attr-defined]
    tags._build_box_tree = with_language


def outcome_of(error: BaseException) -> int:
    """The exit code that tells the parent what went wrong."""
    known: dict[str, int] = {
        "FatalURLFetchingError": RESOURCE_REFUSED,
        "TooDeep": TOO_DEEP,
        "RecursionError": TOO_DEEP,
        "TableTooWide": TABLE_TOO_WIDE,
        "TooManyPages": TOO_MANY,
        "MemoryError": NO_MEMORY,
    }
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return TOO_LARGE
    return known.get(type(error).__name__, BROKEN)


def main(seconds: int, memory_bytes: int, parent: int, words: list[str]) -> int:
    """Read, check, convert, write; returns the exit code."""
    is_series = words == ["series"]
    wall_in(seconds, memory_bytes, parent, MOST_DOCUMENTS if is_series else 1)
    sys.setrecursionlimit(RECURSION)
    make_haste()
    output: Any = sys.stdout.buffer
    try:
        if is_series:
            serve: Any = neighbour("child_series")["serve"]
            make = functools.partial(_checked, memory_bytes=memory_bytes)
            return int(serve(sys.stdin.buffer, output, seconds, make, outcome_of))
        _checked(sys.stdin.buffer.read().decode(), output, words, memory_bytes=memory_bytes)
        output.flush()
    except BaseException as error:
        code = outcome_of(error)
        say(traceback.format_exc(limit=-3)[-2000:])
        return code
    return OK


def _checked(html: str, output: Any, words: list[str], kept: Any = None, memory_bytes: int = 0) -> int:
    check_shape(html)
    return convert(html, output, words, memory_bytes, kept)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:4]), sys.argv[4:]))
