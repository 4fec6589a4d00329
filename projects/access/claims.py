"""The gates and lists of claims, payments and accounts: each side only its own."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from governance.models import DocumentVersion, Partnership, rights_of
from projects.access.rules import Can, row_for
from projects.models import (
    Amendment,
    AmendmentKind,
    AmendmentState,
    BankAccount,
    BudgetLine,
    Claim,
    ClaimEvidence,
    ClaimLine,
    Dossier,
    Payment,
)
from projects.models.contribution_due import Dues, read_dues
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today

WITHIN = "dossier__project__partnership__organisation"
PARTIES = (WITHIN, "dossier__applicant", "dossier__call__funder", "creditor", "debtor", "account")


def claim_for(user: User, pk: int, need: Can | None = None) -> Claim:
    rows = Claim.objects.visible_to(user).select_related(*PARTIES, "submitted_by", "verified_by")
    return row_for(user, rows.prefetch_related("lines__budget_line"), pk, need)


def claim_line_for(user: User, pk: int, need: Can | None = None) -> ClaimLine:
    rows = ClaimLine.objects.visible_to(user).select_related("budget_line", *(f"claim__{name}" for name in PARTIES))
    return row_for(user, rows, pk, need)


def claim_evidence_for(user: User, pk: int, need: Can | None = None) -> ClaimEvidence:
    rows = ClaimEvidence.objects.visible_to(user).select_related("document", *(f"claim__{name}" for name in PARTIES))
    return row_for(user, rows, pk, need)


def payment_for(user: User, pk: int, need: Can | None = None) -> Payment:
    rows = Payment.objects.visible_to(user).select_related(WITHIN, "dossier__call__funder", "payer", "payee", "claim")
    return row_for(user, rows, pk, need)


def bank_account_for(user: User, pk: int, need: Can | None = None) -> BankAccount:
    rows = BankAccount.objects.visible_to(user).select_related("partnership__organisation", "organisation")
    return row_for(user, rows, pk, need)


def claimed_dossier_for(user: User, pk: int, need: Can = Can.SEE_CLAIMS) -> Dossier:
    """The dossier whose claims are asked for. Raises PermissionDenied for who has no side in them."""
    rows = Dossier.objects.visible_to(user)
    rows = rows.select_related("project__partnership__organisation", "applicant", "call__funder")
    return row_for(user, rows, pk, need)


def sees_all_claims(user: User, dossier: Dossier) -> bool:
    """Whether this login reads the figures of every board: who reads the partnership, or speaks for the applicant."""
    rights, partnership = rights_of(user), dossier.partnership.pk
    if partnership in rights.coordinates | rights.reads:
        return True
    return dossier.applicant_id in rights.speaks_for.get(partnership, frozenset())


def claims_of(user: User, dossier: Dossier) -> "QuerySet[Claim]":
    rows = Claim.objects.visible_to(user).filter(dossier=dossier)
    return rows.select_related("creditor", "debtor", "dossier").prefetch_related("lines")


def payments_of(user: User, dossier: Dossier) -> "QuerySet[Payment]":
    rows = Payment.objects.visible_to(user).filter(dossier=dossier)
    return rows.select_related("payer", "payee", "claim")


def dues_for(user: User, dossier: Dossier) -> Dues:
    """What boards owe of their contributions: all of them, or those of whom this login speaks for."""
    dues = read_dues(dossier)
    if sees_all_claims(user, dossier):
        return dues
    return dues.only(rights_of(user).speaks_for.get(dossier.partnership.pk, frozenset()))


def boards_of(dues: Dues) -> "QuerySet[Organisation]":
    """Who owes something; for dues that came through `dues_for`."""
    return Organisation.objects.filter(pk__in={row.board.pk for row in dues.rows}).in_order()


def bank_accounts_of(user: User, partnership: int) -> "QuerySet[BankAccount]":
    return (
        BankAccount.objects.visible_to(user)
        .filter(partnership=partnership)
        .select_related("partnership", "organisation")
    )


def account_in_use(claim: Claim) -> BankAccount | None:
    """On which account its creditor is paid today; for a claim that came through its gate."""
    rows = BankAccount.objects.filter(partnership=claim.partnership, organisation=claim.creditor)
    return rows.on(today()).order_by("-from_on", "-pk").first()


def evidence_of(claim: Claim) -> list[ClaimEvidence]:
    """The files of a claim that came through its gate, with their versions."""
    return list(claim.evidence.select_related("document").prefetch_related("document__versions"))


def file_of(evidence: ClaimEvidence) -> DocumentVersion | None:
    """The newest file; for evidence that came through its gate."""
    return evidence.document.versions.order_by("-number").first()


def organisations_to_claim_for(user: User, dossier: Dossier) -> "QuerySet[Organisation]":
    """Whose claims this login can make: a coordinator any member's, a contact person the own organisation's."""
    rights, partnership = rights_of(user), dossier.partnership
    members = Q(pk__in=partnership.members_on().values("organisation")) | Q(pk=dossier.applicant_id)
    members |= _joined(partnership.pk, dossier) | _budgeted(partnership.pk, dossier)
    rows = Organisation.objects.filter(members).in_order()
    if partnership.pk in rights.coordinates:
        return rows
    return rows.filter(pk__in=rights.speaks_for.get(partnership.pk, ()))


def _joined(partnership: int, dossier: Dossier | None = None) -> Q:
    """Who takes part in this dossier, or in any of the partnership (its key), after the award without being a member;
    who left still claims what it spent before.
    """
    approved = Amendment.objects.filter(kind=AmendmentKind.PARTNERS, state=AmendmentState.APPROVED)
    of = {"dossier": dossier} if dossier else {"dossier__project__partnership": partnership}
    approved = approved.filter(**of)
    return Q(pk__in=approved.filter(joins__isnull=False).values("joins"))


def _budgeted(partnership: int, dossier: Dossier | None = None) -> Q:
    """Who makes a cost of a fixed budget of this dossier, or of any of the partnership (its key), member or not."""
    lines = BudgetLine.objects.filter(budget__fixed_on__isnull=False, organisation__isnull=False)
    of = {"budget__dossier": dossier} if dossier else {"budget__dossier__project__partnership": partnership}
    return Q(pk__in=lines.filter(**of).values("organisation"))


def organisations_with_account(user: User, partnership: Partnership) -> "QuerySet[Organisation]":
    """Whose account this login keeps in a partnership: a coordinator that of any member and of who joined a dossier
    without being one, a contact person the own one's.
    """
    rights = rights_of(user)
    members = Q(pk__in=partnership.members_on().values("organisation"))
    rows = Organisation.objects.filter(members | _joined(partnership.pk) | _budgeted(partnership.pk)).in_order()
    if partnership.pk in rights.coordinates:
        return rows
    return rows.filter(pk__in=rights.speaks_for.get(partnership.pk, ()))


def organisations_to_pay(user: User, dossier: Dossier) -> "QuerySet[Organisation]":
    """Between whom money of this dossier can go: members, the applicant and the funder."""
    known = Q(pk__in=dossier.partnership.members_on().values("organisation")) | Q(pk=dossier.applicant_id)
    known |= _joined(dossier.partnership.pk, dossier)
    if dossier.call is not None:
        known |= Q(pk=dossier.call.funder_id)
    return Organisation.objects.filter(known).in_order()


def may_see_claim_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the claim today."""
    if not (ref.isascii() and ref.isdigit() and len(ref) < 19):
        return False
    try:
        claim_for(user, int(ref))
    except (Http404, PermissionDenied):
        return False
    return True
