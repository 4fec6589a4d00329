"""The words that the access matrix is written in: personas, cells, and the usual kinds of pages."""

from dataclasses import dataclass, field

INSIDE = frozenset({"coordinator", "contact", "contact_elsewhere", "secretary", "delegate", "staff"})
ELSEWHERE = frozenset({"coordinator_b", "contact_b", "staff_b", "administrator", "former_contact"})
EVERYBODY = INSIDE | ELSEWHERE
OUTSIDE_THE_DOOR = frozenset({"anonymous", "deactivated"})
COORDINATOR = frozenset({"coordinator"})
COORDINATORS = frozenset({"coordinator", "coordinator_b"})
CALENDAR = frozenset({"coordinator", "contact"})  # who keeps the calendar of the first board
MINUTERS = frozenset({"coordinator", "secretary"})
BODY = frozenset({"coordinator", "secretary", "delegate"})
ADMINISTRATOR = frozenset({"administrator"})
RESPONDERS = frozenset({"coordinator", "contact"})  # of the board that the world's round asks


@dataclass(frozen=True)
class Cell:
    """One method: who gets `ok`, who is refused (403) although they see the thing; all others get `else_`."""

    may: frozenset[str]
    ok: int
    refused: frozenset[str] = frozenset()
    else_: int = 404


@dataclass(frozen=True)
class Row:
    """One URL: its methods, and which objects of the world stand in its address."""

    methods: dict[str, Cell]
    of: tuple[str, ...] = ()
    without_login: bool = False
    query: dict[str, str] = field(default_factory=dict)
    data: str = "something=else"


def page(may: frozenset[str], *of: str, refused: frozenset[str] = frozenset()) -> Row:
    """To read only."""
    return Row({"GET": Cell(may, 200, refused)}, of)


def form(may: frozenset[str], *of: str, refused: frozenset[str] = INSIDE, empty: int = 422) -> Row:
    """A page with a form; posted with nothing in it, it comes back with its mistakes (422)."""
    left = refused - may
    return Row({"GET": Cell(may, 200, left), "POST": Cell(may, empty, left)}, of)


def button(may: frozenset[str], *of: str, refused: frozenset[str] = INSIDE, ok: int = 302) -> Row:
    """Something done by POST only."""
    return Row({"POST": Cell(may, ok, refused - may)}, of)


def door(*of: str, **methods: int) -> Row:
    """Open to who is not logged in; `get=200, post=422`."""
    return Row({name.upper(): Cell(EVERYBODY | OUTSIDE_THE_DOOR, ok) for name, ok in methods.items()}, of, True)
