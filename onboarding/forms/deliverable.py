"""Deliverables: planned for many at once, and how far one of them is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField
from governance.models import Person
from onboarding.models import (
    LATE,
    OPEN,
    REVISION,
    DeliverableState,
    DeliverableType,
    MatrixChoice,
    StatusMatrix,
    stand_label,
)
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.localised import LANGUAGES
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, DocumentField, LineField, ProseField
from wegwijzer.ui.forms.personal import NoPersonalData
from wegwijzer.ui.listing import FilterForm

MOVES = {
    "start": _("Bezig: er wordt aan gewerkt"),
    "hand_in": _("Na te kijken: de coördinator kan het bekijken"),
    "send_back": _("Terug: er moet nog iets aan veranderen"),
    "deliver": _("Opgeleverd: het is klaar"),
    "publish": _("Gepubliceerd: wie het nodig heeft, kan eraan"),
    "reopen": _("Weer bezig: het moet opnieuw bekeken worden"),
    "drop": _("Niet van toepassing"),
    "take_up": _("Toch van toepassing"),
}
NEEDS_REASON = ("send_back", "reopen", "drop")


class DeliverablesPlanForm(forms.Form):
    """Types × organisations; cells that are there already stay as they are."""

    types = forms.ModelMultipleChoiceField(
        DeliverableType.objects.none(),
        label=_("Wat"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één soort resultaat.")},
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Van wie"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één organisatie.")},
        help_text=_("Wat er al staat, blijft zoals het is."),
    )

    def __init__(
        self,
        *args: Any,
        types: "QuerySet[DeliverableType]",
        organisations: "QuerySet[Organisation]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["types"].queryset = types  # type: ignore[attr-defined]
        self.fields["organisations"].queryset = organisations  # type: ignore[attr-defined]


class DeliverableForm(NoPersonalData, VersionMixin):
    """Who sees to it, and in which languages; by when only for who plans (`may_plan`)."""

    watched = ("note",)

    due_on = DateField(label=_("Tegen"), required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Verantwoordelijke"), required=False, empty_label=_("nog niemand")
    )
    responsible = OrganisationField(
        Organisation.objects.none(),
        label=_("Wie maakt het"),
        required=False,
        empty_label=_("de organisatie zelf"),
    )
    languages = forms.MultipleChoiceField(
        label=_("Talen"), required=False, choices=list(LANGUAGES.items()), widget=forms.CheckboxSelectMultiple
    )
    note = ProseField(
        label=_("Nota"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Geen namen of gegevens van nieuwkomers."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: "QuerySet[Organisation]",
        people: "QuerySet[Person]",
        may_plan: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        if not may_plan:
            del self.fields["due_on"]


class DeliverableMoveForm(NoPersonalData, VersionMixin):
    """`verbs` are the moves that this login can make now."""

    watched = ("reason",)

    verb = forms.ChoiceField(
        label=_("Hoe staat het nu?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoever het is.")},
    )
    on = DateField(label=_("Sinds"), latest=today, initial=today)
    reason = LineField(
        label=_("Reden"),
        max_length=300,
        required=False,
        help_text=_("Nodig als het niet van toepassing is, of als het terug moet."),
    )
    file = DocumentField(label=_("Bestand erbij"), required=False, help_text=_("Als er een is: PDF, tekst of beeld."))

    def __init__(self, *args: Any, verbs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(verb, MOVES[verb]) for verb in verbs]  # type: ignore[attr-defined]
        if not set(verbs) & set(NEEDS_REASON):
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("verb") in NEEDS_REASON and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", ValidationError(_now("Zeg waarom, in een paar woorden.")))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        data = dict(self.cleaned_data)
        file = data.get("file")
        return data | {"title": file.clean_name.rpartition(".")[0] or file.clean_name if file else ""}


class DeliverableDocumentForm(VersionMixin):
    """A file under a title; a title that is there already gets a new version."""

    file = DocumentField(label=_("Bestand"), help_text=_("PDF, tekst, rekenblad of beeld."))
    title = LineField(
        label=_("Titel"),
        max_length=200,
        required=False,
        help_text=_("Leeg: de naam van het bestand. Onder een titel die er al staat, wordt het de volgende versie."),
    )
    language = forms.ChoiceField(label=_("Taal"), choices=list(LANGUAGES.items()), initial="nl")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is not None and not cleaned.get("title"):
            cleaned["title"] = file.clean_name.rpartition(".")[0] or file.clean_name
        return cleaned


class MatrixFilter(FilterForm):
    """What of the matrix is shown; types, themes and organisations are those that it has."""

    soort = forms.TypedChoiceField(label=_("resultaat"), required=False, coerce=int, empty_value=None)
    thema = forms.TypedChoiceField(label=_("thema"), required=False, coerce=int, empty_value=None)
    stand = forms.ChoiceField(label=_("stand"), required=False)
    organisatie = forms.TypedChoiceField(label=_("van"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, matrix: StatusMatrix, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = matrix.project.pk
        self.matrix = matrix
        types = [(row.pk, row.name) for row in matrix.all_columns]
        found: dict[int, str] = {row.theme: row.theme_name or "" for row in matrix.all_columns if row.theme}
        by_name = sorted(found.items(), key=lambda row: row[1])
        places = [(row.pk, row.name) for row in matrix.all_places]
        stands = [
            *((stand, stand_label(stand, matrix.project)) for stand in (LATE, OPEN, REVISION)),
            *DeliverableState.choices,
        ]
        self._offer("soort", _("alle resultaten"), types)
        self._offer("thema", _("elk thema"), by_name)
        self._offer("stand", _("elke stand"), stands)
        self._offer("organisatie", _("alle organisaties"), places)
        if not found:
            del self.fields["thema"]

    def _offer(self, name: str, anything: Any, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = [("", anything), *choices]  # type: ignore[attr-defined]

    @property
    def choice(self) -> MatrixChoice:
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        return MatrixChoice(
            self.project, data.get("soort"), data.get("thema"), data.get("stand") or "", data.get("organisatie")
        )

    def narrow(self, rows: Any) -> Any:
        return rows  # the matrix is narrowed where it is read

    def sentence(self) -> str:
        return self.matrix.in_words(self.choice)
