"""Another deadline, to see who could make that."""

import datetime as dt

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from governance.forms.calendar_lines import last_day
from wegwijzer.ui.forms import DateField


class DeadlineForm(forms.Form):
    """ "What if the deadline were then?" Read from the address; what is no day is told, and changes nothing."""

    tegen = DateField(label=_("Wat als het antwoord er moet zijn tegen"), required=False, latest=last_day)

    @classmethod
    def asked(cls, request: HttpRequest, deadline: dt.date) -> "DeadlineForm":
        form = cls(request.GET if "tegen" in request.GET else None, initial={"tegen": deadline})
        form.is_valid()
        return form

    @property
    def day(self) -> dt.date | None:
        return getattr(self, "cleaned_data", {}).get("tegen")
