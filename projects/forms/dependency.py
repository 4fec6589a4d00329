"""What waits for what."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects.models import Moment, Schedule
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField

LONGEST_LAG = 3650


class DependencyForm(forms.Form):
    """`schedule` is the time line that both ends are chosen from."""

    earlier = forms.TypedChoiceField(label=_("Eerst"), help_text=_("Dit moet voorbij zijn."))
    later = forms.TypedChoiceField(label=_("Dan"), help_text=_("Dit begint niet vroeger."))
    lag_days = IntegerField(
        label=_("Dagen ertussen"), largest=LONGEST_LAG, initial=0, help_text=_("0 als het meteen kan volgen.")
    )

    def __init__(self, *args: Any, schedule: Schedule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moments: dict[str, Moment] = {f"{kind}-{pk}": row for (kind, pk), row in schedule.moments.items()}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, moment in self.moments.items():
            groups.setdefault(capfirst(moment._meta.verbose_name_plural), []).append((key, str(moment)))
        for name in ("earlier", "later"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.coerce = self.moments.__getitem__
            field.choices = [("", _("kies")), *groups.items()]


class DependencyChangeForm(VersionMixin, DependencyForm):
    """The same for one that is there already."""
