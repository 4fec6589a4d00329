"""Who leads and who writes, and between which hours."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Attendance, Meeting, Person
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import TimeField
from wegwijzer.ui.forms.choices import offer


class SittingForm(VersionMixin, forms.Form):
    """Chair, secretary and hours. The people are those with a seat in this meeting."""

    chair = forms.ModelChoiceField(queryset=None, required=False, label=_("Voorzitter"), empty_label=_("niemand"))
    secretary = forms.ModelChoiceField(queryset=None, required=False, label=_("Verslaggever"), empty_label=_("niemand"))
    started_at = TimeField(label=_("Begonnen om"))

    def __init__(self, *args: Any, meeting: Meeting, seats: Iterable[Attendance], **kwargs: Any) -> None:
        kwargs.setdefault("initial", self._initial(meeting))
        super().__init__(*args, **kwargs)
        people = {seat.person_id: seat.name for seat in seats if seat.person_id}
        for name, current in (("chair", meeting.chair), ("secretary", meeting.secretary)):
            offered = people | ({current.pk: current.name} if current else {})
            offer(self, name, Person.objects.filter(pk__in=offered), offered)
        if meeting.actual_end is not None:
            self.fields["ended_at"] = TimeField(label=_("Geëindigd om"))

    def _initial(self, meeting: Meeting) -> dict[str, Any]:
        people = {"chair": meeting.chair_id, "secretary": meeting.secretary_id}
        return {"version": meeting.version} | people | self.saved_values(meeting)

    def saved_values(self, current: Meeting) -> dict[str, Any]:
        """The hours as they are by now, on a Belgian clock to the minute, for the page that shows both."""
        hours = (("started_at", current.actual_start), ("ended_at", current.actual_end))
        return {
            name: timezone.localtime(moment).time().replace(second=0, microsecond=0)
            for name, moment in hours
            if moment is not None
        }
