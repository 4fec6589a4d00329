"""Choosing an organisation, or naming a new one; and correcting its data."""

import re
from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.actions.organisation import Named, Party
from governance.models import IN_PAIRS, Partnership, organisations_within
from wegwijzer.accounts import municipalities
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, OrganisationKind
from wegwijzer.accounts.periods import holds_on, today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import EmailField, HttpsUrlField, KboField, LineField
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.forms.typed import StrictField
from wegwijzer.ui.listing import FilterForm


class MunicipalityInput(forms.TextInput):
    """A line to type in that offers the municipalities of the list."""

    template_name = "governance/widgets/municipality.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"municipalities": municipalities.everywhere()}


class MunicipalityField(StrictField):
    """A municipality by its name or NIS code, as NIS code: "Olen", "13029" or "Olen (13029)".

    A name is that of today; one that was merged is meant with its code, or when nobody bears its name now.
    """

    widget = MunicipalityInput
    default_error_messages = {
        "unknown": _("Deze gemeente staat niet in de lijst. Schrijf de naam voluit, of de NIS-code met vijf cijfers."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "size": 30, "list": "municipalities"}

    def parse(self, text: str) -> str:
        code = re.search(r"(?:^|\()([0-9]{5})\)?$", text)
        found = municipalities.by_nis(code[1]) if code else municipalities.named(text)
        if found is None:
            raise self.refuse("unknown")
        return found.nis_code

    def prepare_value(self, value: Any) -> Any:
        known = municipalities.by_nis(value) if isinstance(value, str) and value else None
        return known.label if known else value


class OrganisationField(forms.ModelChoiceField):
    """One of the organisations that a partnership knows, boards in pairs."""

    is_asked = False  # the form wants this or something else, so it is no choice to leave it empty

    default_error_messages = {
        "required": _("Kies een organisatie."),
        "invalid_choice": _("Kies een organisatie uit de lijst."),
    }

    def __init__(self, queryset: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(queryset.order_by(*IN_PAIRS), **({"empty_label": _("Kies een organisatie")} | kwargs))


class PartyForm(forms.Form):
    """A known organisation, or a new one by name: `party` is what an action takes.

    `choice` is the name of the field to choose a known one with.
    """

    must_name_one = True
    choice = "organisation"

    organisation = OrganisationField(
        Organisation.objects.none(),
        label=_("Organisatie"),
        required=False,
        help_text=_("Kies uit de lijst, of beschrijf hieronder een nieuwe."),
    )
    kind = forms.ChoiceField(
        label=_("Soort"), required=False, choices=[("", _("Kies een soort")), *OrganisationKind.choices]
    )
    nis_code = MunicipalityField(
        label=_("Gemeente"),
        required=False,
        help_text=_("Voor een gemeente of OCMW: de naam of de NIS-code. De naam van het bestuur vult zich vanzelf in."),
    )
    organisation_name = LineField(
        label=_("Naam"), required=False, max_length=150, help_text=_("Voor alle andere organisaties.")
    )
    kbo_number = KboField(label=_("Ondernemingsnummer (KBO)"), required=False)

    new_fields = ("kind", "nis_code", "organisation_name", "kbo_number")

    def __init__(self, *args: Any, known: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields[self.choice]
        assert isinstance(field, OrganisationField)
        field.queryset = known.order_by(*IN_PAIRS)
        field.is_asked = self.must_name_one  # this one or a new one: it may be empty, but not both

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = [name for name in self.new_fields if cleaned.get(name) or name in self.errors]
        if cleaned.get(self.choice) and named:
            self.add_error(self.choice, _("Kies een organisatie uit de lijst, of beschrijf een nieuwe. Niet allebei."))
        elif named:
            self._complete(cleaned)
        elif self.must_name_one and not cleaned.get(self.choice) and self.choice not in self.errors:
            self.add_error(self.choice, _("Kies een organisatie, of beschrijf hieronder een nieuwe."))
        return cleaned

    def _complete(self, cleaned: dict[str, Any]) -> None:
        """A board is named by its municipality, any other by its name."""
        kind = cleaned.get("kind")
        if "kind" in self.errors:
            return
        if not kind:
            self.add_error("kind", _("Kies de soort van de nieuwe organisatie."))
        elif kind in LOCAL_BOARDS:
            if not cleaned.get("nis_code") and "nis_code" not in self.errors:
                self.add_error("nis_code", _("Schrijf welke gemeente het is."))
            if cleaned.get("organisation_name"):
                self.add_error(
                    "organisation_name", _("Laat dit leeg: de naam van een gemeente of OCMW volgt uit de lijst.")
                )
        else:
            if not cleaned.get("organisation_name") and "organisation_name" not in self.errors:
                self.add_error("organisation_name", _("Schrijf de naam van de organisatie."))
            if cleaned.get("nis_code"):
                self.add_error("nis_code", _("Laat dit leeg: alleen een gemeente of OCMW heeft een gemeente."))

    @property
    def party(self) -> Party | None:
        """What the form names, once it is valid; None when nothing was named and nothing had to be."""
        known = self.cleaned_data[self.choice]
        if known is not None:
            return known
        kind, nis_code, name, kbo_number = (self.cleaned_data[field] or "" for field in self.new_fields)
        return Named(kind, nis_code, name, kbo_number) if kind else None

    @classmethod
    def party_layout(cls) -> list[Any]:
        return [cls.choice, Fieldset(_now("Staat ze niet in de lijst?"), *cls.new_fields)]


class OrganisationForm(VersionMixin):
    name = LineField(label=_("Naam"), max_length=150)
    kbo_number = KboField(label=_("Ondernemingsnummer (KBO)"), required=False)
    address = LineField(label=_("Straat en nummer"), max_length=150, required=False)
    postcode = LineField(label=_("Postcode"), max_length=4, required=False)
    city = LineField(label=_("Plaats"), max_length=80, required=False)
    email = EmailField(label=_("E-mail"), max_length=254, required=False)
    website = HttpsUrlField(label=_("Website"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"].widget.attrs |= {"size": 5, "inputmode": "numeric"}
        self.helper = BaseHelper()
        self.helper.layout = Layout(*self.fields)

    def clean_kbo_number(self) -> str:
        return self.cleaned_data["kbo_number"] or ""

    def clean_postcode(self) -> str:
        postcode = self.cleaned_data["postcode"]
        if postcode and not re.fullmatch("[1-9][0-9]{3}", postcode):
            raise forms.ValidationError(_("Schrijf een postcode met vier cijfers, bijvoorbeeld 2250."))
        return postcode


class OrganisationFilterForm(FilterForm):
    soort = forms.ChoiceField(label=_("van de soort"), required=False)
    verband = forms.ModelChoiceField(
        Partnership.objects.none(), label=_("rond"), required=False, empty_label=_("elk samenwerkingsverband")
    )
    lid = forms.ChoiceField(
        label=_("lidmaatschap"),
        required=False,
        choices=[("", _("om het even")), ("ja", _("vandaag")), ("vroeger", _("vroeger"))],
    )

    def __init__(self, *args: Any, partnerships: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnerships = partnerships
        self.fields["soort"].choices = [("", _("alle soorten")), *OrganisationKind.choices]  # type: ignore[attr-defined]
        offer(self, "verband", Partnership.objects.filter(pk__in=partnerships), partnerships)

    def narrow(self, rows: Any) -> Any:
        told = self.cleaned_data
        if told.get("soort"):
            rows = rows.filter(kind=told["soort"])
        within = list(self.partnerships)
        if told.get("verband"):
            within = [told["verband"].pk]
            rows = rows.filter(pk__in=organisations_within(within).values("pk"))
        members = Organisation.objects.filter(holds_on(today(), "memberships__"), memberships__partnership__in=within)
        if told.get("lid") == "ja":
            rows = rows.filter(pk__in=members.values("pk"))
        elif told.get("lid") == "vroeger":
            former = Organisation.objects.filter(memberships__partnership__in=within, memberships__until_on__lt=today())
            rows = rows.filter(pk__in=former.values("pk")).exclude(pk__in=members.values("pk"))
        return rows

    def sentence(self) -> str:
        told = self.cleaned_data
        parts = []
        if told.get("soort"):
            parts.append(_now("van de soort %s") % OrganisationKind(told["soort"]).label)
        if told.get("verband"):
            parts.append(_now("rond %s") % told["verband"])
        if told.get("lid"):
            words = {"ja": _now("met een lidmaatschap vandaag"), "vroeger": _now("met alleen een vroeger lidmaatschap")}
            parts.append(words[told["lid"]])
        return " ".join(parts)
