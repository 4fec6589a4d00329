"""The board of answers: the rounds in its columns, and who may have it on paper."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance.access.gates import partnership_for
from governance.access.rules import Can
from governance.models import ApprovalRound, BoardChoice, RoundLine, round_lines
from wegwijzer.accounts.models import Organisation, User


def asked_rounds_for(user: User, organisation: Organisation | None = None) -> list[RoundLine]:
    """The rounds that this login may see and that were ever asked (of that organisation), in the order of asking."""
    rows = ApprovalRound.objects.visible_to(user)
    return round_lines(rows.filter(parties__organisation=organisation) if organisation else rows)


def may_see_board_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the partnership today: everybody in it sees what was asked and answered."""
    try:
        partnership_for(user, BoardChoice.read(ref).partnership, Can.MAKE_REPORT)
    except (ValueError, Http404, PermissionDenied):
        return False
    return True
