"""Who works how much on a dossier, and what is shown before it is put in the budget."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.periods import OpenPeriodForm
from governance.models import Person
from projects.forms.project_people import AroundForm
from projects.models import CostKind
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, LineField, NumberField

MOST_FTE = 99  # of one row: a hundred would not fit, and nobody has them


def _fte(label: Any, hint: Any = "", **options: Any) -> NumberField:
    return NumberField(label=label, help_text=hint, largest=MOST_FTE, **options)


class StaffAllocationForm(AroundForm, OpenPeriodForm):
    """`choices` are the people and organisations around the partnership."""

    role = LineField(label=_("Rol"), max_length=100, help_text=_("Bijvoorbeeld: coördinator."))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Bestuur of organisatie"), empty_label=_("kies")
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Wie?"),
        required=False,
        empty_label=_("nog niet bekend"),
        help_text=_("In de begroting komt alleen de rol, nooit de naam."),
    )
    fte = _fte(_("Gepland"), _("In VTE: 1 is voltijds, 0,5 halftijds."))
    fte_real = _fte(_("Werkelijk"), _("Zoals het nu is."), required=False)
    fte_rather = _fte(_("Liever"), _("Zoals het bestuur het zou willen."), required=False)
    yearly_cost = AmountField(
        label=_("Kostprijs van een jaar"),
        required=False,
        help_text=_("Voor 1 VTE, alles inbegrepen. Nodig om het in de begroting te zetten."),
    )
    note = LineField(label=_("Toelichting"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"].help_text = _("Leeg: vanaf het begin van het dossier.")
        self.fields["until_on"].help_text = _("Leeg: tot het einde van het dossier.")
        version = ["version"] if "version" in self.fields else []
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            *version,
            "role",
            "organisation",
            "person",
            Fieldset(str(_("Hoeveel, in VTE")), Row("fte", "fte_real", "fte_rather"), css_class="form-group"),
            Row("from_on", "until_on"),
            "yearly_cost",
            "note",
        )


class StaffAllocationChangeForm(VersionMixin, StaffAllocationForm):
    """To correct one."""


class StaffBudgetForm(forms.Form):
    """`seen` is what was on the screen; which kind of cost is asked only where there are several for staff."""

    seen = LineField(max_length=40, widget=forms.HiddenInput)
    cost_kind = forms.ModelChoiceField(
        CostKind.objects.none(), label=_("Kostensoort van nieuwe lijnen"), empty_label=None
    )

    def __init__(self, *args: Any, kinds: "QuerySet[CostKind]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(kinds[:2])
        field = self.fields["cost_kind"]
        assert isinstance(field, forms.ModelChoiceField)
        if len(known) < 2:
            del self.fields["cost_kind"]
        else:
            field.queryset, field.initial = kinds, known[0]
