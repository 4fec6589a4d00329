"""Many lines of a plan at once, as somebody types them from paper; looked at before anything is kept.

A line is one objective. What stands before its words says how deep it is: spaces, tabs or dashes, as long as lower
lines have more of them. A code (SD1, TD1.2, A3) is not kept, but says the level. Behind bars come who is responsible,
and when.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.actions.objective_tree import Typed
from projects.forms.objective_line import PlaceField
from projects.forms.typed_line import read_line
from projects.models import Level, Term, Tree
from wegwijzer.ui.forms import LineField, ProseField

MOST_LINES = 300
TAB = "  "
LEAD = re.compile(r"^([ ]*)((?:[-–—•*]+[ ]*)*)(.*)$")
MARKS = re.compile(r"[-–—•*]")


@dataclass(frozen=True)
class Row:
    """A line as it is understood, or why not."""

    number: int
    text: str
    typed: Typed | None = None
    error: str = ""

    @property
    def level(self) -> str:
        return str(Level(self.typed.level).label) if self.typed and self.typed.level else ""

    @property
    def term(self) -> str:
        return str(Term(self.typed.term).label) if self.typed and self.typed.term else ""


def read_series(text: str) -> list[Row]:
    """Every line that says something."""
    rows: list[Row] = []
    widths: list[int] = []
    names: tuple[str, ...] = ()
    for number, raw in enumerate(text.split("\n"), start=1):
        found = LEAD.match(raw.replace("\t", TAB).rstrip())
        if found is None or not found[3]:
            continue
        width = len(found[1]) + len(TAB) * len(MARKS.findall(found[2]))
        while widths and widths[-1] >= width:
            widths.pop()
        try:
            typed = read_line(found[3], len(widths), names)
        except ValidationError as error:
            rows.append(Row(number, raw.strip(), error=" ".join(error.messages)))
        else:
            names = typed.names
            rows.append(Row(number, raw.strip(), typed))
        widths.append(width)
    return rows


class SeriesForm(forms.Form):
    """`rows` is the preview. What is sent again with the digest of that preview (`seen`) is meant to be kept."""

    text = ProseField(
        label=_("Uw lijnen"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "series"}),
        help_text=_(
            "Eén doelstelling of actie per regel. Begin een regel die lager staat met een streepje of spaties."
        ),
    )
    place = PlaceField(label=_("Plaats"))
    seen = LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, tree: Tree, asked: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[Row] = []
        field = self.fields["place"]
        assert isinstance(field, PlaceField)
        field.offer(tree)
        field.also_after(self.data.get("place", "") if self.is_bound else asked)
        self.initial.setdefault("place", asked)

    @property
    def lines(self) -> list[Typed]:
        return [row.typed for row in self.rows if row.typed is not None]

    @property
    def digest(self) -> str:
        """Of what the preview shows."""
        return hashlib.sha256(repr((self.data.get("place"), self.lines)).encode()).hexdigest()

    @property
    def is_confirmed(self) -> bool:
        return self.is_valid() and self.cleaned_data["seen"] == self.digest

    def shown_again(self) -> "SeriesForm":
        """The same form to show: what is seen is what will be kept."""
        self.data = self.data.copy()
        self.data["seen"] = "" if self.errors else self.digest
        return self

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "text" in self.errors:
            return cleaned
        self.rows = read_series(cleaned.get("text", ""))
        wrong = sum(bool(row.error) for row in self.rows)
        if len(self.rows) > MOST_LINES:
            self.rows = []
            self.add_error("text", _("Dit zijn te veel regels. Typ er hoogstens %s tegelijk.") % MOST_LINES)
        elif wrong:
            said = ngettext(
                "%s regel klopt niet: in de lijst staat waarom. Verbeter hem, er is nog niets bewaard.",
                "%s regels kloppen niet: in de lijst staat waarom. Verbeter ze, er is nog niets bewaard.",
                wrong,
            )
            self.add_error("text", said % wrong)
        elif not self.rows:
            self.add_error("text", _("Typ minstens één regel."))
        return cleaned
