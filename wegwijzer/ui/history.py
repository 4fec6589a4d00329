"""Entries of history in words that a reader understands: fields by their name, choices by their label."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from wegwijzer.audit import registry
from wegwijzer.audit.models import Entry
from wegwijzer.ui import words

HIDDEN = {"version"}


@dataclass(frozen=True)
class Change:
    label: str
    old: str | None  # None: it was not there before
    new: str


@dataclass(frozen=True)
class Line:
    at: dt.datetime
    who: str
    what: str
    about: str
    reason: str
    changes: list[Change]


def _field(entry: Entry, name: str) -> Any:
    try:
        return apps.get_model(entry.target_type)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None


def _text(value: Any, field: Any) -> str:
    """A kept value as people write it."""
    if value in (None, "", [], {}):
        return _("leeg")
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, dict):
        return " / ".join(str(part) for part in value.values())
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    choices = dict(getattr(field, "flatchoices", None) or [])
    if value in choices:
        return str(choices[value])
    try:
        if isinstance(field, models.DateTimeField):
            return words.moment(dt.datetime.fromisoformat(str(value)))
        if isinstance(field, models.DateField):
            return words.day(dt.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
    return str(value)


def _label(field: Any, name: str) -> str:
    """What a field is called; rows that belong to the target are called by their own noun."""
    if field is None:
        return name.replace("_", " ")
    if field.one_to_many:
        return str(field.related_model._meta.verbose_name_plural)
    return str(getattr(field, "verbose_name", name))


def _change(entry: Entry, name: str, kept: Any) -> Change:
    field = _field(entry, name)
    label = _label(field, name)
    if isinstance(kept, list) and len(kept) == 2:  # record() keeps (old, new) as a list of two
        return Change(label, _text(kept[0], field), _text(kept[1], field))
    return Change(label, None, _text(kept, field))


def line(entry: Entry) -> Line:
    """One entry as a line of history."""
    return Line(
        at=entry.at,
        who=str(entry.by) if entry.by_id else _("het systeem"),
        what=str(registry.verbs.get(entry.verb, entry.verb)),
        about=entry.target_text,
        reason=entry.reason,
        changes=[_change(entry, name, kept) for name, kept in entry.changes.items() if name not in HIDDEN],
    )
