"""A round as a map: one tile per municipality, roughly where it lies, with what its two boards said.

Coordinates are those of the drawing (whole numbers, so that no language writes them with a comma).
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from governance.models import PartyState, Said, word_for
from governance.models.board import Place
from wegwijzer.accounts.models import LOCAL_BOARDS, OrganisationKind

WIDTH, HEAD, HALF, GAP = 136, 22, 24, 8
HEIGHT = HEAD + 2 * HALF
LONGEST_NAME = 17  # characters that fit a tile
MOST_TILES = 60  # more than that is no picture any more
LETTERS = {OrganisationKind.MUNICIPALITY: _("G"), OrganisationKind.OCMW: _("O")}
# What fits: the whole word stands in the table behind the picture.
SHORT = {
    PartyState.NONE: _("geen antwoord"),
    PartyState.AGAIN: _("opnieuw"),
    PartyState.LATE: _("te laat"),
    PartyState.WITHDRAWN: _("ingetrokken"),
    PartyState.LEFT: _("niet meer"),
    PartyState.COMING: _("nog niet"),
}


@dataclass(frozen=True)
class Half:
    """One board of a municipality; `top` within its tile."""

    letter: str
    organisation: str
    state: PartyState
    short: str
    word: str
    top: int


@dataclass(frozen=True)
class Tile:
    """`name` as it fits; `left` and `top` in the drawing."""

    name: str
    territory: str
    left: int
    top: int
    halves: tuple[Half, ...]


@dataclass(frozen=True)
class TileMap:
    tiles: tuple[Tile, ...]
    width: int
    height: int
    tile_width: int = WIDTH
    tile_height: int = HEIGHT
    half_width: int = WIDTH - 2  # inside the line around the tile
    half_height: int = HALF - 1

    @property
    def sheet_width(self) -> int:
        """With room for the line around the outer tiles, of which half lies outside."""
        return self.width + 2

    @property
    def sheet_height(self) -> int:
        return self.height + 2

    @property
    def in_words(self) -> str:
        """What the picture says, for who does not see it."""
        said = (
            f"{tile.territory}: {', '.join(f'{half.organisation} {half.word}' for half in tile.halves)}"
            for tile in self.tiles
        )
        return ". ".join(said)


def is_drawable(places: Iterable[Place]) -> bool:
    """Whether there is a municipality to draw, and not too many of them."""
    return 0 < len({place.nis_code for place in places if place.kind in LOCAL_BOARDS}) <= MOST_TILES


def tiles_of(said: Iterable[tuple[Place, Said]], kind: str) -> TileMap | None:
    """The map of what was said in a round of that kind; None when there is nothing, or too much, to draw."""
    boards: dict[str, list[tuple[Place, Said]]] = {}
    for place, cell in said:
        if place.kind in LOCAL_BOARDS:
            boards.setdefault(place.nis_code, []).append((place, cell))
    if not is_drawable(place for pairs in boards.values() for place, _cell in pairs):
        return None
    spots = _spots({code: pairs[0][0].territory or pairs[0][0].name for code, pairs in boards.items()})
    tiles = tuple(
        _tile(pairs, kind, round(spots[code][0] * (WIDTH + GAP)), round(spots[code][1] * (HEIGHT + GAP)))
        for code, pairs in sorted(boards.items(), key=lambda item: (spots[item[0]][1], spots[item[0]][0]))
    )
    return TileMap(tiles, max(tile.left for tile in tiles) + WIDTH, max(tile.top for tile in tiles) + HEIGHT)


def _tile(pairs: list[tuple[Place, Said]], kind: str, left: int, top: int) -> Tile:
    territory = pairs[0][0].territory or pairs[0][0].name
    name = territory if len(territory) <= LONGEST_NAME else territory[: LONGEST_NAME - 1] + "…"
    cells = {place.kind: (place, cell) for place, cell in pairs}
    halves = []
    for row, board in enumerate(LOCAL_BOARDS):
        place, cell = cells.get(board, (None, Said(PartyState.NOT_ASKED)))
        word = word_for(cell.state, kind)
        organisation = place.name if place else str(OrganisationKind(board).label)
        short = str(SHORT.get(cell.state, word))
        halves.append(Half(str(LETTERS[board]), organisation, cell.state, short, word, HEAD + row * HALF))
    return Tile(name, territory, left, top, tuple(halves))


def _spots(names: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Column and row of each NIS code: where the list says so, the others in a grid below, by name."""
    known = {code: spot for code, spot in _known().items() if code in names}
    first_column = min((column for column, _r in known.values()), default=0)
    first_row = min((row for _c, row in known.values()), default=0)
    spots = {code: (column - first_column, row - first_row) for code, (column, row) in known.items()}
    others = sorted((code for code in names if code not in spots), key=lambda code: names[code])
    below = math.ceil(max((row for _c, row in spots.values()), default=-1)) + 1
    across = math.ceil(max((column for column, _r in spots.values()), default=-1)) + 1
    across = across or math.ceil(math.sqrt(len(others)))
    return spots | {code: (place % across, below + place // across) for place, code in enumerate(others)}


@cache
def _known() -> dict[str, tuple[float, float]]:
    with (Path(__file__).parent.parent / "data" / "tiles.toml").open("rb") as file:
        return {code: (spot[0], spot[1]) for code, spot in tomllib.load(file).items()}
