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
