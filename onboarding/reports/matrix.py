"""What the printouts of onboarding need."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from onboarding.models import MatrixChoice, StatusMatrix, read_status_matrix
from onboarding.models.status_matrix import Column
from projects.models import Project
from wegwijzer.reports.registry import Printout, UnknownReport

BESIDE = 8  # columns on a page that lies on its side
MOST_CELLS = 6000


def matrix(ref: str) -> Printout:
    """The status matrix, as many types beside each other as a page holds.

    Raises UnknownReport when there is nothing to print, or more than anybody would leaf through.
    """
    try:
        choice = MatrixChoice.read(ref)
    except ValueError as error:
        raise UnknownReport(_("Zo'n matrix bestaat niet: %(ref)s.") % {"ref": ref}) from error
    project = Project.objects.select_related("partnership").filter(pk=choice.project).first()
    shown = read_status_matrix(project).narrowed(choice) if project else None
    if project is None or shown is None or not shown.places or not shown.columns:
        raise UnknownReport(_("Er is niets om af te drukken: geen resultaat past bij deze keuze."))
    if len(shown.columns) * len(shown.places) > MOST_CELLS:
        words = _("Deze matrix is te groot voor een document. Kies een soort, een thema of een stand, ")
        raise UnknownReport(words + _("of neem het rekenblad: dat houdt alles."))
    day = timezone.localdate()
    return Printout(
        template="onboarding/report/matrix.html",
        context={"matrix": shown, "project": project, "day": day, "parts": _beside(shown)},
        title=_("Resultaten van %(project)s, %(day)s") % {"project": project, "day": date_format(day, "j F Y")},
        file_name=f"{day:%Y-%m-%d}-resultaten-{slugify(project.name)}.pdf",
        publisher=project.partnership.name,
        subject=_("Hoever elke organisatie staat met elk resultaat"),
    )


def _beside(shown: StatusMatrix) -> list[Sequence[Column]]:
    """The columns in even groups of at most BESIDE."""
    groups = -(-len(shown.columns) // BESIDE)
    size = -(-len(shown.columns) // groups)
    return [shown.columns[first : first + size] for first in range(0, len(shown.columns), size)]
