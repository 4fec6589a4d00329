"""Asking a third party for its sheets, and what it fills in with its link."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from governance.models import Theme
from projects.actions.sheet_request import LONGEST_OPEN, Filled
from projects.forms.service_sheet import LevelsMixin
from projects.models import ServiceSheet, TargetGroup
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Stale
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, EmailField, IntegerField, LineField

MOST_SHEETS = 20  # more is no form that anybody fills in
USUAL_OPEN = 21  # days


def last_day() -> dt.date:
    return today() + dt.timedelta(days=LONGEST_OPEN)


def usual_day() -> dt.date:
    return today() + dt.timedelta(days=USUAL_OPEN)


class AddressMixin(forms.Form):
    """To whom, and until when the link works."""

    email = EmailField(
        label=_("E-mail van de dienst"),
        help_text=_("Liefst een algemeen adres, bijvoorbeeld onthaal@voorbeeld.be."),
    )
    until_on = DateField(label=_("Invullen kan tot en met"), earliest=today, latest=last_day, initial=usual_day)


class SheetRequestForm(AddressMixin):
    """`themes` and `target_groups` are what they are called; `organisations` those around the partnership."""

    name = LineField(label=_("Organisatie of dienst"), max_length=150)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Uit de lijst"), required=False, empty_label=_("staat niet in de lijst")
    )
    cells = forms.MultipleChoiceField(
        label=_("Welke fiches?"),
        help_text=_("Eén fiche per thema en doelgroep. Kruis aan waarvoor deze dienst iets kan aanbieden."),
        error_messages={"required": _("Kruis minstens één fiche aan.")},
    )
    field_order = ("name", "organisation", "email", "until_on", "cells")

    def __init__(
        self,
        *args: Any,
        themes: Mapping[int, str],
        target_groups: Mapping[int, str],
        organisations: "QuerySet[Organisation]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.themes, self.target_groups = themes, target_groups
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        pairs = [(theme, group) for theme in themes for group in target_groups]
        self.fields["cells"].choices = [  # type: ignore[attr-defined]
            (f"{theme}-{group}", f"{themes[theme]}, {target_groups[group]}") for theme, group in pairs
        ]

    @property
    def grid(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Per theme its name, and per target group (value, label, whether it is ticked)."""
        ticked = {str(value) for value in self["cells"].value() or ()}
        return [
            (
                capfirst(theme),
                [
                    (value := f"{pk}-{group}", f"{capfirst(theme)}, {name}", value in ticked)
                    for group, name in self.target_groups.items()
                ],
            )
            for pk, theme in self.themes.items()
        ]

    def clean_cells(self) -> list[tuple[Theme, TargetGroup]]:
        pairs = [tuple(map(int, value.split("-"))) for value in self.cleaned_data["cells"]]
        if len(pairs) > MOST_SHEETS:
            raise forms.ValidationError(_("Vraag hoogstens %s fiches tegelijk.") % MOST_SHEETS)
        themes = Theme.objects.in_bulk([theme for theme, _group in pairs])
        groups = TargetGroup.objects.in_bulk([group for _theme, group in pairs])
        return [(themes[theme], groups[group]) for theme, group in pairs]


class SheetRequestAgainForm(VersionMixin, AddressMixin):
    """A fresh link, perhaps to another address."""

    field_order = ("version", "email", "until_on")


class SheetLinkForm(LevelsMixin):
    """One sheet on the page of a link."""

    use_required_attribute = False
    version = IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: ServiceSheet, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"fiche{sheet.pk}", **kwargs)
        self.sheet = sheet
        self.initial = {name: getattr(sheet, name) for name in ("version", *LevelsMixin.base_fields)}
        self.theirs: list[tuple[Any, str]] = []

    @property
    def filled(self) -> Filled:
        said = {name: self.cleaned_data[name] for name in LevelsMixin.base_fields}
        return Filled(self.sheet, self.cleaned_data["version"], said)

    def refuse(self, current: ServiceSheet) -> None:
        """Somebody else changed this sheet: say what it holds now; what is sent next replaces it."""
        words = _("Deze fiche is intussen gewijzigd. Hieronder staat wat er nu is, en wat u typte. Bewaar opnieuw.")
        self.add_error(None, words)
        self.theirs = [(field.label, getattr(current, name)) for name, field in LevelsMixin.base_fields.items()]
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(current.version)


class SheetLinkForms:
    """All sheets behind one link, as one form."""

    def __init__(self, data: Any, sheets: Iterable[ServiceSheet]) -> None:
        self.forms: Sequence[SheetLinkForm] = [SheetLinkForm(data, sheet=sheet) for sheet in sheets]
        self.refused: list[str] = []

    def is_valid(self) -> bool:
        return all(form.is_bound and form.is_valid() for form in self.forms) and bool(self.forms)

    @property
    def errors(self) -> bool:
        return bool(self.refused) or any(form.errors for form in self.forms)

    def stale(self, problem: Stale) -> None:
        """Say it beside the sheet that it is about; one that is gone is said above all."""
        for form in self.forms:
            if problem.current is not None and form.sheet.pk == problem.current.pk:
                assert isinstance(problem.current, ServiceSheet)
                form.refuse(problem.current)
                return
        self.refused.append(str(_("Eén van de fiches bestaat niet meer. Open de link opnieuw uit de mail.")))
