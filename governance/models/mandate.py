"""People and what they hold: a seat in a body, the contact of a board, the coordination of a partnership."""

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.models.partnership import Membership, Partnership
from governance.models.rights import rights_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint, today
from wegwijzer.choices import Labels


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)

    def with_role(self, role: str, day: dt.date | None = None) -> Self:
        """People who hold that role somewhere on that day (today)."""
        return self.filter(pk__in=Mandate.objects.on(day).filter(role=role).values("person"))

    def elsewhere(self, user: User) -> Self:
        """The cards of this login, in partnerships that go on, that are mailed at another address than the login's."""
        gone = Q(partnership__ended_on__lt=today())
        own = self.filter(user=user).exclude(gone).exclude(email="").exclude(email__iexact=user.email)
        return own.select_related("partnership").order_by("partnership__name", "pk")


class Person(models.Model):
    """Somebody's card in one partnership: professional contact data only. May have a login; many have none.

    Cards are per partnership, so that looking up an address in one says nothing about another.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="people", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=120)
    function = models.CharField(_("functie"), max_length=120, blank=True)
    employer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("werkt bij")
    )
    email = models.EmailField(_("e-mail"), max_length=190, blank=True)
    phone = models.CharField(_("telefoon op het werk"), max_length=30, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cards",
        verbose_name=_("gebruiker"),
    )
    invited_at = models.DateTimeField(_("uitgenodigd op"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "email"],
                condition=~Q(email=""),
                name="person_email_once",
                violation_error_message=_("Er is al een persoon met dit e-mailadres in dit samenwerkingsverband."),
            ),
            models.UniqueConstraint(fields=["partnership", "user"], name="person_user_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def logs_in(self) -> bool:
        """Whether this person came in since being invited here.

        A fact of this partnership only: whether the address has a login elsewhere is nobody's business.
        """
        if self.user is None:
            return False
        return self.invited_at is None or (self.user.last_login is not None and self.user.last_login >= self.invited_at)


class MandateRole(models.TextChoices):
    CHAIR = "chair", _("voorzitter")
    SECRETARY = "secretary", _("secretaris")
    MEMBER = "member", _("lid")
    SUBSTITUTE = "substitute", _("plaatsvervanger")
    OBSERVER = "observer", _("waarnemer")
    CONTACT = "contact", _("contactpersoon")
    COORDINATOR = "coordinator", _("coördinator")


SEATS = (
    MandateRole.CHAIR,
    MandateRole.SECRETARY,
    MandateRole.MEMBER,
    MandateRole.SUBSTITUTE,
    MandateRole.OBSERVER,
)
VOTING_SEATS = (MandateRole.CHAIR, MandateRole.MEMBER)


class MandateQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        """Who reads only the own bodies sees the seats in those, and who speaks for which board."""
        rights = rights_of(user)
        return self.filter(
            Q(partnership__in=rights.reads_all_bodies_of)
            | Q(body__in=rights.bodies)
            | Q(partnership__in=rights.partnerships, body__isnull=True)
        )

    def seats(self) -> Self:
        return self.filter(role__in=SEATS)

    def without_successor(self) -> Self:
        """Those that end while nobody is known who holds the same seat, or the same task, after that.

        Not those that end because the body or the partnership does, or because the organisation leaves.
        """
        later = Q(until_on__isnull=True) | Q(until_on__gt=OuterRef("until_on"))
        next_ones = Mandate.objects.filter(later, partnership=OuterRef("partnership"), role=OuterRef("role"))
        for seat in ("body", "organisation"):  # neither has to be there
            next_ones = next_ones.annotate(**{f"its_{seat}": Coalesce(seat, 0)})
            next_ones = next_ones.filter(**{f"its_{seat}": Coalesce(OuterRef(seat), 0)})
        joined = Membership.objects.filter(partnership=OuterRef("partnership"), organisation=OuterRef("organisation"))
        rows = self.filter(~Exists(next_ones), until_on__isnull=False)
        rows = rows.exclude(body__until_on__lte=F("until_on")).exclude(partnership__ended_on__lte=F("until_on"))
        return rows.exclude(Exists(joined) & ~Exists(joined.filter(later)))

    def speaking_for(self, organisations: Collection[int], partnership: int) -> Self:
        """Contact persons who speak today for one of these organisations (keys) in a partnership, by name."""
        rows = self.on(today()).filter(partnership=partnership, role=MandateRole.CONTACT)
        return rows.filter(organisation__in=organisations).order_by("person__name", "pk")

    def in_order(self) -> Self:
        """As a body sits: chair and secretary first, then the members in pairs of municipality and OCMW."""
        rank = models.Case(
            *(models.When(role=role, then=models.Value(place)) for place, role in enumerate(MandateRole.values)),
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, "organisation__territory", "organisation__kind", "person__name", "pk")


class Mandate(Labels, Period):
    """A role that a person holds, representing an organisation, from a day until a day.

    A seat (chair … observer) is held in a body; a contact person stands for an organisation; a coordinator for the
    partnership. A mandate that ended gives nothing from the next day on.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="mandates", verbose_name=_("samenwerkingsverband")
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("persoon"))
    role = models.CharField(_("rol"), max_length=20, choices=MandateRole.choices)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.CASCADE, related_name="mandates", verbose_name=_("orgaan")
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mandates",
        verbose_name=_("vertegenwoordigt"),
    )
    has_vote = models.BooleanField(_("stemgerechtigd"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandaat")
        verbose_name_plural = _("mandaten")
        constraints = [
            period_constraint("mandate"),
            models.CheckConstraint(
                name="mandate_seat_in_body",
                condition=Q(role__in=SEATS, body__isnull=False) | (~Q(role__in=SEATS) & Q(body__isnull=True)),
                violation_error_message=_("Kies het orgaan waarin dit mandaat geldt."),
            ),
            models.CheckConstraint(
                name="mandate_contact_of_organisation",
                condition=~Q(role="contact") | Q(organisation__isnull=False),
                violation_error_message=_("Kies de organisatie waarvoor de contactpersoon spreekt."),
            ),
            models.CheckConstraint(
                name="mandate_vote_with_seat",
                condition=Q(has_vote=False) | Q(role__in=["chair", "member", "secretary"]),
                violation_error_message=_("Alleen een voorzitter, lid of secretaris kan stemgerechtigd zijn."),
            ),
        ]
        indexes = [
            models.Index(fields=["body", "until_on"], name="mandate_body_until"),
            models.Index(fields=["until_on"], name="mandate_until", condition=Q(until_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.get_role_display()} {self.body or self.organisation or self.partnership}"
