"""What history says about how somebody wants to be reminded."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "outbox.choice.changed": _("mailkeuze gewijzigd"),
    "outbox.choice.resumed": _("herinneringen weer aangezet"),
    "outbox.choice.stopped": _("herinneringen stopgezet"),
}
