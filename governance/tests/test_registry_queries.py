"""A page of the registry costs the same number of queries with one row as with ten."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.tests import factories as make

LISTS = ["body_list", "mandate_list", "organisation_list", "partnership_list", "person_list", "service_list"]


class World:
    """Partnership A of the cast, to which whole sets of rows can be added."""

    def __init__(self, side):
        self.side = side
        self.service = make.ServiceFactory(partnership=side.partnership)
        self.person = side.contact.cards.get()
        self.mandate = self.person.mandates.get()
        self.organisation = next(iter(side.boards.values()))

    def grow(self, times):
        for _number in range(times):
            partnership = self.side.partnership
            board = make.MembershipFactory(partnership=partnership).organisation
            make.ServiceParticipationFactory(service=self.service, organisation=board)
            make.ServiceParticipationFactory(service__partnership=partnership, organisation=self.organisation)
            body = make.BodyFactory(partnership=partnership)
            make.MandateFactory(body=self.side.body, person__employer=board, organisation=board)
            make.MandateFactory(body=body, person=self.person, organisation=self.organisation)
            make.MeetingFactory(body=self.side.body, approved=True)
            make.MeetingFactory(body=self.side.body, convened=True)
            other = make.PartnershipFactory(managing_authority=board)
            make.MembershipFactory(partnership=other, organisation=self.organisation)
            make.MandateFactory(
                partnership=other,
                person__partnership=other,
                person__user=self.side.coordinator,
                body=None,
                role="coordinator",
            )

    def pages(self):
        yield from (reverse(f"governance:{name}") for name in LISTS)
        rows = {
            "body": self.side.body,
            "mandate": self.mandate,
            "organisation": self.organisation,
            "partnership": self.side.partnership,
            "person": self.person,
            "service": self.service,
        }
        yield from (reverse(f"governance:{noun}_detail", args=[row.pk]) for noun, row in rows.items())


def counted(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(queries)


@pytest.mark.parametrize("persona", ["coordinator", "contact"])
def test_number_of_queries_does_not_grow_with_the_rows(cast, as_user, persona):
    world, client = World(cast.a), as_user(getattr(cast.a, persona))
    world.grow(1)
    few = {address: counted(client, address) for address in world.pages()}
    world.grow(9)
    assert {address: counted(client, address) for address in world.pages()} == few
    assert max(few.values()) <= 20


def test_forms_do_not_grow_with_the_rows_either(cast, as_user):
    world, client = World(cast.a), as_user(cast.a.coordinator)
    forms = [
        reverse("governance:membership_add", args=[cast.a.partnership.pk]),
        reverse("governance:mandate_add", args=[world.person.pk]),
        reverse("governance:seat_add", args=[cast.a.body.pk]),
        reverse("governance:partnership_edit", args=[cast.a.partnership.pk]),
    ]
    world.grow(1)
    few = [counted(client, address) for address in forms]
    world.grow(9)
    assert [counted(client, address) for address in forms] == few
