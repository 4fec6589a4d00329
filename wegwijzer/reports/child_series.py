"""Many documents in one child process: they come one after another, so that starting and reading styles is paid once.

Used in the child process only. In on standard input, out on standard output, each time a line of JSON and then bytes:

    {"bytes": 5120, "words": ["booklet:rtl"], "files": [["picture", 900]]}        the HTML, and each file
    {"code": 0, "pages": 4, "bytes": 18230, "detail": ""}        the PDF, or the code of what went wrong

A document that goes wrong is answered, and the next one is made; after one that ate all memory the process ends.
"""

import gc
import io
import json
import os
import resource
import time
import traceback
from collections.abc import Callable
from typing import Any

RARELY = 4  # documents between two times that circles of objects are looked for
Make = Callable[[str, Any, list[str], Any], int]


class Kept:
    """What documents share: fonts, and the style sheet that all of them begin with."""

    def __init__(self) -> None:
        self.fonts: Any = None
        self.sheet: Any = None

    def share(self, root: Any, fetcher: Any) -> dict[str, Any]:
        """What goes along with the rendering; takes the link to the sheet out of the document."""
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        if self.fonts is None:
            self.fonts = FontConfiguration()
        links = [element for element in root.iter("link") if element.get("rel") == "stylesheet"]
        if [element.get("href") for element in links] != ["asset:print.css"] or root.find(".//style") is not None:
            return {"font_config": self.fonts}
        if self.sheet is None:
            self.sheet = CSS(url="asset:print.css", url_fetcher=fetcher, font_config=self.fonts)
        links[0].set("rel", "kept")
        return {"font_config": self.fonts, "stylesheets": [self.sheet]}


def serve(source: Any, answers: Any, seconds: int, make: Make, outcome_of: Callable[[BaseException], int]) -> int:
    """Until nothing comes any more; returns 0, or the code of what it ended for."""
    kept, made = Kept(), 0
    while head := source.readline():
        said = json.loads(head)
        html = source.read(said["bytes"]).decode()
        files = [_opened(kind, source.read(size)) for kind, size in said["files"]]
        _allow(seconds)
        output = io.BytesIO()
        code = pages = 0
        detail = ""
        try:
            pages = make(html, output, [*said["words"], *files], kept)
        except BaseException as error:
            code = outcome_of(error)
            detail = traceback.format_exc(limit=-3)[-2000:]
            output = io.BytesIO()
            last = isinstance(error, MemoryError)
            del error
        else:
            last = False
        content = output.getvalue()
        about = {"code": code, "pages": pages, "bytes": len(content), "detail": detail}
        answers.write(json.dumps(about).encode() + b"\n" + content)
        answers.flush()
        if last:
            return code
        made += 1
        if made == 1:
            gc.collect()
            gc.freeze()  # the engine itself never goes: looking through it each time would be a third of the work
        elif made % RARELY == 0:
            gc.collect()
    return 0


def _opened(kind: str, content: bytes) -> str:
    """A file as an argument names it: by the number of an open one, which who reads it closes."""
    if not content:
        return f"{kind}:"
    handle = os.memfd_create("annex")
    with os.fdopen(os.dup(handle), "wb") as out:
        out.write(content)
    os.lseek(handle, 0, os.SEEK_SET)
    return f"{kind}:{handle}"


def _allow(seconds: int) -> None:
    """As much processor time for this document as one that is made alone gets."""
    spent = time.process_time()
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(int(spent) + seconds, hard), hard))
