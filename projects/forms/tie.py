"""Which meetings, agenda items, decisions and rounds a project is tied to; and which project a thing belongs to."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.dated import DatedField
from governance.models import AgendaItem, ApprovalRound, Decision, Meeting
from projects.access import Subject
from projects.models import THINGS, Dossier, Plan, Project
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField
from wegwijzer.ui.words import day


class MeetingsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class RoundsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return _now("%(title)s – antwoord tegen %(day)s") % {"title": obj.title, "day": day(obj.deadline_on)}


class TiesForm(VersionMixin):
    """`choices` are what can be tied, by the names of THINGS; what is tied already is ticked."""

    meeting = MeetingsField(
        Meeting.objects.none(),
        label=_("Vergaderingen die er helemaal over gaan"),
        required=False,
        help_text=_("Alles wat er besproken is, komt mee: agendapunten, besluiten en actiepunten."),
    )
    item = DatedField(
        AgendaItem.objects.none(),
        label=_("Agendapunten"),
        required=False,
        help_text=_("De besluiten en actiepunten van het punt komen mee."),
    )
    decision = DatedField(Decision.objects.none(), label=_("Besluiten"), required=False)
    round = RoundsField(ApprovalRound.objects.none(), label=_("Goedkeuringsrondes"), required=False)

    def __init__(self, *args: Any, choices: "Mapping[str, QuerySet[Any]]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in THINGS:
            self.fields[name].queryset = choices[name]  # type: ignore[attr-defined]

    @staticmethod
    def current(subject: Project | Plan | Dossier) -> dict[str, Any]:
        """What is tied by now."""
        ties = list(subject.ties.all())
        keys = {name: [getattr(tie, f"{name}_id") for tie in ties if getattr(tie, f"{name}_id")] for name in THINGS}
        return {"version": subject.version, **keys}

    def saved_values(self, current: Project | Plan | Dossier) -> Mapping[str, Any]:
        return self.current(current)

    @property
    def chosen(self) -> dict[str, Sequence[Any]]:
        return {name: list(self.cleaned_data[name]) for name in THINGS}

    @property
    def offered(self) -> dict[str, set[int]]:
        """The keys of what could be ticked."""
        return {name: {row.pk for row in self.fields[name].queryset} for name in THINGS}  # type: ignore[attr-defined]


class TieSearchForm(forms.Form):
    q = LineField(label=_("Zoek in wat er langer geleden was"), max_length=100, required=False)


class TieHereForm(forms.Form):
    """On the page of a thing: which project, plan or dossier it belongs to. `items` are those of a meeting, by key."""

    item = forms.TypedChoiceField(label=_("Wat?"), required=False, coerce=int, empty_value=None)
    subject = forms.ChoiceField(
        label=_("Bij welk project, plan of dossier?"),
        error_messages={"required": _("Kies een project, plan of dossier.")},
    )

    def __init__(self, *args: Any, subjects: Iterable[Subject], items: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(subject.key, subject.name) for subject in subjects if subject.can_be_chosen]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial.setdefault("subject", choices[0][0])
        if items:
            self.fields["item"].choices = [("", _now("de hele vergadering")), *items.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["item"]
