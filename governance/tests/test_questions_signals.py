"""Questions to a funder and signals to policy: days, doubles, who may, what is told and kept."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.models import Question, Signal
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

DAY = dt.timedelta(days=1)


def typed(day):
    return f"{day:%d-%m-%Y}"


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def question(cast):
    return rounds.QuestionFactory(partnership=cast.a.partnership, text="Mag dat?", asked_on=today() - 9 * DAY)


@pytest.fixture
def signal(cast):
    return rounds.SignalFactory(partnership=cast.a.partnership, subject="Wachtlijst", noted_on=today() - 9 * DAY)


# --- questions


def test_question_is_asked_once_and_answered(coordinator, cast):
    url = reverse("governance:question_add", args=[cast.a.partnership.pk])
    data = {"text": "Telt dit als kost?", "addressee": "ABB", "asked_on": typed(today()), "due_on": ""}
    for _time in range(2):
        assert coordinator.post(url, data).status_code == 302
    question = Question.objects.get()
    answer = {"version": 1, "answer": "Ja, vanaf 2016.", "answered_on": typed(today())}
    assert coordinator.post(reverse("governance:question_answer", args=[question.pk]), answer).status_code == 302
    page = coordinator.get(reverse("governance:question_list"), {"progress": "alle"}).content.decode()
    assert "Ja, vanaf 2016." in page
    assert not Question.objects.open().exists()
    assert [entry.verb for entry in Entry.objects.filter(target_type="governance.question").order_by("pk")] == [
        "governance.question.asked",
        "governance.question.answered",
    ]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"asked_on": typed(today() + DAY)}, "moet nog komen"),
        ({"due_on": typed(today() - 30 * DAY)}, "voor de vraag gesteld is"),
        ({"asked_on": "31-02-2016"}, "bestaat niet"),
        ({"text": ""}, "vul"),
        ({"addressee": "x" * 151}, "tekens"),
    ],
)
def test_bad_question_is_told_and_what_was_typed_stays(coordinator, cast, wrong, told):
    data = {"text": "Telt dit mee?", "addressee": "ABB", "asked_on": typed(today()), "due_on": ""} | wrong
    answer = coordinator.post(reverse("governance:question_add", args=[cast.a.partnership.pk]), data)
    assert answer.status_code == 422
    assert told in answer.content.decode().lower()
    assert data["addressee"] in answer.content.decode()
    assert not Question.objects.exists()


@pytest.mark.parametrize(("shift", "told"), [(1, "moet nog komen"), (-10, "nog niet gesteld")])
def test_answer_comes_after_the_question_and_not_in_the_future(coordinator, question, shift, told):
    data = {"version": 1, "answer": "Ja", "answered_on": typed(today() + shift * DAY)}
    answer = coordinator.post(reverse("governance:question_answer", args=[question.pk]), data)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_overdue_question_stands_out(coordinator, question):
    Question.objects.filter(pk=question.pk).update(due_on=today() - DAY)
    page = coordinator.get(reverse("governance:question_list"), {"progress": "te-laat"}).content.decode()
    assert "Mag dat?" in page
    assert "te laat" in page


def test_second_editor_of_a_question_sees_both_texts(coordinator, question):
    data = {"version": 1, "answer": "Ja", "answered_on": typed(today())}
    url = reverse("governance:question_answer", args=[question.pk])
    assert coordinator.post(url, data).status_code == 302
    answer = coordinator.post(url, data | {"answer": "Neen"})
    assert answer.status_code == 409
    assert "Neen" in answer.content.decode()


# --- signals


def test_contact_notes_a_signal_and_the_coordinator_carries_it_to_its_end(client, cast):
    client.force_login(cast.a.contact)
    data = {"subject": "Te weinig cursussen", "text": "Er is een wachtlijst.", "source": "trefmoment"}
    data |= {"noted_on": typed(today()), "themes": "NT2, onthaal"}
    url = reverse("governance:signal_add", args=[cast.a.partnership.pk])
    assert client.post(url, data).status_code == 302
    signal = Signal.objects.get()
    client.force_login(cast.a.coordinator)
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body, approved=True), title="Cursussen")
    edit = data | {"version": 1, "passed_on": typed(today()), "addressee": "AgII", "items": [item.pk]}
    assert client.post(reverse("governance:signal_edit", args=[signal.pk]), edit).status_code == 302
    signal.refresh_from_db()
    close = {"version": signal.version, "outcome": "Er kwam een groep bij.", "closed_on": typed(today())}
    assert client.post(reverse("governance:signal_close", args=[signal.pk]), close).status_code == 302
    page = client.get(reverse("governance:signal_detail", args=[signal.pk])).content.decode()
    for words in ("Er kwam een groep bij.", "Cursussen", "AgII", "nt2", "afgerond"):
        assert words in page
    assert client.post(reverse("governance:signal_reopen", args=[signal.pk])).status_code == 302
    assert Signal.objects.open().get() == signal
    assert Entry.objects.filter(target_type="governance.signal", target_id=signal.pk).count() == 4


@pytest.mark.parametrize(
    ("page", "wrong", "told"),
    [
        ("signal_edit", {"passed_on": typed(today() - 30 * DAY)}, "voor het werd opgetekend"),
        ("signal_edit", {"passed_on": typed(today() + DAY)}, "moet nog komen"),
        ("signal_edit", {"items": ["999999"]}, "geldige"),
        ("signal_close", {"closed_on": typed(today() - 30 * DAY)}, "nog niet opgetekend"),
        ("signal_close", {"outcome": ""}, "vul"),
    ],
)
def test_bad_signal_is_told(coordinator, signal, page, wrong, told):
    data = {"version": 1, "subject": signal.subject, "text": signal.text, "source": "team", "themes": ""}
    data |= {"noted_on": typed(signal.noted_on), "outcome": "Opgelost", "closed_on": typed(today())} | wrong
    answer = coordinator.post(reverse(f"governance:{page}", args=[signal.pk]), data)
    assert answer.status_code == 422
    assert told in answer.content.decode().lower()
    signal.refresh_from_db()
    assert (signal.passed_on, signal.closed_on) == (None, None)


def test_tie_of_another_partnership_can_not_be_made(coordinator, cast, signal):
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.b.body, approved=True))
    data = {"version": 1, "subject": "x", "text": "x", "source": "x", "noted_on": typed(today()), "items": [item.pk]}
    assert coordinator.post(reverse("governance:signal_edit", args=[signal.pk]), data).status_code == 422
    assert not signal.items.exists()


def test_closed_item_that_a_signal_is_tied_to_stays_hidden(client, cast, signal):
    meeting = make.MeetingFactory(body=cast.a.body, approved=True)
    signal.items.add(make.AgendaItemFactory(meeting=meeting, title="Achter gesloten deuren", is_public=False))
    for user, seen in ((cast.a.coordinator, True), (cast.a.staff, False)):
        client.force_login(user)
        page = client.get(reverse("governance:signal_detail", args=[signal.pk])).content.decode()
        assert ("Achter gesloten deuren" in page) == seen


def test_signals_are_found_by_word_form_and_theme(coordinator, signal):
    theme = rounds.ThemeFactory(partnership=signal.partnership)
    signal.themes.add(theme)
    for asked, found in (({"q": "wachtlijsten"}, True), ({"theme": theme.pk}, True), ({"progress": "afgerond"}, False)):
        page = coordinator.get(reverse("governance:signal_list"), asked).content.decode()
        assert ("Wachtlijst" in page.partition("<tbody>")[2]) == found


def test_signals_and_answers_lie_beside_the_decisions(client, cast):
    client.force_login(cast.a.contact)
    html = client.get(reverse("governance:decision_list")).content.decode()
    for name in ("signal_list", "approval_response_list"):
        page = reverse(f"governance:{name}")
        assert f'href="{page}"' in html
        assert f'href="{page}" aria-current="page"' in client.get(page).content.decode()
