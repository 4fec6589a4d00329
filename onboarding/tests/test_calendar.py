"""What onboarding puts in the own calendar of a login, and when it is out again."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.exports.calendar_sources import Window, dated, told_to
from onboarding.actions import event as events
from onboarding.tests import factories as make
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Attachment

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=20)


def told(user):
    return {item.summary: item for item in dated(told_to(user, Window.now()))}


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, running=True)


def test_contact_person_has_the_deliverables_of_the_own_organisation_until_they_are_handed_in(cast, project):
    some = {"type__project": project, "due_on": SOON}
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    make.DeliverableFactory(type__name="Brochure", organisation=olen, version=4, **some)
    make.DeliverableFactory(type__name="Nagekeken", organisation=olen, in_review=True, **some)
    make.DeliverableFactory(type__name="Van anderen", organisation=lille, **some)
    items = told(cast.a.contact)
    assert {name: (item.starts, item.sequence) for name, item in items.items()} == {
        "Opleveren: Brochure – Gemeente Olen": (SOON, 4)
    }
    assert told(cast.a.coordinator) == told(cast.a.delegate) == {}


def test_event_is_there_for_who_organises_it_or_is_invited_and_is_one_with_its_invitation(cast, project):
    olen, start = cast.a.boards["Gemeente Olen"], timezone.now() + dt.timedelta(days=20)
    moment = {"project": project, "starts_at": start, "ends_at": start + dt.timedelta(hours=2)}
    make.EventFactory(title="Van Olen", organiser=olen, **moment)
    make.EventFactory(title="Van Lille", organiser=cast.a.boards["Gemeente Lille"], **moment)
    ours = make.EventFactory(title="Welkom", organiser=None, **moment)
    assert set(told(cast.a.contact)) == {"Van Olen"}
    assert set(told(cast.a.coordinator)) == {"Welkom"}
    events.invite(ours, by=cast.a.coordinator, organisations=[olen])
    item = told(cast.a.contact)["Welkom"]
    mailed = bytes(Attachment.objects.get().content).decode()
    assert f"UID:{item.uid}\r\n" in mailed
    assert f"SEQUENCE:{item.sequence}\r\n" in mailed
