"""Education projects: what and with whom, how far it is, its schools and phases. Numbers of people, never who."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField, PartyForm
from governance.models import Theme
from onboarding.models import EducationState, ParentsPart, PartnerRole, SchoolLevel
from onboarding.models.education_project import FIRST_YEAR, LAST_YEAR
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, IntegerField, LineField, PeriodMixin, ProseField, YearField
from wegwijzer.ui.forms.personal import NoPersonalData
from wegwijzer.ui.listing import FilterForm

MOVES = {
    "prepare": _("In voorbereiding: wij werken het uit"),
    "start": _("Het loopt: de school is begonnen"),
    "present": _("Voorgesteld aan de scholengemeenschap"),
    "finish": _("Afgerond: resultaat en lessen staan er"),
    "reopen": _("Nog niet afgerond"),
    "stop": _("Stopgezet: het gaat niet door"),
    "resume": _("Toch weer in voorbereiding"),
}
MOST = 1_000_000


def _prose(label: Any, help_text: Any = "", *, required: bool = False) -> ProseField:
    rows = forms.Textarea(attrs={"rows": 4})
    return ProseField(label=label, required=required, max_length=4000, widget=rows, help_text=help_text)


def _count(label: Any, help_text: Any = "") -> IntegerField:
    return IntegerField(label=label, required=False, smallest=0, largest=MOST, help_text=help_text)


class EducationProjectForm(NoPersonalData, forms.Form):
    """With one board there is nothing to choose."""

    watched = (
        "title",
        "purpose",
        "parents",
        "presentation_place",
        "presentation",
        "result",
        "lessons",
    )

    title = LineField(label=_("Titel"), max_length=160)
    organisation = OrganisationField(Organisation.objects.none(), label=_("Van welk bestuur"))
    levels = forms.MultipleChoiceField(
        label=_("Onderwijsniveaus"),
        choices=SchoolLevel.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één onderwijsniveau.")},
    )
    school_year = YearField(
        label=_("Schooljaar dat begint in"),
        smallest=FIRST_YEAR,
        largest=LAST_YEAR,
        help_text=_("2017 is het schooljaar 2017-2018."),
    )
    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Thema"), required=False)
    purpose = _prose(_("Wat en waarom"), _("Nooit namen of gegevens van leerlingen of ouders."), required=True)
    pupils_count = _count(_("Aantal leerlingen"), _("Hoeveel er meedoen. Alleen het aantal."))
    parents_part = forms.ChoiceField(
        label=_("Hoe doen ouders mee?"), choices=ParentsPart.choices, required=False, widget=forms.RadioSelect
    )
    parents = _prose(_("Wat ouders doen"))
    parents_count = _count(_("Aantal ouders"))
    presentation_place = LineField(label=_("Waar stelt u het voor?"), max_length=150, required=False)
    presentation = _prose(
        _("Wat vertelt u aan de scholengemeenschap?"), _("Wanneer het was, noteert u bij de stand ‘voorgesteld’.")
    )
    presentation_count = _count(_("Aantal aanwezigen bij de voorstelling"))
    result = _prose(_("Resultaat"))
    lessons = _prose(_("Lessen"), _("Wat werkte, en wat u een volgende keer anders doet."))

    def __init__(self, *args: Any, boards: "QuerySet[Organisation]", themes: "QuerySet[Theme]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = boards  # type: ignore[attr-defined]
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]

    def clean_levels(self) -> str:
        return ",".join(self.cleaned_data["levels"])


class EducationProjectEditForm(EducationProjectForm, VersionMixin):
    """The same for one that is there already."""


class EducationMoveForm(NoPersonalData, VersionMixin):
    watched = ("reason",)

    verb = forms.ChoiceField(
        label=_("Hoe staat het nu?"), widget=forms.RadioSelect, error_messages={"required": _("Kies hoever het is.")}
    )
    on = DateField(label=_("Sinds"), latest=today, initial=today)
    reason = LineField(
        label=_("Waarom stopt het?"), max_length=300, required=False, help_text=_("Nodig als het niet doorgaat.")
    )

    def __init__(self, *args: Any, verbs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(verb, MOVES[verb]) for verb in verbs]  # type: ignore[attr-defined]
        if "stop" not in verbs:
            del self.fields["reason"]


class EducationPartnerForm(NoPersonalData, PartyForm):
    """A school that is known, or a new one."""

    watched = ("task",)

    role = forms.ChoiceField(label=_("Als wat?"), choices=PartnerRole.choices, widget=forms.RadioSelect)
    task = LineField(
        label=_("Taak"), max_length=300, required=False, help_text=_("Wat deze school of partner op zich neemt.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        more = [name for name in ("version",) if name in self.fields]
        self.helper = BaseHelper()
        self.helper.layout = Layout(*more, "role", *self.party_layout(), "task")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "is_nobodys" in self.fields:
            self.helper.layout.append("is_nobodys")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        version = {"version": self.cleaned_data["version"]} if "version" in self.fields else {}
        return version | {"party": self.party, "role": self.cleaned_data["role"], "task": self.cleaned_data["task"]}


class EducationPartnerEditForm(VersionMixin, EducationPartnerForm):
    """Another role or task."""


class EducationPhaseForm(NoPersonalData, PeriodMixin, forms.Form):
    watched = ("name",)

    name = LineField(label=_("Naam"), max_length=120, help_text=_("Bijvoorbeeld: kennismaken met de ouders."))
    from_on = DateField(label=_("Van"))
    until_on = DateField(label=_("Tot en met"))

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


class EducationPhaseEditForm(VersionMixin, EducationPhaseForm):
    """Other days, another name."""


class EducationFilter(FilterForm):
    """Of which level, school year, board and project, and how far it is."""

    niveau = forms.ChoiceField(label=_("in"), required=False, choices=[("", _("elk niveau")), *SchoolLevel.choices])
    jaar = forms.TypedChoiceField(label=_("schooljaar"), required=False, coerce=int, empty_value=None)
    bestuur = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("van"), required=False, empty_label=_("alle besturen")
    )
    project = forms.TypedChoiceField(label=_("binnen"), required=False, coerce=int, empty_value=None)
    stand = forms.ChoiceField(
        label=_("stand"), required=False, choices=[("", _("elke stand")), *EducationState.choices]
    )

    def __init__(
        self,
        *args: Any,
        boards: "QuerySet[Organisation]",
        years: Sequence[int],
        projects: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.projects = projects
        shown = [(year, f"{year}-{year + 1}") for year in years]
        self.fields["bestuur"].queryset = boards  # type: ignore[attr-defined]
        self.fields["jaar"].choices = [("", _now("elk schooljaar")), *shown]  # type: ignore[attr-defined]
        self.fields["project"].choices = [("", _now("elk project")), *projects.items()]  # type: ignore[attr-defined]
        if len(projects) < 2:
            del self.fields["project"]

    def narrow(self, rows: Any) -> Any:
        data = self.cleaned_data
        if data.get("niveau"):
            rows = rows.of_level(data["niveau"])
        columns = {"jaar": "school_year", "bestuur": "organisation", "project": "project", "stand": "state"}
        return rows.filter(**{column: data[name] for name, column in columns.items() if data.get(name)})

    def sentence(self) -> str:
        data = self.cleaned_data
        parts = [
            _now("in het %s") % SchoolLevel(data["niveau"]).label if data.get("niveau") else "",
            _now("van %s") % data["bestuur"] if data.get("bestuur") else "",
            _now("van schooljaar %s") % f"{data['jaar']}-{data['jaar'] + 1}" if data.get("jaar") else "",
            _now("binnen %s") % self.projects[data["project"]] if data.get("project") else "",
            _now("stand ‘%s’") % EducationState(data["stand"]).label if data.get("stand") else "",
        ]
        return " ".join(part for part in parts if part)
