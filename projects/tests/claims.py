"""A dossier that runs, with a board that claims from its applicant: what tests of claims start from."""

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

from governance.models import MandateRole
from governance.tests import factories as gov
from projects.actions import claim as claims
from projects.actions import claim_moves as moves
from projects.actions import payment as payments
from projects.models import Claim, Dossier
from projects.tests import claim_factories as make
from projects.tests.dossier_factories import BudgetFactory, BudgetLineFactory, DossierFactory

DAY = dt.date(2016, 7, 4)


class Scene(NamedTuple):
    """`line` is of the board: 10 × € 120,50 = € 1.205,00. `by` does things; rights are not looked at here."""

    dossier: Dossier
    board: Any
    line: Any
    account: Any
    by: Any

    @property
    def applicant(self) -> Any:
        return self.dossier.applicant

    @property
    def funder(self) -> Any:
        return self.dossier.call.funder


def scene(**values: Any) -> Scene:
    dossier = DossierFactory(**({"running": True} | values))
    partnership = dossier.partnership
    board = gov.OrganisationFactory(ocmw=True, name="OCMW Olen")
    for member in (board, dossier.applicant):
        gov.MembershipFactory(partnership=partnership, organisation=member, from_on=dt.date(2015, 1, 1))
    budget = BudgetFactory(dossier=dossier, fixed_on=dt.date(2015, 9, 30), fixed_by=gov.UserFactory())
    line = BudgetLineFactory(budget=budget, organisation=board, description="Drukwerk")
    account = make.BankAccountFactory(partnership=partnership, organisation=board)
    return Scene(dossier, board, line, account, gov.UserFactory(name="Coördinator"))


def euro(text: str) -> Decimal:
    return Decimal(text)


def draft(at: Scene, amount: str = "250.00", creditor: Any = None, **values: Any) -> Claim:
    """A claim with one line and a file, ready to be signed."""
    claim = claims.add(
        at.dossier,
        creditor or at.board,
        by=at.by,
        kind="instalment",
        from_on=dt.date(2016, 1, 1),
        until_on=dt.date(2016, 6, 30),
    )
    line(claim, at, amount, **values)
    make.ClaimEvidenceFactory(claim=claim)
    return claim


def line(claim: Claim, at: Scene, amount: str, **values: Any) -> Any:
    given = {"budget_line": at.line, "description": "Gidsen", "amount": Decimal(amount), "over_reason": ""} | values
    return claims.add_line(claim, by=at.by, **given)


def submit(claim: Claim, at: Scene, **values: Any) -> Claim:
    given = {"account": at.account, "signer_name": "De directeur", "signer_function": "algemeen directeur"} | values
    moves.submit(claim, by=at.by, version=claim.version, **given)
    return claim


def verify(claim: Claim, at: Scene, accepted: Any = None) -> Claim:
    moves.verify(claim, by=at.by, version=claim.version, accepted=accepted)
    return claim


def verified(at: Scene, amount: str = "250.00", **values: Any) -> Claim:
    return verify(submit(draft(at, amount, **values), at), at)


def pay(claim: Claim, at: Scene, amount: str, **values: Any) -> Any:
    given = {"paid_on": DAY, "communication": claim.communication} | values
    return payments.add(
        at.dossier,
        by=at.by,
        kind=claim.kind,
        payer=claim.debtor,
        payee=claim.creditor,
        amount=Decimal(amount),
        claim=claim,
        **given,
    )


def advance(at: Scene, amount: str, payee: Any = None, payer: Any = None, **values: Any) -> Any:
    """Paid without a claim."""
    given = {"paid_on": DAY, "kind": "advance"} | values
    return payments.add(
        at.dossier,
        by=at.by,
        payer=payer or at.applicant,
        payee=payee or at.board,
        amount=Decimal(amount),
        **given,
    )


def contact(at: Scene, organisation: Any, email: str) -> Any:
    """Who speaks for an organisation, with a login."""
    user = gov.UserFactory(name=email.partition("@")[0], email=email)
    person = gov.PersonFactory(partnership=at.dossier.partnership, email=email, user=user, name=user.name)
    gov.MandateFactory(
        partnership=at.dossier.partnership,
        person=person,
        body=None,
        role=MandateRole.CONTACT,
        organisation=organisation,
        from_on=dt.date(2015, 1, 1),
    )
    return user
