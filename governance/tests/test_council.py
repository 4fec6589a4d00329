"""Councils, sittings and recess: what is kept, what is refused, and who may."""

import datetime as dt

import pytest

from governance import access
from governance.access import Can
from governance.actions import council as councils
from governance.actions import council_sitting as sittings
from governance.actions import recess as recesses
from governance.models import Council, CouncilKind, CouncilSitting
from governance.tests import factories as make
from governance.tests.round_factories import CouncilFactory, CouncilSittingFactory, RecessFactory
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.testing.people import MARKER

HELD, CLOSES = dt.date(2015, 9, 14), dt.date(2015, 9, 4)

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(cast):
    return cast.a.boards["Gemeente Olen"]


@pytest.fixture
def by(cast):
    return cast.a.coordinator


def days_of(council):
    return list(council.sittings.values_list("held_on", "agenda_closes_on"))


def test_organ_of_another_kind_of_party_is_refused(board, by):
    with pytest.raises(Refused) as refused:
        councils.add(board, by=by, kind="welfare_council")
    assert refused.value.field == "kind"
    councils.add(board, by=by, kind="college")
    with pytest.raises(Refused, match="staat al"):
        councils.add(board, by=by, kind="college")


def test_every_board_without_a_council_gets_its_usual_one(cast, by):
    CouncilFactory(organisation=cast.a.boards["OCMW Olen"], kind=CouncilKind.PERMANENT_BUREAU)
    make.MembershipFactory(partnership=cast.a.partnership, organisation=make.OrganisationFactory())
    gone = make.OrganisationFactory(municipality=True)
    make.MembershipFactory(partnership=cast.a.partnership, organisation=gone, until_on=dt.date(2016, 1, 1))
    assert len(councils.fill(cast.a.partnership, by=by)) == 3
    assert sorted(Council.objects.values_list("organisation__name", "kind")) == [
        ("Gemeente Lille", "municipal_council"),
        ("Gemeente Olen", "municipal_council"),
        ("OCMW Lille", "welfare_council"),
        ("OCMW Olen", "permanent_bureau"),
    ]
    assert councils.fill(cast.a.partnership, by=by) == []


def test_closing_day_follows_the_habit_of_the_council_unless_it_is_given(board, by):
    council = CouncilFactory(organisation=board, closing_days=10)
    sittings.add(council, by=by, days=[(HELD, None), (dt.date(2015, 10, 12), dt.date(2015, 10, 1))])
    assert days_of(council) == [(HELD, CLOSES), (dt.date(2015, 10, 12), dt.date(2015, 10, 1))]


def test_sittings_that_are_there_already_are_added_once(board, by):
    council = CouncilFactory(organisation=board, closing_days=10)
    assert len(sittings.add(council, by=by, days=[(HELD, None), (HELD, CLOSES)])) == 1
    assert sittings.add(council, by=by, days=[(HELD, CLOSES)]) == []
    assert Entry.objects.filter(verb="governance.council_sitting.added").count() == 1


def test_nothing_is_kept_when_one_of_the_days_is_refused(board, by):
    council = CouncilFactory(organisation=board)
    twin = CouncilFactory(organisation=make.OrganisationFactory(ocmw=True))
    CouncilSittingFactory(council=twin, held_on=HELD, agenda_closes_on=HELD)
    with pytest.raises(Refused, match="andere sluitdatum"):
        sittings.add_to([council, twin], by=by, days=[(HELD, CLOSES)])
    with pytest.raises(Refused) as refused:
        sittings.add(council, by=by, days=[(dt.date(2015, 10, 12), None), (HELD, HELD + dt.timedelta(days=1))])
    assert refused.value.field == "agenda_closes_on"
    assert days_of(council) == []


def test_two_councils_get_the_same_days_at_once(board, by):
    one, other = CouncilFactory(organisation=board), CouncilFactory(organisation=make.OrganisationFactory(ocmw=True))
    assert len(sittings.add_to([one, other], by=by, days=[(HELD, CLOSES)])) == 2
    assert days_of(one) == days_of(other) == [(HELD, CLOSES)]


def test_sitting_does_not_move_to_a_day_that_is_taken(board, by):
    council = CouncilFactory(organisation=board)
    CouncilSittingFactory(council=council, held_on=HELD)
    sitting = CouncilSittingFactory(council=council)
    with pytest.raises(Refused) as refused:
        sittings.change(sitting, by=by, version=1, held_on=HELD, agenda_closes_on=None)
    assert refused.value.field == "held_on"
    sittings.change(sitting, by=by, version=1, held_on=HELD + dt.timedelta(days=7), agenda_closes_on=HELD)
    with pytest.raises(Stale):
        sittings.change(sitting, by=by, version=1, held_on=HELD + dt.timedelta(days=8), agenda_closes_on=HELD)


def test_sitting_that_somebody_changed_is_not_removed(board, by):
    sitting = CouncilSittingFactory(council=CouncilFactory(organisation=board))
    with pytest.raises(Stale):
        sittings.remove(sitting, by=by, version=2)
    sittings.remove(sitting, by=by, version=1)
    assert not CouncilSitting.objects.exists()


def test_recess_shares_no_day_with_another_and_lasts_no_year(board, by):
    RecessFactory(organisation=board, from_on=dt.date(2015, 7, 11), until_on=dt.date(2015, 8, 16))
    with pytest.raises(Refused) as refused:
        recesses.add(board, by=by, name="herfst", from_on=dt.date(2015, 8, 16), until_on=dt.date(2015, 8, 20))
    assert refused.value.field == "from_on"
    with pytest.raises(Refused, match="jaartallen"):
        recesses.add(board, by=by, name="lang", from_on=dt.date(2015, 9, 1), until_on=dt.date(2016, 9, 1))
    kept = recesses.add(board, by=by, name="winter", from_on=dt.date(2015, 12, 20), until_on=dt.date(2016, 1, 5))
    recesses.change(kept, by=by, version=1, name="winter", from_on=dt.date(2015, 12, 24), until_on=dt.date(2016, 1, 5))
    with pytest.raises(Stale):
        recesses.remove(kept, by=by, version=1)


def test_calendar_is_kept_by_who_coordinates_a_partnership_of_today_and_by_the_contact(cast, board):
    council = CouncilFactory(organisation=board)

    def keepers():
        found = {"coordinator", "contact", "contact_elsewhere", "staff", "delegate", "secretary", "coordinator_b"}
        asked = Council.objects.get(pk=council.pk)  # a page reads it once, and this is another page each time
        return {name for name in found if access.can(cast.personas[name], Can.EDIT_COUNCIL, asked)}

    assert keepers() == {"coordinator", "contact"}
    board.memberships.update(until_on=dt.date(2016, 1, 1))
    assert keepers() == {"contact"}
    make.MembershipFactory(partnership=cast.b.partnership, organisation=board)
    assert keepers() == {"contact", "coordinator_b"}


def test_history_of_a_shared_calendar_stays_with_who_wrote_it(cast, board):
    make.MembershipFactory(partnership=cast.b.partnership, organisation=board)
    council = CouncilFactory(organisation=board)
    sittings.add(council, by=cast.b.coordinator, days=[(HELD, None)])
    recesses.add(board, by=cast.b.contact, name="reces", from_on=HELD, until_on=HELD)
    assert {entry.scope for entry in Entry.objects.all()} == {cast.b.partnership.organisation}
    assert access.history_for(cast.a.coordinator, council, board) == []
    assert MARKER in str(access.history_for(cast.b.coordinator, council)[0].by)
