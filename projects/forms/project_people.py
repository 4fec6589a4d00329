"""Staff, funders and stakeholders of a project."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField, PartyForm
from governance.forms.periods import OpenPeriodForm
from governance.models import Body, Person
from projects.models import StakeholderGroup
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DocumentField, LineField, ProseField


class AroundForm(forms.Form):
    """Offers what the partnership knows: `choices` are rows by the name of their field."""

    def __init__(self, *args: Any, choices: "dict[str, QuerySet[Any]]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & choices.keys():
            self.fields[name].queryset = choices[name]  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, once it is valid."""
        return dict(self.cleaned_data)


class StaffForm(AroundForm, OpenPeriodForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Wie?"),
        empty_label=_("Kies een persoon"),
        help_text=_("Staat iemand er niet bij? Voeg die persoon eerst toe op de pagina van het samenwerkingsverband."),
    )
    role = LineField(label=_("Rol in het project"), max_length=100, help_text=_("Bijvoorbeeld: projectmedewerker."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = ["version"] if "version" in self.fields else []
        self.helper = BaseHelper()
        self.helper.layout = Layout(*version, "person", "role", Row("from_on", "until_on"))


class StaffChangeForm(VersionMixin, StaffForm):
    """Other days, another role; ended by its last day."""


class FunderForm(PartyForm):
    """A known organisation, or a new one: a funder is hardly ever a member."""

    grant = LineField(
        label=_("Onder welke naam"),
        max_length=150,
        required=False,
        help_text=_("Zoals het op publicaties moet staan, bijvoorbeeld de naam van de oproep."),
    )

    def __init__(self, *args: Any, choices: "dict[str, QuerySet[Any]]", **kwargs: Any) -> None:
        super().__init__(*args, known=choices["organisation"], **kwargs)
        version = ["version"] if "version" in self.fields else []
        self.helper = BaseHelper()
        self.helper.layout = Layout(*version, *self.party_layout(), "grant")

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, once it is valid."""
        kept = {name: self.cleaned_data[name] for name in ("version", "grant") if name in self.cleaned_data}
        return kept | {"party": self.party}


class FunderChangeForm(VersionMixin, FunderForm):
    pass


class FunderLogoForm(VersionMixin):
    file = DocumentField(
        label=_("Logo"),
        kinds=("png", "jpeg"),
        help_text=_("Een PNG- of JPEG-beeld. Het staat op de titelpagina van het dossier."),
    )


class StakeholderForm(AroundForm):
    group = forms.ChoiceField(label=_("Groep"), choices=StakeholderGroup.choices)
    name = LineField(
        label=_("Wie?"),
        max_length=150,
        help_text=_("Een groep, orgaan of organisatie. Nooit de naam van een nieuwkomer."),
    )
    organisation = OrganisationField(
        Organisation.objects.none(), label=_("Organisatie"), required=False, empty_label=_("geen")
    )
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Orgaan"), required=False, empty_label=_("geen"))
    involvement = ProseField(
        label=_("Hoe betrokken?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld: geeft advies over elke fase, test de brochure, neemt deel aan het trefmoment."),
    )


class StakeholderChangeForm(VersionMixin, StakeholderForm):
    pass
