"""The duties of an interlokale vereniging: nine clauses, one version a day, accounts in their order, yearly rounds."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.models import ApprovalRound, ClauseKind, RoundKind, Statutes, YearlyAccounts, years_of
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

LAST_YEAR = today().year - 1
CLAUSES = {f"clause_{kind.value}": f"art. {number}" for number, kind in enumerate(ClauseKind, start=1)}


def typed(day):
    return f"{day:%d-%m-%Y}"


@pytest.fixture
def partnership(cast):
    partnership = cast.a.partnership
    type(partnership).objects.filter(pk=partnership.pk).update(
        legal_form="interlocal", founded_on=dt.date(LAST_YEAR - 1, 10, 1)
    )
    partnership.refresh_from_db()
    return partnership


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


def post(client, name, pk, **data):
    return client.post(reverse(f"governance:{name}", args=[pk]), data)


def shown(client, partnership):
    return client.get(reverse("governance:statutes_list", args=[partnership.pk])).content.decode()


# --- statutes


def test_decree_asks_for_nine_clauses():
    assert len(ClauseKind) == 9


def test_statutes_are_whole_when_each_clause_has_an_article(coordinator, partnership):
    some = dict(list(CLAUSES.items())[:7])
    data = {"title": "Statuten 2015", "from_on": "01-10-2015", "until_on": "", **some}
    assert post(coordinator, "statutes_add", partnership.pk, **data).status_code == 302
    assert "2 van de negen bepalingen hebben nog geen artikel" in shown(coordinator, partnership)
    statutes = Statutes.objects.get()
    assert post(coordinator, "statutes_edit", statutes.pk, version=1, **(data | CLAUSES)).status_code == 302
    assert statutes.missing_clauses == []
    assert "Elke bepaling die het decreet vraagt" in shown(coordinator, partnership)
    verbs = Entry.objects.filter(target_type="governance.statutes").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["governance.statutes.added", "governance.statutes.changed"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"from_on": "01-01-2016", "until_on": "31-12-2015"}, "voor de begindatum"),
        ({"from_on": "31-02-2016"}, "bestaat niet"),
        ({"title": ""}, "vul"),
        ({"round": "999999"}, "geldige"),
        ({"from_on": "01-01-2017", "until_on": ""}, "geldt al"),
    ],
)
def test_bad_statutes_are_told_and_kept_on_the_page(coordinator, partnership, wrong, told):
    rounds.StatutesFactory(partnership=partnership, from_on=dt.date(2016, 6, 1))
    data = {"title": "Statuten", "from_on": "01-01-2015", "until_on": "31-12-2015", "clause_duration": "art. 4"} | wrong
    answer = post(coordinator, "statutes_add", partnership.pk, **data)
    assert answer.status_code == 422
    assert told in answer.content.decode().lower()
    assert "art. 4" in answer.content.decode()
    assert Statutes.objects.count() == 1


def test_file_of_the_statutes_is_kept_in_versions_and_read_by_the_members(client, cast, coordinator, partnership):
    data = {"title": "Statuten", "from_on": "01-10-2015", "until_on": ""}
    file = SimpleUploadedFile("statuten.txt", b"Artikel 1", "text/plain")
    assert post(coordinator, "statutes_add", partnership.pk, file=file, **data).status_code == 302
    statutes = Statutes.objects.get()
    file = SimpleUploadedFile("statuten.txt", b"Artikel 1 en 2", "text/plain")
    assert post(coordinator, "statutes_edit", statutes.pk, version=1, file=file, **data).status_code == 302
    statutes.refresh_from_db()
    assert statutes.document.versions.count() == 2
    for user, status in ((cast.a.contact, 200), (cast.b.coordinator, 404)):
        client.force_login(user)
        answer = client.get(reverse("governance:statutes_download", args=[statutes.pk]))
        assert answer.status_code == status
        if status == 200:
            assert b"".join(answer.streaming_content) == b"Artikel 1 en 2"


# --- accounts


@pytest.fixture
def established(cast):
    meeting = make.MeetingFactory(body=cast.a.body, approved=True)  # lies ahead, so after the drawing up
    return make.DecisionFactory(item=make.AgendaItemFactory(meeting=meeting), number=7, title="Rekening vaststellen")


def test_accounts_go_from_drawing_up_to_the_councils(coordinator, partnership, established):
    drawn_up = typed(dt.date(LAST_YEAR + 1, 1, 2))
    data = {"year": LAST_YEAR, "drawn_up_on": drawn_up, "result": "-1.250,50", "established_in": ""}
    assert post(coordinator, "accounts_add", partnership.pk, **data).status_code == 302
    accounts = YearlyAccounts.objects.get()
    assert str(accounts.result) == "-1250.50"
    assert post(coordinator, "accounts_ask", accounts.pk).status_code == 302
    assert not ApprovalRound.objects.exists()
    data |= {"established_in": established.pk, "version": 1}
    assert post(coordinator, "accounts_edit", accounts.pk, **data).status_code == 302
    for _time in range(2):
        assert post(coordinator, "accounts_ask", accounts.pk).status_code == 302
    round_ = ApprovalRound.objects.get()
    accounts.refresh_from_db()
    assert (round_.kind, round_.year, round_.state) == (RoundKind.ACCOUNTS, LAST_YEAR, "draft")
    assert accounts.round == round_
    members = {row.organisation_id for row in partnership.members_on(today())}
    assert {party.organisation_id for party in round_.parties.all()} == members


def test_more_than_half_of_the_municipal_councils_approve_the_accounts(partnership):
    """Four of seven; the councils of the OCMWs may speak, and do not count."""
    accounts = rounds.YearlyAccountsFactory(partnership=partnership, year=LAST_YEAR)
    round_ = rounds.ApprovalRoundFactory(
        partnership=partnership,
        kind=RoundKind.ACCOUNTS,
        year=LAST_YEAR,
        open=True,
        clause__whose="municipality",
        clause__rule="more",
        clause__numerator=1,
        clause__denominator=2,
    )
    parties = [rounds.RoundPartyFactory(round=round_) for _number in range(7)]
    others = [
        rounds.RoundPartyFactory(round=round_, organisation=make.OrganisationFactory(ocmw=True)) for _number in range(7)
    ]
    for party in [*others, *parties[:3]]:
        rounds.ApprovalResponseFactory(party=party)
    assert [row.accounts_state for row in years_of(partnership) if row.year == accounts.year] == ["asked"]
    rounds.ApprovalResponseFactory(party=parties[3])
    assert [row.accounts_state for row in years_of(partnership) if row.year == accounts.year] == ["approved"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"drawn_up_on": typed(dt.date(LAST_YEAR, 12, 31))}, "nog niet voorbij"),
        ({"drawn_up_on": typed(today() + dt.timedelta(days=1))}, "moet nog komen"),
        ({"drawn_up_on": "", "established_in": "@"}, "wanneer de rekening opgemaakt"),
        ({"result": "1.0.0"}, "bedrag"),
        ({"year": "1900"}, "1.988 of meer"),
    ],
)
def test_accounts_out_of_order_are_refused(coordinator, partnership, established, wrong, told):
    wrong = {name: established.pk if value == "@" else value for name, value in wrong.items()}
    data = {"year": LAST_YEAR, "drawn_up_on": typed(dt.date(LAST_YEAR + 1, 1, 2)), "result": "", "established_in": ""}
    answer = post(coordinator, "accounts_add", partnership.pk, **(data | wrong))
    assert answer.status_code == 422
    assert told in answer.content.decode().lower()
    assert not YearlyAccounts.objects.exists()


def test_same_year_twice_is_told(coordinator, partnership):
    rounds.YearlyAccountsFactory(partnership=partnership, year=LAST_YEAR)
    data = {"year": LAST_YEAR, "drawn_up_on": "", "result": "", "established_in": ""}
    answer = post(coordinator, "accounts_add", partnership.pk, **data)
    assert answer.status_code == 422
    assert "staat er al" in answer.content.decode()


# --- the evaluation of every year


def test_system_proposes_the_evaluation_of_each_year_that_is_over(coordinator, partnership):
    assert [row.year for row in years_of(partnership)] == [LAST_YEAR + 1, LAST_YEAR, LAST_YEAR - 1]
    assert shown(coordinator, partnership).count("Vraag de evaluatie") == 2
    assert "het jaar loopt nog" in shown(coordinator, partnership)
    assert post(coordinator, "evaluation_ask", partnership.pk, year=LAST_YEAR).status_code == 302
    assert ApprovalRound.objects.get().kind == RoundKind.EVALUATION
    assert shown(coordinator, partnership).count("Vraag de evaluatie") == 1


@pytest.mark.parametrize("year", ["1999", "", "drie", str(LAST_YEAR + 2)])
def test_year_that_the_partnership_has_not_is_not_there(coordinator, partnership, year):
    assert post(coordinator, "evaluation_ask", partnership.pk, year=year).status_code == 404


def test_this_year_can_not_be_evaluated_yet(coordinator, partnership):
    assert post(coordinator, "evaluation_ask", partnership.pk, year=LAST_YEAR + 1).status_code == 302
    assert not ApprovalRound.objects.exists()
    assert "nog niet voorbij" in shown(coordinator, partnership)


def test_other_legal_forms_have_no_yearly_duties(partnership):
    partnership.legal_form = "de_facto"
    assert years_of(partnership) == []
