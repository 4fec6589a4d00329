"""A dossier of 500 budget lines on the screen, and on paper with 20 annexes against the engine and a plain merge.

The floor of the document: WeasyPrint alone from the same HTML without the pages of the annexes, then pypdf that takes
the result over as it is (tags and bookmarks with it) and puts the same files behind it, in a fresh process. It does
less than ours: the pages of annexes get no page number, frame, tag or words for who can not see them. What merging
takes of it is told apart: taking over a large tagged document is slow work for pypdf that ours is spared.
`LARGE` is the same with about four times as many pages.
"""

import hashlib
import logging
import multiprocessing
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

LINES, ANNEXES = 500, 20
SMALL = {"objectives": 120, "annex_pages": 2}  # about a hundred pages
LARGE = {"objectives": 1_400, "annex_pages": 13, "times": 4}  # about four hundred
MOST_PAPER_TIMES, PAPER_ROUNDS = 1.15, 3
STATIC = Path(__file__).resolve().parent.parent / "static"
FIGURE = re.compile(r"<figure class=\"annex-page\".*?</figure>", re.DOTALL)
PROBLEM = re.compile(r"<p class=\"warning\" data-problem.*?</p>", re.DOTALL)
Tables = Iterator[tuple[Iterable[Any], str]]

BARE = """
import io, sys, time, weasyprint, pypdf
from weasyprint.urls import URLFetcher, URLFetcherResponse
class Fetcher(URLFetcher):
    def fetch(self, url, headers=None):
        content = open(sys.argv[1] + "/" + url.removeprefix("asset:"), "rb").read()
        return URLFetcherResponse(url, content, {"Content-Type": "text/css"})
html = weasyprint.HTML(string=sys.stdin.read(), base_url="asset:", url_fetcher=Fetcher())
own = io.BytesIO(html.write_pdf(pdf_variant="pdf/ua-1", dpi=150))
start = time.perf_counter()
writer = pypdf.PdfWriter(clone_from=own)
for name in sys.argv[2:]:
    writer.append(name)
whole = io.BytesIO()
writer.write(whole)
sys.stderr.write(f"\\nMERGED {time.perf_counter() - start}")
sys.stdout.buffer.write(whole.getvalue())
"""


def dossier_detail(pk: int) -> Tables:
    """The rows that the page of a dossier shows, for the floor under it."""
    from projects.models import BudgetLine, Dossier, DossierVersion, Requirement

    yield (
        Dossier.objects.filter(pk=pk).select_related("project", "applicant"),
        "title state project.name applicant.name",
    )
    lines = BudgetLine.objects.filter(budget__dossier=pk).select_related("cost_kind", "organisation")
    yield lines, "description year quantity unit_cost cost_kind.name"
    yield Requirement.objects.filter(dossier=pk), "title kind due_on met_on"
    yield DossierVersion.objects.filter(dossier=pk).defer("content", "drawing"), "number reason made_on"


def load(partnership: Any, plan: Any, title: str, annex_pages: int, times: int = 1) -> Any:
    """A dossier with 500 budget lines (times so many) and 20 annexes of so many pages."""
    from projects import models as rows

    project = partnership.projects.order_by("pk").first()
    boards = [member.organisation for member in partnership.members_on()][:14]
    days = {"from_on": "2016-01-01", "until_on": "2018-12-31"}
    dossier = rows.Dossier.objects.create(project=project, title=title, applicant=boards[0], plan=plan, **days)
    budget = rows.Budget.objects.create(dossier=dossier, number=1, name="aanvraag")
    kinds = [rows.CostKind.objects.get_or_create(partnership=partnership, name=f"kost {n}")[0] for n in range(8)]
    rows.BudgetLine.objects.bulk_create(
        rows.BudgetLine(
            budget=budget,
            position=number,
            cost_kind=kinds[number % 8],
            description=f"Onthaalmoment voor nieuwe inwoners, reeks {number}",
            year=2016 + number % 3,
            quantity=Decimal(number % 7 + 1),
            unit_cost=Decimal("123.45"),
            organisation=boards[number % len(boards)],
        )
        for number in range(LINES * times)
    )
    rows.BudgetSource.objects.create(budget=budget, kind="grant", name="Subsidie", percent=Decimal(80))
    rows.Contribution.objects.create(budget=budget, key="equal", share=Decimal(100))
    content = _pdf(annex_pages)
    for number in range(1, ANNEXES + 1):
        _annex(dossier, number, content)
    dossier.refresh_from_db()
    return dossier


def _annex(dossier: Any, number: int, content: bytes) -> None:
    from django.core.files.base import ContentFile

    from governance.models import Document, DocumentVersion
    from projects.models import Requirement

    document = Document.objects.create(partnership=dossier.partnership, title=f"Bijlage {number}")
    DocumentVersion.objects.create(
        document=document,
        number=1,
        file=ContentFile(content, "bijlage.pdf"),
        name=f"bijlage-{number}.pdf",
        content_type="application/pdf",
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
    )
    Requirement.objects.create(dossier=dossier, kind="document", title=f"Bewijsstuk {number}", document=document)


def _pdf(pages: int) -> bytes:
    """What an office program makes: text in an embedded font, a table, several pages."""
    import weasyprint

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    row = "<tr>" + "<td>Onthaal</td><td>Gemeente</td><td>€ 1.250,50</td>" * 2 + "</tr>"
    page = f"<h1>Bewijsstuk</h1><p>{'Een zin over het onthaal. ' * 40}</p><table>{row * 22}</table>"
    style = "<style>section{break-after:page} body{font:10pt 'Noto Sans'} table{width:100%}</style>"
    made: bytes = weasyprint.HTML(string=style + f"<section>{page}</section>" * pages).write_pdf()
    return made


def _ours(ref: str, out: Any) -> None:
    """In a process of its own: seconds, pages, and the peak of the child that makes the document (MiB)."""
    from django.db import connections

    from projects.actions import dossier_print
    from wegwijzer.reports.render import render

    connections.close_all()
    start = time.perf_counter()
    rendered = render(dossier_print.printed(ref))
    taken = time.perf_counter() - start
    out.send((taken, rendered.pages, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))


def ours(dossier: Any) -> tuple[float, int, float]:
    here, there = multiprocessing.get_context("fork").Pipe()
    process = multiprocessing.get_context("fork").Process(target=_ours, args=(str(dossier.pk), there))
    process.start()
    process.join()
    made: tuple[float, int, float] = here.recv()
    return made


def paper(dossier: Any) -> dict[str, float]:
    """Medians of seconds for our document and for the floor, taking turns; pages; peak memory in MiB."""
    from projects.actions import dossier_print
    from wegwijzer.reports.render import html_of

    printout = dossier_print.printed(str(dossier.pk))
    html = PROBLEM.sub("", FIGURE.sub("", html_of(printout))).encode()
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, annex in enumerate(printout.annexes):
            path = Path(folder, f"{number:03}.pdf")
            with annex.open() as file:
                path.write_bytes(file.read())
            names.append(str(path))
        command = [sys.executable, "-c", BARE, str(STATIC / "css"), *names]
        pairs, merged, pages, peak = [], [], 0, 0.0
        for _round in range(PAPER_ROUNDS):
            mine, pages, peak = ours(dossier)
            start = time.perf_counter()
            done = subprocess.run(command, input=html, capture_output=True, check=True)  # noqa: S603 - our own program
            pairs.append((mine, time.perf_counter() - start))
            merged.append(float(done.stderr.rpartition(b"MERGED ")[2]))
    taken, alone = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    ratio = statistics.median(mine / its for mine, its in pairs)
    made = {"seconds": taken, "alone": alone, "merging": statistics.median(merged)}
    return made | {"ratio": ratio, "pages": pages, "peak_mib": peak}


def measure(partnership: Any, seed: int) -> tuple[Any, list[str]]:
    """The dossier for the page, and what takes longer on paper than it may."""
    from projects.actions import scale

    dossiers = {
        name: load(partnership, scale.plan(partnership, at, said["objectives"], seed), name, **_pages(said))
        for at, (name, said) in enumerate((("klein", SMALL), ("groot", LARGE)), start=7)
    }
    small, large = (paper(dossiers[name]) for name in ("klein", "groot"))
    for row in (small, large):
        print(
            f"dossier of {row['pages']:.0f} pages with {ANNEXES} annexes as PDF: {row['seconds']:.2f} s; "
            f"WeasyPrint and pypdf alone: {row['alone']:.2f} s, "
            f"of which merging {row['merging']:.2f} s; × {row['ratio']:.2f}; peak {row['peak_mib']:.0f} MiB"
        )
    growth = (large["seconds"] / small["seconds"]) / (large["pages"] / small["pages"])
    print(f"dossier as PDF, {small['pages']:.0f} → {large['pages']:.0f} pages: × {growth:.2f} of linear")
    wrong = [
        f"the dossier of {row['pages']:.0f} pages takes {row['ratio']:.2f} times what the engine and a merge take"
        for row in (small, large)
        if row["ratio"] > MOST_PAPER_TIMES
    ]
    if growth > 1:
        wrong.append(f"the dossier grows {growth:.2f} times faster than its pages")
    return dossiers["klein"], wrong


def _pages(said: dict[str, int]) -> dict[str, int]:
    return {name: value for name, value in said.items() if name != "objectives"}
