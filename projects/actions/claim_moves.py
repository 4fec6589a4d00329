"""A claim on its way: submitted, verified wholly or in part, returned, withdrawn. Each move tells the other side."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.actions import bank_account as bank_accounts
from projects.actions.settling import settle_between
from projects.models import CLAIM_LIFECYCLE, BankAccount, Claim, ClaimLine, read_claims
from projects.models.claim import ACCEPTED
from projects.models.claim_party import parties_now
from projects.notifications import claim as notifications
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import move as step

SUBMITTED = "projects.claim.submitted"
VERIFIED = "projects.claim.verified"
RETURNED = "projects.claim.returned"
WITHDRAWN = "projects.claim.withdrawn"


class Accepted(NamedTuple):
    """What is accepted of a line (euro), why not all of it, and why more than was left on its line of the budget."""

    amount: Decimal
    reason: str = ""
    over_reason: str = ""


@transaction.atomic
def submit(
    claim: Claim,
    *,
    by: User,
    version: int,
    account: BankAccount | None,
    signer_name: str,
    signer_function: str,
    new_account: Mapping[str, Any] | None = None,
) -> None:
    """Sign it and send it to the debtor; `new_account` is the account of a creditor that had none yet.

    Raises Refused for what is missing and for more than is left; Stale.
    """
    _held(claim, version)
    if account is None:
        account = bank_accounts.add(claim.partnership, claim.creditor, by=by, **(new_account or {}))
    whose = (account.partnership_id, account.organisation_id)
    if whose != (claim.partnership.pk, claim.creditor_id) or not account.holds(today()):
        raise Refused(_("Kies een rekening van dit bestuur die vandaag geldt."), field="account")
    _refuse(read_claims(claim.dossier).over(claim))
    now = timezone.now()
    step(
        claim,
        "submit",
        CLAIM_LIFECYCLE,
        account=account,
        submitted_at=now,
        submitted_by=by,
        first_submitted_at=claim.first_submitted_at or now,
        signer_name=signer_name,
        signer_function=signer_function,
        as_submitted=parties_now(claim, account),
        return_reason="",
    )
    told = {"account": account, "amount": claim.amount, "signer_name": signer_name, "signer_function": signer_function}
    record(SUBMITTED, claim, by=by, scope=_scope(claim), changes=told)
    notifications.tell_submitted(claim)


@transaction.atomic
def verify(claim: Claim, *, by: User, version: int, accepted: Mapping[int, Accepted] | None = None) -> None:
    """Accept it: wholly, or per line (key) what `accepted` says. What was paid in advance already counts at once.

    Raises Refused for more than is left of the budget without a reason, for less than all without one; Stale.
    """
    _held(claim, version)
    told = {}
    for line in claim.parts:
        decided = accepted.get(line.pk, Accepted(line.amount)) if accepted is not None else Accepted(line.amount)
        _accept(line, decided)
        if line.accepted != line.amount:
            told[str(line)] = (line.amount, line.accepted)
    claim._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    _refuse(read_claims(claim.dossier).over(claim, ACCEPTED))
    step(claim, "verify", CLAIM_LIFECYCLE, verified_at=timezone.now(), verified_by=by)
    record(VERIFIED, claim, by=by, scope=_scope(claim), changes={"accepted": claim.accepted} | told)
    notifications.tell_verified(claim)
    settle_between(claim.dossier, claim.debtor_id, claim.creditor_id, by=by, on=today())


def _accept(line: ClaimLine, decided: Accepted) -> None:
    if not 0 <= decided.amount <= line.amount:
        raise Refused(_("Aanvaard van ‘%s’ hoogstens wat gevorderd wordt.") % line)
    if decided.amount < line.amount and not decided.reason:
        raise Refused(_("Zeg waarom u van ‘%s’ niet alles aanvaardt.") % line)
    line.accepted = decided.amount
    line.accepted_reason = decided.reason if decided.amount < line.amount else ""
    line.over_reason = decided.over_reason or line.over_reason
    values = {name: getattr(line, name) for name in ("accepted", "accepted_reason", "over_reason")}
    ClaimLine.objects.filter(pk=line.pk).update(**values)


@transaction.atomic
def send_back(claim: Claim, *, by: User, version: int, reason: str) -> None:
    """Return it with what has to be put right. What was accepted already is taken back. Raises Refused, Stale."""
    _held(claim, version)
    step(
        claim,
        "return",
        CLAIM_LIFECYCLE,
        returned_at=timezone.now(),
        return_reason=reason,
        verified_at=None,
        verified_by=None,
    )
    claim.lines.update(accepted=None, accepted_reason="")
    record(RETURNED, claim, by=by, scope=_scope(claim), reason=reason)
    notifications.tell_returned(claim)


@transaction.atomic
def withdraw(claim: Claim, *, by: User, version: int, reason: str) -> None:
    """Take it back while nobody verified it; it stays to be read. Raises Refused, Stale."""
    _held(claim, version)
    step(claim, "withdraw", CLAIM_LIFECYCLE, withdrawn_at=timezone.now(), withdraw_reason=reason)
    record(WITHDRAWN, claim, by=by, scope=_scope(claim), reason=reason)


def _held(claim: Claim, version: int) -> None:
    """Hold the dossier and read the lines again; the row itself stays as it was seen, for compare-and-set."""
    hold(claim.dossier)
    claim._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    claim.version = version


def _refuse(sentences: list[str]) -> None:
    if sentences:
        raise Refused(*sentences)


def _scope(claim: Claim) -> Organisation:
    return claim.partnership.organisation
