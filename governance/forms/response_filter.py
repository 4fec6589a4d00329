"""The filters of the list of answers, as a sentence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.within import WithinFilterForm
from governance.models import RoundKind, answers_in

CHECKED = [("", _("nagekeken of niet")), ("nee", _("na te kijken")), ("ja", _("nagekeken")), ("laat", _("te laat"))]


class ResponseFilterForm(WithinFilterForm):
    """Whether somebody looked at it, and what was answered."""

    stand = forms.ChoiceField(choices=CHECKED, label=_("die zijn"), required=False)
    antwoord = forms.ChoiceField(label=_("met"), required=False)

    field_order = ("stand", "antwoord", "verband")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = answers_in(RoundKind.OTHER)
        self.fields["antwoord"].choices = [("", _now("elk antwoord")), *words]  # type: ignore[attr-defined]
        if len(kwargs["partnerships"]) < 2:
            del self.fields["verband"]

    def narrow(self, rows: Any) -> Any:
        data = self.cleaned_data
        if asked := data.get("verband"):
            rows = rows.filter(party__round__partnership=asked)
        if outcome := data.get("antwoord"):
            rows = rows.filter(outcome=outcome)
        match data.get("stand"):
            case "nee":
                rows = rows.unverified()
            case "ja":
                rows = rows.filter(verified_at__isnull=False)
            case "laat":
                rows = rows.late()
        return rows

    def sentence(self) -> str:
        data = getattr(self, "cleaned_data", {})
        parts = []
        if stand := data.get("stand"):
            parts.append(str(dict(CHECKED)[stand]))
        if outcome := data.get("antwoord"):
            parts.append(_now("met antwoord ‘%s’") % dict(self.fields["antwoord"].choices)[outcome])  # type: ignore[attr-defined]
        return " ".join([*parts, super().sentence()]).strip()
