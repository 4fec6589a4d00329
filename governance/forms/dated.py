"""Choosing among things that were treated in a meeting: agenda items, decisions."""

from typing import Any

from django import forms

from wegwijzer.ui.words import day


class DatedField(forms.ModelMultipleChoiceField):
    """Several boxes to tick, each with the body and the day: titles come back meeting after meeting."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} – {obj.body}, {day(obj.meeting.planned_start)}"
