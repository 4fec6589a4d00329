"""The personal link by which a contact person answers without logging in."""

import datetime as dt
from enum import StrEnum

from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.approval_response import ApprovalResponse
from governance.models.approval_round import RoundState
from governance.models.mandate import Mandate, MandateRole
from governance.models.partnership import Partnership
from governance.models.round_party import RoundParty
from wegwijzer.accounts.periods import starts_at, today

STAYS_OPEN = dt.timedelta(days=30)  # after the deadline
# A salt of its own: what is signed for another purpose opens nothing here.
SIGNER = signing.Signer(salt="governance.answer_link", sep=".")


class Hindrance(StrEnum):
    """Why a link does not work, the gravest first."""

    FORGED = "forged"  # not signed by us
    ENDED = "ended"  # who held it does not speak for that organisation any more
    LEFT = "left"  # that organisation is not asked any more
    CANCELLED = "cancelled"
    CLOSED = "closed"
    REPLACED = "replaced"  # a fresher one was sent since
    EXPIRED = "expired"


class AnswerLink(models.Model):
    """The right of one contact person to answer one question for one organisation. The address carries its signed key.

    It ends with the mandate: whoever uses it is asked again whether the mandate holds on that day. `created_at` is part
    of the key, so that a fresh one makes the older addresses useless. `response` is what was last told with it.
    """

    party = models.ForeignKey(RoundParty, on_delete=models.CASCADE, related_name="links")
    mandate = models.ForeignKey(Mandate, on_delete=models.CASCADE, related_name="answer_links")
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    expires_at = models.DateTimeField(_("geldig tot"))
    response = models.ForeignKey(
        ApprovalResponse, null=True, blank=True, on_delete=models.SET_NULL, related_name="links"
    )

    class Meta:
        verbose_name = _("antwoordlink")
        verbose_name_plural = _("antwoordlinks")
        constraints = [
            models.UniqueConstraint(fields=["party", "mandate"], name="answer_link_once"),
            models.CheckConstraint(
                name="answer_link_expires_after_making", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        if self.mandate_id is None:
            return str(_("onbekende antwoordlink"))  # in history, for a key that was never ours
        return f"{self.mandate.person} – {self.party}"

    @property
    def partnership(self) -> Partnership:
        return self.party.round.partnership

    @property
    def stamp(self) -> int:
        """The second in which it was made."""
        return int(self.created_at.timestamp())

    @property
    def key(self) -> str:
        """What stands in the address. It is kept nowhere: whoever reads the database can not answer with it."""
        return SIGNER.sign(f"{self.pk}-{self.stamp}")

    def is_expired(self, now: dt.datetime | None = None) -> bool:
        return (now or timezone.now()) >= self.expires_at

    def hindrance(self) -> Hindrance | None:
        """What stands in the way of answering with it today; None when nothing does."""
        round_ = self.party.round
        if not self._is_entitled():
            return Hindrance.ENDED
        if not self.party.holds():
            return Hindrance.LEFT
        if round_.state == RoundState.CANCELLED:
            return Hindrance.CANCELLED
        if round_.state != RoundState.OPEN:
            return Hindrance.CLOSED
        return Hindrance.EXPIRED if self.is_expired() else None

    def _is_entitled(self) -> bool:
        """A mandate can end or be changed, and a login can be switched off, after the mail was sent."""
        mandate, user = self.mandate, self.mandate.person.user
        speaks = mandate.role == MandateRole.CONTACT and mandate.organisation_id == self.party.organisation_id
        within = mandate.partnership_id == self.party.round.partnership_id
        return speaks and within and mandate.holds() and (user is None or user.is_active)


def read_key(key: str, signer: signing.Signer = SIGNER) -> tuple[int, int] | None:
    """Which link and which making of it a key is for; None when `signer` did not sign it."""
    try:
        pk, _dash, stamp = signer.unsign(key).partition("-")
        return int(pk), int(stamp)
    except (signing.BadSignature, ValueError):
        return None


def claimed_pk(key: str) -> int | None:
    """Which link a forged key pretends to be, for the report about it."""
    pk = key.partition("-")[0]
    return int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else None


def open_until(deadline_on: dt.date) -> dt.datetime:
    """Until when a link works that is made now for a round with that deadline."""
    last = max(deadline_on, today()) + STAYS_OPEN
    return starts_at(last + dt.timedelta(days=1))
