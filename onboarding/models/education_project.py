"""An education project: schools and a municipality that give newcomers' children and their parents a strong start.

Of pupils and parents only numbers are kept, never who.
"""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, Theme, rights_of
from projects.models import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.choices import Labels
from wegwijzer.lifecycle import Move

FIRST_YEAR, LAST_YEAR = 1990, 2100


class SchoolLevel(models.TextChoices):
    """As Flemish education is built: no code is a part of another."""

    PRE_SCHOOL = "kleuter", _("kleuteronderwijs")
    PRIMARY = "lager", _("lager onderwijs")
    SECONDARY = "secundair", _("secundair onderwijs")
    OKAN = "okan", _("onthaalonderwijs (OKAN)")
    SPECIAL = "buitengewoon", _("buitengewoon onderwijs")
    PART_TIME_ARTS = "dko", _("deeltijds kunstonderwijs")
    ADULT = "volwassenen", _("volwassenenonderwijs")
    HIGHER = "hoger", _("hoger onderwijs")


class ParentsPart(models.TextChoices):
    """How parents take part, from least to most."""

    NONE = "", _("nog niet bepaald")
    INFORMED = "informed", _("zij worden ingelicht")
    INVITED = "invited", _("zij komen langs: openklasdag, oudercontact")
    LEARN = "learn", _("zij leren zelf: taal op school, oudergroep")
    HELP = "help", _("zij helpen mee: voorlezen, begeleiden")
    DECIDE = "decide", _("zij beslissen mee: ouderraad, werkgroep")


class EducationState(models.TextChoices):
    IDEA = "idea", _("idee")
    PREPARING = "preparing", _("in voorbereiding")
    RUNNING = "running", _("loopt")
    PRESENTED = "presented", _("voorgesteld")
    FINISHED = "finished", _("afgerond")
    STOPPED = "stopped", _("stopgezet")


ALIVE = (EducationState.IDEA, EducationState.PREPARING, EducationState.RUNNING, EducationState.PRESENTED)
SHOWN_TO_SCHOOLS = (EducationState.PRESENTED, EducationState.FINISHED)  # these count for a target
BEGUN = (EducationState.RUNNING, *SHOWN_TO_SCHOOLS)


class EducationProjectQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(project__partnership__in=rights_of(user).partnerships)

    def of_level(self, level: str) -> Self:
        return self.filter(levels__contains=level)


class EducationProject(Labels):
    """Of one local board (`organisation`), in a project. `school_year` is the year it begins in: 2017 is 2017-2018.

    `levels` are codes with a comma between them. The counts are of parents who took part and of people at the
    presentation.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="education_projects", verbose_name=_("project")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="education_projects", verbose_name=_("bestuur")
    )
    title = models.CharField(_("titel"), max_length=160)
    levels = models.CharField(_("onderwijsniveaus"), max_length=120)
    school_year = models.PositiveSmallIntegerField(_("schooljaar"))
    theme = models.ForeignKey(
        Theme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="education_projects",
        verbose_name=_("thema"),
    )
    purpose = models.TextField(_("wat en waarom"))
    parents_part = models.CharField(
        _("hoe ouders meedoen"), max_length=10, choices=ParentsPart.choices, blank=True, default=ParentsPart.NONE
    )
    parents = models.TextField(_("wat ouders doen"), blank=True)
    parents_count = models.PositiveIntegerField(_("aantal ouders"), null=True, blank=True)
    pupils_count = models.PositiveIntegerField(_("aantal leerlingen"), null=True, blank=True)
    presentation_place = models.CharField(_("waar voorgesteld"), max_length=150, blank=True)
    presentation = models.TextField(_("wat er verteld wordt"), blank=True)
    presentation_count = models.PositiveIntegerField(_("aantal aanwezigen"), null=True, blank=True)
    result = models.TextField(_("resultaat"), blank=True)
    lessons = models.TextField(_("lessen"), blank=True)
    state = models.CharField(
        _("stand"), max_length=10, choices=EducationState.choices, default=EducationState.IDEA, editable=False
    )
    started_on = models.DateField(_("begonnen op"), null=True, editable=False)
    presented_on = models.DateField(_("voorgesteld op"), null=True, editable=False)
    finished_on = models.DateField(_("afgerond op"), null=True, editable=False)
    reason = models.CharField(_("waarom stopgezet"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(EducationProjectQuerySet)()

    class Meta:
        verbose_name = _("onderwijsproject")
        verbose_name_plural = _("onderwijsprojecten")
        ordering = ["-school_year", "title", "pk"]
        constraints = [
            models.CheckConstraint(name="education_state_known", condition=Q(state__in=EducationState.values)),
            models.CheckConstraint(name="education_has_level", condition=~Q(levels="")),
            models.CheckConstraint(
                name="education_school_year_sane", condition=Q(school_year__gte=FIRST_YEAR, school_year__lte=LAST_YEAR)
            ),
            models.CheckConstraint(
                name="education_begun_has_day", condition=~Q(state__in=BEGUN) | Q(started_on__isnull=False)
            ),
            models.CheckConstraint(
                name="education_presented_has_day",
                condition=~Q(state__in=SHOWN_TO_SCHOOLS) | Q(presented_on__isnull=False),
            ),
            models.CheckConstraint(
                name="education_finished_has_day",
                condition=Q(state="finished", finished_on__isnull=False)
                | (~Q(state="finished") & Q(finished_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="education_stopped_has_reason",
                condition=(Q(state="stopped") & ~Q(reason="")) | (~Q(state="stopped") & Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def partnership(self) -> Partnership:
        return self.project.partnership

    @property
    def year_label(self) -> str:
        return f"{self.school_year}-{self.school_year + 1}"

    @property
    def level_names(self) -> list[str]:
        return [str(SchoolLevel(code).label) for code in self.levels.split(",") if code in SchoolLevel.values]

    @property
    def begins_on(self) -> dt.date:
        """The first day of its school year; Flemish schools begin on 1 September."""
        return dt.date(self.school_year, 9, 1)

    @property
    def ends_on(self) -> dt.date:
        """The last: on 30 June, or 31 August of the holidays after it."""
        return dt.date(self.school_year + 1, 6, 30)

    def refusal(self, verb: str) -> str:
        """Why `verb` is not possible in this state."""
        return _now("Dat kan niet terwijl het onderwijsproject “%s” is.") % self.get_state_display()

    def missing_to_start(self) -> list[str]:
        """Without a school it is a plan."""
        if self.partners.filter(role="school").exists():
            return []
        return [_now("Voeg eerst minstens één school toe.")]

    def missing_to_present(self) -> list[str]:
        """What the school community wants to hear, and whether parents had a part."""
        reasons = []
        if not self.parents_part:
            reasons.append(_now("Zeg eerst hoe ouders meedoen."))
        if not self.presentation:
            reasons.append(_now("Schrijf eerst wat u aan de scholengemeenschap vertelt."))
        if not self.presentation_place:
            reasons.append(_now("Zeg eerst waar u het voorstelt."))
        return reasons

    def missing_to_finish(self) -> list[str]:
        """What stays when it is over."""
        reasons = []
        if not self.result:
            reasons.append(_now("Schrijf eerst wat het resultaat is."))
        if not self.lessons:
            reasons.append(_now("Schrijf eerst wat u leerde: een volgend project begint daar."))
        return reasons


EDUCATION_LIFECYCLE = {
    "prepare": Move([EducationState.IDEA], EducationState.PREPARING),
    "start": Move([EducationState.PREPARING], EducationState.RUNNING, EducationProject.missing_to_start),
    "present": Move([EducationState.RUNNING], EducationState.PRESENTED, EducationProject.missing_to_present),
    "finish": Move([EducationState.PRESENTED], EducationState.FINISHED, EducationProject.missing_to_finish),
    "reopen": Move([EducationState.FINISHED], EducationState.PRESENTED),
    "stop": Move(ALIVE, EducationState.STOPPED),
    "resume": Move([EducationState.STOPPED], EducationState.PREPARING),
}
