"""A claim: what it is about, its lines, its evidence, its signature; and what the debtor makes of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.actions.claim_moves import Accepted
from projects.models import BankAccount, BudgetLine, ClaimLine, PaymentKind
from projects.models.claim import CLAIM_KINDS
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, DateField, DocumentField, IbanField, LineField, PeriodMixin, ProseField
from wegwijzer.ui.words import euro

SMALLEST = Decimal("0.01")


class ClaimForm(PeriodMixin, forms.Form):
    """What it is about. `creditors` are those that this login can claim for; with one there is nothing to choose."""

    creditor = forms.ModelChoiceField(Organisation.objects.none(), label=_("Voor welk bestuur?"), empty_label=_("kies"))
    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=CLAIM_KINDS,
        widget=forms.RadioSelect,
        initial=PaymentKind.INSTALMENT,
        help_text=_("Een voorschot vooraf, een schijf tussendoor, het saldo op het einde."),
    )
    from_on = DateField(label=_("Kosten van"))
    until_on = DateField(label=_("Kosten tot en met"))
    remarks = ProseField(
        label=_("Opmerkingen"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, creditors: "QuerySet[Organisation] | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(creditors) if creditors is not None else []
        self.only = known[0] if len(known) == 1 else None
        if creditors is None or self.only is not None:
            del self.fields["creditor"]
        else:
            self.fields["creditor"].queryset = creditors  # type: ignore[attr-defined]


class ClaimEditForm(ClaimForm, VersionMixin):
    """To correct one; whose it is stays."""


class LineChoice(forms.ModelChoiceField):
    """A line of the budget, with what is left of it."""

    left: Mapping[int, Decimal] = {}

    def label_from_instance(self, obj: Any) -> str:
        return _now("%(line)s – nog %(left)s") % {"line": obj, "left": euro(self.left.get(obj.pk, Decimal(0)))}


class ClaimLineForm(forms.Form):
    """`left` is what is still to claim per line of the budget (key), euro."""

    budget_line = LineChoice(BudgetLine.objects.none(), label=_("Begrotingslijn"), empty_label=_("kies"))
    description = LineField(label=_("Omschrijving"), max_length=160, help_text=_("Bijvoorbeeld: druk van 500 gidsen."))
    amount = AmountField(label=_("Bedrag in euro"), smallest=SMALLEST)
    over_reason = LineField(
        label=_("Waarom meer dan er over is"),
        max_length=300,
        required=False,
        help_text=_("Alleen nodig als het bedrag hoger is dan wat er op de begrotingslijn over is."),
    )

    def __init__(self, *args: Any, lines: Sequence[BudgetLine], left: Mapping[int, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["budget_line"]
        assert isinstance(field, LineChoice)
        field.left = left
        field.queryset = BudgetLine.objects.filter(pk__in=[line.pk for line in lines]).order_by(
            "year", "position", "pk"
        )


class ClaimLineEditForm(ClaimLineForm, VersionMixin):
    """To correct one."""


class EvidenceField(DocumentField):
    """A file that an auditor can open: without a password."""

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None and "encrypted" in file.marks:
            raise self.refuse("locked")
        return file


class EvidenceForm(forms.Form):
    """A file, with a title of its own; without one its name serves."""

    file = EvidenceField(
        label=_("Bestand"), help_text=_("Een factuur, loonfiche of betaalbewijs: PDF, foto, rekenblad of document.")
    )
    title = LineField(
        label=_("Wat is het?"),
        max_length=200,
        required=False,
        help_text=_("Leeg: de naam van het bestand."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is not None and not cleaned.get("title"):
            cleaned["title"] = file.clean_name.rpartition(".")[0] or file.clean_name
        return cleaned


class ClaimSubmitForm(VersionMixin):
    """The signature. Without an account in use its number is asked here; it is kept for the next time."""

    iban = IbanField(label=_("Rekeningnummer (IBAN)"))
    holder = LineField(label=_("Op naam van"), max_length=120)
    signer_name = LineField(label=_("Naam van de ondertekenaar"), max_length=120)
    signer_function = LineField(
        label=_("Functie"),
        max_length=120,
        help_text=_("Wie het bestuur verbindt, zoals de algemeen directeur."),
    )
    is_true = forms.BooleanField(
        label=_("Voor waar en echt verklaard"),
        help_text=_("De kosten zijn echt gemaakt, en nergens anders vergoed."),
        error_messages={"required": _("Vink dit aan: een schuldvordering zonder verklaring geldt niet.")},
    )

    def __init__(self, *args: Any, account: BankAccount | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        if account is not None:
            del self.fields["iban"], self.fields["holder"]

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        data = self.cleaned_data
        signed = {name: data[name] for name in ("version", "signer_name", "signer_function")}
        new = None if self.account else {"iban": data["iban"], "holder": data["holder"]}
        return signed | {"account": self.account, "new_account": new}


class ClaimCheckForm(VersionMixin):
    """Per line what is accepted; all of it is filled in. `over` are the lines (keys) that are more than is left."""

    def __init__(self, *args: Any, lines: Sequence[ClaimLine], over: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            key = line.pk
            self.fields[f"accepted_{key}"] = AmountField(
                label=_now("Aanvaard van %s") % euro(line.amount),
                largest=line.amount,
                initial=line.amount,
                error_messages={"too_large": _("Aanvaard hoogstens wat gevorderd wordt: %(limit)s.")},
            )
            self.fields[f"reason_{key}"] = LineField(label=_now("Waarom niet alles"), max_length=300, required=False)
            if key in over:
                self.fields[f"over_{key}"] = LineField(
                    label=_now("Waarom meer dan er over is"), max_length=300, required=False, initial=line.over_reason
                )

    @property
    def rows(self) -> list[tuple[ClaimLine, list[Any]]]:
        """The fields of each line, for the template."""
        names = ("accepted", "reason", "over")
        return [
            (line, [self[f"{name}_{line.pk}"] for name in names if f"{name}_{line.pk}" in self.fields])
            for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for line in self.lines:
            accepted = cleaned.get(f"accepted_{line.pk}")
            if accepted is not None and accepted < line.amount and not cleaned.get(f"reason_{line.pk}"):
                self.add_error(f"reason_{line.pk}", ValidationError(_now("Zeg waarom u niet alles aanvaardt.")))
        return cleaned

    @property
    def accepted(self) -> dict[int, Accepted]:
        """What the action asks for."""
        data = self.cleaned_data
        return {
            line.pk: Accepted(
                data[f"accepted_{line.pk}"], data[f"reason_{line.pk}"] or "", data.get(f"over_{line.pk}") or ""
            )
            for line in self.lines
        }


class ClaimReturnForm(VersionMixin):
    reason = ProseField(
        label=_("Wat moet er anders?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Het bestuur leest dit in de mail en op de pagina."),
    )  # fmt: skip


class ClaimWithdrawForm(VersionMixin):
    reason = LineField(label=_("Waarom trekt u ze in?"), max_length=300)
