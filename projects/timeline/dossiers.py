"""The dossiers of a project on its time line: the last day to submit, and what became of them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from projects.models import Dossier, DossierState
from projects.timeline.sources import Reading
from wegwijzer.accounts.periods import today
from wegwijzer.timeline import Lane, Look, Point, Shape


def dossiers(reading: Reading) -> Lane:
    """Everybody inside may see them."""
    rows = reading.project.dossiers.select_related("call").order_by("pk")
    return Lane(_("Dossiers"), [point for row in rows for point in _points(row)])


def _points(row: Dossier) -> Iterator[Point]:
    if row.submit_by is not None:
        yield _deadline(row)
    told = [
        ("submitted", _("ingediend"), row.submitted_on, "agreed", Look.FILLED),
        ("awarded", _("toegekend"), row.awarded_on, "agreed", Look.FILLED),
        ("refused", _("geweigerd"), row.refused_on, "refused", Look.CROSSED),
        ("ended", str(row.get_state_display()), row.ended_on, *_end(row)),
    ]
    for kind, state, on, tone, look in told:
        if on is not None:
            yield Point(key=f"dossier-{kind}-{row.pk}", state=state, tone=tone, look=look, on=on, **_about(row))


def _end(row: Dossier) -> tuple[str, Look]:
    return ("agreed", Look.FILLED) if row.state == DossierState.CLOSED else ("refused", Look.CROSSED)


def _deadline(row: Dossier) -> Point:
    """Over when it was submitted or never will be, late when the day passed without that."""
    day = row.submit_by
    if row.submitted_on is not None:
        state, tone, look = _("uiterste dag, ingediend"), "none", Look.FILLED
    elif row.is_over:
        state, tone, look = _("uiterste dag"), "none", Look.FILLED
    else:
        is_late = day is not None and day < today()
        state, tone, look = _("uiterste dag"), "refused" if is_late else "waiting", Look.HOLLOW
    return Point(key=f"dossier-{row.pk}", state=state, tone=tone, look=look, on=day, **_about(row))


def _about(row: Dossier) -> dict[str, object]:
    page = reverse("projects:dossier_detail", args=[row.pk])
    return {"label": row.title, "what": _("dossier"), "url": page, "shape": Shape.SQUARE}
