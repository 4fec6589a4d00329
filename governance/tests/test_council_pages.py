"""The calendar of councils as people see it and fill it in."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from governance.models import CouncilSitting
from governance.tests import factories as make
from governance.tests.round_factories import CouncilFactory, CouncilSittingFactory, RecessFactory
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

TWO_WEEKS = dt.timedelta(days=14)


@pytest.fixture
def council(cast):
    return CouncilFactory(organisation=cast.a.boards["Gemeente Olen"])


@pytest.fixture
def address(council):
    return reverse("governance:council_sittings", args=[council.pk])


def words(answer):
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def next_year(month, day):
    return dt.date(today().year + 1, month, day)


def seen(answer):
    return re.search(r'name="seen"[^>]*value="([0-9a-f]*)"', answer.content.decode())[1]


# --- many at once


def test_lines_are_shown_first_and_kept_when_they_are_sent_again(address, council, cast, as_user):
    client, first, second = as_user(cast.a.coordinator), next_year(3, 10), next_year(4, 14)
    text = f"{first:%d/%m/%Y}\t{first - dt.timedelta(days=5):%d/%m/%Y}\n{second:%d/%m/%Y}"
    preview = client.post(address, {"text": text})
    assert preview.status_code == 200
    assert "Bewaar 2 zittingen" in words(preview)
    assert not CouncilSitting.objects.exists()
    answer = client.post(address, {"text": text, "seen": seen(preview)})
    assert answer.status_code == 302
    assert list(council.sittings.values_list("held_on", "agenda_closes_on")) == [
        (first, first - dt.timedelta(days=5)),
        (second, second - TWO_WEEKS),
    ]


def test_text_that_changed_after_the_preview_is_shown_again(address, cast, as_user):
    client, day = as_user(cast.a.contact), next_year(3, 10)
    preview = client.post(address, {"text": f"{day:%d/%m/%Y}"})
    other = {"text": f"{day + TWO_WEEKS:%d/%m/%Y}", "seen": seen(preview)}
    assert client.post(address, other).status_code == 200
    assert not CouncilSitting.objects.exists()


def test_one_wrong_line_keeps_everything_out_and_what_was_typed_in(address, cast, as_user):
    day = next_year(3, 10)
    text = f"{day:%d/%m/%Y}\n31/02/2027\n<script>alert(1)</script>"
    answer = as_user(cast.a.coordinator).post(address, {"text": text, "seen": "0" * 64})
    assert answer.status_code == 422
    assert "2 regels kloppen niet" in words(answer)
    assert "31/02/2027 bestaat niet." in words(answer)
    assert escape(text) in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert not CouncilSitting.objects.exists()


def test_preview_says_what_may_be_a_mistake(address, council, cast, as_user):
    RecessFactory(organisation=council.organisation, from_on=next_year(7, 1), until_on=next_year(7, 31))
    known = CouncilSittingFactory(council=council, held_on=next_year(3, 10))
    saturday = next(next_year(7, day) for day in range(1, 8) if next_year(7, day).weekday() == 5)
    lines = [f"{day:%d/%m/%Y}" for day in (known.held_on, saturday, dt.date(2020, 1, 8))]
    said = words(as_user(cast.a.coordinator).post(address, {"text": "\n".join(lines)}))
    assert "staat er al" in said
    assert "valt in een weekend, valt in het zomerreces" in said
    assert "ligt in het verleden" in said
    assert "Bewaar 2 zittingen" in said


def test_other_closing_day_for_a_known_sitting_is_refused_beside_its_line(address, council, cast, as_user):
    known = CouncilSittingFactory(council=council, held_on=next_year(3, 10))
    text = f"{known.held_on:%d/%m/%Y}\t{known.held_on:%d/%m/%Y}"
    answer = as_user(cast.a.coordinator).post(address, {"text": text})
    assert answer.status_code == 422
    assert "Deze zitting staat er al en sluit op" in words(answer)


def test_same_days_go_to_the_other_board_of_the_territory(address, council, cast, as_user):
    twin = CouncilFactory(organisation=cast.a.boards["OCMW Olen"])
    client, day = as_user(cast.a.coordinator), next_year(3, 10)
    asked = {"text": f"{day:%d/%m/%Y}", "twin": "on"}
    assert "raad voor maatschappelijk welzijn van OCMW Olen" in words(client.get(address))
    client.post(address, asked | {"seen": seen(client.post(address, asked))})
    assert [found.council for found in CouncilSitting.objects.order_by("council")] == [council, twin]


def test_contact_person_is_not_offered_a_calendar_of_another_board(address, cast, as_user):
    twin = CouncilFactory(organisation=cast.a.boards["OCMW Olen"])
    client, day = as_user(cast.a.contact), next_year(3, 10)
    asked = {"text": f"{day:%d/%m/%Y}", "twin": "on"}
    assert str(twin) not in words(client.get(address))
    client.post(address, asked | {"seen": seen(client.post(address, asked))})
    assert not twin.sittings.exists()


def test_rhythm_proposes_a_year_without_the_days_in_recess(address, council, cast, as_user):
    year = today().year + 1
    RecessFactory(organisation=council.organisation, from_on=dt.date(year, 9, 1), until_on=dt.date(year, 10, 31))
    asked = {"year": year, "count": 1, "period": "month", "weekday": 0, "nth": 2, "no_summer": "on"}
    answer = as_user(cast.a.coordinator).get(address, asked)
    lines = answer.context["form"].initial["text"].split("\n")
    months = [line.split()[2] for line in lines]
    assert months == ["jan", "feb", "mrt", "apr", "mei", "jun", "nov", "dec"]
    assert "2 dagen vielen in het reces" in words(answer)
    assert not CouncilSitting.objects.exists()


def test_impossible_rhythm_is_told(address, cast, as_user):
    asked = {"year": today().year + 1, "count": 31, "period": "month"}
    assert "Zo vaak past niet in een maand." in words(as_user(cast.a.coordinator).get(address, asked))


# --- one by one


def test_sitting_is_corrected_and_struck(council, cast, as_user):
    sitting = CouncilSittingFactory(council=council, held_on=next_year(3, 10))
    client, edit = as_user(cast.a.contact), reverse("governance:council_sitting_edit", args=[sitting.pk])
    late = {"version": 1, "held_on": next_year(3, 12), "agenda_closes_on": next_year(3, 13)}
    answer = client.post(edit, late)
    assert answer.status_code == 422
    assert "De agenda sluit ten laatste op de dag van de zitting." in words(answer)
    assert client.post(edit, late | {"agenda_closes_on": next_year(3, 1)}).status_code == 302
    assert client.post(edit, late | {"agenda_closes_on": next_year(3, 2)}).status_code == 409
    remove = reverse("governance:council_sitting_remove", args=[sitting.pk])
    assert client.post(remove, {"version": 2}).status_code == 302
    detail = words(as_user(cast.a.coordinator).get(reverse("governance:council_detail", args=[council.pk])))
    assert "Geen zitting bekend" in detail
    assert "Contact Zitting geschrapt" in detail


def test_recess_is_told_beside_its_field_when_it_is_taken(council, cast, as_user):
    recess = RecessFactory(organisation=council.organisation)
    add = reverse("governance:recess_add", args=[council.organisation_id])
    days = {"name": "nog een", "from_on": recess.from_on, "until_on": recess.until_on}
    answer = as_user(cast.a.contact).post(add, days)
    assert answer.status_code == 422
    assert "heeft dan al een reces" in words(answer)


# --- the overview


def test_overview_shows_pairs_with_their_sittings_and_who_is_silent(council, cast, as_user):
    day = today() + dt.timedelta(days=20)
    CouncilSittingFactory(council=council, held_on=day, agenda_closes_on=today() + dt.timedelta(days=3))
    CouncilFactory(organisation=cast.a.boards["OCMW Olen"])
    for name, board in cast.a.boards.items():
        board.territory = name.split()[1]
        board.save()
    answer = as_user(cast.a.coordinator).get(reverse("governance:council_list"))
    groups = [[line.organisation.name for line in group.lines] for group in answer.context["calendar"].groups]
    assert groups == [["Gemeente Lille", "OCMW Lille"], ["Gemeente Olen", "OCMW Olen"]]
    said = words(answer)
    assert "1 van 4" in said
    assert "Van 3 raden kennen wij geen volgende zitting" in said
    assert "Gemeente Lille: voeg een raad toe" in said


def test_overview_goes_on_in_half_years(council, cast, as_user):
    CouncilSittingFactory(council=council, held_on=dt.date(2015, 9, 14))
    client = as_user(cast.a.staff)
    said = words(client.get(reverse("governance:council_list") + "?vanaf=2015-07"))
    assert "jul 2015 – dec 2015" in said
    assert "ma 14 voorbij" in said
    assert "ma 14" not in words(client.get(reverse("governance:council_list") + "?vanaf=2016-01"))


def test_coordinator_fills_in_the_usual_councils_with_one_button(cast, as_user):
    client = as_user(cast.a.coordinator)
    assert "Voeg de gewone raden toe" in words(client.get(reverse("governance:council_list")))
    client.post(reverse("governance:council_fill", args=[cast.a.partnership.pk]))
    assert Entry.objects.filter(verb="governance.council.added").count() == 4
    assert "Voeg de gewone raden toe" not in words(client.get(reverse("governance:council_list")))


def test_sittings_of_a_shared_board_are_seen_from_every_partnership(council, cast, as_user):
    make.MembershipFactory(partnership=cast.b.partnership, organisation=council.organisation)
    CouncilSittingFactory(council=council)
    for user in (cast.a.staff, cast.b.staff):
        answer = as_user(user).get(reverse("governance:council_detail", args=[council.pk]))
        assert "agenda sluit op" in words(answer)


def test_organisation_shows_its_councils(council, cast, as_user):
    answer = as_user(cast.a.delegate).get(reverse("governance:organisation_detail", args=[council.organisation_id]))
    assert "Gemeenteraad" in words(answer)
    assert "geen zitting bekend" in words(answer)
