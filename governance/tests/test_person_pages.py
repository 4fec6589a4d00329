"""What people read and type on the pages of people and their mandates."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.models import Mandate, Person
from governance.tests import factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Message


@pytest.fixture
def olen(cast):
    """Somebody of Olen with a card, a telephone and no login."""
    return make.PersonFactory(
        partnership=cast.a.partnership,
        name="Maatschappelijk werker Olen",
        email="werker.olen@example.org",
        phone="014 00 00 00",
        employer=cast.a.boards["OCMW Olen"],
    )


def address(name, *args):
    return reverse(f"governance:{name}", args=args)


def test_list_shows_what_each_holds_today_and_whether_they_log_in(cast, as_user, olen):
    response = as_user(cast.a.contact).get(address("person_list"))
    held = {person.name: [str(mandate) for mandate in person.seen_mandates] for person in response.context["listing"]}
    assert held["Contact"] == ["Contact – contactpersoon Gemeente Olen"]
    assert held["Vorige contact"] == []
    assert held["Maatschappelijk werker Olen"] == []
    text = response.content.decode()
    assert "Vreemdgoed" not in text
    assert "werker.olen@example.org" not in text


@pytest.mark.parametrize(
    ("query", "names", "sentence"),
    [
        ({"rol": "coordinator"}, ["Coördinator"], "1 persoon met de rol coördinator"),
        ({"login": "nee"}, ["Maatschappelijk werker Olen"], "1 persoon zonder login"),
        ({"q": "werker"}, ["Maatschappelijk werker Olen"], "1 persoon met “werker”"),
        ({"q": "werker.olen"}, [], "0 personen"),
    ],
)
def test_people_are_found_by_role_login_and_name_but_not_by_address(cast, as_user, olen, query, names, sentence):
    response = as_user(cast.a.contact).get(address("person_list"), query)
    assert [person.name for person in response.context["listing"]] == names
    assert sentence in response.content.decode()


def test_contact_details_are_for_who_may_see_them_and_for_oneself(cast, as_user, olen):
    seen = {}
    for persona in ("coordinator", "contact", "delegate", "secretary", "staff"):
        text = as_user(getattr(cast.a, persona)).get(address("person_detail", olen.pk)).content.decode()
        seen[persona] = ("werker.olen@example.org" in text, "014 00 00 00" in text)
    assert seen == {
        "coordinator": (True, True),
        "contact": (True, True),
        "delegate": (False, False),
        "secretary": (False, False),
        "staff": (False, False),
    }
    own = cast.a.delegate.cards.get()
    assert own.email in as_user(cast.a.delegate).get(address("person_detail", own.pk)).content.decode()


def test_mandates_stand_under_now_and_before(cast, as_user, olen):
    seat = {"body": cast.a.body, "person": olen, "role": "observer", "organisation": cast.a.boards["OCMW Olen"]}
    before = make.MandateFactory(**seat, until_on=dt.date(2016, 1, 1))
    now = make.MandateFactory(**seat, from_on=dt.date(2016, 1, 2), until_on=today())
    later = make.MandateFactory(**seat, from_on=today() + dt.timedelta(days=1))
    response = as_user(cast.a.contact).get(address("person_detail", olen.pk))
    assert [response.context[part] for part in ("before", "now", "later")] == [[before], [now], [later]]
    assert "van 1 oktober 2015 tot en met 1 januari 2016" in response.content.decode()


def test_delegate_does_not_see_seats_in_bodies_that_are_closed_to_them(cast, as_user, olen):
    closed = make.BodyFactory(partnership=cast.a.partnership, name="Dagelijks bestuur")
    hidden = make.MandateFactory(body=closed, person=olen)
    client = as_user(cast.a.delegate)
    assert "Dagelijks bestuur" not in client.get(address("person_detail", olen.pk)).content.decode()
    assert client.get(address("mandate_detail", hidden.pk)).status_code == 404
    assert "Dagelijks bestuur" in as_user(cast.a.contact).get(address("person_detail", olen.pk)).content.decode()


def test_person_is_added_with_a_new_employer(cast, as_user):
    response = as_user(cast.a.coordinator).post(
        address("person_add", cast.a.partnership.pk),
        {"name": "Adviseur", "email": "ADVISEUR@example.org", "kind": "agency", "organisation_name": "Agentschap"},
        follow=True,
    )
    assert "Adviseur is toegevoegd. Geef nu een mandaat." in response.content.decode()
    made = Person.objects.get(name="Adviseur")
    assert (made.email, made.employer.name) == ("adviseur@example.org", "Agentschap")
    assert "Agentschap" in as_user(cast.a.contact).get(address("organisation_list")).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u200b\u200b"}, "name"),
        ({"email": "werker.olen@example.org"}, "email"),
        ({"email": "ıstanbul@example.org"}, "email"),
        ({"phone": "0" * 31}, "phone"),
        ({"kind": "agency"}, "organisation_name"),
    ],
)
def test_bad_card_is_told_beside_its_field_and_kept(cast, as_user, olen, typed, field):
    before = Person.objects.count()
    response = as_user(cast.a.coordinator).post(
        address("person_add", cast.a.partnership.pk), {"name": "Adviseur", "function": "Raad"} | typed
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert response.context["form"]["function"].value() == "Raad"
    assert Person.objects.count() == before


def test_edit_form_starts_from_the_card(cast, as_user, olen):
    client = as_user(cast.a.coordinator)
    form = client.get(address("person_edit", olen.pk)).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    assert client.post(address("person_edit", olen.pk), sent | {"function": "Hoofd"}).status_code == 302
    olen.refresh_from_db()
    assert (olen.function, olen.phone, olen.employer.name, olen.version) == ("Hoofd", "014 00 00 00", "OCMW Olen", 2)
    stale = client.post(address("person_edit", olen.pk), sent | {"function": "Ander"})
    text = stale.content.decode()
    assert (stale.status_code, text.count("Nu bewaard")) == (409, 1)
    assert '<div class="theirs">Hoofd</div>' in text
    assert 'value="Ander"' in text


def test_invitation_goes_out_once_asked_and_only_by_the_coordinator(cast, as_user, olen):
    assert as_user(cast.a.contact).post(address("person_invite", olen.pk)).status_code == 403
    assert as_user(cast.a.coordinator).get(address("person_invite", olen.pk)).status_code == 405
    assert not Message.objects.exists()
    response = as_user(cast.a.coordinator).post(address("person_invite", olen.pk), follow=True)
    text = response.content.decode()
    assert "Maatschappelijk werker Olen kan zich aanmelden." in text
    assert "uitgenodigd" in text
    assert "Nodig opnieuw uit" in text
    assert [message.to for message in Message.objects.all()] == ["werker.olen@example.org"]


def test_invitation_that_can_not_be_is_said_in_words(cast, as_user):
    card = make.PersonFactory(partnership=cast.a.partnership, name="Zonder adres", email="")
    response = as_user(cast.a.coordinator).post(address("person_invite", card.pk), follow=True)
    assert "Vul eerst het e-mailadres van Zonder adres in." in response.content.decode()
    assert "Nodig uit" not in response.content.decode()


def test_mandate_is_given_from_the_page_of_the_person(cast, as_user, olen):
    lille = cast.a.boards["OCMW Lille"]
    response = as_user(cast.a.coordinator).post(
        address("mandate_add", olen.pk),
        {"role": "member", "body": cast.a.body.pk, "organisation": lille.pk, "from_on": "2016-01-01"},
        follow=True,
    )
    assert "Mandaat gegeven: Maatschappelijk werker Olen – lid Beheerscomité." in response.content.decode()
    assert olen.mandates.get().has_vote


def test_seat_is_given_from_the_page_of_the_body_and_a_second_vote_is_refused_there(cast, as_user, olen):
    wish = {"person": olen.pk, "role": "member", "from_on": "2016-01-01"}
    client, page = as_user(cast.a.coordinator), address("seat_add", cast.a.body.pk)
    refused = client.post(page, wish | {"organisation": cast.a.boards["Gemeente Olen"].pk})
    assert refused.status_code == 422
    assert (
        "heeft in dit orgaan al een stemgerechtigde: Afgevaardigde"
        in (refused.context["form"].errors["organisation"][0])
    )
    assert refused.context["form"]["person"].value() == str(olen.pk)
    assert not olen.mandates.exists()
    given = client.post(page, wish | {"organisation": cast.a.boards["OCMW Olen"].pk, "has_vote": "nee"})
    assert given.status_code == 302
    assert not olen.mandates.get().has_vote


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": ""}, "role"),
        ({"role": "koning"}, "role"),
        ({"body": ""}, "body"),
        ({"from_on": ""}, "from_on"),
        ({"from_on": "31-12-0026"}, "from_on"),
        ({"until_on": "2015-12-31"}, "until_on"),
        ({"has_vote": "misschien"}, "has_vote"),
        ({"organisation": ""}, "organisation"),
    ],
)
def test_bad_mandate_is_told_beside_its_field(cast, as_user, olen, typed, field):
    wish = {"role": "member", "body": cast.a.body.pk, "organisation": cast.a.boards["OCMW Lille"].pk}
    response = as_user(cast.a.coordinator).post(
        address("mandate_add", olen.pk), wish | {"from_on": "2016-01-01"} | typed
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not olen.mandates.exists()


def test_mandate_ends_on_its_page_and_says_until_when(cast, as_user):
    mandate = cast.a.delegate.cards.get().mandates.get()
    client = as_user(cast.a.coordinator)
    response = client.post(address("mandate_end", mandate.pk), {"until_on": "31-12-2016", "version": 1}, follow=True)
    text = response.content.decode()
    assert "Het mandaat van Afgevaardigde geldt tot en met za 31 dec 2016." in text
    assert "voorbij" in text
    assert "Mandaat beëindigd" in text
    assert "Beëindig het mandaat" not in text
    assert as_user(cast.a.delegate).get(address("mandate_detail", mandate.pk)).status_code == 404


def test_mandate_that_still_begins_is_withdrawn(cast, as_user, olen):
    coming = make.MandateFactory(body=cast.a.body, person=olen, role="observer", from_on=today() + dt.timedelta(days=3))
    client = as_user(cast.a.coordinator)
    assert "Trek het mandaat in" in client.get(address("mandate_detail", coming.pk)).content.decode()
    response = client.post(address("mandate_withdraw", coming.pk), {"version": 1}, follow=True)
    assert "is ingetrokken voor het begon" in response.content.decode()
    assert not Mandate.objects.filter(pk=coming.pk).exists()


def test_mandate_list_reads_as_a_sentence(cast, as_user):
    response = as_user(cast.a.coordinator).get(address("mandate_list"), {"rol": "contact", "geldt": "nee"})
    assert "1 mandaat met de rol contactpersoon niet meer geldig" in response.content.decode()
    assert [row.person.name for row in response.context["listing"]] == ["Vorige contact"]


def test_body_and_organisation_of_strangers_can_not_be_chosen(cast, as_user, olen):
    for typed in ({"body": cast.b.body.pk}, {"organisation": cast.b.boards["OCMW Asse"].pk}):
        response = as_user(cast.a.coordinator).post(
            address("mandate_add", olen.pk),
            {"role": "observer", "body": cast.a.body.pk, "from_on": "2016-01-01"} | typed,
        )
        assert (response.status_code, list(response.context["form"].errors)) == (422, list(typed))
        assert "Vreemdgoed" not in response.content.decode()
