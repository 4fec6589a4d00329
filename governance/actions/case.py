"""Loading a case: the organisations, partnerships, bodies, people and meetings of a data file.

May run any number of times: what is there already stays as people made it, only what is missing is added.
"""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from governance.actions import case_meetings, case_rounds
from governance.models import (
    VOTING_SEATS,
    Body,
    Mandate,
    MandateRole,
    Membership,
    Partnership,
    Person,
    Service,
    ServiceParticipation,
    Signal,
)
from wegwijzer.accounts.models import Membership as Employment
from wegwijzer.accounts.models import Organisation, OrganisationKind, Population, User
from wegwijzer.accounts.roles import Role
from wegwijzer.audit.record import record

DATA = Path(__file__).resolve().parent.parent / "data"
BOARDS = {OrganisationKind.MUNICIPALITY: "Gemeente", OrganisationKind.OCMW: "OCMW"}
LEGISLATURE = dt.date(2013, 1, 1)  # the six years of council in which the case falls
COORDINATOR, STAFF = "coordinator@example.org", "staff@example.org"

BODY_FIELDS = [
    "kind",
    "purpose",
    "composition",
    "quorum_rule",
    "voting_rule",
    "feedback_to_councils",
    "reminder_days",
    "default_place",
    "default_start",
]


def read(name: str) -> dict[str, Any]:
    """The data of a case: its boards and bodies, meetings and rounds. Raises FileNotFoundError for one not known."""
    data = tomllib.loads((DATA / f"{name}.toml").read_text())
    if (meetings := DATA / f"{name}_meetings.toml").exists():
        data |= tomllib.loads(meetings.read_text())
    if (rounds := DATA / f"{name}_rounds.toml").exists():
        data["approval"] = tomllib.loads(rounds.read_text())
    return data


def names() -> list[str]:
    """The cases that come with the product."""
    return sorted(path.stem for path in DATA.glob("*.toml") if "_" not in path.stem and path.stem != "tiles")


@transaction.atomic
def load(name: str) -> list[Partnership]:
    """Load the case `name`; returns its partnerships. Logins come with it in demo mode only."""
    data = read(name)
    boards = {board.name: board for territory in data["territories"] for board in _boards(territory, data)}
    logins = _Logins()
    bodies: dict[str, Body] = {}
    partnerships = []
    for row in data["partnerships"]:
        partnership, is_new = _partnership(row, boards)
        partnerships.append(partnership)
        people = _People(partnership, logins, data)
        people.coordinator()
        members = _members(row, partnership, boards)
        _services(row, partnership, members)
        _contacts(row, people, boards)
        for body_row in row["bodies"]:
            bodies[body_row["key"]] = _body(body_row, partnership, people, members)
        logins.staff_of(partnership.organisation)
        if is_new:
            _signals(row, partnership)
            record("governance.case.loaded", partnership, by=None, scope=partnership.organisation)
    case_meetings.load(data.get("meetings", []), bodies)
    for row in (row for partnership in data["partnerships"] for row in partnership["bodies"]):
        case_meetings.load_feedback(row, bodies[row["key"]])
    if "example" in data:
        case_meetings.load_example(data["example"], bodies)
    if "approval" in data:
        case_rounds.load(data["approval"], partnerships[0], partnerships[-1], boards)
    return partnerships


def _boards(territory: dict[str, Any], data: dict[str, Any]) -> list[Organisation]:
    for year, inhabitants in territory.get("inhabitants", {}).items():
        Population.objects.get_or_create(
            nis_code=territory["nis"],
            year=int(year),
            defaults={"inhabitants": inhabitants, "source": data["population"]["source"]},
        )
    boards = []
    for kind, word in BOARDS.items():
        facts = territory.get(kind.value, {})
        board, _ = Organisation.objects.get_or_create(
            kind=kind,
            nis_code=territory["nis"],
            defaults={
                "name": f"{word} {territory['name']}",
                "territory": territory["name"],
                "kbo_number": facts.get("kbo", ""),
                "address": facts.get("address", ""),
                "postcode": territory["postcode"],
                "city": territory["name"],
            },
        )
        boards.append(board)
    return boards


def _partnership(row: dict[str, Any], boards: dict[str, Organisation]) -> tuple[Partnership, bool]:
    existing = Partnership.objects.filter(slug=row["slug"]).first()
    if existing:
        return existing, False
    organisation = Organisation.objects.create(kind=OrganisationKind.PARTNERSHIP, name=row["full_name"])
    managing = row.get("managing_authority")
    return Partnership.objects.create(
        organisation=organisation,
        slug=row["slug"],
        name=row["name"],
        legal_form=row["legal_form"],
        founded_on=row["founded_on"],
        managing_authority=boards[f"Gemeente {managing}"] if managing else None,
        purpose=row["purpose"].strip(),
        principles=row["principles"].strip(),
    ), True


def _members(row: dict[str, Any], partnership: Partnership, boards: dict[str, Organisation]) -> list[Organisation]:
    """The members of today, after adding the memberships that are missing (also the ones that ended)."""
    wanted = [
        board
        for board in boards.values()
        if (row["members"] == "all" or board.kind == row["members"]) and board.name != row.get("not_joined")
    ]
    for board in wanted:
        left, back = row.get("left", {}).get(board.territory, (None, None))
        periods = [(row["members_from"], left)] + ([(back, None)] if back else [])
        for from_on, until_on in periods:
            Membership.objects.get_or_create(
                partnership=partnership, organisation=board, from_on=from_on, defaults={"until_on": until_on}
            )
    return wanted


def _services(row: dict[str, Any], partnership: Partnership, members: list[Organisation]) -> None:
    for service_row in row.get("services", []):
        service, _ = Service.objects.get_or_create(
            partnership=partnership, name=service_row["name"], defaults={"description": service_row["description"]}
        )
        for board in members:
            if board.territory not in service_row.get("except", []):
                ServiceParticipation.objects.get_or_create(
                    service=service, organisation=board, from_on=row["members_from"]
                )


def _signals(row: dict[str, Any], partnership: Partnership) -> None:
    Signal.objects.bulk_create(Signal(partnership=partnership, **signal) for signal in row.get("signals", []))


def _contacts(row: dict[str, Any], people: "_People", boards: dict[str, Organisation]) -> None:
    """A contact person at every board that was asked, also where it did not join in the end."""
    for board in boards.values():
        if "all" in (row["members"], row.get("contacts")) or board.kind == row["members"]:
            people.mandate(people.contact(board), MandateRole.CONTACT, organisation=board)


def _body(row: dict[str, Any], partnership: Partnership, people: "_People", members: list[Organisation]) -> Body:
    count, period = row.get("cadence", (None, ""))
    known = {name: row[name] for name in BODY_FIELDS if name in row}
    body, is_new = Body.objects.get_or_create(
        partnership=partnership,
        name=row["name"],
        defaults={"cadence_count": count, "cadence_period": period} | known,
    )
    if is_new:
        people.mandate(people.coordinator(), MandateRole.SECRETARY, body=body)
        chair = row.get("chair", "Herentals")
        for board in members:
            is_chair = board.name == chair or (
                board.territory == chair
                and (board.kind == OrganisationKind.MUNICIPALITY or row["seats"] in ("ocmw_chair", "head_of_service"))
            )
            role = MandateRole.CHAIR if is_chair else MandateRole.MEMBER
            people.mandate(people.holder(row["seats"], board), role, body=body, organisation=board)
    return body


class _Logins:
    """Demo logins; outside demo mode there are none."""

    def __init__(self) -> None:
        # One hash for all: the demo password is public anyway, and Argon2 costs a third of a second each.
        self.password = make_password(settings.DEMO_PASSWORD) if settings.DEMO else ""

    def get(self, email: str, name: str) -> User | None:
        if not settings.DEMO:
            return None
        user, _ = User.objects.get_or_create(email=email, defaults={"name": name, "password": self.password})
        return user

    def staff_of(self, organisation: Organisation) -> None:
        user = self.get(STAFF, "Medewerker ISOM")
        if user:
            Employment.objects.get_or_create(user=user, organisation=organisation, role=Role.STAFF)


class _People:
    """The cards of one partnership, named after their role."""

    def __init__(self, partnership: Partnership, logins: _Logins, data: dict[str, Any]) -> None:
        self.partnership = partnership
        self.logins = logins
        since = data.get("legislature_from", LEGISLATURE)
        self.since = max(partnership.founded_on, since) if partnership.founded_on else since
        self.who = data.get("coordinator", {"name": "Coördinator ISOM", "function": "coördinator"})

    def card(self, name: str, email: str, function: str, employer: Organisation | None, login: bool = False) -> Person:
        user = self.logins.get(email, name) if login else None
        person, _ = Person.objects.get_or_create(
            partnership=self.partnership,
            email=email,
            defaults={"name": name, "function": function, "employer": employer, "user": user},
        )
        return person

    def mandate(self, person: Person, role: MandateRole, **about: Any) -> None:
        Mandate.objects.get_or_create(
            partnership=self.partnership,
            person=person,
            role=role,
            **({"body": None, "organisation": None} | about),
            defaults={"from_on": self.since, "has_vote": role in VOTING_SEATS},
        )

    def coordinator(self) -> Person:
        organisation = self.partnership.organisation
        person = self.card(self.who["name"], COORDINATOR, self.who["function"], organisation, login=True)
        self.mandate(person, MandateRole.COORDINATOR)
        return person

    def contact(self, board: Organisation) -> Person:
        word = "ocmw" if board.kind == OrganisationKind.OCMW else "gemeente"
        email = f"contact.{word}-{board.territory.lower()}@example.org"
        return self.card(f"Contactpersoon {board.name}", email, "contactpersoon", board, login=True)

    def holder(self, seats: str, board: Organisation) -> Person:
        """Who sits in a body for this board."""
        if seats == "contact":
            return self.contact(board)
        if seats == "head_of_service":
            return self._official("Hoofd sociale dienst", "hoofd.sociale-dienst", board)
        if board.kind == OrganisationKind.MUNICIPALITY:
            return self._official("Schepen voor integratie", "schepen.integratie", board)
        return self._official("Voorzitter", "voorzitter", board)

    def _official(self, function: str, address: str, board: Organisation) -> Person:
        word = "ocmw" if board.kind == OrganisationKind.OCMW else "gemeente"
        email = f"{address}.{word}-{board.territory.lower()}@example.org"
        return self.card(f"{function} {board.name}", email, function.lower(), board)
