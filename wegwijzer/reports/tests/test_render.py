import io
import os
import resource
import signal
import subprocess
import sys

import page
import pytest
from PIL import Image
from pypdf import PdfReader

from wegwijzer.reports import child, render
from wegwijzer.reports.tests.sample import sample


def convert(html):
    return render._convert(html, lambda *pages: None)


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


@pytest.fixture(scope="module")
def pdf_of_sample():
    """Made once: a second and a half."""
    made: list[render.Rendered] = []

    def make():
        if not made:
            made.append(render.render(sample()))
        return made[0]

    return make


def test_report_is_pdf_ua_1_without_a_single_failure(pdf_of_sample):
    verdict = page.validate_pdf_bytes(pdf_of_sample().content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in verdict.failures] == []
    assert verdict.is_compliant


def test_haste_of_the_child_changes_no_byte(pdf_of_sample, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", render.EPOCH)
    plain = io.BytesIO()
    child.convert(render.html_of(sample()), plain)  # main() alone makes haste
    assert plain.getvalue() == pdf_of_sample().content


def test_the_checker_of_pdf_ua_does_find_faults(page_of):
    faulty = convert(page_of("<h4>Te diep</h4><table><tr><th>Zonder scope</th></tr><tr><td>x</td></tr></table>"))
    assert not page.validate_pdf_bytes(faulty.content, profile="ua1").is_compliant


def test_report_reads_as_text_with_its_footer_on_every_page(pdf_of_sample):
    text = text_of(pdf_of_sample().content)
    for expected in (
        "Beheerscomité van 14 september 2015",
        "Interlokale vereniging ISOM",
        "1. Aanwezigheid",
        "3.1 Toelichting",
        "€ 1.250,50",
        "Besluit 2015/07",
        "Le SPP IS examinera la question",
        "bladzijde 1 van 2",
        "bladzijde 2 van 2",
    ):
        assert expected in text, expected
    assert text.count("controlegetal") == pdf_of_sample().pages == 2


def test_last_line_of_a_full_page_stands_free_of_the_rule_above_its_foot(page_of, tmp_path):
    full = "<style>h1 { margin-bottom: 15pt; }</style>"  # 48 lines then end half a point above the end of the page
    head = f'<link rel="stylesheet" href="asset:print.css">{full}'
    path = tmp_path / "vol.pdf"
    path.write_bytes(convert(page_of("<p>" + "Veel tekst op één blad.<br>" * 90 + "</p>", head)).content)
    subprocess.run(["pdftoppm", "-r", "144", "-l", "1", "-gray", "-singlefile", path, path.with_suffix("")], check=True)
    with Image.open(path.with_suffix(".pgm")) as sheet:
        rows = [sheet.crop((0, y, sheet.width, y + 1)).getcolors() for y in range(sheet.height)]
    marked = [sum(count for count, grey in row if grey < 250) for row in rows]
    rule = next(y for y, count in enumerate(marked) if count > sheet.width / 2)
    above = [y for y, row in enumerate(rows[:rule]) if any(grey < 100 for _count, grey in row)]
    assert 8 < (rule - above[-1]) / 2 < 16  # points


def test_who_and_when_of_a_step_stand_on_the_page_of_what_to_do(page_of):
    facts = '<table class="facts"><tbody><tr><th scope="row">Wie</th><td>onthaal</td></tr></tbody></table>'
    steps = "".join(
        f'<div class="page">{"tekst<br>" * lines}</div><section><h2>Stap</h2>{facts}<p>Doe dit.</p></section>'
        for lines in range(36, 52)
    )
    head = '<link rel="stylesheet" href="asset:print.css">'
    text = text_of(convert(page_of(f'<div class="procedure">{steps}</div>', head)).content)
    assert all(page.count("Wie") == page.count("Doe dit.") for page in text.split("\f"))
    assert text.count("Doe dit.") == 16


def test_report_knows_its_title_language_and_publisher(pdf_of_sample, tmp_path):
    path = tmp_path / "verslag.pdf"
    path.write_bytes(pdf_of_sample().content)
    with PdfReader(path) as reader:
        assert reader.metadata.title == "Beheerscomité van 14 september 2015"
        assert reader.metadata.author == "Interlokale vereniging ISOM"
        assert reader.metadata.creation_date is None
        assert reader.trailer["/Root"]["/Lang"] == "nl"


def test_each_part_is_read_aloud_in_its_own_language(pdf_of_sample, tmp_path):
    path = tmp_path / "verslag.pdf"
    path.write_bytes(pdf_of_sample().content)
    with PdfReader(path) as reader:
        parts = list(languages(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    # A head and two cells in each language.
    assert sorted(parts) == [("/TD", "fr")] * 2 + [("/TD", "nl")] * 2 + [("/TH", "fr"), ("/TH", "nl")]


def test_identical_data_give_identical_bytes(pdf_of_sample, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "4")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert render.render_pdf(sample()) == pdf_of_sample().content


def test_the_checksum_follows_the_text():
    one, other = (render.html_of(sample(title=title)) for title in ("Verslag", "Verslag!"))
    assert render.html_of(sample(title="Verslag")) == one
    assert one.split("controlegetal ")[1][:16] != other.split("controlegetal ")[1][:16]
    assert 'controlegetal 42"' in render.html_of(sample(checksum="42"))


def test_text_of_people_can_not_become_markup():
    html = render.html_of(sample(title='<script>"&', context={"note": "<img src=http://127.0.0.1/>"}))
    assert "<img" not in html
    assert "<script" not in html


def test_right_to_left_document_is_marked_as_such():
    assert 'lang="ar" dir="rtl"' in render.html_of(sample(language="ar"))
    assert 'lang="nl" dir="ltr"' in render.html_of(sample())


def test_elements_inside_one_another_are_refused_in_words(page_of):
    with pytest.raises(render.RenderFailed, match="te diep genest") as refused:
        convert(page_of("<div>" * 800 + "x" + "</div>" * 800))
    assert "TooDeep" in refused.value.detail  # counted beforehand, and not met by the layout as a RecursionError
    assert convert(page_of("<p>Daarna gaat het gewoon verder.</p>")).pages == 1


def test_deepest_that_is_allowed_is_laid_out(page_of):
    levels = child.DEEPEST - 5
    assert convert(page_of("<div>" * levels + "x" + "</div>" * levels)).pages == 1


def test_cell_over_fifty_thousand_columns_is_refused_in_words(page_of):
    with pytest.raises(render.RenderFailed, match="te veel kolommen"):
        convert(page_of('<table><tr><td colspan="50000">x</td></tr></table>'))


def test_widest_cell_that_is_allowed_is_laid_out(page_of):
    assert convert(page_of(f'<table><tr><td colspan="{child.WIDEST}">x</td></tr></table>')).pages == 1


def test_list_items_without_an_end_are_not_counted_as_deep():
    child.check_shape("<ul>" + "<li>x" * 1000 + "</ul>" + "<br>" * 1000 + "<hr/>" * 1000 + "<p>x" * 1000)


def test_document_that_takes_too_long_is_ended_and_told_so(page_of, settings):
    settings.REPORT_SECONDS = 2
    with pytest.raises(render.RenderFailed, match="duurde langer dan") as refused:
        convert(page_of("<p>Veel tekst, telkens opnieuw.</p>" * 60_000))
    assert refused.value.detail.startswith("exit -")  # by a signal: nobody waited until it was ready


@pytest.mark.parametrize(
    ("in_time", "ended_by", "said"),
    [
        (True, signal.SIGKILL, "afgebroken voor de tijd om was"),  # from outside
        (True, signal.SIGXCPU, "duurde langer dan 5 min"),  # its processor time was over
        (False, signal.SIGKILL, "duurde langer dan 5 min"),  # by us
    ],
)
def test_layout_that_was_ended_is_said_to_take_too_long_only_when_it_did(in_time, ended_by, said, settings):
    settings.REPORT_SECONDS = 300
    assert said in render._failure(in_time, -ended_by, b"").message


@pytest.mark.parametrize("ended_by", [signal.SIGSEGV, signal.SIGABRT, signal.SIGTRAP])
def test_layout_that_fell_is_said_to_be_too_large_only_when_it_took_much_memory(ended_by, settings):
    take = f"import os; taken = b'x' * (150 << 20); os.kill(os.getpid(), {ended_by.value})"
    fell = subprocess.run(
        [sys.executable, "-c", take], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    )
    settings.REPORT_MEMORY_MB = 200
    assert "te groot voor het geheugen" in render._failure(True, fell.returncode, b"").message
    settings.REPORT_MEMORY_MB = 16 * 1024
    assert "De beheerder vindt de oorzaak in het logboek" in render._failure(True, fell.returncode, b"").message


def test_document_that_takes_too_much_memory_is_ended_and_told_so(page_of, settings):
    settings.REPORT_MEMORY_MB, settings.REPORT_SECONDS = 240, 300  # a slow machine ends it for its memory too
    with pytest.raises(render.RenderFailed, match="te groot voor het geheugen"):
        convert(page_of("<p>Veel tekst, telkens opnieuw.</p>" * 20_000))


def test_text_past_the_limit_is_refused_before_anything_starts(monkeypatch):
    monkeypatch.setattr(render, "_convert", lambda *args: pytest.fail("started"))
    with pytest.raises(render.RenderFailed, match="te lang voor één document"):
        render.render_pdf(sample(context={"note": "x" * render.HTML_MAX_BYTES}))


def test_who_waits_hears_which_page_is_being_made(page_of, monkeypatch):
    monkeypatch.setattr(render, "TICK_SECONDS", 0.05)
    told: list[tuple[int, int]] = []
    whole = page_of("<p class='page'>Nog een bladzijde.</p>" * 40, CSS_LINK)
    pages = render._convert(whole, lambda page, total: told.append((page, total))).pages
    heard, totals = zip(*told, strict=True)
    assert pages == 41
    assert heard[0] == 0
    assert list(heard) == sorted(heard)
    assert heard[-1] > 1
    assert set(totals) <= {0, 41}
    assert totals[0] == 0


def test_child_ends_when_the_one_who_waits_gives_up(page_of):
    class GaveUp(Exception):
        pass

    before = set(children())  # a press that other tests print with
    seen: list[int] = []

    def give_up(number, total):
        seen.extend(set(children()) - before)
        raise GaveUp

    with pytest.raises(GaveUp):
        render._convert(page_of("<p>Veel tekst.</p>" * 50_000), give_up)
    assert len(seen) == 1
    assert not set(seen) & set(children())


def test_child_knows_nothing_of_the_application():
    code = (
        f"import io, runpy, sys; child = runpy.run_path({child.__file__!r}, run_name='child'); out = io.BytesIO();"
        "child['convert']('<html lang=nl><title>x</title><p>x</html>', out); assert out.getvalue().startswith(b'%PDF');"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'django', 'celery', 'wegwijzer'}))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd="/", capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_child_gets_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setenv("DATABASE_URL", "postgres://geheim@db/x")
    assert not any("geheim" in value for value in render._environment().values())


CSS_LINK = '<link rel="stylesheet" href="asset:print.css">'


def children() -> list[int]:
    """The processes that this one started and that still run."""
    listed = subprocess.run(["pgrep", "-P", str(os.getpid()), "-f", "reports/child.py"], capture_output=True)
    return [int(pid) for pid in listed.stdout.split()]


def languages(kids):
    """The tags that name a language, anywhere under these."""
    for kid in kids if isinstance(kids, list) else [kids]:
        tag = kid.get_object()
        if isinstance(tag, dict):
            if "/Lang" in tag:
                yield tag["/S"], tag["/Lang"]
            yield from languages(tag.get("/K", []))
