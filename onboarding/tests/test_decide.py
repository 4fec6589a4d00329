"""Deciding after a next edition, part by part: what is taken, what is left, and what happens to other languages."""

import pytest
from django.urls import reverse

from governance.models import MandateRole
from governance.tests.factories import MandateFactory, PersonFactory
from onboarding.actions import regional_text as regional
from onboarding.models import LocalSection, Section
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import LocalisedText
from wegwijzer.outbox.models import Message
from wegwijzer.wording import merge

pytestmark = [pytest.mark.django_db, pytest.mark.once]

BASE = "Nodig uit. Het gesprek is binnen de maand. Schakel een tolk in."
OURS = "Nodig uit. Het gesprek is binnen de maand. Schakel een tolk in, en ga mee."
THEIRS = "Nodig uit. Het gesprek is binnen drie weken. Schakel een sociaal tolk in."


def says(section, body):
    Section.objects.filter(pk=section.pk).update(body=LocalisedText(body))


@pytest.fixture
def text(cast):
    return make.RegionalTextFactory(partnership=cast.a.partnership)


@pytest.fixture
def row(cast, text):
    """A section of Gemeente Olen under which the region changed two things."""
    section = make.SectionFactory(text=text, title=LocalisedText("Gesprek"), body=LocalisedText(BASE))
    base = make.EditionFactory(text=text)
    local = make.LocalTextFactory(text=text, organisation=cast.a.boards["Gemeente Olen"])
    words = {"title": LocalisedText("Gesprek"), "body": LocalisedText(OURS)}
    row = make.LocalSectionFactory(local=local, section=section, base=base, **words)
    says(section, THEIRS)
    make.EditionFactory(text=text)
    return row


@pytest.fixture
def decide(cast, row, as_user):
    client = as_user(cast.a.contact)
    address = reverse("onboarding:local_section_decide", args=[row.pk])
    start = {"version": row.version, "edition": 2, "what": "merge", "title": "Gesprek"}
    merged = THEIRS.replace("tolk in.", "tolk in, en ga mee.")

    def send(taken, body=merged, **more):
        return client.post(address, start | {"taken": taken, "body": body} | more)

    return send


def test_offers_are_what_the_other_changed_alone_and_words_beside_each_other_are_one():
    merged = merge(BASE, OURS, THEIRS)
    said = [("".join(merged.pieces[at].theirs for at in places)).strip() for places in merged.offers]
    assert said == ["drie weken", "sociaal"]
    assert (
        merged.without({0}).text()
        == "Nodig uit. Het gesprek is binnen de maand. Schakel een sociaal tolk in, en ga mee."
    )
    assert merged.without({0, 1}).text() == OURS
    assert merge(BASE, BASE, BASE).offers == []


def test_the_page_offers_each_change_with_where_it_stands(cast, row, as_user):
    page = as_user(cast.a.contact).get(reverse("onboarding:local_section_decide", args=[row.pk])).content.decode()
    assert "Tekst: ‘de maand’ wordt ‘drie weken’, na ‘Het gesprek is binnen’" in page
    assert "Tekst: ‘sociaal’ komt erbij na ‘drie weken. Schakel een’" in page


@pytest.mark.parametrize(
    ("taken", "body"),
    [
        (["body:0", "body:1"], "Nodig uit. Het gesprek is binnen drie weken. Schakel een sociaal tolk in, en ga mee."),
        (["body:1"], "Nodig uit. Het gesprek is binnen de maand. Schakel een sociaal tolk in, en ga mee."),
        (["body:0"], "Nodig uit. Het gesprek is binnen drie weken. Schakel een tolk in, en ga mee."),
        ([], OURS),
    ],
)
def test_what_is_not_ticked_stays_as_it_was(decide, row, taken, body):
    assert decide(taken).status_code == 302
    row.refresh_from_db()
    assert (str(row.body), row.base.number) == (body, 2)


def test_what_is_typed_by_hand_elsewhere_stays(decide, row):
    typed = "Nodig vriendelijk uit. Het gesprek is binnen drie weken. Schakel een sociaal tolk in, en ga mee."
    assert decide(["body:1"], typed).status_code == 302
    row.refresh_from_db()
    assert str(row.body).startswith("Nodig vriendelijk uit. Het gesprek is binnen de maand. Schakel een sociaal")


def test_what_is_left_and_typed_over_as_well_is_asked_again_and_nothing_is_lost(decide, row):
    typed = "Nodig uit. Het gesprek is binnen tien dagen. Schakel een sociaal tolk in, en ga mee."
    answer = decide(["body:1"], typed)
    assert answer.status_code == 422
    assert "schreef op die plaats ook zelf" in answer.content.decode()
    assert "binnen tien dagen" in answer.content.decode()
    assert decide(["body:0", "body:1"], typed).status_code == 302
    assert "binnen tien dagen" in str(LocalSection.objects.get(pk=row.pk).body)


def test_what_was_not_offered_is_refused(decide):
    assert decide(["body:7"]).status_code == 422


def test_after_one_section_comes_the_next_that_waits(cast, text, row, decide):
    other = make.SectionFactory(text=text, body=LocalisedText("Ga mee."))
    make.EditionFactory(text=text)
    base = text.editions.get(number=3)
    waiting = make.LocalSectionFactory(local=row.local, section=other, base=base)
    says(other, "Ga samen mee.")
    make.EditionFactory(text=text)
    answer = decide(["body:0"], edition=4)
    assert answer.url == reverse("onboarding:local_section_decide", args=[waiting.pk])


def test_mail_tells_what_is_new_first_and_then_what_waited(cast, text, row):
    person = PersonFactory(partnership=text.partnership, email="contact@example.org")
    about = {"partnership": text.partnership, "body": None, "role": MandateRole.CONTACT}
    MandateFactory(person=person, organisation=row.organisation, **about)
    other = make.SectionFactory(text=text, title=LocalisedText("Wegwijs"), body=LocalisedText("Ga mee."))
    publish(text)
    assert not Message.objects.exists(), "only a section came: nothing of this organisation changes"
    new = make.LocalSectionFactory(
        local=row.local, section=other, base=text.editions.get(number=3), title=LocalisedText("Samen")
    )
    says(other, "Ga samen mee.")
    publish(text)
    body = Message.objects.get(to=person.email).body
    assert body.index("- Samen") < body.index("Dit wachtte al") < body.index("- Gesprek")
    assert reverse("onboarding:local_section_decide", args=[new.pk]) in body


def publish(text):
    regional.publish(text, by=None, note="Nieuw", seen=regional.checksum_now(text))


@pytest.mark.parametrize("own", [False, True])
def test_adapting_warns_that_other_languages_have_to_follow(cast, as_user, own):
    text = make.RegionalTextFactory(partnership=cast.a.partnership, brochure=True)
    words = {"title": LocalisedText("Wonen", fr="Habiter"), "body": LocalisedText("Zoek.", fr="Cherchez.")}
    section = make.SectionFactory(text=text, **words)
    edition = make.EditionFactory(text=text)
    board = cast.a.boards["Gemeente Olen"]
    kept = {"version": 0}
    if own:
        local = make.LocalTextFactory(text=text, organisation=board)
        row = make.LocalSectionFactory(local=local, section=section, base=edition, **words)
        kept = {"version": row.version}
    client = as_user(cast.a.contact)
    address = reverse("onboarding:local_section_refine", args=[text.pk, board.pk, section.pk])
    page = client.get(address).content.decode()
    assert ("dan is uw vertaling niet meer bij: Frans" in page) == own
    assert ("gelden de vertalingen van de regio hier niet meer: Frans" in page) != own
    sent = kept | {"edition": 1, "stance": "adapts", "reason": "Zo", "title": "Wonen", "body": "Zoek mee."}
    page = client.post(address, sent, follow=True).content.decode()
    assert ("Werk nu uw vertaling bij in het Frans." in page) == own
    assert ("Vertaal uw tekst nu ook zelf" in page) != own


TYPED = "Bel Jan op 0478 12 34 56, of het onthaal op 014 22 33 44. KBO 0123.456.749"


def test_free_text_that_seems_to_hold_personal_data_is_asked_again_and_kept(cast, row, decide, as_user):
    """The number of the board itself, which stands in its open place, is nobody's."""
    type(row.local).objects.filter(pk=row.local.pk).update(fillings={"telefoon": "014 22 33 44"})
    answer = decide(["body:0", "body:1"], TYPED)
    assert answer.status_code == 422
    assert "Dit lijkt op een telefoonnummer." in answer.content.decode()
    assert TYPED in answer.content.decode()
    assert decide(["body:0", "body:1"], TYPED, what="keep").status_code == 302, "what is not kept is not asked about"


@pytest.mark.parametrize("body", [TYPED.partition(", ")[2], TYPED])
def test_adapting_asks_about_a_number_that_is_not_the_boards_own(cast, text, row, as_user, body):
    type(row.local).objects.filter(pk=row.local.pk).update(fillings={"telefoon": "014 22 33 44"})
    other = make.SectionFactory(text=text, body=LocalisedText("Ga mee."))
    make.EditionFactory(text=text)
    board = row.organisation
    address = reverse("onboarding:local_section_refine", args=[text.pk, board.pk, other.pk])
    sent = {"version": 0, "edition": 3, "stance": "adapts", "reason": "Zo", "title": "Mee", "body": body}
    client = as_user(cast.a.contact)
    answer = client.post(address, sent)
    if body != TYPED:
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert client.post(address, sent | {"is_nobodys": "on"}).status_code == 302
    assert str(LocalSection.objects.get(section=other).body) == TYPED


def test_a_section_that_is_too_long_or_holds_html_is_said_or_shown_as_text(cast, text, row, as_user):
    client, board = as_user(cast.a.contact), row.organisation
    address = reverse("onboarding:local_section_add", args=[text.pk, board.pk])
    sent = {"title": "Eigen", "body": "x" * 6001, "position": 0}
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "body" in answer.context["form"].errors
    assert "x" * 6001 in answer.content.decode()
    assert client.post(address, sent | {"title": "e" * 151, "body": "Kort"}).status_code == 422
    assert client.post(address, sent | {"position": "99"}).status_code == 422
    assert client.post(address, sent | {"body": "<script>alert(1)</script>"}).status_code == 302
    page = client.get(reverse("onboarding:local_text_detail", args=[text.pk, board.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
