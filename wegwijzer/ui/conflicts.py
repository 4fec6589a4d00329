"""Two versions of one thing: what differs, field by field, between what was typed and what is saved by now."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from wegwijzer.audit.models import Entry
from wegwijzer.ui import history, words

EMPTY: tuple[object, ...] = (None, "", [])
NEVER_KEPT = {"csrfmiddlewaretoken", "version"}


@dataclass(frozen=True)
class Difference:
    """A field with what was typed (the bound field itself) and the saved value in words."""

    field: Any
    theirs: str


def shown(value: Any, choices: Any = ()) -> str:
    """A saved value as people read it."""
    labels = {str(key): str(label) for key, label in choices or () if not isinstance(label, list | tuple)}
    if str(value) in labels:
        return labels[str(value)]
    if value in EMPTY:
        return _("leeg")
    if isinstance(value, list):
        return ", ".join(labels.get(str(part), str(part)) for part in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, dt.datetime):
        return words.moment(value)
    if isinstance(value, dt.date):
        return words.day(value)
    if isinstance(value, dt.time):
        return words.clock(value)
    if isinstance(value, Decimal):
        return words.number(value)
    return str(value)


def compare(request: HttpRequest, current: Model | None, form: Any) -> dict[str, Any]:
    """Context of the page: the fields that differ, the ones that do not, and posted values that are no field.

    All of them go along again when the page is sent, so that nothing of what was typed depends on memory.
    """
    differences: list[Difference] = []
    same: list[Difference] = []
    # A form whose fields are not the columns of the row says itself what is saved: {field: value}.
    told = form.saved_values(current) if current is not None and hasattr(form, "saved_values") else {}
    for name, field in form.fields.items():
        if name in NEVER_KEPT:
            continue
        saved = told.get(name, getattr(current, name, None))
        typed = form.cleaned_data.get(name)
        if current is None or typed == saved or (typed in EMPTY and saved in EMPTY):
            (differences if current is None else same).append(Difference(form[name], ""))
        else:
            differences.append(Difference(form[name], shown(saved, getattr(field, "choices", ()))))
    names = [form[name].html_name for name in form.fields]
    kept = [
        (key, value)
        for key, values in request.POST.lists()
        if key not in NEVER_KEPT and not any(key == name or key.startswith(f"{name}_") for name in names)
        for value in values
    ]
    return {"differences": differences, "same": same, "kept": kept, "multipart": form.is_multipart()}


def last_change(current: Model | None) -> history.Line | None:
    """Who saved the other version, and when."""
    if current is None:
        return None
    entry = Entry.objects.about(current).select_related("by").order_by("-pk").first()
    return history.line(entry) if entry else None
