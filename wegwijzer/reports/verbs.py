"""What history says about reports."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "reports.report.requested": _("gevraagd"),
    "reports.report.made": _("gemaakt"),
    "reports.report.failed": _("mislukt"),
    "reports.report.retried": _("opnieuw gevraagd"),
    "reports.report.removed": _("bestand verwijderd"),
}
