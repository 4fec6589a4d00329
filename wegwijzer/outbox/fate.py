"""What became of a mail, in words for who has to decide about it. Reads a row, and asks nothing of the database."""

import re
from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wegwijzer.outbox.models import LIFECYCLE, Message, MessageState
from wegwijzer.outbox.registry import kinds

TONES = {
    MessageState.READY: "waiting",
    MessageState.SENDING: "waiting",
    MessageState.SENT: "agreed",
    MessageState.FAILED: "refused",
    MessageState.UNCERTAIN: "postponed",
    MessageState.LAPSED: "na",
}
# How a person ends what is stuck without sending it, as the button says it (wegwijzer.outbox.actions.message).
ENDINGS = {"confirm": gettext_lazy("Ze kwam aan"), "drop": gettext_lazy("Niet meer nodig")}
# A reply of SMTP (RFC 5321, 4.2) as the outbox notes it, with the enhanced code of RFC 3463 where the server gives one.
REPLY = re.compile(r"(?P<code>[245]\d\d)\b[\s-]*(?P<more>[245]\.\d{1,3}\.\d{1,3})?")
# What texts have in the place of a link that is as good as a password; it is filled in when the mail leaves.
MARK = "persoonlijke-link"
FULL, UNKNOWN_ADDRESS = ("552", "452"), ("550", "551", "553")
UNREACHABLE = re.compile(
    r"(TimeoutError|ConnectionRefusedError|ConnectionResetError|ConnectionError|OSError|gaierror|BrokenPipeError"
    r"|SMTPServerDisconnected|SMTPConnectError|SMTPHeloError|SSLError)\b"
)


def sent_again(message: Message, whom: str) -> str:
    """What pressing the button to send one again came to, as a sentence (Dutch); `whom` as the reader may know it."""
    said = _("De mail aan %s vertrekt opnieuw.")
    if message.send_after > timezone.now():
        said = _("De mail aan %s vertrekt opnieuw op het eerste uur waarop die persoon mail krijgt.")
    return said % whom


def all_sent_again(messages: Collection[Message]) -> str:
    """What pressing the button for all that failed came to, as a sentence (Dutch)."""
    if not messages:
        return _("Er was geen mislukte mail om opnieuw te sturen.")
    now = timezone.now()
    later = sum(message.send_after > now for message in messages)
    leaving = len(messages) - later
    wait = ngettext(
        "%s mail vertrekt op het eerste uur waarop die persoon mail krijgt.",
        "%s mails vertrekken op het eerste uur waarop die personen mail krijgen.",
        later,
    )
    said = ngettext("%s mail vertrekt opnieuw.", "%s mails vertrekken opnieuw.", leaving)
    return " ".join([*([said % leaving] if leaving else []), *([wait % later] if later else [])])


def settled(whom: str) -> str:
    """What ending one without sending it came to, as a sentence (Dutch)."""
    return _("De mail aan %s is afgehandeld.") % whom


def endings_of(message: Message) -> list[tuple[str, str]]:
    """The moves by which a person can end this one as it stands now, each with what its button says."""
    return [(verb, str(label)) for verb, label in ENDINGS.items() if message.state in LIFECYCLE[verb].sources]


def kind_label(name: str) -> str:
    """What the screen calls this kind of mail; its bare name when no app knows it any more."""
    return str(kinds[name].label) if name in kinds else name


def hides_link(message: Message) -> bool:
    """Whether a personal link stood in the mail that left, where its text here has a mark."""
    return MARK in message.body


def cause(reason: str) -> str:
    """What a technical reason means and what one can do, in plain words (Dutch); "" when it is in plain words itself.

    The reason of a row is what the mail server said, or the name of an error with its text.
    """
    reply = REPLY.match(reason)
    if reply is not None:
        return _of_reply(reply["code"], reply["more"] or "")
    if UNREACHABLE.match(reason):
        return str(_("De mailserver was niet te bereiken."))
    if reason.startswith("SMTPAuthenticationError"):
        return str(_("De mailserver liet Wegwijzer niet binnen. Verwittig de beheerder."))
    return ""


def _of_reply(code: str, more: str) -> str:
    permanent = code.startswith("5")
    if more[1:] in (".2.2", ".3.4", ".2.3") or code in FULL:
        return str(_("Het postvak van de ontvanger is vol, of de mail is te groot."))
    if permanent and (more[1:4] in (".1.", ".4.") or (not more and code in UNKNOWN_ADDRESS)):
        return str(_("Het adres bestaat niet of wordt geweigerd. Kijk na of het juist is."))
    if permanent:
        return str(_("De mailserver van de ontvanger weigert deze mail."))
    return str(_("De mailserver vraagt om het later opnieuw te proberen. Dat gebeurt vanzelf."))
