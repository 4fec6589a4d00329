"""The card of a person."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField, PartyForm
from governance.forms.within import RoleFilterForm
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import EmailField, LineField


class PersonForm(PartyForm):
    """Professional data only; the employer may be an organisation that is not known yet."""

    must_name_one = False
    choice = "employer"
    field_order = ("name", "function", "email", "phone", "employer")

    name = LineField(label=_("Naam"), max_length=120)
    function = LineField(label=_("Functie"), max_length=120, required=False)
    email = EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Het adres van het werk. Nodig om iemand uit te nodigen."),
    )
    phone = LineField(label=_("Telefoon op het werk"), max_length=30, required=False)
    organisation = None  # here it is called by what it is to the person
    employer = OrganisationField(
        Organisation.objects.none(), label=_("Werkt bij"), required=False, empty_label=_("niet bekend")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation_name"].label = _("Naam van de organisatie")
        self.fields["phone"].widget.input_type = "tel"  # type: ignore[attr-defined]
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            "name",
            "function",
            "email",
            "phone",
            "employer",
            Fieldset(_now("Staat de werkgever niet in de lijst?"), *self.new_fields),
        )

    @property
    def card(self) -> dict[str, Any]:
        """What the action takes."""
        told = self.cleaned_data
        return {name: told[name] for name in ("name", "function", "email", "phone")} | {"employer": self.party}


class PersonEditForm(PersonForm, VersionMixin):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.insert(0, "version")


class PersonFilterForm(RoleFilterForm):
    login = forms.ChoiceField(
        label=_("login"),
        required=False,
        choices=[("", _("om het even")), ("ja", _("ja")), ("nee", _("nee"))],
    )

    field_order = ("rol", "login", "verband")

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        told = self.cleaned_data
        if told.get("rol"):
            rows = rows.with_role(told["rol"])
        if told.get("login"):
            rows = rows.filter(user__isnull=told["login"] == "nee")
        return rows

    def sentence(self) -> str:
        told = self.cleaned_data
        words = {"ja": _now("met login"), "nee": _now("zonder login")}
        parts = (self.role_words, words.get(told.get("login") or "", ""), super().sentence())
        return " ".join(part for part in parts if part)
