"""A welcome event, a ceremony, a meet-up, a training: where and when, who is invited, and how many came. Never who."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from projects.models import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.choices import Labels
from wegwijzer.lifecycle import Move


class EventKind(models.TextChoices):
    WELCOME = "welcome", _("onthaalmoment")
    CEREMONY = "ceremony", _("inburgeringsceremonie")
    MEET_UP = "meet_up", _("trefmoment")
    STAFF_TRAINING = "staff_training", _("vorming voor medewerkers")
    VOLUNTEER_TRAINING = "volunteer_training", _("vorming voor vrijwilligers")
    INFORMATION = "information", _("infosessie")


TRAININGS = (EventKind.STAFF_TRAINING, EventKind.VOLUNTEER_TRAINING, EventKind.MEET_UP)  # have a certificate


class Audience(models.TextChoices):
    NEWCOMERS = "newcomers", _("nieuwkomers")
    RESIDENTS = "residents", _("andere inwoners")
    STAFF = "staff", _("medewerkers")
    VOLUNTEERS = "volunteers", _("vrijwilligers")
    PARTNERS = "partners", _("partners en beleid")


class EventState(models.TextChoices):
    PLANNED = "planned", _("gepland")
    HELD = "held", _("gehouden")
    CANCELLED = "cancelled", _("afgelast")


class EventQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(project__partnership__in=rights_of(user).partnerships)


class Event(Labels):
    """What is organised for newcomers or for who receives them. `capacity` is how many people fit.

    `sequence` rises when the day, the hour or the place changes: calendars go by it.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="events", verbose_name=_("project"))
    kind = models.CharField(_("soort"), max_length=20, choices=EventKind.choices)
    title = models.CharField(_("titel"), max_length=160)
    description = models.TextField(_("omschrijving"), blank=True)
    organiser = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organises",
        verbose_name=_("organisator"),
    )
    place = models.CharField(_("plaats"), max_length=150, blank=True)
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    audiences = models.JSONField(_("voor wie"), default=list, blank=True)
    capacity = models.PositiveIntegerField(_("aantal plaatsen"), null=True, blank=True)
    state = models.CharField(
        _("stand"), max_length=10, choices=EventState.choices, default=EventState.PLANNED, editable=False
    )
    reason = models.CharField(_("waarom afgelast"), max_length=300, blank=True, editable=False)
    sequence = models.PositiveIntegerField(_("volgnummer voor agenda’s"), default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(name="event_state_known", condition=Q(state__in=EventState.values)),
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("Het einde ligt niet na het begin."),
            ),
            models.CheckConstraint(
                name="event_cancelled_has_reason",
                condition=(Q(state="cancelled") & ~Q(reason="")) | (~Q(state="cancelled") & Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def partnership(self) -> Partnership:
        return self.project.partnership

    @property
    def organiser_id_or_own(self) -> int:
        """Who organises it: the partnership itself where nobody else does."""
        return self.organiser_id or self.partnership.organisation_id

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.starts_at)

    @property
    def audience_names(self) -> list[str]:
        return [str(Audience(value).label) for value in self.audiences if value in Audience.values]

    @property
    def has_certificate(self) -> bool:
        """Whether who took part can get a certificate: what was learned, and was held."""
        return self.kind in TRAININGS and self.state == EventState.HELD

    def refusal(self, verb: str) -> str:
        """Why `verb` is not possible in this state."""
        return _now("Dat kan niet terwijl de activiteit “%s” is.") % self.get_state_display()

    def missing_to_hold(self) -> list[str]:
        """What did not begin was not held."""
        if self.starts_at > timezone.now():
            return [_now("De activiteit is nog niet begonnen.")]
        return []


EVENT_LIFECYCLE = {
    "hold": Move([EventState.PLANNED], EventState.HELD, Event.missing_to_hold),
    "cancel": Move([EventState.PLANNED], EventState.CANCELLED),
    "resume": Move([EventState.CANCELLED], EventState.PLANNED),
    "reopen": Move([EventState.HELD], EventState.PLANNED),
}


class EventPartQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(event__project__partnership__in=rights_of(user).partnerships)


class EventInvitation(models.Model):
    """An organisation that is invited."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("activiteit"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    invited_at = models.DateTimeField(_("uitgenodigd op"), default=timezone.now, editable=False)

    objects = EventPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["event", "organisation"], name="event_invitation_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class EventCount(Labels):
    """How many of an audience, of one organisation. Numbers only: there is nothing here to put a name in."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="counts", verbose_name=_("activiteit"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    audience = models.CharField(_("voor wie"), max_length=12, choices=Audience.choices)
    invited = models.PositiveIntegerField(_("uitgenodigd"), null=True, blank=True)
    registered = models.PositiveIntegerField(_("ingeschreven"), null=True, blank=True)
    present = models.PositiveIntegerField(_("aanwezig"), null=True, blank=True)

    objects = EventPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("aantal bij een activiteit")
        verbose_name_plural = _("aantallen bij activiteiten")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation", "audience"], name="event_count_once"),
            models.CheckConstraint(
                name="event_count_says_something",
                condition=Q(invited__isnull=False) | Q(registered__isnull=False) | Q(present__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_audience_display()}"
