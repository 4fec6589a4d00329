"""Education projects as a spreadsheet: one on a line."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from wegwijzer.spreadsheet import Sheet, Value, workbook


def education_workbook(rows: Iterable[Any], title: str) -> bytes:
    """`rows` as the list has them, with their schools."""
    return workbook([Sheet(_("Onderwijsprojecten"), _head(), _lines(rows), kept=1)], title=title)


def _head() -> list[str]:
    return [
        _("Titel"),
        _("Bestuur"),
        _("Project"),
        _("Niveaus"),
        _("Schooljaar"),
        _("Thema"),
        _("Scholen"),
        _("Stand"),
        _("Begonnen"),
        _("Voorgesteld"),
        _("Afgerond"),
        _("Hoe ouders meedoen"),
        _("Aantal ouders"),
        _("Aantal leerlingen"),
        _("Aanwezigen bij de voorstelling"),
        _("Wat en waarom"),
        _("Resultaat"),
        _("Lessen"),
    ]


def _lines(rows: Iterable[Any]) -> Iterator[list[Value]]:
    for row in rows:
        yield [
            row.title,
            row.organisation.name,
            row.project.name,
            ", ".join(row.level_names),
            row.year_label,
            str(row.theme or ""),
            ", ".join(str(school) for school in row.shown_schools),
            row.get_state_display(),
            row.started_on,
            row.presented_on,
            row.finished_on,
            row.get_parents_part_display() if row.parents_part else "",
            row.parents_count,
            row.pupils_count,
            row.presentation_count,
            row.purpose,
            row.result,
            row.lessons,
        ]
