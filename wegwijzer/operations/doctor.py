"""What is wrong with an installation, one small question at a time."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

log = logging.getLogger("wegwijzer.doctor")


class Level(models.TextChoices):
    OK = "ok", gettext_lazy("ok")
    WARNING = "warning", gettext_lazy("waarschuwing")
    FAULT = "fault", gettext_lazy("fout")


@dataclass(frozen=True)
class Finding:
    """What a question found, and what to do about it (Dutch; empty when nothing has to be done)."""

    level: Level
    text: str
    todo: str = ""


def ok(text: str) -> Finding:
    return Finding(Level.OK, text)


def warning(text: str, todo: str) -> Finding:
    return Finding(Level.WARNING, text, todo)


def fault(text: str, todo: str) -> Finding:
    return Finding(Level.FAULT, text, todo)


Check = Callable[[], Finding]
checks: "dict[str, tuple[StrOrPromise, Check]]" = {}


def check(label: "StrOrPromise") -> Callable[[Check], Check]:
    """Register a question: a function without arguments that gives a Finding. Its name is how a program knows it."""

    def register(ask: Check) -> Check:
        name = ask.__name__
        if name in checks:
            raise ValueError(f"registered twice: {name}")
        checks[name] = (label, ask)
        return ask

    return register


@dataclass(frozen=True)
class Line:
    """A question by name and label, with what it found."""

    name: str
    label: str
    finding: Finding


def examine() -> Iterator[Line]:
    """Ask everything, in order of registration. A question that fails itself is a fault too, and stops no other."""
    for name, (label, ask) in checks.items():
        try:
            finding = ask()
        except Exception as error:  # whatever is broken, the other lines have to be told
            log.debug("check %s failed", name, exc_info=True)
            why = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            finding = fault(why, _("Dit kon niet nagekeken worden; los eerst de fouten hierboven op."))
        yield Line(name, str(label), finding)
