"""The coordinator beside the extract: looked at, or back to what was only told; and what came late."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.round_turn import note_turn
from governance.models import ApprovalResponse, RoundState
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, change


def verify(response: ApprovalResponse, *, by: User, version: int) -> None:
    """The answer agrees with the extract. `version` is the one that was looked at.

    Raises Refused when it was taken back, Stale when it is another by now.
    """
    if response.undone_at:
        raise Refused(_("Dit antwoord is intussen teruggenomen."))
    if response.is_verified:
        return
    response.version = version
    with transaction.atomic():
        change(response, verified_at=timezone.now(), verified_by=by)
        record("governance.response.verified", response, by=by, scope=_scope(response))


def return_unverified(response: ApprovalResponse, *, by: User) -> None:
    """It was no good after all: the answer counts as told, not as verified. Raises Stale when somebody was first."""
    if not response.is_verified:
        return
    with transaction.atomic():
        changes = {"verified_by": (response.verified_by, None)}
        change(response, verified_at=None, verified_by=None)
        record("governance.response.returned", response, by=by, scope=_scope(response), changes=changes)


def accept_late(response: ApprovalResponse, *, by: User, reason: str) -> None:
    """Let an answer count although the organ decided after the deadline. Raises Refused, Stale."""
    if response.undone_at:
        raise Refused(_("Dit antwoord is intussen teruggenomen."))
    if not response.is_late:
        raise Refused(_("Dit antwoord is niet te laat: het telt al mee."))
    if response.party.round.state == RoundState.CANCELLED:
        raise Refused(_("Deze ronde is stopgezet."))
    with transaction.atomic(), note_turn(response.party.round, by=by):
        change(response, accepted_late_at=timezone.now(), late_reason=reason)
        record("governance.response.accepted_late", response, by=by, scope=_scope(response), reason=reason)


def _scope(response: ApprovalResponse) -> Organisation:
    return response.party.round.partnership.organisation
