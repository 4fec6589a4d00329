"""Who does what by when, and which of them to show."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.more_filters import MoreFilters
from governance.forms.progress import ProgressMixin, Step
from governance.models import ActionPoint, Body, Person
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField
from wegwijzer.ui.forms.choices import offer


class ActionPointForm(forms.Form):
    """`people` and `organisations` are the ones of the partnership."""

    text = LineField(label=_("Wat moet er gebeuren?"), max_length=300)
    person = forms.ModelChoiceField(
        label=_("Wie doet het?"), queryset=Person.objects.none(), required=False, empty_label=_("geen persoon")
    )
    organisation = forms.ModelChoiceField(
        label=_("Voor welk bestuur?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("geen bestuur"),
        help_text=_("Kies een bestuur als niet één persoon het doet."),
    )
    due_on = DateField(label=_("Tegen wanneer?"), required=False)

    def __init__(
        self, *args: Any, people: "QuerySet[Person]", organisations: "QuerySet[Organisation]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class ActionPointChangeForm(VersionMixin, ActionPointForm):
    @staticmethod
    def current(point: ActionPoint) -> dict[str, Any]:
        names = ("version", "text", "person", "organisation", "due_on")
        return {name: getattr(point, name) for name in names}


class ActionPointFilterForm(ProgressMixin, MoreFilters):
    """Whose, of which body, and how far along."""

    STEPS = {
        "open": Step("open", _("nog open zijn")),
        "te-laat": Step("overdue", _("te laat zijn"), _("te laat")),
        "afgewerkt": Step("ended", _("afgewerkt zijn"), _("afgewerkt")),
        "alle": Step("all", _("er zijn"), _("open en afgewerkt")),
    }
    field_order = ("whose", "body", "progress")
    of = "action_points"

    whose = forms.ChoiceField(
        label=_("van"), choices=[("", _("iedereen")), ("mij", _("mij"))], required=False, widget=forms.Select
    )
    body = forms.ModelChoiceField(
        label=_("in"), queryset=Body.objects.none(), required=False, empty_label=_("elk orgaan")
    )

    def __init__(self, *args: Any, bodies: Mapping[int, str], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.offer_more(user)
        offer(self, "body", Body.objects.filter(pk__in=bodies), bodies)

    def narrow(self, rows: Any) -> Any:
        chosen = self.cleaned_data.get
        rows = super().narrow(rows)
        if chosen("whose"):
            rows = rows.mine(self.user)
        if body := chosen("body"):
            rows = rows.filter(body=body)
        return self.that_far(rows)

    def sentence(self) -> str:
        chosen = self.cleaned_data.get
        parts = [_now("van mij")] if chosen("whose") else []
        if body := chosen("body"):
            parts.append(_now("in %s") % body)
        return " ".join(part for part in (*parts, super().sentence(), self.how_far) if part)
