"""What happens here, as history and the screen call it."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    # plan
    "projects.plan.added": _("begonnen"),
    "projects.plan.changed": _("gewijzigd"),
    "projects.case.loaded": _("voorbeeld geladen"),
}
