"""Choices of rows that a page has read already."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, rows: "QuerySet[Any]", words: Mapping[Any, str]) -> None:
    """Let the field offer `words` (key → what it is called) from memory; only what is chosen is looked up in `rows`."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    field.choices = [("", field.empty_label), *words.items()]
