"""Regional texts and what organisations make of them: editions, refining, deciding after a next edition."""

import json

import pytest

from governance.models import MandateRole
from governance.tests.factories import MandateFactory, MembershipFactory, PersonFactory, UserFactory
from onboarding.actions import local_text as local_actions
from onboarding.actions import regional_text as regional
from onboarding.actions import section as sections
from onboarding.models import LocalSection, LocalText, Mode, Stance
from onboarding.models.edition_content import changes_between, content_of, draft_of
from onboarding.models.local_waiting import to_review
from onboarding.models.refinement import read_local
from onboarding.tests import refinement_factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.localised import LocalisedText
from wegwijzer.outbox.models import Message

pytestmark = pytest.mark.django_db
WORDS = {"title": "Gesprek", "body": "Nodig uit voor een gesprek binnen de maand. Bel {telefoon}.", "mode": "refinable"}


@pytest.fixture
def text():
    return make.RegionalTextFactory()


@pytest.fixture
def by():
    return UserFactory()


def publish(text, by, note="Nieuw"):
    return regional.publish(text, by=by, note=note, seen=regional.checksum_now(text))


@pytest.fixture
def refined(text, by):
    """A step that an organisation adapted from edition 1, with its organisation."""
    section = sections.add(text, by=by, **WORDS)
    publish(text, by, "Begin")
    organisation = MembershipFactory(partnership=text.partnership).organisation
    local = LocalText(text=text, organisation=organisation)
    said = {
        "title": "Gesprek",
        "body": "Nodig uit voor een gesprek binnen twee weken. Bel {telefoon}.",
        "reason": "Kan",
    }
    row = local_actions.refine(local, section, by=by, version=0, edition=1, stance=Stance.ADAPTS, **said)
    return section, row


def region_says(section, by, body, **values):
    section.refresh_from_db()
    said = WORDS | {"body": body} | values
    sections.change(section, by=by, version=section.version, **said)


def test_an_edition_never_changes(text, by):
    section = sections.add(text, by=by, **WORDS)
    first = publish(text, by)
    kept = first.content
    region_says(section, by, "Iets anders.")
    second = publish(text, by)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.content == kept
    assert content_of(first).parts[0].body["nl"] == WORDS["body"]
    assert json.loads(second.content)["sections"][0]["body"] == {"nl": "Iets anders."}


def test_publishing_the_same_twice_publishes_once(text, by):
    sections.add(text, by=by, **WORDS)
    assert publish(text, by) == publish(text, by)
    with pytest.raises(Refused):
        publish(text, by, "Nog eens")
    assert text.editions.count() == 1


def test_a_draft_that_changed_while_looking_is_not_published(text, by):
    section = sections.add(text, by=by, **WORDS)
    seen = regional.checksum_now(text)
    region_says(section, by, "Intussen anders.")
    with pytest.raises(Stale):
        regional.publish(text, by=by, note="Nieuw", seen=seen)
    assert not text.editions.exists()


def test_an_empty_text_is_not_published(text, by):
    with pytest.raises(Refused):
        publish(text, by)


def test_changes_between_editions_are_counted_in_words(text, by):
    section = sections.add(text, by=by, **WORDS)
    first = content_of(publish(text, by))
    region_says(section, by, "Nodig uit voor een gesprek binnen de week. Bel {telefoon}.")
    (change,) = changes_between(first, draft_of(text))
    assert change.words == 1
    section.refresh_from_db()
    sections.retire(section, by=by, version=section.version)
    (change,) = changes_between(first, draft_of(text))
    assert change.is_gone


def test_what_nobody_refined_follows_the_region(text, by):
    section = sections.add(text, by=by, **WORDS)
    publish(text, by)
    local = make.LocalTextFactory(text=text)
    region_says(section, by, "Nieuw woord.")
    publish(text, by)
    (part,) = read_local(local).parts
    assert str(part.body) == "Nieuw woord."
    assert (part.stance, part.is_affected) == (Stance.TAKES_OVER, False)


def test_a_change_elsewhere_affects_nothing(refined, text, by):
    other = sections.add(text, by=by, **WORDS | {"title": "Anders"})
    publish(text, by)
    region_says(other, by, "Helemaal anders.")
    publish(text, by)
    assert read_local(refined[1].local).affected == []


def test_a_change_under_the_own_text_is_merged_word_by_word(refined, text, by):
    section, row = refined
    region_says(section, by, "Nodig uit voor een eerste gesprek binnen de maand. Bel {telefoon}.")
    publish(text, by)
    reading = read_local(row.local)
    (part,) = reading.affected
    assert reading.behind == 1
    merged = part.merges()["body"]
    assert merged.is_clean
    assert merged.text() == "Nodig uit voor een eerste gesprek binnen twee weken. Bel {telefoon}."
    said = {"title": "Gesprek", "body": merged.text()}
    local_actions.decide(row, "merge", by=by, version=row.version, edition=2, **said)
    reading = read_local(row.local)
    assert reading.affected == []
    assert str(reading.parts[0].body) == merged.text()
    assert Entry.objects.filter(verb="onboarding.local_section.decided").count() == 1


def test_a_collision_shows_both(refined, text, by):
    section, row = refined
    region_says(section, by, "Nodig uit voor een gesprek binnen de week. Bel {telefoon}.")
    publish(text, by)
    (part,) = read_local(row.local).affected
    (piece,) = part.merges()["body"].conflicts
    assert (piece.ours, piece.theirs) == ("twee weken", "de week")


@pytest.mark.parametrize(("what", "stance"), [("take", Stance.TAKES_OVER), ("keep", Stance.ADAPTS)])
def test_taking_or_keeping_brings_it_up_to_date(what, stance, refined, text, by):
    section, row = refined
    region_says(section, by, "Nodig uit binnen de week.")
    publish(text, by)
    local_actions.decide(row, what, by=by, version=row.version, edition=2)
    reading = read_local(row.local)
    assert reading.affected == []
    assert reading.parts[0].stance == stance
    row.refresh_from_db()
    assert "twee weken" in str(row.body), "what was written stays with the row"


def test_what_the_region_drops_can_be_kept_as_own(refined, text, by):
    section, row = refined
    sections.add(text, by=by, **WORDS | {"title": "Blijft"})
    section.refresh_from_db()
    sections.retire(section, by=by, version=section.version)
    publish(text, by)
    (part,) = read_local(row.local).affected
    assert part.is_gone
    local_actions.decide(row, "keep", by=by, version=row.version, edition=2)
    row.refresh_from_db()
    assert (row.stance, row.section) == (Stance.ADDS, None)
    assert [str(part.title) for part in read_local(row.local).shown] == ["Blijft", "Gesprek"]


def test_what_the_region_locks_says_what_the_region_says(refined, text, by):
    section, row = refined
    region_says(section, by, WORDS["body"], mode=Mode.LOCKED)
    publish(text, by)
    (part,) = read_local(row.local).affected
    assert str(part.body) == WORDS["body"]
    with pytest.raises(Refused):
        local_actions.decide(row, "keep", by=by, version=row.version, edition=2)
    local_actions.decide(row, "take", by=by, version=row.version, edition=2)
    assert read_local(row.local).affected == []


def test_a_locked_section_is_not_refined(text, by):
    section = sections.add(text, by=by, **WORDS | {"mode": Mode.LOCKED})
    publish(text, by)
    local = make.LocalTextFactory(text=text)
    said = {"title": "x", "body": "y", "reason": "z"}
    with pytest.raises(Refused):
        local_actions.refine(local, section, by=by, version=0, edition=1, stance=Stance.ADAPTS, **said)


def test_two_of_one_organisation_do_not_overwrite_each_other(refined, by):
    section, row = refined
    said = {"title": "x", "body": "y", "reason": "z", "edition": 1, "stance": Stance.ADAPTS}
    with pytest.raises(Stale):
        local_actions.refine(row.local, section, by=by, version=0, **said)
    local_actions.refine(row.local, section, by=by, version=row.version, **said)
    with pytest.raises(Stale):
        local_actions.refine(row.local, section, by=by, version=row.version, **said | {"body": "nog iets"})


def test_places_fill_from_the_organisation_and_by_hand(text, by):
    sections.add(text, by=by, title="Contact", body="{naam}, tel. {telefoon}. {theirs}", mode=Mode.FILLABLE)
    publish(text, by)
    local = make.LocalTextFactory(text=text, organisation__name="Lille")
    reading = read_local(local)
    assert reading.places == ["telefoon", "theirs"]
    assert reading.says(str(reading.parts[0].body)) == "Lille, tel. ……. ……"
    local_actions.fill(local, by=by, version=local.version, values={"telefoon": "014 00 00 00"})
    assert read_local(LocalText.objects.get()).unfilled == ["theirs"]
    with pytest.raises(Stale):
        local_actions.fill(local, by=by, version=local.version, values={"telefoon": "iets anders"})


def test_filling_begins_the_text_of_an_organisation_once(text, by):
    local = LocalText(text=text, organisation=MembershipFactory(partnership=text.partnership).organisation)
    local_actions.fill(local, by=by, version=0, values={"telefoon": "1"})
    with pytest.raises(Stale):
        local_actions.fill(local, by=by, version=0, values={"telefoon": "2"})
    assert LocalText.objects.get().fillings == {"telefoon": "1"}


def test_an_own_section_stands_where_it_was_put(text, by):
    for title in ("Een", "Twee"):
        sections.add(text, by=by, **WORDS | {"title": title})
    publish(text, by)
    local = make.LocalTextFactory(text=text)
    row = local_actions.add(local, by=by, title="Tussen", body="Iets", position=1)
    assert [str(part.title) for part in read_local(local).parts] == ["Een", "Tussen", "Twee"]
    local_actions.remove(row, by=by, version=row.version)
    assert not LocalSection.objects.exists()


def contact_of(row, email="contact@example.org"):
    person = PersonFactory(partnership=row.partnership, email=email)
    return MandateFactory(
        partnership=row.partnership, body=None, person=person, role=MandateRole.CONTACT, organisation=row.organisation
    )


def test_who_is_affected_is_mailed_once(refined, text, by):
    section, row = refined
    contact_of(row)
    region_says(section, by, "Nodig uit binnen de week.")
    publish(text, by, "Sneller")
    message = Message.objects.get(kind="onboarding.edition_published")
    assert message.to == "contact@example.org"
    assert "Gesprek" in message.body
    assert "Sneller" in message.body
    from onboarding.notifications.edition import still_stands

    assert still_stands(message)
    local_actions.decide(row, "take", by=by, version=row.version, edition=2)
    assert not still_stands(message)


def test_who_is_not_affected_is_not_mailed(refined, text, by):
    contact_of(refined[1])
    sections.add(text, by=by, **WORDS | {"title": "Nog een"})
    publish(text, by)
    assert not Message.objects.exists()


def test_what_waits_is_counted_per_text(refined, text, by, django_assert_num_queries):
    section, row = refined
    region_says(section, by, "Nodig uit binnen de week.")
    publish(text, by)
    with django_assert_num_queries(2):
        (waiting,) = to_review([row.local.organisation_id], [text.partnership_id])
    assert (waiting.local, waiting.number) == (row.local, 1)
    assert to_review([row.local.organisation_id], [0]) == []


def test_a_translation_follows_its_source(by):
    text = make.RegionalTextFactory(brochure=True)
    section = make.SectionFactory(text=text, title=LocalisedText("Wonen"), body=LocalisedText("Een huis zoeken."))
    sections.translate(section, "fr", by=by, version=section.version, title="Habiter", body="Chercher une maison.")
    sections.change(section, by=by, version=section.version, title="Wonen", body="Een woning zoeken.", mode="locked")
    section.refresh_from_db()
    assert section.sources == {"fr": "Wonen\n\nEen huis zoeken."}
    publish(text, by)
    (part,) = read_local(make.LocalTextFactory(text=text)).parts
    assert part.stale_words("fr") == 1
    empty = make.SectionFactory(text=text, body=LocalisedText())
    with pytest.raises(Refused):
        sections.translate(empty, "fr", by=by, version=empty.version, title="Titre", body="Texte sans source")
