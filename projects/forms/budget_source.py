"""A source of a budget."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.models import Call, SourceKind
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, LineField, PercentField, YearField


class BudgetSourceForm(forms.Form):
    """`organisations` are those around the partnership; the funder of `call` stands among them."""

    kind = forms.ChoiceField(label=_("Soort"), choices=SourceKind.choices, widget=forms.RadioSelect)
    name = LineField(label=_("Naam"), max_length=120, help_text=_("Bijvoorbeeld: projectsubsidie, provincie."))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Van wie"), required=False, empty_label=_("niet in de lijst")
    )
    amount = AmountField(label=_("Bedrag"), required=False, help_text=_("Over alle jaren samen."))
    percent = PercentField(
        label=_("Of procent van de subsidiabele kosten"),
        required=False,
        help_text=_("Een subsidie stopt dan vanzelf bij de plafonds van de oproep."),
    )
    year = YearField(
        label=_("Alleen voor het jaar"),
        required=False,
        smallest=1988,
        largest=2100,
        help_text=_("Leeg: over de jaren zoals de subsidiabele kosten."),
    )

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", call: Call | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        funder = call.funder_id if call else None
        known = Q(pk__in=organisations.values("pk")) | Q(pk=funder)
        field.queryset = Organisation.objects.filter(known).order_by("name")
        self.helper = BaseHelper()
        names = ["kind", "name", "organisation", Row("amount", "percent"), "year"]
        self.helper.layout = Layout(*(["version"] if "version" in self.fields else []), *names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if cleaned["amount"] is None and cleaned["percent"] is None:
            self.add_error("amount", _now("Vul een bedrag in, of een percentage van de subsidiabele kosten."))
        elif cleaned["amount"] is not None and cleaned["percent"] is not None:
            self.add_error("percent", _now("Kies: een bedrag of een percentage. Maak een van beide leeg."))
        return cleaned


class BudgetSourceEditForm(BudgetSourceForm, VersionMixin):
    """To correct one."""
