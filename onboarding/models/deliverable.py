"""What one organisation delivers of one type: a cell of the status matrix, from planned to published."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Document, Partnership, Person, Rights, rights_of
from onboarding.models.deliverable_type import DeliverableType
from projects.models import ALIVE_STATES, Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.choices import Labels
from wegwijzer.lifecycle import Move
from wegwijzer.localised import LANGUAGES


class DeliverableState(models.TextChoices):
    PLANNED = "planned", _("gepland")
    IN_PROGRESS = "in_progress", _("bezig")
    IN_REVIEW = "in_review", _("na te kijken")
    DELIVERED = "delivered", _("opgeleverd")
    PUBLISHED = "published", _("gepubliceerd")
    NOT_APPLICABLE = "na", _("niet van toepassing")


OPEN_STATES = (DeliverableState.PLANNED, DeliverableState.IN_PROGRESS, DeliverableState.IN_REVIEW)
DONE_STATES = (DeliverableState.DELIVERED, DeliverableState.PUBLISHED)
STARTED_STATES = (DeliverableState.IN_PROGRESS, DeliverableState.IN_REVIEW, *DONE_STATES)


def is_late(state: str, due_on: dt.date | None, project: Project) -> bool:
    """Whether it should have been there: by its day, or, whatever its day, when the project is over."""
    if state not in OPEN_STATES:
        return False
    return project.over_on is not None or (due_on is not None and due_on < today())


def late_word(project: Project) -> str:
    """What one says of it: nobody is late any more for a project that is over."""
    return _now("te laat") if project.over_on is None else _now("niet gehaald")


def written_by(rights: Rights) -> Q:
    """Which deliverables are the own organisation's, of who speaks for one."""
    own = Q(pk__in=[])
    for partnership, boards in rights.speaks_for.items():
        own |= Q(type__project__partnership=partnership, organisation__in=boards)
    return own


class DeliverableQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(type__project__partnership__in=rights_of(user).partnerships)

    def open(self) -> Self:
        """Those that still have to come."""
        return self.filter(state__in=OPEN_STATES)

    def done(self) -> Self:
        return self.filter(state__in=DONE_STATES)

    def expected(self) -> Self:
        """Those that still have to come, in projects that go on."""
        return self.open().filter(type__project__state__in=ALIVE_STATES)

    def to_deliver(self) -> Self:
        """Those that wait for their organisation: handed in, they wait for the coordinator."""
        return self.expected().exclude(state=DeliverableState.IN_REVIEW)

    def to_see_to_by(self, user: User) -> Self:
        """Those of whom this login has to think: a coordinator of all, a contact person of the own organisation's."""
        rights = rights_of(user)
        return self.filter(Q(type__project__partnership__in=rights.coordinates) | written_by(rights))


class Deliverable(Labels):
    """One cell: `type` for `organisation`. Every state has its own days, and each day belongs to a state.

    `responsible` is who does the work, when that is another than the organisation itself; languages are codes.
    """

    type = models.ForeignKey(
        DeliverableType, on_delete=models.PROTECT, related_name="deliverables", verbose_name=_("soort resultaat")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="deliverables", verbose_name=_("organisatie")
    )
    due_on = models.DateField(_("tegen"), null=True, blank=True)
    responsible = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("verantwoordelijke organisatie"),
    )
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliverables",
        verbose_name=_("verantwoordelijke"),
    )
    languages = models.JSONField(_("talen"), default=list, blank=True)
    note = models.TextField(_("nota"), blank=True)
    state = models.CharField(
        _("stand"),
        max_length=12,
        choices=DeliverableState.choices,
        default=DeliverableState.PLANNED,
        editable=False,
    )
    started_on = models.DateField(_("begonnen op"), null=True, editable=False)
    handed_in_on = models.DateField(_("na te kijken sinds"), null=True, editable=False)
    delivered_on = models.DateField(_("opgeleverd op"), null=True, editable=False)
    published_on = models.DateField(_("gepubliceerd op"), null=True, editable=False)
    reason = models.CharField(_("waarom niet van toepassing"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        verbose_name = _("resultaat")
        verbose_name_plural = _("resultaten")
        ordering = ["type__position", "type", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="deliverable_expected")]
        constraints = [
            models.UniqueConstraint(fields=["type", "organisation"], name="deliverable_once"),
            models.CheckConstraint(name="deliverable_state_known", condition=Q(state__in=DeliverableState.values)),
            models.CheckConstraint(
                name="deliverable_started_has_day",
                condition=Q(state__in=STARTED_STATES, started_on__isnull=False)
                | (~Q(state__in=STARTED_STATES) & Q(started_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="deliverable_in_review_has_day",
                condition=Q(state__in=DONE_STATES)
                | Q(state="in_review", handed_in_on__isnull=False)
                | (Q(state__in=["planned", "in_progress", "na"]) & Q(handed_in_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="deliverable_delivered_has_day",
                condition=Q(state__in=DONE_STATES, delivered_on__isnull=False)
                | (~Q(state__in=DONE_STATES) & Q(delivered_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="deliverable_published_has_day",
                condition=Q(state="published", published_on__isnull=False, published_on__gte=F("delivered_on"))
                | (~Q(state="published") & Q(published_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="deliverable_not_applicable_has_reason",
                condition=(Q(state="na") & ~Q(reason="")) | (~Q(state="na") & Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} – {self.organisation}"

    @property
    def partnership(self) -> Partnership:
        return self.type.project.partnership

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_done(self) -> bool:
        return self.state in DONE_STATES

    @property
    def is_late(self) -> bool:
        return is_late(self.state, self.due_on, self.type.project)

    @property
    def late_word(self) -> str:
        return late_word(self.type.project)

    @property
    def language_names(self) -> list[str]:
        return [LANGUAGES[code] for code in self.languages if code in LANGUAGES]

    @property
    def stands_since(self) -> dt.date | None:
        """The day on which it came in this state; None while nothing happened yet."""
        days = {
            DeliverableState.IN_PROGRESS: self.started_on,
            DeliverableState.IN_REVIEW: self.handed_in_on,
            DeliverableState.DELIVERED: self.delivered_on,
            DeliverableState.PUBLISHED: self.published_on,
        }
        return days.get(DeliverableState(self.state))

    def refusal(self, verb: str) -> str:
        """Why `verb` is not possible in this state."""
        return _now("Dat kan niet terwijl het resultaat “%s” is.") % self.get_state_display()

    def missing_to_deliver(self) -> list[str]:
        """What its type asks of it before it counts as delivered."""
        reasons = []
        if self.type.needs_document and not self.attached.exists():
            reasons.append(_now("Voeg eerst het document toe: dat vraagt dit soort resultaat."))
        return reasons


DELIVERABLE_LIFECYCLE = {
    "start": Move([DeliverableState.PLANNED], DeliverableState.IN_PROGRESS),
    "hand_in": Move(
        [DeliverableState.PLANNED, DeliverableState.IN_PROGRESS],
        DeliverableState.IN_REVIEW,
        Deliverable.missing_to_deliver,
    ),
    "send_back": Move([DeliverableState.IN_REVIEW], DeliverableState.IN_PROGRESS),
    "deliver": Move(OPEN_STATES, DeliverableState.DELIVERED, Deliverable.missing_to_deliver),
    "publish": Move([DeliverableState.DELIVERED], DeliverableState.PUBLISHED),
    "reopen": Move(DONE_STATES, DeliverableState.IN_PROGRESS),
    "drop": Move(OPEN_STATES, DeliverableState.NOT_APPLICABLE),
    "take_up": Move([DeliverableState.NOT_APPLICABLE], DeliverableState.PLANNED),
}


class DeliverablePartQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(deliverable__type__project__partnership__in=rights_of(user).partnerships)


class DeliverableDocument(models.Model):
    """A file of a deliverable, kept version by version."""

    deliverable = models.ForeignKey(
        Deliverable, on_delete=models.CASCADE, related_name="attached", verbose_name=_("resultaat")
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name=_("document"))

    objects = DeliverablePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("document van een resultaat")
        verbose_name_plural = _("documenten van een resultaat")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["deliverable", "document"], name="deliverable_document_once")]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def partnership(self) -> Partnership:
        return self.deliverable.partnership
