"""What every page costs, and what it makes of an address or a form that nobody of ours wrote."""

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.db import connection, transaction
from django.urls import reverse

from governance.tests.round_factories import CalendarFeedFactory, feed_token
from wegwijzer.tests.access_matrix import MATRIX
from wegwijzer.tests.growth import grow
from wegwijzer.tests.visits import DAYS, LISTS, Visit, pages_of, read

GOAL = 12  # queries, session and user included
# What costs more than the goal and what it has to show for it; no page may ever need more than this.
DEAR = {
    **dict.fromkeys(
        # what shifts along, and whether a milestone waits for a decision, a round, a dossier or deliverables
        (
            "projects:dependency_add",
            "projects:dependency_edit",
            "projects:milestone_move",
            "projects:phase_move",
        ),
        13,
    ),
    "projects:budget_detail": 16,  # every version; of one its lines, sources, ceilings, key, members, inhabitants
    "projects:dossier_budget": 16,  # the same
    "projects:project_story": 23,  # every meeting, decision, round, milestone, dossier, deliverable, school
    "projects:budget_standing": 16,  # what was applied for, what is in force, and every claim and payment against it
    "projects:reporting_detail": 24,  # all that a report to the funder says, as long as it is not frozen
    "projects:call_fit": 14,  # conditions held against a round with its answers, the people, a dossier and its budget
    "projects:call_round_add": 13,  # the form of a round, filled from the call and from the round of the previous one
    "projects:dossier_detail": 40,  # composed: the whole dossier, of which every noun shows a summary in three at most
    "projects:project_detail": 13,  # where it is, who is late and what comes, with whatever its milestones wait for
    "projects:project_timeline": 19,  # all that has a date around a project, and the books of its rounds
    "projects:plan_detail": 17,  # how far it is, what is lacking, its sector plans; four are the book of its round
    "home:start": 25,  # all that waits: the books of rounds that run, agendas that close, last year's figures
    "projects:claim_list": 15,  # claims and payments with what is left of each line, and what boards still contribute
    "projects:claim_detail": 15,  # a claim with its papers and payments, and whether it fits in what is left
    "onboarding:start": 13,  # deliverables, school projects and the figures that are still missing
    "onboarding:indicator_list": 15,  # every figure of the members, what is read from elsewhere, and the gaps
    "governance:calendar_feed": 16,  # all that has a day and concerns a login, with the books of the rounds that run
    "governance:organisation_detail": 13,  # who it is, where it belongs, and how and when the public reaches it
    "governance:decision_detail": 15,  # its text and themes, its subjects, the books of the rounds that hang on it
    "governance:approval_round_detail": 14,  # a round with every answer, the calendars of the councils, its subjects
}


CALENDAR = "governance:calendar_feed"  # asked by programs, that is: often


@pytest.fixture
def cast(both_furnished):
    return both_furnished[0]


@pytest.fixture
def world(both_furnished):
    """One of everything in partnership A, beside another one that has it too."""
    return both_furnished[1][0]


def counted(client, path):
    """How often a page reads; its session writes when enough time has passed, as it may on a busy machine."""
    asked = []

    def count(execute, sql, params, many, context):
        asked.extend([sql] if sql.startswith("SELECT") else [])
        return execute(sql, params, many, context)

    # Keeping each query with its values, as Django does on request, asks the database once more per query.
    with connection.execute_wrapper(count):
        answer = client.get(path)
        read(answer)
    assert answer.status_code in (200, 302), path
    return len(asked)


def open_to(persona, cast, world):
    """The pages of `world` that this persona may see, by the name of their URL."""
    pages = pages_of(cast, world).items()
    return {name: path for name, path in pages if persona in MATRIX[name].methods["GET"].may}


@pytest.mark.once
@pytest.mark.usefixtures("no_copies")
def test_page_asks_as_much_of_the_database_for_ten_times_the_rows(cast, world, as_user):
    readers = {persona: as_user(cast.personas[persona]) for persona in ("coordinator", "contact")}
    pages = [(who, name, path) for who in readers for name, path in open_to(who, cast, world).items()]
    feeds = {who: CalendarFeedFactory(user=cast.personas[who]) for who in readers}
    pages += [(who, CALENDAR, reverse(CALENDAR, args=[feed_token(feeds[who])])) for who in readers]
    grow(cast.a, world, 1)
    few = {(who, name): counted(readers[who], path) for who, name, path in pages}
    grow(cast.a, world, 9)
    many = {(who, name): counted(readers[who], path) for who, name, path in pages}
    assert {page: (few[page], many[page]) for page in many if few[page] != many[page]} == {}
    assert {page: count for page, count in many.items() if count > DEAR.get(page[1], GOAL)} == {}


BAD_IDS = ("0", "2147483648", "9223372036854775808", "9" * 50)


@pytest.mark.strict
def test_id_that_no_row_can_have_is_not_there(cast, world, as_user):
    client = as_user(cast.a.coordinator)
    wrong = []
    for name, row in MATRIX.items():
        values = [world[key].pk for key in row.of if key in world]
        if not values or len(values) != len(row.of):
            continue
        for place in range(len(values)):
            for bad in BAD_IDS:
                path = reverse(name, args=[*values[:place], int(bad), *values[place + 1 :]])
                for method in row.methods:
                    status = client.generic(method, path).status_code
                    if status != 404:
                        wrong.append(f"{method} {path}: {status}")
    assert wrong == []


LONG = "q" * 8000
BAD_QUERIES = (
    "page=-1",
    "page=999999999999",
    f"page={'9' * 5000}",
    "page=%D9%A3",
    "page=1&page=2",
    "sort=password",
    "sort=__class__",
    "sort=-",
    "q=%00",
    "q=%25",
    "q=_",
    "q=%ED%A0%80",
    "q=%FF",
    "q=%F0%9F%A7%AD%E2%80%AE",
    f"q={LONG}",
    "_connector=OR",
    "body__name=x&partnership__organisation__name=x",
    "op=31-02-2020",
    "op=%00",
    f"op={LONG}",
)
# What pages that are no list ask in their address.
ASKED = {
    "projects:budget_compare": ["met"],
    "projects:budget_what_if": ["uit", "bij"],
    "projects:plan_add": ["dossier"],
    "projects:plan_gaps": ["maanden"],
    "projects:plan_follow_up": ["bij", "page"],
    "projects:plan_version_detail": ["met"],
    "projects:dossier_version_detail": ["met"],
    "projects:plan_alignment": ["plan", "doelstelling", "niveau"],
    "projects:alignment_add": ["plan", "lijn", "doelstelling"],
    "projects:plan_analysis": ["thema", "doelgroep"],
    "projects:finding_add": ["thema", "doelgroep"],
    "governance:meeting_plan": ["orgaan"],
    "governance:meeting_series": ["orgaan"],
    "governance:minutes_approve": ["punt"],
    "projects:project_timeline": ["zoom", "op"],
    "projects:staff_allocation_list": ["per"],
    "projects:collaboration_add": ["dossier"],
    "projects:phase_move": ["dagen"],
    "projects:milestone_move": ["dagen"],
    "projects:dependency_add": ["dan"],
    "projects:call_fit": ["dossier"],
    "projects:figure_grid": ["periode"],
    "projects:figure_export": ["vorm", "verslag"],
    "projects:reporting_detail": ["vergelijk"],
    "projects:call_condition_add": ["voorwaarde"],
    "onboarding:indicator_detail": ["tot", "wie"],
    "onboarding:measurement_export": ["tot", "om"],
}
BAD_VALUES = ("nonsense", "-1", "2147483648", "9" * 50, "1e5", "%27", "%ED%A0%80", "%D9%A3", "%00", LONG)


QUARTERS = 4  # there are so many addresses that no worker should have to ask all of them


def asked_badly(pages):
    """The addresses to try: a page that asks nothing in its address gets everything at once, the others bit by bit."""
    asked = {name: list(filters) for name, filters in LISTS.items()} | ASKED | {name: ["op"] for name in DAYS}
    for name, path in sorted(pages.items()):
        page = path.partition("?")[0]
        if name not in asked:
            yield f"{page}?{'&'.join(BAD_QUERIES[::-1])}"  # of each name the last is read: here the first above
        yield from (f"{page}?{bad}" for bad in BAD_QUERIES if name in LISTS)
        yield from (f"{page}?{key}={bad}" for key in asked.get(name, []) for bad in BAD_VALUES)


@pytest.mark.strict
@pytest.mark.usefixtures("no_copies")
@pytest.mark.parametrize(
    ("persona", "quarter"), [*(("coordinator", quarter) for quarter in range(QUARTERS)), ("administrator", 0)]
)
def test_query_that_nobody_of_ours_wrote_breaks_no_page(persona, quarter, cast, world, as_user):
    client = as_user(cast.personas[persona])
    pages = open_to(persona, cast, world)
    if persona == "administrator":  # what a coordinator sees was asked as a coordinator
        pages = {name: path for name, path in pages.items() if "coordinator" not in MATRIX[name].methods["GET"].may}
    addresses = list(asked_badly(pages))
    wrong = []
    for address in addresses[quarter::QUARTERS] if persona == "coordinator" else addresses:
        answer = client.get(address)
        read(answer)
        if answer.status_code not in (200, 302, 400, 404):
            wrong.append(f"{answer.status_code} {address[:120]}")
    assert wrong == []


FORMS = sorted(name for name, row in MATRIX.items() if "POST" in row.methods)
# As bytes of a form: a browser can not send half a pair, a script can.
BAD_TEXTS = ("naam%00", "naam%ED%A0%80")  # NUL; half a surrogate pair
OWN_BOOKS = {"sessions.session", "entrance.throttle"}  # being there, and trying, leave their own traces


def rows_in_database():
    """How many rows there are of what, and the text of all of them."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in OWN_BOOKS]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in models}


def fields_of(answer):
    """The names that the form on this page asks for."""
    form = (answer.context or {}).get("form") if answer.status_code == 200 else None
    if form is None:
        return []
    many = getattr(form, "forms", [form])  # one that is made of a short form per row
    return [one.add_prefix(name) for one in (many.values() if isinstance(many, dict) else many) for name in one.fields]


class Writes:
    """Hears whether anything was written but the own books: only then there is a reason to look at all rows."""

    def __init__(self):
        self.seen = False
        self.own = [f'"{apps.get_model(label)._meta.db_table}"' for label in OWN_BOOKS]

    def __call__(self, execute, sql, params, many, context):
        is_write = sql.lstrip().split(" ", 1)[0].upper() in ("INSERT", "UPDATE", "DELETE")
        self.seen = self.seen or (is_write and not any(table in sql for table in self.own))
        return execute(sql, params, many, context)


@pytest.mark.strict
def test_form_with_text_that_no_database_holds_is_not_saved(cast, world, as_user):
    browsers = {name: as_user(cast.personas[name]) for name in ("coordinator", "administrator", "anonymous")}
    before = rows_in_database()
    for name in FORMS:
        row = MATRIX[name]
        may = next(iter(row.methods["POST"].may & browsers.keys()))
        visit, client = Visit(name, row, cast, world), browsers[may]
        with connection.execute_wrapper(prepared := Writes()):
            path = visit.path()  # an address that is given out leaves rows
            if may != "anonymous" and SESSION_KEY not in client.session:
                client.force_login(cast.personas[may])  # after the one that logs out
        before = rows_in_database() if prepared.seen else before
        names = fields_of(client.get(path)) if "GET" in row.methods else []
        names = names or ["title", "text", "name", "reason", "nl", "minutes_nl", "tekst_nl", "email", "password"]
        for text in BAD_TEXTS:
            if may != "anonymous" and SESSION_KEY not in client.session:
                client.force_login(cast.personas[may])
            with transaction.atomic():
                send_badly(name, client, path, names, text, before)
                transaction.set_rollback(True)


def send_badly(name, client, path, names, text, before):
    """Send the form with this text in each of its fields, and look at what became of it in all rows."""
    body = "&".join(f"{key}={text}" for key in names)
    with connection.execute_wrapper(writes := Writes()):
        status = client.generic("POST", path, body, "application/x-www-form-urlencoded").status_code
    assert status < 500, name
    if not writes.seen:
        return
    after = rows_in_database()
    if status in (400, 422):
        assert [label for label, rows in after.items() if rows != before[label]] == [], name
    else:  # a button without text does what it does, and keeps nothing of what was sent with it
        kept = str(after)
        assert "naam\\x00" not in kept, name
        assert "\\ud800" not in kept, name
