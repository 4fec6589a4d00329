"""The days that forms of the registry ask for."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, PeriodMixin

FIRST_DAY = dt.date(1900, 1, 1)  # some partnerships are older than the lists that they are in


class DayField(DateField):
    """A day in the life of a partnership."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(earliest=FIRST_DAY, **kwargs)


class OpenPeriodForm(PeriodMixin, forms.Form):
    """From a day until a day, each of which may be left open."""

    from_on = DayField(label=_("Eerste dag"), required=False, help_text=_("Laat leeg als u de begindatum niet weet."))
    until_on = DayField(label=_("Laatste dag"), required=False, help_text=_("Laat leeg zolang het duurt."))


class PeriodEditForm(OpenPeriodForm, VersionMixin):
    """Other days for a row that is there already."""


class EndForm(VersionMixin):
    until_on = DayField(label=_("Laatste dag"), help_text=_("Vanaf de dag erna geldt het niet meer."))


class WithdrawForm(VersionMixin):
    """Nothing to fill in: only what was on the screen."""


class DayForm(forms.Form):
    """ "Who on that day?" `day` is the day asked for, or today when none (or none that exists) was."""

    op = DayField(label=_("op"), required=False)

    @classmethod
    def asked(cls, request: HttpRequest) -> "DayForm":
        form = cls(request.GET if "op" in request.GET else None, initial={"op": today()})
        form.is_valid()
        return form

    @property
    def day(self) -> dt.date:
        return getattr(self, "cleaned_data", {}).get("op") or today()

    @property
    def is_today(self) -> bool:
        return self.day == today()
