"""A change after the award, and what the funder said of it."""

from typing import Any

from crispy_forms.layout import Div, Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.models import Amendment, AmendmentKind, Budget
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, PeriodMixin, ProseField


class AmendmentForm(PeriodMixin, forms.Form):
    """`budgets` are the versions of the dossier's budget; `boards` can join or leave."""

    kind = forms.ChoiceField(label=_("Wat verandert er?"), choices=AmendmentKind.choices, widget=forms.RadioSelect)
    title = LineField(label=_("In het kort"), max_length=160)
    reason = ProseField(label=_("Waarom?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    becomes = ProseField(
        label=_("Zo wordt het"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Bij een andere inhoud, of als uitleg. Wat er vandaag geldt, wordt vanzelf bewaard."),
    )
    from_on = DateField(
        label=_("Vanaf welke dag?"),
        required=False,
        help_text=_("Bij een andere periode: de nieuwe eerste dag."),
    )
    until_on = DateField(
        label=_("Tot en met welke dag?"), required=False, help_text=_("Alleen bij een andere periode.")
    )
    budget = forms.ModelChoiceField(
        Budget.objects.none(),
        label=_("Nieuwe begroting"),
        required=False,
        empty_label=_("geen"),
        help_text=_("Alleen bij een andere begroting: de versie die het wordt."),
    )

    joins = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Wie treedt toe?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen bij andere partners."),
    )
    leaves = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Wie stapt uit?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen bij andere partners. In het samenwerkingsverband blijft het lid wat het is."),
    )

    def __init__(
        self, *args: Any, budgets: "QuerySet[Budget]", boards: "QuerySet[Organisation]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for side in ("joins", "leaves"):
            self.fields[side].queryset = boards  # type: ignore[attr-defined]
        self.fields["budget"].queryset = budgets  # type: ignore[attr-defined]
        version = ["version"] if "version" in self.fields else []
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            *version,
            "kind",
            Div(Row("from_on", "until_on"), css_class="of-days"),
            Div("budget", css_class="of-budget"),
            Div("joins", "leaves", css_class="of-partners"),
            "title",
            "reason",
            "becomes",
        )


class AmendmentChangeForm(VersionMixin, AmendmentForm):
    def saved_values(self, current: Amendment) -> dict[str, Any]:
        sides = {side: list(getattr(current, side).all()) for side in ("joins", "leaves")}
        return {name: getattr(current, name) for name in self.fields} | sides


class AmendmentAskForm(VersionMixin):
    asked_on = DateField(label=_("Gevraagd op"), latest=today, initial=today)


class AmendmentDecideForm(VersionMixin):
    verb = forms.ChoiceField(
        label=_("Wat zei de subsidiegever?"),
        choices=[("approve", _("goedgekeurd")), ("refuse", _("geweigerd"))],
        widget=forms.RadioSelect,
    )
    decided_on = DateField(label=_("Beslist op"), latest=today, initial=today)
    decision_note = LineField(label=_("Opmerking"), max_length=300, required=False)
