"""The largest plan and the longest time line: their pages against a floor, and the plan on paper against the engine.

The floor of a page is as in floor.py: the same rows by plain queries, their values in plain HTML. The floor of the
document is WeasyPrint alone, in a fresh process, from the same HTML: so that what our reports add (gathering the rows,
filling in the templates, looking at the shape, limits, a child process) shows as a ratio of wall time.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

OBJECTIVES, BARS, PRINTED = 2_000, 500, 300
MOST_PAPER_TIMES = 1.15
PAPER_ROUNDS = 5
STATIC = Path(__file__).resolve().parent.parent / "static"
Tables = Iterator[tuple[Iterable[Any], str]]

BARE = """
import sys, weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse
class Fetcher(URLFetcher):
    def fetch(self, url, headers=None):
        content = open(sys.argv[1] + "/" + url.removeprefix("asset:"), "rb").read()
        return URLFetcherResponse(url, content, {"Content-Type": "text/css"})
html = weasyprint.HTML(string=sys.stdin.read(), base_url="asset:", url_fetcher=Fetcher())
sys.stdout.buffer.write(html.write_pdf(pdf_variant="pdf/ua-1", dpi=150))
"""


def plan_tree(pk: int) -> Tables:
    from projects.models import Objective, ObjectiveParty, Plan, ProgressNote

    yield Plan.objects.filter(pk=pk), "title kind from_on until_on"
    objectives = Objective.objects.filter(plan=pk).select_related("theme").order_by("position")
    yield objectives, "title level theme.name term from_on until_on"
    parties = ObjectiveParty.objects.filter(objective__plan=pk, role="responsible")
    yield parties.select_related("organisation", "body", "person"), "name organisation.name body.name person.name"
    yield ProgressNote.objects.filter(objective__plan=pk), "on state percent"


def project_timeline(pk: int) -> Tables:
    from projects.models import Milestone, Phase, Project

    yield Project.objects.filter(pk=pk).select_related("lead"), "name lead.name from_on until_on state"
    yield Phase.objects.filter(project=pk), "name planned_from_on planned_until_on from_on until_on"
    yield Milestone.objects.filter(project=pk).select_related("decision", "round"), "name planned_on expected_on"


def load(partnership: Any, seed: int) -> tuple[Any, Any, Any]:
    """A plan of 2,000 objectives, one of 300 to print, and a project of 500 bars, in this partnership."""
    from projects.actions import scale

    scale.load_one(partnership, seed, projects=1, plans=1, objectives=OBJECTIVES, bars=BARS)
    printed = scale.plan(partnership, 2, PRINTED, seed)
    return partnership.plans.order_by("pk").first(), printed, partnership.projects.get()


def _timed(make: Callable[[], Any]) -> float:
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def paper(plan: Any) -> tuple[float, float, float]:
    """Seconds for our document and for the bare engine (medians, taking turns), and the median of their ratios."""
    from projects.reports import plan as printout
    from wegwijzer.reports.render import html_of, render_pdf

    ref = str(plan.pk)
    html = html_of(printout(ref)).encode()
    command = [sys.executable, "-c", BARE, str(STATIC / "css")]

    def bare() -> None:
        quiet = subprocess.DEVNULL
        subprocess.run(command, input=html, stdout=quiet, stderr=quiet, check=True)  # noqa: S603 - our own program

    bare()
    pairs = [(_timed(lambda: render_pdf(printout(ref))), _timed(bare)) for _round in range(PAPER_ROUNDS)]
    ours, alone = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    return ours, alone, statistics.median(mine / its for mine, its in pairs)
