"""The pages of somebody's PDF as pictures that a document of ours can show: each becomes one form (ISO 32000, 8.10).

Read in the child process only. Nothing is decoded that can go along as it is, and nothing goes along that does
something: no actions, scripts, files inside, links or fields; of an annotation only what it looks like.
"""

import io
import zlib
from collections.abc import Iterator
from typing import IO, Any

import pydyf
import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

MOST_PAGES = 500  # of one annex
MOST_OBJECTS = 200_000
DEEPEST = 60
LARGEST_SIDE = 14_400  # points: the largest page that readers show (ISO 32000, annex C)
HIDDEN = 1 << 1 | 1 << 5  # flags of an annotation that does not show
NOT_DRAWN = ("/Link", "/Popup")
# Dictionaries whose keys are names that the file chose, so that none of them can be told from what they say.
NAMES = frozenset(
    ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs", "/Colorants")
)
# What leads out of the page (to its parents, to its structure) or does something.
DROPPED = frozenset({
    "/A", "/AA", "/AF", "/Alternates", "/Dest", "/EF", "/JS", "/JavaScript", "/Length", "/Metadata", "/Names",
    "/OC", "/OPI", "/OpenAction", "/P", "/Parent", "/PieceInfo", "/Popup", "/Properties", "/Ref",
    "/StructParent", "/StructParents", "/Thumb", "/URI",
})  # fmt: skip
ELSEWHERE = frozenset(("/F", "/FFilter", "/FDecodeParms"))  # a stream whose bytes lie in another file
# The state in which a page begins; a form begins in that of what was drawn before it.
FRESH = b"0 g 0 G 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n"
FILTERS = ("/Filter", "/DecodeParms")
LARGEST_CONTENT = 64 * 1024 * 1024  # bytes of a page that has to be put together from parts


class Problem(Exception):
    """The annex can not be shown: "encrypted", "broken", "too_long" or "too_large"."""


class Piece(pydyf.Object):
    """An object copied from the annex: bytes, and other pieces that it refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Any] = []
        self.extra: dict[str, Any] = {}  # where WeasyPrint looks for masks and resources of its own pictures

    @property
    def compressible(self) -> bool:
        """Never packed together with others: it may be a stream itself."""
        return False

    @property
    def data(self) -> bytes:
        return b"".join(part.reference if isinstance(part, Piece) else part for part in self.parts)


class Page:
    """One page, as WeasyPrint knows pictures: a size, drawing, and the object that is drawn. Sizes are in points."""

    def __init__(self, form: Piece, width: float, height: float, name: str) -> None:
        self.form, self.width, self.height, self.id = form, width, height, name

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        return self.width * 4 / 3, self.height * 4 / 3, self.width / self.height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        name = stream.add_image(self, False, 1)
        stream.transform(width / self.width, 0, 0, -height / self.height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, ratio: float) -> Piece:
        return self.form


def pages_of(file: IO[bytes], name: str) -> tuple[list[Page], list[Piece]]:
    """The pages, and the pieces that they are made of, each to be added to the document. Raises Problem."""
    reader = pypdf.PdfReader(file, strict=False)
    if reader.is_encrypted:
        raise Problem("encrypted")
    count = len(reader.pages)
    if not count:
        raise Problem("broken")
    if count > MOST_PAGES:
        raise Problem("too_long")
    copier = _Copier(reader)
    pages = [_page(copier, page, f"{name}-{number}") for number, page in enumerate(reader.pages, start=1)]
    copier.finish()
    return pages, copier.pieces


class _Copier:
    """Copies what a page needs, each object once, without following references in circles."""

    def __init__(self, reader: pypdf.PdfReader) -> None:
        self.reader = reader
        self.pieces: list[Piece] = []
        self.known: dict[tuple[int, int], Piece] = {}
        self.waiting: list[tuple[IndirectObject, Piece, bool]] = []

    def new(self) -> Piece:
        if len(self.pieces) >= MOST_OBJECTS:
            raise Problem("too_large")
        self.pieces.append(piece := Piece())
        return piece

    def finish(self) -> None:
        while self.waiting:
            reference, piece, is_names = self.waiting.pop()
            piece.parts.extend(self.parts(self.reader.get_object(reference), is_names=is_names))

    def parts(self, value: Any, depth: int = 0, *, is_names: bool = False) -> Iterator[Any]:
        """The value as it is written: bytes, and pieces in the place of references."""
        if depth > DEEPEST:
            raise Problem("broken")
        if isinstance(value, IndirectObject):
            yield b" "
            yield self.piece_of(value, is_names)
            yield b" "
        elif isinstance(value, StreamObject):
            data = _raw(value)
            entries = {key: value.raw_get(key) for key in value if key not in ELSEWHERE}
            yield from self.dictionary(entries, depth)
            yield from _closed(data)
        elif isinstance(value, DictionaryObject):
            yield from self.dictionary({key: value.raw_get(key) for key in value}, depth, is_names=is_names)
            yield b">>"
        elif isinstance(value, ArrayObject):
            yield b"["
            for item in list.__iter__(value):
                yield from self.parts(item, depth + 1)
                yield b" "
            yield b"]"
        else:
            yield _written(value)

    def dictionary(self, entries: dict[str, Any], depth: int, *, is_names: bool = False) -> Iterator[Any]:
        """A dictionary without its end."""
        yield b"<<"
        for key, value in entries.items():
            if is_names or key not in DROPPED:
                yield _written(NameObject(key)) + b" "
                yield from self.parts(value, depth + 1, is_names=not is_names and key in NAMES)

    def piece_of(self, reference: IndirectObject, is_names: bool = False) -> Piece:
        key = (reference.idnum, reference.generation)
        if key not in self.known:
            self.known[key] = self.new()
            self.waiting.append((reference, self.known[key], is_names))
        return self.known[key]

    def held(self, value: Any) -> Piece:
        """A piece of its own for something that stood inside another object."""
        if isinstance(value, IndirectObject):
            return self.piece_of(value)
        piece = self.new()
        piece.parts.extend(self.parts(value))
        return piece

    def form(self, box: tuple[float, ...], parts: list[Any], data: bytes) -> Piece:
        """A form of our own with what `parts` say of it, and `data` as its content."""
        piece = self.new()
        piece.parts += [b"<</Type/XObject/Subtype/Form/BBox[" + _numbers(box) + b"]", *parts, *_closed(data)]
        return piece


def _page(copier: _Copier, page: Any, name: str) -> Page:
    left, bottom, right, top = box = _box(page)
    width, height = right - left, top - bottom
    turned = int(page.rotation) % 360
    matrix = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }.get(turned)
    if matrix is None:
        raise Problem("broken")
    drawn: list[tuple[bytes, Piece]] = [(b"1 0 0 1 0 0", _content(copier, page, box)), *_annotations(copier, page)]
    names: list[Any] = [b"/Matrix[" + _numbers(matrix) + b"]/Resources<</XObject<<"]
    for number, (_placed, piece) in enumerate(drawn):
        names += [b"/X%d " % number, piece, b" "]
    data = FRESH + b"".join(b"q %b cm /X%d Do Q\n" % (placed, number) for number, (placed, _piece) in enumerate(drawn))
    form = copier.form(box, [*names, b">>>>"], data)
    copier.pieces.pop()  # WeasyPrint adds this one itself
    return Page(form, *((height, width) if turned in (90, 270) else (width, height)), name)


def _box(page: Any) -> tuple[float, float, float, float]:
    media, crop = page.mediabox, page.cropbox
    left, bottom = max(media.left, crop.left), max(media.bottom, crop.bottom)
    right, top = min(media.right, crop.right), min(media.top, crop.top)
    box = (float(left), float(bottom), float(right), float(top))
    if not (1 <= box[2] - box[0] <= LARGEST_SIDE and 1 <= box[3] - box[1] <= LARGEST_SIDE):
        raise Problem("broken")
    return box


def _content(copier: _Copier, page: Any, box: tuple[float, ...]) -> Piece:
    """What the page itself draws. One stream goes along as it is; several are put together."""
    content = page.get("/Contents")
    content = content.get_object() if content is not None else None
    parts: list[Any] = [b"/Resources ", copier.held(page.get("/Resources") or DictionaryObject())]
    if "/Group" in page:
        parts += [b"/Group ", copier.held(page.raw_get("/Group"))]
    if isinstance(content, StreamObject) and not ELSEWHERE & content.keys():
        for key in FILTERS:
            if key in content:
                parts += [_written(NameObject(key)) + b" ", *copier.parts(content.raw_get(key))]
        return copier.form(box, parts, _raw(content))
    streams = list(content) if isinstance(content, ArrayObject) else []
    joined = b"\n".join(item.get_object().get_data() for item in streams)
    if len(joined) > LARGEST_CONTENT:
        raise Problem("too_large")
    return copier.form(box, [*parts, b"/Filter/FlateDecode"], zlib.compress(joined))


def _annotations(copier: _Copier, page: Any) -> Iterator[tuple[bytes, Piece]]:
    """Filled-in fields, stamps and notes, as they look (ISO 32000, 12.5.5): where, and the form."""
    listed = page.get("/Annots")
    for item in (listed.get_object() if listed is not None else None) or ():
        note = item.get_object()
        if not isinstance(note, DictionaryObject) or note.get("/Subtype") in NOT_DRAWN or note.get("/F", 0) & HIDDEN:
            continue
        looks = note.get("/AP")
        normal = looks.get_object().raw_get("/N") if looks is not None and "/N" in looks.get_object() else None
        look = normal.get_object() if normal is not None else None
        if isinstance(look, DictionaryObject) and not isinstance(look, StreamObject):
            state = note.get("/AS")
            normal = look.raw_get(state) if state in look else None
            look = normal.get_object() if normal is not None else None
        placed = _placed(note, look) if isinstance(look, StreamObject) else None
        if placed is not None:
            yield placed, copier.held(normal)


def _placed(note: Any, look: Any) -> bytes | None:
    """The matrix that puts the appearance in the rectangle of its annotation; None where it has no room."""
    x0, y0, x1, y1 = (float(number) for number in look["/BBox"])
    a, b, c, d, e, f = (float(number) for number in look.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    left, bottom = (min(corner[axis] for corner in corners) for axis in (0, 1))
    right, top = (max(corner[axis] for corner in corners) for axis in (0, 1))
    r = [float(number) for number in note["/Rect"]]
    to_left, to_bottom, to_right, to_top = min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])
    if right <= left or top <= bottom or to_right <= to_left or to_top <= to_bottom:
        return None
    wide, high = (to_right - to_left) / (right - left), (to_top - to_bottom) / (top - bottom)
    return _numbers((wide, 0, 0, high, to_left - left * wide, to_bottom - bottom * high))


def _raw(stream: Any) -> bytes:
    """The bytes as they stand in the file, packed as they are."""
    data: bytes = stream._data
    return data


def _closed(data: bytes) -> Iterator[bytes]:
    yield b"/Length %d>>\nstream\n" % len(data)
    yield data
    yield b"\nendstream"


def _numbers(values: tuple[float, ...]) -> bytes:
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in values).encode()


def _written(value: Any) -> bytes:
    """A name, number, text or truth as it stands in a file."""
    if value is None:
        return b"null"
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()
