"""A row of a checklist: what it asks and of whom, and by what it is met."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField
from governance.models import ApprovalRound, Decision, Person
from projects.models import RequirementKind
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, DocumentField, LineField, ProseField
from wegwijzer.ui.forms.choices import offer

Offered = tuple["QuerySet[Any]", Mapping[Any, str]]


class RequirementForm(forms.Form):
    """`decisions` and `rounds` are what an approval may wait for, with their words."""

    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=RequirementKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of dit een document, een goedkeuring of een voorwaarde is.")},
    )
    title = LineField(label=_("Wat"), max_length=160, help_text=_("Bijvoorbeeld: verklaring op eer."))
    explanation = ProseField(
        label=_("Uitleg"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wat moet er precies in staan, en waar vindt men het?"),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Verantwoordelijke"), required=False, empty_label=_("nog niemand")
    )
    organisation = OrganisationField(
        Organisation.objects.none(),
        label=_("Van welk bestuur"),
        required=False,
        empty_label=_("geen bestuur in het bijzonder"),
        help_text=_("Zonder verantwoordelijke ziet de contactpersoon van dit bestuur erop toe."),
    )
    due_on = DateField(label=_("Tegen"), required=False)
    is_confidential = forms.BooleanField(
        label=_("Vertrouwelijk"),
        required=False,
        help_text=_(
            "Alleen de coördinator en de verantwoordelijke zien het, en het blijft uit het dossier dat rondgaat."
        ),
    )
    round = forms.ModelChoiceField(
        ApprovalRound.objects.none(),
        label=_("Wacht op ronde"),
        required=False,
        empty_label=_("geen ronde"),
        help_text=_("Alleen voor een goedkeuring: ze is dan vanzelf in orde als genoeg besturen akkoord zijn."),
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label=_("Wacht op besluit"),
        required=False,
        empty_label=_("geen besluit"),
        help_text=_("Alleen voor een goedkeuring: ze is dan vanzelf in orde als het besluit in werking is."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: "QuerySet[Organisation]",
        people: "QuerySet[Person]",
        decisions: Offered,
        rounds: Offered,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        offer(self, "decision", *decisions)
        offer(self, "round", *rounds)
        version = ["version"] if "version" in self.fields else []
        waits = ("round", "decision")
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            *version, "kind", "title", "explanation", Row("person", "due_on"), "organisation", *waits, "is_confidential"
        )


class RequirementChangeForm(VersionMixin, RequirementForm):
    """The same for one that is there already."""


class RequirementUploadForm(VersionMixin):
    file = DocumentField(
        label=_("Bestand"), help_text=_("PDF, tekst, rekenblad of beeld. Een foto van een ondertekend blad is goed.")
    )


class RequirementMeetForm(VersionMixin):
    met_on = DateField(label=_("In orde op"), latest=today, initial=today)


class RequirementWaiveForm(VersionMixin):
    waived_reason = LineField(label=_("Waarom is dit hier niet nodig?"), max_length=200)
