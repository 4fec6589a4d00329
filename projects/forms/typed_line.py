"""One line of a plan as somebody types it from paper: "SD1 words of it | who is responsible + who else | term".

The code is not kept, but says the level, as "actie:" and "stap:" do; what stands behind the bars may be left out.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now

from projects.actions.objective_tree import Typed
from projects.models import Level, Term
from wegwijzer.ui.forms import LineField

LONGEST_TITLE = 500
# A letter with a number may be a road as well (A12): of an action the code ends on a sign, or has more numbers.
CODE = re.compile(
    r"^(?:(SD|TD|OD)[ ]?[0-9]+(?:\.[0-9]+)*[.:)]?|(A)[0-9]+(?:(?:\.[0-9]+)+|[.:)])|(actie|stap)[ ]?:)\s+(?=\S)",
    re.IGNORECASE,
)
LEVEL_OF_CODE = {
    "SD": Level.STRATEGIC,
    "TD": Level.TACTICAL,
    "OD": Level.OPERATIONAL,
    "A": Level.ACTION,
    "ACTIE": Level.ACTION,
    "STAP": Level.STEP,
}
TERMS = {
    "": Term.NONE,
    "kort": Term.SHORT,
    "korte termijn": Term.SHORT,
    "lang": Term.LONG,
    "lange termijn": Term.LONG,
    "beide": Term.BOTH,
    "kort en lang": Term.BOTH,
    "korte en lange termijn": Term.BOTH,
}
SAME = "idem"  # responsible is who was so for the line before


def read_line(text: str, depth: int, names_before: tuple[str, ...]) -> Typed:
    """What one line says. Raises ValidationError for a line that is too long or that says something unknown."""
    parts = [part.strip() for part in text.split("|")]
    if len(parts) > 3:
        raise ValidationError(_now("Zet hoogstens twee streepjes: doelstelling | verantwoordelijken | termijn."))
    words, who, when = [*parts, "", ""][:3]
    code = CODE.match(words)
    level = LEVEL_OF_CODE[(code[1] or code[2] or code[3]).upper()] if code else ""
    title = LineField(max_length=LONGEST_TITLE).clean(words[code.end() :] if code else words)
    if when.lower() not in TERMS:
        raise ValidationError(_now("De termijn ‘%s’ kennen wij niet. Schrijf kort, lang of beide.") % when[:40])
    return Typed(depth, title, level, _names(who, names_before), TERMS[when.lower()])


def _names(who: str, names_before: tuple[str, ...]) -> tuple[str, ...]:
    if who.lower() == SAME:
        return names_before
    name = LineField(max_length=120, required=False)
    return tuple(dict.fromkeys(cleaned for part in re.split("[+;]", who) if (cleaned := name.clean(part))))
