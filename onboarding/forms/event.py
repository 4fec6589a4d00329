"""An event: where, when and for whom; who is invited; how many came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.organisation import OrganisationField
from onboarding.models import Audience, Event, EventCount, EventKind
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField, MomentField, ProseField
from wegwijzer.ui.forms.personal import NoPersonalData

MOVES = {
    "hold": _("Gehouden: het is voorbij"),
    "cancel": _("Afgelast: het gaat niet door"),
    "resume": _("Toch gepland"),
    "reopen": _("Weer gepland: het moet nog komen"),
}
LABELS = {"invited": _("uitgenodigd"), "registered": _("ingeschreven"), "present": _("aanwezig")}
COLUMNS = tuple(LABELS)
MOST = 100_000


class EventForm(NoPersonalData, forms.Form):
    """With one organiser there is nothing to choose."""

    watched = ("title", "description")

    kind = forms.ChoiceField(label=_("Soort"), choices=[("", _("kies")), *EventKind.choices])
    title = LineField(label=_("Titel"), max_length=160)
    starts_at = MomentField(label=_("Begin"))
    ends_at = MomentField(label=_("Einde"))
    place = LineField(label=_("Plaats"), max_length=150, required=False)
    organiser = OrganisationField(
        Organisation.objects.none(),
        label=_("Wie organiseert"),
        required=False,
        empty_label=_("het samenwerkingsverband"),
    )
    audiences = forms.MultipleChoiceField(
        label=_("Voor wie"), choices=Audience.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    capacity = IntegerField(label=_("Aantal plaatsen"), required=False, smallest=1, largest=MOST)
    description = ProseField(
        label=_("Omschrijving"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Het programma, de talen, wat men meebrengt. Nooit namen of gegevens van nieuwkomers."),
    )

    def __init__(self, *args: Any, organisers: "QuerySet[Organisation]", may_choose_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organiser"]
        assert isinstance(field, OrganisationField)
        field.queryset = organisers
        if not may_choose_all:
            field.required, field.empty_label = True, None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("Het einde ligt niet na het begin. Kies een later uur."))
        return cleaned


class EventEditForm(EventForm, VersionMixin):
    """The same for one that is there already."""


class EventInviteForm(forms.Form):
    """Organisations that were not invited yet."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Wie nodigt u uit?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één organisatie.")},
        help_text=_("Haar contactpersonen krijgen een mail, met de uitnodiging voor hun agenda."),
    )

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = organisations  # type: ignore[attr-defined]


class EventMoveForm(NoPersonalData, VersionMixin):
    watched = ("reason",)

    verb = forms.ChoiceField(label=_("Hoe staat het nu?"), widget=forms.RadioSelect)
    reason = LineField(
        label=_("Waarom gaat het niet door?"),
        max_length=300,
        required=False,
        help_text=_("Wie uitgenodigd is, leest dit in de mail."),
    )

    def __init__(self, *args: Any, verbs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(verb, MOVES[verb]) for verb in verbs]  # type: ignore[attr-defined]
        if "cancel" not in verbs:
            del self.fields["reason"]


class EventCountForm(forms.Form):
    """How many of one organisation, per audience. Only numbers can be typed here."""

    def __init__(self, *args: Any, event: Event, counts: Sequence[EventCount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {row.audience: row for row in counts}
        asked = set(event.audiences) | set(known)
        self.audiences = [value for value in Audience.values if value in asked] or list(Audience.values)
        for audience in self.audiences:
            for column in COLUMNS:
                label = f"{Audience(audience).label}: {LABELS[column]}"
                self.fields[f"{audience}_{column}"] = IntegerField(
                    label=label[:1].upper() + label[1:],
                    required=False,
                    smallest=0,
                    largest=MOST,
                    initial=getattr(known.get(audience), column, None),
                )

    @property
    def rows(self) -> list[tuple[str, list[Any]]]:
        """The fields of each audience, for the template."""
        return [(str(Audience(one).label), [self[f"{one}_{column}"] for column in COLUMNS]) for one in self.audiences]

    @property
    def numbers(self) -> dict[str, dict[str, int | None]]:
        """What the action asks for."""
        data = self.cleaned_data
        return {one: {column: data[f"{one}_{column}"] for column in COLUMNS} for one in self.audiences}


class CertificateForm(forms.Form):
    """For whom it is, for this one document: neither is kept."""

    name = LineField(
        label=_("Naam op het attest"),
        max_length=120,
        help_text=_("Van de medewerker of vrijwilliger. Wij drukken de naam af en bewaren ze niet."),
    )
    employer = LineField(label=_("Van welke organisatie"), max_length=150, required=False)
