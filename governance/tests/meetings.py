"""A meeting to try things on: seven municipalities with their OCMW, one voting delegate for each board."""

import datetime as dt
from typing import Any

from django.utils import timezone

from governance.actions import attendance, sitting
from governance.models import AttendanceStatus, MandateRole, Meeting, Partnership, QuorumRule
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.localised import LocalisedText

TERRITORIES = {
    "Grobbendonk": "13010",
    "Herentals": "13011",
    "Herenthout": "13012",
    "Kasterlee": "13017",
    "Lille": "13019",
    "Olen": "13029",
    "Vorselaar": "13044",
}


def boards() -> list[Organisation]:
    """The fourteen local boards, each municipality before its OCMW."""
    return [
        make.OrganisationFactory(kind=kind, name=f"{word} {territory}", territory=territory, nis_code=nis)
        for territory, nis in TERRITORIES.items()
        for kind, word in (("municipality", "Gemeente"), ("ocmw", "OCMW"))
    ]


def login(partnership: Partnership, name: str, **mandate: Any) -> User:
    user = make.UserFactory(name=name)
    person = make.PersonFactory(partnership=partnership, name=name, email=user.email, user=user)
    make.MandateFactory(partnership=partnership, person=person, **mandate)
    return user


class World:
    """A body with `seats` voting delegates, and who may hold its meetings."""

    def __init__(self, seats: int = 14, **rules: Any) -> None:
        self.body = make.BodyFactory(**({"name": "Beheerscomité", "quorum_rule": QuorumRule.MAJORITY} | rules))
        self.partnership = self.body.partnership
        self.coordinator = login(self.partnership, "Coördinator", body=None, role=MandateRole.COORDINATOR)
        self.secretary = login(self.partnership, "Secretaris", body=self.body, role=MandateRole.SECRETARY)
        self.boards = boards()
        for number, board in enumerate(self.boards[:seats]):
            role = MandateRole.CHAIR if number == 0 else MandateRole.MEMBER
            person = make.PersonFactory(partnership=self.partnership, name=f"Afgevaardigde {board.name}")
            make.MandateFactory(body=self.body, person=person, organisation=board, role=role)

    def planned(self, *, days: int = 0, items: int = 2, **fields: Any) -> Meeting:
        """A planned meeting with items, `days` from today, early enough to be in the past of that day."""
        start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(days=days)
        start += dt.timedelta(minutes=self.body.meetings.count())
        meeting = make.MeetingFactory(body=self.body, planned_start=start, **fields)
        for position in range(1, items + 1):
            title = LocalisedText({language: f"Punt {position} ({language})" for language in meeting.languages})
            make.AgendaItemFactory(meeting=meeting, position=position, title=title)
        return meeting

    def held(self, *, present: int = 14, **fields: Any) -> Meeting:
        """An opened meeting at which the first `present` voters are there and the others excused."""
        meeting = self.planned(**fields)
        sitting.open(meeting, by=self.coordinator)
        self.seat(meeting, present)
        return meeting

    def seat(self, meeting: Meeting, present: int) -> None:
        for number, seat in enumerate(self.voters(meeting)):
            status = AttendanceStatus.PRESENT if number < present else AttendanceStatus.EXCUSED
            attendance.note(seat, by=self.coordinator, status=status)
        attendance.note_rest(meeting, by=self.coordinator, status=AttendanceStatus.PRESENT)

    def voters(self, meeting: Meeting) -> list[Any]:
        rows = list(meeting.attendances.filter(has_vote=True).in_order())
        for row in rows:
            row.meeting = meeting
        return rows
