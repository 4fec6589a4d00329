"""A service sheet, and which of them to show."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Theme
from projects.forms.about import AboutMixin
from projects.models import TargetGroup
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, ProseField
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.listing import FilterForm

LONGEST = 4000  # characters per level
FILLED, EMPTY = "ingevuld", "leeg"


class LevelsMixin(forms.Form):
    """What is offered, at three levels; any of them may stay empty."""

    client_level = ProseField(
        label=_("Voor burgers en cliënten"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat biedt u aan, wanneer, en voor wie?"),
    )
    organisation_level = ProseField(
        label=_("Tussen organisaties"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Met wie werkt u hiervoor samen, en hoe?"),
    )
    policy_level = ProseField(
        label=_("In het beleid"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Welke beleidskeuzes zijn er, of ontbreken er?"),
    )


class ServiceSheetForm(LevelsMixin, AboutMixin):
    """`organisations` are those around the partnership."""

    name = LineField(
        label=_("Organisatie of dienst"),
        max_length=150,
        required=False,
        help_text=_("Laat leeg als u hieronder een organisatie uit de lijst kiest."),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Uit de lijst"), required=False, empty_label=_("staat niet in de lijst")
    )

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        for name in ("theme", "target_group"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.required, field.empty_label = True, _now("kies")
            field.choices = [("", _now("kies")), *list(field.choices)[1:]]
        layout = ["name", "organisation", Row("theme", "target_group"), *LevelsMixin.base_fields]
        self.helper = BaseHelper()
        self.helper.layout = Layout(*(["version"] if "version" in self.fields else []), *layout)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("name") and "name" not in self.errors:
            if data.get("organisation") is None:
                self.add_error("name", _("Vul een naam in, of kies een organisatie uit de lijst."))
            else:
                data["name"] = str(data["organisation"])[:150]
        return data


class ServiceSheetEditForm(ServiceSheetForm, VersionMixin):
    """To correct one."""


class ServiceSheetFilterForm(FilterForm):
    """About what, of whom, and whether it says something."""

    thema = forms.ModelChoiceField(Theme.objects.none(), label=_("over"), required=False, empty_label=_("elk thema"))
    doelgroep = forms.ModelChoiceField(
        TargetGroup.objects.none(), label=_("voor"), required=False, empty_label=_("elke doelgroep")
    )
    organisatie = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("van"), required=False, empty_label=_("elke organisatie")
    )
    stand = forms.ChoiceField(
        label=_("die"),
        choices=[("", _("er zijn")), (FILLED, _("ingevuld zijn")), (EMPTY, _("nog leeg zijn"))],
        required=False,
        widget=forms.Select,
    )

    def __init__(
        self,
        *args: Any,
        themes: Mapping[int, str],
        target_groups: Mapping[int, str],
        organisations: "QuerySet[Organisation]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "thema", Theme.objects.filter(pk__in=themes), themes)
        offer(self, "doelgroep", TargetGroup.objects.filter(pk__in=target_groups), target_groups)
        self.fields["organisatie"].queryset = organisations  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        columns = {"thema": "theme", "doelgroep": "target_group", "organisatie": "organisation"}
        for name, column in columns.items():
            if asked := self.cleaned_data.get(name):
                rows = rows.filter(**{column: asked})
        match self.cleaned_data.get("stand"):
            case "ingevuld":
                rows = rows.filled_in()
            case "leeg":
                rows = rows.filter(client_level="", organisation_level="", policy_level="")
        return rows

    def sentence(self) -> str:
        data = self.cleaned_data
        words = {"thema": _now("over %s"), "doelgroep": _now("voor %s"), "organisatie": _now("van %s")}
        parts = [said % data[name] for name, said in words.items() if data.get(name)]
        parts.append({FILLED: _now("die ingevuld zijn"), EMPTY: _now("die nog leeg zijn")}.get(data.get("stand"), ""))
        return " ".join(part for part in parts if part)
