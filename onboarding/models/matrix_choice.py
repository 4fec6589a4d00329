"""What of the status matrix is shown, as text that stands in an address and names a report."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _now

from onboarding.models.deliverable import DeliverableState, late_word
from projects.models import Project

LATE, OPEN, REVISION = "late", "open", "revision"  # beside the states, what a matrix can be narrowed to


@dataclass(frozen=True)
class MatrixChoice:
    """What of the matrix is shown: as text "12:3:7:late:5", with nothing for what was not chosen."""

    project: int
    type: int | None = None
    theme: int | None = None
    stand: str = ""
    organisation: int | None = None

    @property
    def text(self) -> str:
        return ":".join(
            str(part or "") for part in (self.project, self.type, self.theme, self.stand, self.organisation)
        )

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises ValueError when it is no choice."""
        parts = text.split(":")
        if len(parts) != 5 or parts[3] not in ("", LATE, OPEN, REVISION, *DeliverableState.values):
            raise ValueError(f"no choice: {text[:100]}")
        numbers = [parts[0], parts[1], parts[2], parts[4]]
        if not parts[0] or not all(number == "" or _is_key(number) for number in numbers):
            raise ValueError(f"no choice: {text[:100]}")
        project, type_, theme, organisation = (int(number) if number else None for number in numbers)
        assert project is not None
        return cls(project, type_, theme, parts[3], organisation)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def stand_label(stand: str, project: Project) -> str:
    """What one narrows to, in words."""
    if stand == LATE:
        return late_word(project)
    if stand == REVISION:
        return _now("in herziening")
    return _now("nog te doen") if stand == OPEN else str(DeliverableState(stand).label)
