"""An organ of an organisation, one sitting of it, and its recess."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.calendar_lines import last_day
from governance.forms.periods import DayField
from governance.models import Council, organs_of
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField, PeriodMixin
from wegwijzer.ui.forms.typed import StrictField

MOST_CLOSING_DAYS = 90


class ClosingDaysField(IntegerField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Dagen tussen het sluiten van de agenda en de zitting"),
            largest=MOST_CLOSING_DAYS,
            initial=14,
            help_text=_("Zoveel dagen voor de zitting moet een punt ten laatste bij het bestuur zijn."),
            widget=forms.TextInput(attrs={"size": 5}),
        )


class CouncilForm(forms.Form):
    kind = forms.ChoiceField(label=_("Orgaan"), error_messages={"required": _("Kies een orgaan.")})
    closing_days = ClosingDaysField()

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = set(organisation.councils.values_list("kind", flat=True))
        free = [kind for kind in organs_of(organisation.kind) if kind not in there]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in free]  # type: ignore[attr-defined]
        self.fields["kind"].initial = free[0] if free else None


class CouncilEditForm(VersionMixin):
    closing_days = ClosingDaysField()


class CouncilSittingForm(forms.Form):
    """One sitting."""

    held_on = DayField(label=_("Zitting op"), latest=last_day)
    agenda_closes_on = DayField(label=_("Agenda sluit op"), required=False, latest=last_day)

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agenda_closes_on"].help_text = _("Laat leeg voor %s dagen voor de zitting.") % council.closing_days
        self.helper = BaseHelper()
        self.helper.layout = Layout("held_on", "agenda_closes_on")


class CouncilSittingEditForm(CouncilSittingForm, VersionMixin):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.insert(0, "version")


class RecessForm(PeriodMixin, forms.Form):
    name = LineField(label=_("Naam"), max_length=60, initial=_("zomerreces"))
    from_on = DayField(label=_("Eerste dag"), latest=last_day)
    until_on = DayField(label=_("Laatste dag"), latest=last_day)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = BaseHelper()
        self.helper.layout = Layout("name", Row("from_on", "until_on"))

    @staticmethod
    def usual(day: dt.date) -> dict[str, Any]:
        """The summer that comes next."""
        year = day.year + (day.month > 8)
        return {"from_on": dt.date(year, 7, 1), "until_on": dt.date(year, 8, 31)}


class RecessEditForm(RecessForm, VersionMixin):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.insert(0, "version")


class MonthField(StrictField):
    """A month of the address, as its first day: "2026-09"."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": _("Schrijf een maand als 2026-09.")}

    def parse(self, text: str) -> dt.date:
        try:
            return dt.datetime.strptime(text, "%Y-%m").replace(tzinfo=dt.UTC).date()
        except ValueError:
            raise self.refuse("invalid") from None
