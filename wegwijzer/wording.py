"""What two texts differ in, word by word, and how two texts made from the same one come together again.

Words of any script, in any direction: a text is cut in pieces that joined again are that text, to the letter. Nothing
here knows what the texts are for.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

# A line end counts by itself, so that lists stay aligned; marks of Arabic and Ethiopic stand beside those of Latin.
MARKS = re.escape(".,;:!?()[]\"'«»‘’“”…،؛؟።፣፤፥፦፧")
PIECES = re.compile(rf"\n|[^\S\n]+|[{MARKS}]|[^\s{MARKS}]+")
MOST_PAIRS = 4_000_000  # equal words to weigh against each other; past it the comparison would take seconds


class Kind(StrEnum):
    """Who changed a stretch of the text."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"  # to the same words
    CONFLICT = "conflict"


class Choice(StrEnum):
    """What becomes of a conflict."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"  # ours, then theirs


class Stretch(NamedTuple):
    """A part of a difference: `old` and `new` are equal where nothing changed; "" where there was or is nothing."""

    old: str
    new: str

    @property
    def is_same(self) -> bool:
        return self.old == self.new


class Piece(NamedTuple):
    """A part of a merge: what stood there, and what each of the two made of it."""

    kind: Kind
    base: str
    ours: str
    theirs: str

    @property
    def text(self) -> str:
        """What it comes to; of a conflict the words of both, which nobody chose yet."""
        if self.kind == Kind.CONFLICT:
            return _both(self.ours, self.theirs)
        return self.theirs if self.kind == Kind.THEIRS else self.ours


@dataclass(frozen=True)
class Merge:
    """Two texts made from one, in pieces from beginning to end."""

    pieces: tuple[Piece, ...]

    @property
    def conflicts(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind == Kind.CONFLICT]

    @property
    def is_clean(self) -> bool:
        return not self.conflicts

    @property
    def offers(self) -> list[range]:
        """What the other changed alone, as places of pieces; changes with only space between them are one offer."""
        found: list[range] = []
        for at in (place for place, piece in enumerate(self.pieces) if piece.kind == Kind.THEIRS):
            if found and all(_is_gap(one) for one in self.pieces[found[-1].stop : at]):
                found[-1] = range(found[-1].start, at + 1)
            else:
                found.append(range(at, at + 1))
        return found

    def without(self, offers: Collection[int]) -> "Merge":
        """The same with these offers, by number from 0, left as they were."""
        left = {at for number, places in enumerate(self.offers) if number in offers for at in places}
        return Merge(tuple(_same(piece.base) if at in left else piece for at, piece in enumerate(self.pieces)))

    def text(self, choices: Mapping[int, Choice] | None = None, open_: str = "{ours}{theirs}") -> str:
        """The whole; `choices` says per conflict (from 0) which words to take.

        A conflict that nobody chose in is written as `open_` says, with both texts in it.
        """
        return "".join(self._written(choices or {}, open_))

    def _written(self, choices: Mapping[int, Choice], open_: str) -> Iterator[str]:
        number = 0
        for piece in self.pieces:
            if piece.kind != Kind.CONFLICT:
                yield piece.text
                continue
            if (choice := choices.get(number)) is not None:
                yield {Choice.OURS: piece.ours, Choice.THEIRS: piece.theirs, Choice.BOTH: piece.text}[choice]
            else:
                # Not `format`: what people type may hold braces.
                parts = re.split(r"(\{ours\}|\{theirs\})", open_)
                yield "".join({"{ours}": piece.ours, "{theirs}": piece.theirs}.get(part, part) for part in parts)
            number += 1


class _Edit(NamedTuple):
    """Pieces `start` to `end` of the base became `new`."""

    start: int
    end: int
    new: str


def pieces_of(text: str) -> list[str]:
    """Words, marks, line ends and the space between them."""
    return PIECES.findall(text)


def difference(old: str, new: str) -> list[Stretch]:
    """From `old` to `new`, in order; what is the same and what is not by turns."""
    before, after = pieces_of(old), pieces_of(new)
    return [Stretch("".join(before[i1:i2]), "".join(after[j1:j2])) for _tag, i1, i2, j1, j2 in _opcodes(before, after)]


def changed_words(old: str, new: str) -> int:
    """How many words came, went or became others: of a stretch that was replaced the longer side counts."""
    return sum(max(_words(part.old), _words(part.new)) for part in difference(old, new) if not part.is_same)


def merge(base: str, ours: str, theirs: str) -> Merge:
    """Both changes to `base` in one text; where they touch each other and differ, a conflict for people.

    Changes with only space between them touch: words beside each other can say the opposite together.
    """
    tokens = pieces_of(base)
    own, other = _edits(tokens, ours), _edits(tokens, theirs)
    found: list[Piece] = []
    at = 0
    for start, end, of_ours, of_theirs in _hunks(tokens, own, other):
        if start > at:
            found.append(_same("".join(tokens[at:start])))
        found.append(_piece(tokens, start, end, of_ours, of_theirs))
        at = end
    if at < len(tokens):
        found.append(_same("".join(tokens[at:])))
    return Merge(tuple(found))


def _is_gap(piece: Piece) -> bool:
    """Only space, within a line."""
    return piece.kind == Kind.SAME and piece.base.isspace() and "\n" not in piece.base


def _same(text: str) -> Piece:
    return Piece(Kind.SAME, text, text, text)


def _piece(tokens: Sequence[str], start: int, end: int, own: list[_Edit], other: list[_Edit]) -> Piece:
    base = "".join(tokens[start:end])
    ours, theirs = _applied(tokens, start, end, own), _applied(tokens, start, end, other)
    if ours == theirs:
        kind = Kind.BOTH
    elif not own:
        kind = Kind.THEIRS
    elif not other:
        kind = Kind.OURS
    else:
        kind = Kind.CONFLICT
    return Piece(kind, base, ours, theirs)


def _applied(tokens: Sequence[str], start: int, end: int, edits: Sequence[_Edit]) -> str:
    """Pieces `start` to `end` with these edits, which lie between them."""
    written, at = [], start
    for edit in edits:
        written += [*tokens[at : edit.start], edit.new]
        at = edit.end
    return "".join([*written, *tokens[at:end]])


def _hunks(
    tokens: Sequence[str], own: Sequence[_Edit], other: Sequence[_Edit]
) -> list[tuple[int, int, list[_Edit], list[_Edit]]]:
    """Stretches of the base in which one or both changed something, with those edits; none touches the next."""
    ours = set(own)
    waiting = sorted({*own, *other})
    hunks: list[tuple[int, int, list[_Edit], list[_Edit]]] = []
    theirs = set(other)
    for edit in waiting:
        mine, yours = ([edit] if edit in ours else []), ([edit] if edit in theirs else [])
        if hunks:
            start, end, left, right = hunks[-1]
            if edit.start <= end or _may_join(tokens[end : edit.start], (left, right), (mine, yours)):
                hunks[-1] = (start, max(end, edit.end), left + mine, right + yours)
                continue
        hunks.append((edit.start, edit.end, mine, yours))
    return hunks


def _may_join(gap: Sequence[str], before: tuple[list[_Edit], ...], after: tuple[list[_Edit], ...]) -> bool:
    """Whether only space lies between changes of different people."""
    if any(not token.isspace() for token in gap):
        return False
    return bool((before[0] and after[1]) or (before[1] and after[0]))


def _edits(tokens: Sequence[str], text: str) -> list[_Edit]:
    after = pieces_of(text)
    codes = _opcodes(tokens, after)
    return [_Edit(i1, i2, "".join(after[j1:j2])) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if before == after:
        return [("equal", 0, len(before), 0, len(after))] if before else []
    # Of what both have at the beginning and the end nothing needs to be weighed, and repeated words can not lie there.
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    most = min(len(before), len(after)) - head
    while tail < most and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    found = [("equal", 0, head, 0, head)] if head else []
    found += [(tag, i1 + head, i2 + head, j1 + head, j2 + head) for tag, i1, i2, j1, j2 in _weighed(old, new)]
    if tail:
        found.append(("equal", len(before) - tail, len(before), len(after) - tail, len(after)))
    return found


def _weighed(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Words are weighed against words; the space between follows, for it would match everywhere."""
    counts = Counter(new)
    if sum(counts[token] for token in old if not token.isspace()) > MOST_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    at_old, at_new = ([i for i, token in enumerate(side) if not token.isspace()] for side in (old, new))
    matcher = SequenceMatcher(None, [old[i] for i in at_old], [new[j] for j in at_new], autojunk=False)
    found, last = [], (-1, -1)
    words = [(at_old[i + k], at_new[j + k]) for i, j, size in matcher.get_matching_blocks() for k in range(size)]
    for pair in [*words, (len(old), len(new))]:
        found += [*_same_space(old, new, last, pair), pair]
        last = pair
    return _as_opcodes(found)


def _same_space(
    old: Sequence[str], new: Sequence[str], last: tuple[int, int], pair: tuple[int, int]
) -> list[tuple[int, int]]:
    """Which space is the same after the one pair of equal words, and before the next."""
    after, before = [], []
    i, j = last[0] + 1, last[1] + 1
    while i < pair[0] and j < pair[1] and old[i].isspace() and old[i] == new[j]:
        after.append((i, j))
        i, j = i + 1, j + 1
    k, m = pair[0] - 1, pair[1] - 1
    while k >= i and m >= j and old[k].isspace() and old[k] == new[m]:
        before.append((k, m))
        k, m = k - 1, m - 1
    return after + before[::-1]


def _as_opcodes(pairs: Sequence[tuple[int, int]]) -> list[tuple[str, int, int, int, int]]:
    """What is equal and what is not, from the places that are equal; the last pair lies past both ends."""
    found: list[tuple[str, int, int, int, int]] = []
    i = j = 0
    for k, m in pairs:
        if k > i or m > j:
            found.append(("replace", i, k, j, m))
        if found and found[-1][0] == "equal":
            _tag, i1, _i2, j1, _j2 = found.pop()
            found.append(("equal", i1, k + 1, j1, m + 1))
        else:
            found.append(("equal", k, k + 1, m, m + 1))
        i, j = k + 1, m + 1
    _tag, i1, i2, j1, j2 = found.pop()  # without what lies past the ends
    return [*found, ("equal", i1, i2 - 1, j1, j2 - 1)] if i2 - 1 > i1 else found


def _words(text: str) -> int:
    return sum(1 for piece in pieces_of(text) if any(sign.isalnum() for sign in piece))


def _both(ours: str, theirs: str) -> str:
    """One after the other, with what divides words between them."""
    between = "" if not ours or not theirs or ours[-1].isspace() or theirs[0].isspace() else " "
    return f"{ours}{between}{theirs}"
