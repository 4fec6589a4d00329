"""What an organisation's organ answered, every version of it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models.approval_round import ApprovalRound, RoundKind
from governance.models.council import CouncilKind, CouncilSitting
from governance.models.document import DocumentVersion
from governance.models.mandate import Person
from governance.models.partnership import Partnership
from governance.models.round_party import RoundParty
from governance.models.round_text import RoundText
from governance.models.threshold import Answer, Stance
from wegwijzer.accounts.models import User

UNDO_WITHIN = dt.timedelta(hours=24)


class ResponseOutcome(models.TextChoices):
    APPROVED = "approved", _("goedgekeurd")
    REMARKS = "approved_with_remarks", _("goedgekeurd met opmerkingen")
    REJECTED = "rejected", _("niet goedgekeurd")
    POSTPONED = "postponed", _("uitgesteld")
    WITHDRAWN = "withdrawn", _("antwoord ingetrokken")


STANCES = {
    ResponseOutcome.APPROVED: Stance.AGREED,
    ResponseOutcome.REMARKS: Stance.AGREED,
    ResponseOutcome.REJECTED: Stance.REFUSED,
    ResponseOutcome.POSTPONED: Stance.OUT,
    ResponseOutcome.WITHDRAWN: Stance.OUT,
}


# What can be told; to withdraw an answer is another thing to do.
ANSWERS = (
    ResponseOutcome.APPROVED,
    ResponseOutcome.REMARKS,
    ResponseOutcome.REJECTED,
    ResponseOutcome.POSTPONED,
)
# Who is asked for its interest does not approve of anything.
INTEREST_WORDS = {
    ResponseOutcome.APPROVED: _("ja, interesse"),
    ResponseOutcome.REJECTED: _("geen interesse"),
}


def answers_in(kind: str) -> list[tuple[str, str]]:
    """[(value, word)]: what can be answered in a round of that kind."""
    asked = [outcome for outcome in ANSWERS if kind != RoundKind.INTEREST or outcome != ResponseOutcome.REMARKS]
    return [(outcome.value, answer_word(kind, outcome)) for outcome in asked]


def answer_word(kind: str, outcome: str) -> str:
    """What an answer is called in a round of that kind."""
    known = ResponseOutcome(outcome)
    words = INTEREST_WORDS if kind == RoundKind.INTEREST else {}
    return str(words.get(known, known.label))


class PreferredForm(models.TextChoices):
    """How an organisation would like to take part, when it is asked for its interest."""

    NONE = "", _("geen voorkeur")
    LEAD = "lead", _("als trekker")
    PARTNER = "partner", _("als partner")
    LATER = "later", _("later instappen")
    INFORMED = "informed", _("alleen op de hoogte blijven")


class Channel(models.TextChoices):
    PAGE = "page", _("door het bestuur zelf")
    LINK = "link", _("met de link uit de mail")
    ON_BEHALF = "on_behalf", _("door de coördinator, namens het bestuur")
    CASE = "case", _("uit het voorbeeld")


class ApprovalResponseQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(party__round__in=ApprovalRound.objects.visible_to(user))

    def standing(self) -> Self:
        """Those that nobody took back."""
        return self.filter(undone_at__isnull=True)

    def unverified(self) -> Self:
        return self.standing().filter(verified_at__isnull=True)

    def late(self) -> Self:
        """Those decided after the deadline, accepted or not."""
        return self.filter(answered_on__gt=F("party__round__deadline_on"))

    def latest_of_each(self) -> Self:
        """Of every organisation the newest that nobody took back."""
        newer = ApprovalResponse.objects.standing().filter(party=OuterRef("party"), number__gt=OuterRef("number"))
        return self.standing().filter(~Exists(newer))


class ApprovalResponse(models.Model):
    """One answer of one organisation. A changed answer is a next one; the newest that was not taken back counts.

    `answered_on` is the day on which the organ decided, `reported_at` the moment on which somebody told us.
    """

    party = models.ForeignKey(
        RoundParty, on_delete=models.CASCADE, related_name="responses", verbose_name=_("organisatie")
    )
    number = models.PositiveSmallIntegerField(_("nummer"))
    text = models.ForeignKey(RoundText, on_delete=models.PROTECT, related_name="responses", verbose_name=_("tekst"))
    outcome = models.CharField(_("antwoord"), max_length=24, choices=ResponseOutcome.choices)
    answered_on = models.DateField(_("beslist op"))
    organ = models.CharField(_("door"), max_length=20, choices=CouncilKind.choices)
    sitting = models.ForeignKey(
        CouncilSitting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("zitting")
    )
    next_on = models.DateField(_("opnieuw op de agenda van"), null=True, blank=True)
    reason = models.TextField(_("opmerking of reden"), blank=True)
    preferred_form = models.CharField(_("liefst"), max_length=12, choices=PreferredForm.choices, blank=True, default="")
    extract = models.ForeignKey(
        DocumentVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("uittreksel uit het register"),
    )
    channel = models.CharField(_("gemeld"), max_length=12, choices=Channel.choices)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("gemeld door"),
    )
    reporter = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("gemeld door")
    )
    reported_at = models.DateTimeField(_("gemeld op"), default=timezone.now)
    verified_at = models.DateTimeField(_("nagekeken op"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    undone_at = models.DateTimeField(_("teruggenomen op"), null=True, blank=True, editable=False)
    accepted_late_at = models.DateTimeField(_("te laat, toch aanvaard op"), null=True, blank=True, editable=False)
    late_reason = models.CharField(_("waarom toch aanvaard"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ApprovalResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        ordering = ["party", "number"]
        constraints = [
            models.UniqueConstraint(fields=["party", "number"], name="approval_response_once"),
            models.CheckConstraint(
                name="approval_response_taken_back_unverified",
                condition=Q(undone_at__isnull=True) | Q(verified_at__isnull=True),
            ),
            models.CheckConstraint(
                name="approval_response_late_has_reason",
                condition=Q(accepted_late_at__isnull=True, late_reason="")
                | (Q(accepted_late_at__isnull=False) & ~Q(late_reason="")),
            ),
            models.CheckConstraint(
                name="approval_response_next_when_postponed",
                condition=Q(next_on__isnull=True) | Q(outcome="postponed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_outcome_display()}"

    @property
    def teller(self) -> str:
        """Who told it, and for whom."""
        if self.channel == Channel.ON_BEHALF:
            return _now("%(name)s, namens het bestuur") % {"name": self.reported_by}
        return str(self.reporter or self.reported_by or self.get_channel_display())

    @property
    def word(self) -> str:
        """The answer in the words of its round."""
        return answer_word(self.party.round.kind, self.outcome)

    @property
    def partnership(self) -> Partnership:
        return self.party.round.partnership

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    @property
    def is_late(self) -> bool:
        return self.answered_on > self.party.round.deadline_on

    @property
    def shows_extract(self) -> bool:
        """Whether a browser can show the extract as a picture."""
        return self.extract is not None and self.extract.content_type.startswith("image/")

    @property
    def opens_extract(self) -> bool:
        """Whether a browser can show the extract by itself, as a picture or as a PDF."""
        return self.shows_extract or (self.extract is not None and self.extract.content_type == "application/pdf")

    @property
    def waits_for_acceptance(self) -> bool:
        """Whether it came too late and nobody let it count."""
        return self.is_late and self.accepted_late_at is None and self.undone_at is None

    @property
    def is_outdated(self) -> bool:
        """Whether the question was changed since in a way that asks for a new decision."""
        texts = self.party.round.texts.all()
        return any(text.needs_new_answer and text.number > self.text.number for text in texts)

    def can_be_undone(self, now: dt.datetime | None = None) -> bool:
        """Within a day of reporting, as long as nobody verified it."""
        fresh = (now or timezone.now()) - self.reported_at < UNDO_WITHIN
        return fresh and self.undone_at is None and self.verified_at is None

    def as_answer(self, text_number: int) -> Answer:
        """For the count; `text_number` is the wording that it answers."""
        stance = STANCES[ResponseOutcome(self.outcome)]
        late = self.accepted_late_at is not None
        return Answer(self.party_id, self.number, stance, self.answered_on, text_number, late)
