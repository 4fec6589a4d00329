"""The columns of a plan in a spreadsheet: what is written is what is read back, under the same headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.models import Level, Priority, Term, ways_to_count
from projects.models.counter import Way
from projects.models.tree import PREFIX

BUDGET = "budget"  # followed by a year: "Budget 2027"


@dataclass(frozen=True)
class Column:
    """`also` are other headings under which people have the same thing. `is_read` is False for what only informs."""

    key: str
    heading: str | Promise
    also: tuple[str, ...] = ()
    is_read: bool = True
    hint: str | Promise = ""


_ONE_A_LINE = _("Eén per regel in de cel (Alt+Enter), of met een puntkomma ertussen.")
_WITH_TASK = _("Eén per regel in de cel (Alt+Enter). Een taak staat na een dubbelpunt: ‘VVSG: geeft advies’.")
COLUMNS = (
    Column("key", _("Sleutel"), ("key", "id"), hint=_("Laat staan: hiermee herkennen wij de rij. Nieuwe rij: leeg.")),
    Column("code", _("Code"), ("nr", "nummer", "nr."), hint=_("Volgt uit de plaats in de boom; wordt opnieuw geteld.")),
    Column("depth", _("Diepte"), ("inspringing",), hint=_("1 staat bovenaan, 2 eronder, en zo verder.")),
    Column(
        "level",
        _("Niveau"),
        ("soort", "type"),
        hint=_("Strategische, tactische of operationele doelstelling, actie of stap."),
    ),
    Column(
        "title",
        _("Doelstelling of actie"),
        ("doelstelling", "doelstellingen", "actie", "titel", "omschrijving", "naam", "doel"),
        hint=_("Verplicht."),
    ),
    Column("explanation", _("Toelichting"), ("uitleg",)),
    Column(
        "theme",
        _("Thema"),
        ("beleidsdomein", "grondrecht"),
        hint=_("Alleen waar het verandert: een lege cel volgt de doelstelling erboven."),
    ),
    Column("target_groups", _("Doelgroepen"), ("doelgroep",), hint=_ONE_A_LINE),
    Column(
        "responsible",
        _("Verantwoordelijken"),
        ("verantwoordelijke", "verantwoordelijk", "trekker", "wie"),
        hint=_WITH_TASK,
    ),
    Column(
        "partners",
        _("Partners en hun taak"),
        ("partners", "partner", "betrokkenen"),
        hint=_WITH_TASK,
    ),
    Column("from_on", _("Van"), ("start", "begin", "startdatum"), hint=_("Een datum.")),
    Column("until_on", _("Tot en met"), ("tot", "einde", "einddatum"), hint=_("Een datum.")),
    Column("term", _("Termijn"), ("timing", "tijdpad", "planning"), hint=_("Korte termijn, lange termijn of beide.")),
    Column("priority", _("Prioriteit"), (), hint=_("Hoog, gewoon of laag.")),
    Column(
        "product",
        _("Zichtbaar product"),
        ("product", "resultaat"),
    ),
    Column("effect", _("Beoogd effect"), ("effect",)),
    Column("target_number", _("Streefcijfer"), ("streefwaarde",), hint=_("Een getal; met een eenheid erbij.")),
    Column("target_unit", _("Eenheid"), ()),
    Column("target_by", _("Te bereiken tegen"), (), hint=_("Een datum.")),
    Column(
        "target_counts", _("Hoe geteld"), (), hint=_("Leeg, of wat vanzelf geteld wordt: goedgekeurde lokale plannen.")
    ),
    Column("external_code", _("Code in het meerjarenplan"), ("bbc-code", "code meerjarenplan")),
    Column("state", _("Stand (alleen lezen)"), ("stand",), is_read=False),
    Column("percent", _("Procent gerealiseerd (alleen lezen)"), ("voortgang",), is_read=False),
    Column("last_on", _("Laatste nieuws (alleen lezen)"), (), is_read=False),
)
BY_KEY = {column.key: column for column in COLUMNS}
BUDGET_HEADING = re.compile(r"(?:budget|bedrag|raming)\s*(?:in euro)?\s*(?P<year>199[0-9]|20[0-9]{2}|2100)")

LEVEL_WORDS = {
    **{PREFIX[level].lower(): level for level in Level if PREFIX[level]},
    "strategisch": Level.STRATEGIC,
    "tactisch": Level.TACTICAL,
    "operationeel": Level.OPERATIONAL,
}
TERM_WORDS = {
    "kort": Term.SHORT,
    "kt": Term.SHORT,
    "lang": Term.LONG,
    "lt": Term.LONG,
    "beide": Term.BOTH,
    "kort en lang": Term.BOTH,
    "kt en lt": Term.BOTH,
    "kt/lt": Term.BOTH,
}
WORDS: dict[str, dict[str, str]] = {
    "level": LEVEL_WORDS,  # type: ignore[dict-item]
    "term": TERM_WORDS,  # type: ignore[dict-item]
    "priority": {},
    "target_counts": {},
}


class Ways:
    """How targets are counted, as if it were an enumeration: apps above add theirs when they start."""

    def __iter__(self) -> Iterator[Way]:
        return iter(ways_to_count())

    def __call__(self, value: str) -> Way:
        return next(way for way in self if way.value == value)


CHOICES: dict[str, Any] = {"level": Level, "term": Term, "priority": Priority, "target_counts": Ways()}


def plain(text: object) -> str:
    """A heading or a word as it is compared: lower case, single spaces."""
    return " ".join(str(text).replace("’", "'").split()).casefold()


def column_of(heading: str) -> str:
    """The key of the column under this heading ("budget 2027" for an amount per year); "" when we have none such."""
    wanted = plain(heading)
    year = BUDGET_HEADING.fullmatch(wanted)
    if year:
        return f"{BUDGET} {year['year']}"
    for column in COLUMNS:
        if wanted in (plain(column.heading), *column.also):
            return column.key
    return ""


def heading_of(key: str) -> str:
    """What stands above that column."""
    if key.startswith(f"{BUDGET} "):
        return key.capitalize()
    return str(BY_KEY[key].heading)
