"""A procedure or brochure of one organisation, in one language, as a document."""

import re
from functools import lru_cache, partial
from typing import Any

from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from governance.models import DocumentVersion
from onboarding.models import LocalText, RegionalText
from onboarding.models.edition_content import Picture, content_of
from onboarding.models.language_guard import TRANSLATED_FROM_DUTCH, is_offered, state_in
from onboarding.models.page_words import words_in
from onboarding.models.placeholder import OPEN, PLACE
from onboarding.models.refinement import LocalPart, LocalReading, read_local
from onboarding.models.regional_text import SOURCE
from onboarding.models.text_ref import Shape, TextRef
from onboarding.reports.contact import contact_block
from onboarding.reports.page_address import printed_address
from onboarding.reports.qr import qr_svg
from wegwijzer.accounts.models import Organisation
from wegwijzer.reports.registry import Annex, Printout, UnknownReport
from wegwijzer.ui import prose

# Languages of which the engine knows where words may be broken (pyphen); in the others it would guess.
HYPHENATED = frozenset({"nl", "fr", "en", "de", "uk", "es"})
SHORT = 700  # characters of a section that stays together on a page
PROCEDURE, BROCHURE = "onboarding/report/procedure.html", "onboarding/report/brochure.html"


def local_text(ref: str) -> Printout:
    """`12-3-fr`, or `12-3-fr-boekje`: text, organisation, language, and the shape of a brochure.

    Raises UnknownReport when there is no such thing, nothing was published, or a section is not translated.
    """
    asked = TextRef.read(ref)
    text = _text(asked.text) if asked else None
    organisation = Organisation.objects.filter(pk=asked.organisation).first() if asked else None
    if asked is None or text is None or organisation is None or not is_offered(text, asked.language):
        raise UnknownReport(_("Er is geen tekst met nummer %(ref)s. Schrijf tekst-organisatie-taal.") % {"ref": ref})
    local = LocalText.objects.filter(text=text, organisation=organisation).first()
    local = local or LocalText(text=text, organisation=organisation)
    local.text, local.organisation = text, organisation
    reading = read_local(local)
    if reading.edition is None:
        raise UnknownReport(_("Van deze tekst is nog geen versie gepubliceerd."))
    state = state_in(reading, asked.language)
    if state is not None and not state.is_complete:
        raise UnknownReport(" ".join(state.hindrances()))
    return _printout(reading, asked.language, Shape(asked.shape))


def _text(pk: int) -> RegionalText | None:
    return RegionalText.objects.select_related("partnership__organisation").filter(pk=pk).first()


def _printout(reading: LocalReading, language: str, shape: Shape) -> Printout:
    text, organisation = reading.local.text, reading.organisation
    edition = reading.edition
    assert edition is not None
    if text.is_procedure and shape != Shape.A5:
        raise UnknownReport(_("Een procedure is er alleen op A4. Laat de vorm weg."))
    title = content_of(edition).title.get(language) or text.title.in_language(language)
    parts = [part_for(reading, part, language) for part in reading.shown]
    return Printout(
        template=PROCEDURE if text.is_procedure else BROCHURE,
        context={
            "text": text,
            "organisation": organisation,
            **contact_block(reading, language),
            "edition": edition,
            "day": timezone.localdate(edition.published_at),
            "parts": parts,
            "language": language,
            "words": words_in(language),
            **_on_the_web(reading, language),
            "translated": TRANSLATED_FROM_DUTCH.get(language, ""),
            "shape": shape.value,
            "hyphenates": language in HYPHENATED,
            "is_stale": bool(reading.stale_words(language)) or bool(reading.affected),
        },
        title=title,
        file_name=file_name_of(text, organisation, TextRef(text.pk, organisation.pk, language, shape)),
        language=language,
        publisher=organisation.name,
        subject=text.purpose,
        booklet=shape == Shape.BOOKLET,
        most_pages=2 if shape == Shape.SHEET else 0,
        too_long=_too_long(reading, language) if shape == Shape.SHEET else "",
        annexes=_annexes(reading, parts),
    )


def _too_long(reading: LocalReading, language: str) -> str:
    """What is said when a sheet does not hold it: nothing is ever cut."""
    longest = sorted(reading.shown, key=lambda part: len(part.body.get(language, "")), reverse=True)[:2]
    names = ", ".join(f"‘{part.title}’" for part in longest)
    words = _("Dit past niet op de twee kanten van één blad. Het langst zijn %s. Maak ze korter, of kies het boekje.")
    return words % names


def file_name_of(text: RegionalText, organisation: Organisation, ref: TextRef) -> str:
    """`welkom-gemeente-olen-fr-boekje.pdf`."""
    ending = "" if ref.shape == Shape.A5 else f"-{ref.shape}"
    title, name = slugify(text.title.get(SOURCE, ""))[:60], slugify(organisation.name)[:60]
    return f"{title}-{name}-{ref.language}{ending}.pdf"


def _on_the_web(reading: LocalReading, language: str) -> dict[str, str]:
    """Where the same stands on the web, to type and to scan; nothing for what is not public."""
    if not reading.local.is_on_the_web():
        return {"web_address": "", "qr": ""}
    address = printed_address(reading.local.text, reading.organisation, language)
    return {"web_address": address, "qr": qr_svg(address, f"{words_in(language)['scan']}: {address}")}


def _filled(html: str, reading: LocalReading, language: str) -> SafeString:
    """With its places filled: in Dutch, and from left to right, so that a number among Arabic keeps its order."""
    values, fillings = reading.values(language), reading.local.fillings
    about = SafeString("") if language == SOURCE else SafeString(' lang="nl"')

    def value(match: "re.Match[str]") -> str:
        if match[1] == "openingsuren" and "openingsuren" not in fillings and values["openingsuren"]:
            return format_html("<bdi>{}</bdi>", values["openingsuren"])  # in the language itself
        return format_html('<bdi dir="ltr"{}>{}</bdi>', about, values.get(match[1]) or OPEN)

    return SafeString(PLACE.sub(value, html))  # escaped, or out of an allow-list


@lru_cache(maxsize=512)
def _read_out(text: str) -> SafeString:
    """As HTML. What was published is read by many, and hardly changes."""
    return prose.render(text)


def part_for(reading: LocalReading, part: LocalPart, language: str) -> dict[str, Any]:
    """One section as it is read, on paper and on the web."""
    source = part.source
    return {
        "title": _filled(escape(part.title.get(language) or str(part.title)), reading, language),
        "body": _filled(_read_out(part.body.get(language) or str(part.body)), reading, language),
        "actor": reading.says(source.actor),
        "moment": reading.says(source.moment),
        "documents": reading.says(source.documents),
        "is_short": len(part.body.get(language) or str(part.body)) < SHORT,
        "is_local": part.is_own,
        "reason": part.row.reason if part.row and part.is_own else "",
        "pictures": [_told(picture, language) for picture in part.pictures],
    }


def _told(picture: Picture, language: str) -> dict[str, Any]:
    """A picture with its words, in Dutch where they were not translated; `place` is that of its annex on paper."""
    own = picture.is_told_in(language)
    return {
        "file": picture.file,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt.get(language) or str(picture.alt),
        "caption": picture.caption.get(language) or str(picture.caption),
        "lang": "" if own else SOURCE,
        "place": 0,
    }


def _annexes(reading: LocalReading, parts: list[dict[str, Any]]) -> tuple[Annex, ...]:
    """The files of the pictures, as the edition pins them, in their places; one query."""
    pinned = {picture.file: picture for part in reading.shown for picture in part.pictures}
    files = DocumentVersion.objects.in_bulk(list(pinned)) if pinned else {}
    annexes: list[Annex] = []
    for told in (one for part in parts for one in part["pictures"]):
        picture, file = pinned[told["file"]], files.get(told["file"])
        if file is None:
            continue
        told["place"] = len(annexes) + 1
        opened = partial(file.file.storage.open, str(file.file.name))
        annexes.append(Annex(file.name, picture.content_type, picture.checksum, opened))
    return tuple(annexes)
