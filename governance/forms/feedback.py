"""Ticking off what was told, and which lines to show."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.progress import ProgressMixin, Step
from governance.models import Audience, Body, FeedbackChannel
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, IntegerField, LineField
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.listing import FilterForm


class FeedbackForm(forms.Form):
    """When it was told, and how it went."""

    done_on = DateField(label=_("Teruggekoppeld op"))
    note = LineField(label=_("Opmerking"), max_length=300, required=False)


class CommunicationRuleForm(forms.Form):
    """A new agreement of a body."""

    audience = forms.ChoiceField(label=_("Wie?"), choices=Audience.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("Hoe?"), choices=FeedbackChannel.choices, widget=forms.RadioSelect)
    within_days = IntegerField(label=_("Binnen hoeveel dagen na de vergadering?"), smallest=0, largest=365, initial=30)
    what = LineField(label=_("Wat?"), max_length=200, required=False, help_text=_("Bijvoorbeeld: de besluitenlijst."))


class CommunicationRuleChangeForm(VersionMixin, forms.Form):
    within_days = IntegerField(label=_("Binnen hoeveel dagen na de vergadering?"), smallest=0, largest=365)
    what = LineField(label=_("Wat?"), max_length=200, required=False)


class FeedbackFilterForm(ProgressMixin, FilterForm):
    """Of which body, to whom, and how far along."""

    STEPS = {
        "open": Step("open", _("nog open is")),
        "te-laat": Step("overdue", _("te laat is"), _("te laat")),
        "gebeurd": Step("ended", _("gebeurd is"), _("gebeurd")),
        "alle": Step("all", _("er is"), _("open en gebeurd")),
    }
    field_order = ("body", "audience", "progress")

    body = forms.ModelChoiceField(
        label=_("na"), queryset=Body.objects.none(), required=False, empty_label=_("elk orgaan")
    )
    audience = forms.ChoiceField(label=_("aan"), choices=[("", _("elke doelgroep")), *Audience.choices], required=False)

    def __init__(self, *args: Any, bodies: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", Body.objects.filter(pk__in=bodies), bodies)

    def narrow(self, rows: Any) -> Any:
        chosen = self.cleaned_data.get
        if body := chosen("body"):
            rows = rows.filter(meeting__body=body)
        if audience := chosen("audience"):
            rows = rows.filter(audience=audience)
        return self.that_far(rows)

    def sentence(self) -> str:
        chosen = self.cleaned_data.get
        parts = []
        if audience := chosen("audience"):
            parts.append(_now("aan %s") % Audience(audience).label)
        if body := chosen("body"):
            parts.append(_now("na %s") % body)
        return " ".join(part for part in (*parts, self.how_far) if part)
