"""The list of work forms, and a field to choose from it by name."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership
from projects.models import USUAL_FORMS, WorkForm
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField

LONGEST = 60


def names_of(partnership: Partnership) -> list[str]:
    """What can be chosen in a partnership: its own list, or the usual forms as long as it has none. One query."""
    own = list(WorkForm.objects.filter(partnership=partnership).values_list("name", flat=True))
    return own or sorted(str(name) for name in USUAL_FORMS)


class WorkFormNameForm(forms.Form):
    name = LineField(label=_("Naam"), max_length=LONGEST, help_text=_("Bijvoorbeeld: immersie, intervisie, vorming."))


class WorkFormChangeForm(VersionMixin, WorkFormNameForm):
    """Another name for one that exists."""


class OneOfTwo(forms.Select):
    """Asked for, but a browser may send it empty: then the field beside it says it."""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class WorkFormMixin(forms.Form):
    """For a form that asks for a work form by name: one of the list, or a new one in words."""

    form = forms.ChoiceField(
        label=_("Werkvorm"),
        widget=OneOfTwo,
        error_messages={"required": _("Kies hoe ze samenwerken, of vul een andere werkvorm in.")},
    )
    other_form = LineField(
        label=_("Andere werkvorm"),
        max_length=LONGEST,
        required=False,
        help_text=_("Alleen als ze niet in de lijst staat; ze komt er dan bij."),
    )

    def offer_forms(self, names: list[str]) -> None:
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _now("kies")), *((name, name) for name in names)]
        field.required = not self["other_form"].data  # with another one in words it may stay empty

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "form" in self.errors or "other_form" in self.errors:
            return data
        if data.get("form") and data.get("other_form"):
            self.add_error(
                "other_form", _now("Kies een werkvorm uit de lijst, of vul hier een andere in; niet allebei.")
            )
        elif not data.get("form") and not data.get("other_form"):
            self.add_error("form", self.fields["form"].error_messages["required"])  # only spaces beside it
        return data

    def with_form(self, data: dict[str, Any]) -> dict[str, Any]:
        """`data` with the name of the form under `form`."""
        values = dict(data)
        other = values.pop("other_form")
        return values | {"form": other or values["form"]}
