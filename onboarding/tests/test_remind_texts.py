"""Who is reminded of a text that the region changed: what an organisation made of it, and its translations."""

import datetime as dt

import pytest

from governance.models import Mandate
from onboarding.models import LocalSection, Section
from onboarding.reminders import section_review, translation
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import LocalisedText
from wegwijzer.reminders.registry import Window
from wegwijzer.testing.reminded import EVER, hearing, new_on

pytestmark = pytest.mark.django_db
AT = dt.datetime(2027, 2, 28, 23, 30, tzinfo=dt.UTC)  # in Belgium already 1 March; thirty days later is the 31st


@pytest.fixture
def text(cast):
    return make.RegionalTextFactory(partnership=cast.a.partnership, brochure=True, title=LocalisedText("Welkom"))


def publish(text, said, at):
    """An edition in which every section says something else."""
    Section.objects.filter(text=text).update(body=LocalisedText(said))
    return make.EditionFactory(text=text, published_at=at)


@pytest.fixture
def adapted(cast, text):
    """What Olen made of the first of two editions."""
    local = make.LocalTextFactory(text=text, organisation=cast.a.boards["Gemeente Olen"])
    row = make.LocalSectionFactory(local=local)
    publish(text, "Kom langs.", AT)
    return row


def test_organisation_looks_again_within_thirty_days_after_an_edition(cast, adapted):
    assert hearing("onboarding.section_review", adapted.local.pk, "2027-02-01", "2027-05-31") == {
        "2027-03-23": [cast.a.contact.email],  # Easter Monday does not count
        "2027-04-01": [cast.a.contact.email],
    }
    (item,) = new_on("onboarding.section_review", adapted.local.pk, dt.date(2027, 3, 23))
    assert item.wait.title == "Bekijk 1 sectie opnieuw"


def test_coordinator_is_told_of_sections_of_an_organisation_that_nobody_speaks_for(cast, adapted):
    Mandate.objects.filter(person__user=cast.a.contact).update(until_on=dt.date(2027, 3, 22))
    day = dt.date(2027, 3, 23)
    (item,) = new_on("onboarding.section_review", adapted.local.pk, day)
    assert (item.party.address, item.wait.title) == (cast.a.coordinator.email, "Spreek Gemeente Olen aan")
    assert item.wait.about.startswith("Bekijk 1 sectie opnieuw – ")


def test_next_edition_gives_thirty_days_again_and_who_looked_hears_nothing(adapted):
    newest = publish(adapted.local.text, "Bel eerst.", AT + dt.timedelta(days=14))
    days = hearing("onboarding.section_review", adapted.local.pk, "2027-02-01", "2027-05-31")
    assert list(days) == ["2027-04-07", "2027-04-15"]
    LocalSection.objects.filter(pk=adapted.pk).update(base=newest)
    assert hearing("onboarding.section_review", adapted.local.pk, "2027-02-01", "2027-05-31") == {}


def test_translation_is_told_by_the_day_that_was_agreed_and_again_after_a_next_edition(cast, text):
    section = make.SectionFactory(text=text)
    lille = cast.a.boards["Gemeente Lille"]
    Mandate.objects.filter(person__user=cast.deactivated).delete()  # speaks for it as well
    row = make.TranslationAssignmentFactory(text=text, organisation=lille, due_on=dt.date(2027, 1, 29))
    told, watching = cast.contact_elsewhere.email, "!" + cast.a.coordinator.email
    rule, year = "onboarding.translation", ("2027-01-01", "2027-12-31")
    assert hearing(rule, row.pk, *year) == {
        "2027-01-15": [told],
        "2027-01-27": [told],
        "2027-02-01": [told],
        "2027-02-03": [watching],
        "2027-02-08": [told],
    }
    publish(text, "Kom langs.", AT)
    assert list(hearing(rule, row.pk, *year)) == ["2027-03-16", "2027-03-26", "2027-04-01", "2027-04-05", "2027-04-08"]
    Mandate.objects.filter(person__user=cast.contact_elsewhere).update(until_on=dt.date(2027, 3, 20))
    assert hearing(rule, row.pk, "2027-03-26", "2027-03-26") == {"2027-03-26": [cast.a.coordinator.email]}
    (item,) = new_on(rule, row.pk, dt.date(2027, 3, 26))
    assert item.wait.title == f"Spreek {lille} aan"
    assert item.wait.about.endswith(f"{lille} heeft geen contactpersoon.")
    type(row).objects.filter(pk=row.pk).update(organisation=None, role="sociaal vertaler")
    (item,) = new_on(rule, row.pk, dt.date(2027, 3, 26))
    assert (item.party.address, item.wait.title) == (cast.a.coordinator.email, "Vertaal naar het Frans")
    assert item.wait.about.endswith(": voor sociaal vertaler")
    section.refresh_from_db()
    said = {"title": section.title | {"fr": "T"}, "body": section.body | {"fr": "B"}, "sources": {"fr": section.dutch}}
    Section.objects.filter(pk=section.pk).update(**said)
    type(text).objects.filter(pk=text.pk).update(title=LocalisedText("Welkom", fr="Bienvenue"))
    assert hearing(rule, row.pk, *year) == {}


def test_coordinator_hears_of_a_language_that_fell_behind_and_that_nobody_was_given(cast, text):
    section = make.SectionFactory(text=text)
    publish(text, "Kom langs.", AT)
    rule, year = "onboarding.stale_language", ("2027-01-01", "2027-12-31")
    assert hearing(rule, text.pk, *year) == {}  # not one word of it is translated: nobody promised anything
    section.refresh_from_db()
    said = {"title": section.title | {"fr": "T"}, "body": section.body | {"fr": "B"}, "sources": {"fr": section.dutch}}
    Section.objects.filter(pk=section.pk).update(**said)
    type(text).objects.filter(pk=text.pk).update(title=LocalisedText("Welkom", fr="Bienvenue"))
    assert hearing(rule, text.pk, *year) == {}  # whole, and of this Dutch
    publish(text, "Kom eens langs.", AT)
    by = [cast.a.coordinator.email]
    assert hearing(rule, text.pk, *year) == {"2027-03-16": by, "2027-04-01": by}
    (item,) = new_on(rule, text.pk, dt.date(2027, 3, 16))
    assert item.wait.title == "Laat 1 taal bijwerken"
    assert "Frans, " in item.wait.about
    make.TranslationAssignmentFactory(text=text, language="fr")
    assert hearing(rule, text.pk, *year) == {}


def test_number_of_queries_does_not_grow_with_the_texts(cast, django_assert_num_queries):
    for number in range(4):
        text = make.RegionalTextFactory(partnership=cast.a.partnership, brochure=True)
        local = make.LocalTextFactory(text=text, organisation=cast.a.boards["Gemeente Olen"])
        make.LocalSectionFactory(local=local)
        publish(text, "Kom langs.", AT)
        make.TranslationAssignmentFactory(text=text, organisation=local.organisation)
        if number in (0, 3):
            window = Window(AT.date(), *EVER)
            with django_assert_num_queries(5):  # the texts, the sections, their editions, contact persons, coordinators
                assert len(list(section_review.waits(window))) == number + 1
            with django_assert_num_queries(5):  # the texts, what was given, contact persons, coordinators, sections
                assert len(list(translation.waits(window))) == number + 1
