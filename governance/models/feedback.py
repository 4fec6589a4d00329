"""*Terugkoppeling*: what must be told to whom after a meeting, from the body's matrix of audience and channel."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.models.follow_up import FollowUp, FollowUpQuerySet
from governance.models.meeting import Meeting
from governance.models.partnership import Partnership
from wegwijzer.accounts.models import Organisation, User


class Audience(models.TextChoices):
    COUNCILS = "councils", _("de raden")
    BOARDS = "boards", _("colleges en vaste bureaus")
    STAFF = "staff", _("medewerkers van de besturen")
    PARTNERS = "partners", _("partners")
    FUNDER = "funder", _("de subsidiegever")
    PUBLIC = "public", _("het brede publiek")


class FeedbackChannel(models.TextChoices):
    COUNCIL_ITEM = "council_item", _("punt op de agenda van de raad")
    MAIL = "mail", _("mail")
    LETTER = "letter", _("brief")
    ORAL = "oral", _("mondeling")
    WEBSITE = "website", _("website")
    NEWSLETTER = "newsletter", _("nieuwsbrief")


# Told to each member by itself; the others are told once.
PER_MEMBER = (Audience.COUNCILS, Audience.BOARDS)


class CommunicationRuleQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(body__in=Body.objects.visible_to(user))


class CommunicationRule(models.Model):
    """A cell of the matrix: this audience hears by this channel, within so many days after a meeting."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="communication", verbose_name=_("orgaan"))
    audience = models.CharField(_("doelgroep"), max_length=12, choices=Audience.choices)
    channel = models.CharField(_("kanaal"), max_length=15, choices=FeedbackChannel.choices)
    within_days = models.PositiveSmallIntegerField(
        _("binnen hoeveel dagen"), default=14, validators=[MaxValueValidator(365)]
    )
    what = models.CharField(_("wat"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommunicationRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraak over terugkoppeling")
        verbose_name_plural = _("afspraken over terugkoppeling")
        ordering = ["audience", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "audience", "channel"],
                name="communication_rule_once",
                violation_error_message=_("Deze doelgroep krijgt dit kanaal al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()} – {self.get_channel_display()}"

    @property
    def partnership(self) -> Partnership:
        return self.body.partnership


class FeedbackQuerySet(FollowUpQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class Feedback(FollowUp):
    """One line of the checklist after a meeting; per member where each council is told by itself."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="feedback", verbose_name=_("vergadering")
    )
    audience = models.CharField(_("doelgroep"), max_length=12, choices=Audience.choices)
    channel = models.CharField(_("kanaal"), max_length=15, choices=FeedbackChannel.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    what = models.CharField(_("wat"), max_length=200, blank=True)
    due_on = models.DateField(_("tegen"))
    done_on = models.DateField(_("gebeurd op"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("afgevinkt door"),
    )
    note = models.CharField(_("opmerking"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("terugkoppeling")
        verbose_name_plural = _("terugkoppelingen")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], name="feedback_open_due", condition=Q(done_on__isnull=True))]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "audience", "channel", "organisation"],
                condition=Q(organisation__isnull=False),
                name="feedback_once_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["meeting", "audience", "channel"],
                condition=Q(organisation__isnull=True),
                name="feedback_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()}: {self.organisation or self.get_channel_display()}"

    @property
    def body(self) -> Body:
        return self.meeting.body

    @property
    def partnership(self) -> Partnership:
        return self.meeting.partnership
