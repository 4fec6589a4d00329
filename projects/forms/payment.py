"""Payments and accounts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.forms.claim import SMALLEST
from projects.models import PaymentKind
from projects.models.claim import CLAIM_KINDS
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, CommunicationField, DateField, IbanField, LineField


class ClaimPayForm(forms.Form):
    """What was paid of one claim."""

    amount = AmountField(label=_("Bedrag in euro"), smallest=SMALLEST)
    paid_on = DateField(label=_("Betaald op"), latest=today)
    communication = CommunicationField(label=_("Gestructureerde mededeling"), required=False)
    note = LineField(label=_("Opmerking"), max_length=200, required=False)
    is_another = forms.BooleanField(label=_("Ja, dit is een andere betaling"), required=False)

    def hide_unasked(self) -> None:
        """The tick is only there for who was asked back whether it is another payment."""
        if "is_another" not in self.errors:
            self.fields["is_another"].widget = forms.HiddenInput()

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        return self.cleaned_data | {"communication": self.cleaned_data.get("communication") or ""}


class PaymentForm(ClaimPayForm):
    """A payment without a claim: `parties` are between whom money of the dossier can go."""

    kind = forms.ChoiceField(
        label=_("Soort"), choices=CLAIM_KINDS, widget=forms.RadioSelect, initial=PaymentKind.ADVANCE
    )
    payer = forms.ModelChoiceField(Organisation.objects.none(), label=_("Betaald door"), empty_label=_("kies"))
    payee = forms.ModelChoiceField(Organisation.objects.none(), label=_("Betaald aan"), empty_label=_("kies"))
    field_order = ["kind", "payer", "payee", "amount", "paid_on", "communication", "note", "is_another"]

    def __init__(self, *args: Any, parties: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("payer", "payee"):
            self.fields[name].queryset = parties  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("payer") and data["payer"] == data.get("payee"):
            self.add_error("payee", _("Een bestuur betaalt zichzelf niet. Kies een ander bestuur."))
        return data


class ContributionPayForm(ClaimPayForm):
    """What a board paid of its contribution; `boards` and `years` are those of whom something is asked."""

    payer = forms.ModelChoiceField(Organisation.objects.none(), label=_("Bestuur"), empty_label=_("kies"))
    year = forms.TypedChoiceField(label=_("Bijdrage voor het jaar"), coerce=int)
    field_order = ["payer", "year", "amount", "paid_on", "communication", "note", "is_another"]

    def __init__(self, *args: Any, boards: "QuerySet[Organisation]", years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payer"].queryset = boards  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
        self.fields["communication"].help_text = _now("Leeg: de mededeling van dit bestuur voor dat jaar.")


class PaymentCancelForm(VersionMixin):
    reason = LineField(label=_("Waarom klopt ze niet?"), max_length=300)


class BankAccountForm(forms.Form):
    """An account from a day on; `organisations` are those for which this login keeps it."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Van welk bestuur?"), empty_label=_("kies")
    )
    iban = IbanField(label=_("Rekeningnummer (IBAN)"))
    holder = LineField(label=_("Op naam van"), max_length=120)
    from_on = DateField(
        label=_("Geldt vanaf"),
        initial=today,
        help_text=_("De vorige rekening eindigt de dag ervoor."),
    )

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class BankAccountEndForm(VersionMixin):
    until_on = DateField(label=_("Laatste dag"), help_text=_("Vanaf de dag erna wordt er niet meer op betaald."))
