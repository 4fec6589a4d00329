"""A local plan out of a catalogue: whose it is, and which actions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.periods import DayField
from governance.models import IN_PAIRS
from projects.models import Tree
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField, PeriodMixin


class ChosenField(forms.TypedMultipleChoiceField):
    """Actions of a catalogue, under the name of their group."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, label=_("Acties uit de catalogus"), **kwargs)

    def offer(self, tree: Tree) -> None:
        groups: list[tuple[str, Any]] = []
        for chapter in tree.chapters:
            for root in chapter.roots:
                below = [node for node in root.walk() if node.parent] or [root]
                name = f"{root.code}. {root.objective.title}"
                groups.append((name, [(node.pk, node.objective.title) for node in below]))
        self.choices = groups


class LocalPlanForm(PeriodMixin, forms.Form):
    """A new local plan. `organisations` are those it can be of."""

    title = LineField(label=_("Titel"), max_length=160, help_text=_("Bijvoorbeeld: Lokaal plan van aanpak Dilbeek."))
    owners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Van"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Meer dan één bestuur kan een plan samen maken."),
        error_messages={"required": _("Kies van welk bestuur het plan is.")},
    )
    from_on = DayField(label=_("Eerste dag"), required=False)
    until_on = DayField(label=_("Laatste dag"), required=False)
    chosen = ChosenField(
        help_text=_("Vink aan wat uw bestuur wil doen. Aanpassen, schrappen en zelf acties toevoegen kan daarna.")
    )

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", tree: Tree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owners"].queryset = organisations.order_by(*IN_PAIRS)  # type: ignore[attr-defined]
        self.fields["chosen"].offer(tree)  # type: ignore[attr-defined]
        self.helper = BaseHelper()


class ChosenForm(VersionMixin, forms.Form):
    """Choose again, later."""

    chosen = ChosenField()

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].offer(tree)  # type: ignore[attr-defined]
