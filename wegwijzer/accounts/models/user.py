"""Who can log in, and what an organisation gives a login directly."""

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models.organisation import Organisation
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint
from wegwijzer.accounts.roles import MEMBERSHIP_ROLES, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "User":
        """A login; without a password it can only be entered through an invitation."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A login: an e-mail address and a name. What it may do follows from memberships and mandates on that day."""

    email = models.EmailField(
        _("e-mail"),
        max_length=190,
        unique=True,
        error_messages={"unique": _("Er is al een gebruiker met dit e-mailadres.")},
    )
    name = models.CharField(_("naam"), max_length=120)
    is_active = models.BooleanField(_("actief"), default=True)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="user_email_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(PeriodQuerySet):
    def administrators(self) -> Self:
        return self.filter(role=Role.ADMINISTRATOR)


class Membership(Period):
    """A login's place in an organisation: staff who read, or the administrator of the installation."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("gebruiker")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="staff", verbose_name=_("organisatie")
    )
    role = models.CharField(_("rol"), max_length=20, choices=[(role.value, role.label) for role in MEMBERSHIP_ROLES])

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("plaats in een organisatie")
        verbose_name_plural = _("plaatsen in een organisatie")
        constraints = [period_constraint("accounts_membership")]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.organisation}"
