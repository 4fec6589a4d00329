"""What everybody may read without a login. What is not public looks exactly like what is not there."""

from typing import NamedTuple

from django.http import Http404

from onboarding.models import RegionalText
from onboarding.models.language_guard import states_of_local
from onboarding.models.refinement import LocalReading, read_texts
from onboarding.models.regional_text import SOURCE
from wegwijzer.accounts.access import BIGGEST_ID
from wegwijzer.accounts.models import Organisation


class PublicText(NamedTuple):
    """A text of one organisation, and the languages in which all of it is there, Dutch in front."""

    reading: LocalReading
    languages: list[str]

    @property
    def text(self) -> RegionalText:
        return self.reading.local.text


def public_texts(organisation_pk: int) -> list[PublicText]:
    """All public texts of an organisation, at least one. Raises Http404."""
    return _read(organisation_pk, {})


def public_text(organisation_pk: int, pk: int) -> PublicText:
    """Text `pk` of an organisation. Raises Http404."""
    if pk > BIGGEST_ID:
        raise Http404
    return _read(organisation_pk, {"pk": pk})[0]


def _read(organisation_pk: int, which: dict[str, int]) -> list[PublicText]:
    """Five queries, however many texts there are."""
    if organisation_pk > BIGGEST_ID:
        raise Http404
    rows = RegionalText.objects.public_for(organisation_pk).filter(**which)
    texts = list(rows.order_by("kind", "pk"))
    organisation = Organisation.objects.filter(pk=organisation_pk).first() if texts else None
    if organisation is None:
        raise Http404
    return [PublicText(reading, _languages(reading)) for reading in read_texts(organisation, texts)]


def _languages(reading: LocalReading) -> list[str]:
    return [SOURCE, *(state.language for state in states_of_local(reading) if state.is_complete)]
