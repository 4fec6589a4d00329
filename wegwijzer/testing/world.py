"""One of everything, in partnership A or in B: what addresses can point at."""

from typing import Any

from governance.tests import factories as make
from wegwijzer.reports.models import Report
from wegwijzer.testing.people import MARKER, Cast, Side


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
        "action_point": make.ActionPointFactory(body=body, text=f"Brief sturen{mark}"),
        "backlog_item": make.AgendaItemFactory(meeting=None, body=body, title=f"Later{mark}"),
    }
    for state in ("planned", "convened", "held", "draft", "approved", "cancelled"):
        traits = {} if state == "planned" else {state: True}
        meeting = make.MeetingFactory(body=body, title=f"Overleg {state}{mark}", place=f"Zaal{mark}", **traits)
        item = make.AgendaItemFactory(meeting=meeting, title=f"Punt {state}{mark}", minutes=f"Verslag {state}{mark}")
        world |= {f"meeting_{state}": meeting, f"item_{state}": item}
    for state in ("held", "draft"):
        world[f"decision_{state}"] = make.DecisionFactory(
            item=world[f"item_{state}"], title=f"Besluit {state}{mark}", considerations=f"Gezien{mark}"
        )
    world["decision"] = make.DecisionFactory(
        item=world["item_approved"], title=f"Besluit{mark}", considerations=f"Gezien{mark}", number=1
    )
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
    return world


def build_worlds(cast: Cast) -> tuple[dict[str, Any], dict[str, Any]]:
    """One of everything in A, and one of everything in B with the marker in it."""
    return build_world(cast.a), build_world(cast.b, f" {MARKER}")
