"""Alignment: lines of other plans at objectives of this one, what hangs on nothing, sector plans inside the whole."""

import pytest
from django.db import transaction
from django.urls import reverse

from projects.actions import alignment as alignments
from projects.models import Alignment, AlignmentBook, Level, Objective, read_family, read_parts, read_tree, read_whole
from projects.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused
from wegwijzer.testing.world import build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    """SD1 with TD1.1 (with A1.1.1) and TD1.2; SD2."""
    board = next(iter(cast.a.boards.values()))
    return make.PlanFactory(partnership=cast.a.partnership, title="Sociaal plan", owners=[board])


@pytest.fixture
def tree(plan):
    first = make.ObjectiveFactory(plan=plan, position=1, title="Beleid voeren")
    nodes = {"SD1": first, "SD2": make.ObjectiveFactory(plan=plan, position=2, title="Inspraak geven")}
    for number in (1, 2):
        nodes[f"TD1.{number}"] = make.ObjectiveFactory(plan=plan, parent=first, level="tactical", position=number)
    nodes["A1.1.1"] = make.ObjectiveFactory(plan=plan, parent=nodes["TD1.1"], level="action", position=1)
    return nodes


@pytest.fixture
def library(plan):
    """Another plan: L1 with L1.1, and L2."""
    other = make.PlanFactory(partnership=plan.partnership, title="Bibliotheekplan")
    first = make.ObjectiveFactory(plan=other, position=1, title="Leren lezen")
    under = make.ObjectiveFactory(plan=other, parent=first, level="tactical", position=1, title="Leesclub")
    return first, under, make.ObjectiveFactory(plan=other, position=2, title="Collectie")


def align(line, objective):
    return make.AlignmentFactory(line=line, objective=objective)


def matrix(plan, lowest=Level.OPERATIONAL):
    return {row.node.code: [len(cell) for cell in row.cells] for row in AlignmentBook(plan).matrix(lowest)}


def test_matrix_counts_lines_per_plan_and_objective(plan, tree, library):
    youth = make.ObjectiveFactory(plan__partnership=plan.partnership, plan__title="Jeugdplan")
    align(library[0], tree["SD1"])
    align(library[2], tree["SD1"])
    align(youth, tree["TD1.2"])
    assert matrix(plan) == {"SD1": [2, 0], "TD1.1": [0, 0], "TD1.2": [0, 1], "SD2": [0, 0]}


def test_link_below_what_is_shown_counts_at_the_nearest_above(plan, tree, library):
    align(library[1], tree["A1.1.1"])
    assert matrix(plan)["TD1.1"] == [1]
    assert matrix(plan, Level.STRATEGIC) == {"SD1": [1], "SD2": [0]}
    assert matrix(plan, Level.STEP)["A1.1.1"] == [1]
    assert matrix(plan, Level.STEP)["TD1.1"] == [0]


def test_line_hangs_with_what_stands_above_or_below_it(plan, tree, library):
    align(library[1], tree["TD1.1"])
    book = AlignmentBook(plan)
    (other,) = book.others
    assert [line.node.objective.title for line in other.loose] == ["Collectie"]
    assert other.hanging == 2
    assert [line.node.code for line in book.unanswered] == ["TD1.2", "SD2"]


def test_plan_that_was_asked_and_sector_plans_show_before_anything_is_linked(plan, tree, library):
    sector = make.PlanFactory(partnership=plan.partnership, title="Kinderopvang", part_of=plan)
    assert [other.plan for other in AlignmentBook(plan).others] == [sector]
    titles = [str(other.plan) for other in AlignmentBook(plan, library[0].plan_id).others]
    assert titles == ["Bibliotheekplan", "Kinderopvang"]
    assert [other.plan for other in AlignmentBook(plan, plan.pk).others] == [sector]


def test_sector_plan_is_traced_in_the_whole_from_both_sides(plan, tree, client, cast):
    sector = make.PlanFactory(partnership=plan.partnership, title="Kinderopvang", part_of=plan)
    care = make.ObjectiveFactory(plan=sector, position=1, title="Opvang uitbreiden")
    make.ObjectiveFactory(plan=sector, position=2, title="Ouders bevragen")
    align(care, tree["TD1.2"])
    align(care, make.ObjectiveFactory(plan__partnership=plan.partnership))  # of a third plan: not the whole
    (part,) = read_parts(plan, read_family(plan))
    assert [(line.node.code, [link.objective.code for link in line.links]) for line in part.lines] == [
        ("SD1", ["TD1.2"]),
        ("SD2", []),
    ]
    whole = read_whole(sector, read_tree(sector))
    assert (whole.plan, whole.hanging, len(whole.lines)) == (plan, 1, 2)
    assert read_whole(plan, read_tree(plan)) is None
    client.force_login(cast.a.staff)
    for url in ("plan_detail", "plan_alignment"):
        page = client.get(reverse(f"projects:{url}", args=[plan.pk])).content.decode()
        assert "Opvang uitbreiden" in page
        assert "<b>TD1.2</b>" in page
        assert "hangt nergens" in page
        assert "Koppel" not in page  # staff only reads
    own = client.get(reverse("projects:plan_alignment", args=[sector.pk])).content.decode()
    assert "deel van" in own
    assert "In het geheel: Sociaal plan" in own


# --- linking


def add(client, plan, line, objective, **others):
    sent = {"line": line.pk, "objective": objective.pk, "note": "Voor jonge gezinnen"} | others
    return client.post(reverse("projects:alignment_add", args=[plan.pk]), sent)


def test_contact_of_the_owner_links_a_line_and_takes_it_away(client, cast, plan, tree, library):
    client.force_login(cast.a.contact)
    assert add(client, plan, library[0], tree["SD1"]).status_code == 302
    made = Alignment.objects.get()
    assert (made.line, made.objective, made.note) == (library[0], tree["SD1"], "Voor jonge gezinnen")
    cell = {"plan": library[0].plan_id, "doelstelling": tree["SD1"].pk}
    page = client.get(reverse("projects:plan_alignment", args=[plan.pk]), cell).content.decode()
    assert "Voor jonge gezinnen" in page
    assert client.post(reverse("projects:alignment_remove", args=[made.pk])).status_code == 302
    assert not Alignment.objects.exists()
    verbs = Entry.objects.filter(target_type="projects.objective", target_id=tree["SD1"].pk).order_by("pk")
    assert [entry.verb for entry in verbs] == ["projects.alignment.linked", "projects.alignment.unlinked"]
    assert verbs[0].changes["aligned_lines"] == [[], ["Leren lezen (Bibliotheekplan)"]]


def test_two_are_aligned_once_whichever_way_around(client, cast, plan, tree, library):
    client.force_login(cast.a.contact)
    add(client, plan, library[0], tree["SD1"])
    again = add(client, plan, library[0], tree["SD1"], note="Nog eens")
    assert again.status_code == 422
    assert "al op elkaar afgestemd" in again.content.decode()
    assert "Nog eens" in again.content.decode()
    with pytest.raises(Refused):
        alignments.link(library[0].plan, by=cast.a.coordinator, line=tree["SD1"], objective=library[0])
    assert add(client, plan, library[0], tree["SD2"]).status_code == 302


def test_line_of_the_plan_itself_or_of_another_partnership_is_refused(client, cast, plan, tree, library):
    elsewhere = build_world(cast.b, " elders")["objective"]
    client.force_login(cast.a.coordinator)
    for line, objective in ((tree["SD2"], tree["SD1"]), (elsewhere, tree["SD1"]), (library[0], library[1])):
        assert add(client, plan, line, objective).status_code == 422
    wrong = {
        "line": [(tree["SD2"], tree["SD1"]), (elsewhere, tree["SD1"])],
        "objective": [(library[0], library[1]), (library[0], elsewhere)],
    }
    for field, pairs in wrong.items():
        for line, objective in pairs:
            with pytest.raises(Refused) as refused:
                alignments.link(plan, by=cast.a.coordinator, line=line, objective=objective)
            assert refused.value.field == field
    assert not Alignment.objects.filter(objective__plan=plan).exists()


def test_form_offers_the_lines_of_the_plan_that_was_asked(client, cast, plan, tree, library):
    client.force_login(cast.a.coordinator)
    youth = make.ObjectiveFactory(plan__partnership=plan.partnership, title="Speelplein")
    asked = {"plan": library[0].plan_id, "lijn": library[2].pk, "doelstelling": tree["SD2"].pk}
    page = client.get(reverse("projects:alignment_add", args=[plan.pk]), asked).content.decode()
    assert "SD1 Leren lezen" in page
    assert "Speelplein" not in page
    assert f'<option value="{library[2].pk}" selected>' in page
    assert f'<option value="{tree["SD2"].pk}" selected>' in page
    assert youth.title in client.get(reverse("projects:alignment_add", args=[plan.pk])).content.decode()


def test_matrix_of_hundreds_asks_a_fixed_number_of_queries(plan, tree, library, django_assert_num_queries):
    for number in range(30):
        line = make.ObjectiveFactory(plan=library[0].plan, parent=library[0], level="tactical", position=number)
        align(line, make.ObjectiveFactory(plan=plan, parent=tree["SD2"], level="tactical", position=number))
        align(line, make.ObjectiveFactory(plan=plan, parent=tree["SD1"], level="action", position=number + 9))
    plan.refresh_from_db()
    with django_assert_num_queries(6):
        book = AlignmentBook(plan)
        assert sum(len(cell) for row in book.matrix(Level.STRATEGIC) for cell in row.cells) == 60


def test_words_of_an_alignment_are_corrected_and_a_second_editor_sees_both(plan, tree, library, cast, as_user):
    made, coordinator = align(library[0], tree["SD1"]), as_user(cast.a.coordinator)
    url = reverse("projects:alignment_edit", args=[made.pk])
    assert "Wijzig de afstemming" in coordinator.get(url).content.decode()
    answer = coordinator.post(url, {"version": 1, "note": "voert ze uit"})
    assert answer.status_code == 302
    assert url in coordinator.get(answer.url).content.decode()
    (told,) = Entry.objects.filter(verb="projects.alignment.changed").about(tree["SD1"])
    assert told.changes["note"] == ["", "voert ze uit"]
    answer = coordinator.post(url, {"version": 1, "note": "van een ander"})
    assert answer.status_code == 409
    assert "voert ze uit" in answer.content.decode()
    assert "van een ander" in answer.content.decode()
    made.refresh_from_db()
    assert made.note == "voert ze uit"


def test_contact_of_an_owner_reads_the_history_of_its_plan_and_of_no_other(plan, tree, cast, as_user):
    other = make.PlanFactory(partnership=plan.partnership, title="Van een ander")
    with transaction.atomic():
        for row in (plan, other):
            record("projects.plan.changed", row, by=cast.a.coordinator, scope=plan.partnership.organisation)
    contact = as_user(cast.a.contact)
    page = contact.get(reverse("projects:plan_detail", args=[plan.pk])).content.decode()
    assert 'class="history"' in page
    page = contact.get(reverse("projects:plan_detail", args=[other.pk])).content.decode()
    assert 'class="history"' not in page


def test_matrix_of_many_objectives_is_paged_and_its_cells_keep_the_page(plan, library, cast, as_user):
    objectives = [make.ObjectiveFactory.build(plan=plan, position=number, title="Doel") for number in range(1, 206)]
    align(library[0], Objective.objects.bulk_create(objectives)[202])
    page = as_user(cast.a.coordinator).get(reverse("projects:plan_alignment", args=[plan.pk]), {"page": 2})
    text = page.content.decode()
    assert text.count('class="depth-0"') == 5 + 200  # the second page, and the first 200 of what hangs on nothing
    assert f"page=2&amp;plan={library[0].plan_id}&amp;doelstelling={objectives[202].pk}#vak" in text
    assert "En nog 4 andere" in text
