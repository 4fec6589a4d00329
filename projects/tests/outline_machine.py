"""An outline as nested lists, with the rules of the levels by hand; what the lines of a plan are held against."""

from dataclasses import dataclass, field
from itertools import chain

SD, TD, OD, A, S = "strategic", "tactical", "operational", "action", "step"
DOWN = [SD, TD, OD, A, S]
CODE = {SD: "SD", TD: "TD", OD: "OD", A: "A", S: ""}
# What may stand under what; under nothing: at the top.
ALLOWED = {
    None: {SD, TD, OD, A},
    SD: {SD, TD, OD, A},
    TD: {TD, OD, A},
    OD: {OD, A},
    A: {A, S},
    S: {S},
}
USUAL = {None: SD, SD: TD, TD: OD, OD: A, A: S, S: S}


@dataclass(eq=False)
class Item:
    title: str
    level: str
    pk: int = 0
    kids: list["Item"] = field(default_factory=list)


class Paper:
    """Chapters of items, as somebody would write and renumber them on paper."""

    def __init__(self, chapters):
        self.chapters = {name: [] for name in chapters}

    # --- reading

    def walk(self, items=None):
        for item in list(chain.from_iterable(self.chapters.values())) if items is None else items:
            yield item
            yield from self.walk(item.kids)

    def home(self, item):
        """The list that it stands in, the item above it, and its chapter."""
        for chapter, top in self.chapters.items():
            if item in top:
                return top, None, chapter
            for other in self.walk(top):
                if item in other.kids:
                    return other.kids, other, chapter
        raise AssertionError(item)

    def codes(self):
        found = {}

        def number(items, path):
            for at, item in enumerate(items, start=1):
                found[item.title] = CODE[item.level] + ".".join(map(str, [*path, at]))
                number(item.kids, [*path, at])

        for top in self.chapters.values():
            number(top, [])
        return found

    def shape(self):
        def of(items):
            return [(item.title, item.level, of(item.kids)) for item in items]

        return {chapter: of(top) for chapter, top in self.chapters.items() if top}

    # --- writing; False when it is not allowed

    def level_for(self, rows, at, above):
        if at > 0:
            return rows[at - 1].level
        if rows:
            return rows[0].level
        return USUAL[above.level if above else None]

    def insert(self, item, rows, at, above):
        item.level = self.level_for(rows, at, above)
        rows.insert(at, item)

    def transfer(self, item, rows, at, above):
        old_rows, old_above, _chapter = self.home(item)
        if old_rows is rows and old_rows.index(item) < at:
            at -= 1
        old_rows.remove(item)
        if old_above is above:  # also from one chapter to another
            rows.insert(at, item)
            return
        level = self.level_for(rows, at, above)
        rows.insert(at, item)
        self.relevel(item, level)

    def relevel(self, item, level):
        was, item.level = item.level, level
        if was == level:
            return
        for kid in item.kids:
            self.relevel(kid, self.follows(kid.level, was, level))

    def follows(self, level, was_above, above):
        strictly = DOWN.index(level) > DOWN.index(was_above)
        for wanted in DOWN[DOWN.index(level) :]:
            if wanted in ALLOWED[above] and (not strictly or wanted != above or above == S):
                return wanted
        return A
