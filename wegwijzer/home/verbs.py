"""What history says about work in the background."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "jobs.run.again": _("opnieuw op de lijst gezet"),
}
