"""Who joins or leaves a round that runs, or decides by another organ."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.round_asked import organ_choices
from governance.models import ApprovalRound, CouncilKind, RoundParty, organs_of
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, DateField, LineField


class PartyAddForm(forms.Form):
    """`organisations` are those that are not asked yet."""

    organisation = forms.ModelChoiceField(label=_("Organisatie"), queryset=Organisation.objects.none())
    organ = forms.ChoiceField(
        label=_("Welk orgaan beslist?"), choices=[("", _("het gewone orgaan")), *CouncilKind.choices], required=False
    )
    from_on = DateField(label=_("Gevraagd vanaf"), initial=today, latest=today)
    contribution = AmountField(label=_("Eigen bijdrage"), required=False)

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        organisation = cleaned.get("organisation")
        if organisation is not None and not cleaned.get("organ"):
            cleaned["organ"] = organs_of(organisation.kind)[0]
        return cleaned


class PartyChangeForm(VersionMixin):
    organ = forms.ChoiceField(label=_("Welk orgaan beslist?"))
    contribution = AmountField(label=_("Eigen bijdrage"), required=False)

    def __init__(self, *args: Any, party: RoundParty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = organ_choices(party.organisation.kind)  # type: ignore[attr-defined]


class PartyLeaveForm(VersionMixin):
    def __init__(self, *args: Any, round_: ApprovalRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked_on = round_.asked_on or today()
        self.fields["until_on"] = DateField(
            label=_("Laatste dag waarop ze meetelt"), initial=today(), earliest=asked_on, latest=today
        )
        self.fields["reason"] = LineField(label=_("Waarom wordt ze niet meer gevraagd?"), max_length=300)


class PartyRejoinForm(VersionMixin):
    def __init__(self, *args: Any, party: RoundParty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"] = DateField(
            label=_("Telt opnieuw mee vanaf"), initial=today(), earliest=party.first_day_back, latest=today
        )
