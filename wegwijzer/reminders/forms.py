"""How somebody wants to be mailed."""

from collections import defaultdict
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.utils.text import capfirst
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
        field.choices = _topics()


def _topics() -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules under the name of the app that they are of, both in the order of the alphabet: (name, label)."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, rule in sorted(rules.items(), key=lambda item: str(item[1].label)):
        found[name.partition(".")[0]].append((name, str(rule.label)))
    return sorted((capfirst(str(apps.get_app_config(app).verbose_name)), topics) for app, topics in found.items())
