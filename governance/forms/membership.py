"""Becoming a member."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout, Row
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import PartyForm
from governance.forms.periods import DayField, OpenPeriodForm
from wegwijzer.ui.crispy import BaseHelper


class MembershipForm(PartyForm, OpenPeriodForm):
    """The organisation and the days of its membership; also for taking part in a service."""

    field_order = ("organisation", "kind", "nis_code", "organisation_name", "kbo_number", "from_on", "until_on")

    from_on = DayField(label=_("Eerste dag"), required=False, help_text=_("Laat leeg als u de begindatum niet weet."))
    until_on = DayField(label=_("Laatste dag"), required=False, help_text=_("Laat leeg zolang het duurt."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = BaseHelper()
        self.helper.layout = Layout(*self.party_layout(), Fieldset(_now("Wanneer"), Row("from_on", "until_on")))
