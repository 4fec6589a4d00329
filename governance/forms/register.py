"""The filters of the register of decisions, as a sentence."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Body, Decision, Outcome, Partnership
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.listing import FilterForm

OUTCOMES = [("", gettext_lazy("elk resultaat")), *((o.value, o.label) for o in Outcome if o)]


class RegisterFilter(FilterForm):
    """Only bodies, partnerships and years in which this person has something to find are offered."""

    partnership = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("van"), empty_label=gettext_lazy("elk verband")
    )
    body = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("van"), empty_label=gettext_lazy("elk orgaan")
    )
    year = forms.TypedChoiceField(required=False, coerce=int, label=gettext_lazy("in"))
    outcome = forms.ChoiceField(choices=OUTCOMES, required=False, label=gettext_lazy("met"))

    def __init__(self, *args: Any, visible: "QuerySet[Decision]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = list(Body.objects.filter(pk__in=visible.values("body")).select_related("partnership"))
        partnerships = {body.partnership_id: body.partnership for body in bodies}
        self._offer("body", Body, {body.pk: body for body in bodies}, len(partnerships) > 1)
        self._offer("partnership", Partnership, partnerships, False)
        if len(partnerships) < 2:
            del self.fields["partnership"]
        years = visible.order_by("-year").values_list("year", flat=True).distinct()
        self.fields["year"].choices = [("", _("elk jaar")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    def _offer(self, name: str, model: Any, rows: dict[int, Any], with_partnership: bool) -> None:
        words = {pk: f"{row} ({row.partnership})" if with_partnership else str(row) for pk, row in rows.items()}
        offer(self, name, model.objects.filter(pk__in=rows), words)

    def narrow(self, rows: "QuerySet[Decision]") -> "QuerySet[Decision]":
        data = self.cleaned_data
        if data.get("partnership"):
            rows = rows.filter(body__partnership=data["partnership"])
        for name in ("body", "year", "outcome"):
            if data.get(name):
                rows = rows.filter(**{name: data[name]})
        return rows

    def sentence(self) -> str:
        data = getattr(self, "cleaned_data", {})
        parts = []
        if data.get("partnership"):
            parts.append(_("van %(name)s") % {"name": data["partnership"]})
        if data.get("body"):
            parts.append(_("van het orgaan %(name)s") % {"name": data["body"]})
        if data.get("year"):
            parts.append(_("in %(year)s") % {"year": data["year"]})
        if data.get("outcome"):
            parts.append(_("met resultaat ‘%(outcome)s’") % {"outcome": Outcome(data["outcome"]).label})
        return " ".join(parts)
