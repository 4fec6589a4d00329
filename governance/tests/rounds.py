"""Seven municipalities and their OCMWs, and the plan to ask them all, for tests of rounds."""

import datetime as dt
from dataclasses import replace

from django.urls import reverse

from governance.actions import approval_round as rounds
from governance.actions.round_plan import Asked, Plan
from governance.models import ApprovalRound, Clause, Measure, Rule, organs_of
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation, Population
from wegwijzer.accounts.periods import today

WEEK = dt.timedelta(days=7)
TERRITORIES = {
    "Grobbendonk": ("80010", 11_000),
    "Herentals": ("80011", 28_000),
    "Herenthout": ("80012", 9_000),
    "Kasterlee": ("80013", 18_000),
    "Lille": ("80014", 16_000),
    "Olen": ("80015", 12_000),
    "Vorselaar": ("80016", 8_000),
}
ALL_BOARDS = Clause(Measure.BOARDS, Rule.ALL)
THREE_MUNICIPALITIES = Clause(Measure.MUNICIPALITIES, Rule.NUMBER, number=3)


class Region:
    """A partnership with its fourteen boards and its coordinator."""

    def __init__(self) -> None:
        self.partnership = make.PartnershipFactory(name="Middenkempen")
        self.boards: dict[str, Organisation] = {}
        for territory, (nis, people) in TERRITORIES.items():
            Population.objects.create(nis_code=nis, year=2020, inhabitants=people, source="Statbel")
            for kind, word in (("municipality", "Gemeente"), ("ocmw", "OCMW")):
                name = f"{word} {territory}"
                board = make.OrganisationFactory(kind=kind, name=name, nis_code=nis, territory=territory)
                make.MembershipFactory(partnership=self.partnership, organisation=board)
                self.boards[name] = board
        person = make.PersonFactory(partnership=self.partnership, user=make.UserFactory(name="Coördinator"))
        self.coordinator = person.user
        make.MandateFactory(partnership=self.partnership, person=person, body=None, role="coordinator")

    def contact(self, board: str):
        """The login of who speaks for that board."""
        person = make.PersonFactory(partnership=self.partnership, user=make.UserFactory(name=f"Contact {board}"))
        make.MandateFactory(
            partnership=self.partnership, person=person, body=None, role="contact", organisation=self.boards[board]
        )
        return person.user

    def plan(self, *, boards=None, clauses=(ALL_BOARDS,), **columns) -> Plan:
        chosen = [self.boards[name] for name in boards or self.boards]
        values = {
            "kind": "principle",
            "title": "Principieel akkoord",
            "year": None,
            "consequence": "",
            "asked_on": None,
            "deadline_on": today() + 6 * WEEK,
        }
        wording = {"question": "Gaat uw raad akkoord?", "grounds": "", "facts": "", "articles": ""}
        asked = [Asked(board, organs_of(board.kind)[0]) for board in chosen]
        return Plan(values | columns, wording, asked, list(clauses))

    def prepared(self, **wishes):
        return rounds.prepare(self.partnership, self.plan(**wishes), by=self.coordinator)

    def opened(self, asked_on=None, **wishes):
        round_ = self.prepared(**wishes)
        return rounds.open(round_, by=self.coordinator, version=round_.version, asked_on=asked_on)

    def party(self, round_, board: str):
        return round_.parties.select_related("round__partnership__organisation", "organisation").get(
            organisation=self.boards[board]
        )


def reworded(plan: Plan, **wording: str) -> Plan:
    return replace(plan, wording={**plan.wording, **wording})


def url(name, *args):
    return reverse(f"governance:{name}", args=args)


def filled(page, **values):
    """What a browser sends when only `values` are different from what stands there."""
    form = page.context["form"]
    data = {}
    for field in form:
        value = field.value()
        if hasattr(field.field, "prepare_value"):
            value = field.field.prepare_value(value)
        if isinstance(value, bool):
            value = "on" if value else None
        if value not in (None, "", []):
            data[field.html_name] = value
    return {key: value for key, value in (data | values).items() if value is not None}


def made(coordinator, region, **values):
    start = url("approval_round_add", region.partnership.pk)
    typed = {"title": "Ronde", "question": "Akkoord?"}
    answer = coordinator.post(start, filled(coordinator.get(start), **(typed | values)))
    assert answer.status_code == 302, answer.context["form"].errors
    return ApprovalRound.objects.get()
