"""A picture drawn anew in a process of its own, so that nothing but what it shows is kept."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from wegwijzer.ui.inspection import redraw
from wegwijzer.ui.inspection.refusal import Refusal

LONGEST_SIDE = 1600  # points: sharp across a page of A4 at 200 dpi
SECONDS = redraw.SECONDS + 10
FORMATS = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
CODES = {redraw.TOO_LARGE: "bomb", redraw.MOVES: "moves"}


class Redrawn(NamedTuple):
    """A picture of pixels alone. `kind` is "png" or "jpeg"; sizes are in points."""

    content: bytes
    kind: str
    width: int
    height: int


def redrawn(raw: bytes, kind: str, longest: int = LONGEST_SIDE) -> Redrawn:
    """The picture, of kind "png", "jpeg" or "webp", upright and with its longest side at most `longest`.

    Takes up to half a minute. Raises Refusal "damaged", "bomb" or "moves".
    """
    program = str(Path(redraw.__file__))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, a word of ours and a number
            [sys.executable, "-P", "-s", program, FORMATS[kind], str(longest)],
            input=raw,
            capture_output=True,
            cwd="/",
            env={name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refusal("bomb") from None
    if done.returncode != redraw.OK or not done.stdout:
        raise Refusal("bomb" if done.returncode < 0 else CODES.get(done.returncode, "damaged"))
    drawn, width, height = done.stderr.decode().split()[-3:]
    return Redrawn(done.stdout, drawn, int(width), int(height))
