"""Who leads and who writes, and between which hours."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Meeting, Person
from wegwijzer.ui.forms import TimeField


class SittingForm(forms.Form):
    """Chair, secretary and hours. The people are those with a seat in this meeting."""

    chair = forms.ModelChoiceField(queryset=None, required=False, label=_("Voorzitter"), empty_label=_("niemand"))
    secretary = forms.ModelChoiceField(queryset=None, required=False, label=_("Verslaggever"), empty_label=_("niemand"))
    started_at = TimeField(label=_("Begonnen om"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self._initial(meeting))
        super().__init__(*args, **kwargs)
        seated = Person.objects.filter(attendances__meeting=meeting).distinct()
        for name, current in (("chair", meeting.chair_id), ("secretary", meeting.secretary_id)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = (seated | Person.objects.filter(pk=current).distinct()) if current else seated
        if meeting.actual_end is not None:
            self.fields["ended_at"] = TimeField(label=_("Geëindigd om"))

    def _initial(self, meeting: Meeting) -> dict[str, Any]:
        initial: dict[str, Any] = {"chair": meeting.chair_id, "secretary": meeting.secretary_id}
        for name, moment in (("started_at", meeting.actual_start), ("ended_at", meeting.actual_end)):
            if moment is not None:
                initial[name] = timezone.localtime(moment).time().replace(second=0, microsecond=0)
        return initial
