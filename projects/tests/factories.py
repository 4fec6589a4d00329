"""Rows of projects and plans, for tests."""

import datetime as dt
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from governance.tests.factories import OrganisationFactory, PartnershipFactory, PersonFactory
from governance.tests.round_factories import ThemeFactory
from projects import models
from wegwijzer.accounts.periods import today


class ProjectFactory(DjangoModelFactory):
    """An idea; `running`, `closed` and `stopped` put it in that state."""

    class Meta:
        model = models.Project

    class Params:
        preparing = factory.Trait(state=models.ProjectState.PREPARING)
        running = factory.Trait(state=models.ProjectState.RUNNING)
        closing = factory.Trait(state=models.ProjectState.CLOSING)
        closed = factory.Trait(state=models.ProjectState.CLOSED, ended_on=factory.LazyFunction(today))
        stopped = factory.Trait(
            state=models.ProjectState.STOPPED, ended_on=factory.LazyFunction(today), end_reason="Geen subsidie"
        )

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Project {n}")
    from_on = dt.date(2016, 1, 1)
    until_on = dt.date(2018, 12, 31)
    lead = factory.SubFactory(OrganisationFactory, municipality=True)
    coordinator = factory.SubFactory(PersonFactory, partnership=factory.SelfAttribute("..partnership"))


class ProjectStaffFactory(DjangoModelFactory):
    class Meta:
        model = models.ProjectStaff

    project = factory.SubFactory(ProjectFactory)
    person = factory.SubFactory(PersonFactory, partnership=factory.SelfAttribute("..project.partnership"))
    role = "projectmedewerker"


class FunderFactory(DjangoModelFactory):
    class Meta:
        model = models.Funder

    project = factory.SubFactory(ProjectFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class StakeholderFactory(DjangoModelFactory):
    class Meta:
        model = models.Stakeholder

    project = factory.SubFactory(ProjectFactory)
    group = models.StakeholderGroup.FIELD
    name = factory.Sequence(lambda n: f"Trefmoment {n}")


class PhaseFactory(DjangoModelFactory):
    class Meta:
        model = models.Phase

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Fase {n}")
    planned_from_on = dt.date(2016, 1, 1)
    planned_until_on = dt.date(2016, 6, 30)
    from_on = factory.SelfAttribute("planned_from_on")
    until_on = factory.SelfAttribute("planned_until_on")


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = models.Milestone

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Mijlpaal {n}")
    planned_on = dt.date(2016, 5, 3)
    expected_on = factory.SelfAttribute("planned_on")


class DependencyFactory(DjangoModelFactory):
    class Meta:
        model = models.Dependency

    project = factory.SubFactory(ProjectFactory)
    earlier_phase = factory.SubFactory(PhaseFactory, project=factory.SelfAttribute("..project"))
    later_milestone = factory.SubFactory(MilestoneFactory, project=factory.SelfAttribute("..project"))


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = models.Plan
        skip_postgeneration_save = True

    partnership = factory.SubFactory(PartnershipFactory)
    kind = models.PlanKind.POLICY
    title = factory.Sequence(lambda n: f"Plan {n}")
    from_on = dt.date(2008, 1, 1)
    until_on = dt.date(2013, 12, 31)

    @factory.post_generation
    def owners(self, create: bool, organisations: object, **kwargs: object) -> None:
        if create and organisations:
            self.owners.set(organisations)


class PlanThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanTheme

    plan = factory.SubFactory(PlanFactory)
    theme = factory.SubFactory(ThemeFactory, partnership=factory.SelfAttribute("..plan.partnership"))
    position = 1


class PlanVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanVersion

    plan = factory.SubFactory(PlanFactory)
    number = 1
    made_on = factory.LazyFunction(today)
    content = "{}"
    checksum = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


class TargetGroupFactory(DjangoModelFactory):
    class Meta:
        model = models.TargetGroup

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"doelgroep {n}")


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = models.Objective

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    level = models.Level.STRATEGIC
    title = factory.Sequence(lambda n: f"Doelstelling {n}")


class ObjectivePartyFactory(DjangoModelFactory):
    class Meta:
        model = models.ObjectiveParty

    objective = factory.SubFactory(ObjectiveFactory)
    role = models.PartyRole.RESPONSIBLE
    name = "beleidsmedewerker"


class ObjectiveBudgetFactory(DjangoModelFactory):
    class Meta:
        model = models.ObjectiveBudget

    objective = factory.SubFactory(ObjectiveFactory)
    year = factory.LazyAttribute(lambda budget: 2008 + budget.objective.budgets.count())
    amount = Decimal("1250.00")


class ProgressNoteFactory(DjangoModelFactory):
    class Meta:
        model = models.ProgressNote

    objective = factory.SubFactory(ObjectiveFactory)
    on = factory.LazyFunction(today)
    text = "Eerste overleg gehouden"


class AlignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.Alignment

    line = factory.SubFactory(ObjectiveFactory)
    objective = factory.SubFactory(ObjectiveFactory)


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = models.Finding

    plan = factory.SubFactory(PlanFactory)
    kind = models.FindingKind.WEAKNESS
    text = factory.Sequence(lambda n: f"Weinig jobs in de gemeente {n}")
    source = models.FindingSource.WORKING_GROUP


class SheetRequestFactory(DjangoModelFactory):
    class Meta:
        model = models.SheetRequest

    plan = factory.SubFactory(PlanFactory)
    name = factory.Sequence(lambda n: f"Dienst {n}")
    email = factory.Sequence(lambda n: f"dienst{n}@example.org")
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=30))


class ServiceSheetFactory(DjangoModelFactory):
    class Meta:
        model = models.ServiceSheet

    plan = factory.SubFactory(PlanFactory)
    name = factory.Sequence(lambda n: f"Dienst {n}")
    theme = factory.SubFactory(ThemeFactory, partnership=factory.SelfAttribute("..plan.partnership"))
    target_group = factory.SubFactory(TargetGroupFactory, partnership=factory.SelfAttribute("..plan.partnership"))
    client_level = "Zitdag op dinsdag"


class PlanStepFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanStep

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n % 9000 + 1)
    title = factory.Sequence(lambda n: f"Module {n}")


class PlanStepPartnerFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanStepPartner

    step = factory.SubFactory(PlanStepFactory)
    name = factory.Sequence(lambda n: f"Partner {n}")


class TieFactory(DjangoModelFactory):
    class Meta:
        model = models.Tie
