"""Who adapted or dropped what the region says otherwise now, is told so.

A dedupe key is "<kind>:<edition>:<local text>:<person>": the same news reaches a person once.
"""

from collections import defaultdict

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import Mandate, Person
from onboarding.models import Edition, LocalText
from onboarding.models.refinement import LocalReading, latest_edition, read_local, read_locals
from wegwijzer.accounts.models import Organisation
from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import register

PUBLISHED = "onboarding.edition_published"


def tell(edition: Edition) -> None:
    """One mail per person and organisation, with the sections to look at again."""
    text = edition.text
    organisations = [local.organisation for local in text.locals.select_related("organisation")]
    readings = [reading for reading in read_locals(text, organisations) if reading.affected]
    people = _contacts(text.partnership.pk, [reading.organisation for reading in readings])
    for reading in readings:
        for person in people.get(reading.organisation.pk, []):
            _enqueue(edition, reading, person)


def _contacts(partnership: int, organisations: list[Organisation]) -> dict[int, list[Person]]:
    """Who speaks today for each of them and has an address, by the key of the organisation: one query."""
    held = Mandate.objects.speaking_for([row.pk for row in organisations], partnership)
    found: dict[int, dict[Person, None]] = defaultdict(dict)
    for mandate in held.exclude(person__email="").select_related("person"):
        found[mandate.organisation_id or 0].setdefault(mandate.person)
    return {key: list(people) for key, people in found.items()}


def _enqueue(edition: Edition, reading: LocalReading, person: Person) -> None:
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
            "sections": [str(part.title) for part in reading.affected],
            "partnership": text.partnership,
            "link": settings.SITE_URL + page,
            "answer_to": text.partnership.organisation.email,
        },
        dedupe_key=f"{PUBLISHED}:{edition.pk}:{local.pk}:{person.pk}",
        scope=text.partnership.organisation,
        target=local,
    )


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
    register(PUBLISHED, label=_("nieuwe versie van een regionale tekst"), still_valid=still_stands)
