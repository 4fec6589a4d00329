"""List pages: whatever stands in the address, there is a page, with the right rows in the right order."""

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from wegwijzer.accounts.models.organisation import Organisation, OrganisationKind
from wegwijzer.ui.listing import FilterForm, Listing

pytestmark = pytest.mark.django_db

SORTS = {"naam": "name", "plaats": ("city", "name")}


class KindForm(FilterForm):
    kind = forms.ChoiceField(choices=OrganisationKind.choices, required=False)

    def narrow(self, rows):
        kind = self.cleaned_data.get("kind")
        return rows.filter(kind=kind) if kind else rows

    def sentence(self):
        kind = self.cleaned_data.get("kind")
        return f"van de soort {OrganisationKind(kind).label}" if kind else ""


def listing(rf, query="", **options):
    request = rf.get("/organisaties/?" + query)
    options.setdefault("search", ("name", "city"))
    options.setdefault("sorts", SORTS)
    return Listing(request, Organisation.objects.all(), noun=("organisatie", "organisaties"), **options)


def names(page):
    return [row.name for row in page.rows]


@pytest.fixture
def thirty():
    Organisation.objects.bulk_create(
        Organisation(kind="association", name=f"Vereniging {number:02d}", city="Olen" if number % 2 else "Lille")
        for number in range(1, 31)
    )


def organisation(name, **fields):
    return Organisation.objects.create(kind=fields.pop("kind", "association"), name=name, **fields)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        pytest.param("page=-1", 1, id="Q1"),
        pytest.param("page=99999999999999999999", 3, id="Q2"),
        pytest.param("page=1&page=2", 2, id="Q3"),
        pytest.param("page=" + "9" * 5000, 3, id="Q2 too long for an int"),
        pytest.param("page=0", 1, id="zero"),
        pytest.param("page=4", 3, id="past the last"),
        pytest.param("page=x", 1, id="a word"),
        pytest.param("page=%D9%A2", 1, id="another script's two"),
        pytest.param("page=", 1, id="empty"),
    ],
)
def test_page_that_is_not_there_becomes_one_that_is(rf, thirty, query, number):
    assert listing(rf, query, per_page=10).page.number == number


def test_page_of_an_empty_list_is_the_first(rf):
    page = listing(rf, "page=7")
    assert (page.page.number, page.total, page.rows, page.pages) == (1, 0, [], [])


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("sort=password", id="Q4"),
        pytest.param("sort=__class__", id="Q5"),
        pytest.param("sort=-pk", id="a column that is not offered"),
        pytest.param("sort=--naam", id="two dashes"),
        pytest.param("sort=?", id="random order"),
        pytest.param("sort=city", id="a column's own name"),
        pytest.param("filter=_connector&_connector=OR&name__startswith=x", id="Q6"),
    ],
)
def test_order_that_is_not_offered_is_the_first_one(rf, thirty, query):
    page = listing(rf, query)
    assert page.sort == "naam"
    assert names(page)[:2] == ["Vereniging 01", "Vereniging 02"]
    assert page.total == 30


def test_order_runs_forwards_and_backwards(rf, thirty):
    assert names(listing(rf, "sort=plaats"))[:2] == ["Vereniging 02", "Vereniging 04"]
    assert names(listing(rf, "sort=-plaats"))[:2] == ["Vereniging 29", "Vereniging 27"]


def test_equal_rows_keep_their_place_from_page_to_page(rf):
    made = [organisation("Dezelfde naam").pk for _number in range(30)]
    seen = [row.pk for number in (1, 2, 3) for row in listing(rf, f"page={number}", per_page=10).rows]
    assert seen == made
    backwards = [row.pk for number in (1, 2, 3) for row in listing(rf, f"sort=-naam&page={number}", per_page=10).rows]
    assert backwards == made[::-1]


def test_nul_in_a_search_finds_everything_and_says_why(rf, thirty):
    """Q9; the address itself is refused before it comes this far."""
    page = listing(rf, "q=%00")
    assert page.total == 30
    assert page.problem


def test_search_of_8000_characters_finds_everything_and_says_why(rf, thirty):
    """Q10"""
    page = listing(rf, "q=" + "x" * 8000)
    assert page.total == 30
    assert page.problem == "Zoek met hoogstens 200 tekens, het zijn er nu 8000."
    assert page.typed == "x" * 8000


def test_search_finds_every_word_somewhere_in_the_row(rf):
    organisation("OCMW Olen", city="Olen")
    organisation("OCMW Lille", city="Lille")
    organisation("Gemeente Olen", city="Olen")
    assert names(listing(rf, "q=olen+ocmw")) == ["OCMW Olen"]
    assert names(listing(rf, "q=LILLE")) == ["OCMW Lille"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("q=%25", ["100% onthaal"], id="Q11 per cent"),
        pytest.param("q=_", ["snake_case"], id="Q11 underscore"),
        pytest.param("q=%5C", ["achter\\uit"], id="Q11 backslash"),
        pytest.param("q=%27", ["'t Centrum"], id="quote"),
        pytest.param("q=%28%3F", [], id="no regular expression"),
    ],
)
def test_search_takes_wildcards_for_themselves(rf, query, found):
    for name in ("100% onthaal", "snake_case", "achter\\uit", "'t Centrum", "gewoon"):
        organisation(name)
    assert names(listing(rf, query)) == found


def test_search_of_a_hundred_words_is_answered(rf, thirty):
    assert listing(rf, "q=" + "+".join("a" for _word in range(100))).total == 0


def test_list_without_search_takes_no_search(rf, thirty):
    page = listing(rf, "q=olen", search=())
    assert (page.total, page.text, page.sentence) == (30, "", "30 organisaties")


def test_filter_narrows_and_is_said_in_the_sentence(rf, thirty):
    organisation("School Olen", kind="school")
    page = listing(rf, "kind=school&q=olen", filters=KindForm(QueryDict("kind=school")))
    assert names(page) == ["School Olen"]
    assert page.sentence == "1 organisatie van de soort school met “olen”"
    assert page.is_narrowed


def test_filter_that_is_not_offered_narrows_nothing_and_is_told_beside_its_field(rf, thirty):
    filters = KindForm(QueryDict("kind=_connector"))
    page = listing(rf, "kind=_connector", filters=filters)
    assert page.total == 30
    assert page.sentence == "30 organisaties"
    assert filters.errors["kind"]


def test_filter_that_was_never_sent_narrows_nothing(rf, thirty):
    page = listing(rf, filters=KindForm())
    assert (page.total, page.is_narrowed) == (30, False)


@pytest.mark.parametrize("number", [3, 30])
def test_page_costs_two_queries_however_many_rows(rf, number, django_assert_num_queries):
    for made in range(number):
        organisation(f"Vereniging {made}")
    with django_assert_num_queries(2):
        page = listing(rf, "q=vereniging&sort=-naam&page=2", per_page=2)
        assert len(page.rows) == (1 if number == 3 else 2)
        assert page.total == number
        assert list(page.pages)
        assert page.sentence.startswith(str(number))


def test_links_keep_what_was_asked_and_change_one_thing(rf, thirty):
    page = listing(rf, "q=vereniging&sort=plaats&page=2", per_page=10)
    assert page.next_link == "?q=vereniging&sort=plaats&page=3"
    assert page.previous_link == "?q=vereniging&sort=plaats&page=1"
    assert page.headings["naam"].link == "?q=vereniging&sort=naam"
    assert page.headings["plaats"].link == "?q=vereniging&sort=-plaats"
    assert [page.headings[name].direction for name in ("naam", "plaats")] == ["none", "ascending"]
    assert listing(rf, "sort=-naam").headings["naam"].direction == "descending"


def test_order_that_begins_with_the_last_says_so_in_its_heading(rf, thirty):
    latest = {"nieuwste": "-pk"}
    page = listing(rf, sorts=latest)
    assert (page.headings["nieuwste"].direction, page.headings["nieuwste"].link) == ("descending", "?sort=-nieuwste")
    assert listing(rf, "sort=-nieuwste", sorts=latest).headings["nieuwste"].direction == "ascending"


def test_link_is_harmless_inside_an_attribute(rf):
    assert listing(rf, "q=%22%3E%3Cscript%3E").link(page=2) == "?q=%22%3E%3Cscript%3E&page=2"


def test_pager_leaves_numbers_out_in_the_middle(rf):
    Organisation.objects.bulk_create(Organisation(kind="association", name=f"V{number}") for number in range(30))
    page = listing(rf, "page=15", per_page=1)
    assert [link.number for link in page.pages] == [1, None, 13, 14, 15, 16, 17, None, 30]
    assert [link.number for link in page.pages if link.is_current] == [15]


@pytest.mark.parametrize(
    "header",
    ["nl-" + "x" * 10_240, "nl," * 3_400, "nl;q=" + "1" * 10_240, "*-" * 5_000, "nl-BE;q=0.8," * 900],
    ids=["one long word", "many words", "long number", "many stars", "many weights"],
)
def test_page_stands_whatever_language_a_browser_claims(client, settings, header):
    """Q12"""
    answer = client.get(reverse(settings.LOGIN_URL), headers={"accept-language": header}, secure=True)
    assert answer.status_code == 200
    assert b'<html lang="nl' in answer.content


def test_nul_in_an_address_is_refused_before_any_page(client, settings):
    """Q9"""
    assert client.get(reverse(settings.LOGIN_URL) + "?q=%00", secure=True).status_code == 400
