"""Giving somebody a mandate, and correcting it."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField
from governance.forms.periods import DayField, OpenPeriodForm
from governance.forms.within import RoleFilterForm
from governance.models import SEATS, Body, MandateRole, Person
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin

VOTE = {"rol": None, "ja": True, "nee": False}


class MandateForm(OpenPeriodForm):
    """A mandate for a known person (from the person's page) or in a known body (from the body's page)."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Persoon"), empty_label=_("Kies een persoon"))
    role = forms.ChoiceField(label=_("Rol"), choices=[("", _("Kies een rol")), *MandateRole.choices])
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Orgaan"),
        required=False,
        empty_label=_("geen orgaan"),
        help_text=_("Leeg voor een contactpersoon of coördinator."),
    )
    organisation = OrganisationField(
        Organisation.objects.none(),
        label=_("Vertegenwoordigt"),
        required=False,
        empty_label=_("geen organisatie"),
    )
    has_vote = forms.TypedChoiceField(
        label=_("Stemrecht"),
        required=False,
        initial="rol",
        coerce=VOTE.get,
        empty_value=None,
        choices=[("rol", _("volgens de rol: voorzitter en lid stemmen")), ("ja", _("ja")), ("nee", _("nee"))],
    )
    from_on = DayField(label=_("Eerste dag"))
    until_on = DayField(label=_("Laatste dag"), required=False, help_text=_("Laat leeg als u de einddatum niet kent."))

    def __init__(
        self,
        *args: Any,
        organisations: "QuerySet[Organisation]",
        people: "QuerySet[Person] | None" = None,
        bodies: "QuerySet[Body] | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        if people is None:
            del self.fields["person"]
        else:
            self.fields["person"].queryset = people  # type: ignore[attr-defined]
        if bodies is None:
            del self.fields["body"]
            seats = [choice for choice in MandateRole.choices if choice[0] in SEATS]
            self.fields["role"].choices = [("", _("Kies een rol")), *seats]  # type: ignore[attr-defined]
        else:
            self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        wanted = ("person", "role", "body", "organisation", "has_vote")
        self.helper = BaseHelper()
        self.helper.layout = Layout(*[name for name in wanted if name in self.fields], Row("from_on", "until_on"))


class MandateEditForm(OpenPeriodForm, VersionMixin):
    """Person, role and body stay: another one of those is another mandate."""

    organisation = OrganisationField(
        Organisation.objects.none(), label=_("Vertegenwoordigt"), required=False, empty_label=_("geen organisatie")
    )
    has_vote = forms.BooleanField(label=_("Stemgerechtigd"), required=False)
    from_on = DayField(label=_("Eerste dag"))

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.helper = BaseHelper()
        self.helper.layout = Layout("version", "organisation", "has_vote", Row("from_on", "until_on"))


class MandateFilterForm(RoleFilterForm):
    geldt = forms.ChoiceField(
        label=_("geldig"),
        required=False,
        choices=[("", _("om het even")), ("ja", _("vandaag")), ("nee", _("niet meer"))],
    )

    field_order = ("rol", "geldt", "verband")

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        told = self.cleaned_data
        if told.get("rol"):
            rows = rows.filter(role=told["rol"])
        if told.get("geldt"):
            rows = rows.on() if told["geldt"] == "ja" else rows.ended()
        return rows

    def sentence(self) -> str:
        told = self.cleaned_data
        words = {"ja": _now("geldig vandaag"), "nee": _now("niet meer geldig")}
        parts = (self.role_words, words.get(told.get("geldt") or "", ""), super().sentence())
        return " ".join(part for part in parts if part)
