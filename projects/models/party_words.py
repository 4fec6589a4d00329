"""Who does what, before it is a row: what a form or an import understood of it."""

from collections.abc import Iterable
from typing import NamedTuple

from governance.models import Body, Person
from projects.models.objective_parts import ObjectiveParty
from wegwijzer.accounts.models import Organisation


class Who(NamedTuple):
    """An organisation, a body, a person, or the name of a role; with a task where there is one."""

    row: Organisation | Body | Person | None
    name: str = ""
    task: str = ""

    def __str__(self) -> str:
        said = str(self.row or self.name)
        return f"{said} ({self.task})" if self.task else said

    @property
    def columns(self) -> dict[str, object]:
        """Who it is, as the columns of a party: one of four."""
        if self.row is None:
            return {"name": self.name}
        return {self.row._meta.model_name or "": self.row}

    @classmethod
    def of(cls, party: ObjectiveParty) -> "Who":
        return cls(party.organisation or party.body or party.person, party.name, party.task)


def names_said(people: Iterable[Who]) -> str:
    """Several of them as one text, in their order."""
    return ", ".join(str(who) for who in people)
