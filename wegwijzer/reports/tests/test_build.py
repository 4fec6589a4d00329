import datetime as dt
import hashlib
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import change, move
from wegwijzer.reports import build, render, store
from wegwijzer.reports.files import pack
from wegwijzer.reports.models import LEASE, LIFECYCLE, MOST_ATTEMPTS, Report, ReportState
from wegwijzer.reports.registry import Annex, Bundle, kinds
from wegwijzer.reports.render import Rendered, RenderFailed
from wegwijzer.reports.request import BUILD, request_report
from wegwijzer.reports.tasks import build_report, due
from wegwijzer.reports.tests.sample import sample
from wegwijzer.storage import StorageAway


@pytest.mark.django_db
def test_what_is_not_in_the_document_stays_with_the_report(queued, monkeypatch, as_user, secretary):
    lines = ("Offerte.pdf: met een wachtwoord beveiligd", "Plan.pdf: beschadigd of onleesbaar")
    monkeypatch.setattr(build, "render", lambda printout, on_page: Rendered(b"%PDF", 1, lines))
    build_report(queued.pk)
    queued.refresh_from_db()
    assert queued.lines_left_out == list(lines)
    client = as_user(secretary)
    page = client.get(reverse("reports:report_detail", args=[queued.pk])).content.decode()
    assert all(line in page for line in lines)
    assert "2 bijlagen zijn niet ingevoegd" in client.get(reverse("reports:report_list")).content.decode()


def claim(report, ago=dt.timedelta(0), attempts=1):
    """Somebody began on this report, and gave the last sign of life `ago`."""
    moment = timezone.now() - ago
    move(report, "claim", LIFECYCLE, claimed_at=moment, alive_at=moment, attempts=attempts)


def folder_of(settings):
    return sorted(path.name for path in (settings.MEDIA_ROOT / "reports").iterdir())


def test_report_is_made_and_kept_under_a_name_that_says_nothing(queued, settings):
    build_report(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.error, queued.percent, queued.attempts) == (ReportState.DONE, "", 100, 1)
    with queued.file.open("rb") as file:
        content = file.read()
    assert content.startswith(b"%PDF-1.7")
    assert queued.checksum == hashlib.sha256(content).hexdigest()
    assert (queued.size_bytes, queued.pages) == (len(content), 2)
    assert (queued.title, queued.language) == ("Beheerscomité van 14 september 2015", "nl")
    assert queued.file_name == "verslag-beheerscomite-2015-09-14.pdf"
    assert folder_of(settings) == [f"{queued.key.hex}.pdf"]
    made = Entry.objects.about(queued).get(verb="reports.report.made")
    assert (made.by, made.changes) == (None, {"checksum": queued.checksum})


def test_report_that_is_made_is_not_made_again(queued, monkeypatch):
    build_report(queued.pk)
    monkeypatch.setattr(build, "render", lambda *args: pytest.fail("made again"))
    build_report(queued.pk)
    assert Entry.objects.filter(verb="reports.report.made").count() == 1


def test_report_that_somebody_works_on_is_left_alone(queued, monkeypatch):
    claim(queued)
    monkeypatch.setattr(build, "render", lambda *args: pytest.fail("made twice"))
    build_report(queued.pk)
    build.make(Report.objects.get(pk=queued.pk))
    assert Report.objects.get(pk=queued.pk).attempts == 1


def test_sweep_finds_what_waits_and_what_was_left(queued, secretary):
    left = request_report("sample", "1", by=secretary, scope=None)
    claim(left, ago=LEASE)
    claim(request_report("sample", "2", by=secretary, scope=None), ago=LEASE - dt.timedelta(seconds=5))
    build_report(request_report("sample", "weg", by=secretary, scope=None).pk)
    assert due(timezone.now()) == [(BUILD, queued.pk), (BUILD, left.pk)]


def test_report_whose_maker_is_gone_is_finished_by_another(queued, settings):
    claim(queued, ago=LEASE)
    part = settings.MEDIA_ROOT / "reports" / f".{queued.key.hex}.1.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"%PDF-1.7 halfway")
    build_report(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == (ReportState.DONE, 2)
    assert folder_of(settings) == [f"{queued.key.hex}.pdf"]


def test_report_is_given_up_after_three_makers_went(queued, monkeypatch):
    claim(queued, ago=LEASE, attempts=MOST_ATTEMPTS)
    monkeypatch.setattr(build, "render", lambda *args: pytest.fail("a fourth time"))
    build_report(queued.pk)
    queued.refresh_from_db()
    assert queued.state == ReportState.FAILED
    assert "3 keer afgebroken" in queued.error


def test_maker_that_was_taken_over_stops_and_changes_nothing(queued, monkeypatch):
    taken_over = "someone else"

    def taken(printout, on_page):
        change(Report.objects.get(pk=queued.pk), progress=taken_over)
        monkeypatch.setattr(build, "NEWS", 0.0)
        on_page(3)

    monkeypatch.setattr(build, "render", taken)
    build_report(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.progress, queued.error) == (ReportState.WORKING, taken_over, "")


def test_maker_tells_how_far_it_is_and_that_it_lives(queued, monkeypatch):
    heard = []

    def tell(printout, on_page):
        monkeypatch.setattr(build, "NEWS", 0.0)
        for page, total in ((0, 0), (1, 0), (1, 0), (40, 0), (40, 40)):
            on_page(page, total)
            report = Report.objects.get(pk=queued.pk)
            heard.append((report.progress, report.percent, report.alive_at > report.claimed_at))
        raise RenderFailed("Het duurde te lang.", "exit -9")

    monkeypatch.setattr(build, "render", tell)
    build_report(queued.pk)
    assert heard == [
        ("de gegevens worden verzameld", 5, False),
        ("bladzijde 1", 17, True),
        ("bladzijde 1", 17, True),
        ("bladzijde 40", 74, True),
        ("40 bladzijden zijn opgemaakt, het bestand wordt geschreven", 95, True),
    ]


def test_reason_of_a_failure_is_kept_in_words(queued, monkeypatch, caplog):
    def fail(printout, on_page):
        raise RenderFailed("Het verslag is te groot voor het geheugen.", "exit 23: MemoryError")

    monkeypatch.setattr(build, "render", fail)
    build_report(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.error) == (ReportState.FAILED, "Het verslag is te groot voor het geheugen.")
    assert "exit 23: MemoryError" in caplog.text
    assert Entry.objects.get(verb="reports.report.failed").reason == queued.error


def test_mistake_in_the_program_is_a_failure_without_technical_words(queued, monkeypatch, caplog):
    monkeypatch.setitem(kinds, "sample", None)
    monkeypatch.setattr(build, "kind_named", lambda name: 1 / 0)
    build_report(queued.pk)
    queued.refresh_from_db()
    assert queued.state == ReportState.FAILED
    assert queued.error.startswith("Het maken is mislukt door een fout in het programma.")
    assert "ZeroDivisionError" in caplog.text


def test_subject_that_is_gone_is_a_failure_in_words(broken):
    assert (broken.state, broken.error) == (ReportState.FAILED, "Er is geen vergadering met nummer weg.")


def test_database_that_is_away_leaves_the_report_to_the_next_attempt(queued, monkeypatch):
    def away(printout, on_page):
        raise OperationalError("connection lost")

    monkeypatch.setattr(build, "render", away)
    with pytest.raises(OperationalError):
        build_report(queued.pk)
    queued.refresh_from_db()
    assert (queued.state, queued.attempts) == (ReportState.WORKING, 1)


def test_maker_that_waited_too_long_for_its_files_leaves_the_one_after_it_alone(queued, monkeypatch):
    def away(printout, on_page):
        Report.objects.filter(pk=queued.pk).update(alive_at=timezone.now() - LEASE)
        claim(Report.objects.get(pk=queued.pk), attempts=2)
        raise StorageAway("antwoordt niet")

    monkeypatch.setattr(build, "render", away)
    with pytest.raises(StorageAway):
        build_report(queued.pk)
    second = Report.objects.get(pk=queued.pk)
    assert (second.state, second.attempts) == (ReportState.WORKING, 1)
    change(second, progress="bladzijde 1")


def test_maker_gives_a_sign_of_life_before_each_file_that_it_fetches(tmp_path, monkeypatch):
    (tmp_path / "a.png").write_bytes(b"no picture")
    checksum = hashlib.sha256(b"no picture").hexdigest()
    annexes = tuple(
        Annex(f"{number}.png", "image/png", checksum, lambda: (tmp_path / "a.png").open("rb")) for number in range(3)
    )
    heard = []
    monkeypatch.setattr(render, "subprocess", SimpleNamespace(Popen=lambda *args, **options: 1 / 0))
    with pytest.raises(ZeroDivisionError):
        render.render(replace(sample(1), annexes=annexes), lambda page, total: heard.append((page, total)))
    assert heard == [(0, 0)] * 3
    heard.clear()
    pack(Bundle(sample(1), annexes, "a.zip"), b"%PDF", lambda: heard.append(0))
    assert heard == [0] * 3


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("verslag 14 september.pdf", "verslag 14 september.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("..\\..\\x", "x.pdf"),
        ("a.pdf\0.exe", "a.pdf-.exe.pdf"),
        ("verslag\u202efdp.exe", "verslag-fdp.exe.pdf"),
        ('"; filename=x.html', "; filename=x.html.pdf"),
        ("   ...  ", "verslag.pdf"),
        ("regel\r\nSet-Cookie: x", "regel-Set-Cookie- x.pdf"),
        ("e\u0301e\u0301n", "\u00e9\u00e9n.pdf"),
        ("x" * 300, "x" * 120 + ".pdf"),
    ],
)
def test_file_name_is_one_harmless_line(given, kept):
    assert store.safe_name(given) == kept
