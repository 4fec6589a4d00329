"""One of everything, in partnership A or in B: what addresses can point at."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from governance.models import (
    AgendaItem,
    Body,
    Decision,
    DecisionCounter,
    Document,
    DocumentVersion,
    ItemDocument,
    Meeting,
)
from governance.tests import factories as make
from wegwijzer.outbox.models import Message, MessageState
from wegwijzer.reports.models import Report
from wegwijzer.testing.people import MARKER, Cast, Side
from wegwijzer.testing.world_projects import build_projects
from wegwijzer.testing.world_rounds import build_rounds


def build_world(side: Side, mark: str = "") -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text."""
    partnership, body = side.partnership, side.body
    board = next(iter(side.boards.values()))
    service = make.ServiceFactory(partnership=partnership, name=f"Rechtshulp{mark}", description=f"Advies{mark}")
    world = {
        "partnership": partnership,
        "organisation": board,
        "membership": partnership.memberships.filter(organisation=board).get(),
        "service": service,
        "participation": make.ServiceParticipationFactory(service=service, organisation=board),
        "body": body,
        "person": side.delegate.cards.get(),
        "mandate": side.delegate.cards.get().mandates.get(),
        "person_without_login": make.PersonFactory(partnership=partnership, name=f"Nieuw{mark}"),
        "action_point": make.ActionPointFactory(
            body=body, text=f"Brief sturen{mark}", person=side.delegate.cards.get()
        ),
        "backlog_item": make.AgendaItemFactory(meeting=None, body=body, title=f"Later{mark}"),
    }
    world |= _meetings(body, mark)
    for state in ("held", "draft"):
        world[f"decision_{state}"] = make.DecisionFactory(
            item=world[f"item_{state}"], title=f"Besluit {state}{mark}", considerations=f"Gezien{mark}"
        )
    world["decision"] = make.DecisionFactory(
        item=world["item_approved"], title=f"Besluit{mark}", considerations=f"Gezien{mark}"
    )
    number = DecisionCounter.next_number(body, world["decision"].year)
    Decision.objects.filter(pk=world["decision"].pk).update(number=number)
    world |= _document(world["item_convened"], mark) | _message(world["meeting_convened"], mark)
    world["guest"] = make.AttendanceFactory(
        meeting=world["meeting_held"], person=None, name=f"Gast{mark}", role="", has_vote=False
    )
    make.AttendanceFactory(
        meeting=world["meeting_held"], person=side.delegate.cards.get(), organisation=board, name=f"Lid{mark}"
    )
    world["report"] = Report.objects.create(
        kind="meeting",
        ref=str(world["meeting_approved"].pk),
        title=f"Verslag{mark}",
        requested_by=side.coordinator,
        scope=partnership.organisation,
    )
    world |= build_rounds(side, board, world["decision"], mark)
    return world | build_projects(side, board, world, mark)


def _meetings(body: Body, mark: str) -> dict[str, Any]:
    """A meeting in each state, with one item."""
    made: dict[str, Any] = {}
    for state in ("planned", "convened", "held", "draft", "approved", "cancelled"):
        traits = {} if state == "planned" else {state: True}
        meeting = make.MeetingFactory(body=body, title=f"Overleg {state}{mark}", place=f"Zaal{mark}", **traits)
        item = make.AgendaItemFactory(meeting=meeting, title=f"Punt {state}{mark}", minutes=f"Verslag {state}{mark}")
        made |= {f"meeting_{state}": meeting, f"item_{state}": item}
    return made


def _document(item: AgendaItem, mark: str) -> dict[str, Any]:
    document = Document.objects.create(partnership=item.partnership, title=f"Bijlage{mark}")
    version = DocumentVersion.objects.create(
        document=document,
        number=1,
        file=ContentFile(f"inhoud{mark}".encode(), name="bijlage"),
        name=f"bijlage{mark}.txt",
        content_type="text/plain",
        size=6,
        checksum="0" * 64,
    )
    ItemDocument.objects.create(item=item, document=document)
    return {"document": document, "document_version": version}


def _message(meeting: Meeting, mark: str) -> dict[str, Any]:
    message = Message.objects.create(
        kind="governance.meeting_convened",
        to=f"lid{meeting.pk}@example.org",
        name=f"Lid{mark}",
        subject=f"Uitnodiging{mark}",
        body=f"Tekst{mark}",
        dedupe_key=f"world:{meeting.pk}",
        scope=meeting.partnership.organisation,
        target_type=meeting._meta.label_lower,
        target_id=meeting.pk,
        state=MessageState.FAILED,
        stopped_at=timezone.now(),
        reason=f"Onbekend adres{mark}",
    )
    return {"message": message}


def build_worlds(cast: Cast) -> tuple[dict[str, Any], dict[str, Any]]:
    """One of everything in A, and one of everything in B with the marker in it."""
    return build_world(cast.a), build_world(cast.b, f" {MARKER}")
