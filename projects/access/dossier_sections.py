"""The page of a dossier, composed: each noun hangs its own section on it, and the page knows none of them.

    register_section(40, "projects/dossier_money.html", read_money)

`read(user, dossier)` returns what the template gets as `section` (beside `dossier` and `may`), or None for a section
that does not show. It is a summary with a link to a page of its own: three queries at most. Registered when the app
starts, in `ProjectsConfig.ready`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from projects.models import Dossier
from wegwijzer.accounts.models import User

Read = Callable[[User, Dossier], Mapping[str, Any] | None]


class Section(NamedTuple):
    """One part of the page: its template and what that is told."""

    template: str
    told: Mapping[str, Any]


_sections: dict[str, tuple[int, Read]] = {}


def register_section(order: int, template: str, read: Read) -> None:
    """Show `template` on the page of a dossier; those with a low `order` stand first. Registering twice is once."""
    _sections[template] = (order, read)


def sections_of(user: User, dossier: Dossier) -> list[Section]:
    """What shows to this user of a dossier that came through its gate."""
    shown = []
    for template, (_order, read) in sorted(_sections.items(), key=lambda row: (row[1][0], row[0])):
        told = read(user, dossier)
        if told is not None:
            shown.append(Section(template, told))
    return shown
