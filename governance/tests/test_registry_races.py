"""Two browsers at the same moment: rules that look at several rows hold, on the database that the tests run on."""

import datetime as dt
import threading

import pytest
from django.db import connection

from governance.actions import mandate, membership, participation
from governance.actions.organisation import Named
from governance.models import Mandate, Membership, Partnership, Person, Service, ServiceParticipation
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

START = dt.date(2016, 1, 1)
BROWSERS = 4

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act):
    """Run act(number) in several threads that start together; returns what came of each: "done" or the refusal."""
    ready = threading.Barrier(BROWSERS)
    came = []

    def browser(number):
        try:
            ready.wait(timeout=20)
            act(number)
            came.append("done")
        except (Refused, Stale) as error:
            came.append(type(error).__name__)
        except Exception as error:
            came.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=browser, args=[number]) for number in range(BROWSERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(came)


def test_one_of_several_overlapping_memberships_is_made():
    partnership, board = make.PartnershipFactory(), make.OrganisationFactory()
    came = at_once(
        lambda number: membership.start(
            Partnership.objects.get(pk=partnership.pk), board, by=None, from_on=START + dt.timedelta(days=number)
        )
    )
    assert came == ["Refused"] * (BROWSERS - 1) + ["done"]
    assert Membership.objects.count() == Entry.objects.count() == 1


def test_one_of_several_overlapping_participations_is_made():
    service, board = make.ServiceFactory(), make.OrganisationFactory()
    came = at_once(
        lambda number: participation.start(
            Service.objects.get(pk=service.pk), board, by=None, from_on=START + dt.timedelta(days=number)
        )
    )
    assert came == ["Refused"] * (BROWSERS - 1) + ["done"]
    assert ServiceParticipation.objects.count() == 1


def test_one_of_several_votes_for_one_member_is_given():
    body = make.BodyFactory()
    board = make.MembershipFactory(partnership=body.partnership).organisation
    people = [make.PersonFactory(partnership=body.partnership).pk for _number in range(BROWSERS)]
    came = at_once(
        lambda number: mandate.grant(
            Person.objects.get(pk=people[number]), by=None, role="member", body=body, organisation=board, from_on=START
        )
    )
    assert came == ["Refused"] * (BROWSERS - 1) + ["done"]
    assert Mandate.objects.count() == 1


def test_one_of_several_ends_of_a_membership_is_kept():
    row, by = make.MembershipFactory(), make.UserFactory()
    came = at_once(
        lambda number: membership.end(
            Membership.objects.get(pk=row.pk), by=by, version=1, until_on=START + dt.timedelta(days=number)
        )
    )
    # Who reads the row after the first end is refused by the rule, who read it before by its version.
    assert came.count("done") == 1
    assert set(came) <= {"done", "Stale", "Refused"}
    assert Entry.objects.count() == 1


def test_one_board_is_made_when_two_partnerships_name_it_at_once():
    partnerships = [make.PartnershipFactory().pk for _number in range(BROWSERS)]
    came = at_once(
        lambda number: membership.start(
            Partnership.objects.get(pk=partnerships[number]),
            Named(kind="ocmw", nis_code="13029"),
            by=None,
            from_on=START,
        )
    )
    assert came == ["done"] * BROWSERS
    assert Organisation.objects.filter(nis_code="13029").count() == 1
    assert Membership.objects.count() == BROWSERS
