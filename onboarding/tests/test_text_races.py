"""Editions and decisions at the same moment. Real processes, on the database of the run."""

import pytest

from wegwijzer.testing.installation import copy_of
from wegwijzer.testing.race import count, race

pytestmark = pytest.mark.processes

# A step that an organisation adapted from edition 1; what edition 2 will say stands in the draft, and of another text
# edition 2 is published.
SETTING = """
from onboarding.models import Section
from onboarding.tests import refinement_factories as make
from wegwijzer.accounts.models import User
from wegwijzer.localised import LocalisedText
from governance.tests.factories import MandateFactory, PersonFactory
User.objects.create(email="by@example.org", name="Coördinator")
for name in ("Ontwerp", "Verschenen"):
    text = make.RegionalTextFactory(title=LocalisedText(name))
    row = make.LocalSectionFactory(local__text=text)
    person = PersonFactory(partnership=text.partnership, email="contact@example.org")
    MandateFactory(partnership=text.partnership, body=None, person=person, role="contact",
        organisation=row.local.organisation)
    Section.objects.filter(text=text).update(body=LocalisedText("Geef een onthaalgesprek binnen de week."))
make.EditionFactory(text=text)
"""
READS = """
from onboarding.actions import local_text as local, regional_text as regional
from onboarding.models import LocalSection, RegionalText
from wegwijzer.accounts.models import User
by = User.objects.get(email="by@example.org")
draft, published = RegionalText.objects.order_by("pk")
seen = regional.checksum_now(draft)
row = LocalSection.objects.select_related("local__text__partnership", "base", "section").get(local__text=published)
unread = LocalSection.objects.select_related("local__text__partnership").get(local__text=draft)
said = dict(title="Stap", body=f"Zo wordt het bij {number}.")
"""


@pytest.fixture(scope="module")
def set_database(migrated_database, tmp_path_factory):
    """The address of a database with those rows, to copy from."""
    with copy_of(migrated_database, tmp_path_factory.mktemp("set"), "set") as installation:
        installation.run(SETTING)
        yield installation.database_url


@pytest.fixture
def setting(set_database, tmp_path):
    """An installation with those rows."""
    with copy_of(set_database, tmp_path, "copy") as installation:
        yield installation


def says(number):
    return f"REPLACE(CAST(body AS TEXT), 'bij {number}.', '') <> CAST(body AS TEXT)"


def told(setting, verb):
    return count(setting, "audit_entry", f"verb = 'onboarding.{verb}'")


def test_of_six_who_publish_the_same_at_once_there_is_one_edition_and_one_mail(setting):
    ends = race(setting, READS, ["regional.publish(draft, by=by, note='Sneller', seen=seen)"] * 6)
    assert ends == [0] * 6, setting.log()  # the same button, pressed twice: it is published
    assert count(setting, "onboarding_edition", "number = 2 AND note = 'Sneller'") == 1
    assert told(setting, "edition.published") == 1
    assert count(setting, "outbox_message", "kind = 'onboarding.edition_published'") == 1


def test_of_six_who_publish_with_other_words_one_wins(setting):
    ends = race(setting, READS, ["regional.publish(draft, by=by, note=f'Nota {number}', seen=seen)"] * 6)
    assert sorted(ends) == [0, 3, 3, 3, 3, 3], setting.log()
    assert told(setting, "edition.published") == 1
    assert count(setting, "outbox_message", "kind = 'onboarding.edition_published'") == 1


def test_of_contact_persons_who_decide_the_same_section_one_wins_and_no_words_mix(setting):
    decide = "local.decide(row, '%s', by=by, version=row.version, edition=2, **said)"
    ends = race(setting, READS, [decide % what for what in ("merge", "merge", "take", "keep", "merge", "take")])
    assert sorted(ends) == [0, 4, 4, 4, 4, 4], setting.log()
    assert told(setting, "local_section.decided") == 1
    winner, what = ends.index(0), ("merge", "merge", "take", "keep", "merge", "take")[ends.index(0)]
    assert count(setting, "onboarding_localsection", says(winner)) == (1 if what == "merge" else 0)


def test_publishing_and_adapting_at_once_leaves_a_section_of_one_edition(setting):
    publish = "regional.publish(draft, by=by, note='Sneller', seen=seen)"
    adapt = (
        "local.refine(unread.local, unread.section, by=by, version=unread.version, edition=1, stance='adapts',"
        " reason='Zo', **said)"
    )
    assert race(setting, READS, [publish, adapt]) == [0, 0], setting.log()
    assert count(setting, "onboarding_edition", "number = 2 AND note = 'Sneller'") == 1
    # It still counts as made from edition 1: what the region changed is shown, whoever came first.
    assert count(setting, "onboarding_localsection", says(1)) == 1
