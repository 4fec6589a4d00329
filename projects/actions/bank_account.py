"""The accounts on which organisations are paid: a new one follows the one before, which stays with its claims."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_order
from governance.models import Partnership
from projects.models import BankAccount
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.bank_account.added"
ENDED = "projects.bank_account.ended"


@transaction.atomic
def add(
    partnership: Partnership, organisation: Organisation, *, by: User, from_on: dt.date | None = None, **values: Any
) -> BankAccount:
    """The account of an organisation from a day on (today); the one that was in use ends the day before.

    Raises Refused when it is the same account, or when the one in use began on that day or later.
    """
    hold(partnership)
    from_on = from_on or today()
    rows = BankAccount.objects.filter(partnership=partnership, organisation=organisation)
    for current in rows.filter(until_on__isnull=True):
        if current.iban == values["iban"]:
            raise Refused(_("Deze rekening geldt al."), field="iban")
        end(current, by=by, version=current.version, until_on=from_on - dt.timedelta(days=1))
    account = BankAccount.objects.create(partnership=partnership, organisation=organisation, from_on=from_on, **values)
    record(ADDED, account, by=by, scope=partnership.organisation, changes=values | {"from_on": from_on})
    return account


@transaction.atomic
def end(account: BankAccount, *, by: User, version: int, until_on: dt.date) -> None:
    """Its last day. Raises Refused when that lies before its first, Stale."""
    hold(account.partnership)
    account.version = version
    refuse_order(account.from_on, until_on)
    changes = write(account, until_on=until_on)
    if changes:
        record(ENDED, account, by=by, scope=account.partnership.organisation, changes=changes)
