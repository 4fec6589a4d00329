"""Why something with a back-up is not done."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error
from django.utils.translation import gettext as _

from wegwijzer.storage.refusals import why


class Refusal(Exception):
    """The sentence is for whoever gave the command (Dutch). Nothing was overwritten."""


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """For a command: what stops it is told in words, also a disk that is full or a database that went away."""
    try:
        yield
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal
    except (OSError, Error, sqlite3.Error) as error:
        what = _of_machine(error) if isinstance(error, OSError) else " ".join(str(error).split())
        raise CommandError(_("Dat lukte niet: %s. Los dat op en geef het commando opnieuw.") % what) from error


def _of_machine(error: OSError) -> str:
    return f"{error.filename}: {why(error)}" if error.filename else why(error)
