"""Making a round: what a coordinator fills in, what is refused, and what comes of it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.models import ApprovalRound, RoundState, book_of, proposed_deadline
from governance.tests import factories as make
from governance.tests.rounds import filled, made, url
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Message

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


# --- from a decision to fourteen boards


def test_fourteen_boards_are_asked_in_two_interactions_from_the_decision(region, coordinator, decision):
    page = coordinator.get(url("decision_detail", decision.pk))
    start = url("approval_round_follow", decision.pk)
    assert f'href="{start}"' in page.content.decode()
    answer = coordinator.post(start, filled(coordinator.get(start), send="1"))
    round_ = ApprovalRound.objects.get()
    assert answer.url == url("approval_round_detail", round_.pk)
    assert (round_.state, round_.parties.count(), round_.decision) == (RoundState.OPEN, 14, decision)
    assert (round_.kind, round_.title, round_.asked_on) == ("statutes", "De statuten vaststellen", today())
    text = round_.current_text
    assert text.question == "Gaat uw raad akkoord met het volgende voorstel: De statuten vaststellen?"
    assert (text.facts, text.articles) == ("Gezien het overleg.", "Artikel 1. De statuten zijn vastgesteld.")
    assert book_of(round_).threshold == "Bereikt als alle 14 besturen akkoord zijn."


def test_pressing_twice_asks_once(region, coordinator, decision):
    region.contact("OCMW Olen")
    start = url("approval_round_follow", decision.pk)
    data = filled(coordinator.get(start), send="1")
    answers = [coordinator.post(start, data) for _turn in range(2)]
    assert answers[0].url == answers[1].url
    assert ApprovalRound.objects.count() == 1
    assert Message.objects.filter(kind="governance.round_asked").count() == 1


def test_other_button_keeps_a_draft_that_nobody_sees(region, coordinator, as_user):
    start = url("approval_round_add", region.partnership.pk)
    values = {"title": "Proef", "question": "Doet u mee?"}
    coordinator.post(start, filled(coordinator.get(start), **values))
    round_ = ApprovalRound.objects.get()
    assert round_.state == RoundState.DRAFT
    assert as_user(region.contact("OCMW Olen")).get(url("approval_round_detail", round_.pk)).status_code == 404
    page = coordinator.get(url("approval_round_detail", round_.pk)).content.decode()
    assert "Nog niet verstuurd" in page
    sending = url("approval_round_open", round_.pk)
    coordinator.post(sending, filled(coordinator.get(sending)))
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN


def test_proposed_deadline_is_a_working_day_outside_summer():
    assert proposed_deadline(dt.date(2026, 1, 5)) == dt.date(2026, 3, 2)
    assert proposed_deadline(dt.date(2026, 5, 15)) == dt.date(2026, 9, 30)  # eight weeks on is 10 July
    assert proposed_deadline(dt.date(2026, 9, 16)) == dt.date(2026, 11, 12)  # eight weeks on is 11 November


# --- bad input: said beside the field, typed text kept


def refusal(coordinator, region, **values):
    """The errors of the new-round form for these values, and its page; nothing may be kept."""
    start = url("approval_round_add", region.partnership.pk)
    typed = {"title": "Een titel die blijft", "question": "Een vraag die blijft?"}
    answer = coordinator.post(start, filled(coordinator.get(start), **(typed | values)))
    assert answer.status_code == 422, answer.context and answer.context["form"].errors
    assert ApprovalRound.objects.count() == 0
    page = answer.content.decode()
    assert "Een titel die blijft" in page
    assert "Een vraag die blijft?" in page
    return {name: errors[0] for name, errors in answer.context["form"].errors.items()}


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"threshold": "boards", "number": "15"}, "number", "aan 14 besturen"),
        ({"threshold": "municipalities", "number": "8"}, "number", "aan 7 gemeenten"),
        ({"threshold": "boards"}, "number", "Schrijf hoeveel"),
        ({"threshold": "boards", "number": "0"}, "number", "1 of meer"),
        ({"threshold": "boards", "number": "drie"}, "number", "geheel getal"),
        ({"threshold": "own"}, "threshold", "minstens één rij"),
        ({"threshold": "own", "measure_1": "boards", "rule_1": "number", "number_1": "20"}, "number_1", "aan 14"),
        ({"threshold": "own", "measure_1": "boards", "rule_1": "number"}, "number_1", "Schrijf het aantal"),
        ({"threshold": "own", "measure_1": "boards", "rule_1": "share"}, "share_1", "Schrijf het deel"),
        ({"threshold": "own", "measure_1": "boards", "rule_1": "more", "share_1": "3/2"}, "share_1", "Meer dan alles"),
        ({"threshold": "own", "measure_1": "boards", "rule_1": "more", "share_1": "half"}, "share_1", "breuk"),
        ({"threshold": "own", "measure_2": "population", "rule_2": "number", "number_2": "2"}, "rule_2", "een deel"),
        ({"threshold": "own", "measure_1": "boards", "whose_1": "any"}, "whose_1", "gemeenten of inwoners"),
        ({"deadline_on": "2020-01-01"}, "deadline_on", "Kies een dag vanaf"),
        ({"deadline_on": "31-02-2027"}, "deadline_on", "bestaat niet"),
        ({"deadline_on": "morgen"}, "deadline_on", "Schrijf een datum"),
        ({"deadline_on": ""}, "deadline_on", "Vul een datum in"),
        ({"asked_on": (today() + DAY).isoformat()}, "asked_on", "vandaag of een vroegere dag"),
        ({"who": "chosen"}, "chosen", "minstens één organisatie"),
        ({"kind": "accounts"}, "year", "Geef het jaar"),
        ({"kind": "accounts", "year": "26"}, "year", "1988"),
        ({"members_on": "1950-01-01"}, "who", "niemand lid"),
        ({"consequence": "x" * 2001}, "consequence", "Maak deze tekst korter"),
    ],
)
def test_mistake_is_told_beside_its_field(region, coordinator, values, field, words):
    assert words in refusal(coordinator, region, **values)[field]


@pytest.mark.parametrize("amount", ["-1", "1.0.0", "1e5", "12,345", "gratis"])
def test_contribution_that_is_no_amount_is_told_beside_it(region, coordinator, amount):
    name = f"contribution_{region.boards['OCMW Olen'].pk}"
    errors = refusal(coordinator, region, **{name: amount})
    assert list(errors) == [name]


def test_organisation_chosen_twice_is_told(region, coordinator):
    pk = region.boards["OCMW Olen"].pk
    errors = refusal(coordinator, region, who="chosen", chosen=[pk, pk])
    assert errors["chosen"] == "U koos OCMW Olen twee keer. Kies elke organisatie één keer."


def test_ticks_that_the_choice_leaves_out_are_told(region, coordinator):
    errors = refusal(coordinator, region, who="members", chosen=[region.boards["OCMW Olen"].pk])
    assert "U vinkte ook organisaties aan" in errors["who"]


def test_board_of_another_partnership_can_not_be_ticked(region, coordinator):
    stranger = make.MembershipFactory().organisation
    assert "chosen" in refusal(coordinator, region, who="chosen", chosen=[stranger.pk])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("virus.exe", b"MZ", "Dit soort bestand kan hier niet"),
        ("statuten.pdf", b"geen pdf", "Dit is geen PDF-bestand"),
        ("leeg.pdf", b"", "Dit bestand is leeg"),
    ],
)
def test_file_that_may_not_come_in_is_told(region, coordinator, name, content, words):
    assert words in refusal(coordinator, region, file=SimpleUploadedFile(name, content))["file"]


def test_file_that_is_too_big_is_told(region, coordinator, settings):
    settings.DOCUMENT_MAX_BYTES = 10
    file = SimpleUploadedFile("ontwerp.txt", b"meer dan tien bytes")
    assert "te groot" in refusal(coordinator, region, file=file)["file"]


# --- what is chosen is what is asked


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"threshold": "half"}, "Bereikt als meer dan de helft van de 14 besturen akkoord is (8 of meer)."),
        ({"threshold": "two_thirds"}, "Bereikt als minstens twee derde van de 14 besturen akkoord is (10 of meer)."),
        ({"threshold": "boards", "number": "9"}, "Bereikt als minstens 9 van de 14 besturen akkoord zijn."),
        (
            {"threshold": "municipalities", "number": "3", "counted_by": "any"},
            "Bereikt als minstens 3 van de 7 gemeenten akkoord zijn; "
            "een gemeente telt mee als minstens één van haar besturen akkoord is.",
        ),
        (
            {"threshold": "half_and_people"},
            "Bereikt als meer dan de helft van de 14 besturen akkoord is (8 of meer), en als gemeenten met samen meer "
            "dan de helft van de 102.000 inwoners akkoord zijn (51.001 of meer); "
            "een gemeente telt mee als al haar gevraagde besturen akkoord zijn.",
        ),
        (
            {
                "threshold": "own",
                "measure_1": "boards",
                "whose_1": "ocmw",
                "rule_1": "all",
                "measure_3": "municipalities",
                "whose_3": "municipality",
                "rule_3": "share",
                "share_3": "5/8",
            },
            "Bereikt als alle 7 OCMW’s akkoord zijn, en als minstens 5/8 van de 7 gemeenten akkoord is (5 of meer); "
            "een gemeente telt mee als haar gemeentebestuur akkoord is.",
        ),
    ],
)
def test_threshold_is_said_back_and_comes_back_in_the_form(region, coordinator, values, sentence):
    round_ = made(coordinator, region, **values)
    assert sentence in coordinator.get(url("approval_round_detail", round_.pk)).content.decode()
    edit = url("approval_round_edit", round_.pk)
    coordinator.post(edit, filled(coordinator.get(edit), title="Andere titel"))
    again = ApprovalRound.objects.get()
    assert (again.title, book_of(again).threshold) == ("Andere titel", sentence)


def test_own_choice_of_organisations_organs_and_shares(region, coordinator):
    olen, lille = region.boards["Gemeente Olen"], region.boards["OCMW Lille"]
    values = {"who": "chosen", "chosen": [olen.pk, lille.pk], "organ_municipality": "college"}
    round_ = made(coordinator, region, **values, **{f"contribution_{olen.pk}": "€ 1.250,50"})
    assert set(round_.parties.values_list("organisation__name", "organ", "contribution")) == {
        ("Gemeente Olen", "college", Decimal("1250.50")),
        ("OCMW Lille", "welfare_council", None),
    }
    page = coordinator.get(url("approval_round_detail", round_.pk)).content.decode()
    assert "€\u00a01.250,50" in page


def test_members_of_another_day_are_those_of_that_day(region, coordinator):
    region.partnership.memberships.filter(organisation=region.boards["OCMW Olen"]).update(until_on=dt.date(2020, 1, 1))
    assert made(coordinator, region).parties.count() == 13
    ApprovalRound.objects.all().delete()
    assert made(coordinator, region, members_on="2019-12-31").parties.count() == 14


def test_annex_is_pinned_and_downloaded_by_who_sees_the_round_only(region, coordinator, as_user, cast):
    file = SimpleUploadedFile("ontwerp.txt", b"De statuten")
    round_ = made(coordinator, region, file=file, send="1")
    version = round_.current_text.annexes.get().document_version
    address = url("round_annex", round_.pk, version.pk)
    answer = as_user(region.contact("OCMW Olen")).get(address)
    assert b"".join(answer.streaming_content) == b"De statuten"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert as_user(cast.b.contact).get(address).status_code == 404
    other = region.opened(title="Andere ronde")
    assert coordinator.get(url("round_annex", other.pk, version.pk)).status_code == 404
