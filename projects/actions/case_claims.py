"""Loading the claims and payments of a case. They are illustrative, and say so on every screen."""

import datetime as dt
import hashlib
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from governance.models import Document, DocumentVersion
from projects.actions.claim import claimable, debtor_for
from projects.models import (
    BankAccount,
    Claim,
    ClaimBook,
    ClaimEvidence,
    ClaimLine,
    ClaimState,
    Dossier,
    Payment,
    PaymentKind,
    communication_of,
    read_claims,
)
from projects.models.claim_party import parties_now
from projects.models.contribution_due import Due, read_dues
from projects.models.settlement import spread
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

PLAIN = ("kind", "from_on", "until_on", "remarks")
SIGNER = "De algemeen directeur"
PROOF = "Illustratief bewijsstuk: hier staat bij een echte schuldvordering de factuur, loonfiche of het betaalbewijs.\n"


def load(data: dict[str, Any]) -> None:
    """The claims of one dossier that was loaded; one that has claims already keeps them."""
    dossier = Dossier.objects.select_related("project__partnership__organisation", "applicant", "call__funder").get(
        project__partnership__slug=data["partnership"], title=data["dossier"]
    )
    if dossier.claims.exists() or dossier.call is None:
        return
    accounts = {name: _account(dossier, name, iban) for name, iban in data["accounts"].items()}
    for number, row in enumerate(data["claims"], start=1):
        _claim(dossier, number, row, accounts[row["creditor"]])
    dues = read_dues(dossier).rows
    for row in data["contributions"]:
        for due in dues:
            if due.year == row["year"] and due.board.name not in row["but"]:
                _contribution(due, row["paid_on"])


def _account(dossier: Dossier, name: str, iban: str) -> BankAccount:
    organisation = Organisation.objects.get(name=name)
    return BankAccount.objects.create(
        partnership=dossier.partnership,
        organisation=organisation,
        iban=iban,
        holder=f"{name} (illustratief)",
        from_on=dossier.from_on,
    )


def _claim(dossier: Dossier, number: int, row: dict[str, Any], account: BankAccount) -> None:
    submitted_at, creditor = _noon(row["submitted_on"]), account.organisation
    claim = Claim(
        dossier=dossier,
        number=number,
        creditor=creditor,
        debtor=debtor_for(dossier, creditor),
        communication=communication_of(dossier, number),
        account=account,
        state=_state(row),
        submitted_at=submitted_at,
        first_submitted_at=submitted_at,
        signer_name=SIGNER,
        signer_function="algemeen directeur",
        verified_at=_noon(row["verified_on"]) if "verified_on" in row else None,
        paid_on=row.get("paid_on"),
        **{name: row[name] for name in PLAIN},
    )
    claim.as_submitted = parties_now(claim, account)
    claim.save(force_insert=True)
    ClaimLine.objects.bulk_create(_lines(claim, row))
    _proof(claim)
    if "paid_on" in row:
        _payment(claim)
    record("projects.case.loaded", claim, by=None, scope=dossier.partnership.organisation)


def _state(row: dict[str, Any]) -> str:
    if "paid_on" in row:
        return ClaimState.PAID
    return ClaimState.VERIFIED if "verified_on" in row else ClaimState.SUBMITTED


def _contribution(due: Due, paid_on: dt.date) -> None:
    """All of what a board owed for a year."""
    Payment.objects.create(
        dossier=due.dossier,
        kind=PaymentKind.CONTRIBUTION,
        payer=due.board,
        payee=due.dossier.applicant,
        amount=due.amount,
        paid_on=paid_on,
        communication=due.communication,
        year=due.year,
        note="illustratief",
    )


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def _lines(claim: Claim, row: dict[str, Any]) -> list[ClaimLine]:
    book = read_claims(claim.dossier)
    if "lines" in row:
        known = {(line.description, line.year): line for line in book.in_force}
        told = [(known[what, year], said, Decimal(amount)) for what, year, said, amount in row["lines"]]
    else:
        told = _spread_out(book, claim, Decimal(row["amount"]))
    is_accepted = claim.verified_at is not None
    return [
        ClaimLine(
            claim=claim, budget_line=line, description=said, amount=amount, accepted=amount if is_accepted else None
        )
        for line, said, amount in told
    ]


def _spread_out(book: ClaimBook, claim: Claim, amount: Decimal) -> list[tuple[Any, str, Decimal]]:
    """An amount over all lines that the funder accepts, in proportion to what is left of each."""
    left = book.left_for(claim)
    lines = [line for line in claimable(book.in_force, claim) if line.is_eligible and left[line.series] > 0]
    parts = spread(amount, [left[line.series] for line in lines])
    return [(line, f"{line.description} (illustratief)"[:160], part) for line, part in zip(lines, parts, strict=True)]


def _proof(claim: Claim) -> None:
    """One small file, so that the list of evidence is not empty."""
    document = Document.objects.create(partnership=claim.partnership, title="Illustratief bewijsstuk")
    content = PROOF.encode()
    version = DocumentVersion(
        document=document,
        number=1,
        name="illustratief-bewijsstuk.txt",
        content_type="text/plain",
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
    )
    version.file.save("bewijsstuk", ContentFile(content), save=False)
    version.save(force_insert=True)
    ClaimEvidence.objects.create(claim=claim, document=document)


def _payment(claim: Claim) -> None:
    assert claim.paid_on is not None
    Payment.objects.create(
        dossier=claim.dossier,
        kind=claim.kind,
        payer=claim.debtor,
        payee=claim.creditor,
        amount=claim.amount,
        paid_on=claim.paid_on,
        communication=claim.communication,
        claim=claim,
        note="illustratief",
    )
