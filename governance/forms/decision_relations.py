"""What a decision hangs together with, in a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import AgendaItem, ApprovalRound, Decision
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField
from wegwijzer.ui.words import day

MOST_THEMES = 8
LONGEST_THEME = 60


class AdviceField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} – {obj.body}, {day(obj.meeting.planned_start)}"


class RelationsForm(VersionMixin, forms.Form):
    """The choices are those of the partnership of the decision, as this person may see them."""

    condition = forms.ModelChoiceField(
        ApprovalRound.objects.none(),
        required=False,
        label=_("Geldt pas als deze ronde bereikt is"),
        empty_label=_("geldt meteen"),
        help_text=_("Het besluit treedt in werking op de dag waarop de drempel van de ronde bereikt wordt."),
    )
    advice = AdviceField(
        AgendaItem.objects.none(),
        required=False,
        label=_("Steunt op het advies van"),
        widget=forms.CheckboxSelectMultiple,
    )
    themes = LineField(
        required=False,
        max_length=300,
        label=_("Thema’s"),
        help_text=_("Gescheiden door komma’s, bijvoorbeeld: onthaal, onderwijs."),
    )

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

    def clean_themes(self) -> list[str]:
        """Names, each once, whatever the capitals."""
        names = {" ".join(part.split()).lower(): None for part in self.cleaned_data["themes"].split(",")}
        found = [name for name in names if name]
        if len(found) > MOST_THEMES:
            raise ValidationError(_now("Geef hoogstens %(most)s thema’s.") % {"most": MOST_THEMES})
        for name in found:
            if len(name) > LONGEST_THEME:
                words = _now("Een thema telt hoogstens %(most)s tekens: ‘%(name)s’ is te lang.")
                raise ValidationError(words % {"most": LONGEST_THEME, "name": name})
        return found

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
