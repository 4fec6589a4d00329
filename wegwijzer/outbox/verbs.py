"""What history says about messages."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "outbox.message.sent_again": _("opnieuw verstuurd"),
}
