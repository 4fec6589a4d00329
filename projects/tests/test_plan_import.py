"""What a table does to a plan: rows recognised, added, changed, moved or left; and what is told of the others."""

import pytest

from governance.tests.factories import PartnershipFactory
from governance.tests.round_factories import ThemeFactory
from projects.models import Objective, PlanTheme
from projects.models.tree import read_tree
from projects.tests.factories import ObjectiveFactory, ObjectivePartyFactory, PlanFactory
from projects.tests.test_plan_exchange import read_in, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(cast):
    return cast.a.coordinator


@pytest.fixture
def plan():
    return PlanFactory(partnership=PartnershipFactory())


@pytest.fixture
def small(plan):
    """SD1 with two tactical objectives, and SD2."""
    first = ObjectiveFactory(plan=plan, title="Sociaal beleid")
    for title in ("Regie", "Cijfers"):
        ObjectiveFactory(plan=plan, parent=first, level="tactical", title=title)
    ObjectiveFactory(plan=plan, title="Communicatie")
    return plan


def outline(plan):
    return [f"{node.code} {node.objective.title}" for node in read_tree(plan).walk()]


def table(*rows):
    return "\n".join("\t".join(map(str, row)) for row in rows)


def wrong(plan, content):
    """What is told of the first wrong row."""
    form = read_in(plan, content)
    assert not form.is_confirmed
    return (form.proposal.wrong[0].errors if form.proposal else [*form.errors["text"]])[0]


CASE = """SD1\tHet lokaal bestuur voert een gecoördineerd sociaal beleid\tbeleidsmedewerker + OCMW-secretaris\tlang
-\tziet het plan als deel van het globale meerjarenplan\tidem\tkort
-\tOCMW trekt en coördineert\tidem\tkort
SD2\tWerkt een communicatiebeleid uit\tbeleidsmedewerker\tlang"""


def test_table_of_the_case_is_read_from_a_word_processor(plan, planner):
    take(plan, "Code\tDoelstelling\tVerantwoordelijke\tTiming\n" + CASE, planner)
    assert outline(plan) == [
        "SD1 Het lokaal bestuur voert een gecoördineerd sociaal beleid",
        "TD1.1 ziet het plan als deel van het globale meerjarenplan",
        "TD1.2 OCMW trekt en coördineert",
        "SD2 Werkt een communicatiebeleid uit",
    ]
    second = plan.objectives.get(title__startswith="ziet")
    assert [str(party) for party in second.parties.all()] == ["beleidsmedewerker", "OCMW-secretaris"]
    assert second.term == "short"
    assert take(plan, "Code\tDoelstelling\tVerantwoordelijke\tTiming\n" + CASE, planner).writes == 0


LISTS = {
    "codes": "SD1 Werk\nTD1.1 Eén loket\nA1.1.1 Werkwinkel\na) lokaal zoeken\nb) openen\nSD2 Mobiliteit",
    "short codes": "SD1 Werk\nTD1 Eén loket\nA1 Werkwinkel\na) lokaal zoeken\nb) openen\nSD2 Mobiliteit",
    "numbers": "1.\tWerk\n1.1\tEén loket\n1.1.1\tWerkwinkel\na)\tlokaal zoeken\nb)\topenen\n2.\tMobiliteit",
    "tabs": "Werk\n\tEén loket\n\t\tWerkwinkel\n\t\t\tlokaal zoeken\n\t\t\topenen\nMobiliteit",
    "spaces": "Werk\n  Eén loket\n    Werkwinkel\n      - lokaal zoeken\n      - openen\nMobiliteit",
    "dashes": "1. Werk\n1.1 Eén loket\n- Werkwinkel\n• lokaal zoeken\n• openen\n2. Mobiliteit",
}


@pytest.mark.parametrize("kind", LISTS)
def test_list_with_codes_or_indented_becomes_the_same_tree(plan, planner, kind):
    take(plan, LISTS[kind], planner)
    nodes = [(node.depth, node.objective.title) for node in read_tree(plan).walk()]
    assert nodes == [
        (0, "Werk"),
        (1, "Eén loket"),
        (2, "Werkwinkel"),
        (3, "lokaal zoeken"),
        (3, "openen"),
        (0, "Mobiliteit"),
    ]


def test_levels_alone_make_a_tree(plan, planner):
    rows = [("Niveau", "Titel"), ("SD", "Werk"), ("actie", "Loket"), ("stap", "Zoeken"), ("Strategisch", "Wonen")]
    take(plan, table(*rows), planner)
    assert outline(plan) == ["SD1 Werk", "A1.1 Loket", "1.1.1 Zoeken", "SD2 Wonen"]


def test_row_is_known_by_its_key_and_what_is_not_in_the_file_stays(small, planner):
    row = small.objectives.get(title="Regie")
    before = {*small.objectives.values_list("pk", flat=True)}
    done = take(small, table(("Sleutel", "Diepte", "Doelstelling"), (row.pk, 2, "Regie door het OCMW")), planner)
    assert (done.counts["changed"], done.left) == (1, 3)
    assert outline(small) == ["SD1 Sociaal beleid", "TD1.1 Regie door het OCMW", "TD1.2 Cijfers", "SD2 Communicatie"]
    assert {*small.objectives.values_list("pk", flat=True)} == before


def test_row_moves_with_what_stands_under_it(small, planner):
    keys = {row.title: row.pk for row in small.objectives.all()}
    rows = [
        (keys["Communicatie"], 1, "Communicatie"),
        (keys["Sociaal beleid"], 2, "Sociaal beleid"),
        (keys["Cijfers"], 3, "Cijfers"),
        (keys["Regie"], 3, "Regie"),
    ]
    done = take(small, table(("Sleutel", "Diepte", "Titel"), *rows), planner)
    assert outline(small) == ["SD1 Communicatie", "SD1.1 Sociaal beleid", "TD1.1.1 Cijfers", "TD1.1.2 Regie"]
    assert done.counts["moved"] == 2  # one to another parent, and the fewest that change order


def test_new_row_comes_after_the_one_above_it_in_the_file(small, planner):
    keys = {row.title: row.pk for row in small.objectives.all()}
    rows = [(keys["Sociaal beleid"], 1, "Sociaal beleid"), ("", 1, "Wonen"), (keys["Communicatie"], 1, "Communicatie")]
    take(small, table(("Sleutel", "Diepte", "Titel"), *rows), planner)
    assert [name for name in outline(small) if name.startswith("SD")] == [
        "SD1 Sociaal beleid",
        "SD2 Wonen",
        "SD3 Communicatie",
    ]


def test_code_leads_to_its_place_in_the_plan(small, planner):
    take(small, "TD1.3 Ouderen", planner)
    assert "TD1.3 Ouderen" in outline(small)
    assert "ontbreekt nummer 7" in wrong(small, "TD7.1 Nergens")


def test_new_themes_become_chapters_in_the_order_of_the_table(plan, planner):
    known = ThemeFactory(partnership=plan.partnership, name="Wonen")
    take(plan, table(("Titel", "Thema"), ("a", "zorg"), ("b", "wonen"), ("c", "zorg")), planner)
    assert [str(chapter) for chapter in PlanTheme.objects.filter(plan=plan)] == ["zorg", "Wonen"]
    assert plan.objectives.get(title="b").theme == known


def test_cell_that_was_emptied_empties_the_value_and_a_column_that_is_not_there_leaves_it(small, planner):
    row = small.objectives.get(title="Regie")
    ObjectivePartyFactory(objective=row, name="cel")
    Objective.objects.filter(pk=row.pk).update(product="Gids", effect="Minder zoeken")
    take(small, table(("Sleutel", "Diepte", "Titel", "Product", "Wie"), (row.pk, 2, "Regie", "", "")), planner)
    row.refresh_from_db()
    assert (row.product, row.effect, row.parties.count()) == ("", "Minder zoeken", 0)


HEAD = ("Sleutel", "Diepte", "Niveau", "Doelstelling")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Diepte", "Niveau", "Thema"), (1, "SD", "x")], "De kolom ‘Doelstelling of actie’ ontbreekt"),
        ([("Titel", "Doelstelling", "Van"), ("a", "b", "")], "staat er twee keer"),
        ([HEAD, ("", 1, "SD", "a", "te veel")], "Rij 2 heeft meer cellen"),
        ([HEAD], "geen enkele rij"),
        ([("a", "b", "c", "d")], "Zet boven de tabel een rij"),
        ([("",)], "Hier staat niets in"),
        ([HEAD, *[("", 1, "SD", "x")] * 5001], "meer dan 5000 rijen"),
        ([HEAD, ("", 1, "SD", "")], "Doelstelling of actie: schrijf"),
        ([HEAD, ("", 1, "hoog", "a")], "Niveau: ‘hoog’ kennen wij niet"),
        ([HEAD, ("", "een", "SD", "a")], "Diepte: Schrijf een geheel getal"),
        ([HEAD, ("", "", "SD", "a")], "Diepte: schrijf 1"),
        ([HEAD, ("", 1, "SD", "a"), ("", 3, "A", "b")], "staat op diepte 3, maar erboven staat er geen op diepte 2"),
        ([HEAD, ("", 1, "A", "a"), ("", 2, "SD", "b")], "Een strategische doelstelling kan niet onder een actie"),
        ([HEAD, ("", 1, "stap", "a")], "Een stap staat onder een actie"),
        ([HEAD, (99999999, 1, "SD", "a")], "is niet (meer) van dit plan"),
        ([("Titel", "Van"), ("a", "31/02/2015")], "Van: 31/02/2015 bestaat niet"),
        ([("Titel", "Van", "Tot"), ("a", "2015-02-01", "2015-01-01")], "einddatum ligt voor de begindatum"),
        ([("Titel", "Streefcijfer"), ("a", "2015-02-01")], "Streefcijfer: Schrijf een getal"),
        ([("Titel", "Streefcijfer"), ("a", "6")], "het getal en de eenheid"),
        ([("Titel", "Te bereiken tegen"), ("a", "1/1/2018")], "Zonder getal"),
        ([("Titel", "Budget 2015"), ("a", "-5")], "Budget 2015: Dit kan niet negatief zijn"),
        ([("Titel", "Thema"), ("a", "zorg"), ("b", "Zorg")], "staat in rij 2 als ‘zorg’"),
        ([("Titel", "Doelgroep"), ("a", "ouderen"), ("b", "Oudéren")], "staat in rij 2 als ‘ouderen’"),
        ([("Titel", "Wie"), ("a", "x; x")], "‘x’ staat er twee keer"),
        ([("Titel", "Wie"), ("a", "x" * 121)], "is te lang: hoogstens 120 tekens"),
        ([("Titel", "Toelichting"), ("a", "x" * 8_001)], "hoogstens 8000 tekens"),
        ([("Titel", "Toelichting"), ("a", "x\u202ey")], "leesrichting"),
        ([("Titel", "Toelichting"), ("a", "x\x07y")], "stuurteken"),
    ],
)
def test_row_that_can_not_be_read_is_named_with_its_column(plan, rows, said):
    assert said in wrong(plan, table(*rows))
    assert plan.objectives.count() == 0


def test_key_stands_once_and_belongs_to_this_plan(small, plan):
    key, other = small.objectives.first().pk, ObjectiveFactory().pk
    assert "staat ook in rij 2" in wrong(small, table(HEAD, (key, 1, "SD", "a"), (key, 1, "SD", "b")))
    assert f"De sleutel {other} is niet (meer)" in wrong(small, table(HEAD, (other, 1, "SD", "a")))


def test_objective_does_not_come_under_what_stands_under_it(plan):
    top = ObjectiveFactory(plan=plan, title="a")
    middle = ObjectiveFactory(plan=plan, parent=top, title="b")
    below = ObjectiveFactory(plan=plan, parent=middle, title="c")
    rows = [(below.pk, 3, "SD", "c"), (top.pk, 4, "SD", "a")]
    assert "onder zichzelf" in wrong(plan, table(HEAD, *rows))


def test_level_is_not_lowered_under_what_stays_below_it(small):
    first = small.objectives.get(title="Sociaal beleid")
    said = wrong(small, table(HEAD, (first.pk, 1, "actie", "Sociaal beleid")))
    assert said.startswith("‘Regie’ staat eronder: Een tactische doelstelling kan niet")


def test_nothing_is_written_when_one_row_is_wrong_or_the_plan_changed_after_the_preview(small, planner):
    from projects.actions.plan_import import take_in
    from wegwijzer.lifecycle import Refused

    rows = table(HEAD, ("", 1, "SD", "Nieuw"))
    form = read_in(small, rows)
    seen = form.proposal.digest
    ObjectiveFactory(plan=small, title="Intussen")
    with pytest.raises(Refused, match="intussen gewijzigd"):
        take_in(small, by=planner, lines=form.lines, seen=seen)
    form = read_in(small, table(HEAD, ("", 1, "SD", "Goed"), ("", 1, "stap", "Fout")))
    with pytest.raises(Refused, match="niets bewaard"):
        take_in(small, by=planner, lines=form.lines, seen=form.proposal.digest)
    assert small.objectives.count() == 5


def test_preview_says_in_words_what_changes(small):
    row = small.objectives.get(title="Regie")
    head = ("Sleutel", "Diepte", "Niveau", "Titel", "Van", "Budget 2027")
    content = table(head, (row.pk, 2, "actie", "Regie", "1/2/2027", "5,5"))
    (shown,) = read_in(small, content).proposal.rows
    assert shown.said == [
        "Niveau: tactische doelstelling → actie",
        "Van: (leeg) → 1 februari 2027",
        "Budget 2027: (leeg) → 5,50",
    ]


def test_columns_that_nobody_knows_are_told_and_left_out(plan, planner):
    form = read_in(plan, table(("Titel", "Kleur", "Stand (alleen lezen)"), ("a", "rood", "loopt")))
    assert form.ignored == ["Kleur"]
    assert form.is_valid()
