"""The pages of meetings: who sees what, what a form answers, and that nothing but POST writes."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.models import AgendaItem, Meeting, MeetingState
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.localised import LocalisedText
from wegwijzer.outbox.models import Message


def url(name, *args):
    return reverse(f"governance:{name}", args=args)


@pytest.fixture
def meeting(cast):
    meeting = make.MeetingFactory(body=cast.a.body)
    for position, title in enumerate(("Budget", "Brochure"), start=1):
        make.AgendaItemFactory(meeting=meeting, title=title, position=position)
    return meeting


@pytest.fixture
def coordinator(cast, as_user):
    return as_user(cast.a.coordinator)


def plan_data(**values):
    day = timezone.localdate() + dt.timedelta(days=30)
    data = {
        "planned_start_date": day.isoformat(),
        "planned_start_time": "14:00",
        "planned_end": "16:00",
        "place": "Raadzaal",
        "languages": ["nl"],
    }
    return data | values


def test_list_shows_coming_meetings_and_past_ones_when_asked(cast, coordinator, meeting):
    past = make.MeetingFactory(body=cast.a.body, approved=True, planned_start=timezone.now() - dt.timedelta(days=60))
    coming = coordinator.get(url("meeting_list")).content.decode()
    assert f'href="{url("meeting_detail", meeting.pk)}"' in coming
    assert f'href="{url("meeting_detail", past.pk)}"' not in coming
    before = coordinator.get(url("meeting_list"), {"when": "voorbij"}).content.decode()
    assert f'href="{url("meeting_detail", past.pk)}"' in before
    assert f'href="{url("meeting_detail", meeting.pk)}"' not in before


def test_planned_meeting_is_not_there_for_a_contact_and_is_once_convened(cast, as_user, meeting):
    contact = as_user(cast.a.contact)
    assert contact.get(url("meeting_detail", meeting.pk)).status_code == 404
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CONVENED, convened_at=timezone.now())
    page = contact.get(url("meeting_detail", meeting.pk))
    assert page.status_code == 200
    assert "Budget" in page.content.decode()
    assert url("meeting_cancel", meeting.pk) not in page.content.decode()


@pytest.mark.parametrize(
    "name", ["meeting_edit", "meeting_convene", "meeting_cancel", "meeting_resend", "agenda_edit", "agenda_item_add"]
)
def test_only_the_coordinator_reaches_what_changes_a_meeting(cast, as_user, meeting, name):
    assert as_user(cast.a.delegate).get(url(name, meeting.pk)).status_code == 403
    assert as_user(cast.a.contact).get(url(name, meeting.pk)).status_code == 404
    assert as_user(cast.b.coordinator).get(url(name, meeting.pk)).status_code == 404


def test_closed_item_is_nowhere_for_who_does_not_sit_in_the_body(cast, as_user, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CONVENED, convened_at=timezone.now())
    make.AgendaItemFactory(meeting=meeting, title="Personeelszaak", position=3, is_public=False)
    assert "Personeelszaak" not in as_user(cast.a.contact).get(url("meeting_detail", meeting.pk)).content.decode()
    assert "Personeelszaak" in as_user(cast.a.delegate).get(url("meeting_detail", meeting.pk)).content.decode()


def test_planning_asks_first_for_which_body_and_fills_in_what_is_usual(cast, coordinator):
    make.BodyFactory(partnership=cast.a.partnership, name="Adviesgroep")
    choose = coordinator.get(url("meeting_plan")).content.decode()
    assert "Adviesgroep" in choose
    assert "Vreemdgoed" not in choose
    page = coordinator.get(url("meeting_plan"), {"orgaan": cast.a.body.pk}).content.decode()
    assert 'value="14:00"' in page
    assert 'value="16:00"' in page
    assert 'value="Administratief centrum"' in page


def test_planning_leads_to_the_agenda(cast, coordinator):
    address = f"{url('meeting_plan')}?orgaan={cast.a.body.pk}"
    answer = coordinator.post(address, plan_data(round_table="on"))
    meeting = Meeting.objects.get()
    assert answer.status_code == 302
    assert answer.url == url("agenda_edit", meeting.pk)
    assert timezone.localtime(meeting.planned_start).hour == 14
    assert meeting.place == "Raadzaal"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"planned_start_date": "2027-02-31"}, "2027-02-31 bestaat niet"),
        ({"planned_start_date": "31-12-0026"}, "Kies een datum van"),
        ({"planned_start_date": "2027-03-28", "planned_start_time": "02:30"}, "bestaat 02:30 niet"),
        ({"planned_end": "13:00"}, "Het einde ligt niet na het begin"),
        ({"planned_end": "25:00"}, "Schrijf een uur als"),
        ({"languages": []}, "Kies minstens één taal"),
        ({"link": "http://elders.be"}, "niet beveiligd"),
        ({"languages": ["xx"]}, "xx"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_is_planned(cast, coordinator, values, said):
    answer = coordinator.post(f"{url('meeting_plan')}?orgaan={cast.a.body.pk}", plan_data(**values))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Raadzaal" in answer.content.decode()
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("asked", ["x", "999999999999999999999999", "-1", "٣", ""])
def test_a_body_that_is_not_there_is_404(cast, coordinator, asked):
    assert coordinator.get(url("meeting_plan"), {"orgaan": asked}).status_code == 404
    assert coordinator.get(url("meeting_plan"), {"orgaan": cast.b.body.pk}).status_code == 404


def test_convening_shows_who_gets_what_and_does_it(cast, coordinator, meeting):
    make.MandateFactory(
        body=cast.a.body, person=make.PersonFactory(partnership=cast.a.partnership, name="Zonder adres", email="")
    )
    page = coordinator.get(url("meeting_convene", meeting.pk)).content.decode()
    assert "2 personen krijgen een mail" in page
    assert "Zonder adres" in page
    assert "1. Budget" in page
    answer = coordinator.post(url("meeting_convene", meeting.pk), {"version": meeting.version}, follow=True)
    assert "Er vertrekken 2 mails." in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CONVENED


def test_convening_without_agenda_shows_the_checklist_and_no_button(cast, coordinator):
    empty = make.MeetingFactory(body=cast.a.body, place="")
    page = coordinator.get(url("meeting_convene", empty.pk)).content.decode()
    assert "Zet minstens één punt op de agenda." in page
    assert "Vul een plaats of een link in." in page
    assert "Stuur de uitnodiging" not in page
    answer = coordinator.post(url("meeting_convene", empty.pk), {"version": empty.version})
    assert answer.status_code == 422
    assert Message.objects.count() == 0


def test_twenty_presses_on_convene_send_once(coordinator, meeting):
    for _press in range(20):
        answer = coordinator.post(url("meeting_convene", meeting.pk), {"version": meeting.version})
        assert answer.status_code == 302
    assert Message.objects.count() == 2
    assert Entry.objects.filter(verb="governance.meeting.convened").count() == 1


def test_a_stale_change_answers_409_with_both_texts(coordinator, meeting):
    start = timezone.localtime(meeting.planned_start)
    data = plan_data(
        planned_start_date=start.date().isoformat(),
        planned_start_time=f"{start:%H:%M}",
        planned_end=f"{timezone.localtime(meeting.planned_end):%H:%M}",
        version=meeting.version,
    )
    assert coordinator.post(url("meeting_edit", meeting.pk), data | {"place": "Zaal Een"}).status_code == 302
    answer = coordinator.post(url("meeting_edit", meeting.pk), data | {"place": "Zaal Twee"})
    assert answer.status_code == 409
    assert "Zaal Een" in answer.content.decode()
    assert "Zaal Twee" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.place == "Zaal Een"


def test_cancelling_by_address_what_is_over_is_refused_in_words(cast, coordinator):
    over = make.MeetingFactory(body=cast.a.body, approved=True)
    answer = coordinator.post(url("meeting_cancel", over.pk), {"version": over.version, "reason": "Toch niet."})
    assert answer.status_code == 422
    assert "verslag goedgekeurd" in answer.content.decode()


def test_the_series_proposes_plans_and_says_what_was_there(cast, coordinator):
    year = timezone.localdate().year + 1
    address = f"{url('meeting_series')}?orgaan={cast.a.body.pk}&year={year}&count=4&period=year&no_summer=on"
    page = coordinator.get(address)
    form = page.context["form"]
    assert len(form.days) == 4
    assert not {7, 8} & {day.month for day in form.days}
    data = {"start": "14:00", "planned_end": "16:00", "place": "Raadzaal", "languages": ["nl"], "rows_sent": 6}
    for row, day in enumerate(form.days):
        data |= {f"use_{row}": "on", f"day_{row}": day.isoformat()}
    assert coordinator.post(address, data | {"day_1": f"{year}-02-30"}).status_code == 422
    assert Meeting.objects.count() == 0
    done = coordinator.post(address, data, follow=True).content.decode()
    assert "4 vergaderingen zijn gepland." in done
    again = coordinator.post(address, data, follow=True).content.decode()
    assert "Stond al op de kalender" in again
    assert Meeting.objects.count() == 4


def test_moving_by_form_works_without_script(coordinator, meeting):
    second = AgendaItem.objects.get(position=2)
    data = {"to": 1, "agenda_version": meeting.agenda_version}
    answer = coordinator.post(url("agenda_item_move", second.pk), data, follow=True)
    assert "‘Brochure’ staat nu op plaats 1 van 2." in answer.content.decode()
    stale = coordinator.post(url("agenda_item_move", second.pk), data | {"to": 2})
    assert stale.status_code == 409
    assert "1. Brochure" in stale.content.decode()


def test_adding_and_changing_an_item_in_two_languages(coordinator, meeting):
    Meeting.objects.update(languages=["nl", "fr"])
    data = {
        "agenda_version": meeting.agenda_version,
        "title_nl": "Subsidie",
        "title_fr": "Subvention",
        "kind": "decision",
        "minutes_planned": "15",
        "is_public": "on",
    }
    assert coordinator.post(url("agenda_item_add", meeting.pk), data).status_code == 302
    item = AgendaItem.objects.get(position=3)
    assert item.title == {"nl": "Subsidie", "fr": "Subvention"}
    change = data | {"title_fr": "Subsides", "version": item.version}
    assert coordinator.post(url("agenda_item_edit", item.pk), change).status_code == 302
    assert coordinator.post(url("agenda_item_edit", item.pk), change | {"title_fr": "Aide"}).status_code == 409


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title_nl": ""}, "Vul dit veld in."),
        ({"minutes_planned": "kwartier"}, "geheel getal"),
        ({"minutes_planned": "0"}, "Schrijf 1 of meer"),
        ({"kind": "approval"}, "approval"),
        ({"title_nl": "x" * 201}, "hoogstens 200 tekens"),
    ],
)
def test_a_bad_item_is_not_added(coordinator, meeting, values, said):
    data = {"agenda_version": meeting.agenda_version, "title_nl": "Subsidie", "kind": "decision"} | values
    answer = coordinator.post(url("agenda_item_add", meeting.pk), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert AgendaItem.objects.count() == 2


def test_a_mail_in_doubt_can_be_sent_again_from_the_meeting(cast, as_user, coordinator, meeting):
    coordinator.post(url("meeting_convene", meeting.pk), {"version": meeting.version})
    message = Message.objects.first()
    now = timezone.now()
    Message.objects.filter(pk=message.pk).update(
        state="uncertain", handed_over_at=now, stopped_at=now, reason="Het antwoord bleef uit."
    )
    page = coordinator.get(url("meeting_detail", meeting.pk)).content.decode()
    again = url("message_again", message.pk)
    assert again in page
    assert "Het antwoord bleef uit." in page
    assert as_user(cast.a.delegate).post(again).status_code == 404
    assert coordinator.post(again, {"van": "vergadering"}).url == url("meeting_detail", meeting.pk)
    message.refresh_from_db()
    assert message.state == "ready"
    assert coordinator.post(url("message_again", message.pk + 999)).status_code == 404


def test_what_waits_can_be_fetched_and_nothing_twice(cast, coordinator, meeting):
    make.AgendaItemFactory(meeting=None, body=cast.a.body, title="Uit de wachtlijst")
    fetch = url("agenda_gather", meeting.pk)
    assert fetch in coordinator.get(url("agenda_edit", meeting.pk)).content.decode()
    assert "1 punt is erbij gekomen." in coordinator.post(fetch, follow=True).content.decode()
    assert "Er was niets om erbij te halen" in coordinator.post(fetch, follow=True).content.decode()
    assert AgendaItem.objects.filter(meeting=meeting).count() == 3


def test_cancelled_meeting_names_closed_items_only_for_who_sits_there(cast, as_user, coordinator, meeting):
    first, second = AgendaItem.objects.filter(meeting=meeting)
    late = make.AgendaItemFactory(meeting=meeting, title="Kandidaturen", position=3)
    AgendaItem.objects.filter(pk=second.pk).update(title=LocalisedText(nl="Ontslag"), is_public=False)
    coordinator.post(url("meeting_convene", meeting.pk), {"version": meeting.version})
    AgendaItem.objects.filter(pk=late.pk).update(is_public=False)  # closed after it was sent
    meeting.refresh_from_db()
    data = {"version": meeting.version, "reason": "Te weinig volk.", "keep_items": "on"}
    assert coordinator.post(url("meeting_cancel", meeting.pk), data).status_code == 302
    for reader, seen in ((cast.a.delegate, True), (cast.a.contact, False), (cast.a.staff, False)):
        page = as_user(reader).get(url("meeting_detail", meeting.pk)).content.decode()
        assert str(first.title) in page
        assert ("Ontslag" in page, "Kandidaturen" in page) == (seen, seen)


def test_what_was_sent_without_saying_that_it_is_public_counts_as_closed(cast, as_user, meeting):
    sent = [{"item": 900_001, "title": "Van vroeger"}, {"item": 900_002, "title": "Openbaar punt", "public": True}]
    moment = timezone.now()
    AgendaItem.objects.filter(meeting=meeting).delete()
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.CANCELLED, convened_at=moment, cancelled_at=moment, agenda_sent=sent
    )
    page = as_user(cast.a.contact).get(url("meeting_detail", meeting.pk)).content.decode()
    assert "Openbaar punt" in page
    assert "Van vroeger" not in page
