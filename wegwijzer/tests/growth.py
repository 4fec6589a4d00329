"""Rows to grow the world of partnership A with: what the pages of the matrix list, any number of times."""

import datetime as dt
from typing import Any

from django.db.models import Model
from django.utils import timezone

from governance.models import (
    Article,
    Choice,
    Correction,
    Council,
    Document,
    DocumentVersion,
    ItemDocument,
    RoundAnnex,
    Vote,
    organs_of,
)
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.tests import factories as plans
from wegwijzer.audit.record import record
from wegwijzer.outbox.models import Message, MessageState
from wegwijzer.reports.models import Report
from wegwijzer.testing.people import Side
from wegwijzer.tests.growth_claims import grow_claims
from wegwijzer.tests.growth_dossiers import grow_dossiers
from wegwijzer.tests.growth_indicators import grow_indicators
from wegwijzer.tests.growth_onboarding import grow_onboarding
from wegwijzer.tests.growth_plans import grow_plans
from wegwijzer.tests.growth_projects import grow_projects
from wegwijzer.tests.growth_reporting import grow_reporting
from wegwijzer.tests.growth_staff import grow_staff
from wegwijzer.tests.growth_texts import grow_texts

TOLD = ("governance", "projects")  # of whose rows the history grows; a year of a report is no row
STATES = ("convened", "held", "draft", "approved", "cancelled")


def grow(side: Side, world: dict[str, Any], times: int) -> None:
    """`times` of every row that a page of `world` lists."""
    for _time in range(times):
        _registry(side, world)
        _calendars(side, world)
        _meetings(side, world)
        _within_meetings(side, world)
        _told(side, world)
        _rounds(side, world)
        _analysis(side, world)
        grow_plans(side, world)
        grow_projects(side, world)
        grow_dossiers(side, world)
        grow_staff(side, world)
        grow_reporting(side, world)
        grow_claims(side, world)
        grow_onboarding(side, world)
        grow_texts(side, world)
        grow_indicators(side, world)


def _registry(side: Side, world: dict[str, Any]) -> None:
    partnership, body, person = side.partnership, side.body, world["person"]
    board = make.MembershipFactory(partnership=partnership).organisation
    make.ServiceParticipationFactory(service=world["service"], organisation=board)
    make.ServiceParticipationFactory(service__partnership=partnership, organisation=world["organisation"])
    other = make.BodyFactory(partnership=partnership)
    make.MandateFactory(body=other, person=person, organisation=world["organisation"])
    make.MandateFactory(body=body, person__partnership=partnership, person__employer=board, organisation=board)
    elsewhere = make.PartnershipFactory(managing_authority=board)
    make.MembershipFactory(partnership=elsewhere, organisation=world["organisation"])
    for user, role in ((side.coordinator, "coordinator"), (side.contact, "contact")):
        spoken_for = world["organisation"] if role == "contact" else None
        card = make.PersonFactory(partnership=elsewhere, user=user)
        make.MandateFactory(partnership=elsewhere, person=card, body=None, role=role, organisation=spoken_for)


def _calendars(side: Side, world: dict[str, Any]) -> None:
    """More sittings and recess of the council that is looked at, one more organ beside it, and another member's."""
    board = make.MembershipFactory(partnership=side.partnership).organisation
    rounds.RoundPartyFactory(round=world["round_open"], organisation=board)
    for council in (world["council"], rounds.CouncilFactory(organisation=board)):
        rounds.CouncilSittingFactory(council=council)
        last = council.organisation.recesses.order_by("-until_on").first()
        day = last.until_on + dt.timedelta(days=5) if last else dt.date(2020, 7, 1)
        rounds.RecessFactory(organisation=council.organisation, from_on=day, until_on=day + dt.timedelta(days=3))
    pair = list(side.boards.values())[1]
    for kind in organs_of(pair.kind)[: pair.councils.count() + 1]:
        Council.objects.get_or_create(organisation=pair, kind=kind)


def _meetings(side: Side, world: dict[str, Any]) -> None:
    make.MeetingFactory(body=side.body)
    for state in STATES:
        meeting = make.MeetingFactory(body=side.body, **{state: True})
        decision = make.DecisionFactory(item=make.AgendaItemFactory(meeting=meeting))
        number = make.models.DecisionCounter.next_number(side.body, decision.year)
        make.models.Decision.objects.filter(pk=decision.pk).update(number=number)
    backlog = make.AgendaItemFactory(meeting=None, body=side.body)
    _document(backlog)


def _within_meetings(side: Side, world: dict[str, Any]) -> None:
    board = make.OrganisationFactory(ocmw=True)
    for state in ("planned", *STATES):
        meeting = world[f"meeting_{state}"]
        item = make.AgendaItemFactory(meeting=meeting, minutes="Besproken")
        _document(item)
        _document(world[f"item_{state}"])
        make.ActionPointFactory(body=side.body, item=item, person=world["person"], organisation=board)
        seat = make.AttendanceFactory(meeting=meeting, organisation=board)
        make.AttendanceFactory(meeting=meeting, person=None, name="Gast", role="", has_vote=False)
        if state in ("held", "draft", "approved"):
            for about in (item, world[f"item_{state}"]):
                _decision(make.DecisionFactory(item=about), seat)
        for about in (item, world[f"item_{state}"]):
            Correction.objects.create(meeting=meeting, item=about, language="nl", reason="Fout", by=side.coordinator)
    for name in ("decision", "decision_held"):
        seat = make.AttendanceFactory(meeting=world[name].meeting, organisation=board)
        last = world[name].articles.count()
        Article.objects.create(decision=world[name], number=last + 1, text="Artikel")
        Vote.objects.create(decision=world[name], attendance=seat, choice=Choice.FOR)
    make.ActionPointFactory(body=side.body, person=world["person"])


def _decision(decision: Any, seat: Any) -> None:
    Article.objects.create(decision=decision, number=1, text="Goedgekeurd.")
    Vote.objects.create(decision=decision, attendance=seat, choice=Choice.AGAINST)


def _document(item: Any) -> None:
    document = Document.objects.create(partnership=item.partnership, title="Bijlage")
    ItemDocument.objects.create(item=item, document=document)
    for number in (1, 2):
        DocumentVersion.objects.create(
            document=document, number=number, file="x", name="b.txt", content_type="text/plain", size=1
        )


def _told(side: Side, world: dict[str, Any]) -> None:
    scope = side.partnership.organisation
    for target in (row for row in world.values() if isinstance(row, Model) and row._meta.app_label in TOLD):
        record("governance.meeting.changed", target, by=side.coordinator, scope=scope, changes={"title": ("a", "b")})
    for state in ("planned", *STATES):
        meeting = world[f"meeting_{state}"]
        Message.objects.create(
            kind="governance.meeting_convened",
            to="lid@example.org",
            subject="Uitnodiging",
            body="Dag",
            dedupe_key=f"growth:{Message.objects.count()}",
            scope=scope,
            target_type=meeting._meta.label_lower,
            target_id=meeting.pk,
            state=MessageState.FAILED,
            stopped_at=timezone.now(),
            reason="Onbekend adres",
        )
    for user in (side.coordinator, side.contact):
        Report.objects.create(
            kind="meeting", ref=str(make.MeetingFactory(body=side.body).pk), requested_by=user, scope=scope
        )


def _rounds(side: Side, world: dict[str, Any]) -> None:
    """A round more in every state, and in those of the world somebody more who was asked and answered."""
    for state in ("draft", "open", "closed", "cancelled"):
        traits = {} if state == "draft" else {state: True}
        other = rounds.ApprovalRoundFactory(partnership=side.partnership, decision=world["decision"], **traits)
        for round_ in (other, world[f"round_{state}"]):
            party = rounds.RoundPartyFactory(round=round_)
            rounds.ThresholdClauseFactory(round=round_)
            _annex(rounds.RoundTextFactory(round=round_, pinned=state != "draft"))
            if state != "draft":
                rounds.ApprovalResponseFactory(party=party)


def _analysis(side: Side, world: dict[str, Any]) -> None:
    """More of all that hangs on the plan that is looked at, and a sector plan more that is part of it."""
    plan, objective = world["plan"], world["objective"]
    about = {"theme": world["theme"], "target_group": plans.TargetGroupFactory(partnership=side.partnership)}
    more = plans.ObjectiveFactory(plan=plan, parent=objective, level="tactical")
    root = plans.ObjectiveFactory(plan=plan, theme=plans.PlanThemeFactory(plan=plan).theme)
    finding = plans.FindingFactory(plan=plan, **about)
    finding.objectives.add(more, root)
    world["finding"].objectives.add(more)
    request = plans.SheetRequestFactory(plan=plan)
    for asked in (request, world["sheet_request"]):
        plans.ServiceSheetFactory(plan=plan, request=asked, organisation=world["organisation"], **about)
    sector = plans.PlanFactory(partnership=side.partnership, part_of=plan)
    line = plans.ObjectiveFactory(plan=sector)
    plans.AlignmentFactory(line=line, objective=objective)
    plans.AlignmentFactory(line=line, objective=more)
    plans.ObjectiveFactory(plan=sector)


def _annex(text: Any) -> None:
    document = Document.objects.create(partnership=text.round.partnership, title="Ontwerp")
    version = DocumentVersion.objects.create(
        document=document, number=1, file="x", name="o.txt", content_type="text/plain", size=1
    )
    RoundAnnex.objects.create(text=text, document_version=version)


def _plans(side: Side, world: dict[str, Any]) -> None:
    """A local plan more out of the catalogue, and an action more in the catalogue and in what it is chosen in."""
    action = plans.ObjectiveFactory(plan=world["catalogue"], level="action")
    other = plans.PlanFactory(
        partnership=side.partnership, kind="local", catalogue=world["catalogue"], owners=list(side.boards.values())[:2]
    )
    for plan in (other, world["plan"]):
        plans.ProgressNoteFactory(objective=plans.ObjectiveFactory(plan=plan, level="action", origin=action))
    chapter = plans.PlanThemeFactory(plan=world["plan"], position=world["plan"].chapters.count() + 1)
    for above in (None, world["objective"]):
        line = plans.ObjectiveFactory(plan=world["plan"], parent=above, theme=chapter.theme)
        plans.ObjectivePartyFactory(objective=line, name="", organisation=world["organisation"])
        plans.ObjectivePartyFactory(objective=line, name="", body=side.body)
    plans.PlanFactory(partnership=side.partnership, kind="sector", part_of=world["plan"], project=world["project"])
    plans.PlanStepPartnerFactory(step=plans.PlanStepFactory(plan=world["plan"]))
    plans.PlanStepPartnerFactory(step=world["plan_step"])
