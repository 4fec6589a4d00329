"""What happens here, as history and the screen call it."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    # plan
    "projects.plan.added": _("begonnen"),
    "projects.plan.changed": _("gewijzigd"),
    "projects.case.loaded": _("voorbeeld geladen"),
    # project
    "projects.project.added": _("toegevoegd"),
    "projects.project.changed": _("gewijzigd"),
    "projects.project.prepared": _("in voorbereiding genomen"),
    "projects.project.started": _("gestart"),
    "projects.project.winding_down": _("afronding begonnen"),
    "projects.project.closed": _("afgesloten"),
    "projects.project.reopened": _("heropend"),
    "projects.project.stopped": _("stopgezet"),
    "projects.project.resumed": _("weer opgenomen"),
}
