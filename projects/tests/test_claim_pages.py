"""The pages of claims: each side sees its own, mistakes are said beside the field, nothing bad gets in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import BankAccount, Claim, ClaimLine, Payment
from projects.tests.claims import contact, draft, line, scene, submit, verified
from wegwijzer.ui.tests.samples import pdf
from wegwijzer.ui.words import NARROW, euro

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return scene(title="Aanvraag Wegwijzer")


@pytest.fixture
def creditor(at):
    return contact(at, at.board, "olen@example.org")


@pytest.fixture
def debtor(at):
    return contact(at, at.applicant, "herentals@example.org")


@pytest.fixture
def other(at):
    from governance.tests import factories as gov

    lille = gov.OrganisationFactory(name="OCMW Lille")
    gov.MembershipFactory(partnership=at.dossier.partnership, organisation=lille)
    return contact(at, lille, "lille@example.org")


def page(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def text(answer):
    return answer.content.decode().replace(NARROW, " ").replace("&nbsp;", " ")


def test_each_side_sees_only_its_own(at, creditor, debtor, other, as_user):
    claim = draft(at, "333.00")
    seen = {user: as_user(user).get(page("claim_detail", claim)).status_code for user in (creditor, debtor, other)}
    assert list(seen.values()) == [200, 404, 404]  # a draft is of who makes it
    submit(claim, at)
    seen = [as_user(user).get(page("claim_detail", claim)).status_code for user in (creditor, debtor, other)]
    assert seen == [200, 200, 404]
    overview = page("claim_list", at.dossier)
    told = [text(as_user(user).get(overview)) for user in (creditor, debtor, other)]
    assert ["333,00" in one for one in told] == [True, True, False]
    assert ["Per bestuur" in one for one in told] == [False, True, False]


def test_creditor_can_not_verify_its_own_claim_and_the_debtor_can_not_change_it(at, creditor, debtor, as_user):
    claim = submit(draft(at), at)
    for name in ("claim_verify", "claim_check", "claim_return", "claim_pay"):
        assert as_user(creditor).post(page(name, claim), {"version": claim.version}).status_code == 403
    for name in ("claim_edit", "claim_line_add", "claim_evidence_add", "claim_submit", "claim_withdraw"):
        assert as_user(debtor).post(page(name, claim)).status_code == 403


def test_all_of_a_claim_is_verified_with_one_button(at, debtor, as_user):
    claim = submit(draft(at), at)
    client = as_user(debtor)
    assert "Keur € 250,00 goed" in text(client.get(page("claim_detail", claim)))
    client.post(page("claim_verify", claim), {"version": claim.version})
    assert Claim.objects.get().state == "verified"


AMOUNTS = {
    "A4": "1.00",
    "A5": "1.5",
    "A6": "1.0.0",
    "A7": "1..0",
    "A8": "1,000.50",
    "A9": "1e5",
    "A10": "1_000",
    "A11": "١٢٣",
    "A12": "１２",
    "A13": "NaN",
    "A14": "Infinity",
    "A15": "-0",
    "A16": "-1",
    "A17": "−5",
    "A19": "€ 12,005",
    "A20": "9999999999999,99",
    "nothing": "0",
    "empty": "",
}


@pytest.mark.parametrize("typed", AMOUNTS.values(), ids=AMOUNTS)
def test_amount_that_is_none_is_refused_beside_its_field_and_kept(typed, at, creditor, as_user):
    claim = draft(at)
    answer = as_user(creditor).post(
        page("claim_line_add", claim), {"budget_line": at.line.pk, "description": "Gidsen", "amount": typed}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"amount"}
    assert answer.context["form"]["amount"].value() == typed
    assert claim.lines.count() == 1


@pytest.mark.parametrize(
    ("typed", "amount"), [("1.000,50", "1000.50"), ("1000,50", "1000.50"), ("1.000", "1000.00"), ("1 000,00", "1000")]
)
def test_amount_is_read_the_way_belgium_writes_it(typed, amount, at, creditor, as_user):
    claim = draft(at, "1.00")
    values = {"budget_line": at.line.pk, "description": "Gidsen", "amount": typed.replace(" ", NARROW)}
    assert as_user(creditor).post(page("claim_line_add", claim), values).status_code == 302
    assert str(ClaimLine.objects.order_by("-pk").first().amount) == f"{float(amount):.2f}"


def test_more_than_is_left_is_said_with_the_figures_and_taken_with_a_reason(at, creditor, as_user):
    claim = draft(at, "5.00")
    values = {"budget_line": at.line.pk, "description": "Gidsen", "amount": "1.205,00"}
    client = as_user(creditor)
    answer = client.post(page("claim_line_add", claim), values)
    assert answer.status_code == 422
    assert f"nog {euro(1205)} over" in answer.context["form"].errors["over_reason"][0]
    assert client.post(page("claim_line_add", claim), values | {"over_reason": "Besloten in juli"}).status_code == 302
    assert "Besloten in juli" in text(client.get(page("claim_detail", claim)))


LOCKED = pdf().replace(b"/Size 4", b"/Size 4 /Encrypt 4 0 R")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("factuur.pdf", LOCKED, "Dit bestand is met een wachtwoord op slot. Bewaar het zonder wachtwoord."),
        ("factuur.pdf", pdf()[:-40], "beschadigd"),
        ("factuur.pdf", b"GIF89a", "Dit is geen PDF-bestand"),
        ("factuur.exe", b"MZ", "Dit soort bestand kan hier niet"),
        ("factuur.pdf", b"", "Dit bestand is leeg"),
    ],
    ids=["encrypted", "broken", "no pdf", "program", "empty"],
)
def test_evidence_that_no_auditor_can_open_is_refused(name, content, message, at, creditor, as_user):
    claim = draft(at)
    answer = as_user(creditor).post(
        page("claim_evidence_add", claim), {"file": SimpleUploadedFile(name, content), "title": ""}
    )
    assert answer.status_code == 422
    assert message in str(answer.context["form"].errors["file"])
    assert claim.evidence.count() == 1


def test_evidence_is_read_by_both_sides_and_by_nobody_else(at, creditor, debtor, other, as_user):
    claim = draft(at)
    client = as_user(creditor)
    for name, title in (("loon.pdf", "Loonfiche"), ("nog.pdf", "Zelfde")):
        values = {"file": SimpleUploadedFile(name, pdf()), "title": title}
        client.post(page("claim_evidence_add", claim), values)
    evidence = claim.evidence.order_by("-pk").first()
    assert (claim.evidence.count(), str(evidence)) == (2, "Loonfiche")  # the same file twice is one
    submit(Claim.objects.get(), at)
    for user, status in ((creditor, 200), (debtor, 200), (other, 404)):
        answer = as_user(user).get(page("claim_evidence", evidence))
        assert answer.status_code == status
        if status == 200:
            assert b"".join(answer.streaming_content) == pdf()
            assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_claim_is_not_signed_without_the_declaration(at, creditor, as_user):
    claim = draft(at)
    signed = {"version": claim.version, "signer_name": "De directeur", "signer_function": "directeur"}
    answer = as_user(creditor).post(page("claim_submit", claim), signed)
    assert answer.context["form"].errors.keys() == {"is_true"}
    assert as_user(creditor).post(page("claim_submit", claim), signed | {"is_true": "on"}).status_code == 302
    assert Claim.objects.get().state == "submitted"


@pytest.mark.parametrize("iban", ["BE68539007547035", "BE6853900754703", "NL91ABNA0417164300", "BE00539007547034"])
def test_account_number_that_can_not_be_is_refused(iban, at, creditor, as_user):
    BankAccount.objects.all().delete()
    claim = draft(at)
    signed = {"version": claim.version, "signer_name": "D", "signer_function": "d", "is_true": "on"}
    answer = as_user(creditor).post(page("claim_submit", claim), signed | {"iban": iban, "holder": "OCMW Olen"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"iban"}


def test_part_of_a_claim_is_accepted_on_the_page_and_the_rest_needs_a_reason(at, debtor, as_user):
    claim = submit(draft(at, "250.00"), at)
    key = claim.lines.get().pk
    client = as_user(debtor)
    values = {"version": claim.version, f"accepted_{key}": "200,00", f"reason_{key}": ""}
    assert client.post(page("claim_check", claim), values).context["form"].errors.keys() == {f"reason_{key}"}
    too_much = client.post(page("claim_check", claim), values | {f"accepted_{key}": "250,01"})
    assert too_much.context["form"].errors.keys() == {f"accepted_{key}"}
    assert client.post(page("claim_check", claim), values | {f"reason_{key}": "Te veel"}).status_code == 302
    assert str(Claim.objects.get().accepted) == "200.00"


def test_stale_approval_says_so(at, debtor, as_user):
    claim = submit(draft(at), at)
    answer = as_user(debtor).post(page("claim_verify", claim), {"version": claim.version - 1})
    assert answer.status_code == 409
    assert Claim.objects.get().state == "submitted"


def test_payment_that_stands_there_is_asked_back_with_the_first_one_named(at, debtor, as_user):
    claim = verified(at, "500.00")
    client, values = as_user(debtor), {"amount": "100,00", "paid_on": "2016-08-01", "communication": claim.in_groups}
    assert client.post(page("claim_pay", claim), values).status_code == 302
    again = client.post(page("claim_pay", claim), values)
    assert "Deze betaling staat er al" in again.context["form"].errors["amount"][0]
    like = client.post(page("claim_pay", claim), values | {"paid_on": "2016-08-02"})
    assert "Dit lijkt op een betaling die er al staat" in like.context["form"].errors["is_another"][0]
    assert 'type="checkbox"' in text(like)
    sure = values | {"paid_on": "2016-08-02", "is_another": "on"}
    assert client.post(page("claim_pay", claim), sure).status_code == 302
    assert Payment.objects.count() == 2


def test_too_much_and_wrong_communication_are_refused(at, debtor, as_user):
    claim = verified(at, "500.00")
    client, values = as_user(debtor), {"amount": "500,01", "paid_on": "2016-08-01", "communication": ""}
    assert "Er kan nog" in client.post(page("claim_pay", claim), values).context["form"].errors["amount"][0]
    wrong = client.post(page("claim_pay", claim), values | {"communication": "+++000/0000/00100+++"})
    assert "communication" in wrong.context["form"].errors


def test_grant_money_is_noted_and_taken_back(at, debtor, as_user):
    client = as_user(debtor)
    values = {"kind": "advance", "payer": at.funder.pk, "payee": at.applicant.pk, "amount": "96.000,00"}
    assert client.post(page("payment_add", at.dossier), values | {"paid_on": "2016-01-20"}).status_code == 302
    payment = Payment.objects.get()
    assert client.post(page("payment_cancel", payment), {"version": 1, "reason": ""}).status_code == 422
    assert client.post(page("payment_cancel", payment), {"version": 1, "reason": "Dubbel"}).status_code == 302
    assert "ongedaan gemaakt" in text(client.get(page("claim_list", at.dossier)))


def test_new_account_keeps_the_one_before(at, creditor, other, as_user):
    url = reverse("projects:bank_account_add", args=[at.dossier.partnership.pk])
    values = {"organisation": at.board.pk, "iban": "BE68 5390 0754 7034", "holder": "OCMW", "from_on": "2017-01-01"}
    assert as_user(other).post(url, values).status_code == 422  # not theirs to choose
    assert as_user(creditor).post(url, values).status_code == 302
    shown = reverse("projects:bank_account_list", args=[at.dossier.partnership.pk])
    assert "BE68 5390 0754 7034" in text(as_user(creditor).get(shown))
    assert at.account.in_groups in text(as_user(creditor).get(shown))
    assert "BE68 5390 0754 7034" not in text(as_user(other).get(shown))


def test_line_and_evidence_go_while_it_is_a_draft(at, creditor, as_user):
    claim = draft(at)
    extra = line(claim, at, "3.00")
    client = as_user(creditor)
    client.post(page("claim_line_remove", extra), {"version": extra.version})
    client.post(page("claim_evidence_remove", claim.evidence.get()))
    assert (claim.lines.count(), claim.evidence.count()) == (1, 0)
