"""A project, its end, and which of them to show."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField
from governance.forms.periods import DayField, OpenPeriodForm
from governance.forms.within import WithinFilterForm
from governance.models import Person
from projects.models import ProjectState
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, ProseField

ALIVE = "alive"


class ProjectForm(OpenPeriodForm):
    """What it is for, from when until when, and who leads it. `organisations` are the ones around the partnership."""

    name = LineField(label=_("Naam"), max_length=120)
    purpose = ProseField(
        label=_("Doel"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat wil het project bereiken, en voor wie?"),
    )
    from_on = DayField(label=_("Eerste dag"), required=False, help_text=_("Laat leeg zolang u het niet weet."))
    lead = OrganisationField(
        Organisation.objects.none(),
        label=_("Trekker"),
        required=False,
        empty_label=_("nog niet gekend"),
        help_text=_("Het bestuur dat het project inhoudelijk trekt."),
    )
    managing_authority = OrganisationField(
        Organisation.objects.none(),
        label=_("Beherend bestuur"),
        required=False,
        empty_label=_("nog niet gekend"),
        help_text=_("Wie de subsidie aanvraagt en het geld beheert."),
    )
    coordinator = forms.ModelChoiceField(
        Person.objects.none(), label=_("Coördinator"), required=False, empty_label=_("nog niet gekend")
    )

    def __init__(
        self, *args: Any, organisations: "QuerySet[Organisation]", people: "QuerySet[Person]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "managing_authority"):
            self.fields[name].queryset = organisations  # type: ignore[attr-defined]
        self.fields["coordinator"].queryset = people  # type: ignore[attr-defined]
        version = ["version"] if "version" in self.fields else []
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            *version, "name", "purpose", Row("from_on", "until_on"), "lead", "managing_authority", "coordinator"
        )


class ProjectChangeForm(VersionMixin, ProjectForm):
    """The same for one that is there already."""


class ProjectCloseForm(VersionMixin):
    ended_on = DayField(label=_("Afgesloten op"), initial=today)


class ProjectStopForm(VersionMixin):
    end_reason = LineField(label=_("Waarom stopt het?"), max_length=300)
    ended_on = DayField(label=_("Stopgezet op"), initial=today)


class ProjectFilterForm(WithinFilterForm):
    """Of which partnership, and how far."""

    stand = forms.ChoiceField(
        label=_("die"),
        required=False,
        choices=[("", _("er zijn")), (ALIVE, _("nog niet voorbij zijn")), *ProjectState.choices],
    )

    field_order = ("stand", "verband")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(kwargs["partnerships"]) < 2:
            del self.fields["verband"]

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        state = self.cleaned_data.get("stand")
        if state == ALIVE:
            return rows.alive()
        return rows.filter(state=state) if state else rows

    def sentence(self) -> str:
        state = self.cleaned_data.get("stand")
        label = _now("nog niet voorbij") if state == ALIVE else ProjectState(state).label if state else ""
        words = _now("met stand ‘%s’") % label if state and state != ALIVE else label
        return " ".join(part for part in (str(words), super().sentence()) if part)
