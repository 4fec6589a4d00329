"""Who was there, and with what right: the ground for quorum and votes."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.models.mandate import MandateRole, Person
from governance.models.meeting import Meeting
from governance.models.partnership import Partnership
from wegwijzer.accounts.models import Organisation
from wegwijzer.choices import Labels


class AttendanceStatus(models.TextChoices):
    UNKNOWN = "", _("niet aangeduid")
    PRESENT = "present", _("aanwezig")
    REPRESENTED = "represented", _("vertegenwoordigd")
    EXCUSED = "excused", _("verontschuldigd")
    ABSENT = "absent", _("afwezig")


IN_THE_ROOM = (AttendanceStatus.PRESENT, AttendanceStatus.REPRESENTED)


class AttendanceQuerySet(models.QuerySet):
    def present(self) -> Self:
        """There in person or by a substitute."""
        return self.filter(status__in=IN_THE_ROOM)

    def voting(self) -> Self:
        return self.filter(has_vote=True)

    def in_order(self) -> Self:
        return self.order_by("organisation__territory", "organisation__kind", "name", "pk")


class Attendance(Labels):
    """One seat at one meeting, copied from the mandate on that day, or a guest (no person, no role, no vote)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("persoon")
    )
    name = models.CharField(_("naam"), max_length=120)
    role = models.CharField(_("rol"), max_length=20, choices=MandateRole.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("voor")
    )
    has_vote = models.BooleanField(_("stemgerechtigd"), default=False)
    status = models.CharField(
        _("aanwezigheid"), max_length=12, choices=AttendanceStatus.choices, blank=True, default=""
    )
    represented_by = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("vertegenwoordigd door"),
    )
    arrived_at = models.TimeField(_("kwam om"), null=True, blank=True)
    left_at = models.TimeField(_("vertrok om"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheden")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "organisation"],
                condition=Q(person__isnull=False),
                name="attendance_once_per_seat",
            ),
            models.CheckConstraint(
                name="attendance_substitute_when_represented",
                condition=Q(status="represented", represented_by__isnull=False)
                | (~Q(status="represented") & Q(represented_by__isnull=True)),
                violation_error_message=_("Kies wie vertegenwoordigt."),
            ),
            models.CheckConstraint(
                name="attendance_times_in_order",
                condition=Q(arrived_at__isnull=True) | Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                violation_error_message=_("Het vertrek ligt voor de aankomst."),
            ),
            models.CheckConstraint(
                name="attendance_guest_has_no_vote", condition=Q(person__isnull=False) | Q(has_vote=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body(self) -> Body:
        return self.meeting.body

    @property
    def partnership(self) -> Partnership:
        return self.meeting.body.partnership

    @property
    def seat(self) -> str:
        """Who, and for which board: one person may sit for two."""
        if self.organisation is None or self.organisation.name in self.name:
            return self.name
        return f"{self.name} ({self.organisation})"

    def in_the_room(self, moment: dt.time | None = None) -> bool:
        """Whether this seat was taken (at that time of the day, when one is given)."""
        if self.status not in IN_THE_ROOM:
            return False
        if moment is None:
            return True
        return (self.arrived_at is None or self.arrived_at <= moment) and (
            self.left_at is None or self.left_at > moment
        )


class Quorum:
    """How many voting seats there are, how many are taken, and how many are needed."""

    def __init__(self, meeting: Meeting, attendances: list[Attendance], moment: dt.time | None = None) -> None:
        voting = [attendance for attendance in attendances if attendance.has_vote]
        self.seats = len(voting)
        self.present = sum(attendance.in_the_room(moment) for attendance in voting)
        self.needed = meeting.body.quorum_needed(self.seats)

    @property
    def reached(self) -> bool:
        return self.present >= self.needed

    @property
    def verdict(self) -> str:
        """What follows from it, in words that come after '9 van 14'."""
        if not self.needed:
            return str(_("stemgerechtigden aanwezig; dit orgaan heeft geen quorum"))
        words = _("stemgerechtigden aanwezig, %(needed)s nodig: quorum bereikt")
        if not self.reached:
            words = _("stemgerechtigden aanwezig, %(needed)s nodig: quorum niet bereikt")
        return words % {"needed": self.needed}

    def __str__(self) -> str:
        return _("%(present)s van %(seats)s %(verdict)s") % {
            "present": self.present,
            "seats": self.seats,
            "verdict": self.verdict,
        }
