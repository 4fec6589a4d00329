"""What of a board is shown: asked on the page, repeated by spreadsheet and document, written as one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.approval_round import RoundKind
from governance.models.board import Board, RoundLine
from wegwijzer.accounts.models import OrganisationKind


class Who(models.TextChoices):
    EVERYBODY = "", _("alle organisaties")
    MUNICIPALITIES = "municipality", _("de gemeenten")
    OCMWS = "ocmw", _("de OCMW’s")
    OTHERS = "others", _("de andere organisaties")
    STILL_OUT = "out", _("wie nog moet beslissen")


@dataclass(frozen=True)
class BoardChoice:
    """The rounds of one partnership (primary key), of a kind, of a year, and whose answers."""

    partnership: int
    kind: str = ""
    year: int | None = None
    running: bool = False
    who: str = ""

    def lines(self, lines: Iterable[RoundLine]) -> list[RoundLine]:
        """Those that are shown."""
        return [
            line
            for line in lines
            if line.partnership == self.partnership
            and self.kind in ("", line.kind)
            and self.year in (None, line.of_year)
            and (line.is_running or not self.running)
        ]

    def rows(self, board: Board) -> Board:
        """Only whose answers are shown."""
        boards = (OrganisationKind.MUNICIPALITY, OrganisationKind.OCMW)
        if self.who == Who.STILL_OUT:
            return board.only(board.still_out)
        if self.who == Who.OTHERS:
            return board.only({place.pk for place in board.places if place.kind not in boards})
        if self.who:
            return board.only({place.pk for place in board.places if place.kind == self.who})
        return board

    @property
    def text(self) -> str:
        """ "12:statutes:2015:1:ocmw"; what was not chosen is empty."""
        parts = (str(self.partnership), self.kind, str(self.year or ""), str(int(self.running)), self.who)
        return ":".join(parts)

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError when it is no choice."""
        parts = text.split(":")
        if len(parts) != 5 or not _is_choice(*parts):
            raise ValueError(f"no choice: {text[:100]}")
        partnership, kind, year, running, who = parts
        return cls(int(partnership), kind, int(year) if year else None, running == "1", who)

    @property
    def sentence(self) -> str:
        """ "rondes van de soort statuten, over 2015, die lopen"; "" when nothing was chosen."""
        parts = []
        if self.kind:
            parts.append(str(_("soort: %s")) % RoundKind(self.kind).label)
        if self.year:
            parts.append(str(_("jaar: %s")) % self.year)
        if self.running:
            parts.append(str(_("alleen rondes die lopen")))
        if self.who:
            parts.append(str(_("rijen: %s")) % Who(self.who).label)
        return ", ".join(parts)


def _is_choice(partnership: str, kind: str, year: str, running: str, who: str) -> bool:
    numbers = _is_number(partnership, 18) and (year == "" or _is_number(year, 4)) and running in ("0", "1")
    return numbers and kind in ("", *RoundKind.values) and who in Who.values


def _is_number(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest
