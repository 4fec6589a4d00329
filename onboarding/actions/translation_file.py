"""What a translator sent back: what it would change, and taking that in, all of it or nothing."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onboarding.actions.regional_text import title_sources
from onboarding.models import RegionalText, Section
from onboarding.models.edition_content import canonical
from onboarding.models.placeholder import PLACE
from onboarding.models.regional_text import SOURCE, dutch_of
from onboarding.models.translation_unit import FIELDS, Handout, Unit, handout_of, handout_of_local, sources_of
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Stale, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.localised import LocalisedText

TITLE, SECTION, OWN = (
    "onboarding.regional_text.translated",
    "onboarding.section.translated",
    "onboarding.local_section.translated",
)
# What a translator says when the words are right as they are (XLIFF 1.2, 3.2: values of `state`).
HOLDS = frozenset({"translated", "final", "signed-off"})


class Fate(StrEnum):
    """What becomes of a unit of the file."""

    WRONG = "wrong"
    MOVED_ON = "moved_on"  # the Dutch changed since
    NEW = "new"
    CHANGED = "changed"
    HOLDS = "holds"  # the words stay, and are up to date again
    SAME = "same"


LABELS = {
    Fate.WRONG: gettext_lazy("niet overgenomen: er is iets mis"),
    Fate.MOVED_ON: gettext_lazy("niet overgenomen: het Nederlands wijzigde sindsdien"),
    Fate.NEW: gettext_lazy("nieuw vertaald"),
    Fate.CHANGED: gettext_lazy("anders vertaald"),
    Fate.HOLDS: gettext_lazy("klopt nog, en is weer bij"),
    Fate.SAME: gettext_lazy("blijft zoals het is"),
}
SHORT = {Fate.WRONG: gettext_lazy("niet overgenomen"), Fate.MOVED_ON: gettext_lazy("Nederlands gewijzigd")}
TAKEN = (Fate.NEW, Fate.CHANGED, Fate.HOLDS)


@dataclass(frozen=True)
class Returned:
    """A unit out of a file, its words cleaned as if they had been typed; `problems` are sentences."""

    key: str
    source: str
    target: str
    state: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One unit with its fate; `unit` is None for one that this text does not have."""

    returned: Returned
    unit: Unit | None
    fate: Fate
    problems: tuple[str, ...] = ()

    @property
    def context(self) -> str:
        return self.unit.context if self.unit else self.returned.key

    @property
    def label(self) -> str:
        """In a word or two: the whole sentence stands above the table."""
        return str(SHORT.get(self.fate, LABELS[self.fate]))


@dataclass(frozen=True)
class Proposal:
    """What a file would do; `digest` is the same as long as file and text are."""

    handout: Handout
    lines: tuple[Line, ...]

    @property
    def taken(self) -> list[Line]:
        return [line for line in self.lines if line.fate in TAKEN]

    @property
    def left(self) -> list[Line]:
        return [line for line in self.lines if line.fate in (Fate.WRONG, Fate.MOVED_ON)]

    @property
    def counts(self) -> Counter[Fate]:
        return Counter(line.fate for line in self.lines)

    @property
    def digest(self) -> str:
        told = [[line.returned.key, line.fate, line.returned.target, _version(line)] for line in self.lines]
        about = {"name": self.handout.name, "language": self.handout.language, "units": told}
        return hashlib.sha256(canonical(about).encode()).hexdigest()


def _version(line: Line) -> int:
    return line.unit.row.version if line.unit else 0


def propose(handout: Handout, returned: Iterable[Returned]) -> Proposal:
    """Unit by unit; what is not in the file stays as it is, and an empty target takes nothing away."""
    known = {unit.key: unit for unit in handout.units}
    rows = list(returned)
    times = Counter(row.key for row in rows)
    return Proposal(handout, tuple(_line(row, known.get(row.key), times[row.key]) for row in rows))


def _line(row: Returned, unit: Unit | None, times: int) -> Line:
    if unit is None:
        words = _("Dit deel hoort niet bij deze tekst, of is intussen geschrapt.")
        return Line(row, None, Fate.WRONG, (words,))
    if times > 1:
        return Line(row, unit, Fate.WRONG, (_("Dit deel staat meer dan eens in het bestand."),))
    if not _same(row.source, unit.source):
        return Line(row, unit, Fate.MOVED_ON if row.target else Fate.SAME)
    problems = (*row.problems, *_wrong_places(row, unit))
    if problems:
        return Line(row, unit, Fate.WRONG, problems)
    if not row.target or row.target.strip() == unicodedata.normalize("NFC", unit.target).strip():
        return Line(row, unit, Fate.HOLDS if row.target and unit.is_stale and row.state in HOLDS else Fate.SAME)
    return Line(row, unit, Fate.CHANGED if unit.target else Fate.NEW)


def _same(one: str, other: str) -> bool:
    """Word for word: what tools do to spaces and line ends does not count."""
    left, right = (unicodedata.normalize("NFC", text).split() for text in (one, other))
    return left == right


def _wrong_places(row: Returned, unit: Unit) -> list[str]:
    if not row.target:
        return []
    there, asked = dict.fromkeys(PLACE.findall(row.target)), unit.places
    found = [_("De plaats {%s} ontbreekt in de vertaling.") % name for name in asked if name not in there]
    return found + [_("De plaats {%s} staat niet in het Nederlands.") % name for name in there if name not in asked]


@transaction.atomic
def take(text: RegionalText, handout: Handout, returned: Sequence[Returned], *, by: User, seen: str) -> Proposal:
    """Write what was proposed. Raises Stale when text or file is another than what was looked at (`seen`)."""
    hold(text)
    again = handout_of_local(handout.local, handout.language) if handout.local else handout_of(text, handout.language)
    proposal = propose(again, returned)
    if proposal.digest != seen:
        raise Stale(text)
    rows: dict[tuple[type, int], list[Line]] = {}
    for line in proposal.taken:
        assert line.unit is not None
        rows.setdefault((type(line.unit.row), line.unit.row.pk), []).append(line)
    for lines in rows.values():
        _write(lines, handout.language, by)
    return proposal


def _write(lines: list[Line], language: str, by: User) -> None:
    """The columns of one row."""
    units = {line.unit.name: line for line in lines if line.unit}
    row = next(line.unit.row for line in lines if line.unit)
    said = {name: LocalisedText({**getattr(row, name), language: line.returned.target}) for name, line in units.items()}
    verb = _about_title(row, said, language) if isinstance(row, RegionalText) else _about_section(row, said, language)
    changes = write(row, **said)
    if changes:
        scope = row.partnership.organisation
        record(verb, row, by=by, scope=scope, changes=changes | {"taal": language, "uit": "XLIFF"})


def _about_title(row: RegionalText, said: dict[str, Any], language: str) -> str:
    said["title_sources"] = title_sources(row, said["title"], [language])
    return TITLE


def _about_section(row: Any, said: dict[str, Any], language: str) -> str:
    """Of what was not in the file, the source stays what it was: that is not up to date for it."""
    before = dict(zip(FIELDS, sources_of(row, language), strict=True))
    parts = {name: getattr(row, name).get(SOURCE, "") if name in said else before[name] for name in FIELDS}
    source = dutch_of(*(LocalisedText(parts[name]) for name in FIELDS))
    said["sources"] = LocalisedText({**row.sources, language: source})
    return SECTION if isinstance(row, Section) else OWN
