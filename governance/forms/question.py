"""A question to a funder or partner, its answer, and which of them to show."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.progress import ProgressMixin, Step
from governance.forms.within import WithinFilterForm
from governance.models import Body
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, ProseField


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


class QuestionFilterForm(ProgressMixin, WithinFilterForm):
    """Of which partnership, and how far along."""

    STEPS = {
        "open": Step("open", _("nog open zijn")),
        "te-laat": Step("overdue", _("te laat zijn"), _("te laat")),
        "beantwoord": Step("ended", _("beantwoord zijn"), _("beantwoord")),
        "alle": Step("all", _("er zijn"), _("open en beantwoord")),
    }

    def narrow(self, rows: Any) -> Any:
        return self.that_far(super().narrow(rows))

    def sentence(self) -> str:
        return " ".join(part for part in (super().sentence(), self.how_far) if part)
