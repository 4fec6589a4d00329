"""What was done for an objective, and how far that brings it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import Objective, ProgressState, TargetCount
from wegwijzer.accounts.periods import today
from wegwijzer.ui.forms import DateField, IntegerField, LineField, NumberField, ProseField

STATES = [("", _("ongewijzigd")), *ProgressState.choices]


class ProgressForm(forms.Form):
    """One note. Of what is measured by hand the value can be told as well."""

    on = DateField(label=_("Op"))
    text = ProseField(label=_("Wat er gebeurd is"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    state = forms.ChoiceField(label=_("Stand"), choices=STATES, required=False, widget=forms.RadioSelect)
    percent = IntegerField(label=_("Procent gerealiseerd"), largest=100, required=False)

    def __init__(self, *args: Any, objective: Objective, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": today(), "state": ""}, **kwargs)
        self.use_required_attribute = False
        if objective.target_number is not None and objective.target_counts == TargetCount.BY_HAND:
            self.fields["value"] = NumberField(label=_("Nu gemeten"), required=False, help_text=objective.target_unit)


class ProgressLineForm(forms.Form):
    """The same for one line of a list that is gone through in a meeting: short, and empty says nothing."""

    text = LineField(label=_("Wat er gebeurd is"), max_length=1000, required=False)
    state = forms.ChoiceField(label=_("Stand"), choices=STATES, required=False)
    percent = IntegerField(label=_("Procent"), largest=100, required=False)
