"""Rows of staff, collaborations and give and take, for tests."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from governance.tests.factories import OrganisationFactory, PartnershipFactory
from projects import models
from projects.tests.dossier_factories import DossierFactory
from projects.tests.factories import ProjectFactory

STARTED, ENDED = dt.date(2016, 5, 3), dt.date(2018, 12, 31)


class WorkFormFactory(DjangoModelFactory):
    class Meta:
        model = models.WorkForm

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"werkvorm {n}")


class StaffAllocationFactory(DjangoModelFactory):
    class Meta:
        model = models.StaffAllocation

    dossier = factory.SubFactory(DossierFactory)
    organisation = factory.SubFactory(OrganisationFactory, ocmw=True)
    role = factory.Sequence(lambda n: f"begeleider {n}")
    fte = Decimal("0.50")
    from_on = STARTED
    until_on = ENDED
    yearly_cost = Decimal("60000.00")


class CollaborationFactory(DjangoModelFactory):
    class Meta:
        model = models.Collaboration

    project = factory.SubFactory(ProjectFactory)
    subject = factory.Sequence(lambda n: f"Onthaal {n}")
    lead = factory.SubFactory(OrganisationFactory, ocmw=True)
    partner = factory.SubFactory(OrganisationFactory, ocmw=True)
    form = factory.SubFactory(WorkFormFactory, partnership=factory.SelfAttribute("..project.partnership"))
    frequency = "twee dagen per week"
    staff_days = Decimal("24.0")
    from_on = STARTED
    until_on = dt.date(2017, 6, 30)


class CollaborationEvaluationFactory(DjangoModelFactory):
    class Meta:
        model = models.CollaborationEvaluation

    collaboration = factory.SubFactory(CollaborationFactory)
    organisation = factory.SelfAttribute("collaboration.partner")
    advantages = "Korte lijnen"
    written_on = dt.date(2017, 7, 5)


class ExpertiseExchangeFactory(DjangoModelFactory):
    class Meta:
        model = models.ExpertiseExchange

    partnership = factory.SubFactory(PartnershipFactory)
    given_on = dt.date(2017, 3, 1)
    giver = factory.SubFactory(OrganisationFactory, ocmw=True)
    receiver = factory.SubFactory(OrganisationFactory, ocmw=True)
    form = factory.SubFactory(WorkFormFactory, partnership=factory.SelfAttribute("..partnership"))
    hours = Decimal("3.00")
    subject = "Intervisie over onthaal"
