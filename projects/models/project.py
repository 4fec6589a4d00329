"""A project of a partnership: what it is for, who leads it, from when until when, and how far it is."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, Person, rights_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint, today
from wegwijzer.choices import Labels
from wegwijzer.lifecycle import Move


class ProjectState(models.TextChoices):
    IDEA = "idea", _("idee")
    PREPARING = "preparing", _("in voorbereiding")
    RUNNING = "running", _("loopt")
    CLOSING = "closing", _("wordt afgerond")
    CLOSED = "closed", _("afgesloten")
    STOPPED = "stopped", _("stopgezet")


ALIVE_STATES = (ProjectState.IDEA, ProjectState.PREPARING, ProjectState.RUNNING, ProjectState.CLOSING)


class ProjectQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)

    def alive(self) -> Self:
        """Those that are neither closed nor stopped."""
        return self.filter(state__in=ALIVE_STATES)


class Project(Labels, Period):
    """A *project*. Its time line, plans, dossiers and ties to meetings, decisions and rounds hang on it."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="projects", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=120)
    purpose = models.TextField(_("doel"), blank=True)
    lead = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leads_projects",
        verbose_name=_("trekker"),
    )
    managing_authority = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="manages_projects",
        verbose_name=_("beherend bestuur"),
    )
    coordinator = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coordinates_projects",
        verbose_name=_("coördinator"),
    )
    state = models.CharField(
        _("stand"), max_length=12, choices=ProjectState.choices, default=ProjectState.IDEA, editable=False
    )
    ended_on = models.DateField(_("beëindigd op"), null=True, editable=False)
    end_reason = models.CharField(_("reden"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projecten")
        ordering = ["name"]
        constraints = [
            period_constraint("project"),
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="project_name_once",
                violation_error_message=_("Er is al een project met deze naam."),
            ),
            models.CheckConstraint(
                name="project_ended_has_day",
                condition=Q(state__in=["closed", "stopped"], ended_on__isnull=False)
                | (~Q(state__in=["closed", "stopped"]) & Q(ended_on__isnull=True)),
            ),
            models.CheckConstraint(name="project_stopped_has_reason", condition=~Q(state="stopped", end_reason="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE_STATES

    @property
    def over_on(self) -> dt.date | None:
        """The day on which it ended: as it was noted, or else the last of its period once that is past."""
        if self.state not in ALIVE_STATES:
            return self.ended_on
        return self.until_on if self.until_on is not None and self.until_on < today() else None

    def refusal(self, verb: str) -> str:
        """Why `verb` is not possible in this state."""
        return _now("Dat kan niet terwijl het project “%s” is.") % self.get_state_display()

    def missing_to_start(self) -> list[str]:
        """What has to be known before a project runs."""
        reasons = []
        if self.from_on is None:
            reasons.append(_now("Zeg eerst wanneer het project begint."))
        if self.lead_id is None:
            reasons.append(_now("Zeg eerst welk bestuur het project trekt."))
        if self.coordinator_id is None:
            reasons.append(_now("Zeg eerst wie het project coördineert."))
        return reasons


PROJECT_LIFECYCLE = {
    "prepare": Move([ProjectState.IDEA], ProjectState.PREPARING),
    "start": Move([ProjectState.PREPARING], ProjectState.RUNNING, Project.missing_to_start),
    "wind_down": Move([ProjectState.RUNNING], ProjectState.CLOSING),
    "close": Move([ProjectState.CLOSING], ProjectState.CLOSED),
    "reopen": Move([ProjectState.CLOSED], ProjectState.CLOSING),
    "stop": Move(ALIVE_STATES, ProjectState.STOPPED),
    "resume": Move([ProjectState.STOPPED], ProjectState.PREPARING),
}
