"""The roles of a login. Which of them gives what stands in each app's access.py; here only what a role is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("beheerder")  # keeps the installation; sees no content
    COORDINATOR = "coordinator", _("coördinator")  # everything within a partnership
    CONTACT = "contact", _("contactpersoon")  # reads the partnership, writes what is the own board's
    DELEGATE = "delegate", _("afgevaardigde")  # a seat in a body: reads its meetings, votes
    STAFF = "staff", _("medewerker")  # reads and downloads dossiers and reports


# What an organisation can give a login directly; the other roles follow from a mandate.
MEMBERSHIP_ROLES = [Role.STAFF, Role.ADMINISTRATOR]
