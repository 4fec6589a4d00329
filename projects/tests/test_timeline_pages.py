"""The time line of a project on the page: what stands on it, moving a date that others depend on, and bad input."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.models import Dependency, Milestone, Phase
from projects.tests import factories as plans
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

DAY = dt.timedelta(days=1)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def project(cast):
    days = {"from_on": dt.date(2016, 1, 1), "until_on": dt.date(2017, 12, 31)}
    return plans.ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", running=True, **days)


@pytest.fixture
def chain(project):
    """Preparation until 31 March, execution from 1 April until 30 June, and a milestone on its last day."""
    first = plans.PhaseFactory(
        project=project,
        name="Voorbereiding",
        planned_from_on=dt.date(2016, 1, 1),
        planned_until_on=dt.date(2016, 3, 31),
    )
    second = plans.PhaseFactory(
        project=project, name="Uitvoering", planned_from_on=dt.date(2016, 4, 1), planned_until_on=dt.date(2016, 6, 30)
    )
    done = plans.MilestoneFactory(project=project, name="Brochure klaar", planned_on=dt.date(2016, 6, 30))
    Dependency.objects.create(project=project, earlier_phase=first, later_phase=second)
    Dependency.objects.create(project=project, earlier_phase=second, later_milestone=done)
    return first, second, done


def page(client, project, query=""):
    return client.get(reverse("projects:project_timeline", args=[project.pk]) + query)


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def told(row):
    return list(Entry.objects.about(row).order_by("pk").values_list("verb", flat=True))


def dates(row):
    row.refresh_from_db()
    return (row.from_on, row.until_on) if isinstance(row, Phase) else row.expected_on


def moving(phase, weeks=1, **others):
    start, end = phase.from_on + 7 * weeks * DAY, phase.until_on + 7 * weeks * DAY
    return {"version": phase.version, "from_on": start.isoformat(), "until_on": end.isoformat()} | others


def move_url(row, query=""):
    return reverse(f"projects:{row._meta.model_name}_move", args=[row.pk]) + query


def shown_in(answer):
    return re.search(r'name="shown" value="(\w*)"', answer.content.decode())[1]


# --- what stands on it


def test_empty_time_line_offers_the_first_step(coordinator, project, cast, as_user):
    answer = page(coordinator, project)
    assert "Voeg de eerste fase toe" in text(answer)
    assert '<svg class="timeline"' not in answer.content.decode()
    assert "Voeg" not in text(page(as_user(cast.a.contact), project))


def test_everything_about_the_project_stands_in_picture_and_table(coordinator, project, chain, cast):
    meeting = make.MeetingFactory(body=cast.a.body, approved=True, title="Startvergadering")
    plans.TieFactory(project=project, meeting=meeting)
    round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, title="Statuten")
    party = rounds.RoundPartyFactory(round=round_)
    rounds.ApprovalResponseFactory(party=party, answered_on=today() - DAY)
    plans.TieFactory(project=project, round=round_)
    other = make.MeetingFactory(body=cast.a.body, approved=True, title="Over iets anders")
    answer = page(coordinator, project)
    html, words = answer.content.decode(), text(answer)
    for name in ("Voorbereiding", "Uitvoering", "Brochure klaar"):
        assert words.count(name) >= 2, name
    assert "te laat" in words  # nobody said that the brochure is ready
    assert other.title not in words
    assert reverse("governance:approval_round_detail", args=[round_.pk]) not in html  # this year, far from the project
    this_year = page(coordinator, project, f"?zoom=jaar&op={today()}")
    assert "Statuten" in text(this_year)
    assert "bereikt op" in text(this_year)


def test_slip_is_said_in_words(coordinator, project, chain):
    Phase.objects.filter(pk=chain[1].pk).update(until_on=dt.date(2016, 7, 5))
    words = text(page(coordinator, project))
    assert "5 dagen later" in words
    assert "volgens plan" in words


def test_milestone_that_waits_for_a_round_fills_itself(coordinator, project):
    round_ = rounds.ApprovalRoundFactory(partnership=project.partnership, open=True)
    party = rounds.RoundPartyFactory(round=round_)
    plans.MilestoneFactory(project=project, name="Akkoord", round=round_, planned_on=dt.date(2016, 5, 3))
    assert "bereikt" not in text(page(coordinator, project))
    rounds.ApprovalResponseFactory(party=party, answered_on=today() - DAY)
    assert "bereikt" in text(page(coordinator, project, f"?zoom=maand&op={today() - DAY}"))


@pytest.mark.parametrize(
    ("query", "title", "there", "not_there"),
    [
        ("?zoom=jaar&op=2016-05-03", "2016", "Brochure klaar", ""),
        ("?zoom=kwartaal&op=2016-02-01", "1e kwartaal 2016", "Voorbereiding", "Brochure klaar"),
        ("?zoom=maand&op=2016-06-01", "jun 2016", "Brochure klaar", "Voorbereiding"),
        ("?zoom=maand&op=1999-06-01", "jun 1999", "In deze periode staat er niets", "Brochure klaar"),
        ("?zoom=eeuw", "jan 2016 – dec 2017", "Brochure klaar", ""),
        ("?zoom=jaar&op=gisteren", "2017", "", "Voorbereiding"),
    ],
)
def test_zoom_and_period_are_asked_in_the_address(coordinator, project, chain, query, title, there, not_there):
    answer = page(coordinator, project, query)
    bar, _, rest = answer.content.decode().partition('class="timeline-period"')[2].partition("</nav>")
    assert f"<strong>{title}</strong>" in bar
    body = rest.partition("<footer")[0]
    assert there in body
    assert not not_there or f"<title>{not_there}: " not in body  # what a row waits for may be named in the table


# --- moving


def test_moving_asks_before_it_shifts_what_depends_on_it(coordinator, project, chain):
    first, second, done = chain
    answer = coordinator.get(move_url(first, "?dagen=7"))
    words = text(answer)
    for expected in ("Uitvoering", "vr 8 apr 2016 – do 7 jul 2016", "Brochure klaar", "do 7 jul 2016", "1 week later"):
        assert expected in words
    before = [dates(row) for row in chain]
    asked = coordinator.post(move_url(first), moving(first))
    assert (asked.status_code, [dates(row) for row in chain]) == (200, before)
    data = moving(first, shown=shown_in(asked), along="ja")
    assert coordinator.post(move_url(first), data).status_code == 302
    assert dates(first) == (dt.date(2016, 1, 8), dt.date(2016, 4, 7))
    assert dates(second) == (dt.date(2016, 4, 8), dt.date(2016, 7, 7))
    assert dates(done) == dt.date(2016, 7, 7)
    assert (told(first), told(second)) == (["projects.phase.changed"], ["projects.phase.shifted"])
    assert told(done) == ["projects.milestone.shifted"]


def test_only_this_one_leaves_the_others_and_says_that_they_stand_too_soon(coordinator, project, chain):
    first, second, _done = chain
    asked = coordinator.post(move_url(first), moving(first))
    coordinator.post(move_url(first), moving(first, shown=shown_in(asked), along="nee"))
    assert dates(second) == (dt.date(2016, 4, 1), dt.date(2016, 6, 30))
    assert "staat te vroeg" in text(page(coordinator, project))


def test_moving_earlier_pulls_nothing_along_and_asks_nothing(coordinator, chain):
    first, second, _done = chain
    assert "Verschuif ook" not in text(coordinator.get(move_url(first, "?dagen=-7")))
    assert coordinator.post(move_url(first), moving(first, weeks=-1)).status_code == 302
    assert dates(second) == (dt.date(2016, 4, 1), dt.date(2016, 6, 30))


def test_answer_to_an_older_question_is_asked_again(coordinator, project, chain):
    first, second, done = chain
    asked = coordinator.post(move_url(first), moving(first))
    Milestone.objects.filter(pk=done.pk).update(expected_on=dt.date(2016, 9, 1))
    answer = coordinator.post(move_url(first), moving(first, shown=shown_in(asked), along="ja"))
    assert answer.status_code == 200
    assert shown_in(answer) != shown_in(asked)
    assert dates(second) == (dt.date(2016, 4, 1), dt.date(2016, 6, 30))


def test_form_of_a_phase_asks_too_and_keeps_what_was_typed(coordinator, chain):
    first, second, _done = chain
    address = reverse("projects:phase_edit", args=[first.pk])
    data = moving(first) | {"name": "Aanloop", "planned_from_on": "01-01-2016", "planned_until_on": "31-03-2016"}
    asked = coordinator.post(address, data)
    assert 'name="name" value="Aanloop"' in asked.content.decode()
    answer = coordinator.post(address, data | {"shown": shown_in(asked), "along": "ja"})
    assert answer.status_code == 302
    first.refresh_from_db()
    assert (first.name, dates(second)[0]) == ("Aanloop", dt.date(2016, 4, 8))


def test_second_editor_of_a_phase_is_stopped(coordinator, chain):
    first = chain[0]
    Phase.objects.filter(pk=first.pk).update(version=5, name="Aanloop")
    answer = coordinator.post(move_url(first), moving(first, weeks=-1))
    assert answer.status_code == 409
    assert dates(first) == (dt.date(2016, 1, 1), dt.date(2016, 3, 31))


def test_reached_milestone_does_not_move_along(coordinator, chain):
    second, done = chain[1:]
    Milestone.objects.filter(pk=done.pk).update(reached_on=dt.date(2016, 6, 20))
    assert coordinator.post(move_url(second), moving(second)).status_code == 302
    assert dates(done) == dt.date(2016, 6, 30)


def test_time_line_of_a_project_that_is_over_stays_as_it_is(coordinator, cast):
    closed = plans.ProjectFactory(partnership=cast.a.partnership, closed=True)
    phase = plans.PhaseFactory(project=closed)
    assert coordinator.post(move_url(phase), moving(phase)).status_code == 422
    assert "Voeg een fase toe" not in text(page(coordinator, closed))


# --- bad input


@pytest.mark.parametrize("query", ["?dagen=week", "?dagen=99999", "?dagen=-99999", "?dagen=1e3", "?dagen=" + "9" * 500])
def test_days_that_are_no_number_move_nothing(coordinator, chain, query):
    answer = coordinator.get(move_url(chain[0], query))
    assert 'value="2016-01-01"' in answer.content.decode()


def test_end_before_begin_is_said_beside_the_field(coordinator, project, chain):
    wrong = {"name": "Nieuw", "planned_from_on": "01-05-2016", "planned_until_on": "01-04-2016"}
    answer = coordinator.post(reverse("projects:phase_add", args=[project.pk]), wrong)
    assert (answer.status_code, "De einddatum ligt voor de begindatum" in text(answer)) == (422, True)
    assert 'value="Nieuw"' in answer.content.decode()
    data = {"version": 1, "from_on": "01-05-2016", "until_on": "01-04-2016"}
    assert coordinator.post(move_url(chain[0]), data).status_code == 422
    assert project.phases.count() == 2


def test_phase_outside_the_project_is_saved_with_a_notice(coordinator, project):
    data = {"name": "Nazorg", "planned_from_on": "01-01-2018", "planned_until_on": "31-03-2018"}
    answer = coordinator.post(reverse("projects:phase_add", args=[project.pk]), data, follow=True)
    assert "ligt niet helemaal binnen het project" in text(answer)
    assert project.phases.get().from_on == dt.date(2018, 1, 1)
    again = coordinator.post(reverse("projects:phase_add", args=[project.pk]), data)
    assert "Er is al een fase met deze naam." in text(again)


def test_circle_is_refused_and_named(coordinator, project, chain):
    first, _second, done = chain
    data = {"earlier": f"milestone-{done.pk}", "later": f"phase-{first.pk}", "lag_days": "0"}
    answer = coordinator.post(reverse("projects:dependency_add", args=[project.pk]), data)
    assert answer.status_code == 422
    named = re.search(r"Zo ontstaat een kring: ([^.]+)\.", text(answer))[1]
    names = named.replace("&gt;", ">").split(" → ")
    assert (names[0], set(names)) == (names[-1], {"Voorbereiding", "Uitvoering", "Brochure klaar"})
    assert project.dependencies.count() == 2


@pytest.mark.parametrize(
    ("earlier", "later", "wrong"),
    [
        ("first", "first", "niet op zichzelf wachten"),
        ("first", "second", "staat er al"),
        ("first", "phase-999999", "Kies een geldige keuze"),
        ("elsewhere", "second", "Kies een geldige keuze"),
    ],
)
def test_dependency_that_can_not_be_is_refused(coordinator, project, chain, earlier, later, wrong):
    keys = {"first": chain[0], "second": chain[1], "elsewhere": plans.PhaseFactory()}
    data = {name: f"phase-{keys[of].pk}" if of in keys else of for name, of in (("earlier", earlier), ("later", later))}
    answer = coordinator.post(reverse("projects:dependency_add", args=[project.pk]), data | {"lag_days": "0"})
    assert answer.status_code == 422
    assert wrong in text(answer) or "geldige" in text(answer)


def test_dependency_is_changed_and_removed(coordinator, project, chain):
    first, second, _done = chain
    row = project.dependencies.get(later_phase=second)
    data = {"version": 1, "earlier": f"phase-{first.pk}", "later": f"phase-{second.pk}", "lag_days": "14"}
    answer = coordinator.post(reverse("projects:dependency_edit", args=[row.pk]), data, follow=True)
    assert "staat nu te vroeg" in text(answer)
    row.refresh_from_db()
    assert (row.lag_days, row.version) == (14, 2)
    address = reverse("projects:dependency_remove", args=[row.pk])
    assert coordinator.post(address, {"version": 1}).status_code == 409
    assert coordinator.post(address, {"version": 2}).status_code == 302
    assert not Dependency.objects.filter(pk=row.pk).exists()


def test_milestone_waits_for_one_thing_and_is_not_reached_tomorrow(coordinator, project, cast):
    round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True)
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body, approved=True))
    decision = make.DecisionFactory(item=item)
    address = reverse("projects:milestone_add", args=[project.pk])
    data = {"name": "Akkoord", "planned_on": "03-05-2016"}
    for wrong, words in (
        ({"decision": decision.pk, "round": round_.pk}, "Kies één ding"),
        ({"reached_on": f"{today() + DAY:%d-%m-%Y}"}, "Kies een datum van"),
        ({"round": round_.pk, "reached_on": "03-05-2016"}, "vult zich vanzelf in"),
    ):
        answer = coordinator.post(address, data | wrong)
        assert (answer.status_code, words in text(answer)) == (422, True), words
    assert coordinator.post(address, data | {"round": round_.pk}).status_code == 302
    milestone = project.milestones.get()
    assert (milestone.round, milestone.expected_on) == (round_, dt.date(2016, 5, 3))
    assert told(milestone) == ["projects.milestone.added"]


def test_removing_a_phase_keeps_its_milestones(coordinator, project, chain):
    first = chain[0]
    milestone = plans.MilestoneFactory(project=project, phase=first)
    address = reverse("projects:phase_remove", args=[first.pk])
    assert coordinator.post(address, {"version": 9}).status_code == 409
    coordinator.post(address, {"version": 1})
    milestone.refresh_from_db()
    assert milestone.phase is None
    assert told(first.project) == ["projects.phase.removed"]
    people = text(coordinator.get(reverse("projects:project_people", args=[first.project_id])))
    assert "Fase verwijderd" in people
    assert "Voorbereiding" in people


# --- what it costs


def test_year_of_five_hundred_bars_asks_as_much_of_the_database_as_one_of_five(coordinator, project, cast):
    """Session, user, rights, project, header; then all that has a date, from phases to deliverables and events."""
    address = reverse("projects:project_timeline", args=[project.pk]) + "?zoom=jaar&op=2016-05-03"

    def counted():
        with CaptureQueriesContext(connection) as queries:
            answer = coordinator.get(address)
        return len(queries), answer.content.decode().count('class="tl-mark')

    def grow(times):
        for number in range(times):
            first = dt.date(2016, 1, 1) + (number * 3 % 330) * DAY
            days = {"planned_from_on": first, "planned_until_on": first + 20 * DAY}
            phase = plans.PhaseFactory(project=project, **days)
            milestone = plans.MilestoneFactory(project=project, planned_on=first + 20 * DAY)
            plans.DependencyFactory(project=project, earlier_phase=phase, later_milestone=milestone)
            meeting = make.MeetingFactory(body=cast.a.body, approved=True)
            plans.TieFactory(project=project, meeting=meeting)
        round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True)
        rounds.RoundPartyFactory(round=round_)
        plans.TieFactory(project=project, round=round_)

    grow(5)
    few, marks = counted()
    assert marks == 10
    grow(245)
    many, marks = counted()
    assert (many, marks) == (few, 500)
    assert many <= 19
