"""A text for translators, as XLIFF 1.2 (OASIS, 1 February 2008).

1.2 and not 2.0: what translators use for nothing reads 1.2 through and through (OmegaT, Virtaal, Poedit, Weblate, which
calls its reading of 2.0 unfinished), and a file that half the tools open is worth less than a newer one.

One trans-unit for each title and each body. Places to fill are inline codes (`<x/>`), so that no tool lets one be
translated. What is older than its Dutch is `needs-review-translation`, with the older Dutch in a note.
`product-version` is the newest edition and `build-num` the checksum of the Dutch, for who keeps several of these files.
"""

import itertools
import re
from collections import defaultdict
from xml.etree import ElementTree as ET

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onboarding.models.placeholder import PLACE
from onboarding.models.regional_text import SOURCE
from onboarding.models.translation_unit import Handout, Unit
from wegwijzer.localised import LANGUAGES

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
CONTENT_TYPE = "application/x-xliff+xml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2


def xliff(handout: Handout) -> bytes:
    """The whole file, in UTF-8."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("xliff"), version="1.2")
    about = {
        "original": handout.name,
        "source-language": SOURCE,
        "target-language": handout.language,
        "datatype": "plaintext",
        "product-name": "Wegwijzer",
        "product-version": str(handout.edition),
        "build-num": handout.checksum,
    }
    file = ET.SubElement(root, _tag("file"), about)
    header = ET.SubElement(file, _tag("header"))
    for line in _about(handout):
        _note(header, line)
    body = ET.SubElement(file, _tag("body"))
    for unit in handout.units:
        _write(body, unit, handout.language)
    for element in (root, file, header, body, *body):
        _on_lines(element)  # but nothing that people read: there every space counts
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True)


def file_name(handout: Handout) -> str:
    whose = f"-{slugify(handout.local.organisation.name)[:60]}" if handout.local else ""
    return f"{slugify(str(handout.text.title))[:60] or 'tekst'}{whose}-{handout.language}.xlf"


def _about(handout: Handout) -> list[str]:
    text = handout.text
    found = [
        _("%(title)s, naar het %(language)s") % {"title": text.title, "language": LANGUAGES[handout.language]},
        _("Waarvoor: %s") % text.purpose,
        _("Voor wie: %s") % text.audience,
        _("Vertaal wat er staat: niets meer, niets minder. Plaatsen als {telefoon} blijven zoals ze zijn."),
    ]
    if handout.local:
        found.append(_("De eigen tekst van %s.") % handout.local.organisation)
    return found


def _write(body: ET.Element, unit: Unit, language: str) -> None:
    about = {"id": unit.key, "resname": unit.key, "maxwidth": str(unit.limit), "size-unit": "char", SPACE: "preserve"}
    row = ET.SubElement(body, _tag("trans-unit"), about)
    _said(ET.SubElement(row, _tag("source"), {LANG: SOURCE}), unit.source, unit.source)
    target = ET.SubElement(row, _tag("target"), {LANG: language, "state": _state(unit)})
    _said(target, unit.target, unit.source)
    what = _("Titel van de tekst") if unit.key == "titel" else _("Titel") if unit.name == "title" else _("Tekst")
    _note(row, what if unit.key == "titel" else f"{what}: {unit.context}")
    _note(row, _("Hoogstens %s tekens.") % unit.limit)
    if unit.is_stale:
        words = unit.stale_words
        said = ngettext(
            "%s woord van het Nederlands wijzigde sinds deze vertaling. Toen stond er: ",
            "%s woorden van het Nederlands wijzigden sinds deze vertaling. Toen stond er: ",
            words,
        )
        _note(row, said % words + (unit.before or _("(niet bewaard)")), priority="1")


def _state(unit: Unit) -> str:
    if not unit.target:
        return "needs-translation"
    return "needs-review-translation" if unit.is_stale else "translated"


def _said(parent: ET.Element, text: str, source: str) -> None:
    """The text with an inline code in the place of each {place}; a code has the number that it has in the source."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(PLACE.findall(source), start=1):
        numbers[name].append(number)
    more = itertools.count(sum(len(found) for found in numbers.values()) + 1)
    parts = PLACE.split(NOT_IN_XML.sub("", text))
    parent.text = parts[0]
    for name, after in zip(parts[1::2], parts[2::2], strict=True):
        number = numbers[name].pop(0) if numbers[name] else next(more)
        code = {"id": str(number), "ctype": "x-place", "equiv-text": f"{{{name}}}"}
        ET.SubElement(parent, _tag("x"), code).tail = after


def _on_lines(element: ET.Element) -> None:
    """Each part on a line of its own."""
    element.text = "\n"
    for child in element:
        child.tail = "\n"


def _note(parent: ET.Element, text: str, **about: str) -> None:
    note = ET.SubElement(parent, _tag("note"), {LANG: SOURCE, "from": "Wegwijzer", **about})
    note.text = NOT_IN_XML.sub("", text)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
