"""Who does what by when: who may add, change and tick, and where it stays in sight until it is done."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.actions import action_point as action_points
from governance.models import ActionPoint
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale


def url(name, *args):
    return reverse(f"governance:{name}", args=args)


@pytest.fixture
def point(cast):
    """For the delegate, and a week late."""
    late = timezone.localdate() - dt.timedelta(days=7)
    return make.ActionPointFactory(
        body=cast.a.body, text="Folder nalezen", person=cast.a.delegate.cards.get(), due_on=late
    )


def page_of(client, **asked):
    return client.get(url("action_point_list"), asked).content.decode()


def test_adding_says_who_and_records_it(cast, as_user):
    person = cast.a.delegate.cards.get()
    data = {"text": "Zaal vastleggen", "person": person.pk, "due_on": "31-12-2030"}
    client = as_user(cast.a.coordinator)
    for _press in range(20):
        assert client.post(url("action_point_add", cast.a.body.pk), data).status_code == 302
    point = ActionPoint.objects.get()
    assert (point.person, point.due_on) == (person, dt.date(2030, 12, 31))
    assert Entry.objects.about(point).get().verb == "governance.action_point.added"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": ""}, "Vul dit veld in."),
        ({"person": ""}, "Kies wie het doet"),
        ({"due_on": "31-02-2030"}, "31-02-2030 bestaat niet"),
    ],
)
def test_a_bad_action_point_is_not_added(cast, as_user, values, said):
    data = {"text": "Zaal", "person": cast.a.delegate.cards.get().pk} | values
    answer = as_user(cast.a.coordinator).post(url("action_point_add", cast.a.body.pk), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert ActionPoint.objects.count() == 0


def test_nobody_of_another_partnership_can_be_given_something(cast, as_user):
    stranger = cast.b.delegate.cards.get()
    data = {"text": "Zaal", "person": stranger.pk}
    client = as_user(cast.a.coordinator)
    assert client.post(url("action_point_add", cast.a.body.pk), data).status_code == 422
    with pytest.raises(Refused):
        action_points.add(cast.a.body, by=cast.a.coordinator, text="Zaal", person=stranger)
    foreign = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.b.body))
    assert client.get(url("action_point_add", cast.a.body.pk), {"punt": foreign.pk}).status_code == 404


def test_who_may_add_change_and_tick(cast, as_user, point):
    expected = {  # add, change, tick
        "coordinator": (200, 200, 302),
        "secretary": (200, 200, 302),
        "delegate": (403, 403, 302),
        "contact": (403, 403, 403),
        "staff": (403, 403, 403),
    }
    for name, statuses in expected.items():
        client = as_user(getattr(cast.a, name))
        found = (
            client.get(url("action_point_add", cast.a.body.pk)).status_code,
            client.get(url("action_point_edit", point.pk)).status_code,
            client.post(url("action_point_done", point.pk)).status_code,
        )
        assert found == statuses, name
    assert as_user(cast.b.coordinator).post(url("action_point_done", point.pk)).status_code == 404


def test_done_and_reopened_are_recorded_once_each(cast, as_user, point):
    client = as_user(cast.a.delegate)
    for _press in range(3):
        client.post(url("action_point_done", point.pk))
    point.refresh_from_db()
    assert point.done_on == timezone.localdate()
    for _press in range(3):
        client.post(url("action_point_reopen", point.pk))
    point.refresh_from_db()
    assert point.done_on is None
    verbs = [entry.verb.rpartition(".")[2] for entry in Entry.objects.about(point).order_by("pk")]
    assert verbs == ["done", "reopened"]


def test_the_list_shows_mine_late_and_done(cast, as_user, point):
    make.ActionPointFactory(body=cast.a.body, text="Iets van een ander", organisation=cast.a.boards["OCMW Lille"])
    client = as_user(cast.a.delegate)
    everybody = page_of(client)
    assert "Folder nalezen" in everybody
    assert "Iets van een ander" in everybody
    assert everybody.count("te laat</span>") == 1
    assert "Iets van een ander" not in page_of(client, whose="mij")
    assert "Iets van een ander" not in page_of(client, progress="te-laat")
    assert "Folder nalezen" not in page_of(client, progress="afgewerkt")
    action_points.finish(point, by=cast.a.delegate)
    assert "Folder nalezen" in page_of(client, progress="afgewerkt")
    assert "Folder nalezen" not in page_of(client)


def test_open_points_stand_with_every_next_meeting_until_done(cast, as_user, point):
    meeting = make.MeetingFactory(body=cast.a.body)
    client = as_user(cast.a.coordinator)
    assert "Folder nalezen" in client.get(url("meeting_detail", meeting.pk)).content.decode()
    assert "Folder nalezen" in client.get(url("agenda_edit", meeting.pk)).content.decode()
    action_points.finish(point, by=cast.a.coordinator)
    assert "Folder nalezen" not in client.get(url("meeting_detail", meeting.pk)).content.decode()


def test_a_point_of_a_closed_item_is_nowhere_for_who_does_not_sit_there(cast, as_user):
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body, convened=True), is_public=False)
    make.ActionPointFactory(body=cast.a.body, item=item, text="Gesloten zaak", person=cast.a.secretary.cards.get())
    assert "Gesloten zaak" not in page_of(as_user(cast.a.contact))
    assert "Gesloten zaak" in page_of(as_user(cast.a.delegate))


def test_changing_what_somebody_else_changed_is_stale(cast, point):
    seen = point.version
    values = {"person": point.person, "organisation": None}
    action_points.change(point, by=cast.a.coordinator, version=seen, text="Een", **values)
    with pytest.raises(Stale):
        action_points.change(ActionPoint.objects.get(), by=cast.a.secretary, version=seen, text="Twee", **values)
