"""The outline of a plan as pages: what it shows, what is typed in it, and what is refused without losing a word."""

import pytest
from django.urls import reverse

from projects.actions import objective_tree as tree
from projects.actions.outline import Place
from projects.forms.objective_series import read_series
from projects.models import Objective, outline_of, read_tree
from projects.tests import factories as make


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def plan(cast):
    return make.PlanFactory(partnership=cast.a.partnership)


@pytest.fixture
def lines(plan, cast):
    """SD1 een (TD1.1 a (OD1.1.1 diep), TD1.2 b), SD2 twee."""
    typed = [tree.Typed(*line) for line in ((0, "een"), (1, "a"), (2, "diep"), (1, "b"), (0, "twee"))]
    made = tree.add_series(plan, by=cast.a.coordinator, lines=typed, place=Place())
    return {line.title: line for line in made}


def codes(plan):
    return [f"{node.code} {node.objective.title}" for node in read_tree(plan).walk()]


def post(client, name, line, **data):
    return client.post(reverse(f"projects:objective_{name}", args=[line.pk]), {"version": line.version} | data)


def body_of(answer):
    return answer.content.decode().partition('id="outline"')[2]


# --- reading


def test_filter_keeps_what_a_line_stands_under(coordinator, plan, lines):
    make.ObjectivePartyFactory(objective=lines["diep"], name="secretaris")
    make.ProgressNoteFactory(objective=lines["b"], state="stuck")
    url = reverse("projects:plan_tree", args=[plan.pk])
    for asked, seen in (
        ({"wie": "secretaris"}, ["een", "a", "diep"]),
        ({"stand": "stuck"}, ["een", "b"]),
        ({"niveau": "strategic"}, ["een", "twee"]),
        ({"thema": "0"}, ["een", "a", "diep", "b", "twee"]),
    ):
        page = body_of(coordinator.get(url, asked))
        assert [title for title in lines if f">{title}</a>" in page] == seen
    page = body_of(coordinator.get(url, {"niveau": "step"}))
    assert "Niets gevonden" in page


def test_large_plan_is_folded_and_each_branch_opens(coordinator, plan, lines, monkeypatch):
    monkeypatch.setattr("projects.models.plan_outline.MOST_LINES", 4)
    url = reverse("projects:plan_tree", args=[plan.pk])
    page = body_of(coordinator.get(url))
    assert "Toon 1 lijn eronder" in page
    assert ">diep</a>" not in page
    assert ">diep</a>" in body_of(coordinator.get(url, {"tak": lines["a"].pk}))
    assert ">twee</a>" not in body_of(coordinator.get(url, {"tak": lines["a"].pk}))
    assert ">diep</a>" in body_of(coordinator.get(url, {"alles": "ja"}))
    assert ">diep</a>" in body_of(coordinator.get(url, {"lijn": lines["diep"].pk}))


def test_folding_shows_the_highest_lines_whatever_their_number(plan, lines, monkeypatch):
    monkeypatch.setattr("projects.models.plan_outline.MOST_LINES", 1)
    (chapter,) = outline_of(read_tree(plan))
    assert [(row.node.objective.title, row.folded) for row in chapter.rows] == [("een", 3), ("twee", 0)]


def test_words_of_a_line_are_shown_as_they_are_typed(coordinator, plan):
    make.ObjectiveFactory(plan=plan, title="<script>alert(1)</script> & co")
    page = coordinator.get(reverse("projects:plan_tree", args=[plan.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page
    assert "<script>alert" not in page


# --- typing


def test_line_comes_where_it_was_asked_with_who_and_when(coordinator, plan, lines):
    url = reverse("projects:objective_add", args=[plan.pk])
    asked = f"na-{lines['a'].pk}"
    assert f'value="{asked}" selected' in coordinator.get(url, {"plaats": asked}).content.decode()
    data = {"title": "nieuw | cel + secretaris | kort", "place": f"na-{lines['a'].pk}"}
    answer = coordinator.post(url, data)
    line = Objective.objects.get(title="nieuw")
    assert answer.url.endswith(f"?lijn={line.pk}#lijn-{line.pk}")
    assert (line.level, line.term) == ("tactical", "short")
    assert [party.name for party in line.parties.all()] == ["cel", "secretaris"]
    assert codes(plan)[3] == "TD1.2 nieuw"
    again = {"title": "volgende | idem", "place": f"na-{line.pk}", "nog": "ja"}
    assert "?plaats=na-" in coordinator.post(url, again).url
    assert Objective.objects.get(title="volgende").parties.count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "Vul dit veld in"),
        ({"title": "x" * 501}, "hoogstens 500 tekens, het zijn er nu 501"),
        ({"title": "iets | wie | ooit"}, "De termijn ‘ooit’ kennen wij niet"),
        ({"title": "iets | wie | kort | nog"}, "hoogstens twee streepjes"),
        ({"place": "na-999999"}, "staat niet in dit plan"),
        ({"place": "elders"}, "staat niet in dit plan"),
        ({"place": ""}, "Kies een plaats"),
    ],
)
def test_line_that_can_not_be_is_told_and_stays_typed(coordinator, plan, wrong, told):
    data = {"title": "iets", "place": "thema-0"} | wrong
    answer = coordinator.post(reverse("projects:objective_add", args=[plan.pk]), data)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert data["title"] in answer.content.decode()
    assert not plan.objectives.exists()


def test_line_of_another_plan_or_partnership_is_no_place(coordinator, cast, plan, lines):
    for partnership in (cast.a.partnership, cast.b.partnership):
        other = make.ObjectiveFactory(plan__partnership=partnership)
        answer = post(coordinator, "place", lines["a"], place=f"onder-{other.pk}")
        assert answer.status_code == 422
    elsewhere = make.ObjectiveFactory(plan__partnership=cast.b.partnership)
    for name in ("line", "rename", "level", "move", "place", "remove"):
        assert coordinator.get(reverse(f"projects:objective_{name}", args=[elsewhere.pk])).status_code == 404
    assert codes(plan) == ["SD1 een", "TD1.1 a", "OD1.1.1 diep", "TD1.2 b", "SD2 twee"]


def test_every_step_has_its_button(coordinator, plan, lines):
    page = coordinator.get(reverse("projects:objective_line", args=[lines["b"].pk])).content.decode()
    for words in ("Omhoog", "Lager niveau", "Hoger niveau", "Voeg toe eronder", "Verwijder"):
        assert words in page
    assert ">Omlaag<" not in page
    post(coordinator, "move", lines["b"], to="omhoog")
    assert codes(plan)[1] == "TD1.1 b"
    post(coordinator, "move", lines["twee"], to="in")
    assert codes(plan)[-1] == "TD1.3 twee"
    answer = post(coordinator, "move", lines["b"], to="uit", stay="ja")
    assert answer.url == reverse("projects:objective_line", args=[lines["b"].pk])
    assert codes(plan)[-1] == "SD2 b"
    post(coordinator, "place", lines["a"], place=f"onder-{lines['b'].pk}")
    assert codes(plan) == ["SD1 een", "TD1.1 twee", "SD2 b", "TD2.1 a", "OD2.1.1 diep"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("move", {"to": "omhoog"}, "staat al vooraan"),
        ("move", {"to": "in"}, "geen lijn voor waar deze onder kan"),
        ("move", {"to": "uit"}, "al op het hoogste niveau"),
        ("move", {"to": "schuin"}, "geldige"),
        ("level", {"level": "step"}, "onder een actie of een andere stap"),
        ("level", {"level": "wens"}, "geldige"),
        ("rename", {"title": "x" * 501}, "hoogstens 500 tekens"),
        ("rename", {"title": ""}, "Vul dit veld in"),
        ("remove", {}, "Er staan nog 3 lijnen onder"),
    ],
)
def test_step_that_can_not_be_is_told(coordinator, plan, lines, name, data, told):
    before = codes(plan)
    answer = post(coordinator, name, lines["een"], **data)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert codes(plan) == before


def test_level_changes_where_it_stands_and_what_is_below_follows(coordinator, plan, lines):
    assert post(coordinator, "level", lines["a"], level="action").status_code == 302
    assert codes(plan)[1:3] == ["A1.1 a", "1.1.1 diep"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rename", {"title": "van de tweede"}),
        ("level", {"level": "operational"}),
        ("move", {"to": "in"}),
        ("place", {"place": "thema-0"}),
        ("remove", {}),
    ],
)
def test_second_editor_of_a_line_sees_both_texts(coordinator, cast, plan, lines, name, data):
    tree.rename(Objective.objects.get(pk=lines["b"].pk), by=cast.a.coordinator, version=1, title="van de eerste")
    answer = post(coordinator, name, lines["b"], **data)
    assert answer.status_code == 409
    assert "van de eerste" in answer.content.decode()
    assert data.get("title", "") in answer.content.decode()


def test_branch_goes_when_that_is_said(coordinator, plan, lines):
    answer = post(coordinator, "remove", lines["een"], with_below="on", follow=True)
    assert answer.status_code == 302
    assert codes(plan) == ["SD1 twee"]


# --- a series


def test_series_is_read_by_what_stands_before_the_words():
    text = "SD1 een\n\n- a\n\t- b\n  • c\ntwee\n\tTD9: d\n\t\tA1. e | cel; baas | beide\n"
    rows = read_series(text)
    assert [(row.typed.depth, row.typed.title, str(row.typed.level)) for row in rows] == [
        (0, "een", "strategic"),
        (1, "a", ""),
        (2, "b", ""),
        (2, "c", ""),
        (0, "twee", ""),
        (1, "d", "tactical"),
        (2, "e", "action"),
    ]
    assert (rows[-1].typed.names, rows[-1].typed.term) == (("cel", "baas"), "both")
    (road,) = read_series("A12 wordt veiliger")
    assert road.typed.title == "A12 wordt veiliger"


def test_series_is_kept_when_it_was_seen_and_not_before(coordinator, plan):
    url, data = reverse("projects:plan_series", args=[plan.pk]), {"text": "een\n- a\ntwee", "place": "thema-0"}
    answer = coordinator.post(url, data)
    assert answer.status_code == 200
    assert "Klopt dit?" in answer.content.decode()
    assert not plan.objectives.exists()
    seen = answer.context["form"].data["seen"]
    changed = coordinator.post(url, data | {"text": "iets anders", "seen": seen})
    assert changed.status_code == 200
    assert not plan.objectives.exists()
    assert coordinator.post(url, data | {"seen": seen}).status_code == 302
    assert codes(plan) == ["SD1 een", "TD1.1 a", "SD2 twee"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Vul dit veld in"),
        ("-\n--", "minstens één regel"),
        ("goed\n" + "x" * 501, "1 regel klopt niet"),
        ("goed\niets | wie | ooit", "kennen wij niet"),
        ("regel\n" * 301, "te veel regels"),
    ],
)
def test_series_that_can_not_be_keeps_nothing(coordinator, plan, text, told):
    answer = coordinator.post(reverse("projects:plan_series", args=[plan.pk]), {"text": text, "place": "thema-0"})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not plan.objectives.exists()


def test_series_with_a_level_that_does_not_fit_keeps_nothing(coordinator, plan):
    url, data = reverse("projects:plan_series", args=[plan.pk]), {"text": "TD1 een\n- SD1 hoger", "place": "thema-0"}
    seen = coordinator.post(url, data).context["form"].data["seen"]
    answer = coordinator.post(url, data | {"seen": seen})
    assert answer.status_code == 422
    assert "‘hoger’: Hier past geen strategische doelstelling" in answer.content.decode()
    assert not plan.objectives.exists()
