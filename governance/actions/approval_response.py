"""Telling what an organ decided: a new answer stands beside the older ones, nothing is overwritten."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import answer_link as answer_links
from governance.actions.document import kept
from governance.actions.round_turn import note_turn
from governance.models import (
    AnswerLink,
    ApprovalResponse,
    ApprovalRound,
    Channel,
    CouncilSitting,
    Document,
    DocumentVersion,
    Person,
    ResponseOutcome,
    RoundParty,
    RoundState,
    RoundText,
)
from governance.notifications import approval_round as notifications
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, change, hold


@dataclass(frozen=True)
class Told:
    """What somebody says that an organ decided; `answered_on` is the day of the decision."""

    outcome: str
    answered_on: dt.date
    organ: str
    next_on: dt.date | None = None
    reason: str = ""
    preferred_form: str = ""


@dataclass(frozen=True)
class Seen:
    """What stood on the screen when it was told: the wording, and the newest answer (their numbers; 0 for none)."""

    text: int
    answer: int = 0


def report(
    party: RoundParty,
    told: Told,
    *,
    by: User | None,
    channel: str,
    seen: Seen | None = None,
    person: Person | None = None,
    file: UploadedFile | None = None,
) -> ApprovalResponse:
    """Note an answer. `person` is who told it by a link; `seen` None asks nothing about what was on the screen.

    The same answer once more is the one that is there already. Raises Refused for what can not be (the round is not
    open, a day that can not be right), Stale with the new RoundText when the question was changed in the meantime,
    Stale with the newest ApprovalResponse when somebody else answered first.
    """
    if told.outcome == ResponseOutcome.WITHDRAWN:
        raise Refused(_("Kies een antwoord."), field="outcome")
    with transaction.atomic():
        party = held(party)
        newest = newest_of(party)
        if newest is not None and _is_told(newest, told, file):
            return newest
        if seen is not None:
            _refuse_unseen(party.round, newest, seen)
        text = _check(party.round, told)
        return _add(party, text, told, by=by, channel=channel, person=person, file=file)


def report_by_link(link: AnswerLink, told: Told, *, seen: Seen, file: UploadedFile | None = None) -> ApprovalResponse:
    """Note what a contact person tells with a link, and remember which answer that was. Raises what `report` does."""
    with transaction.atomic():
        person = link.mandate.person
        response = report(link.party, told, by=None, channel=Channel.LINK, seen=seen, person=person, file=file)
        AnswerLink.objects.filter(pk=link.pk).update(response=response)
    return response


def withdraw(
    party: RoundParty, *, by: User, channel: str, seen: int, answered_on: dt.date, reason: str
) -> ApprovalResponse:
    """The organ takes its decision back: from that day the organisation counts as one that still has to answer.

    `seen` is the number of the answer that is withdrawn. Raises Refused, Stale as `report` does.
    """
    with transaction.atomic():
        party = held(party)
        newest = newest_of(party)
        if newest is None or newest.outcome == ResponseOutcome.WITHDRAWN:
            raise Refused(_("Er is geen antwoord om in te trekken."))
        if newest.number > seen:
            raise Stale(newest)
        if answered_on < newest.answered_on:
            day = in_words(newest.answered_on)
            words = _("Dat kan niet voor %(day)s, de dag van het antwoord dat u intrekt.")
            raise Refused(words % {"day": day}, field="answered_on")
        told = Told(ResponseOutcome.WITHDRAWN, answered_on, newest.organ, reason=reason)
        text = _check(party.round, told)
        return _add(party, text, told, by=by, channel=channel)


def undo(response: ApprovalResponse, *, by: User | None, person: Person | None = None) -> None:
    """Take back what was told by mistake, within a day and before anybody verified it. Raises Refused, Stale."""
    with transaction.atomic():
        party = held(response.party)
        newest = newest_of(party)
        if newest is None or newest.pk != response.pk:
            raise Refused(_("Dit antwoord is niet meer het laatste. Kijk eerst wat er nu staat."))
        if not newest.can_be_undone():
            raise Refused(_("Dit antwoord kunt u niet meer terugnemen. Meld een nieuw antwoord."))
        with note_turn(party.round, by=by):
            change(newest, undone_at=timezone.now())
            record("governance.response.undone", newest, by=by, scope=_scope(party), changes={"reporter": person})
        notifications.tell_answered(newest, answer_links.links_of(party.round, [party]), undone=True)


def add_extract(
    response: ApprovalResponse, file: UploadedFile, *, by: User | None, person: Person | None = None
) -> ApprovalResponse:
    """Put the extract from the register with an answer. Raises Refused once it was verified, Stale."""
    with transaction.atomic():
        hold(response)
        fresh = ApprovalResponse.objects.select_related("party__round__partnership__organisation", "extract")
        response = fresh.get(pk=response.pk)
        if response.is_verified or response.undone_at:
            raise Refused(_("Dit antwoord is al nagekeken of teruggenomen. Er kan geen uittreksel meer bij."))
        if response.extract and response.extract.checksum == file.checksum:  # type: ignore[attr-defined]
            return response
        with _extract(response.party, file, by, response.extract) as version:
            change(response, extract=version)
            story = {"name": version.name, "checksum": version.checksum, "reporter": person}
            record("governance.response.extract_added", response, by=by, scope=_scope(response.party), changes=story)
    return response


# --- one after the other: whoever changes the answers of a round holds the round


def held(party: RoundParty) -> RoundParty:
    """This party as it stands now, its round held until the end. Raises Refused when nothing can be answered."""
    hold(party.round)
    rounds = ApprovalRound.objects.select_related("partnership__organisation").prefetch_related("texts")
    round_ = rounds.get(pk=party.round_id)
    fresh = RoundParty.objects.select_related("organisation").filter(pk=party.pk).first()
    if fresh is None or not fresh.holds():
        raise Refused(_("Deze organisatie wordt niet meer gevraagd. Het antwoord is niet bewaard."))
    if round_.state == RoundState.CLOSED:
        day = in_words(round_.closed_on or today())
        raise Refused(_("Deze ronde is afgesloten op %(day)s. Het antwoord is niet bewaard.") % {"day": day})
    if round_.state == RoundState.CANCELLED:
        raise Refused(_("Deze ronde is stopgezet. Het antwoord is niet bewaard."))
    if round_.state != RoundState.OPEN:
        raise Refused(_("Deze vraag is nog niet verstuurd. Het antwoord is niet bewaard."))
    fresh.round = round_
    return fresh


def newest_of(party: RoundParty) -> ApprovalResponse | None:
    """The newest answer that nobody took back."""
    rows = ApprovalResponse.objects.standing().filter(party=party).select_related("text", "extract")
    newest = rows.order_by("-number").first()
    if newest is not None:
        newest.party = party
    return newest


# --- the rules


def _refuse_unseen(round_: ApprovalRound, newest: ApprovalResponse | None, seen: Seen) -> None:
    current = round_.current_text
    if current.number != seen.text:
        raise Stale(current)
    if newest is not None and newest.number > seen.answer:
        raise Stale(newest)


def _is_told(newest: ApprovalResponse, told: Told, file: UploadedFile | None) -> bool:
    """Whether exactly this was told already: a button pressed twice, a line that fell away after sending."""
    same = all(getattr(newest, name) == value for name, value in vars(told).items())
    checksum = newest.extract.checksum if newest.extract else None
    return same and (file is None or file.checksum == checksum)  # type: ignore[attr-defined]


def _check(round_: ApprovalRound, told: Told) -> RoundText:
    """The wording that was decided on. Raises Refused for a day that can not be right."""
    day = told.answered_on
    if day > today():
        raise Refused(_("Deze dag moet nog komen. Meld het antwoord als uw raad beslist heeft."), field="answered_on")
    assert round_.asked_on is not None
    if day < round_.asked_on:
        words = _("De vraag is gesteld op %(day)s. Daarvoor kon niemand erover beslissen.")
        raise Refused(words % {"day": in_words(round_.asked_on)}, field="answered_on")
    if told.next_on is not None and told.outcome != ResponseOutcome.POSTPONED:
        raise Refused(_("Geef alleen een volgende zitting als het punt is uitgesteld."), field="next_on")
    if told.next_on is not None and told.next_on <= day:
        raise Refused(_("De volgende zitting komt na de dag van dit antwoord."), field="next_on")
    return _text_of(round_.texts.all(), day)


def _text_of(texts: Sequence[RoundText], day: dt.date) -> RoundText:
    """The wording that held at the end of that day. Raises Refused when that one does not count any more."""
    sent = [text for text in texts if text.from_on is not None]
    on_that_day = max((text for text in sent if text.from_on <= day), key=lambda text: text.number, default=sent[0])
    later = [text for text in sent if text.number > on_that_day.number and text.needs_new_answer]
    if later:
        words = _("De vraag is gewijzigd op %(day)s. Alleen een beslissing over de nieuwe tekst telt.")
        raise Refused(words % {"day": in_words(later[-1].from_on)}, field="answered_on")
    return on_that_day


# --- writing


def _add(
    party: RoundParty,
    text: RoundText,
    told: Told,
    *,
    by: User | None,
    channel: str,
    person: Person | None = None,
    file: UploadedFile | None = None,
) -> ApprovalResponse:
    last = party.responses.aggregate(last=Max("number"))["last"] or 0
    sitting = CouncilSitting.objects.filter(
        council__organisation=party.organisation_id, council__kind=told.organ, held_on=told.answered_on
    ).first()
    with note_turn(party.round, by=by), _extract(party, file, by) as extract:
        response = ApprovalResponse.objects.create(
            party=party,
            number=last + 1,
            text=text,
            sitting=sitting,
            extract=extract,
            channel=channel,
            reported_by=by,
            reporter=person,
            **vars(told),
        )
        story: dict[str, Any] = vars(told) | {"text": text.number, "channel": channel, "reporter": person}
        if extract is not None:
            story |= {"extract": extract.name, "checksum": extract.checksum}
        story = {name: value for name, value in story.items() if value not in (None, "")}
        record("governance.response.reported", response, by=by, scope=_scope(party), changes=story)
        notifications.tell_answered(response, answer_links.links_of(party.round, [party]))
    return response


@contextmanager
def _extract(
    party: RoundParty, file: UploadedFile | None, by: User | None, before: DocumentVersion | None = None
) -> Iterator[DocumentVersion | None]:
    """The file as a version of a document of its own; the next version of the one `before`."""
    if file is None:
        yield None
        return
    names = {"organisation": party.organisation, "round": party.round.title}
    title = _("Uittreksel van %(organisation)s: %(round)s") % names
    document = before.document if before else Document(partnership=party.round.partnership, title=title[:200])
    with kept(document, file, by) as version:
        yield version


def _scope(party: RoundParty) -> Any:
    return party.round.partnership.organisation
