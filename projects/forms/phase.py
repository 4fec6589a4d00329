"""A phase of a project: what was planned, and what is expected now."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.schedule import OrderMixin, ShiftMixin
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.forms import DateField, LineField


class PhaseForm(OrderMixin, forms.Form):
    """A new one: it is expected as it is planned."""

    ORDERS = (("planned_from_on", "planned_until_on"),)

    name = LineField(
        label=_("Naam"), max_length=120, help_text=_("Bijvoorbeeld: voorbereiding, uitvoering, evaluatie.")
    )
    planned_from_on = DateField(label=_("Gepland van"))
    planned_until_on = DateField(label=_("Gepland tot en met"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = BaseHelper()
        self.helper.layout = Layout("name", Row("planned_from_on", "planned_until_on"))


class PhaseMoveForm(ShiftMixin, OrderMixin, forms.Form):
    """Only when it is expected now."""

    ORDERS = (("from_on", "until_on"),)

    from_on = DateField(label=_("Verwacht van"))
    until_on = DateField(label=_("Verwacht tot en met"))


class PhaseChangeForm(PhaseMoveForm, PhaseForm):
    """Everything of one that is there already."""

    ORDERS = (*PhaseForm.ORDERS, *PhaseMoveForm.ORDERS)

    field_order = ("version", "shown", "along", "name", "planned_from_on", "planned_until_on", "from_on", "until_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].help_text = _("Of begonnen op.")
        self.fields["until_on"].help_text = _("Of beëindigd op.")
        self.helper.layout = Layout(
            "version", "shown", "along", "name", Row("from_on", "until_on"), Row("planned_from_on", "planned_until_on")
        )
