"""A dossier, and which of them to show."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField
from governance.forms.periods import DayField
from governance.forms.within import WithinFilterForm
from governance.models import Decision
from projects.models import Call, DossierState, Plan, Project
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, PeriodMixin, ProseField
from wegwijzer.ui.forms.choices import offer

ALIVE = "alive"


class DossierForm(PeriodMixin, forms.Form):
    """What is applied for, by whom, for which period. The rest of a dossier is elsewhere already."""

    title = LineField(label=_("Titel"), max_length=160, help_text=_("Bijvoorbeeld: Subsidieaanvraag Wegwijzer."))
    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Project"),
        empty_label=_("Kies een project"),
        error_messages={"required": _("Kies het project waarvoor u de subsidie aanvraagt.")},
    )
    call = forms.ModelChoiceField(
        Call.objects.none(), label=_("Oproep"), required=False, empty_label=_("geen oproep, of nog niet gekend")
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label=_("Besluit om in te dienen"),
        required=False,
        empty_label=_("nog geen besluit"),
        help_text=_("Het dossier kan pas ‘go’ krijgen als dit besluit in werking is."),
    )
    applicant = OrganisationField(
        Organisation.objects.none(),
        label=_("Aanvrager"),
        required=False,
        empty_label=_("nog niet gekend"),
        help_text=_("Het beherend bestuur: wie de aanvraag ondertekent en het geld ontvangt."),
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label=_("Projectplan"),
        required=False,
        empty_label=_("nog geen plan"),
        help_text=_(
            "De doelstellingen van het dossier komen uit dit plan. Is er nog geen? Begin het bij Projecten, Plannen."
        ),
    )
    from_on = DayField(label=_("Eerste dag"), required=False, help_text=_("Van de periode waarvoor u subsidie vraagt."))
    until_on = DayField(label=_("Laatste dag"), required=False)
    deadline_on = DayField(
        label=_("Indienen tegen"), required=False, help_text=_("Laat leeg voor de uiterste dag van de oproep.")
    )
    reference = LineField(label=_("Dossiernummer bij de subsidiegever"), max_length=80, required=False)
    summary = ProseField(
        label=_("Samenvatting"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(
        self,
        *args: Any,
        projects: "QuerySet[Project]",
        calls: "QuerySet[Call]",
        plans: "QuerySet[Plan]",
        organisations: "QuerySet[Organisation]",
        decisions: "tuple[QuerySet[Decision], Mapping[int, str]]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {"call": calls, "plan": plans, "applicant": organisations}
        if "project" in self.fields:
            offered["project"] = projects
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        offer(self, "decision", *decisions)
        first = [name for name in ("version", "title", "project") if name in self.fields]
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            *first,
            "call",
            "decision",
            Row("from_on", "until_on"),
            "deadline_on",
            Fieldset(_now("Wie en wat"), "applicant", "plan", "summary", "reference"),
        )


class DossierChangeForm(VersionMixin, DossierForm):
    """The same for one that is there already: it stays with its project."""

    project = None  # type: ignore[assignment]


class DossierFilterForm(WithinFilterForm):
    """Of which partnership, for which project, and how far; `projects` are names by key."""

    stand = forms.ChoiceField(
        label=_("die"),
        required=False,
        choices=[("", _("er zijn")), (ALIVE, _("nog niet voorbij zijn")), *DossierState.choices],
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("voor"), required=False, empty_label=_("elk project")
    )

    field_order = ("stand", "project", "verband")

    def __init__(self, *args: Any, projects: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "project", Project.objects.filter(pk__in=projects), projects)
        if len(kwargs["partnerships"]) < 2:
            del self.fields["verband"]

    def narrow(self, rows: Any) -> Any:
        asked, state, project = (self.cleaned_data.get(name) for name in ("verband", "stand", "project"))
        rows = rows.filter(project__partnership=asked) if asked else rows
        rows = rows.filter(project=project) if project else rows
        if state == ALIVE:
            return rows.alive()
        return rows.filter(state=state) if state else rows

    def sentence(self) -> str:
        state, project = self.cleaned_data.get("stand"), self.cleaned_data.get("project")
        how = ""
        if state:
            how = _now("nog niet voorbij") if state == ALIVE else _now("met stand ‘%s’") % DossierState(state).label
        about = _now("voor %s") % project if project else ""
        return " ".join(part for part in (str(how), about, super().sentence()) if part)
