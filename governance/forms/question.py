"""A question to a funder or partner, its answer, and which of them to show."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.within import WithinFilterForm
from governance.models import Body
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, ProseField

OPEN, OVERDUE, ANSWERED, ALL = "open", "te-laat", "beantwoord", "alle"


class QuestionForm(forms.Form):
    """`bodies` are those of the partnership."""

    text = ProseField(label=_("De vraag"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    addressee = LineField(label=_("Gevraagd aan"), max_length=150, help_text=_("Bijvoorbeeld: de subsidiegever."))
    body = forms.ModelChoiceField(
        label=_("Namens"), queryset=Body.objects.none(), required=False, empty_label=_("het samenwerkingsverband")
    )
    asked_on = DateField(label=_("Gevraagd op"))
    due_on = DateField(label=_("Antwoord verwacht tegen"), required=False)

    def __init__(self, *args: Any, bodies: "QuerySet[Body]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class QuestionChangeForm(VersionMixin, QuestionForm):
    """To correct it."""


class AnswerForm(VersionMixin, forms.Form):
    """What was answered."""

    answer = ProseField(label=_("Het antwoord"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    answered_on = DateField(label=_("Beantwoord op"))


class QuestionFilterForm(WithinFilterForm):
    """Of which partnership, and how far along."""

    progress = forms.ChoiceField(
        label=_("die"),
        choices=[
            (OPEN, _("nog open zijn")),
            (OVERDUE, _("te laat zijn")),
            (ANSWERED, _("beantwoord zijn")),
            (ALL, _("er zijn")),
        ],
        required=False,
        widget=forms.Select,
    )

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        match self.cleaned_data.get("progress") or OPEN:
            case "open":
                rows = rows.open()
            case "te-laat":
                rows = rows.overdue()
            case "beantwoord":
                rows = rows.filter(answered_on__isnull=False)
        return rows

    def sentence(self) -> str:
        words = {OPEN: "", OVERDUE: _now("te laat"), ANSWERED: _now("beantwoord"), ALL: _now("open en beantwoord")}
        parts = (super().sentence(), words.get(self.cleaned_data.get("progress") or OPEN, ""))
        return " ".join(part for part in parts if part)
