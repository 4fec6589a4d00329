"""Organisations: taken from the installation when they are in it already, made when they are not."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import organisations_visible_to, partnerships_around
from wegwijzer.accounts import municipalities
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, OrganisationKind, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused
from wegwijzer.lifecycle import change as write

ADDED = "governance.organisation.added"
CHANGED = "governance.organisation.changed"
BOARD_NAMES = {
    OrganisationKind.MUNICIPALITY: gettext_lazy("Gemeente %s"),
    OrganisationKind.OCMW: gettext_lazy("OCMW %s"),
}


@dataclass(frozen=True)
class Named:
    """A party as somebody names it: a board by its NIS code, any other by its name; the KBO number may come along."""

    kind: str
    nis_code: str = ""
    name: str = ""
    kbo_number: str = ""


Party = Organisation | Named


@transaction.atomic
def obtain(party: Party, *, by: User | None, scope: Organisation) -> Organisation:
    """The organisation that `party` means: a known one (same KBO number, or same board), or else a new one.

    A board gets its name and territory from the list of municipalities. Raises Refused when two of its numbers
    belong to two different organisations.
    """
    if isinstance(party, Organisation):
        return party
    return _known(party) or _make(party, by=by, scope=scope)


def _known(party: Named) -> Organisation | None:
    same = Q(kbo_number=party.kbo_number) if party.kbo_number else Q(pk=None)
    if party.kind in LOCAL_BOARDS:
        same |= Q(kind=party.kind, nis_code=party.nis_code)
    found = list(Organisation.objects.filter(same))
    for organisation in found:
        if party.kind in LOCAL_BOARDS and (organisation.kind, organisation.nis_code) != (party.kind, party.nis_code):
            raise Refused(
                _("Dit ondernemingsnummer is van een andere organisatie: %s.") % organisation, field="kbo_number"
            )
        if organisation.kind != party.kind:
            raise Refused(
                _("Dit ondernemingsnummer is van %(who)s, en dat is: %(kind)s.")
                % {"who": organisation, "kind": organisation.get_kind_display()},
                field="kbo_number",
            )
        if party.kbo_number and organisation.kbo_number not in ("", party.kbo_number):
            raise Refused(
                _("%s staat hier met een ander ondernemingsnummer. Kijk het nummer na.") % organisation,
                field="kbo_number",
            )
    return found[0] if found else None


def _make(party: Named, *, by: User | None, scope: Organisation) -> Organisation:
    values = {"kind": party.kind, "kbo_number": party.kbo_number}
    if party.kind in LOCAL_BOARDS:
        municipality = municipalities.by_nis(party.nis_code)
        if municipality is None:
            raise Refused(_("Geen gemeente heeft deze NIS-code. Kijk de cijfers na."), field="nis_code")
        name = str(BOARD_NAMES[OrganisationKind(party.kind)]) % municipality.name_nl
        values |= {"name": name, "territory": municipality.name_nl, "nis_code": party.nis_code}
    else:
        _refuse_double_name(party, by)
        values |= {"name": party.name}
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(**values)
    except IntegrityError:
        # Somebody else made the same one between our look and our write.
        organisation = _known(party)
        if organisation is None:
            raise
        return organisation
    record(ADDED, organisation, by=by, scope=scope, changes=values)
    return organisation


def _refuse_double_name(party: Named, by: User | None) -> None:
    if not party.name:
        raise Refused(_("Geef de naam van de organisatie."), field="organisation_name")
    if by and organisations_visible_to(by).filter(name__iexact=party.name, kbo_number="").exists():
        raise Refused(
            _("Er is al een organisatie “%s”. Kies ze in de lijst, of geef de nieuwe een eigen naam.") % party.name,
            field="organisation_name",
        )


@transaction.atomic
def change(organisation: Organisation, *, by: User, version: int, **values: Any) -> dict[str, Any]:
    """Correct its name, numbers and addresses. Kind and NIS code stay: another board is another organisation.

    Raises Refused when the KBO number is somebody else's, Stale when the row is another by now.
    """
    kbo_number = values.get("kbo_number")
    if kbo_number and Organisation.objects.filter(kbo_number=kbo_number).exclude(pk=organisation.pk).exists():
        raise Refused(_("Er is al een organisatie met dit ondernemingsnummer."), field="kbo_number")
    organisation.version = version
    changes = write(organisation, **values)
    if changes:
        first = partnerships_around(organisation).select_related("organisation").first()
        record(CHANGED, organisation, by=by, scope=first.organisation if first else None, changes=changes)
    return changes
