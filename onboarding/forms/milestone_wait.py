"""What a milestone waits for: deliverables of one type, of one organisation or of a number of them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField
from onboarding.models import DeliverableType
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.forms import IntegerField


class MilestoneWaitForm(forms.Form):
    type = forms.ModelChoiceField(
        DeliverableType.objects.none(),
        label=_("Wacht op"),
        required=False,
        empty_label=_("geen resultaat"),
        help_text=_("De mijlpaal is dan vanzelf bereikt op de dag waarop het opgeleverd is."),
    )
    organisation = OrganisationField(
        Organisation.objects.none(),
        label=_("Van"),
        required=False,
        empty_label=_("alle organisaties"),
    )
    number = IntegerField(
        label=_("Of van hoeveel organisaties"),
        required=False,
        smallest=1,
        largest=1000,
        help_text=_("Bijvoorbeeld 4: de mijlpaal is bereikt zodra vier organisaties opgeleverd hebben."),
    )

    def __init__(
        self,
        *args: Any,
        types: "QuerySet[DeliverableType]",
        organisations: "QuerySet[Organisation]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].queryset = types  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
