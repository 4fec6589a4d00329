"""What happens here, as history and the screen call it."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    # type of deliverable
    "onboarding.deliverable_type.added": _("toegevoegd"),
    "onboarding.deliverable_type.changed": _("gewijzigd"),
    "onboarding.deliverable_type.moved": _("verplaatst"),
    "onboarding.deliverable_type.removed": _("soort resultaat geschrapt"),
    # regional text, its sections in draft and its editions
    "onboarding.regional_text.added": _("begonnen"),
    "onboarding.regional_text.changed": _("gewijzigd"),
    "onboarding.regional_text.made_public": _("publiek op het web gezet"),
    "onboarding.regional_text.made_private": _("van het web gehaald"),
    "onboarding.regional_text.translated": _("titel vertaald"),
    "onboarding.regional_text.case_loaded": _("ingeladen uit het voorbeeld"),
    "onboarding.section.added": _("sectie toegevoegd"),
    "onboarding.section.changed": _("sectie gewijzigd"),
    "onboarding.section.moved": _("sectie verplaatst"),
    "onboarding.section.translated": _("sectie vertaald"),
    "onboarding.section.retired": _("sectie geschrapt"),
    "onboarding.translation_assignment.assigned": _("vertaling toegewezen"),
    "onboarding.translation_assignment.withdrawn": _("vertaling niet meer toegewezen"),
    "onboarding.edition.published": _("gepubliceerd"),
    # what an organisation makes of it
    "onboarding.local_text.filled": _("ingevuld"),
    "onboarding.local_section.refined": _("op maat gemaakt"),
    "onboarding.local_section.decided": _("beslist na een nieuwe versie"),
    "onboarding.local_section.added": _("eigen sectie toegevoegd"),
    "onboarding.local_section.changed": _("eigen sectie gewijzigd"),
    "onboarding.local_section.translated": _("eigen tekst vertaald"),
    "onboarding.local_section.removed": _("eigen sectie weggenomen"),
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
    # event
    "onboarding.event.added": _("toegevoegd"),
    "onboarding.event.changed": _("gewijzigd"),
    "onboarding.event.invited": _("organisaties uitgenodigd"),
    "onboarding.event.counted": _("aantallen genoteerd"),
    "onboarding.event.certificate_made": _("attest gemaakt"),
    "onboarding.event.held": _("gehouden"),
    "onboarding.event.cancelled": _("afgelast"),
    "onboarding.event.resumed": _("opnieuw gepland"),
    "onboarding.event.reopened": _("weer gepland"),
    # indicator; figures that are typed at once are told of it
    "onboarding.indicator.added": _("toegevoegd"),
    "onboarding.indicator.changed": _("gewijzigd"),
    "onboarding.indicator.moved": _("verplaatst"),
    "onboarding.indicator.removed": _("cijfer geschrapt"),
    "onboarding.indicator.filled": _("cijfers ingevuld"),
    "onboarding.indicator.noted": _("cijfer genoteerd"),
    "onboarding.indicator.cleared": _("cijfer weggenomen"),
    "onboarding.indicator.case_loaded": _("cijfers ingeladen uit het voorbeeld"),
    # told of the milestone
    "onboarding.milestone_wait.set": _("wacht op resultaten"),
    "onboarding.milestone_wait.cleared": _("wacht niet meer op resultaten"),
}
