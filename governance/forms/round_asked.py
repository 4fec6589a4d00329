"""Who is asked: all members, those of one kind, or those that somebody ticks; by which organ, with which share."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.actions.round_plan import Asked
from governance.forms.periods import DayField
from governance.models import CouncilKind, Partnership, RoundParty, organs_of
from wegwijzer.accounts.models import Organisation, OrganisationKind
from wegwijzer.accounts.periods import today
from wegwijzer.ui.forms import AmountField

MEMBERS, MUNICIPALITIES, OCMWS, CHOSEN = "members", "municipalities", "ocmws", "chosen"
KINDS = {MUNICIPALITIES: OrganisationKind.MUNICIPALITY, OCMWS: OrganisationKind.OCMW}
ORGAN_FIELDS = {
    OrganisationKind.MUNICIPALITY.value: "organ_municipality",
    OrganisationKind.OCMW.value: "organ_ocmw",
}


def organ_choices(kind: str) -> list[tuple[str, Any]]:
    return [(organ.value, organ.label) for organ in organs_of(kind)]


class AskedForm(forms.Form):
    """`organisations` are those that can be ticked, pairs together; `parties` who is asked until now."""

    who = forms.ChoiceField(
        label=_("Aan wie vraagt u het?"),
        choices=[
            (MEMBERS, _("alle leden")),
            (MUNICIPALITIES, _("alle gemeenten die lid zijn")),
            (OCMWS, _("alle OCMW’s die lid zijn")),
            (CHOSEN, _("organisaties die ik hieronder aanvink")),
        ],
        initial=MEMBERS,
        widget=forms.RadioSelect,
    )
    members_on = DayField(label=_("Lid op"), initial=today, help_text=_("Wie op deze dag lid is, wordt gevraagd."))
    chosen = forms.TypedMultipleChoiceField(
        label=_("Organisaties"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    organ_municipality = forms.ChoiceField(
        label=_("Welk orgaan beslist in een gemeente?"),
        choices=organ_choices(OrganisationKind.MUNICIPALITY),
        initial=CouncilKind.MUNICIPAL_COUNCIL,
        widget=forms.RadioSelect,
    )
    organ_ocmw = forms.ChoiceField(
        label=_("Welk orgaan beslist in een OCMW?"),
        choices=organ_choices(OrganisationKind.OCMW),
        initial=CouncilKind.WELFARE_COUNCIL,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        organisations: Iterable[Organisation],
        parties: Iterable[RoundParty] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        self.organisations = {organisation.pk: organisation for organisation in organisations}
        self.parties = {party.organisation_id: party for party in parties}
        self._count_members()
        self.fields["chosen"].choices = [(pk, str(row)) for pk, row in self.organisations.items()]  # type: ignore[attr-defined]
        for pk in self.organisations:
            self.fields[f"contribution_{pk}"] = AmountField(label=_("Eigen bijdrage"), required=False)

    def _count_members(self) -> None:
        """Say beside each choice how many that are today."""
        self.members = [row.organisation for row in self.partnership.members_on()]
        kinds = [member.kind for member in self.members]
        counts = {MEMBERS: len(kinds)} | {who: kinds.count(kind) for who, kind in KINDS.items()}
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(who, f"{label} ({counts[who]})" if who in counts else label) for who, label in field.choices]

    @staticmethod
    def starting(parties: Sequence[RoundParty]) -> dict[str, Any]:
        """How those who are asked until now show in the form; their organs, where one kind has several, stay."""
        found: dict[str, Any] = {"who": CHOSEN, "chosen": [party.organisation_id for party in parties]}
        for party in parties:
            found[f"contribution_{party.organisation_id}"] = party.contribution
            if name := ORGAN_FIELDS.get(party.organisation.kind):
                found.setdefault(name, party.organ)
        return found

    @property
    def ticks(self) -> list[dict[str, Any]]:
        """Per organisation its box and its amount, and whether a territory begins with it."""
        boxes = {box.data["value"]: box for box in self["chosen"]}
        rows, before = [], None
        for pk, organisation in self.organisations.items():
            pair = organisation.territory or organisation.name
            amount = self[f"contribution_{pk}"]
            rows.append({"box": boxes[pk], "amount": amount, "name": str(organisation), "is_first": pair != before})
            before = pair
        return rows

    @property
    def has_wrong_amount(self) -> bool:
        return any(name.startswith("contribution_") for name in self.errors)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        who, ticked = cleaned.get("who"), self.data.getlist("chosen") if hasattr(self.data, "getlist") else []
        if who == CHOSEN and not ticked and "chosen" not in self.errors:
            self.add_error("chosen", _now("Vink minstens één organisatie aan."))
        elif who and who != CHOSEN and ticked and "chosen" in self.changed_data:
            label = dict(self.fields["who"].choices)[who]  # type: ignore[attr-defined]
            sentence = _now("U vinkte ook organisaties aan. Kies ‘%(own)s’, of haal de vinkjes weg voor ‘%(who)s’.")
            own = dict(self.fields["who"].choices)[CHOSEN]  # type: ignore[attr-defined]
            self.add_error("who", sentence % {"own": own, "who": label})
        double = [pk for pk in ticked if ticked.count(pk) > 1]
        if double and "chosen" not in self.errors:
            name = dict(self.fields["chosen"].choices)[int(double[0])]  # type: ignore[attr-defined]
            self.add_error("chosen", _now("U koos %s twee keer. Kies elke organisatie één keer.") % name)
        if not self.errors and not self.asked:
            self.add_error("who", _now("Op die dag was er niemand lid. Kies een andere dag of andere organisaties."))
        return cleaned

    @property
    def asked(self) -> list[Asked]:
        """Who is asked, pairs together."""
        cleaned = self.cleaned_data
        if cleaned["who"] == CHOSEN:
            ticked = set(cleaned["chosen"])
            found = [organisation for pk, organisation in self.organisations.items() if pk in ticked]
        else:
            found = self._members(cleaned["who"], cleaned["members_on"])
        return [self._asked(organisation, cleaned) for organisation in found]

    @property
    def likely(self) -> list[tuple[Organisation, str]]:
        """Who will be asked as the form stands, and which organ of it, also while it is not whole yet."""
        cleaned = getattr(self, "cleaned_data", {})
        if cleaned.get("who") == CHOSEN:
            found = [self.organisations[pk] for pk in cleaned.get("chosen", ())]
        else:
            kind = KINDS.get(cleaned.get("who", MEMBERS))
            found = [member for member in self.members if kind is None or member.kind == kind]
        return [(row, self._likely_organ(row.kind)) for row in found]

    def _likely_organ(self, kind: str) -> str:
        name, organs = ORGAN_FIELDS.get(kind, ""), organs_of(kind)
        given = getattr(self, "cleaned_data", {}).get(name)
        organ = given or (name and self.get_initial_for_field(self.fields[name], name))
        return organ if organ in organs else organs[0]

    def _members(self, who: str, day: dt.date) -> list[Organisation]:
        members = [row.organisation for row in self.partnership.members_on(day)]
        return [member for member in members if who == MEMBERS or member.kind == KINDS[who]]

    def _asked(self, organisation: Organisation, cleaned: Mapping[str, Any]) -> Asked:
        name = ORGAN_FIELDS.get(organisation.kind)
        organ = cleaned[name] if name else organs_of(organisation.kind)[0]
        party = self.parties.get(organisation.pk)
        if party is not None and (name is None or name not in self.changed_data):
            organ = party.organ
        return Asked(organisation, organ, cleaned.get(f"contribution_{organisation.pk}"))
