"""A policy signal, what became of it, and which of them to show."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.dated import DatedField
from governance.forms.progress import ProgressMixin, Step
from governance.forms.themes import ThemesField
from governance.forms.within import WithinFilterForm
from governance.models import AgendaItem, Decision, Signal, Theme
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, ProseField
from wegwijzer.ui.forms.choices import offer


class SignalForm(forms.Form):
    """What was noticed. `organisations` are the ones around the partnership."""

    subject = LineField(label=_("Onderwerp"), max_length=160)
    text = ProseField(
        label=_("Het signaal"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Over een patroon, nooit over één persoon: noem geen namen van nieuwkomers."),
    )
    source = LineField(label=_("Bron"), max_length=150, help_text=_("Bijvoorbeeld: trefmoment, sociale dienst."))
    organisation = forms.ModelChoiceField(
        label=_("Gemeld door bestuur"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("geen bestuur"),
    )
    noted_on = DateField(label=_("Opgetekend op"))
    addressee = LineField(label=_("Bestemd voor"), max_length=150, required=False)
    themes = ThemesField()

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class SignalChangeForm(VersionMixin, SignalForm):
    """To correct it, pass it on, and tie it to what deals with it."""

    passed_on = DateField(label=_("Doorgegeven op"), required=False)
    items = DatedField(AgendaItem.objects.none(), label=_("Agendapunten"), required=False)
    decisions = DatedField(Decision.objects.none(), label=_("Besluiten"), required=False)

    def __init__(
        self, *args: Any, items: "QuerySet[AgendaItem]", decisions: "QuerySet[Decision]", signal: Signal, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = ("version", "subject", "text", "source", "noted_on", "addressee", "passed_on")
        self.initial = {name: getattr(signal, name) for name in names} | {
            "organisation": signal.organisation_id,
            "themes": ", ".join(theme.name for theme in signal.themes.all()),
            "items": [row.pk for row in signal.items.all()],
            "decisions": [row.pk for row in signal.decisions.all()],
        }
        self.fields["items"].queryset = items  # type: ignore[attr-defined]
        self.fields["decisions"].queryset = decisions  # type: ignore[attr-defined]


class SignalCloseForm(VersionMixin, forms.Form):
    outcome = ProseField(label=_("Wat er van werd"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    closed_on = DateField(label=_("Afgerond op"))


class SignalFilterForm(ProgressMixin, WithinFilterForm):
    """Of which partnership, about what, and how far along."""

    STEPS = {
        "open": Step("open", _("nog lopen")),
        "afgerond": Step("ended", _("afgerond zijn"), _("afgerond")),
        "alle": Step("all", _("er zijn"), _("lopend en afgerond")),
    }
    field_order = ("verband", "theme", "progress")

    theme = forms.ModelChoiceField(
        label=_("over"), queryset=Theme.objects.none(), required=False, empty_label=_("elk thema")
    )

    def __init__(self, *args: Any, visible: "QuerySet[Signal]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {theme.pk: theme.name for theme in Theme.objects.filter(signals__in=visible).distinct()}
        if words:
            offer(self, "theme", Theme.objects.filter(pk__in=words), words)
        else:
            del self.fields["theme"]

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        if theme := self.cleaned_data.get("theme"):
            rows = rows.filter(themes=theme)
        return self.that_far(rows)

    def sentence(self) -> str:
        theme = self.cleaned_data.get("theme")
        parts = (super().sentence(), _now("over %s") % theme if theme else "", self.how_far)
        return " ".join(part for part in parts if part)
