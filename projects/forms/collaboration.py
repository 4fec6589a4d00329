"""A collaboration of two organisations, what they make of it, and which lessons to show."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.periods import OpenPeriodForm
from governance.forms.within import WithinFilterForm
from governance.models import Theme
from projects.forms.work_form import WorkFormMixin
from projects.models import Dossier
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, NumberField, ProseField
from wegwijzer.ui.forms.choices import offer

MOST_DAYS = 9999
LONGEST = 4000  # characters of one answer of an evaluation


class CollaborationForm(WorkFormMixin, OpenPeriodForm):
    """`choices` are rows by the name of their field; `names` are the work forms."""

    subject = LineField(label=_("Waarover"), max_length=160, help_text=_("Bijvoorbeeld: onthaal van nieuwkomers."))
    lead = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Trekker"),
        empty_label=_("kies"),
        help_text=_("De grotere organisatie, die begeleidt."),
    )
    partner = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Partner"),
        empty_label=_("kies"),
        help_text=_("De kleinere organisatie, die meewerkt en leert."),
    )
    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Thema"), required=False, empty_label=_("geen"))
    dossier = forms.ModelChoiceField(
        Dossier.objects.none(), label=_("Dossier"), required=False, empty_label=_("geen, alleen het project")
    )
    frequency = LineField(
        label=_("Hoe vaak"), max_length=120, required=False, help_text=_("Bijvoorbeeld: twee dagen per week.")
    )
    staff_days = NumberField(
        label=_("Personeelsdagen"),
        places=1,
        largest=MOST_DAYS,
        required=False,
        help_text=_("In totaal, van beide organisaties samen."),
    )
    goals = ProseField(
        label=_("Leerdoelen"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    stop_reason = LineField(
        label=_("Vroeger gestopt omdat"),
        max_length=300,
        required=False,
        help_text=_("Alleen als de samenwerking eerder ophield dan afgesproken."),
    )

    def __init__(self, *args: Any, choices: "dict[str, QuerySet[Any]]", names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.offer_forms(names)
        version = ["version"] if "version" in self.fields else []
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            *version,
            "subject",
            Row("lead", "partner"),
            Row("form", "other_form"),
            Row("theme", "dossier"),
            Row("from_on", "until_on"),
            Row("frequency", "staff_days"),
            "goals",
            "stop_reason",
        )

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, once it is valid."""
        return self.with_form(self.cleaned_data)


class CollaborationChangeForm(VersionMixin, CollaborationForm):
    """To correct one."""


def _answer(label: Any, hint: Any) -> ProseField:
    widget = forms.Textarea(attrs={"rows": 4})
    return ProseField(label=label, help_text=hint, max_length=LONGEST, required=False, widget=widget)


class EvaluationForm(forms.Form):
    """Four answers, of which one is enough. `organisations` are those that this login may speak for."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Volgens wie"), empty_label=None)
    advantages = _answer(_("Wat ging goed?"), _("De voordelen van zo werken."))
    disadvantages = _answer(_("Wat ging moeilijk?"), _("De nadelen, en wat meer tijd vroeg dan gedacht."))
    budget = _answer(_("Over het budget"), _("Was het genoeg? Wat kostte meer of minder dan gepland?"))
    would_differ = _answer(_("Wat zou u anders doen?"), _("Voor wie de volgende oproep voorbereidt."))

    def __init__(self, *args: Any, organisations: Iterable[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "organisation" in self.fields:
            words = {row.pk: row.name for row in organisations}
            offer(self, "organisation", Organisation.objects.filter(pk__in=words), words)
            self.fields["organisation"].initial = next(iter(words), None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        answers = ("advantages", "disadvantages", "budget", "would_differ")
        if not self.errors and not any(data.get(name) for name in answers):
            self.add_error("advantages", _now("Vul minstens één van de vier in."))
        return data


class EvaluationChangeForm(VersionMixin, EvaluationForm):
    """To say it otherwise; whose evaluation it is does not change."""

    organisation = None  # type: ignore[assignment]


class LessonFilterForm(WithinFilterForm):
    """About which form and theme, of whom."""

    werkvorm = forms.ChoiceField(label=_("over"), required=False)
    thema = forms.ChoiceField(label=_("voor het thema"), required=False)
    organisatie = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("met"), required=False, empty_label=_("elke organisatie")
    )

    def __init__(
        self,
        *args: Any,
        forms_known: Iterable[str],
        themes: Iterable[str],
        organisations: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, words, nothing in (
            ("werkvorm", forms_known, _now("elke werkvorm")),
            ("thema", themes, _now("elk thema")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", nothing), *((word, word) for word in words)]
        offer(self, "organisatie", Organisation.objects.filter(pk__in=organisations), organisations)

    def narrow(self, rows: Any) -> Any:
        data = self.cleaned_data
        if data.get("verband"):
            rows = rows.filter(collaboration__project__partnership=data["verband"])
        if data.get("werkvorm"):
            rows = rows.filter(collaboration__form__name=data["werkvorm"])
        if data.get("thema"):
            rows = rows.filter(collaboration__theme__name=data["thema"])
        if data.get("organisatie"):
            rows = rows.filter(organisation=data["organisatie"])
        return rows

    def sentence(self) -> str:
        data = self.cleaned_data
        words = {
            "werkvorm": _now("over %s"),
            "thema": _now("voor het thema %s"),
            "organisatie": _now("met %s"),
            "verband": _now("van %s"),
        }
        return " ".join(said % data[name] for name, said in words.items() if data.get(name))
