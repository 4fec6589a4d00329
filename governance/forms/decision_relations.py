"""What a decision hangs together with, in a form."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.dated import DatedField
from governance.forms.themes import ThemesField
from governance.models import AgendaItem, ApprovalRound, Decision
from wegwijzer.ui.editing import VersionMixin


class RelationsForm(VersionMixin, forms.Form):
    """The choices are those of the partnership of the decision, as this person may see them."""

    condition = forms.ModelChoiceField(
        ApprovalRound.objects.none(),
        required=False,
        label=_("Geldt pas als deze ronde bereikt is"),
        empty_label=_("geldt meteen"),
        help_text=_("Het besluit treedt in werking op de dag waarop de drempel van de ronde bereikt wordt."),
    )
    advice = DatedField(AgendaItem.objects.none(), required=False, label=_("Steunt op het advies van"))
    themes = ThemesField()

    def __init__(
        self,
        *args: Any,
        decision: Decision,
        rounds: "QuerySet[ApprovalRound]",
        advice: "QuerySet[AgendaItem]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"].queryset = rounds  # type: ignore[attr-defined]
        self.fields["advice"].queryset = advice  # type: ignore[attr-defined]
        if not advice.exists():
            del self.fields["advice"]
        self.initial |= {
            "version": decision.version,
            "condition": decision.condition_id,
            "advice": [item.pk for item in decision.advice.all()],
            "themes": ", ".join(theme.name for theme in decision.themes.all()),
        }

    @property
    def values(self) -> dict[str, Any]:
        """What the action wants."""
        data = self.cleaned_data
        return {
            "version": data["version"],
            "condition": data["condition"],
            "advice": list(data.get("advice", ())),
            "themes": data["themes"],
        }
