"""A plan out of a spreadsheet: the file becomes the same table that one can paste, to be looked at first."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.actions.plan_lines import MOST_ROWS
from wegwijzer.ui.forms.sheets import SheetField

MOST_COLUMNS = 60


class PlanFileField(SheetField):
    """An .xlsx; the value is its table as text: the sheet of objectives, or else the first one."""

    default_error_messages = {
        "too_many": _("Dit bestand heeft meer dan %(limit)s rijen. Haal het plan in delen binnen."),
        "too_wide": _("Dit bestand heeft meer dan %(columns)s kolommen. Laat alleen die van het plan staan."),
        "too_much": _("In dit bestand staat te veel tekst ineens. Haal het plan in delen binnen."),
        "merged": _("Hier zijn cellen samengevoegd: %(cells)s. Splits ze: elke rij is één doelstelling."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most_rows=MOST_ROWS, most_columns=MOST_COLUMNS, sheet=_("Doelstellingen"), **kwargs)
