"""A row of a table that somebody brought, as far as it was understood: what an import starts from."""

from dataclasses import dataclass, field
from typing import Any

MOST_ROWS = 5000


@dataclass
class Line:
    """`number` is the row in the file or in what was pasted, as people count: from 1.

    `values` holds only the columns that were there; the names of parties and target groups as (name, task).
    `depth` counts from 1; `above` is the numbered path of a parent that has to be looked up in the plan itself.
    """

    number: int
    key: int | None = None
    path: tuple[int, ...] = ()
    depth: int | None = None
    above: tuple[int, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(self.values.get("title", ""))
