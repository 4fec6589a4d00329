"""A *zitting*: planned, convened, held, minuted, approved. Once approved it is frozen; what follows is a correction."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body, dutch
from governance.models.mandate import Person
from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from wegwijzer.accounts.models import User
from wegwijzer.lifecycle import Move
from wegwijzer.ui.words import day

if TYPE_CHECKING:
    from governance.models.attendance import Attendance
    from governance.models.decision import Decision


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("gepland")
    CONVENED = "convened", _("bijeengeroepen")
    HELD = "held", _("bezig")
    DRAFT = "draft", _("verslag in ontwerp")
    APPROVED = "approved", _("verslag goedgekeurd")
    CANCELLED = "cancelled", _("geannuleerd")


OPEN_STATES = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.HELD)
MINUTED_STATES = (MeetingState.HELD, MeetingState.DRAFT)
AFTER_STATES = (MeetingState.DRAFT, MeetingState.APPROVED)


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """All meetings of a coordinator; for the others those that were convened, or were and got cancelled."""
        rights = rights_of(user)
        own = Q(body__partnership__in=rights.coordinates) | Q(body__in=rights.bodies)
        told = Q(body__partnership__in=rights.reads_all_bodies_of, convened_at__isnull=False)
        return self.filter(own | told)

    def upcoming(self) -> Self:
        """Still to be held, soonest first."""
        return self.filter(state__in=[MeetingState.PLANNED, MeetingState.CONVENED]).order_by("planned_start")

    def over(self) -> Self:
        """Those that took place, latest first."""
        return self.filter(state__in=AFTER_STATES).order_by("-planned_start")

    def before(self, meeting: "Meeting") -> Self:
        """The meetings of the same body before this one, latest first."""
        return self.filter(body=meeting.body_id, planned_start__lt=meeting.planned_start).order_by("-planned_start")


class Meeting(models.Model):
    """One meeting of a body. `sequence` counts what calendars must update (RFC 5545 SEQUENCE).

    `agenda_version` goes up with every change of the agenda, apart from the facts of the meeting itself;
    `agenda_sent` is the agenda as the members last got it (Agenda.snapshot).
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("orgaan"))
    title = models.CharField(_("titel"), max_length=150, blank=True)
    state = models.CharField(
        _("stand"), max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED, editable=False
    )
    planned_start = models.DateTimeField(_("begin"))
    planned_end = models.DateTimeField(_("einde"))
    actual_start = models.DateTimeField(_("werkelijk begin"), null=True, blank=True)
    actual_end = models.DateTimeField(_("werkelijk einde"), null=True, blank=True)
    place = models.CharField(_("plaats"), max_length=150, blank=True)
    link = models.URLField(_("link voor wie online deelneemt"), blank=True)
    languages = models.JSONField(_("talen"), default=dutch)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    agenda_version = models.PositiveIntegerField(default=1, editable=False)
    agenda_sent = models.JSONField(null=True, editable=False)
    announced_at = models.DateTimeField(_("laatst aan de leden gestuurd op"), null=True, editable=False)
    convened_at = models.DateTimeField(_("bijeengeroepen op"), null=True, editable=False)
    convened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    cancelled_at = models.DateTimeField(_("geannuleerd op"), null=True, editable=False)
    cancel_reason = models.CharField(_("reden van annulering"), max_length=300, blank=True)
    chair = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("voorzitter")
    )
    secretary = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("verslaggever")
    )
    approved_at = models.DateTimeField(_("verslag goedgekeurd op"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    approved_in = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approves",
        verbose_name=_("goedgekeurd in de vergadering van"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("vergadering")
        verbose_name_plural = _("vergaderingen")
        ordering = ["-planned_start"]
        indexes = [
            models.Index(fields=["body", "planned_start"], name="meeting_body_start"),
            models.Index(fields=["state", "planned_start"], name="meeting_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "planned_start"],
                condition=~Q(state="cancelled"),
                name="meeting_once_per_start",
                violation_error_message=_("Dit orgaan vergadert al op dat tijdstip."),
            ),
            models.CheckConstraint(
                name="meeting_planned_in_order",
                condition=Q(planned_end__gt=F("planned_start")),
                violation_error_message=_("Het einde ligt niet na het begin."),
            ),
            models.CheckConstraint(
                name="meeting_actual_in_order",
                condition=Q(actual_end__isnull=True) | Q(actual_end__gte=F("actual_start")),
                violation_error_message=_("Het werkelijke einde ligt voor het werkelijke begin."),
            ),
            models.CheckConstraint(
                name="meeting_convened_has_moment", condition=~Q(state="convened") | Q(convened_at__isnull=False)
            ),
            models.CheckConstraint(
                name="meeting_held_has_start",
                condition=~Q(state__in=["held", "draft", "approved"]) | Q(actual_start__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_closed_has_end",
                condition=~Q(state__in=["draft", "approved"]) | Q(actual_end__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_approved_has_moment",
                condition=Q(state="approved", approved_at__isnull=False)
                | (~Q(state="approved") & Q(approved_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_has_moment",
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.body.name}, {day(self.planned_start)}"

    @property
    def partnership(self) -> Partnership:
        return self.body.partnership

    @property
    def send_on(self) -> dt.date:
        """The last day on which the invitation leaves in time."""
        return timezone.localdate(self.planned_start) - dt.timedelta(days=self.body.notice_days)

    @property
    def is_open(self) -> bool:
        """Not closed yet: the agenda can still change."""
        return self.state in OPEN_STATES

    @property
    def may_change(self) -> bool:
        """Not begun yet: time and place can change, and it can be called off."""
        return self.state in (MeetingState.PLANNED, MeetingState.CONVENED)

    @property
    def has_public_report(self) -> bool:
        """Whether there is a version for others: minutes that can not change any more, items that stay as they are."""
        return self.state == MeetingState.APPROVED

    def refusal(self, verb: str) -> str:
        """Why `verb` does not leave from the state it is in."""
        if verb == "approve" and self.state in OPEN_STATES:
            return _("Sluit eerst de vergadering.")
        return _("Deze vergadering is %(state)s; dit kan nu niet meer.") % {"state": self.get_state_display()}

    def missing_for_convene(self) -> list[str]:
        """What the invitation still needs; the page shows the same sentences."""
        lacking = []
        if not self.items.exists():
            lacking.append(_("Zet minstens één punt op de agenda."))
        if not self.place and not self.link:
            lacking.append(_("Vul een plaats of een link in."))
        if not self.body.mandates.seats().on(timezone.localdate(self.planned_start)).exists():
            lacking.append(_("Niemand heeft op die dag een mandaat in dit orgaan."))
        if self.planned_start <= timezone.now():
            lacking.append(_("Het begin ligt in het verleden."))
        return [str(sentence) for sentence in lacking]

    def missing_for_open(self) -> list[str]:
        return [] if self.items.exists() else [str(_("Zet minstens één punt op de agenda."))]

    def missing_for_close(self) -> list[str]:
        """What the secretary still has to fill in before the meeting can be closed."""
        return lacking_to_close(self.attendances.in_order(), self.decisions.all())

    def missing_for_approve(self) -> list[str]:
        return lacking_to_approve(self, self.decisions.all())


def lacking_to_close(attendances: "Iterable[Attendance]", decisions: "Iterable[Decision]") -> list[str]:
    """What the guard says of a meeting with these rows; its screen has read them already and says the same."""
    names = ", ".join(seat.name for seat in attendances if seat.person_id and not seat.status)
    lacking = []
    if not any(seat.in_the_room() for seat in attendances):
        lacking.append(_("Duid aan wie aanwezig is."))
    elif names:
        lacking.append(_("Duid nog aan of zij er waren: %(names)s.") % {"names": names})
    return [str(sentence) for sentence in lacking] + _without_outcome(decisions)


def lacking_to_approve(meeting: Meeting, decisions: "Iterable[Decision]") -> list[str]:
    """The same for the approval of the minutes."""
    led = meeting.chair_id and meeting.secretary_id
    return _without_outcome(decisions) + ([] if led else [str(_("Duid de voorzitter en de verslaggever aan."))])


def _without_outcome(decisions: "Iterable[Decision]") -> list[str]:
    words = _("Geef het resultaat van het besluit ‘%(title)s’.")
    return [str(words % {"title": decision.title}) for decision in decisions if not decision.outcome]


LIFECYCLE = {
    "convene": Move([MeetingState.PLANNED], MeetingState.CONVENED, Meeting.missing_for_convene),
    "open": Move([MeetingState.PLANNED, MeetingState.CONVENED], MeetingState.HELD, Meeting.missing_for_open),
    "close": Move([MeetingState.HELD], MeetingState.DRAFT, Meeting.missing_for_close),
    "approve": Move([MeetingState.DRAFT], MeetingState.APPROVED, Meeting.missing_for_approve),
    "cancel": Move([MeetingState.PLANNED, MeetingState.CONVENED], MeetingState.CANCELLED),
}
