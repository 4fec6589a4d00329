"""What happens here, as history and the screen call it."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    # type of deliverable
    "onboarding.deliverable_type.added": _("toegevoegd"),
    "onboarding.deliverable_type.changed": _("gewijzigd"),
    "onboarding.deliverable_type.moved": _("verplaatst"),
    "onboarding.deliverable_type.removed": _("soort resultaat geschrapt"),
    # deliverable; many that are made at once are told of the project
    "onboarding.deliverable.planned": _("resultaten gepland"),
    "onboarding.deliverable.changed": _("gewijzigd"),
    "onboarding.deliverable.started": _("begonnen"),
    "onboarding.deliverable.handed_in": _("ingediend om na te kijken"),
    "onboarding.deliverable.sent_back": _("teruggestuurd"),
    "onboarding.deliverable.delivered": _("opgeleverd"),
    "onboarding.deliverable.published": _("gepubliceerd"),
    "onboarding.deliverable.reopened": _("weer opgenomen"),
    "onboarding.deliverable.dropped": _("niet van toepassing"),
    "onboarding.deliverable.taken_up": _("toch van toepassing"),
    "onboarding.deliverable.document_added": _("document toegevoegd"),
    "onboarding.deliverable.document_removed": _("document weggenomen"),
}
