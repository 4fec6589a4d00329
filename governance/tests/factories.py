"""Rows for tests; a trait puts a row in a state with the stamps that the database asks for."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from governance import models
from wegwijzer.accounts.models import Membership as Employment
from wegwijzer.accounts.models import Organisation, OrganisationKind, User
from wegwijzer.accounts.roles import Role


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Gebruiker {n}")
    email = factory.Sequence(lambda n: f"gebruiker{n}@example.org")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = OrganisationKind.ASSOCIATION
    name = factory.Sequence(lambda n: f"Vereniging {n}")

    class Params:
        # codes that no municipality has: those of the cast are real, and a long run counts far
        municipality = factory.Trait(
            kind=OrganisationKind.MUNICIPALITY, nis_code=factory.Sequence(lambda n: f"{90000 + n}")
        )
        ocmw = factory.Trait(kind=OrganisationKind.OCMW, nis_code=factory.Sequence(lambda n: f"{90000 + n}"))


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Partnership

    name = factory.Sequence(lambda n: f"Samenwerking {n}")
    slug = factory.Sequence(lambda n: f"samenwerking-{n}")
    legal_form = models.LegalForm.INTERLOCAL
    organisation = factory.SubFactory(
        OrganisationFactory, kind=OrganisationKind.PARTNERSHIP, name=factory.SelfAttribute("..name")
    )


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    partnership = factory.SubFactory(PartnershipFactory)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    from_on = dt.date(2015, 10, 1)


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = models.Service

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Dienst {n}")


class ServiceParticipationFactory(DjangoModelFactory):
    class Meta:
        model = models.ServiceParticipation

    service = factory.SubFactory(ServiceFactory)
    organisation = factory.SubFactory(OrganisationFactory, ocmw=True)


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = models.Body

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Beheerscomité {n}")
    kind = models.BodyKind.MANAGEMENT_COMMITTEE
    composition = models.Composition.ONE_PER_MEMBER
    quorum_rule = models.QuorumRule.MAJORITY
    cadence_count = 4
    cadence_period = models.CadencePeriod.YEAR
    default_place = "Administratief centrum"
    default_start = dt.time(14)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = models.Person

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Persoon {n}")
    email = factory.Sequence(lambda n: f"persoon{n}@example.org")


class MandateFactory(DjangoModelFactory):
    """A seat in a body by default; `contact=True` and `coordinator=True` make the other two kinds."""

    class Meta:
        model = models.Mandate

    body = factory.SubFactory(BodyFactory)
    partnership = factory.SelfAttribute("body.partnership")
    person = factory.SubFactory(PersonFactory, partnership=factory.SelfAttribute("..partnership"))
    role = models.MandateRole.MEMBER
    has_vote = factory.LazyAttribute(lambda mandate: mandate.role in models.VOTING_SEATS)
    from_on = dt.date(2015, 10, 1)

    class Params:
        contact = factory.Trait(
            body=None,
            role=models.MandateRole.CONTACT,
            partnership=factory.SubFactory(PartnershipFactory),
            organisation=factory.SubFactory(OrganisationFactory, municipality=True),
        )
        coordinator = factory.Trait(
            body=None, role=models.MandateRole.COORDINATOR, partnership=factory.SubFactory(PartnershipFactory)
        )


class EmploymentFactory(DjangoModelFactory):
    class Meta:
        model = Employment

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.STAFF


def next_month() -> dt.datetime:
    """A start in the future, on the hour."""
    return (timezone.localtime() + dt.timedelta(days=30)).replace(hour=14, minute=0, second=0, microsecond=0)


class MeetingFactory(DjangoModelFactory):
    """Planned a month ahead; `convened`, `held`, `draft`, `approved` and `cancelled` put it in that state."""

    class Meta:
        model = models.Meeting

    class Params:
        # never twice the same, and never so late that the meeting runs past midnight
        start = factory.Sequence(lambda n: next_month() + dt.timedelta(days=n // 240, minutes=n % 240))
        convened = factory.Trait(state=models.MeetingState.CONVENED, convened_at=factory.LazyFunction(timezone.now))
        held = factory.Trait(
            convened=True, state=models.MeetingState.HELD, actual_start=factory.SelfAttribute("planned_start")
        )
        draft = factory.Trait(
            held=True, state=models.MeetingState.DRAFT, actual_end=factory.SelfAttribute("planned_end")
        )
        approved = factory.Trait(
            draft=True, state=models.MeetingState.APPROVED, approved_at=factory.LazyFunction(timezone.now)
        )
        cancelled = factory.Trait(state=models.MeetingState.CANCELLED, cancelled_at=factory.LazyFunction(timezone.now))

    body = factory.SubFactory(BodyFactory)
    planned_start = factory.SelfAttribute("start")
    planned_end = factory.LazyAttribute(lambda meeting: meeting.planned_start + dt.timedelta(hours=2))
    place = "Administratief centrum"


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = models.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    body = factory.LazyAttribute(lambda item: item.meeting.body)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Agendapunt {n}")


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.Decision

    item = factory.SubFactory(AgendaItemFactory)
    meeting = factory.SelfAttribute("item.meeting")
    body = factory.SelfAttribute("meeting.body")
    year = factory.LazyAttribute(lambda decision: timezone.localdate(decision.meeting.planned_start).year)
    title = factory.Sequence(lambda n: f"Besluit {n}")
    outcome = models.Outcome.ADOPTED


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = models.Attendance

    meeting = factory.SubFactory(MeetingFactory, held=True)
    person = factory.SubFactory(PersonFactory, partnership=factory.SelfAttribute("..meeting.body.partnership"))
    name = factory.SelfAttribute("person.name")
    role = models.MandateRole.MEMBER
    has_vote = True
    status = models.AttendanceStatus.PRESENT


class ActionPointFactory(DjangoModelFactory):
    class Meta:
        model = models.ActionPoint

    body = factory.SubFactory(BodyFactory)
    text = factory.Sequence(lambda n: f"Actie {n}")
