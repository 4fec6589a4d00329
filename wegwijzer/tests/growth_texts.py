"""Rows to grow the texts of partnership A with; a part of `growth`."""

from typing import Any

from onboarding.models import Section
from onboarding.models.regional_text import SOURCE
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import LANGUAGES, LocalisedText
from wegwijzer.testing.people import Side
from wegwijzer.testing.world_texts import build_texts


def grow_texts(side: Side, world: dict[str, Any]) -> None:
    """A text more with all its parts; in those of the world a section, an edition, an organisation, an own section."""
    build_texts(side, world["organisation"], world, "")
    _assign(world)
    make.SectionPictureFactory(section=world["brochure_section"])
    for text in (world["regional_text"], world["brochure"]):
        section = make.SectionFactory(text=text)
        edition = make.EditionFactory(text=text)
        make.LocalSectionFactory(local=make.LocalTextFactory(text=text), section=section, base=edition)
        Section.objects.filter(pk=section.pk).update(body=LocalisedText("Dit staat er nu anders. Bel {telefoon}."))
        make.EditionFactory(text=text)
    for local in (world["local_text"], world["local_brochure"]):
        make.LocalSectionFactory(local=local, adds=True)
        base = local.text.editions.get(number=1)
        make.LocalSectionFactory(local=local, section=make.SectionFactory(text=local.text), base=base)


def _assign(world: dict[str, Any]) -> None:
    """The next language of the brochure that nobody translates yet, as long as there is one."""
    taken = set(world["brochure"].assignments.values_list("language", flat=True))
    for language in [code for code in LANGUAGES if code not in {SOURCE, *taken}][:1]:
        make.TranslationAssignmentFactory(text=world["brochure"], language=language, organisation=world["organisation"])
