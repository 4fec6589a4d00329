"""Invented partnerships in any number, to see how the pages do when there are many. Nothing in it is about anybody.

The same numbers and seed give the same rows, counted from today; what is there already stays as it is.
"""

import datetime as dt
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from governance.actions import scale_meetings, scale_rounds
from governance.models import (
    VOTING_SEATS,
    Body,
    BodyKind,
    CadencePeriod,
    Composition,
    LegalForm,
    Mandate,
    MandateRole,
    Membership,
    Partnership,
    Person,
    QuorumRule,
    Service,
    ServiceParticipation,
)
from wegwijzer.accounts.models import Organisation, OrganisationKind, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record

TERRITORIES = 7  # in one partnership; each has a municipality and an OCMW
FIRST_NIS = 90_000  # beyond every real code
FIRST_NIS_WIDE = 95_000
ROUNDS_PER_YEAR = 2
WORDS = {OrganisationKind.MUNICIPALITY: "Gemeente", OrganisationKind.OCMW: "OCMW"}
BODIES = (
    ("Beheerscomité", BodyKind.MANAGEMENT_COMMITTEE, 6),
    ("Dagelijks bestuur", BodyKind.EXECUTIVE_COMMITTEE, 4),
    ("Adviesgroep", BodyKind.ADVISORY_GROUP, 4),
)
SERVICES = ("Rechtshulp", "Tewerkstelling", "Taalcoaching")


def load(partnerships: int, years: int, seed: int) -> list[Partnership]:
    """The partnerships of this seed with `years` of meetings behind them; only what is missing is added."""
    password = make_password(settings.DEMO_PASSWORD) if settings.DEMO else ""
    return [_partnership(number, years, seed, password) for number in range(1, partnerships + 1)]


def address_of(number: int, seed: int) -> str:
    """The login of the coordinator of that partnership (in demo mode only)."""
    return f"coordinator.{slug_of(number, seed)}@example.org"


def slug_of(number: int, seed: int) -> str:
    return f"schaal-{seed}-{number}"


@transaction.atomic
def _partnership(number: int, years: int, seed: int, password: str) -> Partnership:
    slug = slug_of(number, seed)
    existing = Partnership.objects.filter(slug=slug).first()
    if existing:
        return existing
    since = _since(years)
    name = f"Samenwerking {seed}.{number}"
    boards = _boards(FIRST_NIS + (number - 1) * TERRITORIES, TERRITORIES)
    partnership = _founded(name, slug, boards, since)
    _services(partnership, boards, since)
    coordinator = _coordinator(partnership, address_of(number, seed), password)
    bodies = _bodies(partnership)
    people = _people(partnership, boards, slug)
    _mandates(partnership, coordinator, people, boards, bodies, since)
    random = Random(f"{seed}-{number}")  # noqa: S311 - made-up rows, no secrets
    for body, (_name, _kind, per_year) in zip(bodies, BODIES, strict=True):
        scale_meetings.load(body, years * per_year, 365 // per_year, coordinator, random)
    scale_rounds.load(partnership, boards, years * ROUNDS_PER_YEAR, random)
    record("governance.case.loaded", partnership, by=None, scope=partnership.organisation)
    return partnership


@transaction.atomic
def load_wide(territories: int, rounds: int, seed: int) -> Partnership:
    """One partnership of very many boards that were all asked in every round, for the widest board of answers."""
    random = Random(f"{seed}-wide")  # noqa: S311 - made-up rows, no secrets
    boards = _boards(FIRST_NIS_WIDE, territories)
    partnership = _founded(f"Brede samenwerking {seed}", slug_of(0, seed), boards, _since(rounds // 6 + 1))
    password = make_password(settings.DEMO_PASSWORD) if settings.DEMO else ""
    coordinator = _coordinator(partnership, address_of(0, seed), password)
    Mandate.objects.create(partnership=partnership, person=coordinator, role=MandateRole.COORDINATOR)
    scale_rounds.load(partnership, boards, rounds, random)
    record("governance.case.loaded", partnership, by=None, scope=partnership.organisation)
    return partnership


def _since(years: int) -> dt.date:
    return today().replace(month=1, day=1) - dt.timedelta(days=366 * years)


def _founded(name: str, slug: str, boards: list[Organisation], since: dt.date) -> Partnership:
    """A partnership of these boards since that day."""
    partnership = Partnership.objects.create(
        organisation=Organisation.objects.create(kind=OrganisationKind.PARTNERSHIP, name=name),
        name=name,
        slug=slug,
        legal_form=LegalForm.INTERLOCAL,
        founded_on=since,
        managing_authority=boards[0],
        purpose="Samen werken aan onthaal en integratie.",
    )
    Membership.objects.bulk_create(
        Membership(partnership=partnership, organisation=board, from_on=since) for board in boards
    )
    return partnership


def _boards(first: int, territories: int) -> list[Organisation]:
    """The boards of these territories, shared by all seeds: the law knows one OCMW per municipality."""
    codes = [str(first + index) for index in range(territories)]
    there = {(board.nis_code, board.kind) for board in Organisation.objects.filter(nis_code__in=codes)}
    Organisation.objects.bulk_create(
        Organisation(kind=kind, name=f"{word} Voorbeeld {code}", territory=f"Voorbeeld {code}", nis_code=code)
        for code in codes
        for kind, word in WORDS.items()
        if (code, kind) not in there
    )
    return list(Organisation.objects.filter(nis_code__in=codes).in_order())


def _services(partnership: Partnership, boards: list[Organisation], since: dt.date) -> None:
    services = Service.objects.bulk_create(
        Service(partnership=partnership, name=name, description="Voor de leden.", from_on=since) for name in SERVICES
    )
    ServiceParticipation.objects.bulk_create(
        ServiceParticipation(service=service, organisation=board, from_on=since)
        for service in services
        for board in boards
    )


def _coordinator(partnership: Partnership, email: str, password: str) -> Person:
    user = User.objects.create(email=email, name="Coördinator", password=password) if password else None
    return Person.objects.create(
        partnership=partnership,
        name=f"Coördinator {partnership.name}",
        function="coördinator",
        employer=partnership.organisation,
        email=email,
        user=user,
    )


def _bodies(partnership: Partnership) -> list[Body]:
    return Body.objects.bulk_create(
        Body(
            partnership=partnership,
            name=name,
            kind=kind,
            composition=Composition.ONE_PER_MEMBER,
            quorum_rule=QuorumRule.MAJORITY,
            cadence_count=per_year,
            cadence_period=CadencePeriod.YEAR,
            reminder_days=[7, 1],
            default_place="Administratief centrum",
            default_start=dt.time(14),
        )
        for name, kind, per_year in BODIES
    )


def _people(partnership: Partnership, boards: list[Organisation], slug: str) -> dict[str, list[Person]]:
    """Per board a contact person and a delegate, named after what they do."""
    found: dict[str, list[Person]] = {}
    for function in ("contactpersoon", "afgevaardigde"):
        found[function] = Person.objects.bulk_create(
            Person(
                partnership=partnership,
                name=f"{function.capitalize()} {board.name}",
                function=function,
                employer=board,
                email=f"{function}.{board.kind}-{board.nis_code}.{slug}@example.org",
            )
            for board in boards
        )
    return found


def _mandates(
    partnership: Partnership,
    coordinator: Person,
    people: dict[str, list[Person]],
    boards: list[Organisation],
    bodies: list[Body],
    since: dt.date,
) -> None:
    def mandate(person: Person, role: MandateRole, **about: Any) -> Mandate:
        vote = role in VOTING_SEATS
        return Mandate(partnership=partnership, person=person, role=role, has_vote=vote, from_on=since, **about)

    rows = [mandate(coordinator, MandateRole.COORDINATOR)]
    pairs = list(zip(people["contactpersoon"], boards, strict=True))
    rows += [mandate(person, MandateRole.CONTACT, organisation=board) for person, board in pairs]
    for body in bodies:
        rows.append(mandate(coordinator, MandateRole.SECRETARY, body=body))
        for place, (person, board) in enumerate(zip(people["afgevaardigde"], boards, strict=True)):
            role = MandateRole.MEMBER if place else MandateRole.CHAIR
            rows.append(mandate(person, role, body=body, organisation=board))
    Mandate.objects.bulk_create(rows)
