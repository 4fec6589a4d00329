"""Freezing a plan, and saying how it was approved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, ProseField


class PlanVersionForm(forms.Form):
    evaluation = ProseField(
        label=_("Evaluatie en bijsturing"),
        max_length=20_000,
        required=False,
        help_text=_("Wat lukte, wat niet, en wat er daarom anders wordt. Dit staat bij de versie."),
    )


class PlanVersionAdoptForm(VersionMixin, forms.Form):
    adopted_on = DateField(
        label=_("Goedgekeurd op"),
        required=False,
        help_text=_("Voor een goedkeuring die niet langs dit systeem liep. Laat leeg om ze terug te nemen."),
    )


class PlanVersionAskForm(VersionMixin, forms.Form):
    deadline_on = DateField(label=_("Antwoord tegen"), earliest=today)
