"""The tree of a plan: strategic, tactical and operational objectives, actions and their steps, to any depth."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, Theme
from projects.models.counter import BY_HAND, ways_to_count
from projects.models.plan import Plan, PlanPartQuerySet
from wegwijzer.choices import Labels


class Level(models.TextChoices):
    """From high to low: a child is never higher than its parent; a step stands under an action."""

    STRATEGIC = "strategic", _("strategische doelstelling")
    TACTICAL = "tactical", _("tactische doelstelling")
    OPERATIONAL = "operational", _("operationele doelstelling")
    ACTION = "action", _("actie")
    STEP = "step", _("stap")


class Term(models.TextChoices):
    NONE = "", _("geen termijn")
    SHORT = "short", _("korte termijn")
    LONG = "long", _("lange termijn")
    BOTH = "both", _("korte en lange termijn")


class Priority(models.TextChoices):
    NONE = "", _("geen")
    HIGH = "high", _("hoog")
    NORMAL = "normal", _("gewoon")
    LOW = "low", _("laag")


class TargetCount(models.TextChoices):
    """What this app counts for a measurable target; apps above register more. By hand: progress notes carry it."""

    BY_HAND = "", _("met de hand gemeten")
    LOCAL_PLANS = "local_plans", _("goedgekeurde lokale plannen")


class TargetGroup(models.Model):
    """A *doelgroep* or life phase, in the words of the partnership."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="target_groups", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=60)

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="target_group_once",
                violation_error_message=_("Deze doelgroep bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Objective(Labels):
    """A node of the tree. Its code (SD1, TD1.2 …) follows from its place, its progress from its notes and children."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives", verbose_name=_("plan"))
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children", verbose_name=_("onder")
    )
    position = models.PositiveIntegerField(_("plaats"), editable=False)
    level = models.CharField(_("niveau"), max_length=12, choices=Level.choices)
    title = models.CharField(_("doelstelling of actie"), max_length=500)
    explanation = models.TextField(_("toelichting"), blank=True)
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="objectives", verbose_name=_("thema")
    )
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="objectives", verbose_name=_("doelgroepen")
    )
    from_on = models.DateField(_("van"), null=True, blank=True)
    until_on = models.DateField(_("tot en met"), null=True, blank=True)
    term = models.CharField(_("termijn"), max_length=5, choices=Term.choices, blank=True, default=Term.NONE)
    priority = models.CharField(_("prioriteit"), max_length=6, choices=Priority.choices, blank=True, default="")
    product = models.TextField(_("zichtbaar product"), blank=True)
    effect = models.TextField(_("beoogd effect"), blank=True)
    target_number = models.DecimalField(
        _("streefcijfer"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    target_unit = models.CharField(_("eenheid"), max_length=60, blank=True)
    target_by = models.DateField(_("te bereiken tegen"), null=True, blank=True)
    target_counts = models.CharField(_("hoe geteld"), max_length=12, choices=ways_to_count, blank=True, default=BY_HAND)
    external_code = models.CharField(_("code in het meerjarenplan"), max_length=40, blank=True)
    origin = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="copies",
        verbose_name=_("overgenomen van"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("doelstelling")
        verbose_name_plural = _("doelstellingen")
        ordering = ["plan", "position", "pk"]
        indexes = [models.Index(fields=["plan", "parent", "position"], name="objective_tree")]
        constraints = [
            models.CheckConstraint(name="objective_not_its_own_parent", condition=~Q(parent=F("pk"))),
            models.CheckConstraint(
                name="objective_period_in_order",
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
            models.CheckConstraint(
                name="objective_target_whole",
                condition=Q(target_number__isnull=True, target_unit="", target_by__isnull=True, target_counts="")
                | (Q(target_number__gte=0) & ~Q(target_unit="")),
                violation_error_message=_("Geef bij een streefcijfer het getal en de eenheid."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership
