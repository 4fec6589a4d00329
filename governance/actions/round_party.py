"""Who is asked in a round that runs: organisations that join, leave, or decide by another organ."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import answer_link as answer_links
from governance.actions.round_plan import refuse_foreign_organ, refuse_negative
from governance.actions.round_turn import fresh_book, note_turn
from governance.models import ApprovalRound, RoundBook, RoundParty, RoundState, inhabitants_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.lifecycle import change as write

ASKED = "governance.round_party.asked"
CHANGED = "governance.round_party.changed"
LEFT = "governance.round_party.left"
REJOINED = "governance.round_party.rejoined"
REMOVED = "governance.round_party.removed"
DAY = dt.timedelta(days=1)


@transaction.atomic
def ask(
    round_: ApprovalRound,
    organisation: Organisation,
    *,
    by: User,
    organ: str,
    from_on: dt.date | None = None,
    contribution: Decimal | None = None,
) -> RoundParty:
    """Ask one organisation more, from that day on (today). Raises Refused, with the field it is about."""
    day = from_on or today()
    refuse_foreign_organ(organisation, organ)
    refuse_negative(contribution)
    with note_turn(round_, by=by) as before:
        _refuse_over(before)
        if any(party.organisation_id == organisation.pk for party in before.parties):
            raise Refused(_("%s wordt al gevraagd in deze ronde.") % organisation, field="organisation")
        _refuse_day(before.round, day, "from_on")
        party = RoundParty.objects.create(
            round=round_,
            organisation=organisation,
            organ=organ,
            contribution=contribution,
            from_on=day,
            inhabitants=inhabitants_of([organisation], day.year)[organisation.pk],
        )
        _refuse_undoing(before, "from_on")
        changes = {"organ": organ, "from_on": day, "contribution": contribution}
        record(ASKED, party, by=by, scope=round_.partnership.organisation, changes=changes)
        answer_links.tell_asked(round_, [party])
    return party


@transaction.atomic
def change(party: RoundParty, *, by: User, version: int, organ: str, contribution: Decimal | None) -> Mapping[str, Any]:
    """Another organ or another share; answers that were given stay. Raises Refused, Stale."""
    refuse_foreign_organ(party.organisation, organ)
    refuse_negative(contribution)
    if party.round.state != RoundState.OPEN:
        raise Refused(_("Deze ronde loopt niet. Heropen ze eerst."))
    party.version = version
    changes = write(party, organ=organ, contribution=contribution)
    if changes:
        record(CHANGED, party, by=by, scope=party.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def leave(party: RoundParty, *, by: User, version: int, until_on: dt.date, reason: str) -> None:
    """No longer ask an organisation; that day is the last one on which it takes part. Raises Refused, Stale."""
    if not reason:
        raise Refused(_("Zeg waarom deze organisatie niet meer gevraagd wordt."), field="reason")
    with note_turn(party.round, by=by) as before:
        _refuse_over(before)
        if party.until_on is not None:
            raise Refused(_("%s wordt al niet meer gevraagd.") % party.organisation)
        if until_on < party.asked_since:
            raise Refused(_("Kies een dag waarop deze organisatie al gevraagd was."), field="until_on")
        _refuse_day(before.round, until_on, "until_on")
        party.version = version
        changes = write(party, until_on=until_on, leave_reason=reason)
        _refuse_undoing(before, "until_on")
        record(LEFT, party, by=by, scope=party.partnership.organisation, changes=changes, reason=reason)


@transaction.atomic
def rejoin(party: RoundParty, *, by: User, version: int, from_on: dt.date) -> None:
    """Ask an organisation again that had left, from that day on; what it said before counts again from then.

    On the days in between it stays not asked. Raises Refused, Stale.
    """
    round_ = party.round
    with note_turn(round_, by=by) as before:
        _refuse_over(before)
        last = party.until_on
        if last is None:
            raise Refused(_("%s wordt al gevraagd in deze ronde.") % party)
        if not party.first_day_back <= from_on <= today():
            sentence = _("Kies een dag van %(first)s tot en met vandaag.") % {"first": in_words(party.first_day_back)}
            raise Refused(sentence, field="from_on")
        away = [[(last + DAY).isoformat(), (from_on - DAY).isoformat()]] if last + DAY < from_on else []
        party.version = version
        changes = write(party, until_on=None, leave_reason="", absences=[*party.absences, *away])
        after = _refuse_undoing(before, "from_on")
        told = {_("opnieuw gevraagd vanaf"): in_words(from_on), "until_on": changes["until_on"]}
        record(REJOINED, party, by=by, scope=round_.partnership.organisation, changes=told)
        if party.pk in {other.pk for other in after.still_out}:
            answer_links.tell_asked(round_, [party], turn=f"{party.version}")


@transaction.atomic
def remove(party: RoundParty, *, by: User, version: int) -> None:
    """Take out who was asked by mistake, as if it never was; who got a mail about it hears so.

    Whoever told an answer stays, for it can only leave. Raises Refused, Stale.
    """
    round_ = party.round
    with note_turn(round_, by=by) as before:
        _refuse_over(before)
        if party.was_answered:
            raise Refused(_("%s heeft al geantwoord. Dat blijft bewaard: schrappen kan niet meer.") % party)
        if [other.pk for other in before.parties] == [party.pk]:
            raise Refused(_("Dit is de enige organisatie in deze ronde. Zet de ronde stop."))
        found = RoundParty.objects.filter(pk=party.pk)
        if not found.filter(version=version).exists():
            raise Stale(found.first())
        answer_links.tell_mistaken(party)
        found.delete()
        told = {"parties": ([f"{party} ({party.get_organ_display()})"], [])}
        record(REMOVED, round_, by=by, scope=round_.partnership.organisation, changes=told)


def _refuse_over(before: RoundBook) -> None:
    """What holds now, whatever stood on the screen."""
    if before.round.state != RoundState.OPEN:
        raise Refused(_("Deze ronde loopt niet meer. Heropen ze eerst."))


def _refuse_day(round_: ApprovalRound, day: dt.date, field: str) -> None:
    assert round_.asked_on is not None
    if not round_.asked_on <= day <= today():
        sentence = _("Kies een dag van %(first)s tot en met vandaag.") % {"first": in_words(round_.asked_on)}
        raise Refused(sentence, field=field)


def _refuse_undoing(before: RoundBook, field: str) -> RoundBook:
    """What was reached stays reached: decisions have taken effect by it. Gives the round as it is by now."""
    after = fresh_book(before.round)
    if before.reached is not None and after.reached is None:
        sentence = _("Op %s was de drempel bereikt. Kies een latere dag, zodat dat zo blijft.")
        raise Refused(sentence % in_words(before.reached.on), field=field)
    return after
