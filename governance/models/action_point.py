"""Who does what by when; open until done, and on every next agenda of the body until then."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.agenda_item import AgendaItem
from governance.models.body import Body
from governance.models.follow_up import FollowUp, FollowUpQuerySet
from governance.models.mandate import Person
from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from wegwijzer.accounts.models import Organisation, User

# Of no item, or of a public one that people were told of.
ANNOUNCED = Q(item=None) | Q(item__is_public=True, item__meeting__convened_at__isnull=False)


class ActionPointQuerySet(FollowUpQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of the own bodies, those under public items that people were told of, and always one's own."""
        rights = rights_of(user)
        own = Q(body__partnership__in=rights.coordinates) | Q(body__in=rights.bodies) | Q(person__in=rights.persons)
        told = Q(body__partnership__in=rights.reads_all_bodies_of) & ANNOUNCED
        return self.filter(own | told)

    def announced(self) -> Self:
        """Those that whoever speaks for an organisation may read."""
        return self.filter(ANNOUNCED)

    def mine(self, user: User) -> Self:
        return self.filter(person__in=rights_of(user).persons)


class ActionPoint(FollowUp):
    """One thing to do, given to a person or to an organisation."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="action_points", verbose_name=_("orgaan"))
    item = models.ForeignKey(
        AgendaItem,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="action_points",
        verbose_name=_("agendapunt"),
    )
    text = models.CharField(_("wat"), max_length=300)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="action_points", verbose_name=_("wie")
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("welk bestuur")
    )
    due_on = models.DateField(_("tegen"), null=True, blank=True)
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActionPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("actiepunt")
        verbose_name_plural = _("actiepunten")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["body", "done_on"], name="action_point_open"),
            models.Index(fields=["due_on"], name="action_point_open_due", condition=Q(done_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def partnership(self) -> Partnership:
        return self.body.partnership

    @property
    def who(self) -> str:
        """Who does it: a person, a board, or a person for a board."""
        return ", ".join(str(party) for party in (self.person, self.organisation) if party is not None)
