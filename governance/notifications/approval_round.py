"""What contact persons are told about a round that asks something of them, each with a link of their own.

A dedupe key is "<kind>:<round>:<turn>:<link>", so that the same news reaches a person once. The address of the link is
filled in when the mail leaves: the database keeps only a mark in its place.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import (
    AnswerLink,
    ApprovalResponse,
    ApprovalRound,
    Hindrance,
    Mandate,
    RoundParty,
    RoundText,
    book_of,
)
from wegwijzer.outbox.compose import render
from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.outbox.fate import MARK
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import Letter, register

ASKED = "governance.round_asked"
REWORDED = "governance.round_reworded"
REMINDER = "governance.round_reminder"
FRESH = "governance.round_link"
ANSWERED = "governance.round_answered"
UNDONE = "governance.round_undone"
CANCELLED = "governance.round_cancelled"
REMOVED = "governance.round_removed"
TO_ANSWER, TO_LOOK = _("Meld het besluit"), _("Bekijk het antwoord")


# --- who


def contacts_of(round_: ApprovalRound, parties: Iterable[RoundParty]) -> dict[int, list[Mandate]]:
    """Per party (key) who speaks for it today, by name; with the person."""
    organisations = {party.organisation_id: party.pk for party in parties}
    rows = Mandate.objects.speaking_for(organisations, round_.partnership_id)
    found = defaultdict(list)
    for mandate in rows.select_related("person__user"):
        found[organisations[mandate.organisation_id]].append(mandate)
    return found


# --- what is told


def tell(kind: str, round_: ApprovalRound, links: Iterable[AnswerLink], *, turn: str, **extra: Any) -> int:
    """One mail per link. Returns how many that makes."""
    words = _words(round_) | extra
    count = 0
    for link in links:
        person = link.mandate.person
        message = enqueue(
            kind,
            to=person.email,
            name=person.name,
            context=words | {"party": link.party, "link": address(MARK)},
            dedupe_key=f"{kind}:{round_.pk}:{turn}:{link.pk}",
            scope=round_.partnership.organisation,
            target=round_,
        )
        count += message is not None
    return count


def tell_reworded(round_: ApprovalRound, text: RoundText, links: Iterable[AnswerLink], answered: set[int]) -> int:
    """The wording changed; `answered` are the parties (keys) that had decided on an older one."""
    groups: dict[bool, list[AnswerLink]] = {True: [], False: []}
    for link in links:
        groups[link.party_id in answered].append(link)
    return sum(
        tell(
            REWORDED,
            round_,
            group,
            turn=f"{text.number}",
            text=text,
            again=known and text.needs_new_answer,
            answered=known,
        )
        for known, group in groups.items()
    )


def tell_answered(response: ApprovalResponse, links: Iterable[AnswerLink], *, undone: bool = False) -> int:
    """To all who speak for that board: this was told in its name, and can be taken back."""
    kind = UNDONE if undone else ANSWERED
    return tell(kind, response.party.round, links, turn=f"{response.pk}", response=response)


def tell_mistaken(party: RoundParty, links: Iterable[AnswerLink]) -> int:
    """To who was mailed about it, or may have been: that organisation was asked by mistake."""
    mails = Message.objects.about(party.round).filter(kind__in=(ASKED, REWORDED, REMINDER, FRESH))
    left = mails.may_have_left().values_list("dedupe_key", flat=True)
    reached = {int(key.rpartition(":")[2]) for key in left}
    told = [link for link in links if link.pk in reached]
    return tell(REMOVED, party.round, told, turn=f"{party.organisation_id}")


def preview(kind: str, round_: ApprovalRound, party: RoundParty) -> tuple[str, str]:
    """Subject and text as a contact person of that organisation will read them."""
    person = {"recipient_name": str(_("naam van de contactpersoon"))}
    return render(kind, _words(round_) | person | {"party": party, "link": str(_("(de persoonlijke link)"))})


def _words(round_: ApprovalRound) -> dict[str, Any]:
    return {
        "round": round_,
        "partnership": round_.partnership,
        "text": round_.current_text,
        "answer_to": round_.partnership.organisation.email,
    }


def address(key: str) -> str:
    """Where a link leads, to open from a mail."""
    return settings.SITE_URL + reverse("governance:answer_link", args=[key])


# --- right before sending: the text with the link in it, and whether it still holds


def with_link(message: Message) -> Letter:
    link = _link_of(message)
    if link is None:
        raise LookupError("the link of this mail is gone")
    return Letter(message.subject, message.body.replace(address(MARK), address(link.key)))


def _link_of(message: Message) -> AnswerLink | None:
    pk = int(message.dedupe_key.rpartition(":")[2])
    rows = AnswerLink.objects.select_related("party__round", "mandate__person__user")
    return rows.filter(pk=pk).first()


def _turn_of(message: Message) -> int:
    return int(message.dedupe_key.split(":")[2])


def link_holds(message: Message) -> bool:
    """It still leads somewhere, and this is still the address of who may use it."""
    link = _link_of(message)
    return link is not None and link.mandate.person.email == message.to and link.hindrance() is None


def question_holds(message: Message) -> bool:
    """That organisation still has to decide."""
    link = _link_of(message)
    if link is None or not link_holds(message):
        return False
    return link.party_id in {party.pk for party in book_of(link.party.round).still_out}


def rewording_holds(message: Message) -> bool:
    """It is still the newest wording."""
    link = _link_of(message)
    return link is not None and link_holds(message) and link.party.round.current_text.number == _turn_of(message)


def answer_holds(message: Message) -> bool:
    """The answer still stands."""
    return link_holds(message) and ApprovalResponse.objects.standing().filter(pk=_turn_of(message)).exists()


def cancellation_holds(message: Message) -> bool:
    """It is still off, and whoever was asked still speaks for that organisation."""
    link = _link_of(message)
    return link is not None and link.hindrance() == Hindrance.CANCELLED


def removal_holds(message: Message) -> bool:
    """That organisation was not asked all the same in the meantime."""
    return not RoundParty.objects.filter(round=message.target_id, organisation=_turn_of(message)).exists()


def register_kinds() -> None:
    """Make the kinds of message known; called once, when the application starts."""
    register(ASKED, label=_("vraag aan de besturen"), still_valid=question_holds, completed=with_link, button=TO_ANSWER)
    register(REWORDED, label=_("gewijzigde vraag"), still_valid=rewording_holds, completed=with_link, button=TO_ANSWER)
    register(
        REMINDER,
        label=_("herinnering aan een vraag"),
        still_valid=question_holds,
        completed=with_link,
        button=TO_ANSWER,
        reminds=True,
    )
    register(
        FRESH, label=_("nieuwe link om te antwoorden"), still_valid=link_holds, completed=with_link, button=TO_ANSWER
    )
    register(
        ANSWERED, label=_("bevestiging van een antwoord"), still_valid=answer_holds, completed=with_link, button=TO_LOOK
    )
    register(CANCELLED, label=_("stopgezette vraag"), still_valid=cancellation_holds)
    register(REMOVED, label=_("vraag die niet voor u was"), still_valid=removal_holds)
    register(UNDONE, label=_("antwoord teruggenomen"), still_valid=link_holds, completed=with_link, button=TO_LOOK)
