"""Rows of regional and local texts, for tests."""

import datetime as dt
import hashlib
import io

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image

from governance.models import Document, DocumentVersion
from governance.tests.factories import OrganisationFactory, PartnershipFactory
from onboarding import models
from onboarding.models.edition_content import checksum_of, draft_of
from wegwijzer.localised import LocalisedText

PUBLISHED_AT = dt.datetime(2017, 3, 1, 9, tzinfo=dt.UTC)


class RegionalTextFactory(DjangoModelFactory):
    class Meta:
        model = models.RegionalText

    class Params:
        brochure = factory.Trait(kind=models.TextKind.BROCHURE, languages="fr,ar")

    partnership = factory.SubFactory(PartnershipFactory)
    kind = models.TextKind.PROCEDURE
    title = factory.Sequence(lambda n: LocalisedText(f"Onthaalprocedure {n}"))
    purpose = "Elke nieuwkomer hetzelfde onthaal geven"
    audience = "medewerkers van het onthaal"


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = models.Section

    text = factory.SubFactory(RegionalTextFactory)
    position = factory.LazyAttribute(lambda row: row.text.sections.count() + 1)
    title = factory.Sequence(lambda n: LocalisedText(f"Stap {n}"))
    body = LocalisedText("Geef een onthaalgesprek binnen de maand. Bel {telefoon}.")


class SectionPictureFactory(DjangoModelFactory):
    """A small orange picture, kept as an upload is."""

    class Meta:
        model = models.SectionPicture

    section = factory.SubFactory(SectionFactory)
    file = factory.LazyAttribute(lambda row: picture_file(row.section))
    width = 6
    height = 4
    alt = LocalisedText("Het gemeentehuis")


def picture_file(section, colour=(255, 120, 0)):
    """A PNG of one colour as the file of a document."""
    out = io.BytesIO()
    Image.new("RGB", (6, 4), colour).save(out, "PNG")
    content = out.getvalue()
    version = DocumentVersion(
        document=Document.objects.create(partnership=section.partnership, title="Foto"),
        number=1,
        name="foto.png",
        content_type="image/png",
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
    )
    version.file.save("foto.png", ContentFile(content), save=True)
    return version


class EditionFactory(DjangoModelFactory):
    """What the draft says at that moment."""

    class Meta:
        model = models.Edition

    text = factory.SubFactory(RegionalTextFactory)
    number = factory.LazyAttribute(lambda row: row.text.editions.count() + 1)
    note = "Eerste versie"
    published_at = PUBLISHED_AT
    content = factory.LazyAttribute(lambda row: draft_of(row.text).text())
    checksum = factory.LazyAttribute(lambda row: checksum_of(row.content))


class TranslationAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = models.TranslationAssignment

    text = factory.SubFactory(RegionalTextFactory, brochure=True)
    language = "fr"
    role = "sociaal vertaler"
    due_on = dt.date(2017, 6, 30)


class LocalTextFactory(DjangoModelFactory):
    class Meta:
        model = models.LocalText

    text = factory.SubFactory(RegionalTextFactory)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)


class LocalSectionFactory(DjangoModelFactory):
    """Adapts the section of an edition that is made when there is none; `adds` is an own section."""

    class Meta:
        model = models.LocalSection

    class Params:
        adds = factory.Trait(stance=models.Stance.ADDS, section=None, base=None, reason="")

    local = factory.SubFactory(LocalTextFactory)
    section = factory.LazyAttribute(lambda row: SectionFactory(text=row.local.text))
    base = factory.LazyAttribute(lambda row: row.local.text.editions.first() or EditionFactory(text=row.local.text))
    stance = models.Stance.ADAPTS
    reason = "Bij ons doet het OCMW dit"
    title = LocalisedText("Stap op maat")
    body = LocalisedText("Geef een onthaalgesprek binnen twee weken. Bel {telefoon}.")
