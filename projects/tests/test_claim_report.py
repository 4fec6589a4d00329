"""A claim on paper holds up in an audit: who, what, on which ground, how much in figures and words, signed."""

import re

import pytest

from projects.access import may_see_claim_report
from projects.actions.claim_moves import Accepted
from projects.reports import claim as build
from projects.tests.claims import advance, contact, draft, euro, scene, submit, verify
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import html_of
from wegwijzer.ui.words import euro as written

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    made = scene(title="Aanvraag Wegwijzer", reference="INT-2015-07")
    organisations = type(made.board).objects
    organisations.filter(pk=made.board.pk).update(
        address="Dorp 1", postcode="2250", city="Olen", kbo_number="0316380841"
    )
    made.board.refresh_from_db()
    return made


def words_of(claim):
    """The document as text: every tag away, one space between words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html_of(build(str(claim.pk))))).replace("&nbsp;", " ")


def test_document_says_what_an_auditor_asks(at):
    advance(at, "100.00")
    text = words_of(submit(draft(at, "250.50", description="Gidsen & affiches"), at))
    for said in (
        "Schuldvordering nummer 1",
        "OCMW Olen",
        "Dorp 1, 2250 Olen",
        "Ondernemingsnummer 0316.380.841",
        at.applicant.name,
        "Aanvraag Wegwijzer, dossiernummer INT-2015-07",
        "Subsidie toegekend op 8 december 2015",
        "van 1 januari 2016 tot en met 30 juni 2016",
        "Gidsen &amp; affiches",
        "tweehonderdvijftig euro en vijftig cent",
        at.account.in_groups,
        "+++",
        "voor waar en echt",
        "De directeur, algemeen directeur",
        "Factuur 12",
    ):
        assert said in text, said
    assert f"Eerder ontvangen {written(100)}".replace("\xa0", " ") in text.replace("\xa0", " ")
    assert "Nazicht door de schuldenaar" not in text


def test_what_was_not_accepted_stands_on_it_with_the_reason(at):
    claim = submit(draft(at, "250.50"), at)
    verify(claim, at, {claim.lines.get().pk: Accepted(euro("200.00"), "Portkosten tellen niet mee")})
    text = words_of(claim)
    assert "Niet alles aanvaard: Portkosten tellen niet mee" in text
    assert "tweehonderd euro" in text


def test_draft_says_that_it_is_one(at):
    assert "Ontwerp: deze schuldvordering is niet ingediend." in words_of(draft(at))


@pytest.mark.parametrize("ref", ["0", "999999", "x", "9" * 30, "-1", "١"])
def test_claim_that_is_not_there_has_no_document(at, ref):
    with pytest.raises(UnknownReport):
        build(ref)


def test_document_is_for_both_sides_and_for_nobody_else(at):
    claim = submit(draft(at), at)
    stranger = type(at.board).objects.create(name="Lille", kind="association")
    sides = [contact(at, who, f"{key}@example.org") for key, who in enumerate((at.board, at.applicant, stranger))]
    assert [may_see_claim_report(user, str(claim.pk), claim.submitted_at) for user in sides] == [True, True, False]
