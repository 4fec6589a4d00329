"""Payments and contributions: noted once, never more than is owed, and taken back with a reason."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from projects.actions.settling import settle_between
from projects.models import WITH_GRANT, Claim, ClaimBook, ClaimState, Dossier, Payment, PaymentKind, read_claims
from projects.models.contribution_due import read_dues
from projects.models.settlement import NOTHING
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.ui.words import day, euro

NOTED = "projects.payment.noted"
CANCELLED = "projects.payment.cancelled"


@transaction.atomic
def add(
    dossier: Dossier,
    *,
    by: User,
    payer: Organisation,
    payee: Organisation,
    amount: Decimal,
    paid_on: dt.date,
    communication: str = "",
    claim: Claim | None = None,
    is_another: bool = False,
    **values: Any,
) -> Payment:
    """Note a payment. `is_another` says that it is not the one that it looks like.

    Raises Refused when it stands there already, when it looks like one that does, and for more than is owed.
    """
    _hold_for(dossier, paid_on)
    told = {"payer": payer, "payee": payee, "amount": amount, "paid_on": paid_on, "communication": communication}
    _refuse_twice(dossier, told, is_another=is_another)
    _refuse_more(read_claims(dossier), payer, payee, amount, claim)
    payment = _note(dossier, by, told | values | {"claim": claim})
    settle_between(dossier, payer.pk, payee.pk, by=by, on=paid_on)
    return payment


@transaction.atomic
def add_contribution(
    dossier: Dossier,
    *,
    by: User,
    payer: Organisation,
    year: int,
    amount: Decimal,
    paid_on: dt.date,
    communication: str = "",
    is_another: bool = False,
    note: str = "",
) -> Payment:
    """Note what a board paid to the applicant of its contribution for a year; without a communication its own one.

    Raises Refused as `add` does, and when the key of the budget asks nothing of that board for that year.
    """
    _hold_for(dossier, paid_on)
    due = read_dues(dossier).of(payer.pk, year)
    if due is None or dossier.applicant is None:
        said = _("Volgens de vastgelegde begroting draagt %(who)s niets bij voor %(year)s.")
        raise Refused(said % {"who": payer, "year": year}, field="year")
    told = {
        "payer": payer,
        "payee": dossier.applicant,
        "amount": amount,
        "paid_on": paid_on,
        "communication": communication or due.communication,
        "year": year,
    }
    _refuse_twice(dossier, told, is_another=is_another)
    if amount > due.open:
        basis = _("Voor %(year)s is aan %(who)s %(amount)s gevraagd")
        words = {"year": year, "who": payer, "amount": euro(due.amount)}
        raise _too_much(basis % words, due.paid, due.open, amount)
    return _note(dossier, by, told | {"kind": PaymentKind.CONTRIBUTION, "note": note})


@transaction.atomic
def cancel(payment: Payment, *, by: User, version: int, reason: str) -> None:
    """Take back what was noted by mistake; a claim that it paid is open again. Raises Refused, Stale."""
    hold(payment.dossier)
    if payment.cancelled_at is not None:
        raise Refused(_("Deze betaling is al ongedaan gemaakt."))
    payment.version = version
    write(payment, cancelled_at=timezone.now(), cancel_reason=reason)
    record(CANCELLED, payment, by=by, scope=payment.dossier.partnership.organisation, reason=reason)
    settle_between(payment.dossier, payment.payer_id, payment.payee_id, by=by, on=payment.paid_on)


def _hold_for(dossier: Dossier, paid_on: dt.date) -> None:
    """Nobody else pays meanwhile. Raises Refused before there is a grant, and for a day that has to come."""
    hold(dossier)
    refuse_future(paid_on, "paid_on")
    if dossier.state not in WITH_GRANT:
        raise Refused(_("Betalen kan pas als de subsidie toegekend is."))


def _note(dossier: Dossier, by: User, values: dict[str, Any]) -> Payment:
    payment = Payment.objects.create(dossier=dossier, noted_by=by, **values)
    record(NOTED, payment, by=by, scope=dossier.partnership.organisation, changes=values)
    return payment


def _refuse_twice(dossier: Dossier, told: dict[str, Any], *, is_another: bool) -> None:
    """The same parties and amount, on the same day or with the same communication, is asked back.

    A contribution for another year on the same day is another one.
    """
    rows = dossier.payments.standing().filter(payer=told["payer"], payee=told["payee"], amount=told["amount"])
    on_day, communication = Q(paid_on=told["paid_on"]), told["communication"]
    first = rows.filter(on_day, communication=communication).first()
    if first is not None:
        raise Refused(_("Deze betaling staat er al: %s, met dezelfde mededeling.") % first, field="amount")
    alike = on_day & Q(year=told.get("year")) | (Q(communication=communication) if communication else Q(pk__in=[]))
    first = rows.filter(alike).order_by("paid_on", "pk").first()
    if first is not None and not is_another:
        said = _("Dit lijkt op een betaling die er al staat: %s. Is het een andere? Vink dat dan aan.")
        words = f"{first}, {first.in_groups}" if first.communication else str(first)
        raise Refused(said % words, field="is_another")


def _refuse_more(
    book: ClaimBook, payer: Organisation, payee: Organisation, amount: Decimal, claim: Claim | None
) -> None:
    """Nobody is paid more than there is reason for; the refusal says the figures."""
    if claim is not None:
        now = next((row for row in book.claims if row.pk == claim.pk), None)
        if now is None or (now.debtor_id, now.creditor_id) != (payer.pk, payee.pk):
            raise Refused(_("Deze schuldvordering gaat niet tussen deze twee."), field="claim")
        if now.state == ClaimState.PAID:
            raise Refused(_("Deze schuldvordering is al betaald, op %s.") % day(now.paid_on))
        if now.state != ClaimState.VERIFIED:
            raise Refused(_("Deze schuldvordering is nog niet goedgekeurd. Kijk ze eerst na."))
        limit, basis = book.open_of(now), _("Van deze schuldvordering is %s aanvaard") % euro(now.accepted)
        already = book.settled(now)
    else:
        limit, basis = _limit(book, payer, payee)
        already = book.paid_between(payer.pk, payee.pk)
        limit -= already
    if amount > limit:
        raise _too_much(basis, already, limit, amount)


def _too_much(basis: str, already: Decimal, left: Decimal, amount: Decimal) -> Refused:
    words = {"basis": basis, "paid": euro(already), "left": euro(max(left, NOTHING)), "amount": euro(amount)}
    said = _("%(basis)s en %(paid)s al betaald. Er kan nog %(left)s bij; %(amount)s is te veel.")
    return Refused(said % words, field="amount")


def _limit(book: ClaimBook, payer: Organisation, payee: Organisation) -> tuple[Decimal, str]:
    """How much can go from one to the other without a claim (euro), and what that rests on."""
    dossier = book.dossier
    if payee == dossier.applicant and dossier.call is not None and payer == dossier.call.funder:
        return dossier.awarded_amount or NOTHING, _("Toegekend is %s") % euro(dossier.awarded_amount)
    if payer == dossier.applicant:
        figures = book.by_organisation.get(payee)
        budget = figures.budget if figures else NOTHING
        return budget, _("Voor %(who)s is %(budget)s begroot") % {"who": payee, "budget": euro(budget)}
    raise Refused(
        _(
            "Zonder schuldvordering gaat geld van de subsidiegever naar de aanvrager, en van de aanvrager naar een"
            " bestuur. Kies wie betaalde en wie kreeg, of de schuldvordering. Wat een bestuur zelf bijdraagt, noteert u"
            " bij de bijdragen."
        ),
        field="payer",
    )
