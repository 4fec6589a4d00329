"""A version of a budget: what it is for, and from which day it is fixed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField


class BudgetForm(forms.Form):
    """What a version is for."""

    name = LineField(
        label=_("Waarvoor is deze versie?"),
        max_length=120,
        help_text=_("Bijvoorbeeld: aanvraag, na toekenning, herziening van 2017."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = BaseHelper()


class BudgetRenameForm(BudgetForm, VersionMixin):
    """To say it otherwise."""


class BudgetFixForm(VersionMixin):
    fixed_on = DateField(
        label=_("Vastgelegd op"), latest=today, help_text=_("De dag waarop deze begroting ingediend of beslist werd.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = BaseHelper()
