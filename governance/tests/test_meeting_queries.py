"""Every page of meetings asks the database the same number of questions, whether there is little or much."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import Document, DocumentVersion, ItemDocument
from governance.tests import factories as make
from wegwijzer.outbox.models import Message

# Page and the most queries it may cost, session and user included.
PAGES = {
    "meeting_list": 12,
    "meeting_detail": 16,
    "meeting_edit": 6,
    "meeting_convene": 13,
    "meeting_cancel": 8,
    "agenda_edit": 15,
    "agenda_item_edit": 6,
    "agenda_item_remove": 6,
    "document_list": 9,
    "backlog": 11,
    "action_point_list": 10,
    "action_point_edit": 10,
    "meeting_plan": 6,
    "meeting_series": 7,
}


def fill(cast, meeting, size):
    """`size` of everything that these pages list."""
    body, partnership = cast.a.body, cast.a.partnership
    for number in range(size):
        person = make.PersonFactory(partnership=partnership)
        make.MandateFactory(body=body, person=person, organisation=cast.a.boards["OCMW Olen"])
        make.MeetingFactory(body=body)
        item = make.AgendaItemFactory(meeting=meeting, position=number + 2)
        attach(item, 2)
        attach(make.AgendaItemFactory(meeting=None, body=body), 1)
        make.ActionPointFactory(body=body, item=item, person=person)
        Message.objects.create(
            kind="governance.meeting_convened",
            to=person.email,
            subject="Uitnodiging",
            body="Dag",
            dedupe_key=f"governance.meeting_convened:{meeting.pk}:0:{person.pk}",
            scope=partnership.organisation,
            target_type="governance.meeting",
            target_id=meeting.pk,
        )


def attach(item, count):
    for _document in range(count):
        document = Document.objects.create(partnership=item.partnership, title="Bijlage")
        ItemDocument.objects.create(item=item, document=document)
        for number in (1, 2):
            version = DocumentVersion(document=document, number=number, name="b.txt", content_type="text/plain", size=1)
            version.file.save("b.txt", ContentFile(b"b"), save=True)


@pytest.fixture
def world(cast):
    meeting = make.MeetingFactory(body=cast.a.body)
    item = make.AgendaItemFactory(meeting=meeting, position=1)
    attach(item, 1)
    point = make.ActionPointFactory(body=cast.a.body, item=item, person=cast.a.delegate.cards.get())
    fill(cast, meeting, 2)
    return {"meeting": meeting, "item": item, "point": point}


def address(name, cast, world):
    pages = {
        "meeting_list": [],
        "action_point_list": [],
        "meeting_plan": [],
        "meeting_series": [],
        "agenda_item_edit": [world["item"].pk],
        "agenda_item_remove": [world["item"].pk],
        "document_list": [world["item"].pk],
        "backlog": [cast.a.body.pk],
        "action_point_edit": [world["point"].pk],
    }
    asked = f"?orgaan={cast.a.body.pk}" if name in ("meeting_plan", "meeting_series") else ""
    return reverse(f"governance:{name}", args=pages.get(name, [world["meeting"].pk])) + asked


def queries(client, page):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_for_little_and_for_much(cast, as_user, world, name):
    page = address(name, cast, world)
    client = as_user(cast.a.coordinator)
    queries(client, page)  # what is kept for the process, is kept from here on
    few = queries(client, page)
    fill(cast, world["meeting"], 12)
    assert queries(client, page) == few
    assert few <= PAGES[name]


@pytest.mark.parametrize("name", ["meeting_list", "meeting_detail", "action_point_list"])
def test_a_page_costs_the_same_for_a_member_too(cast, as_user, world, name):
    page = address(name, cast, world)
    client = as_user(cast.a.delegate)
    few = queries(client, page)
    fill(cast, world["meeting"], 12)
    assert queries(client, page) == few
