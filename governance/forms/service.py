"""A service of a partnership."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.periods import OpenPeriodForm
from governance.forms.within import WithinFilterForm
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, ProseField


class ServiceForm(OpenPeriodForm):
    field_order = ("name", "description", "from_on", "until_on")

    name = LineField(label=_("Naam"), max_length=120)
    description = ProseField(
        label=_("Omschrijving"),
        required=False,
        help_text=_("Wat de dienst doet, en voor wie. Geen namen van inwoners."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = BaseHelper()
        self.helper.layout = Layout("name", "description", Row("from_on", "until_on"))


class ServiceEditForm(ServiceForm, VersionMixin):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout.insert(0, "version")


class ServiceFilterForm(WithinFilterForm):
    loopt = forms.ChoiceField(
        label=_("toestand"),
        required=False,
        choices=[("", _("om het even")), ("ja", _("in werking")), ("nee", _("gestopt"))],
    )

    def narrow(self, rows: Any) -> Any:
        rows = super().narrow(rows)
        asked = self.cleaned_data.get("loopt")
        return {"ja": rows.on, "nee": rows.ended}[asked]() if asked else rows

    def sentence(self) -> str:
        asked = self.cleaned_data.get("loopt")
        words = {"ja": _now("in werking"), "nee": _now("niet meer in werking")}
        return " ".join(part for part in (super().sentence(), words.get(asked or "", "")) if part)
