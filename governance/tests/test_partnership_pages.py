"""What people read and type on the pages of a partnership and its members."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.models import Membership, Partnership
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.models import Entry


@pytest.fixture
def isom(cast):
    """Partnership A as ISOM in 2009: Kasterlee left on 1 January and kept the legal aid."""
    kasterlee = make.OrganisationFactory(kind="ocmw", name="OCMW Kasterlee", nis_code="13017", territory="Kasterlee")
    make.MembershipFactory(
        partnership=cast.a.partnership,
        organisation=kasterlee,
        from_on=dt.date(1988, 1, 1),
        until_on=dt.date(2008, 12, 31),
    )
    legal_aid = make.ServiceFactory(partnership=cast.a.partnership, name="Rechtshulp")
    make.ServiceParticipationFactory(service=legal_aid, organisation=kasterlee, from_on=dt.date(1988, 1, 1))
    cast.a.legal_aid = legal_aid
    return cast.a


def page(client, name, pk, **query):
    return client.get(reverse(f"governance:{name}", args=[pk]), query)


def members(response):
    return [row.organisation.name for row in response.context["members"]]


@pytest.mark.parametrize(
    ("day", "count"), [("2008-12-31", 1), ("2009-01-01", 0), ("1987-12-31", 0), ("31-12-2008", 1), ("2015-10-01", 4)]
)
def test_members_on_any_day_can_be_asked(isom, as_user, day, count):
    response = page(as_user(isom.contact), "partnership_detail", isom.partnership.pk, op=day)
    assert response.status_code == 200
    assert len(members(response)) == count
    assert ("OCMW Kasterlee" in members(response)) == (count == 1)


def test_answer_is_said_in_words(isom, as_user):
    response = page(as_user(isom.contact), "partnership_detail", isom.partnership.pk, op="2008-12-31")
    assert "1 lid van Kempen op wo 31 dec 2008" in response.content.decode()
    assert "van 1 januari 1988 tot en met 31 december 2008" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31-02-2009", "31-02-2009 bestaat niet."),
        ("31-12-0026", "Kies een datum van 1 januari 1900"),
        ("gisteren", "Schrijf een datum als 31-12-2026"),
        ("٢٠٢٦-٠١-٠١", "Schrijf een datum als 31-12-2026"),
        ("12/31/2008", "Schrijf eerst de dag en dan de maand"),
        ("<script>alert(1)</script>", "Schrijf een datum als 31-12-2026"),
    ],
)
def test_day_that_can_not_be_read_is_told_and_today_is_shown(isom, as_user, typed, said):
    response = page(as_user(isom.contact), "partnership_detail", isom.partnership.pk, op=typed)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert "<script>alert" not in response.content.decode()
    assert response.context["question"].is_today
    assert len(members(response)) == 4


def test_who_left_is_not_a_member_but_takes_part_on_the_same_day(isom, as_user):
    client = as_user(isom.contact)
    assert members(page(client, "partnership_detail", isom.partnership.pk, op="2009-01-01")) == []
    response = page(client, "service_detail", isom.legal_aid.pk, op="2009-01-01")
    assert [row.organisation.name for row in response.context["participants"]] == ["OCMW Kasterlee"]
    assert "1 deelnemer op do 1 jan 2009" in response.content.decode()


def test_list_counts_the_members_of_today_and_shows_only_what_is_yours(isom, cast, as_user):
    response = as_user(isom.contact).get(reverse("governance:partnership_list"))
    text = response.content.decode()
    assert [(row.name, row.members_count) for row in response.context["listing"]] == [("Kempen", 4)]
    assert "1 samenwerkingsverband" in text
    assert "Vreemdgoed" not in text
    assert "Maak een samenwerkingsverband" not in text


def test_history_is_read_by_the_coordinator_alone(isom, as_user):
    client = as_user(isom.coordinator)
    client.post(
        reverse("governance:membership_add", args=[isom.partnership.pk]),
        {"kind": "ocmw", "nis_code": "Herentals", "from_on": "2016-01-01"},
    )
    text = page(client, "partnership_detail", isom.partnership.pk).content.decode()
    assert ", Coördinator</span> <p>Lid geworden</p>" in " ".join(text.split())
    for other in (isom.contact, isom.delegate, isom.staff):
        text = page(as_user(other), "partnership_detail", isom.partnership.pk).content.decode()
        assert "Geschiedenis" not in text
        assert "Lid geworden" not in text


def test_new_member_is_made_from_the_list_of_municipalities(isom, as_user):
    response = as_user(isom.coordinator).post(
        reverse("governance:membership_add", args=[isom.partnership.pk]),
        {"kind": "municipality", "nis_code": "herentals", "from_on": "01-01-2016"},
        follow=True,
    )
    assert "Gemeente Herentals is lid van Kempen, vanaf 1 januari 2016." in response.content.decode()
    made = Organisation.objects.get(name="Gemeente Herentals")
    assert (made.nis_code, made.territory) == ("13011", "Herentals")


def test_known_organisation_is_chosen_and_not_doubled(isom, as_user):
    kasterlee = Organisation.objects.get(name="OCMW Kasterlee")
    before = Organisation.objects.count()
    as_user(isom.coordinator).post(
        reverse("governance:membership_add", args=[isom.partnership.pk]),
        {"organisation": kasterlee.pk, "from_on": "2013-01-01"},
    )
    assert Organisation.objects.count() == before
    assert isom.partnership.memberships.filter(organisation=kasterlee).count() == 2


MISTAKES = [
    ({}, "organisation", "Kies een organisatie, of beschrijf hieronder een nieuwe."),
    ({"organisation_name": "Vzw Onthaal"}, "kind", "Kies de soort van de nieuwe organisatie."),
    ({"kind": "ocmw"}, "nis_code", "Schrijf welke gemeente het is."),
    ({"kind": "ocmw", "nis_code": "Oolen"}, "nis_code", "Deze gemeente staat niet in de lijst."),
    ({"kind": "ocmw", "nis_code": "99999"}, "nis_code", "Deze gemeente staat niet in de lijst."),
    ({"kind": "association"}, "organisation_name", "Schrijf de naam van de organisatie."),
    (
        {"kind": "association", "organisation_name": "\u200b"},
        "organisation_name",
        "Schrijf de naam van de organisatie.",
    ),
    ({"kind": "association", "organisation_name": "Vzw", "kbo_number": "0316380842"}, "kbo_number", "controlecijfers"),
    ({"kind": "association", "organisation_name": "Vzw", "nis_code": "Olen"}, "nis_code", "Laat dit leeg"),
    ({"kind": "ocmw", "nis_code": "Lille", "from_on": "31-02-2027"}, "from_on", "31-02-2027 bestaat niet."),
    ({"kind": "ocmw", "nis_code": "Lille", "from_on": "2016-01-01"}, "from_on", "OCMW Lille is al lid vanaf"),
    (
        {"kind": "ocmw", "nis_code": "Geel", "from_on": "2016-01-02", "until_on": "2016-01-01"},
        "until_on",
        "De einddatum ligt voor de begindatum.",
    ),
    ({"organisation": "9" * 30}, "organisation", "Kies een organisatie uit de lijst."),
]


@pytest.mark.parametrize(("typed", "field", "said"), MISTAKES, ids=[f"{m[1]}-{i}" for i, m in enumerate(MISTAKES)])
def test_mistake_is_told_beside_its_field_and_what_was_typed_stays(isom, as_user, typed, field, said):
    before = (Membership.objects.count(), Organisation.objects.count(), Entry.objects.count())
    response = as_user(isom.coordinator).post(reverse("governance:membership_add", args=[isom.partnership.pk]), typed)
    assert response.status_code == 422
    form = response.context["form"]
    assert said in " ".join(form.errors[field])
    assert f'id="id_{field}_error"' in response.content.decode()
    assert f'href="#id_{field}"' in response.content.decode()
    for name, value in typed.items():
        assert form[name].value() == value
    assert (Membership.objects.count(), Organisation.objects.count(), Entry.objects.count()) == before


def test_organisation_of_strangers_can_not_be_chosen(isom, cast, as_user):
    response = as_user(isom.coordinator).post(
        reverse("governance:membership_add", args=[isom.partnership.pk]),
        {"organisation": cast.b.boards["OCMW Asse"].pk},
    )
    assert response.status_code == 422
    assert "Asse" not in str(response.context["form"]["organisation"])


def test_ending_says_how_many_mandates_ended_along(isom, as_user):
    row = isom.partnership.memberships.get(organisation=isom.boards["Gemeente Olen"])
    response = as_user(isom.coordinator).post(
        reverse("governance:membership_end", args=[row.pk]), {"until_on": "31-12-2019", "version": 1}, follow=True
    )
    text = response.content.decode()
    assert "Gemeente Olen is lid tot en met di 31 dec 2019. Er eindigden 2 mandaten mee." in text
    assert response.redirect_chain == [(reverse("governance:partnership_detail", args=[isom.partnership.pk]), 302)]


def test_second_browser_gets_both_versions_and_nothing_is_overwritten(isom, as_user):
    row = isom.partnership.memberships.get(organisation=isom.boards["OCMW Lille"])
    address = reverse("governance:membership_edit", args=[row.pk])
    first, second = as_user(isom.coordinator), as_user(isom.coordinator)
    assert first.post(address, {"from_on": "2015-10-01", "until_on": "2018-12-31", "version": 1}).status_code == 302
    response = second.post(address, {"from_on": "2015-10-01", "until_on": "2017-06-30", "version": 1})
    text = response.content.decode()
    assert response.status_code == 409
    assert "ma 31 dec 2018" in text
    assert "2017-06-30" in text
    assert 'name="version" value="2"' in text
    row.refresh_from_db()
    assert row.until_on == dt.date(2018, 12, 31)
    assert second.post(address, {"from_on": "2015-10-01", "until_on": "2017-06-30", "version": 2}).status_code == 302


def test_form_without_its_version_changes_nothing(isom, as_user):
    row = isom.partnership.memberships.first()
    response = as_user(isom.coordinator).post(
        reverse("governance:membership_end", args=[row.pk]), {"until_on": "2019-12-31"}
    )
    assert response.status_code == 422
    row.refresh_from_db()
    assert row.until_on is None


def test_partnership_is_changed_and_its_dates_are_checked(isom, as_user):
    client, address = as_user(isom.coordinator), reverse("governance:partnership_edit", args=[isom.partnership.pk])
    values = {"name": "ISOM", "legal_form": "de_facto", "founded_on": "1988-01-01", "version": 1}
    response = client.post(address, values | {"ended_on": "1987-01-01"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["ended_on"])
    assert client.post(address, values).status_code == 302
    isom.partnership.refresh_from_db()
    assert (isom.partnership.name, isom.partnership.founded_on) == ("ISOM", dt.date(1988, 1, 1))


def test_coordinator_founds_another_partnership(isom, as_user):
    response = as_user(isom.coordinator).post(
        reverse("governance:partnership_add"),
        {"name": "Integratie", "full_name": "Interlokale vereniging", "slug": "integratie", "legal_form": "interlocal"},
        follow=True,
    )
    assert "Integratie staat klaar. U bent de coördinator." in response.content.decode()
    assert Partnership.objects.filter(slug="integratie").exists()


@pytest.mark.parametrize("persona", ["contact", "delegate", "staff"])
def test_who_only_reads_is_offered_nothing_to_change_and_refused_when_trying(isom, as_user, persona):
    client = as_user(getattr(isom, persona))
    text = page(client, "partnership_detail", isom.partnership.pk, op="2016-01-01").content.decode()
    for word in ("Voeg een", "Wijzig", "Beëindig"):
        assert word not in text
    row = isom.partnership.memberships.first()
    answer = client.post(reverse("governance:membership_end", args=[row.pk]), {"until_on": "2019-12-31", "version": 1})
    assert answer.status_code == 403
    row.refresh_from_db()
    assert row.until_on is None
