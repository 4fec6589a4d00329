"""Following a plan up in a meeting: which lines come by, notes per line, all or nothing, and who may."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.tests import factories as govern
from projects.models import ProgressNote
from projects.tests import factories as make
from wegwijzer.accounts.periods import today

DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(cast):
    return make.PlanFactory(
        partnership=cast.a.partnership, from_on=today() - 400 * DAY, until_on=today() + 400 * DAY, title="Plan"
    )


@pytest.fixture
def tree(plan):
    """A goal with an open action, one that is done, one that begins later, and one that is late."""
    goal = make.ObjectiveFactory(plan=plan, title="Doel", position=1)

    def action(title, position, **values):
        return make.ObjectiveFactory(plan=plan, parent=goal, level="action", title=title, position=position, **values)

    made = {
        "open": action("Loopt gewoon", 1),
        "done": action("Is klaar", 2),
        "later": action("Begint later", 3, from_on=today() + 30 * DAY),
        "late": action("Is te laat", 4, until_on=today() - DAY),
    }
    make.ProgressNoteFactory(objective=made["done"], state="done", on=today() - 90 * DAY)
    return made


def meeting_about(plan, cast, days):
    start = govern.MeetingFactory(body=cast.a.body).planned_start
    meeting = govern.MeetingFactory(body=cast.a.body, planned_start=start.replace(hour=12) + days * DAY)
    shift = dt.datetime.combine(today() + days * DAY, dt.time(12), tzinfo=start.tzinfo)
    type(meeting).objects.filter(pk=meeting.pk).update(planned_start=shift, planned_end=shift + dt.timedelta(hours=2))
    make.TieFactory(plan=plan, item=govern.AgendaItemFactory(meeting=meeting))
    return meeting


def url(plan):
    return reverse("projects:plan_follow_up", args=[plan.pk])


def shown(client, plan, **asked):
    page = client.get(url(plan), asked).content.decode()
    return [title for title in ("Loopt gewoon", "Is klaar", "Begint later", "Is te laat") if title in page]


def test_open_and_late_lines_come_by_and_what_changed_since_the_last_meeting(as_user, cast, plan, tree):
    client = as_user(cast.a.coordinator)
    assert shown(client, plan) == ["Loopt gewoon", "Is te laat"]
    meeting_about(plan, cast, -60)
    now = meeting_about(plan, cast, 0)
    assert shown(client, plan) == ["Loopt gewoon", "Is te laat"]  # done before the last meeting
    make.ProgressNoteFactory(objective=tree["done"], state="done", on=today() - 10 * DAY)
    assert shown(client, plan, bij=now.pk) == ["Loopt gewoon", "Is klaar", "Is te laat"]


def test_filled_lines_are_kept_and_empty_ones_say_nothing(as_user, cast, plan, tree):
    meeting = meeting_about(plan, cast, -3)
    data = {f"{tree['open'].pk}-percent": "40", f"{tree['late'].pk}-text": "Wacht op een advies"}
    answer = as_user(cast.a.coordinator).post(f"{url(plan)}?bij={meeting.pk}", data)
    assert answer.status_code == 302
    noted = {note.objective_id: note for note in ProgressNote.objects.filter(by=cast.a.coordinator)}
    assert set(noted) == {tree["open"].pk, tree["late"].pk}
    assert (noted[tree["open"].pk].percent, noted[tree["open"].pk].on) == (40, today() - 3 * DAY)
    assert noted[tree["open"].pk].text.startswith("Besproken in de vergadering van")
    assert noted[tree["late"].pk].text == "Wacht op een advies"


@pytest.mark.parametrize(("wrong", "told"), [("101", "hoogstens 100"), ("veel", "geheel getal"), ("-1", "negatief")])
def test_one_mistake_keeps_everything_back_and_is_said_beside_its_line(as_user, cast, plan, tree, wrong, told):
    before = ProgressNote.objects.count()
    data = {f"{tree['open'].pk}-percent": wrong, f"{tree['late'].pk}-text": "Wacht op een advies"}
    answer = as_user(cast.a.coordinator).post(url(plan), data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert "Wacht op een advies" in page
    assert f'href="#lijn-{tree["open"].pk}"' in page
    assert ProgressNote.objects.count() == before


def test_line_that_is_off_the_list_by_now_is_kept_all_the_same(as_user, cast, plan, tree):
    data = {f"{tree['later'].pk}-text": "Begint vroeger", "999999-text": "weg", "x-text": "onzin"}
    assert as_user(cast.a.coordinator).post(url(plan), data).status_code == 302
    assert tree["later"].notes.get().text == "Begint vroeger"


def test_contact_notes_only_what_the_own_board_is_responsible_for(as_user, cast, plan, tree):
    make.ObjectivePartyFactory(objective=tree["open"], name="", organisation=cast.a.boards["Gemeente Olen"])
    client = as_user(cast.a.contact)
    page = client.get(url(plan)).content.decode()
    assert f"{tree['open'].pk}-text" in page
    assert f"{tree['late'].pk}-text" not in page
    data = {f"{tree['open'].pk}-text": "Gestart", f"{tree['late'].pk}-text": "Niet van ons"}
    assert client.post(url(plan), data).status_code == 302
    assert [note.text for note in ProgressNote.objects.filter(by=cast.a.contact)] == ["Gestart"]
    assert as_user(cast.a.staff).post(url(plan), data).status_code == 403


def test_meeting_leads_to_the_plans_that_are_tied_to_it(as_user, cast, plan, tree):
    meeting = meeting_about(plan, cast, 0)
    page = as_user(cast.a.coordinator).get(reverse("governance:meeting_detail", args=[meeting.pk])).content.decode()
    assert f'{url(plan)}?bij={meeting.pk}"' in page
    other = govern.MeetingFactory(body=cast.a.body)
    page = as_user(cast.a.coordinator).get(reverse("governance:meeting_detail", args=[other.pk])).content.decode()
    assert url(plan) not in page
