"""Many documents in one archive: one that fails stops no other, and what was made is not made again."""

import csv
import hashlib
import io
import os
import signal
import zipfile

import pytest
from django.urls import reverse

from wegwijzer.reports import registry, render, series, store
from wegwijzer.reports.models import Report, ReportState
from wegwijzer.reports.registry import Item, Series, UnknownReport
from wegwijzer.reports.request import request_report
from wegwijzer.reports.tasks import build_report
from wegwijzer.reports.tests.sample import sample


def item(number, **changes):
    return Item(
        f"map/{number}.pdf", f"Nummer {number}", lambda: sample(title=f"Nummer {number}", **changes), (str(number),)
    )


def missing():
    raise UnknownReport("Nog niet vertaald.")


def of(*items):
    heads = ("nummer", "titel")
    return Series(items, "Alles", "alles.zip", heads, lambda printout: (printout.title[7:], printout.title))


def files_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_document_is_the_one_that_is_made_alone_and_stands_in_the_lists():
    made = render.render(of(item(1), item(2), item(3, booklet=True)))
    found = files_in(made.content)
    assert list(found) == ["map/1.pdf", "map/2.pdf", "map/3.pdf", "controlegetallen.txt", "inhoud.csv"]
    for number, changes in ((1, {}), (2, {}), (3, {"booklet": True})):
        assert found[f"map/{number}.pdf"] == render.render_pdf(sample(title=f"Nummer {number}", **changes))
    rows = list(csv.reader(io.StringIO(found["inhoud.csv"].decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["bestand", "nummer", "titel", "bladzijden", "bytes", "controlegetal", "niet gemaakt omdat"]
    digest = hashlib.sha256(found["map/2.pdf"]).hexdigest()
    assert rows[2] == ["map/2.pdf", "2", "Nummer 2", "2", str(len(found["map/2.pdf"])), digest, ""]
    assert f"{digest}  map/2.pdf\n" in found["controlegetallen.txt"].decode()
    assert made.content == render.render(of(item(1), item(2), item(3, booklet=True))).content


def test_one_that_fails_is_named_and_stops_no_other():
    absent = Item("map/x.pdf", "Nummer x", missing, ("x",))
    deep = Item("map/diep.pdf", "Diep", lambda: sample(points=200, most_pages=2, too_long="Te lang."))
    made = render.render(of(item(1), absent, deep, item(2)))
    assert made.left_out == ("Nummer x: Nog niet vertaald.", "Diep: Te lang.")
    assert {"map/1.pdf", "map/2.pdf"} < set(files_in(made.content))
    rows = list(csv.reader(io.StringIO(files_in(made.content)["inhoud.csv"].decode("utf-8-sig")), delimiter=";"))
    assert rows[-2] == ["map/x.pdf", "x", "", "", "", "", "Nog niet vertaald."]
    with pytest.raises(render.RenderFailed, match="Nummer x: Nog niet vertaald"):
        render.render(of(absent))


def test_a_process_that_is_killed_fails_one_and_another_takes_its_place(monkeypatch):
    make, pids = series.Workshop.make, []

    def killed(self, html, words, on_tick, files):
        if self.process is not None:
            pids.append(self.process.pid)
            if len(pids) == 1:
                os.kill(self.process.pid, signal.SIGKILL)
                self.process.stdout.read()
        return make(self, html, words, on_tick, files)

    monkeypatch.setattr(series.Workshop, "make", killed)
    made = render.render(of(item(1), item(2), item(3)))
    assert len(files_in(made.content)) == 5, "what was asked of it is made by the next"
    assert len(set(pids)) == 2


@pytest.fixture
def asked(secretary, readers, monkeypatch):
    """A report that is a series of three, with how often each was built and made."""
    counts = {"made": 0}
    make = series.Workshop.make

    def counted(self, *rest):
        counts["made"] += 1
        if counts.get("stop_at") == counts["made"]:
            raise KeyboardInterrupt
        return make(self, *rest)

    monkeypatch.setattr(series.Workshop, "make", counted)
    registry.register(
        "series", build=lambda ref: of(item(1), item(2), item(3)), may_see=lambda user, ref, at: True, is_series=True
    )
    return request_report("series", "1", by=secretary, scope=None), counts


@pytest.mark.django_db
def test_a_worker_that_is_started_anew_makes_nothing_twice(asked, settings, as_user, secretary):
    report, counts = asked
    counts["stop_at"] = 3
    with pytest.raises(KeyboardInterrupt):  # the worker is ended in the middle of the third
        build_report(report.pk)
    parts = store.parts_of(report)
    assert len(list(parts.iterdir())) == 2
    Report.objects.filter(pk=report.pk).update(alive_at="2017-01-01T00:00Z")
    build_report(report.pk)
    report.refresh_from_db()
    assert report.state == ReportState.DONE
    assert counts["made"] == 4, "two before, and only the third once more"
    assert report.file_name == "alles.zip"
    assert report.pages == 6
    assert not parts.exists()
    answer = as_user(secretary).get(reverse("reports:report_download", args=[report.pk]))
    assert answer["Content-Type"] == "application/zip"
    assert "map/3.pdf" in files_in(b"".join(answer.streaming_content))
    answer.close()


@pytest.mark.django_db
def test_a_document_that_ends_its_worker_every_time_is_given_up(asked, monkeypatch):
    """What lies there from an earlier attempt is no sign that this one gets on."""
    from wegwijzer.reports import build

    report, counts = asked
    monkeypatch.setattr(build, "NEWS", 0.0)
    for made_before in (2, 3, 4):  # the first attempt makes two and ends in the third, each other ends in the third
        counts["stop_at"] = made_before + 1
        with pytest.raises(KeyboardInterrupt):
            build_report(report.pk)
        Report.objects.filter(pk=report.pk).update(alive_at="2017-01-01T00:00Z")
    build_report(report.pk)
    report.refresh_from_db()
    assert report.state == ReportState.FAILED


@pytest.mark.django_db
def test_who_waits_sees_how_far_it_is_and_what_failed(asked, as_user, secretary, monkeypatch):
    from wegwijzer.reports import build

    report, _counts = asked
    monkeypatch.setattr(build, "NEWS", 0.0)
    registry.kinds.pop("series")
    absent = Item("map/x.pdf", "Nummer x", missing)
    told = []

    def last():
        told.append(Report.objects.get(pk=report.pk))
        told.append(as_user(secretary).get(reverse("reports:report_detail", args=[report.pk])).content.decode())
        return sample(title="Nummer 3")

    items = of(item(1), absent, Item("map/3.pdf", "Nummer 3", last))
    registry.register("series", build=lambda ref: items, may_see=lambda user, ref, at: True, is_series=True)
    build_report(report.pk)
    row, page = told
    assert row.progress == "3 van 3: Nummer 3"
    assert row.percent == 65
    assert "Nummer x: Nog niet vertaald." in page
    report.refresh_from_db()
    assert report.lines_left_out == ["Nummer x: Nog niet vertaald."]
    page = as_user(secretary).get(reverse("reports:report_detail", args=[report.pk])).content.decode()
    assert "Eén document kon niet worden gemaakt." in page
