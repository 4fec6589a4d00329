"""Who adapted or dropped what the region says otherwise now, is told so.

A dedupe key is "<kind>:<edition>:<local text>:<person>": the same news reaches a person once.
"""

from collections import defaultdict

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import Mandate, Person
from onboarding.models import Edition, LocalText
from onboarding.models.edition_content import Part, content_of
from onboarding.models.refinement import LocalPart, LocalReading, latest_edition, read_local, read_locals
from wegwijzer.accounts.models import Organisation
from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import register

PUBLISHED = "onboarding.edition_published"


def tell(edition: Edition) -> None:
    """One mail per person and organisation of whom it changes something: those sections, then what waited already."""
    text = edition.text
    before = text.editions.filter(number__lt=edition.number).order_by("-number").first()
    organisations = [local.organisation for local in text.locals.select_related("organisation")]
    news = [(reading, _new_in(reading, before)) for reading in read_locals(text, organisations)]
    news = [(reading, new) for reading, new in news if new]
    people = _contacts(text.partnership.pk, [reading.organisation for reading, _new in news])
    for reading, new in news:
        for person in people.get(reading.organisation.pk, []):
            _enqueue(edition, reading, new, person)


def _new_in(reading: LocalReading, before: Edition | None) -> list[LocalPart]:
    """What waits there since this edition; it said something else in the one `before`."""
    old = content_of(before).by_key if before else {}
    return [part for part in reading.affected if not _is_same(old.get(part.key), part.part)]


def _is_same(old: Part | None, new: Part | None) -> bool:
    return new is None if old is None else old.is_like(new)


def _contacts(partnership: int, organisations: list[Organisation]) -> dict[int, list[Person]]:
    """Who speaks today for each of them and has an address, by the key of the organisation: one query."""
    held = Mandate.objects.speaking_for([row.pk for row in organisations], partnership)
    found: dict[int, dict[Person, None]] = defaultdict(dict)
    for mandate in held.exclude(person__email="").select_related("person"):
        found[mandate.organisation_id or 0].setdefault(mandate.person)
    return {key: list(people) for key, people in found.items()}


def _enqueue(edition: Edition, reading: LocalReading, new: list[LocalPart], person: Person) -> None:
    text, local = edition.text, reading.local
    page = reverse("onboarding:local_text_detail", args=[text.pk, local.organisation.pk])
    enqueue(
        PUBLISHED,
        to=person.email,
        name=person.name,
        context={
            "edition": edition,
            "text": text,
            "organisation": local.organisation,
            "new": [_told(part) for part in new],
            "waiting": [_told(part) for part in reading.affected if part not in new],
            "partnership": text.partnership,
            "link": settings.SITE_URL + page,
            "answer_to": text.partnership.organisation.email,
        },
        dedupe_key=f"{PUBLISHED}:{edition.pk}:{local.pk}:{person.pk}",
        scope=text.partnership.organisation,
        target=local,
    )


def _told(part: LocalPart) -> tuple[str, str]:
    """What it is called, and where one decides."""
    assert part.row is not None
    return str(part.title), settings.SITE_URL + reverse("onboarding:local_section_decide", args=[part.row.pk])


def still_stands(message: Message) -> bool:
    """It still is the newest edition, something still waits, and this still is the address of who speaks for them."""
    _kind, edition, pk, person = message.dedupe_key.split(":")
    local = LocalText.objects.select_related("text__partnership", "organisation").filter(pk=int(pk)).first()
    newest = latest_edition(local.text) if local else None
    if local is None or newest is None or newest.pk != int(edition) or not read_local(local).affected:
        return False
    readers = _contacts(local.text.partnership_id, [local.organisation]).get(local.organisation_id, [])
    return any(reader.pk == int(person) and reader.email == message.to for reader in readers)


def register_kinds() -> None:
    """Make the kind of message known; called once, when the application starts."""
    register(
        PUBLISHED,
        label=_("nieuwe versie van een regionale tekst"),
        still_valid=still_stands,
        button=_("Bekijk wat er nieuw is"),
    )
