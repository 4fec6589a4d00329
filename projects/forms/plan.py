"""A plan: its frame, its texts, and which of them to show."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.periods import DayField
from governance.forms.within import WithinFilterForm
from governance.models import IN_PAIRS, Body
from projects.models import Dossier, Plan, PlanKind, Project
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, PeriodMixin, ProseField
from wegwijzer.ui.forms.choices import offer


def starting_for(dossier: Dossier | None) -> dict[str, Any]:
    """What a plan begins with when a dossier asks for it."""
    if dossier is None:
        return {}
    days = {"from_on": dossier.from_on, "until_on": dossier.until_on}
    return {"title": dossier.title, "kind": PlanKind.PROJECT.value, "project": dossier.project_id} | days


class PlanForm(PeriodMixin, forms.Form):
    """The frame of a plan. `organisations`, `projects`, `plans` and `bodies` are what can be chosen from."""

    title = LineField(
        label=_("Titel"), max_length=160, help_text=_("Bijvoorbeeld: Lokaal sociaal beleidsplan 2008-2013.")
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=PlanKind.choices)
    owners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Van"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wie voor deze besturen spreekt, schrijft mee. Kies niets voor het hele samenwerkingsverband."),
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), required=False, empty_label=_("geen project")
    )
    part_of = forms.ModelChoiceField(
        Plan.objects.none(),
        label=_("Deel van"),
        required=False,
        empty_label=_("staat op zichzelf"),
        help_text=_("Bijvoorbeeld: het plan kinderopvang is deel van het sociaal beleidsplan."),
    )
    steered_by = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Opgevolgd door"),
        required=False,
        empty_label=_("geen orgaan"),
        help_text=_(
            "De stuurgroep van het plan. In het document staat dan wie erin zit, wanneer ze over het plan samenkwam en "
            "haar communicatiematrix."
        ),
    )
    from_on = DayField(label=_("Eerste dag"), required=False)
    until_on = DayField(label=_("Laatste dag"), required=False)
    short_term_until_on = DayField(
        label=_("Korte termijn tot en met"),
        required=False,
        help_text=_("Als het plan met korte en lange termijn werkt: tot welke dag is het ‘korte termijn’?"),
    )

    def __init__(
        self,
        *args: Any,
        organisations: "QuerySet[Organisation]",
        projects: "QuerySet[Project]",
        plans: "QuerySet[Plan]",
        bodies: "QuerySet[Body]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {
            "owners": organisations.order_by(*IN_PAIRS),
            "project": projects.order_by("name"),
            "part_of": plans.order_by("title"),
            "steered_by": bodies.order_by("name"),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.helper = BaseHelper()
        days = (Row("from_on", "until_on"), "short_term_until_on")
        self.helper.layout = Layout("title", "kind", *days, "owners", "steered_by", "project", "part_of")


TEXTS = ("mission", "vision", "analysis", "communication", "participation")


class PlanEditForm(PlanForm, VersionMixin):
    """Frame and texts. Who does not coordinate (`is_framed=False`) leaves kind and owners as they are."""

    mission = ProseField(label=_("Missie"), required=False, help_text=_("Waarvoor het lokaal bestuur staat."))
    vision = ProseField(label=_("Visie"), required=False, help_text=_("Waar het naartoe wil."))
    analysis = ProseField(label=_("Omgevingsanalyse"), required=False)
    communication = ProseField(label=_("Communicatie"), required=False)
    participation = ProseField(label=_("Participatie"), required=False)

    def __init__(self, *args: Any, plan: Plan, is_framed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ("version", "title", "kind", "from_on", "until_on", "short_term_until_on", *TEXTS)
        self.initial = {name: getattr(plan, name) for name in names} | {
            "owners": [owner.pk for owner in plan.owners.all()],
            "project": plan.project_id,
            "part_of": plan.part_of_id,
            "steered_by": plan.steered_by_id,
        }
        frame = list(self.helper.layout.fields)
        if not is_framed:
            for name in ("kind", "owners"):
                del self.fields[name]
                frame.remove(name)
        self.helper.layout = Layout(
            "version", Fieldset(_now("Teksten"), *TEXTS), Fieldset(_now("Titel, periode en verband"), *frame)
        )

    def saved_values(self, plan: Plan) -> dict[str, Any]:
        """What is saved by now, for fields that are more than a column."""
        return {"owners": [owner.pk for owner in plan.owners.all()]}


class PlanFilterForm(WithinFilterForm):
    """Of which partnership, of which kind, and for which project; `projects` are names by key."""

    soort = forms.ChoiceField(
        label=_("soort"), required=False, choices=[("", _("elke soort")), *PlanKind.choices], widget=forms.Select
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("voor"), required=False, empty_label=_("elk project, of geen")
    )

    def __init__(self, *args: Any, projects: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "project", Project.objects.filter(pk__in=projects), projects)

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        kind, project = self.cleaned_data.get("soort"), self.cleaned_data.get("project")
        rows = rows.filter(kind=kind) if kind else rows
        return rows.filter(project=project) if project else rows

    def sentence(self) -> str:
        asked = self.cleaned_data.get("soort")
        kind = _now("van de soort %s") % PlanKind(asked).label if asked else ""
        project = self.cleaned_data.get("project")
        about = _now("voor %s") % project if project else ""
        return " ".join(part for part in (super().sentence(), kind, about) if part)
