"""Brochures as PDF: one by one per language, and all of a text at once against the bare engine on the same HTML.

The engine runs in this process, started beforehand: no process, no walls, no database. What a brochure in a series may
cost beyond that is MOST_TIMES of it. What counts is processor time, of this process and of those that it starts: a
clock would measure what else the machine does.
"""

import logging
import resource
import statistics
from typing import Any

MOST_TIMES = 1.2
ROUNDS = 3


def prepare() -> Any:
    """The brochure of the case with every language complete for everybody: what is refused would cost nothing."""
    from onboarding.models import LocalSection, RegionalText

    text = RegionalText.objects.get(kind="brochure", partnership__slug="integratie")
    LocalSection.objects.filter(local__text=text).delete()
    return text


def bare(html: str) -> bytes:
    import weasyprint

    from wegwijzer.reports.fetcher import BundledFetcher

    document = weasyprint.HTML(string=html, base_url="asset:", url_fetcher=BundledFetcher())
    written: bytes = document.write_pdf(pdf_variant="pdf/ua-1", dpi=150)
    return written


def seconds(work: Any) -> float:
    """Of processor time, here and in the processes that ended meanwhile."""
    start = spent()
    work()
    return spent() - start


def spent() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure() -> tuple[list[tuple[str, float]], int, float, float]:
    """(language, seconds alone), how many in the series, and per brochure the seconds of series and bare engine.

    Series and engine take turns, so that what else the machine does weighs on both; the middle of three counts.
    """
    from onboarding.reports import brochures
    from wegwijzer.reports.render import html_of, render

    for name in ("weasyprint", "weasyprint.progress"):
        logging.getLogger(name).setLevel(logging.ERROR)
    text = prepare()
    series = brochures(str(text.pk))
    first = series.items[: len(text.translations) + 1]
    alone = [(item.facts[1], seconds(lambda item=item: render(item.build()))) for item in first]
    htmls = [html_of(item.build()) for item in series.items]
    bare(htmls[0])
    count = len(htmls)
    pairs = []
    for _round in range(ROUNDS):
        engine = seconds(lambda: [bare(html) for html in htmls])
        ours = seconds(lambda: render(series))
        pairs.append((ours, engine))
    ours, engine = sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]
    return alone, count, ours / count, engine / count


def report() -> dict[str, Any]:
    """Print it; returns what `results.json` keeps."""
    alone, count, ours, engine = measure()
    print(f"\nbrochure as PDF, alone: {', '.join(f'{name} {took * 1000:.0f} ms' for name, took in alone)}")
    each, bare_each = f"{ours * 1000:.0f} ms each", f"{engine * 1000:.0f} ms"
    print(f"all {count} brochures: {each}, the bare engine {bare_each}: × {ours / engine:.2f}")
    return {
        "brochure_alone_ms": round(statistics.median(took for _name, took in alone) * 1000, 1),
        "series_of": count,
        "series_ms_each": round(ours * 1000, 1),
        "engine_ms_each": round(engine * 1000, 1),
        "series_ratio_to_engine": round(ours / engine, 3),
    }
