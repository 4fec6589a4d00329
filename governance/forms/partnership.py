"""Founding a partnership, and its data."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField
from governance.forms.periods import DayField
from governance.models import LegalForm
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import EmailField, LineField, ProseField, SlugField
from wegwijzer.ui.listing import FilterForm


class PartnershipDataForm(forms.Form):
    name = LineField(
        label=_("Korte naam"),
        max_length=60,
        help_text=_("Zoals u het noemt, bijvoorbeeld ISOM. Staat boven elke pagina."),
    )
    legal_form = forms.ChoiceField(label=_("Rechtsvorm"), choices=[("", _("Kies een rechtsvorm")), *LegalForm.choices])
    founded_on = DayField(label=_("Opgericht op"), required=False)
    ended_on = DayField(label=_("Ontbonden op"), required=False)
    purpose = ProseField(label=_("Doel"), required=False)
    principles = ProseField(label=_("Principes"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        founded_on, ended_on = cleaned.get("founded_on"), cleaned.get("ended_on")
        if founded_on and ended_on and ended_on < founded_on:
            self.add_error("ended_on", _("De ontbinding ligt voor de oprichting. Kies een latere dag."))
        return cleaned


class PartnershipAddForm(PartnershipDataForm):
    field_order = ("name", "full_name", "slug", "legal_form")

    full_name = LineField(label=_("Volledige naam"), max_length=150)
    slug = SlugField(
        label=_("Naam in het adres"),
        help_text=_("Kleine letters, cijfers en streepjes, bijvoorbeeld isom-middenkempen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            "name", "full_name", "slug", "legal_form", Row("founded_on", "ended_on"), "purpose", "principles"
        )


class PartnershipFoundForm(PartnershipAddForm):
    """For who keeps the installation: only what is needed to hand it over; the coordinator fills in the rest."""

    coordinator_name = LineField(label=_("Naam van de coördinator"), max_length=120)
    coordinator_email = EmailField(
        label=_("E-mailadres van de coördinator"),
        help_text=_("Het werkadres. Hierheen gaat de uitnodiging, tenzij deze persoon al een login heeft."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for later in ("ended_on", "purpose", "principles"):
            del self.fields[later]
        self.helper.layout = Layout(
            "name",
            "full_name",
            "slug",
            "legal_form",
            "founded_on",
            Fieldset(_now("Wie coördineert het?"), "coordinator_name", "coordinator_email"),
        )


class PartnershipForm(PartnershipDataForm, VersionMixin):
    managing_authority = OrganisationField(
        Organisation.objects.none(),
        label=_("Beherend bestuur"),
        required=False,
        empty_label=_("geen"),
        help_text=_("Het bestuur dat personeel, contracten en geld beheert voor het samenwerkingsverband."),
    )

    def __init__(self, *args: Any, known: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["managing_authority"].queryset = known  # type: ignore[attr-defined]
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            "version",
            "name",
            "legal_form",
            "managing_authority",
            Row("founded_on", "ended_on"),
            "purpose",
            "principles",
        )


class PartnershipFilterForm(FilterForm):
    rechtsvorm = forms.ChoiceField(label=_("met als rechtsvorm"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rechtsvorm"].choices = [("", _("elke rechtsvorm")), *LegalForm.choices]  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        asked = self.cleaned_data.get("rechtsvorm")
        return rows.filter(legal_form=asked) if asked else rows

    def sentence(self) -> str:
        asked = self.cleaned_data.get("rechtsvorm")
        return _now("met als rechtsvorm %s") % LegalForm(asked).label if asked else ""
