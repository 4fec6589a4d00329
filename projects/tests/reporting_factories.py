"""Rows of what is reported to the funder, for tests."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from governance.tests.factories import OrganisationFactory
from projects import models
from projects.tests.dossier_factories import DossierFactory
from projects.tests.factories import ObjectiveFactory, PlanFactory

YEAR = {"from_on": dt.date(2016, 1, 1), "until_on": dt.date(2016, 12, 31)}


class ReportingDeadlineFactory(DjangoModelFactory):
    class Meta:
        model = models.ReportingDeadline

    class Params:
        submitted = factory.Trait(submitted_on=dt.date(2017, 2, 1), content="{}", checksum="a" * 64)

    dossier = factory.SubFactory(DossierFactory, running=True)
    kind = models.ReportingKind.INTERIM
    due_on = factory.Sequence(lambda n: dt.date(2017, 2, 28) + dt.timedelta(days=n))
    from_on = YEAR["from_on"]
    until_on = YEAR["until_on"]


class FigureLineFactory(DjangoModelFactory):
    """Of an action of the dossier's plan, which is made when there is none."""

    class Meta:
        model = models.FigureLine

    dossier = factory.SubFactory(
        DossierFactory,
        running=True,
        plan=factory.SubFactory(PlanFactory, partnership=factory.SelfAttribute("..project.partnership")),
    )
    objective = factory.LazyAttribute(lambda line: ObjectiveFactory(plan=line.dossier.plan, level="action"))
    name = factory.Sequence(lambda n: f"uitgedeelde brochures {n}")


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = models.Figure

    line = factory.SubFactory(FigureLineFactory)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    from_on = YEAR["from_on"]
    until_on = YEAR["until_on"]
    value = Decimal(12)


class AmendmentFactory(DjangoModelFactory):
    """In preparation; a trait puts it in that state."""

    class Meta:
        model = models.Amendment

    class Params:
        asked = factory.Trait(state=models.AmendmentState.ASKED, asked_on=dt.date(2016, 5, 1))
        approved = factory.Trait(asked=True, state=models.AmendmentState.APPROVED, decided_on=dt.date(2016, 6, 1))
        refused = factory.Trait(asked=True, state=models.AmendmentState.REFUSED, decided_on=dt.date(2016, 6, 1))

    dossier = factory.SubFactory(DossierFactory, running=True)
    number = factory.LazyAttribute(lambda row: row.dossier.amendments.count() + 1)
    kind = models.AmendmentKind.CONTENT
    title = factory.Sequence(lambda n: f"Andere aanpak {n}")
    reason = "Het loopt anders"
    becomes = "Drie momenten in plaats van twee"


class ObjectiveCodeFactory(DjangoModelFactory):
    class Meta:
        model = models.ObjectiveCode

    objective = factory.SubFactory(ObjectiveFactory, level="action")
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    code = factory.Sequence(lambda n: f"A-{n}")


class DossierQuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.DossierQuestion

    dossier = factory.SubFactory(DossierFactory, running=True)
