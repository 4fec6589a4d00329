"""Narrowing the list of mails."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, Person
from wegwijzer.outbox.fate import kind_label
from wegwijzer.outbox.models import MessageState
from wegwijzer.outbox.registry import kinds
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.listing import FilterForm


class MessageFilterForm(FilterForm):
    """In which state, of which kind, to whom, of which partnership."""

    stand = forms.ChoiceField(
        label=_("met als stand"), required=False, choices=[("", _("elke stand")), *MessageState.choices]
    )
    soort = forms.ChoiceField(label=_("soort"), required=False)
    wie = forms.ModelChoiceField(Person.objects.none(), label=_("aan"), required=False, empty_label=_("iedereen"))
    verband = forms.ModelChoiceField(
        Partnership.objects.none(), label=_("van"), required=False, empty_label=_("elk samenwerkingsverband")
    )

    def __init__(self, *args: Any, people: Iterable[Person], partnerships: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = sorted(((name, kind_label(name)) for name in kinds), key=lambda pair: pair[1].casefold())
        self.fields["soort"].choices = [("", _("elke soort")), *words]  # type: ignore[attr-defined]
        several = len(partnerships) > 1
        names = {
            person.pk: f"{person.name} ({partnerships[person.partnership_id]})" if several else person.name
            for person in people
        }
        offer(self, "wie", Person.objects.filter(pk__in=names).select_related("partnership"), names)
        if several:
            offer(self, "verband", Partnership.objects.filter(pk__in=partnerships), partnerships)
        else:
            del self.fields["verband"]

    def narrow(self, rows: Any) -> Any:
        asked = self.cleaned_data.get
        if state := asked("stand"):
            rows = rows.filter(state=state)
        if kind := asked("soort"):
            rows = rows.filter(kind=kind)
        if person := asked("wie"):
            rows = rows.filter(to=person.email, scope=person.partnership.organisation_id)
        if partnership := asked("verband"):
            rows = rows.filter(scope=partnership.organisation_id)
        return rows

    def sentence(self) -> str:
        asked = self.cleaned_data.get
        parts = []
        if kind := asked("soort"):
            parts.append(_now("van de soort “%s”") % kind_label(kind))
        if person := asked("wie"):
            parts.append(_now("aan %s") % person.name)
        if partnership := asked("verband"):
            parts.append(_now("van %s") % partnership)
        if state := asked("stand"):
            parts.append(_now("met als stand “%s”") % MessageState(state).label)
        return " ".join(parts)
