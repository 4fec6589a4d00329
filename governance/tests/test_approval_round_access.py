"""Who sees a round, and who speaks for whom in it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from governance import access
from governance.access import Can
from governance.models import RoundState
from governance.tests.round_factories import ApprovalResponseFactory, ApprovalRoundFactory, RoundPartyFactory


@pytest.fixture
def party(cast):
    """Gemeente Olen, for which `contact` speaks, asked in a round that runs."""
    round_ = ApprovalRoundFactory(partnership=cast.a.partnership, open=True)
    return RoundPartyFactory(round=round_, organisation=cast.a.boards["Gemeente Olen"])


def test_what_is_being_prepared_is_the_coordinators_own(cast):
    draft = ApprovalRoundFactory(partnership=cast.a.partnership)
    assert access.approval_round_for(cast.a.coordinator, draft.pk) == draft
    for user in (cast.a.contact, cast.a.delegate, cast.a.staff, cast.b.coordinator):
        with pytest.raises(Http404):
            access.approval_round_for(user, draft.pk)


def test_what_was_thrown_away_unasked_stays_the_coordinators_own(cast):
    thrown = ApprovalRoundFactory(
        partnership=cast.a.partnership, state=RoundState.CANCELLED, cancelled_at=timezone.now()
    )
    stopped = ApprovalRoundFactory(partnership=cast.a.partnership, cancelled=True)
    assert set(access.rounds_for(cast.a.coordinator)) == {thrown, stopped}
    assert set(access.rounds_for(cast.a.contact)) == {stopped}


def test_whole_partnership_reads_what_was_asked_and_nobody_else(cast, party):
    for user in (cast.a.coordinator, cast.a.contact, cast.contact_elsewhere, cast.a.delegate, cast.a.staff):
        assert list(access.rounds_for(user)) == [party.round]
    for user in (cast.b.coordinator, cast.b.contact, cast.b.staff, cast.former_contact, cast.administrator):
        assert list(access.rounds_for(user)) == []


def test_only_the_coordinator_edits_and_verifies(cast, party):
    for need in (Can.EDIT_ROUND, Can.VERIFY_RESPONSE):
        assert access.can(cast.a.coordinator, need, party.round)
        for user in (cast.a.contact, cast.a.secretary, cast.a.delegate, cast.a.staff, cast.b.coordinator):
            assert not access.can(user, need, party.round)


def test_who_speaks_for_an_organisation_answers_for_it_and_for_no_other(cast, party):
    assert access.round_party_for(cast.a.contact, party.pk, Can.ANSWER_ROUND) == party
    assert access.round_party_for(cast.a.coordinator, party.pk, Can.ANSWER_ROUND) == party
    for user in (cast.contact_elsewhere, cast.a.secretary, cast.a.delegate, cast.a.staff):
        with pytest.raises(PermissionDenied):
            access.round_party_for(user, party.pk, Can.ANSWER_ROUND)
    for user in (cast.b.contact, cast.former_contact):
        with pytest.raises(Http404):
            access.round_party_for(user, party.pk, Can.ANSWER_ROUND)


def test_own_answer_is_one_of_an_own_organisation(cast, party):
    response = ApprovalResponseFactory(party=party)
    assert access.can(cast.a.contact, Can.ANSWER_ROUND, response)
    assert not access.can(cast.contact_elsewhere, Can.ANSWER_ROUND, response)
