"""One question with one pinned text, put to many organisations: who is asked, by when, and what has to be reached."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from wegwijzer.accounts.models import User
from wegwijzer.calendar.workdays import next_working_day
from wegwijzer.lifecycle import Move


class RoundKind(models.TextChoices):
    INTEREST = "interest", _("interesse")
    INTENTION = "intention", _("intentieverklaring")
    PRINCIPLE = "principle", _("principieel akkoord")
    STATUTES = "statutes", _("statuten")
    APPLICATION = "application", _("projectaanvraag")
    COFINANCING = "cofinancing", _("cofinanciering")
    PROTOCOL = "protocol", _("protocol")
    PLAN = "plan", _("plan")
    ACCOUNTS = "accounts", _("jaarrekening")
    EVALUATION = "evaluation", _("jaarlijkse evaluatie")
    OTHER = "other", _("andere vraag")


YEARLY = (RoundKind.ACCOUNTS, RoundKind.EVALUATION)


class RoundState(models.TextChoices):
    DRAFT = "draft", _("in voorbereiding")
    OPEN = "open", _("loopt")
    CLOSED = "closed", _("afgesloten")
    CANCELLED = "cancelled", _("stopgezet")


ASKED_STATES = (RoundState.OPEN, RoundState.CLOSED, RoundState.CANCELLED)


class ApprovalRoundQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """The coordinator sees what is being prepared; everybody in the partnership what was asked."""
        rights = rights_of(user)
        own = Q(partnership__in=rights.coordinates)
        asked = Q(state__in=ASKED_STATES, opened_at__isnull=False)  # one that was thrown away was never asked
        return self.filter(own | Q(partnership__in=rights.partnerships) & asked)

    def running(self) -> Self:
        return self.filter(state=RoundState.OPEN)


class ApprovalRound(models.Model):
    """A round. Whether it is reached is never stored (see `standings`); answers count from `asked_on`."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="rounds", verbose_name=_("samenwerkingsverband")
    )
    kind = models.CharField(_("soort"), max_length=20, choices=RoundKind.choices)
    title = models.CharField(_("titel"), max_length=160)
    year = models.PositiveSmallIntegerField(
        _("over het jaar"), null=True, blank=True, validators=[MinValueValidator(1988), MaxValueValidator(2100)]
    )
    decision = models.ForeignKey(
        "governance.Decision",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rounds",
        verbose_name=_("volgt uit besluit"),
    )
    consequence = models.TextField(_("wat volgt als het bereikt wordt"), blank=True)
    asked_on = models.DateField(_("gevraagd op"), null=True, blank=True)
    deadline_on = models.DateField(_("antwoord tegen"))
    state = models.CharField(
        _("stand"), max_length=12, choices=RoundState.choices, default=RoundState.DRAFT, editable=False
    )
    opened_at = models.DateTimeField(_("verstuurd op"), null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    closed_on = models.DateField(_("afgesloten op"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("stopgezet op"), null=True, editable=False)
    cancel_reason = models.CharField(_("reden"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ApprovalRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("goedkeuringsronde")
        verbose_name_plural = _("goedkeuringsrondes")
        ordering = ["-deadline_on", "-pk"]
        indexes = [
            models.Index(fields=["partnership", "state", "deadline_on"], name="round_by_deadline"),
            models.Index(fields=["deadline_on"], name="round_running", condition=Q(state=RoundState.OPEN)),
        ]
        constraints = [
            models.CheckConstraint(
                name="round_deadline_after_asking",
                condition=Q(asked_on__isnull=True) | Q(deadline_on__gte=F("asked_on")),
                violation_error_message=_("De uiterste datum ligt voor de dag waarop het gevraagd wordt."),
            ),
            models.CheckConstraint(
                name="round_asked_has_day",
                condition=Q(state__in=["draft", "cancelled"]) | Q(asked_on__isnull=False, opened_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_closed_has_day",
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="round_cancelled_has_moment",
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="round_yearly_has_year",
                condition=~Q(kind__in=["accounts", "evaluation"]) | Q(year__isnull=False),
                violation_error_message=_("Geef het jaar waarover het gaat."),
            ),
            models.UniqueConstraint(
                fields=["partnership", "kind", "year"],
                condition=Q(year__isnull=False) & ~Q(state="cancelled"),
                name="round_once_per_year",
                violation_error_message=_("Voor dat jaar is er al een ronde van deze soort."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def current_text(self) -> Any:
        """The wording that is asked now; prefetch `texts` where several rounds are listed."""
        return max(self.texts.all(), key=lambda text: text.number)

    def refusal(self, verb: str) -> str:
        """Why `verb` is not possible in this state."""
        return str(REFUSALS[verb])

    def missing_to_open(self) -> list[str]:
        """What has to be there before anybody is asked."""
        texts, parties, clauses = list(self.texts.all()), self.parties.count(), list(self.clauses.all())
        reasons = []
        if not texts or not texts[-1].question.strip():
            reasons.append(str(_("Schrijf eerst de vraag uit.")))
        if not parties:
            reasons.append(str(_("Kies eerst welke organisaties gevraagd worden.")))
        if not clauses:
            reasons.append(str(_("Zeg eerst wat er bereikt moet worden.")))
        return reasons


REFUSALS = {
    "open": _("Deze ronde is al verstuurd of stopgezet."),
    "close": _("Alleen een ronde die loopt, kan afgesloten worden."),
    "reopen": _("Alleen een afgesloten ronde kan heropend worden."),
    "cancel": _("Deze ronde is al afgesloten of stopgezet."),
}

ANSWER_TIME = dt.timedelta(weeks=8)  # two sittings of a council that meets every month
SUMMER = ((7, 1), (9, 15))


def proposed_deadline(asked_on: dt.date) -> dt.date:
    """A working day by which a council usually can decide; not in summer, when most of them do not sit."""
    day = asked_on + ANSWER_TIME
    if SUMMER[0] <= (day.month, day.day) <= SUMMER[1]:
        day = day.replace(month=9, day=30)
    return next_working_day(day)


ROUND_LIFECYCLE = {
    "open": Move([RoundState.DRAFT], RoundState.OPEN, ApprovalRound.missing_to_open),
    "close": Move([RoundState.OPEN], RoundState.CLOSED),
    "reopen": Move([RoundState.CLOSED], RoundState.OPEN),
    "cancel": Move([RoundState.DRAFT, RoundState.OPEN], RoundState.CANCELLED),
}
