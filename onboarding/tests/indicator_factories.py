"""Rows of indicators and measurements, for tests."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from governance.tests.factories import OrganisationFactory, PartnershipFactory
from onboarding import models


class IndicatorFactory(DjangoModelFactory):
    """A guarded count of people; `population` and `welcomed` read theirs elsewhere, `share` is a percentage."""

    class Meta:
        model = models.Indicator

    class Params:
        population = factory.Trait(origin="population", is_guarded=False)
        welcomed = factory.Trait(origin="welcomed")
        share = factory.Trait(kind="share", unit="%", decimals=1, adds_up=False, is_guarded=False)

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Instroom {n}")
    unit = "personen"
    is_guarded = True
    position = factory.Sequence(lambda n: n % 30_000)


class MeasurementFactory(DjangoModelFactory):
    class Meta:
        model = models.Measurement

    indicator = factory.SubFactory(IndicatorFactory)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    year = 2017
    value = Decimal(12)
    entered_at = dt.datetime(2018, 2, 1, 9, tzinfo=dt.UTC)
