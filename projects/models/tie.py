"""Ties: what in the meetings, decisions and rounds of the partnership is about a project, a plan or a dossier."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import AgendaItem, ApprovalRound, Decision, Meeting, Partnership, rights_of
from projects.models.dossier import Dossier
from projects.models.plan import Plan
from projects.models.project import Project
from wegwijzer.accounts.models import User

SUBJECTS = ("project", "plan", "dossier")
THINGS = ("meeting", "item", "decision", "round")


class TieQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        seen = rights_of(user).partnerships
        of_dossier = Q(dossier__project__partnership__in=seen)
        return self.filter(Q(project__partnership__in=seen) | Q(plan__partnership__in=seen) | of_dossier)


def _exactly_one(*names: str) -> Q:
    found = Q()
    for name in names:
        found |= Q(**{f"{other}__isnull": other != name for other in names})
    return found


class Tie(models.Model):
    """One subject (a project, a plan or a dossier) with one thing of governance that is about it.

    Governance knows no projects, so the row stands here. What hangs on an agenda item (its decisions, action points,
    questions) comes along with it.
    """

    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.CASCADE, related_name="ties", verbose_name=_("project")
    )
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="ties", verbose_name=_("plan")
    )
    dossier = models.ForeignKey(
        Dossier, null=True, blank=True, on_delete=models.CASCADE, related_name="ties", verbose_name=_("dossier")
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="ties", verbose_name=_("vergadering")
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.CASCADE, related_name="ties", verbose_name=_("agendapunt")
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="ties", verbose_name=_("besluit")
    )
    round = models.ForeignKey(
        ApprovalRound, null=True, blank=True, on_delete=models.CASCADE, related_name="ties", verbose_name=_("ronde")
    )

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = _("koppeling")
        verbose_name_plural = _("koppelingen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="tie_of_one_subject", condition=_exactly_one(*SUBJECTS)),
            models.CheckConstraint(name="tie_to_one_thing", condition=_exactly_one(*THINGS)),
            *(
                models.UniqueConstraint(
                    fields=[subject, thing],
                    name=f"tie_once_{subject}_{thing}",
                    violation_error_message=_("Dat is er al aan gekoppeld."),
                )
                for subject in SUBJECTS
                for thing in THINGS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} – {self.thing}"

    @property
    def subject(self) -> Project | Plan | Dossier:
        return self.project or self.plan or self.dossier  # type: ignore[return-value]

    @property
    def thing(self) -> Meeting | AgendaItem | Decision | ApprovalRound:
        return self.meeting or self.item or self.decision or self.round  # type: ignore[return-value]

    @property
    def partnership(self) -> Partnership:
        return self.subject.partnership
