"""What history says about logins."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "entrance.session.started": _("aangemeld"),
    "entrance.session.ended": _("afgemeld"),
    "entrance.password.changed": _("van een nieuw wachtwoord voorzien"),
    "entrance.password.forgotten": _("om een nieuw wachtwoord gevraagd"),
    "entrance.password.reset": _("na vergeten van een nieuw wachtwoord voorzien"),
    "entrance.invitation.sent": _("uitgenodigd"),
    "entrance.invitation.withdrawn": _("ingetrokken"),
    "entrance.invitation.accepted": _("aanvaard"),
    "entrance.user.renamed": _("van naam veranderd"),
    "entrance.user.deactivated": _("uitgeschakeld"),
    "entrance.user.activated": _("weer ingeschakeld"),
    "entrance.membership.granted": _("toegekend"),
}
