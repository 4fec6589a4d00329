"""A *vraag* to a funder or partner, and the answer that came: "de POD MI gaat de vraag bekijken"."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.models.follow_up import FollowUp, FollowUpQuerySet
from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from wegwijzer.accounts.models import User


class QuestionQuerySet(FollowUpQuerySet):
    def visible_to(self, user: User) -> Self:
        """Who reads the whole partnership, and who sits in the body that asks."""
        rights = rights_of(user)
        return self.filter(Q(partnership__in=rights.reads_all_bodies_of) | Q(body__in=rights.bodies))


class Question(FollowUp):
    """Asked to a party, open until it is answered."""

    ENDS = "answered_on"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="questions", verbose_name=_("samenwerkingsverband")
    )
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="questions", verbose_name=_("orgaan")
    )
    text = models.TextField(_("de vraag"))
    addressee = models.CharField(_("gevraagd aan"), max_length=150)
    asked_on = models.DateField(_("gevraagd op"))
    due_on = models.DateField(_("antwoord verwacht tegen"), null=True, blank=True)
    answer = models.TextField(_("antwoord"), blank=True)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag")
        verbose_name_plural = _("vragen")
        ordering = ["-asked_on", "-pk"]
        indexes = [models.Index(fields=["due_on"], name="question_open_due", condition=Q(answered_on__isnull=True))]
        constraints = [
            models.CheckConstraint(
                name="question_answer_with_day",
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
                violation_error_message=_("Geef het antwoord met de dag waarop het kwam."),
            ),
            models.CheckConstraint(
                name="question_answered_after_asking",
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
                violation_error_message=_("Het antwoord ligt voor de vraag."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
