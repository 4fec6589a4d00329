"""Findings: noted one by one or a working group at once, corrected, pointed at what they justify, taken away."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from governance.tests.round_factories import ThemeFactory
from projects.actions import finding as findings
from projects.forms.finding_lines import Line, read
from projects.models import Finding, FindingKind
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.testing.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(furnished):
    return furnished[0]


@pytest.fixture
def world(furnished):
    return furnished[1]


@pytest.fixture
def contact(client, cast):
    """Speaks for the board that owns the plan."""
    client.force_login(cast.a.contact)
    return client


def values(world, **others):
    return {
        "text": "Weinig jobs",
        "kind": "weakness",
        "theme": world["theme"].pk,
        "target_group": world["target_group"].pk,
        "source": "figures",
        "source_detail": "VDAB",
        "found_on": "2006-04-12",
        "objectives": [world["objective"].pk],
    } | others


def add(client, world, **others):
    return client.post(reverse("projects:finding_add", args=[world["plan"].pk]), values(world, **others))


def test_contact_of_the_owner_notes_a_finding_with_what_it_justifies(contact, world):
    assert add(contact, world).status_code == 302
    finding = Finding.objects.latest("pk")
    assert (finding.text, finding.kind, finding.source, finding.found_on) == (
        "Weinig jobs",
        "weakness",
        "figures",
        dt.date(2006, 4, 12),
    )
    assert list(finding.objectives.all()) == [world["objective"]]
    page = contact.get(reverse("projects:finding_detail", args=[finding.pk])).content.decode()
    assert "<strong>SD1</strong>" in page
    entry = Entry.objects.get(verb="projects.finding.noted")
    assert (entry.target_id, entry.changes["objectives"]) == (finding.pk, "Sociaal beleid")


def test_same_finding_about_the_same_is_refused_beside_the_text_and_what_was_typed_stays(contact, world):
    add(contact, world)
    answer = add(contact, world, source_detail="Nog eens")
    assert answer.status_code == 422
    assert "staat er al" in answer.content.decode()
    assert "Nog eens" in answer.content.decode()
    assert add(contact, world, kind="threat").status_code == 302  # the same words as something else are another


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": ""}, "Vul dit veld in"),
        ({"text": "x" * 2001}, "hoogstens 2000 tekens"),
        ({"text": "naam\x00"}, "stuurteken"),
        ({"kind": "hope"}, "geldige keuze"),
        ({"source": ""}, "verplicht"),
        ({"found_on": "31-02-2006"}, "bestaat niet"),
        ({"found_on": (today() + dt.timedelta(days=2)).isoformat()}, "Kies een datum"),
        ({"theme": "999999"}, "Selecteer een geldige keuze"),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(contact, world, wrong, told):
    count = Finding.objects.count()
    answer = add(contact, world, **wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Finding.objects.count() == count


def test_what_belongs_elsewhere_can_not_be_chosen_nor_noted(contact, world, cast):
    elsewhere = build_world(cast.b, " elders")
    for name, key in (("theme", "theme"), ("target_group", "target_group"), ("objectives", "objective")):
        answer = add(contact, world, **{name: [elsewhere[key].pk]})
        assert answer.status_code == 422, name
    kept = {"kind": "threat", "text": "x", "source": "form", "theme": None, "target_group": None}
    for name, wrong in (
        ("theme", {"theme": elsewhere["theme"]}),
        ("target_group", {"target_group": elsewhere["target_group"]}),
        ("objectives", {"objectives": [elsewhere["objective"]]}),
    ):
        with pytest.raises(Refused) as refused:
            findings.note(world["plan"], by=cast.a.coordinator, **kept | wrong)
        assert refused.value.field == name


def test_only_what_it_justifies_changed_and_still_a_second_editor_is_stopped(contact, world):
    finding = world["finding"]
    url = reverse("projects:finding_edit", args=[finding.pk])
    sent = values(world, text=finding.text, kind=finding.kind, source="working_group", found_on="", target_group="")
    sent |= {"source_detail": finding.source_detail, "objectives": [world["action"].pk], "version": finding.version}
    assert contact.post(url, sent).status_code == 302
    assert list(finding.objectives.all()) == [world["action"]]
    again = contact.post(url, sent | {"text": "Iets anders"})
    assert again.status_code == 409
    assert "Iets anders" in again.content.decode()
    finding.refresh_from_db()
    assert finding.text != "Iets anders"


def test_finding_is_taken_away_and_history_keeps_what_it_said(contact, world):
    finding = world["finding"]
    url = reverse("projects:finding_remove", args=[finding.pk])
    assert contact.post(url, {"version": finding.version + 1}).status_code == 409
    assert contact.post(url, {"version": finding.version}).status_code == 302
    assert not Finding.objects.filter(pk=finding.pk).exists()
    assert Entry.objects.get(verb="projects.finding.removed").changes["findings"] == [[finding.text], []]


# --- many at once

NOTES = """
+ Sterke vrijwilligers
- Weinig jobs
k Nieuwe buslijn
B: subsidie loopt af
• v vergrijzing
Zwakte: moeilijk bereikbaar
"""


def test_notes_of_a_working_group_are_read_line_by_line():
    assert [(line.number, line.kind, line.text, line.error) for line in read(NOTES)] == [
        (2, "strength", "Sterke vrijwilligers", ""),
        (3, "weakness", "Weinig jobs", ""),
        (4, "opportunity", "Nieuwe buslijn", ""),
        (5, "threat", "subsidie loopt af", ""),
        (6, "observation", "vergrijzing", ""),
        (7, "weakness", "moeilijk bereikbaar", ""),
    ]


def test_line_without_a_sign_is_what_was_said_or_a_mistake():
    assert read("Weinig jobs", "weakness") == [Line(1, "Weinig jobs", "weakness")]
    assert "Zet +, -, k, b of v" in read("Weinig jobs")[0].error
    assert "staat niets" in read("+  ")[0].error
    assert "hoogstens 2000 tekens" in read("+ " + "x" * 2001)[0].error
    assert read("+ a\n- b\n+ a")[2].error == "Deze bevinding staat ook op regel 1."
    assert read("Kansarmoede stijgt", "threat")[0].kind == "threat"  # a word that begins with k is no sign
    assert read("Bussen rijden niet", "threat")[0].text == "Bussen rijden niet"


SIGN = {"strength": "+", "weakness": "-", "opportunity": "k", "threat": "b", "observation": "v"}
TEXTS = st.sampled_from(
    ["weinig jobs", "+ en - door elkaar", "kansen genoeg", "b-lijn rijdt", "3. bus", "v: van alles"]
)
FINDINGS = st.lists(st.tuples(st.sampled_from(FindingKind.values), TEXTS), max_size=9)


@given(FINDINGS)
def test_whatever_is_written_with_signs_is_read_back(found):
    lines = read("\n\n".join(f"{SIGN[kind]} {text}" for kind, text in found))
    assert [(line.kind, line.text) for line in lines] == found
    repeated = [found.index(pair) < number for number, pair in enumerate(found)]
    assert [bool(line.error) for line in lines] == repeated


def many(client, world, text, **others):
    sent = {"text": text, "kind": "", "theme": world["theme"].pk, "target_group": "", "source": "working_group"}
    return client.post(reverse("projects:finding_bulk", args=[world["plan"].pk]), sent | others)


def test_notes_are_shown_first_and_kept_when_confirmed(contact, world):
    before = Finding.objects.count()
    shown = many(contact, world, NOTES)
    assert shown.status_code == 200
    assert "Bewaar 5 bevindingen" in shown.content.decode()
    assert "staat er al" in shown.content.decode()  # the one of the world
    assert Finding.objects.count() == before
    seen = shown.context["form"]["seen"].value()
    assert many(contact, world, NOTES, seen=seen).status_code == 302
    assert Finding.objects.count() == before + 5
    assert set(Finding.objects.order_by("-pk")[:5].values_list("theme", flat=True)) == {world["theme"].pk}
    again = many(contact, world, NOTES)
    assert "Al deze bevindingen staan er al" in again.content.decode()
    assert Entry.objects.filter(verb="projects.finding.noted").count() == 1


def test_another_text_than_was_seen_is_shown_again(contact, world):
    seen = many(contact, world, NOTES).context["form"]["seen"].value()
    answer = many(contact, world, NOTES + "\n+ nog iets", seen=seen)
    assert answer.status_code == 200
    other = ThemeFactory(partnership=world["plan"].partnership)
    assert many(contact, world, NOTES, seen=seen, theme=other.pk).status_code == 200


def test_mistake_is_told_beside_its_line_and_nothing_is_kept(contact, world):
    before = Finding.objects.count()
    answer = many(contact, world, "+ goed\nzonder teken\n- ook goed")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 regel klopt niet" in page
    assert "Zet +, -, k, b of v voor deze regel" in page
    assert "zonder teken" in page
    assert Finding.objects.count() == before
    assert many(contact, world, "\n".join(f"+ {n}" for n in range(201))).status_code == 422
