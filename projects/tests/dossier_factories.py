"""Rows of calls, dossiers and the money, for tests."""

import datetime as dt
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from governance.tests.factories import DecisionFactory, MeetingFactory, OrganisationFactory, PartnershipFactory
from projects import models
from projects.models.dossier_content import content_of
from projects.models.plan_content import canonical, checksum_of
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.periods import today

GO, SUBMITTED, AWARDED = dt.date(2015, 7, 27), dt.date(2015, 9, 30), dt.date(2015, 12, 8)
GRANT = Decimal("120000.00")


class CostKindFactory(DjangoModelFactory):
    class Meta:
        model = models.CostKind

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"kostensoort {n}")


class CallFactory(DjangoModelFactory):
    class Meta:
        model = models.Call

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Projecten integratie {n}")
    funder = factory.SubFactory(OrganisationFactory)
    opened_on = dt.date(2015, 6, 1)
    deadline_on = SUBMITTED


class CallConditionFactory(DjangoModelFactory):
    class Meta:
        model = models.CallCondition

    call = factory.SubFactory(CallFactory)
    measure = models.ConditionMeasure.MUNICIPALITIES_MIN
    amount = Decimal(3)


class CallRequirementFactory(DjangoModelFactory):
    class Meta:
        model = models.CallRequirement

    call = factory.SubFactory(CallFactory)
    kind = models.RequirementKind.DOCUMENT
    title = factory.Sequence(lambda n: f"Verklaring {n}")


class CallUpdateFactory(DjangoModelFactory):
    class Meta:
        model = models.CallUpdate

    call = factory.SubFactory(CallFactory)
    told_on = dt.date(2015, 6, 20)
    text = factory.Sequence(lambda n: f"Een vraag is beantwoord {n}")


class InfoSessionFactory(DjangoModelFactory):
    class Meta:
        model = models.InfoSession

    call = factory.SubFactory(CallFactory)
    title = factory.Sequence(lambda n: f"Toelichting {n}")
    starts_at = dt.datetime(2015, 6, 24, 8, tzinfo=dt.UTC)
    place = "Brussel"


class DossierFactory(DjangoModelFactory):
    """An idea; a trait puts it in that state, with the days that belong to it."""

    class Meta:
        model = models.Dossier

    class Params:
        go = factory.Trait(state=models.DossierState.GO, go_on=GO)
        no_go = factory.Trait(state=models.DossierState.NO_GO, ended_on=GO, end_reason="Te weinig besturen")
        drafting = factory.Trait(state=models.DossierState.DRAFTING, go_on=GO)
        in_approval = factory.Trait(state=models.DossierState.IN_APPROVAL, go_on=GO)
        submitted = factory.Trait(state=models.DossierState.SUBMITTED, go_on=GO, submitted_on=SUBMITTED)
        refused = factory.Trait(state=models.DossierState.REFUSED, go_on=GO, submitted_on=SUBMITTED, refused_on=AWARDED)
        with_grant = factory.Trait(go_on=GO, submitted_on=SUBMITTED, awarded_on=AWARDED, awarded_amount=GRANT)
        awarded = factory.Trait(with_grant=True, state=models.DossierState.AWARDED)
        running = factory.Trait(with_grant=True, state=models.DossierState.RUNNING)
        final_report = factory.Trait(with_grant=True, state=models.DossierState.FINAL_REPORT)
        closed = factory.Trait(with_grant=True, state=models.DossierState.CLOSED, ended_on=dt.date(2019, 3, 31))
        withdrawn = factory.Trait(
            state=models.DossierState.WITHDRAWN, ended_on=SUBMITTED, end_reason="Het project gaat niet door"
        )

    project = factory.SubFactory(ProjectFactory)
    call = factory.SubFactory(CallFactory, partnership=factory.SelfAttribute("..project.partnership"))
    title = factory.Sequence(lambda n: f"Aanvraag {n}")
    applicant = factory.SubFactory(OrganisationFactory, municipality=True)
    from_on = dt.date(2016, 1, 1)
    until_on = dt.date(2018, 12, 31)


class RequirementFactory(DjangoModelFactory):
    class Meta:
        model = models.Requirement

    dossier = factory.SubFactory(DossierFactory)
    kind = models.RequirementKind.CONDITION
    title = factory.Sequence(lambda n: f"Voorwaarde {n}")
    due_on = SUBMITTED


class BudgetFactory(DjangoModelFactory):
    """A version in the making."""

    class Meta:
        model = models.Budget

    dossier = factory.SubFactory(DossierFactory)
    number = factory.LazyAttribute(lambda budget: budget.dossier.budgets.count() + 1)
    name = "aanvraag"


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = models.BudgetLine

    budget = factory.SubFactory(BudgetFactory)
    cost_kind = factory.SubFactory(
        CostKindFactory, partnership=factory.SelfAttribute("..budget.dossier.project.partnership")
    )
    description = factory.Sequence(lambda n: f"Drukwerk {n}")
    year = 2016
    quantity = Decimal(10)
    unit_cost = Decimal("120.50")


class BudgetSourceFactory(DjangoModelFactory):
    """The grant, as an amount."""

    class Meta:
        model = models.BudgetSource

    budget = factory.SubFactory(BudgetFactory)
    kind = models.SourceKind.GRANT
    name = "Subsidie"
    amount = Decimal("1000.00")


class ContributionFactory(DjangoModelFactory):
    """All members, equally."""

    class Meta:
        model = models.Contribution

    budget = factory.SubFactory(BudgetFactory)
    key = models.ContributionKey.EQUAL
    share = Decimal(100)


class ContributionPartyFactory(DjangoModelFactory):
    class Meta:
        model = models.ContributionParty

    contribution = factory.SubFactory(ContributionFactory, scope=models.ContributionScope.CHOSEN)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)


class DossierVersionFactory(DjangoModelFactory):
    """The dossier as it stands."""

    class Meta:
        model = models.DossierVersion

    dossier = factory.SubFactory(DossierFactory)
    number = factory.LazyAttribute(lambda version: version.dossier.versions.count() + 1)
    reason = models.VersionReason.SUBMITTED
    made_on = factory.LazyFunction(today)
    content = factory.LazyAttribute(lambda version: canonical(content_of(version.dossier)))
    checksum = factory.LazyAttribute(lambda version: checksum_of(version.content))


class GuestLinkFactory(DjangoModelFactory):
    """Made a moment ago, so that a fresh one is of a later second."""

    class Meta:
        model = models.GuestLink

    dossier = factory.SubFactory(DossierFactory)
    shown = factory.SubFactory(DossierVersionFactory, dossier=factory.SelfAttribute("..dossier"))
    name = factory.Sequence(lambda n: f"Auditkantoor {n}")
    created_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(minutes=5))
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=30))


def make_complete(dossier: models.Dossier) -> None:
    """All that a dossier ever has to have: a decision in effect, a balanced budget, a met checklist, a final report."""
    partnership, begin = dossier.project.partnership, dt.datetime(2015, 7, 6, 14, tzinfo=dt.UTC)
    meeting = MeetingFactory(body__partnership=partnership, approved=True, start=begin)
    decision = DecisionFactory(item__meeting=meeting, number=1)
    models.Dossier.objects.filter(pk=dossier.pk).update(decision=decision, deadline_on=dt.date(2100, 1, 1))
    budget = BudgetFactory(dossier=dossier)
    line = BudgetLineFactory(budget=budget)
    BudgetSourceFactory(budget=budget, amount=line.amount)
    RequirementFactory(dossier=dossier, met_on=GO)
    report_finally(dossier)
    dossier.refresh_from_db()


def report_finally(dossier: models.Dossier) -> models.ReportingDeadline:
    """Its final report, submitted."""
    return models.ReportingDeadline.objects.create(
        dossier=dossier,
        kind=models.ReportingKind.FINAL,
        due_on=dt.date(2019, 3, 31),
        from_on=dt.date(2016, 1, 1),
        until_on=dt.date(2018, 12, 31),
        submitted_on=dt.date(2019, 2, 1),
        content="{}",
        checksum="a" * 64,
    )
