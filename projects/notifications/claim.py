"""What the sides of a claim are told: the debtor of what is submitted, the creditor of what became of it.

A dedupe key is "<kind>:<claim>:<version>:<person>": the same news reaches a person once.
"""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import Mandate, MandateRole, Person
from projects.models import Claim, ClaimState
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import register

SUBMITTED = "projects.claim_submitted"
RETURNED = "projects.claim_returned"
VERIFIED = "projects.claim_verified"
PAID = "projects.claim_paid"
STANDS = {
    SUBMITTED: (ClaimState.SUBMITTED,),
    RETURNED: (ClaimState.RETURNED,),
    VERIFIED: (ClaimState.VERIFIED, ClaimState.PAID),
    PAID: (ClaimState.PAID,),
}


def tell_submitted(claim: Claim) -> None:
    """To who speaks for the debtor, or else to the coordinator: there is something to look at."""
    _tell(SUBMITTED, claim, claim.debtor)


def tell_returned(claim: Claim) -> None:
    _tell(RETURNED, claim, claim.creditor)


def tell_verified(claim: Claim) -> None:
    _tell(VERIFIED, claim, claim.creditor)


def tell_paid(claim: Claim) -> None:
    _tell(PAID, claim, claim.creditor)


def readers_of(claim: Claim, side: Organisation) -> list[Person]:
    """Who speaks today for that side; where nobody does, the coordinators. Those with an address, by name."""
    speaking = Mandate.objects.on(today()).filter(partnership=claim.partnership).exclude(person__email="")
    contacts = Q(role=MandateRole.CONTACT, organisation=side)
    for who in (contacts, Q(role=MandateRole.COORDINATOR)):
        people = Person.objects.filter(pk__in=speaking.filter(who).values("person")).order_by("name", "pk")
        if people:
            return list(people)
    return []


def _tell(kind: str, claim: Claim, side: Organisation) -> None:
    partnership = claim.partnership
    context: dict[str, Any] = {
        "claim": claim,
        "lines": [line for line in claim.parts if line.accepted is not None and line.accepted != line.amount],
        "partnership": partnership,
        "link": settings.SITE_URL + reverse("projects:claim_detail", args=[claim.pk]),
        "answer_to": partnership.organisation.email,
    }
    for person in readers_of(claim, side):
        enqueue(
            kind,
            to=person.email,
            name=person.name,
            context=context,
            dedupe_key=f"{kind}:{claim.pk}:{claim.version}:{person.pk}",
            scope=partnership.organisation,
            target=claim,
        )


def still_stands(message: Message) -> bool:
    """The claim still is what the mail says, and this is still the address of who speaks for that side."""
    _kind, pk, version, person = message.dedupe_key.split(":")
    rows = Claim.objects.select_related("dossier__project__partnership", "creditor", "debtor")
    claim = rows.filter(pk=int(pk), state__in=STANDS[message.kind]).first()
    if claim is None:
        return False
    # Of what happened twice only the last is told.
    later = Message.objects.about(claim).filter(kind=message.kind, pk__gt=message.pk)
    if later.exclude(dedupe_key__startswith=f"{message.kind}:{pk}:{version}:").exists():
        return False
    side = claim.debtor if message.kind == SUBMITTED else claim.creditor
    return any(reader.pk == int(person) and reader.email == message.to for reader in readers_of(claim, side))


def register_kinds() -> None:
    """Make the kinds of message known; called once, when the application starts."""
    register(
        SUBMITTED, label=_("schuldvordering ingediend"), still_valid=still_stands, button=_("Bekijk de schuldvordering")
    )
    register(
        RETURNED,
        label=_("schuldvordering teruggestuurd"),
        still_valid=still_stands,
        button=_("Bekijk de schuldvordering"),
    )
    register(
        VERIFIED,
        label=_("schuldvordering goedgekeurd"),
        still_valid=still_stands,
        button=_("Bekijk de schuldvordering"),
    )
    register(PAID, label=_("schuldvordering betaald"), still_valid=still_stands, button=_("Bekijk de schuldvordering"))
