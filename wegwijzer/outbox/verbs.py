"""What history says about messages."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "outbox.message.sent_again": _("opnieuw verstuurd"),
    "outbox.message.confirmed": _("bevestigd: de mail kwam aan"),
    "outbox.message.dropped": _("als niet meer nodig gemerkt"),
}
