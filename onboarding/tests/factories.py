"""Rows of deliverables, for tests."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from governance.models import Document, DocumentVersion
from governance.tests.factories import OrganisationFactory
from onboarding import models
from projects.tests.factories import MilestoneFactory, ProjectFactory

STARTED, HANDED_IN = dt.date(2017, 1, 9), dt.date(2017, 3, 6)
DELIVERED, PUBLISHED = dt.date(2017, 4, 3), dt.date(2017, 5, 2)


class DeliverableTypeFactory(DjangoModelFactory):
    class Meta:
        model = models.DeliverableType

    project = factory.SubFactory(ProjectFactory, running=True)
    kind = models.DeliverableKind.BROCHURE
    name = factory.Sequence(lambda n: f"Onthaalbrochure {n}")
    position = factory.Sequence(lambda n: n % 30_000)


class DeliverableFactory(DjangoModelFactory):
    """Planned; `in_progress`, `in_review`, `delivered`, `published` and `na` put it in that state."""

    class Meta:
        model = models.Deliverable

    class Params:
        in_progress = factory.Trait(state="in_progress", started_on=STARTED)
        in_review = factory.Trait(state="in_review", started_on=STARTED, handed_in_on=HANDED_IN)
        delivered = factory.Trait(state="delivered", started_on=STARTED, delivered_on=DELIVERED)
        published = factory.Trait(state="published", started_on=STARTED, delivered_on=DELIVERED, published_on=PUBLISHED)
        na = factory.Trait(state="na", reason="Gebeurt samen met de buren")

    type = factory.SubFactory(DeliverableTypeFactory)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    due_on = dt.date(2017, 6, 30)


class DeliverableDocumentFactory(DjangoModelFactory):
    """A file without bytes: for pages that only list it."""

    class Meta:
        model = models.DeliverableDocument

    deliverable = factory.SubFactory(DeliverableFactory)
    document = factory.LazyAttribute(lambda row: file_of(row.deliverable.partnership))


class EducationProjectFactory(DjangoModelFactory):
    """An idea that lacks nothing for its next state; the traits put it in that state."""

    class Meta:
        model = models.EducationProject

    class Params:
        preparing = factory.Trait(state="preparing")
        running = factory.Trait(state="running", started_on=STARTED)
        presented = factory.Trait(state="presented", started_on=STARTED, presented_on=DELIVERED)
        finished = factory.Trait(
            state="finished", started_on=STARTED, presented_on=DELIVERED, finished_on=dt.date(2017, 6, 26)
        )
        stopped = factory.Trait(state="stopped", reason="De school heeft geen plaats")

    project = factory.SubFactory(ProjectFactory, running=True)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    title = factory.Sequence(lambda n: f"Samen de klas in {n}")
    levels = "kleuter,lager"
    school_year = 2016
    purpose = "Ouders komen mee in de klas"
    parents_part = models.ParentsPart.INVITED
    presentation_place = "Herentals"
    presentation = "Hoe de eerste dagen verlopen"
    result = "Een draaiboek"
    lessons = "Nodig mondeling uit"


class EducationPartnerFactory(DjangoModelFactory):
    class Meta:
        model = models.EducationPartner

    education = factory.SubFactory(EducationProjectFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind="school")
    role = models.PartnerRole.SCHOOL
    task = "stelt een klas open"


class EducationPhaseFactory(DjangoModelFactory):
    class Meta:
        model = models.EducationPhase

    education = factory.SubFactory(EducationProjectFactory)
    name = factory.Sequence(lambda n: f"Mee in de klas {n}")
    from_on = dt.date(2016, 11, 7)
    until_on = dt.date(2017, 4, 28)


class EducationDocumentFactory(DjangoModelFactory):
    """A file without bytes: for pages that only list it."""

    class Meta:
        model = models.EducationDocument

    education = factory.SubFactory(EducationProjectFactory)
    document = factory.LazyAttribute(lambda row: file_of(row.education.partnership, "Draaiboek"))


class EventFactory(DjangoModelFactory):
    """Planned; `held` and `cancelled` put it in that state."""

    class Meta:
        model = models.Event

    class Params:
        held = factory.Trait(state="held")
        cancelled = factory.Trait(state="cancelled", reason="Te weinig inschrijvingen")

    project = factory.SubFactory(ProjectFactory, running=True)
    kind = models.EventKind.STAFF_TRAINING
    title = factory.Sequence(lambda n: f"Vorming {n}")
    starts_at = dt.datetime(2017, 9, 14, 12, tzinfo=dt.UTC)
    ends_at = dt.datetime(2017, 9, 14, 14, tzinfo=dt.UTC)
    audiences = ("staff",)


class EventInvitationFactory(DjangoModelFactory):
    class Meta:
        model = models.EventInvitation

    event = factory.SubFactory(EventFactory)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)


class EventCountFactory(DjangoModelFactory):
    class Meta:
        model = models.EventCount

    event = factory.SubFactory(EventFactory)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    audience = models.Audience.STAFF
    invited = 12
    registered = 9
    present = 7


class MilestoneWaitFactory(DjangoModelFactory):
    class Meta:
        model = models.MilestoneWait

    milestone = factory.SubFactory(MilestoneFactory)
    type = factory.SubFactory(DeliverableTypeFactory, project=factory.SelfAttribute("..milestone.project"))


def file_of(partnership, title="Brochure"):
    document = Document.objects.create(partnership=partnership, title=title)
    about = {"name": "brochure.pdf", "content_type": "application/pdf", "size": 1, "checksum": "0" * 64}
    DocumentVersion.objects.create(document=document, number=1, file="x", **about)
    return document
