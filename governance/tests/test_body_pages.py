"""What people read and type on the pages of bodies and services."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.models import Body, Mandate
from governance.tests import factories as make
from wegwijzer.accounts.periods import today

WHOLE = {
    "name": "Beleidsgroep",
    "kind": "policy_group",
    "composition": "free",
    "quorum_rule": "none",
    "voting_rule": "consensus",
    "notice_days": "8",
    "default_minutes": "120",
    "languages": ["nl", "fr"],
}


def read(client, name, pk, **query):
    return client.get(reverse(f"governance:{name}", args=[pk]), query)


def test_body_says_its_rules_and_which_member_has_no_delegate_yet(cast, as_user):
    response = read(as_user(cast.a.contact), "body_detail", cast.a.body.pk)
    text = response.content.decode()
    assert "Elk lid van Kempen heeft één stemgerechtigde afgevaardigde." in text
    assert "nu 1 van 1." in text
    assert dict(response.context["represented"]) == {
        "Gemeente Olen": True,
        "OCMW Olen": False,
        "Gemeente Lille": False,
        "OCMW Lille": False,
    }
    assert "1 van 4" in text


def test_who_sat_in_it_on_any_day_can_be_asked(cast, as_user):
    former = make.MandateFactory(
        body=cast.a.body,
        person__name="Vorige voorzitter",
        role="chair",
        organisation=cast.a.boards["OCMW Lille"],
        from_on=dt.date(2016, 1, 1),
        until_on=dt.date(2016, 12, 31),
    )
    client = as_user(cast.a.contact)
    then = read(client, "body_detail", cast.a.body.pk, op="2016-12-31")
    assert former in then.context["seats"]
    later = read(client, "body_detail", cast.a.body.pk, op="2017-01-01")
    assert former in later.context["others"]
    assert former not in later.context["seats"]


def test_meetings_to_come_and_last_ones_stand_on_the_page(cast, as_user):
    coming = make.MeetingFactory(body=cast.a.body, convened=True)
    over = make.MeetingFactory(body=cast.a.body, approved=True)
    planned = make.MeetingFactory(body=cast.a.body)
    response = read(as_user(cast.a.contact), "body_detail", cast.a.body.pk)
    assert list(response.context["upcoming"]) == [coming]
    assert list(response.context["last"]) == [over]
    as_coordinator = read(as_user(cast.a.coordinator), "body_detail", cast.a.body.pk)
    assert set(as_coordinator.context["upcoming"]) == {coming, planned}


def test_delegate_sees_the_own_body_alone(cast, as_user):
    other = make.BodyFactory(partnership=cast.a.partnership, name="Dagelijks bestuur")
    client = as_user(cast.a.delegate)
    assert [row.name for row in client.get(reverse("governance:body_list")).context["listing"]] == ["Beheerscomité"]
    assert read(client, "body_detail", other.pk).status_code == 404
    assert "Dagelijks bestuur" not in read(client, "partnership_detail", cast.a.partnership.pk).content.decode()


def test_body_is_set_up_and_counts_in_the_list(cast, as_user):
    client = as_user(cast.a.coordinator)
    response = client.post(
        reverse("governance:body_add", args=[cast.a.partnership.pk]),
        WHOLE | {"cadence_count": "4", "cadence_period": "year", "reminder_days": "1 en 7", "default_start": "14u30"},
        follow=True,
    )
    assert "Beleidsgroep is toegevoegd. Geef nu mandaten aan wie erin zit." in response.content.decode()
    made = Body.objects.get(name="Beleidsgroep")
    assert (made.reminder_days, made.languages, made.default_start) == ([7, 1], ["nl", "fr"], dt.time(14, 30))
    listing = client.get(reverse("governance:body_list"), {"soort": "policy_group"})
    assert "1 orgaan van de soort beleidsgroep" in listing.content.decode()
    assert "4 keer per jaar" in listing.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "beheerscomité"}, "name"),
        ({"kind": "_connector"}, "kind"),
        ({"cadence_count": "0", "cadence_period": "year"}, "cadence_count"),
        ({"cadence_count": "4"}, "cadence_period"),
        ({"cadence_period": "year"}, "cadence_count"),
        ({"quorum_rule": "number"}, "quorum_number"),
        ({"quorum_number": "3"}, "quorum_number"),
        ({"notice_days": "91"}, "notice_days"),
        ({"notice_days": "1e1"}, "notice_days"),
        ({"default_minutes": "١٢٠"}, "default_minutes"),
        ({"default_start": "25:00"}, "default_start"),
        ({"reminder_days": "morgen"}, "reminder_days"),
        ({"reminder_days": "0"}, "reminder_days"),
        ({"reminder_days": "1,2,3,4,5,6"}, "reminder_days"),
        ({"languages": []}, "languages"),
        ({"languages": ["xx"]}, "languages"),
        ({"from_on": "2017-01-01", "until_on": "2016-01-01"}, "until_on"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(cast, as_user, typed, field):
    before = Body.objects.count()
    response = as_user(cast.a.coordinator).post(
        reverse("governance:body_add", args=[cast.a.partnership.pk]), WHOLE | typed
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert response.context["form"]["name"].value() == (WHOLE | typed)["name"]
    assert Body.objects.count() == before


def test_edit_form_starts_from_what_stands_and_tells_what_ended_along(cast, as_user):
    client, address = as_user(cast.a.coordinator), reverse("governance:body_edit", args=[cast.a.body.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False, [])}
    assert sent["version"] == "1"
    response = client.post(address, sent | {"until_on": today().isoformat()}, follow=True)
    assert "Beheerscomité is bewaard. Er eindigden 2 mandaten mee." in response.content.decode()
    assert set(Mandate.objects.filter(body=cast.a.body).values_list("until_on", flat=True)) == {today()}


def test_stale_edit_of_a_body_shows_both_and_keeps_what_stands(cast, as_user):
    client, address = as_user(cast.a.coordinator), reverse("governance:body_edit", args=[cast.a.body.pk])
    typed = WHOLE | {"composition": "one_per_member", "version": 1}
    assert client.post(address, typed | {"name": "Comité A"}).status_code == 302
    response = client.post(address, typed | {"name": "Comité B"})
    assert response.status_code == 409
    assert "Comité A" in response.content.decode()
    assert "Comité B" in response.content.decode()
    assert Body.objects.get(pk=cast.a.body.pk).name == "Comité A"


def test_service_is_added_filled_and_stopped(cast, as_user):
    client = as_user(cast.a.coordinator)
    client.post(reverse("governance:service_add", args=[cast.a.partnership.pk]), {"name": "Rechtshulp"})
    service = cast.a.partnership.services.get()
    olen = cast.a.boards["OCMW Olen"]
    added = client.post(
        reverse("governance:participation_add", args=[service.pk]),
        {"organisation": olen.pk, "from_on": "2016-01-01"},
        follow=True,
    )
    assert "OCMW Olen neemt deel aan Rechtshulp, vanaf 1 januari 2016." in added.content.decode()
    row = service.participations.get()
    ended = client.post(
        reverse("governance:participation_end", args=[row.pk]), {"until_on": "31-12-2016", "version": 1}, follow=True
    )
    assert "OCMW Olen neemt deel tot en met za 31 dec 2016." in ended.content.decode()
    listing = client.get(reverse("governance:service_list"), {"loopt": "ja"})
    assert "1 dienst in werking" in listing.content.decode()
    assert [row.participants_count for row in listing.context["listing"]] == [0]


def test_second_participation_is_told_beside_the_first_day(cast, as_user):
    olen = cast.a.boards["OCMW Olen"]
    row = make.ServiceParticipationFactory(service__partnership=cast.a.partnership, organisation=olen)
    response = as_user(cast.a.coordinator).post(
        reverse("governance:participation_add", args=[row.service_id]),
        {"organisation": olen.pk, "from_on": "2016-01-01"},
    )
    assert response.status_code == 422
    assert "OCMW Olen neemt al deel" in response.context["form"].errors["from_on"][0]


def test_stale_end_of_a_participation_is_told(cast, as_user):
    row = make.ServiceParticipationFactory(service__partnership=cast.a.partnership, from_on=dt.date(2016, 1, 1))
    client, address = as_user(cast.a.coordinator), reverse("governance:participation_edit", args=[row.pk])
    assert client.post(address, {"from_on": "2016-02-01", "version": 1}).status_code == 302
    assert client.post(address, {"from_on": "2016-03-01", "version": 1}).status_code == 409
    row.refresh_from_db()
    assert row.from_on == dt.date(2016, 2, 1)
