import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from wegwijzer.reports.cleaning import remove_files
from wegwijzer.reports.models import Report, ReportState
from wegwijzer.reports.request import request_report
from wegwijzer.reports.tasks import build_report

ABSENT = 10**9


def address(page, report):
    return reverse(f"reports:report_{page}", args=[getattr(report, "pk", report)])


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_page_of_a_waiting_report_asks_for_itself_again(queued, secretary, as_user):
    page = read(as_user(secretary), address("detail", queued))
    assert "staat in de wachtrij" in page
    assert f'hx-get="{address("detail", queued)}" hx-trigger="every 2s"' in page
    assert "Kijk opnieuw hoe ver het is" in page
    assert "<script>" not in page


def test_part_that_is_asked_again_is_no_whole_page(queued, secretary, as_user):
    part = (
        as_user(secretary)
        .get(address("detail", queued), headers={"HX-Request": "true", "HX-Target": "fate"})
        .content.decode()
    )
    assert '<section class="sheet" id="fate" hx-get=' in part
    assert "<html" not in part


def test_asking_stops_when_the_report_is_there(made, secretary, as_user):
    part = (
        as_user(secretary)
        .get(address("detail", made), headers={"HX-Request": "true", "HX-Target": "fate"})
        .content.decode()
    )
    assert "hx-get" not in part
    assert '<p id="fate-said" hx-swap-oob="innerHTML">Beheerscomité van 14 september 2015: klaar.</p>' in part
    assert address("download", made) in part


def test_file_is_handed_over_to_be_kept(made, secretary, as_user):
    response = as_user(secretary).get(address("download", made))
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="verslag-beheerscomite-2015-09-14.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store, private"
    assert set(response.headers["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}


def test_file_name_with_accents_is_written_as_the_standard_says(made, secretary, as_user):
    Report.objects.filter(pk=made.pk).update(file_name="verslag beheerscomité.pdf")
    response = as_user(secretary).get(address("download", made))
    response.close()
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''verslag%20beheerscomit%C3%A9.pdf"


def test_download_before_the_file_is_there_leads_to_the_page(queued, secretary, as_user):
    response = as_user(secretary).get(address("download", queued))
    assert (response.status_code, response.url) == (302, address("detail", queued))


def test_file_that_left_the_disk_is_told(made, secretary, as_user):
    made.file.storage.delete(made.file.name)
    response = as_user(secretary).get(address("download", made), follow=True)
    assert "staat niet meer op de schijf" in response.content.decode()


@pytest.mark.parametrize("page", ["detail", "download"])
def test_stranger_can_not_tell_a_report_from_none(made, stranger, as_user, page):
    client = as_user(stranger)
    theirs, absent = client.get(address(page, made)), client.get(address(page, ABSENT))
    assert (theirs.status_code, absent.status_code) == (404, 404)
    assert theirs.content.decode().replace(address(page, made), "") == absent.content.decode().replace(
        address(page, ABSENT), ""
    )


def test_stranger_can_not_have_a_report_made_again(broken, stranger, as_user):
    assert as_user(stranger).post(address("retry", broken)).status_code == 404
    assert Report.objects.get().state == ReportState.FAILED


def test_id_past_the_range_of_the_column_is_not_there(secretary, as_user):
    assert as_user(secretary).get(address("detail", 10**30)).status_code == 404


def test_colleague_who_may_see_the_subject_may_see_its_report(made, stranger, readers, as_user):
    readers.add(stranger)
    response = as_user(stranger).get(address("download", made))
    response.close()
    assert response.status_code == 200


def test_who_lost_the_mandate_can_no_longer_download_what_they_asked_for(made, secretary, readers, as_user):
    readers.remove(secretary)
    client = as_user(secretary)
    page = read(client, address("detail", made))
    assert "geen toegang meer" in page
    assert address("download", made) not in page
    assert client.get(address("download", made)).status_code == 403


def test_failed_report_shows_the_reason_and_can_be_made_again(broken, secretary, as_user):
    client = as_user(secretary)
    page = read(client, address("detail", broken))
    assert "Er is geen vergadering met nummer weg." in page
    assert "Maak het verslag opnieuw" in page
    response = client.post(address("retry", broken))
    assert (response.status_code, response.url) == (302, address("detail", broken))
    assert "staat in de wachtrij" in read(client, response.url)


def test_retry_that_is_refused_says_why(made, secretary, as_user):
    response = as_user(secretary).post(address("retry", made), follow=True)
    assert "Alleen een verslag dat mislukt of verwijderd is, kan opnieuw worden gemaakt." in response.content.decode()


def test_removed_report_says_so_and_can_be_made_again(made, secretary, as_user):
    remove_files(made.done_at + dt.timedelta(days=31))
    client = as_user(secretary)
    page = read(client, address("detail", made))
    assert "blijft 30 dagen staan. Dit bestand is verwijderd op" in page
    assert made.checksum in page
    assert address("download", made) not in page
    response = client.get(address("download", made))
    assert (response.status_code, response.url) == (302, address("detail", made))
    client.post(address("retry", made))
    build_report(made.pk)
    response = client.get(address("download", made))
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_who_lost_the_mandate_has_no_removed_report_made_again(made, secretary, readers, as_user):
    remove_files(made.done_at + dt.timedelta(days=31))
    readers.remove(secretary)
    client = as_user(secretary)
    assert "Maak het verslag opnieuw" not in read(client, address("detail", made))
    assert client.post(address("retry", made)).status_code == 403


def test_page_says_until_when_the_file_stays(made, secretary, as_user):
    done_at = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    Report.objects.filter(pk=made.pk).update(done_at=done_at)
    assert "<dt>Te downloaden tot</dt><dd>wo 1 apr 2026</dd>" in read(as_user(secretary), address("detail", made))


def test_long_list_comes_in_pages_and_can_be_searched(secretary, stranger, as_user):
    rows = [
        Report(kind="sample", ref=str(n), title=f"Vergadering {n:02}", requested_by=secretary) for n in range(1, 61)
    ]
    rows.append(Report(kind="sample", ref="1", title="Vergadering van een ander", requested_by=stranger))
    for minutes, row in enumerate(rows):
        row.created_at += dt.timedelta(minutes=minutes)
    Report.objects.bulk_create(rows)
    Report.objects.filter(ref="7").update(state=ReportState.FAILED, failed_at=timezone.now(), error="Geen geheugen.")
    client, url = as_user(secretary), reverse("reports:report_list")

    def listed(query=""):
        return re.findall(r"Vergadering [^<]+(?=</a>)", read(client, url + query))

    assert listed() == [f"Vergadering {n:02}" for n in range(60, 35, -1)]
    assert listed("?page=3") == [f"Vergadering {n:02}" for n in range(10, 0, -1)]
    assert listed("?q=vergadering+12") == ["Vergadering 12"]
    assert listed("?stand=failed") == ["Vergadering 07"]
    assert "60 verslagen" in read(client, url)
    assert "1 verslag met als stand “mislukt”" in read(client, url + "?stand=failed")


def test_looking_changes_nothing(broken, secretary, as_user):
    assert as_user(secretary).get(address("retry", broken)).status_code == 405
    assert Report.objects.get().state == ReportState.FAILED


def test_list_shows_what_is_being_made_what_is_done_and_what_failed(made, broken, secretary, stranger, as_user):
    request_report("sample", "5", by=secretary, scope=None)
    page = read(as_user(secretary), reverse("reports:report_list"))
    for expected in ("Beheerscomité van 14 september 2015", "klaar", "mislukt", "nummer weg", "in de wachtrij"):
        assert expected in page, expected
    assert "Nog geen verslagen" in read(as_user(stranger), reverse("reports:report_list"))


def test_list_tells_how_far_a_report_is_and_offers_what_can_be_done(made, broken, secretary, as_user):
    asked = request_report("sample", "5", by=secretary, scope=None)
    now = timezone.now()
    Report.objects.filter(pk=asked.pk).update(
        state=ReportState.WORKING, claimed_at=now, alive_at=now, progress="bladzijde 86", percent=81, attempts=2
    )
    page = read(as_user(secretary), reverse("reports:report_list"))
    assert '<progress max="100" value="81"' in page
    assert "bladzijde 86" in page
    assert "poging 2" in page
    assert page.count("hx-get=") == 1  # of the one that is being made
    assert address("download", made) in page
    assert address("retry", broken) in page
    assert address("retry", made) not in page


def test_report_in_the_queue_tells_how_many_come_before_it(queued, secretary, stranger, readers, as_user):
    readers.add(stranger)
    request_report("sample", "4", by=stranger, scope=None)
    last = request_report("sample", "5", by=secretary, scope=None)
    assert "Er worden nog 2 documenten voor gemaakt." in read(as_user(secretary), address("detail", last))
    assert "voor gemaakt" not in read(as_user(secretary), address("detail", queued))


def test_list_costs_the_same_with_one_report_and_with_ten(queued, secretary, as_user, django_assert_num_queries):
    client = as_user(secretary)
    with django_assert_num_queries(5):
        read(client, reverse("reports:report_list"))
    for ref in range(10, 19):
        request_report("sample", str(ref), by=secretary, scope=None)
    with django_assert_num_queries(5):
        read(client, reverse("reports:report_list"))


def test_visitor_who_is_not_logged_in_is_sent_to_the_door(queued, client):
    response = client.get(address("detail", queued))
    assert response.status_code == 302
    assert response.url.startswith(reverse("entrance:login"))
