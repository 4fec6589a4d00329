"""What is asked about an item on the agenda."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.texts import add_fields, gathered
from governance.models import AgendaItem, ItemKind
from wegwijzer.localised import LocalisedText
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField, ProseField

CHOSEN_BY_HAND = [(kind.value, kind.label) for kind in ItemKind if kind != ItemKind.APPROVAL]


class AgendaItemForm(forms.Form):
    """Title and explanation come per language of the meeting, as `title_nl`, `explanation_nl` and so on."""

    kind = forms.ChoiceField(label=_("Soort"), choices=CHOSEN_BY_HAND, initial=ItemKind.INFORMATION)
    presenter = LineField(label=_("Wie brengt het?"), max_length=120, required=False)
    minutes_planned = IntegerField(
        label=_("Duur in minuten"),
        required=False,
        smallest=1,
        largest=600,
        widget=forms.TextInput(attrs={"size": 5}),
    )
    is_public = forms.BooleanField(
        label=_("Openbaar"),
        required=False,
        initial=True,
        help_text=_(
            "Vink dit uit voor een besloten punt: dat en zijn documenten ziet alleen wie in het orgaan zetelt."
        ),
    )

    def __init__(self, *args: Any, languages: list[str], item: AgendaItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.item = item
        add_fields(
            self,
            "title",
            languages,
            lambda: LineField(max_length=200),
            str(_("Titel")),
            initial=item.title if item else None,
        )
        add_fields(
            self,
            "explanation",
            languages,
            lambda: ProseField(max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})),
            str(_("Toelichting")),
            initial=item.explanation if item else None,
        )
        titles = [name for name in self.fields if name.startswith("title_")]
        self.order_fields([*titles, "kind", "presenter", "minutes_planned"])
        if item is not None and item.kind == ItemKind.APPROVAL:
            del self.fields["kind"]
        names = list(self.fields)
        first, last = names[: names.index("presenter")], names[names.index("minutes_planned") + 1 :]
        self.helper = BaseHelper()
        self.helper.layout = Layout(*first, Row("presenter", "minutes_planned"), *last)

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        plain = ("kind", "presenter", "minutes_planned", "is_public")
        kept = self.item
        return {name: self.cleaned_data[name] for name in plain if name in self.cleaned_data} | {
            "title": gathered(self, "title", self.languages, kept.title if kept else LocalisedText()),
            "explanation": gathered(self, "explanation", self.languages, kept.explanation if kept else LocalisedText()),
        }


class AgendaItemAddForm(AgendaItemForm):
    agenda_version = IntegerField(widget=forms.HiddenInput)


class AgendaItemChangeForm(VersionMixin, AgendaItemForm):
    @staticmethod
    def current(item: AgendaItem) -> dict[str, Any]:
        names = ("version", "kind", "presenter", "minutes_planned", "is_public")
        return {name: getattr(item, name) for name in names}


class AgendaMoveForm(forms.Form):
    """One step up or down, or straight to a number."""

    to = IntegerField(largest=1000)
    agenda_version = IntegerField()


class AgendaItemRemoveForm(forms.Form):
    """Back to the backlog, or away; what waits in the backlog can only go away."""

    to = forms.ChoiceField(
        label=_("Waar gaat het punt naartoe?"),
        choices=[("backlog", _("Naar de wachtlijst, voor een volgende vergadering")), ("away", _("Weg, voorgoed"))],
    )

    def __init__(self, *args: Any, from_backlog: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        if from_backlog:
            to.choices = to.choices[1:]  # type: ignore[index]
        to.initial = to.choices[0][0]  # type: ignore[index]


class ScheduleForm(forms.Form):
    """The meeting that takes an item from the backlog; `stay` says that the agenda itself asked."""

    meeting = IntegerField(largest=2**63 - 1)
    stay = forms.BooleanField(required=False)
