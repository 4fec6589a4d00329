"""`make bench`: what each page costs, against the least that a page with a login can cost, measured in the same run.

Measured in this process, through Django's test client and the whole middleware of the installation: that is our own
part. A server on loopback adds the same to page and floor, and on two cores measures the queue of processes with it.
Page and floor take turns, so that what else the machine does weighs on both.

A database of its own in a temporary folder (SQLite), or the one of DATABASE_URL, which must be empty or made by this.
"""

import json
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROUNDS = int(os.environ.get("ROUNDS", "30"))
WARM_UP = 3
MOST_QUERIES = 20
MORE_QUERIES = {"dossier_detail": 40, "start": 24}  # composed: every noun shows its summary in three at most
MOST_GROWTH = 3.0  # a page of five years among forty partnerships, against the same page of the case
PARTNERSHIPS, YEARS, SEED = 40, 5, 1
# The widest board of answers: so many territories (two boards each) × so many rounds, all on one page.
TERRITORIES, APPROVAL_ROUNDS = 300, 20
MOST_WIDE_QUERIES, MOST_WIDE_TIMES = 12, 3.0  # against the floor with the same cells
MORE_WIDE_TIMES = {"public_text": 4.0}  # each section is Markdown, filled in and checked in each language
MOST_PLAN_TIMES = 3.0  # a plan of 2,000 objectives, a time line of 500 bars: against the floor with the same rows
FLOOR_IS = """× floor: against a bare page behind the same kind of login, with the same rows by plain queries and their
values in plain HTML; without menus, rights, translation, filters or counts (bench/floor.py)."""


@dataclass
class Result:
    page: str
    size: str
    queries: int
    median_ms: float
    p95_ms: float
    ratio_to_floor: float
    bytes: int


@dataclass(frozen=True)
class Page:
    """Where it is, and the key of what it shows, for the floor under it."""

    name: str
    path: str
    pk: int = 0

    @property
    def floor(self) -> str:
        return f"/bench/floor/{self.name}/{self.pk}"


def prepare(folder: str) -> None:
    """Django on a database of its own, with demo logins, before anything of it is imported."""
    os.environ.update(
        DATA_DIR=folder, DEMO="1", DJANGO_SETTINGS_MODULE="wegwijzer.settings", ALLOWED_HOSTS="testserver"
    )
    sys.path.insert(0, str(HERE.parent))
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    logging.getLogger("wegwijzer").setLevel(logging.WARNING)  # a line per request would bury the table
    settings.ROOT_URLCONF = "bench.floor"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_case", "wegwijzer", verbosity=0)


def user_named(email: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model()._default_manager.get(email=email)


def board_page(user: Any) -> Page:
    """The whole board of the partnership that asked most."""
    from django.db.models import Count
    from django.urls import reverse

    from governance.access import partnerships_for

    most = partnerships_for(user).annotate(size=Count("rounds")).order_by("-size", "pk")[0]
    return Page("board", f"{reverse('governance:board')}?alles=ja&verband={most.pk}", most.pk)


def pages_for(user: Any) -> list[Page]:
    """The pages that are measured, with the largest of what this login may see."""
    from django.db.models import Count
    from django.urls import reverse

    from governance.access import bodies_for, decisions_of, meetings_for, partnerships_for

    meetings = meetings_for(user).annotate(size=Count("items")).order_by("-size", "-pk")
    found = {
        "meeting_detail": meetings.filter(state="approved").first(),
        "sitting": meetings.filter(state="draft").first(),
        "decision_detail": decisions_of(user).annotate(size=Count("votes")).order_by("-size", "-pk").first(),
        "partnership_detail": partnerships_for(user)
        .annotate(size=Count("memberships"))
        .order_by("-size", "pk")
        .first(),
        "body_detail": bodies_for(user).annotate(size=Count("meetings")).order_by("-size", "pk").first(),
    }
    pages = [Page("start", reverse("home:start"))]
    pages.append(Page("meeting_list", reverse("governance:meeting_list") + "?when=alle"))
    pages += [Page(name, reverse(f"governance:{name}", args=[row.pk]), row.pk) for name, row in found.items()]
    lists = ("decision_list", "organisation_list", "person_list", "action_point_list")
    pages += [Page(name, reverse(f"governance:{name}")) for name in lists]
    return [*pages, Page("report_list", reverse("reports:report_list")), board_page(user)]


def plan_pages(plan: Any, project: Any) -> list[Page]:
    from django.urls import reverse

    tree = reverse("projects:plan_tree", args=[plan.pk])
    return [
        Page("plan_tree", f"{tree}?alles=ja", plan.pk),
        Page("project_timeline", reverse("projects:project_timeline", args=[project.pk]), project.pk),
    ]


def client_of(user: Any, middleware: list[str] | None = None) -> Any:
    """A browser that is logged in; with `middleware` instead of that of the installation, when it is given."""
    from django.conf import settings
    from django.test import Client, override_settings

    client = Client()
    client.force_login(user)
    with override_settings(MIDDLEWARE=middleware or settings.MIDDLEWARE):
        client.handler.load_middleware()
    return client


def timed(ask: Callable[[], Any]) -> float:
    """Milliseconds of one request."""
    start = time.perf_counter()
    answer = ask()
    taken = (time.perf_counter() - start) * 1000
    assert answer.status_code == 200, answer.request["PATH_INFO"]
    return taken


def measure(size: str, user: Any, pages: list[Page]) -> list[Result]:
    """Every page `ROUNDS` times, each time followed by the floor under it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.floor import MIDDLEWARE

    client, bare = client_of(user), client_of(user, MIDDLEWARE)
    results = []
    for page in pages:
        for _round in range(WARM_UP):
            client.get(page.path), bare.get(page.floor)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page.path)
        asked = len(queries)  # before the next request empties the log
        pairs = [
            (timed(lambda path=page.path: client.get(path)), timed(lambda path=page.floor: bare.get(path)))
            for _round in range(ROUNDS)
        ]
        taken, floors = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        median = statistics.median(taken)
        results.append(
            Result(
                page.name,
                size,
                asked,
                round(median, 2),
                round(statistics.quantiles(taken, n=20, method="inclusive")[-1], 2),
                round(median / statistics.median(floors), 2),
                len(answer.content),
            )
        )
        show(results[-1])
    return results


def show(result: Result) -> None:
    print(
        f"{result.page:20} {result.size:9} {result.queries:7} {result.median_ms:9.2f} {result.p95_ms:9.2f}"
        f" {result.ratio_to_floor:9.2f} {result.bytes / 1024:7.1f}",
        flush=True,
    )


def complaints(results: list[Result]) -> list[str]:
    """What costs more than it may; also what grew more than it may from the case to all of Flanders."""
    asked = [row for row in results if row.queries > MORE_QUERIES.get(row.page, MOST_QUERIES)]
    found = [f"{row.page} ({row.size}) asks {row.queries} queries" for row in asked]
    small = {row.page: row for row in results if row.size == "case"}
    for row in results:
        if row.size == "wide":
            most = MORE_WIDE_TIMES.get(row.page, MOST_WIDE_TIMES)
            if row.ratio_to_floor > most or row.queries > MOST_WIDE_QUERIES:
                found.append(f"{row.page} (wide): {row.queries} queries, {row.ratio_to_floor} times its floor")
            continue
        if row.size == "plans":
            if row.ratio_to_floor > MOST_PLAN_TIMES:
                found.append(f"{row.page} (plans): {row.ratio_to_floor} times its floor")
            continue
        growth = row.median_ms / small[row.page].median_ms
        if row.size != "case":
            print(f"{row.page:20} case → {row.size}: × {growth:.2f}")
        if growth > MOST_GROWTH:
            found.append(f"{row.page} grows {growth:.1f} times from the case to {row.size}")
    return found


def measure_plans(partnership: Any, user: Any) -> tuple[list[Result], list[str]]:
    """The largest plan and time line on the screen, and a plan on paper."""
    from bench import plans

    large, printed, project = plans.load(partnership, SEED)
    results = measure("plans", user, plan_pages(large, project))
    ours, alone, ratio = plans.paper(printed)
    print(f"plan of {plans.PRINTED} objectives as PDF: {ours:.2f} s; WeasyPrint alone: {alone:.2f} s; × {ratio:.2f}")
    wrong = [f"the plan on paper takes {ratio:.2f} times what WeasyPrint alone takes"]
    return results, wrong if ratio > plans.MOST_PAPER_TIMES else []


def measure_matrix(partnership: Any, user: Any) -> list[Result]:
    """The widest status matrix, all of it on one page, the widest grid of figures, and a brochure on the web."""
    from django.urls import reverse

    from bench import onboarding

    project = onboarding.load(partnership)
    path = f"{reverse('onboarding:deliverable_matrix', args=[project.pk])}?alles=ja"
    indicator = onboarding.load_figures(partnership)
    grid = Page("measurement_grid", reverse("onboarding:measurement_grid", args=[indicator.pk]), indicator.pk)
    text, board = onboarding.load_brochure(partnership)
    read = Page("public_text", reverse("onboarding:public_text", args=[board.pk, text.pk, "nl"]), text.pk)
    return measure("wide", user, [Page("deliverable_matrix", path, project.pk), grid, read])


def measure_dossiers(partnership: Any, user: Any) -> tuple[list[Result], list[str]]:
    """The page of a dossier with 500 budget lines, and its document with 20 annexes."""
    from django.urls import reverse

    from bench import dossiers

    dossier, wrong = dossiers.measure(partnership, SEED)
    page = Page("dossier_detail", reverse("projects:dossier_detail", args=[dossier.pk]), dossier.pk)
    return measure("plans", user, [page]), wrong


def brochures_on_paper() -> list[str]:
    """All brochures of a text, against the bare engine."""
    from bench import brochures

    ratio = brochures.report()["series_ratio_to_engine"]
    most = brochures.MOST_TIMES
    return [f"a brochure in a series takes {ratio} times what the engine alone takes"] if ratio > most else []


def remind() -> list[str]:
    """Sweeps over very many subjects, and mails a second."""
    from bench import reminders

    return reminders.report()


def main() -> int:
    scale = os.environ.get("SCALE", "case")
    if scale not in ("case", "flanders"):
        print(f"SCALE={scale} is not known; choose case or flanders.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        print(FLOOR_IS)
        print(f"{'page':20} {'size':9} {'queries':>7} {'median ms':>9} {'p95 ms':>9} {'× floor':>9} {'kB':>7}")
        from governance.actions import scale as scales

        case = user_named("coordinator@example.org")
        results = measure("case", case, pages_for(case))
        wrong_brochures = brochures_on_paper()
        broad = scales.load_wide(TERRITORIES, APPROVAL_ROUNDS, SEED)
        wide = user_named(scales.address_of(0, SEED))
        results += measure("wide", wide, [board_page(wide)])
        measured, wrong_on_paper = measure_plans(broad, wide)  # first: a partnership that has a project is given none
        results += measured
        results += measure_matrix(broad, wide)
        measured, wrong_in_dossiers = measure_dossiers(broad, wide)
        results += measured
        wrong_reminders = remind()
        if scale == "flanders":
            start = time.perf_counter()
            scales.load(PARTNERSHIPS, YEARS, SEED)
            print(f"loaded {PARTNERSHIPS} partnerships × {YEARS} years in {time.perf_counter() - start:.0f} s")
            many = user_named(scales.address_of(1, SEED))
            results += measure("flanders", many, pages_for(many))
        (HERE / "results.json").write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n")
        wrong = [*complaints(results), *wrong_on_paper, *wrong_in_dossiers, *wrong_brochures, *wrong_reminders]
        print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
