"""The cast: one login per role in one partnership, and the same roles in another that must never meet.

Partnership A (`cast.a`) has a gemeente and an OCMW of Olen and of Lille; partnership B (`cast.b`) is a stranger whose
every text carries MARKER, so that one search tells whether anything leaked.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from governance.models import MandateRole
from governance.tests import factories as make
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.accounts.roles import Role
from wegwijzer.testing.remembered import Remembered

MARKER = "Vreemdgoed"
SINCE = dt.date(2015, 10, 1)


@dataclass
class Side:
    """One partnership with its boards, one body and who has which role in it."""

    partnership: Any
    boards: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    coordinator: Any = None
    staff: Any = None
    contact: Any = None
    secretary: Any = None
    delegate: Any = None


@dataclass
class Cast:
    a: Side
    b: Side
    contact_elsewhere: User
    former_contact: User
    deactivated: User
    administrator: User

    @property
    def personas(self) -> dict[str, User | None]:
        """Every kind of visitor by name; None is somebody who is not logged in."""
        return {
            "anonymous": None,
            "coordinator": self.a.coordinator,
            "coordinator_b": self.b.coordinator,
            "contact": self.a.contact,
            "contact_elsewhere": self.contact_elsewhere,
            "contact_b": self.b.contact,
            "secretary": self.a.secretary,
            "delegate": self.a.delegate,
            "staff": self.a.staff,
            "staff_b": self.b.staff,
            "administrator": self.administrator,
            "deactivated": self.deactivated,
            "former_contact": self.former_contact,
        }


def _login(partnership: Any, name: str, **mandate: Any) -> User:
    email = name.lower().replace(" ", ".").replace("é", "e").replace("ö", "o") + f".{partnership.pk}@example.org"
    user = make.UserFactory(name=name, email=email)
    person = make.PersonFactory(partnership=partnership, name=name, email=email, user=user)
    make.MandateFactory(partnership=partnership, person=person, **({"from_on": SINCE} | mandate))
    return user


def build_side(name: str, boards: list[tuple[str, str, str]], mark: str = "") -> Side:
    """A partnership with members `boards` (kind, name, NIS code); `mark` is put in every text of it."""
    partnership = make.PartnershipFactory(name=f"{name}{mark}", slug=f"{name}{mark}".lower().replace(" ", "-"))
    side = Side(partnership)
    for kind, board, nis in boards:
        organisation = make.OrganisationFactory(kind=kind, name=f"{board}{mark}", nis_code=nis, territory=board)
        make.MembershipFactory(partnership=partnership, organisation=organisation, from_on=SINCE)
        side.boards[board] = organisation
    first = next(iter(side.boards.values()))
    side.body = make.BodyFactory(partnership=partnership, name=f"Beheerscomité{mark}")
    side.coordinator = _login(partnership, f"Coördinator{mark}", body=None, role=MandateRole.COORDINATOR)
    side.contact = _login(partnership, f"Contact{mark}", body=None, role=MandateRole.CONTACT, organisation=first)
    side.secretary = _login(partnership, f"Secretaris{mark}", body=side.body, role=MandateRole.SECRETARY)
    side.delegate = _login(
        partnership, f"Afgevaardigde{mark}", body=side.body, role=MandateRole.MEMBER, organisation=first
    )
    side.staff = make.UserFactory(name=f"Medewerker{mark}")
    make.EmploymentFactory(user=side.staff, organisation=partnership.organisation, role=Role.STAFF)
    return side


def build_cast() -> Cast:
    """Two partnerships and everybody in them."""
    a = build_side(
        "Kempen",
        [
            ("municipality", "Gemeente Olen", "13029"),
            ("ocmw", "OCMW Olen", "13029"),
            ("municipality", "Gemeente Lille", "13019"),
            ("ocmw", "OCMW Lille", "13019"),
        ],
    )
    b = build_side(
        "Rand",
        [("municipality", "Gemeente Asse", "23002"), ("ocmw", "OCMW Asse", "23002")],
        mark=f" {MARKER}",
    )
    lille = a.boards["Gemeente Lille"]
    contact = {"body": None, "role": MandateRole.CONTACT, "organisation": lille}
    yesterday = today() - dt.timedelta(days=1)
    deactivated = _login(a.partnership, "Uitgeschakeld", **contact)
    deactivated.is_active = False
    deactivated.save()
    administrator = make.UserFactory(name="Beheerder")
    make.EmploymentFactory(user=administrator, organisation=a.partnership.organisation, role=Role.ADMINISTRATOR)
    return Cast(
        a=a,
        b=b,
        contact_elsewhere=_login(a.partnership, "Contact Lille", **contact),
        former_contact=_login(a.partnership, "Vorige contact", until_on=yesterday, **contact),
        deactivated=deactivated,
        administrator=administrator,
    )


cast_again = Remembered(build_cast)
