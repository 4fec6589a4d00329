"""Choices of rows that a page has read already."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, rows: "QuerySet[Any]", words: Mapping[Any, str]) -> None:
    """Let the field offer `words` (key → what it is called) from memory; only what is chosen is looked up in `rows`.

    With `empty_label=None` nothing stands for "no choice".
    """
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    nothing = [] if field.empty_label is None else [("", field.empty_label)]
    field.choices = [*nothing, *words.items()]
