"""Documents with an item: versions, the gate of the item on every download, what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from governance.models import Document, DocumentVersion, Meeting, MeetingState
from governance.tests import factories as make
from wegwijzer.audit.models import Entry

TEXT = b"Begroting 2027\n"


def url(name, *args):
    return reverse(f"governance:{name}", args=args)


def upload(content=TEXT, name="begroting.txt"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def item(cast):
    return make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body))


@pytest.fixture
def coordinator(cast, as_user):
    return as_user(cast.a.coordinator)


def attach(client, item, **values):
    data = {"file": upload(), "title": "", "language": "nl"} | values
    return client.post(url("document_list", item.pk), data)


def convene(item):
    Meeting.objects.filter(pk=item.meeting_id).update(state=MeetingState.CONVENED, convened_at=timezone.now())


def test_attached_document_comes_back_byte_for_byte_under_its_own_name(coordinator, item):
    assert attach(coordinator, item, file=upload(name="begroting 2027 (définitief).txt")).status_code == 302
    version = DocumentVersion.objects.get()
    assert version.document.title == "begroting 2027 (définitief)"
    answer = coordinator.get(url("document_download", item.pk, version.pk))
    assert b"".join(answer.streaming_content) == TEXT
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''begroting%202027%20%28d%C3%A9finitief%29.txt"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Type"].startswith("text/plain")
    assert Entry.objects.filter(verb="governance.document.attached").count() == 1


def test_the_same_file_twice_is_attached_once(coordinator, item):
    for _press in range(3):
        assert attach(coordinator, item).status_code == 302
    assert Document.objects.count() == 1


def test_a_new_version_keeps_the_old_one(coordinator, item):
    attach(coordinator, item)
    document = Document.objects.get()
    replace = url("document_replace", item.pk, document.pk)
    for _press in range(2):
        assert coordinator.post(replace, {"file": upload(b"Tweede\n")}).status_code == 302
    assert list(document.versions.values_list("number", flat=True)) == [1, 2]
    old, new = document.versions.all()
    assert b"".join(coordinator.get(url("document_download", item.pk, old.pk)).streaming_content) == TEXT
    page = coordinator.get(url("meeting_detail", item.meeting_id)).content.decode()
    assert url("document_download", item.pk, new.pk) in page
    assert url("document_download", item.pk, old.pk) not in page


def test_detached_document_can_not_be_downloaded_any_more(coordinator, item):
    attach(coordinator, item)
    version = DocumentVersion.objects.get()
    for _press in range(2):
        answer = coordinator.post(url("document_detach", item.pk, version.document_id))
    assert answer.status_code == 404
    assert coordinator.get(url("document_download", item.pk, version.pk)).status_code == 404
    assert Entry.objects.filter(verb="governance.document.detached").count() == 1


def test_a_document_is_read_by_who_may_see_its_item_and_by_nobody_else(cast, as_user, coordinator, item):
    attach(coordinator, item)
    address = url("document_download", item.pk, DocumentVersion.objects.get().pk)

    def status(user):
        answer = as_user(user).get(address)
        if answer.streaming:
            assert b"".join(answer.streaming_content) == TEXT
        return answer.status_code

    assert status(cast.a.delegate) == 200
    assert status(cast.a.contact) == 404
    convene(item)
    assert status(cast.a.contact) == 200
    assert status(cast.b.coordinator) == 404
    type(item).objects.filter(pk=item.pk).update(is_public=False)
    assert status(cast.a.contact) == 404
    assert status(cast.a.delegate) == 200


def test_a_version_is_not_reached_through_another_item(cast, coordinator, item):
    attach(coordinator, item)
    other = make.AgendaItemFactory(meeting=item.meeting)
    version = DocumentVersion.objects.get()
    assert coordinator.get(url("document_download", other.pk, version.pk)).status_code == 404
    assert coordinator.post(url("document_detach", other.pk, version.document_id)).status_code == 404
    assert coordinator.get(url("document_download", item.pk, 10**25)).status_code == 404


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (upload(b"MZ\x90\x00", "programma.exe"), "Dit soort bestand kan hier niet"),
        (upload(b"<html><script>alert(1)</script>", "verslag.pdf"), "Dit is geen"),
        (upload(b"", "leeg.txt"), "leeg"),
        (None, "Kies een bestand."),
    ],
)
def test_a_file_that_can_not_be_is_refused_in_words(coordinator, item, file, said):
    data = {"title": "Mijn titel", "language": "nl"} | ({"file": file} if file else {})
    answer = coordinator.post(url("document_list", item.pk), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Mijn titel" in answer.content.decode()
    assert Document.objects.count() == 0


def test_a_file_over_the_limit_is_refused(coordinator, item, settings):
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    answer = attach(coordinator, item, file=upload(b"a" * (1024 * 1024 + 1)))
    assert "hoogstens 1 MB" in answer.content.decode()
    assert Document.objects.count() == 0


def test_nothing_is_attached_to_a_closed_agenda_and_no_file_is_left(cast, coordinator, item, settings):
    Meeting.objects.filter(pk=item.meeting_id).update(
        state=MeetingState.CANCELLED, cancelled_at=timezone.now(), cancel_reason="x"
    )
    answer = attach(coordinator, item)
    assert answer.status_code == 422
    assert "De agenda ligt vast" in answer.content.decode()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_only_the_coordinator_attaches(cast, as_user, item):
    assert attach(as_user(cast.a.delegate), item).status_code == 403
    assert attach(as_user(cast.b.coordinator), item).status_code == 404
    assert Document.objects.count() == 0


def test_a_new_document_after_the_invitation_is_told(coordinator, item):
    coordinator.post(url("meeting_convene", item.meeting_id), {"version": item.meeting.version})
    attach(coordinator, item)
    page = coordinator.get(url("meeting_detail", item.meeting_id)).content.decode()
    assert "Nieuw document bij" in page
    assert "Stuur de agenda opnieuw" in page
