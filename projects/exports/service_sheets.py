"""The inventory of services as a spreadsheet: a line per sheet."""

from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.models import ServiceSheet
from wegwijzer.spreadsheet import Sheet, Value, workbook


def sheets_workbook(sheets: Iterable[ServiceSheet], title: str) -> bytes:
    head = [
        _("Organisatie of dienst"),
        _("Thema"),
        _("Doelgroep"),
        _("Voor burgers en cliënten"),
        _("Tussen organisaties"),
        _("In het beleid"),
        _("Ingevuld op"),
    ]
    return workbook([Sheet(_("Fiches"), head, _rows(sheets))], title=title)


def _rows(sheets: Iterable[ServiceSheet]) -> Iterator[list[Value]]:
    for sheet in sheets:
        about: list[Value] = [sheet.name, capfirst(sheet.theme.name), capfirst(sheet.target_group.name)]
        yield [*about, sheet.client_level, sheet.organisation_level, sheet.policy_level, sheet.filled_in_at]
