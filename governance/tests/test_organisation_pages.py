"""The place "Organisaties"."""

import pytest
from django.urls import reverse

from governance.forms.organisation import MunicipalityField
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation

LIST = "governance:organisation_list"


def names(response):
    return [organisation.name for organisation in response.context["listing"]]


def test_municipality_and_ocmw_stand_together(cast, as_user):
    agency = make.OrganisationFactory(kind="agency", name="Agentschap")
    make.ServiceParticipationFactory(service__partnership=cast.a.partnership, organisation=agency)
    for name, board in cast.a.boards.items():
        Organisation.objects.filter(pk=board.pk).update(territory=name.split()[-1])
    response = as_user(cast.a.contact).get(reverse(LIST))
    assert names(response) == [
        "Gemeente Lille",
        "OCMW Lille",
        "Gemeente Olen",
        "OCMW Olen",
        "Agentschap",
        "Kempen",
    ]
    assert "6 organisaties" in response.content.decode()
    assert "Vreemdgoed" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found", "sentence"),
    [
        ({"q": "olen"}, ["Gemeente Olen", "OCMW Olen"], "2 organisaties met “olen”"),
        ({"soort": "ocmw"}, ["OCMW Lille", "OCMW Olen"], "2 organisaties van de soort OCMW"),
        ({"q": "olen", "soort": "ocmw"}, ["OCMW Olen"], "1 organisatie van de soort OCMW met “olen”"),
        ({"q": "%"}, [], "0 organisaties met “%”"),
        ({"lid": "vroeger"}, [], "0 organisaties met alleen een vroeger lidmaatschap"),
        (
            {"sort": "-naam", "lid": "ja"},
            ["OCMW Olen", "OCMW Lille", "Gemeente Olen", "Gemeente Lille"],
            "4 organisaties",
        ),
    ],
)
def test_search_and_filters_read_as_a_sentence(cast, as_user, query, found, sentence):
    response = as_user(cast.a.contact).get(reverse(LIST), query)
    assert names(response) == found
    assert sentence in response.content.decode()
    if not found:
        assert "Geen organisatie past hierbij" in response.content.decode()


def test_former_members_can_be_found(cast, as_user):
    cast.a.partnership.memberships.filter(organisation=cast.a.boards["OCMW Lille"]).update(until_on="2019-12-31")
    assert names(as_user(cast.a.contact).get(reverse(LIST), {"lid": "vroeger"})) == ["OCMW Lille"]


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "password"},
        {"sort": "__class__"},
        {"page": "-1"},
        {"page": "9" * 30},
        {"verband": "9" * 30},
        {"verband": "x"},
        {"soort": "_connector"},
        {"lid": "misschien"},
        {"q": "x" * 8000},
    ],
)
def test_nonsense_in_the_address_is_no_error_page(cast, as_user, query):
    assert as_user(cast.a.contact).get(reverse(LIST), query).status_code == 200


def test_long_list_goes_over_pages(cast, as_user):
    for number in range(30):
        make.MembershipFactory(
            partnership=cast.a.partnership, organisation=make.OrganisationFactory(name=f"Vereniging {number:02}")
        )
    response = as_user(cast.a.contact).get(reverse(LIST), {"sort": "naam", "page": "2"})
    assert (len(names(response)), response.context["listing"].total) == (10, 35)


def test_address_and_mail_are_for_who_may_see_contact_details(cast, as_user):
    olen = cast.a.boards["OCMW Olen"]
    Organisation.objects.filter(pk=olen.pk).update(email="ocmw.olen@example.org", kbo_number="0316380841")
    seen = {}
    for persona in ("coordinator", "contact", "delegate", "staff"):
        text = as_user(getattr(cast.a, persona)).get(reverse("governance:organisation_detail", args=[olen.pk]))
        seen[persona] = "ocmw.olen@example.org" in text.content.decode()
        assert "0316.380.841" in text.content.decode()
    assert seen == {"coordinator": True, "contact": True, "delegate": False, "staff": False}


def test_page_shows_the_other_half_of_the_pair(cast, as_user):
    response = as_user(cast.a.contact).get(
        reverse("governance:organisation_detail", args=[cast.a.boards["OCMW Olen"].pk])
    )
    assert response.context["pair"].name == "Gemeente Olen"


def test_shared_organisation_is_seen_by_both_and_changed_where_it_was_first_a_member(cast, as_user):
    olen = cast.a.boards["OCMW Olen"]
    make.MembershipFactory(partnership=cast.b.partnership, organisation=olen)
    address = reverse("governance:organisation_edit", args=[olen.pk])
    for coordinator, status in ((cast.a.coordinator, 200), (cast.b.coordinator, 403)):
        client = as_user(coordinator)
        assert client.get(reverse("governance:organisation_detail", args=[olen.pk])).status_code == 200
        assert client.get(address).status_code == status
    assert as_user(cast.b.coordinator).post(address, {"name": "Anders", "version": 1}).status_code == 403
    olen.refresh_from_db()
    assert olen.name == "OCMW Olen"


def test_history_of_a_shared_organisation_stays_within_each_partnership(cast, as_user):
    olen = cast.a.boards["OCMW Olen"]
    address = reverse("governance:organisation_edit", args=[olen.pk])
    assert as_user(cast.a.coordinator).post(address, {"name": "OCMW Olen", "city": "Olen", "version": 1}).url
    make.MembershipFactory(partnership=cast.b.partnership, organisation=olen)
    detail = reverse("governance:organisation_detail", args=[olen.pk])
    assert "<p>Gewijzigd" in as_user(cast.a.coordinator).get(detail).content.decode()
    strangers = as_user(cast.b.coordinator).get(detail).content.decode()
    assert "Geschiedenis" in strangers
    assert "<p>Gewijzigd" not in strangers
    assert "Kempen" not in strangers


def test_stranger_finds_nothing(cast, as_user):
    olen = cast.a.boards["OCMW Olen"]
    client = as_user(cast.b.coordinator)
    answer = client.get(reverse("governance:organisation_detail", args=[olen.pk]))
    absent = client.get(reverse("governance:organisation_detail", args=[999_999]))
    assert (answer.status_code, answer.content) == (404, absent.content)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"name": "OCMW \u202enelO"}, "name"),
        ({"kbo_number": "0316380842"}, "kbo_number"),
        ({"kbo_number": "2.316.380.841"}, "kbo_number"),
        ({"postcode": "22500"}, "postcode"),
        ({"postcode": "abcd"}, "postcode"),
        ({"email": "olen@"}, "email"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"website": "http://127.0.0.1/"}, "website"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(cast, as_user, typed, field):
    olen = cast.a.boards["OCMW Olen"]
    response = as_user(cast.a.coordinator).post(
        reverse("governance:organisation_edit", args=[olen.pk]), {"name": "OCMW Olen", "version": 1} | typed
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert response.context["form"][field].value() == typed[field]
    olen.refresh_from_db()
    assert (olen.version, olen.name) == (1, "OCMW Olen")


def test_only_the_fields_of_the_form_can_be_changed(cast, as_user):
    olen = cast.a.boards["OCMW Olen"]
    as_user(cast.a.coordinator).post(
        reverse("governance:organisation_edit", args=[olen.pk]),
        {"name": "OCMW van Olen", "version": 1, "kind": "company", "nis_code": "13019", "territory": "Mars", "id": 1},
    )
    olen.refresh_from_db()
    assert (olen.name, olen.kind, olen.nis_code, olen.territory) == ("OCMW van Olen", "ocmw", "13029", "OCMW Olen")


@pytest.mark.parametrize(
    ("typed", "nis_code", "shown"),
    [
        ("Olen", "13029", "Olen"),
        ("tielt", "37022", "Tielt"),  # with Meulebeke since 2025
        ("Tielt (37015)", "37015", "Tielt (37015)"),  # as it was until then
        ("Borsbeek", "11007", "Borsbeek (11007)"),
        ("23106", "23106", "Pajottegem"),
    ],
)
def test_municipality_is_read_as_it_is_shown_also_one_that_was_merged(typed, nis_code, shown):
    field = MunicipalityField()
    assert field.clean(typed) == nis_code
    assert field.prepare_value(nis_code) == shown
    assert field.clean(shown) == nis_code


def test_municipality_that_was_merged_is_offered_with_what_it_is_now(cast, as_user):
    page = as_user(cast.a.coordinator).get(reverse("governance:membership_add", args=[cast.a.partnership.pk]))
    offered = page.content.decode()
    assert '<option value="Gooik (23024)">nu Pajottegem</option>' in offered
    assert '<option value="Pajottegem">23106</option>' in offered
