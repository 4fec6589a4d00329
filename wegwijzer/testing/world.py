"""One of everything, in partnership A or in B: what addresses can point at."""

import hashlib
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
from wegwijzer.accounts.models import Organisation
from wegwijzer.jobs.models import Run, RunState
from wegwijzer.outbox.models import Choice, Message, MessageState
from wegwijzer.reminders.models import Notice
from wegwijzer.reports.models import Report
from wegwijzer.testing.people import MARKER, Cast, Side, build_cast
from wegwijzer.testing.remembered import Remembered
from wegwijzer.testing.world_claims import build_claims
from wegwijzer.testing.world_dossiers import build_dossiers
from wegwijzer.testing.world_indicators import build_indicators
from wegwijzer.testing.world_onboarding import build_onboarding
from wegwijzer.testing.world_projects import build_projects
from wegwijzer.testing.world_reporting import build_reporting
from wegwijzer.testing.world_rounds import build_rounds
from wegwijzer.testing.world_staff import build_staff
from wegwijzer.testing.world_texts import build_texts


def build_world(side: Side, mark: str = "") -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text."""
    board = next(iter(side.boards.values()))
    world = _registry(side, board, mark) | _meetings(side.body, mark)
    world |= _decisions(world, mark) | _seats(side, board, world["meeting_held"], mark)
    world |= _document(world["item_convened"], mark) | _message(world["meeting_convened"], mark)
    world["report"] = Report.objects.create(
        kind="meeting",
        ref=str(world["meeting_approved"].pk),
        title=f"Verslag{mark}",
        requested_by=side.coordinator,
        scope=side.partnership.organisation,
    )
    world["run"] = _run(side, mark)
    world |= build_rounds(side, board, world["decision"], mark)
    world |= build_projects(side, board, world, mark)
    world |= build_dossiers(side, board, world, mark)
    world |= build_reporting(side, board, world, mark)
    world |= build_staff(side, board, world, mark)
    world |= build_onboarding(side, board, world, mark)
    world |= build_texts(side, board, world, mark)
    world |= build_indicators(side, board, mark)
    return world | build_claims(side, board, world, mark)


def _registry(side: Side, board: Organisation, mark: str) -> dict[str, Any]:
    """Who works together, and what waits outside any meeting."""
    partnership, body, card = side.partnership, side.body, side.delegate.cards.get()
    service = make.ServiceFactory(partnership=partnership, name=f"Rechtshulp{mark}", description=f"Advies{mark}")
    return {
        "partnership": partnership,
        "organisation": board,
        "membership": partnership.memberships.filter(organisation=board).get(),
        "service": service,
        "participation": make.ServiceParticipationFactory(service=service, organisation=board),
        "body": body,
        "person": card,
        "mandate": card.mandates.get(),
        "person_without_login": make.PersonFactory(partnership=partnership, name=f"Nieuw{mark}"),
        "action_point": make.ActionPointFactory(body=body, text=f"Brief sturen{mark}", person=card),
        "backlog_item": make.AgendaItemFactory(meeting=None, body=body, title=f"Later{mark}"),
    }


def _meetings(body: Body, mark: str) -> dict[str, Any]:
    """A meeting in each state, with one item."""
    made: dict[str, Any] = {}
    for state in ("planned", "convened", "held", "draft", "approved", "cancelled"):
        traits = {} if state == "planned" else {state: True}
        meeting = make.MeetingFactory(body=body, title=f"Overleg {state}{mark}", place=f"Zaal{mark}", **traits)
        item = make.AgendaItemFactory(meeting=meeting, title=f"Punt {state}{mark}", minutes=f"Verslag {state}{mark}")
        made |= {f"meeting_{state}": meeting, f"item_{state}": item}
    return made


def _decisions(world: dict[str, Any], mark: str) -> dict[str, Any]:
    """One that can still change, one of minutes in draft, and one with a number."""
    made: dict[str, Any] = {}
    for name, state, title in (
        ("decision_held", "held", "Besluit held"),
        ("decision_draft", "draft", "Besluit draft"),
        ("decision", "approved", "Besluit"),
    ):
        made[name] = make.DecisionFactory(
            item=world[f"item_{state}"], title=f"{title}{mark}", considerations=f"Gezien{mark}"
        )
    number = DecisionCounter.next_number(world["body"], made["decision"].year)
    Decision.objects.filter(pk=made["decision"].pk).update(number=number)
    return made


def _seats(side: Side, board: Organisation, meeting: Meeting, mark: str) -> dict[str, Any]:
    """A guest, and a delegate for a board, in a meeting that is held."""
    guest = make.AttendanceFactory(meeting=meeting, person=None, name=f"Gast{mark}", role="", has_vote=False)
    make.AttendanceFactory(meeting=meeting, person=side.delegate.cards.get(), organisation=board, name=f"Lid{mark}")
    return {"guest": guest}


def _document(item: AgendaItem, mark: str) -> dict[str, Any]:
    document = Document.objects.create(partnership=item.partnership, title=f"Bijlage{mark}")
    content = f"inhoud{mark}".encode()
    version = DocumentVersion.objects.create(
        document=document,
        number=1,
        file=ContentFile(content, name="bijlage"),
        name=f"bijlage{mark}.txt",
        content_type="text/plain",
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
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
    notice = Notice.objects.create(
        rule="governance.meeting",
        subject=meeting.pk,
        address="lid@example.org",
        occasion="2027-01-01:2026-12-31",
        stage_on="2026-12-31",
        due_on="2027-01-01",
        scope=meeting.partnership.organisation,
    )
    choice, _made = Choice.objects.get_or_create(address="lid@example.org")
    return {"message": message, "notice": notice, "mail_choice": choice}


def _run(side: Side, mark: str) -> Run:
    """A turn of periodic work that was given up; it belongs to no partnership, but the worlds have one each."""
    due_at = timezone.now().replace(microsecond=side.partnership.pk % 1_000_000)
    return Run.objects.create(
        name="clear_runs", due_at=due_at, state=RunState.FAILED, started_at=due_at, ended_at=due_at, note=f"Fout{mark}"
    )


def build_worlds(cast: Cast) -> tuple[dict[str, Any], dict[str, Any]]:
    """One of everything in A, and one of everything in B with the marker in it."""
    return build_world(cast.a), build_world(cast.b, f" {MARKER}")


def _furnished() -> tuple[Cast, dict[str, Any]]:
    return (cast := build_cast()), build_world(cast.a)


def _both_furnished() -> tuple[Cast, tuple[dict[str, Any], dict[str, Any]]]:
    return (cast := build_cast()), build_worlds(cast)


furnished = Remembered(_furnished)
both_furnished = Remembered(_both_furnished)
