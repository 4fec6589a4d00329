"""Files that somebody sent along, put into a document of ours: read within limits, and named where that is impossible.

Used in the child process only. In the document stand places for them, numbered from 1 as they come:

    <section data-annex="1">
      <p data-problem="encrypted">…</p>        stays only when that is what is wrong
      <figure data-page><img alt="bladzijde {page} van {pages}"></figure>        once for each page
    </section>
"""

import copy
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

PROBLEMS = ("encrypted", "broken", "too_long", "too_large", "missing", "changed")
SECONDS = 30  # of processor time that one annex may take to be read
MEMORY_SHARE = 0.6  # of all memory, while annexes are read: the rest is for the layout
MOST_BYTES = 150 * 1024 * 1024  # of all annexes together
MOST_PIXELS = 60_000_000


class TooSlow(BaseException):
    """Not an Exception: whoever reads the file must not take it for one of its mistakes."""


@dataclass
class Annex:
    """What came of one: pages as pictures with their address, the objects they need, or what is wrong."""

    number: int
    pages: dict[str, Any] = field(default_factory=dict)  # address: what WeasyPrint draws
    pieces: list[Any] = field(default_factory=list)
    content: bytes = b""  # of a picture
    problem: str = ""

    @property
    def addresses(self) -> list[str]:
        return list(self.pages) or ([f"asset:annex/{self.number}"] if self.content else [])

    def is_wide(self, address: str) -> bool:
        page = self.pages.get(address)
        return page is not None and page.width > page.height


def read(arguments: list[str], memory_bytes: int, pages_of: Callable[..., Any]) -> list[Annex]:
    """The annexes behind "pdf:7" and "picture:8" (numbers of open files), or "missing:" where the parent knows more."""
    left, annexes = MOST_BYTES, []
    for number, argument in enumerate(arguments, start=1):
        kind, _colon, handle = argument.partition(":")
        annex = Annex(number)
        annexes.append(annex)
        if kind in PROBLEMS:
            annex.problem = kind
            continue
        with os.fdopen(int(handle), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > left:
                annex.problem = "too_large"
                continue
            left -= size
            _read(annex, kind, file, memory_bytes, pages_of)
    return annexes


def _read(annex: Annex, kind: str, file: IO[bytes], memory_bytes: int, pages_of: Callable[..., Any]) -> None:
    try:
        with _limits(memory_bytes):
            if kind == "pdf":
                pages, annex.pieces = pages_of(file, f"annex{annex.number}")
                places = enumerate(pages, start=1)
                annex.pages = {f"asset:annex/{annex.number}/{number}": page for number, page in places}
            else:
                annex.content = _picture(file)
    except TooSlow:
        annex.problem = "too_large"
    except MemoryError:
        annex.problem = "too_large"
    except Exception as error:
        # A file can be wrong in as many ways as there are files: whatever it is, it is named and stops no other.
        said = str(error)
        annex.problem = said if said in PROBLEMS else "broken"


def _picture(file: IO[bytes]) -> bytes:
    """The file, decoded once to see that it is whole."""
    from PIL import Image, ImageFile

    tolerant, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(file, formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError("too_large")
            picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant
    file.seek(0)
    return file.read()


@contextmanager
def _limits(memory_bytes: int) -> Iterator[None]:
    """Time and memory of their own, so that one bad file does not take what the document needs."""

    def stop(*_said: Any) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    resource.setrlimit(resource.RLIMIT_AS, (int(memory_bytes * MEMORY_SHARE), memory_bytes))
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        signal.signal(signal.SIGPROF, before)


def expand(root: Any, annexes: list[Annex]) -> None:
    """Fill the places of the annexes: their pages, or the sentence that says what is wrong."""
    for place in [element for element in root.iter() if element.get("data-annex")]:
        annex = annexes[int(place.get("data-annex")) - 1]
        for parent in list(place.iter()):
            for child in list(parent):
                if child.get("data-problem"):
                    if child.get("data-problem") != annex.problem:
                        _remove(parent, child)
                elif child.get("data-page") is not None:
                    _repeat(parent, child, annex)


def _remove(parent: Any, child: Any) -> None:
    tail, place = child.tail or "", list(parent).index(child)
    if tail and place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(child)


def _repeat(parent: Any, child: Any, annex: Annex) -> None:
    place = list(parent).index(child)
    parent.remove(child)
    addresses = annex.addresses
    for page, address in enumerate(addresses, start=1):
        one = copy.deepcopy(child)
        one.attrib.pop("data-page")
        if annex.is_wide(address):
            one.set("class", f"{one.get('class', '')} wide".strip())
        for element in one.iter():
            element.text = _said(element.text, page, len(addresses))
            for name, value in element.attrib.items():
                element.set(name, _said(value, page, len(addresses)) or "")
            if element.tag == "img":
                element.set("src", address)
        parent.insert(place + page - 1, one)


def _said(text: str | None, page: int, pages: int) -> str | None:
    return text and text.replace("{page}", str(page)).replace("{pages}", str(pages))
