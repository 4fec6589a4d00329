"""The label of a choice, for rows that come in dozens."""

from functools import cache
from typing import Any

from django.db import models


@cache
def _labels(field: "models.Field[Any, Any]") -> dict[Any, Any]:
    return dict(field.flatchoices)


class Labels(models.Model):
    """Gives a model a quick `get_…_display`.

    Django's own copies all choices of the field into something hashable, and translates every label for that: on a page
    with sixty mandates this took longer than all the rest of their rows.
    """

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> Any:
        value = getattr(self, field.attname)
        label = _labels(field).get(value, value)
        return label if label is None else str(label)
