"""XLIFF 1.2 as a translator sends it back, read into plain units.

Read by expat alone, and a document type ends it: without one no entity can grow, and there is nothing to fetch.
What is written in a target is words and codes of ours; anything else is named, never kept.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from onboarding.exports.xliff import NAMESPACE
from onboarding.models.placeholder import PLACE

DEEPEST = 30  # elements inside one another; tools nest groups, but not for fun
MOST_UNITS = 500  # sixty sections make 121
CLEAR = frozenset({"g", "mrk", "ph", "sub"})  # only the words in it count
PART_OF = "|"  # between the namespace and the name of an element


class Unreadable(Exception):
    """It can not be read: "document_type", "damaged", "other" (no XLIFF), "version", "several", "too_many"."""


@dataclass
class FileUnit:
    """`target` is None where there was none; `strange` are codes in it that are not ours."""

    key: str
    source: str = ""
    target: str | None = None
    standing: str = ""  # its `state`, as XLIFF calls it
    strange: list[str] = field(default_factory=list)


@dataclass
class TranslationFile:
    original: str = ""
    source_language: str = ""
    target_language: str = ""
    edition: str = ""
    checksum: str = ""
    units: list[FileUnit] = field(default_factory=list)


def read_xliff(raw: bytes | str) -> TranslationFile:
    """What the file says. Raises Unreadable."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=PART_OF)
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise Unreadable("damaged") from None
    if reader.files != 1:
        raise Unreadable("several" if reader.files else "other")
    return reader.found


def _refuse_document_type(*_said: object) -> None:
    raise Unreadable("document_type")


class _Reader:
    """Follows the elements; `path` are the names of those that are open."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.found = TranslationFile()
        self.files = 0
        self.unit: FileUnit | None = None
        self.words: list[str] | None = None  # of the source or target that is open
        self.codes: dict[str, str] = {}  # of this unit's source: number of the code, the place

    def start(self, tag: str, said: dict[str, str]) -> None:
        name = self._name(tag)
        if len(self.path) >= DEEPEST:
            raise Unreadable("damaged")
        if self.words is not None:
            self._inside(name, said)
        elif name == "file":
            self._file(said)
        elif name == "trans-unit":
            self._unit(said)
        elif self.unit is not None and name in ("source", "target") and self.path[-1] == "trans-unit":
            self.words = []
            if name == "target":
                self.unit.standing = said.get("state", "")
        self.path.append(name)

    def end(self, tag: str) -> None:
        name = self.path.pop()
        if name == "trans-unit":
            self.unit = None
        elif self.unit is not None and self.words is not None and self.path[-1] == "trans-unit":
            if name == "source":
                self.unit.source = "".join(self.words)
            else:
                self.unit.target = "".join(self.words)
            self.words = None

    def characters(self, text: str) -> None:
        if self.words is not None:
            self.words.append(text)

    def _name(self, tag: str) -> str:
        """The bare name of an element of XLIFF 1.2; another keeps its namespace."""
        namespace, _mark, name = tag.rpartition(PART_OF)
        if not self.path and name != "xliff":
            raise Unreadable("other")
        if not self.path and namespace != NAMESPACE:
            raise Unreadable("version")
        return name if namespace == NAMESPACE else tag

    def _file(self, said: dict[str, str]) -> None:
        self.files += 1
        if self.files > 1:
            raise Unreadable("several")
        found = self.found
        found.original = said.get("original", "")
        found.source_language = said.get("source-language", "")
        found.target_language = said.get("target-language", "")
        found.edition = said.get("product-version", "")
        found.checksum = said.get("build-num", "")

    def _unit(self, said: dict[str, str]) -> None:
        if len(self.found.units) >= MOST_UNITS:
            raise Unreadable("too_many")
        self.unit, self.codes = FileUnit(said.get("id", "")), {}
        self.found.units.append(self.unit)

    def _inside(self, name: str, said: dict[str, str]) -> None:
        """A code among the words."""
        assert self.unit is not None
        assert self.words is not None
        place = said.get("equiv-text", "")
        if name == "x":
            if "source" in self.path:
                self.codes[said.get("id", "")] = place
            elif not PLACE.fullmatch(place):
                place = self.codes.get(said.get("id", ""), "")
            if PLACE.fullmatch(place):
                self.words.append(place)
                return
        elif name in CLEAR:
            return
        if "target" in self.path:
            self.unit.strange.append(name.rpartition(PART_OF)[2][:40])
