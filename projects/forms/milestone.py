"""A milestone of a project: when it is planned and expected, and what it waits for."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.models import ApprovalRound, Decision
from projects.forms.schedule import ShiftMixin
from projects.models import Dossier, DossierStep, Phase
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.forms import DateField, LineField
from wegwijzer.ui.forms.choices import offer

REST = ("phase", "decision", "round", Row("dossier", "dossier_step"), "reached_on")
Offered = tuple["QuerySet[Any]", Mapping[Any, str]]


class MilestoneForm(forms.Form):
    """A new one. `decisions` and `rounds` are what it may wait for, with their words.

    `phases` and `dossiers` are of its project.
    """

    name = LineField(label=_("Naam"), max_length=160, help_text=_("Bijvoorbeeld: aanvraag ingediend."))
    planned_on = DateField(label=_("Gepland op"))
    phase = forms.ModelChoiceField(Phase.objects.none(), label=_("Fase"), required=False, empty_label=_("geen fase"))
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label=_("Wacht op besluit"),
        required=False,
        empty_label=_("geen besluit"),
        help_text=_("De mijlpaal is dan vanzelf bereikt op de dag waarop het besluit geldt."),
    )
    round = forms.ModelChoiceField(
        ApprovalRound.objects.none(),
        label=_("Wacht op ronde"),
        required=False,
        empty_label=_("geen ronde"),
        help_text=_("De mijlpaal is dan vanzelf bereikt op de dag waarop genoeg besturen akkoord zijn."),
    )
    dossier = forms.ModelChoiceField(
        Dossier.objects.none(), label=_("Wacht op dossier"), required=False, empty_label=_("geen dossier")
    )
    dossier_step = forms.ChoiceField(
        label=_("tot het is"), required=False, choices=[("", _("niet van toepassing")), *DossierStep.choices]
    )
    reached_on = DateField(
        label=_("Bereikt op"),
        required=False,
        latest=today,
        help_text=_("Alleen als de mijlpaal niet op een besluit, ronde of dossier wacht."),
    )

    def __init__(
        self,
        *args: Any,
        phases: "QuerySet[Phase]",
        dossiers: "QuerySet[Dossier]",
        decisions: Offered,
        rounds: Offered,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].queryset = phases  # type: ignore[attr-defined]
        self.fields["dossier"].queryset = dossiers  # type: ignore[attr-defined]
        offer(self, "decision", *decisions)
        offer(self, "round", *rounds)
        self.helper = BaseHelper()
        self.helper.layout = Layout("name", "planned_on", *REST)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        awaited = [name for name in ("decision", "round", "dossier") if cleaned.get(name)]
        if len(awaited) > 1:
            told = _("Kies één ding waarop de mijlpaal wacht: een besluit, een ronde of een dossier.")
            self.add_error(awaited[1], told)
        return cleaned


class MilestoneMoveForm(ShiftMixin, forms.Form):
    """Only when it is expected now."""

    expected_on = DateField(label=_("Verwacht op"))


class MilestoneChangeForm(MilestoneMoveForm, MilestoneForm):
    """Everything of one that is there already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hidden = ("version", "shown", "along")
        self.helper.layout = Layout(*hidden, "name", Row("expected_on", "planned_on"), *REST)
