"""How somebody wants to be mailed."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Rhythm
from wegwijzer.reminders.registry import rules
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField


class ChoiceForm(VersionMixin):
    use_required_attribute = False

    rhythm = forms.ChoiceField(
        label=_("Hoe vaak wilt u herinnerd worden?"), choices=Rhythm.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Taal van de mails"), choices=settings.MAIL_LANGUAGES)
    quiet_until = DateField(
        label=_("Stil tot en met"),
        required=False,
        earliest=today,
        help_text=_("Bijvoorbeeld de laatste dag van uw vakantie. Tot dan krijgt u geen herinneringen."),
    )
    muted = forms.MultipleChoiceField(
        label=_("Geen herinneringen over"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["muted"]
        assert isinstance(field, forms.MultipleChoiceField)
        labels = sorted((str(rule.label), name) for name, rule in rules.items())
        field.choices = [(name, label) for label, name in labels]
