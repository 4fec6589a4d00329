"""A claim as the document that is signed, filed and audited.

No official model exists. What stands in it is what administrations ask for: parties with address and enterprise number,
the basis, period and kind, a table of costs, the amount in figures and in words, what was received already, the
account, the declaration "voor waar en echt verklaard", who signed, and the list of evidence.
"""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from stdnum import iban as ibans
from stdnum.be import iban as belgian

from projects.models import Claim, Payment
from projects.models.claim_party import party_now
from wegwijzer.reports.registry import Printout, UnknownReport
from wegwijzer.ui.amount_words import amount_in_words

PARTIES = ("creditor", "debtor", "account", "submitted_by", "verified_by")


def claim(ref: str) -> Printout:
    """The claim with this key. Raises UnknownReport when there is none."""
    rows = Claim.objects.select_related("dossier__project__partnership__organisation", "dossier__applicant", *PARTIES)
    rows = rows.select_related("dossier__call__funder").prefetch_related("lines__budget_line")
    found = rows.filter(pk=int(ref)).first() if ref.isascii() and ref.isdigit() and len(ref) < 19 else None
    if found is None:
        raise UnknownReport(_("Er is geen schuldvordering met nummer %(ref)s.") % {"ref": ref})
    return Printout(
        template="projects/report/claim.html",
        context=_context(found),
        title=_("Schuldvordering nummer %s") % found.number,
        file_name=f"schuldvordering-{found.number}-{slugify(found.creditor.name)[:60]}.pdf",
        publisher=str(found.parties.get("creditor", {}).get("name") or found.creditor),
        subject=f"{found}, {found.dossier}",
    )


def _context(row: Claim) -> dict[str, Any]:
    evidence = row.evidence.select_related("document").prefetch_related("document__versions")
    files = [(piece, piece.document.newest) for piece in evidence]
    said = row.parties
    number = said.get("iban") or (row.account.iban if row.account else "")
    return {
        "claim": row,
        "dossier": row.dossier,
        "lines": row.parts,
        "amount": row.amount,
        "words": amount_in_words(row.amount),
        "accepted": row.accepted,
        "accepted_words": amount_in_words(row.accepted),
        "is_accepted": row.verified_at is not None,
        "creditor": said.get("creditor") or party_now(row.creditor),
        "debtor": said.get("debtor") or party_now(row.debtor),
        "iban": ibans.format(number) if number else "",
        "bic": belgian.to_bic(number) if number else "",
        "holder": said.get("holder") or (row.account.holder if row.account else ""),
        "received": _received(row),
        "evidence": [(piece.document.title, file, _in_groups(file.checksum)) for piece, file in files],
        "day": timezone.localdate(row.submitted_at) if row.submitted_at else None,
    }


def _in_groups(checksum: str) -> str:
    """Eight signs at a time, so that it fits in a column and can be compared by eye."""
    return " ".join(checksum[at : at + 8] for at in range(0, len(checksum), 8))


def _received(row: Claim) -> Decimal:
    """What the creditor had got from the debtor for this dossier, apart from this claim, when it was signed."""
    paid = Payment.objects.standing().for_costs().filter(dossier=row.dossier, payer=row.debtor, payee=row.creditor)
    paid = paid.exclude(claim=row)
    if row.submitted_at is not None:
        paid = paid.filter(paid_on__lte=timezone.localdate(row.submitted_at))
    return sum(paid.values_list("amount", flat=True), Decimal("0.00"))
