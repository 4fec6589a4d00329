"""Regional texts: what they are for, their sections in draft, and the editions that are published."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import Partnership
from onboarding.models import Edition, RegionalText, TextKind
from onboarding.models.edition_content import checksum_of, draft_of
from onboarding.models.refinement import latest_edition
from onboarding.models.regional_text import SOURCE
from onboarding.notifications import edition as notices
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.localised import LocalisedText

ADDED = "onboarding.regional_text.added"
CHANGED = "onboarding.regional_text.changed"
MADE_PUBLIC = "onboarding.regional_text.made_public"
MADE_PRIVATE = "onboarding.regional_text.made_private"
PUBLISHED = "onboarding.edition.published"


@transaction.atomic
def add(partnership: Partnership, *, by: User | None, **values: Any) -> RegionalText:
    """A text without sections yet."""
    text = RegionalText.objects.create(partnership=partnership, **_checked(values))
    record(ADDED, text, by=by, scope=partnership.organisation, changes=values)
    return text


@transaction.atomic
def change(
    text: RegionalText, *, by: User, version: int, holds: Collection[str] = (), **values: Any
) -> Mapping[str, Any]:
    """Correct what it is for, and in which languages it comes. Raises Stale.

    A title that is translated is older than its Dutch once that changes, unless its language is one of `holds`.
    """
    text.version = version
    if text.is_public and values.get("kind") == TextKind.PROCEDURE:
        raise Refused(_("Haal de tekst eerst van het web: een procedure staat daar niet."), field="kind")
    if "title" in values:
        values["title_sources"] = title_sources(text, values["title"], holds)
    changes = write(text, **_checked(values))
    if changes:
        record(CHANGED, text, by=by, scope=text.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def make_public(text: RegionalText, *, by: User | None, version: int) -> None:
    """Let everybody read its newest edition, of every member in every complete language. Raises Refused, Stale."""
    if text.is_procedure:
        raise Refused(_("Een procedure is voor wie ermee werkt en komt niet op het web."))
    if latest_edition(text) is None:
        raise Refused(_("Publiceer eerst een versie: een ontwerp komt niet op het web."))
    _switch(text, MADE_PUBLIC, by=by, version=version, is_public=True)


@transaction.atomic
def make_private(text: RegionalText, *, by: User | None, version: int) -> None:
    """Take it off the web; what was printed of it leads nowhere from then on. Raises Stale."""
    _switch(text, MADE_PRIVATE, by=by, version=version, is_public=False)


def _switch(text: RegionalText, verb: str, *, by: User | None, version: int, is_public: bool) -> None:
    text.version = version
    if changes := write(text, is_public=is_public):
        record(verb, text, by=by, scope=text.partnership.organisation, changes=changes)


def title_sources(text: RegionalText, title: LocalisedText, holds: Collection[str] = ()) -> LocalisedText:
    """The Dutch that each translated title was made from, where `title` says something else in Dutch.

    What is translated now, or said to hold (`holds`), is made from the Dutch of `title`.
    """
    found = {}
    for code, said in title.items():
        if code in (SOURCE, *holds) or said != text.title.get(code):
            continue
        source = text.title_sources.get(code) or text.title.get(SOURCE, "")
        if source != title.get(SOURCE):
            found[code] = source
    return LocalisedText(found)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """A procedure is for those who work with it: it has no translations."""
    if values.get("kind") == TextKind.PROCEDURE and values.get("languages"):
        raise Refused(_("Een procedure is voor wie ermee werkt en heeft geen vertalingen."), field="languages")
    return values


@transaction.atomic
def publish(text: RegionalText, *, by: User | None, note: str, seen: str) -> Edition:
    """Make the draft the next edition, and tell who adapted something that it changes.

    `seen` is the checksum of the draft that was looked at. Raises Refused when there is nothing new, Stale when
    somebody wrote in it meanwhile. Doing it twice publishes once.
    """
    hold(text)
    content = draft_of(text)
    written = content.text()
    checksum = checksum_of(written)
    last = latest_edition(text)
    if last is not None and last.checksum == checksum:
        if last.note == note and seen == checksum:
            return last  # the same button, pressed twice
        raise Refused(_("Er is niets gewijzigd sinds versie %s.") % last.number)
    if not content.parts:
        raise Refused(_("Schrijf eerst een sectie."))
    if seen != checksum:
        raise Stale(text)
    number = (Edition.objects.filter(text=text).aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition.objects.create(
        text=text,
        number=number,
        note=note,
        published_at=timezone.now(),
        published_by=by,
        content=written,
        checksum=checksum,
    )
    changes = {"number": number, "note": note, "checksum": checksum}
    record(PUBLISHED, edition, by=by, scope=text.partnership.organisation, changes=changes)
    if last is not None:
        notices.tell(edition)
    return edition


def checksum_now(text: RegionalText) -> str:
    """Of the draft as it stands."""
    return checksum_of(draft_of(text).text())
