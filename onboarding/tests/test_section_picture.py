"""Pictures in a section: uploaded with words, pinned by an edition, shown on the page and on paper."""

import io
import zipfile
from functools import partial
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from governance.models import DocumentVersion
from onboarding.actions import section_picture as actions
from onboarding.models import Edition, LocalText, RegionalText, Section, SectionPicture
from onboarding.models.edition_content import content_of, draft_of
from onboarding.models.language_guard import states_of
from onboarding.reports import local_text
from onboarding.tests import refinement_factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.localised import LocalisedText
from wegwijzer.reports.registry import Item, Series
from wegwijzer.reports.render import html_of, render, render_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cast(furnished):
    return furnished[0]


@pytest.fixture
def world(furnished):
    return furnished[1]


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


def upload(colour=(0, 60, 200), name="nieuw.png", content=None):
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue() if content is None else content, "image/png")


def test_a_coordinator_adds_one_with_words_in_each_language(coordinator, world):
    section = world["brochure_section"]
    address = reverse("onboarding:section_picture_add", args=[section.pk])
    answer = coordinator.post(
        address, {"picture": upload(), "alt": "De school", "alt_fr": "L’école", "caption": "Hier"}
    )
    assert answer.status_code == 302
    row = SectionPicture.objects.exclude(pk=world["section_picture"].pk).get()
    assert (row.alt, row.caption) == ({"nl": "De school", "fr": "L’école"}, {"nl": "Hier"})
    assert (row.width, row.height, row.file.content_type) == (30, 20, "image/png")
    page = coordinator.get(answer.headers["Location"]).content.decode()
    assert 'alt="De school"' in page
    assert Entry.objects.get(verb="onboarding.section_picture.added").by == answer.wsgi_request.user


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"alt": "De school"}, "Kies een bestand"),
        ({"picture": upload()}, "Zeg wat er te zien is"),
        ({"picture": upload(content=b"<svg onload=alert(1)>"), "alt": "De school"}, "Dit is geen PNG-beeld"),
        ({"picture": upload(content=b""), "alt": "De school"}, "leeg"),
        ({"picture": upload(name="kaart.svg"), "alt": "De school"}, "geen foto die wij kunnen tonen"),
    ],
)
def test_what_can_not_be_shown_is_said_and_nothing_is_kept(sent, said, coordinator, world):
    before = DocumentVersion.objects.count()
    address = reverse("onboarding:section_picture_add", args=[world["brochure_section"].pk])
    answer = coordinator.post(address, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    if "alt" in sent:
        assert 'value="De school"' in answer.content.decode()
    assert DocumentVersion.objects.count() == before


def test_what_only_decorates_has_no_words(coordinator, world):
    row = world["section_picture"]
    address = reverse("onboarding:section_picture_edit", args=[row.pk])
    assert coordinator.post(address, {"version": row.version, "alt": "Huis", "is_decorative": "on"}).status_code == 302
    row.refresh_from_db()
    assert (row.is_decorative, row.alt) == (True, {})
    answer = coordinator.post(address, {"version": 1, "alt": "Mijn woorden"})
    assert answer.status_code == 409, "somebody else was first"
    assert "Mijn woorden" in answer.content.decode()


def public(world, name="public_text", *last):
    path = reverse(f"onboarding:{name}", args=[world["organisation"].pk, world["brochure"].pk, *last])
    return received(Client().get(path))


def received(answer):
    """With all that was sent in `body`, and its file closed."""
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return answer


def test_an_edition_keeps_its_picture_whatever_becomes_of_the_draft(coordinator, world):
    row, old = world["section_picture"], world["picture_file"]
    edition = world["brochure_edition"]
    address = reverse("onboarding:section_picture_edit", args=[row.pk])
    assert coordinator.post(address, {"version": 1, "alt": "Ander huis", "picture": upload()}).status_code == 302
    row.refresh_from_db()
    assert row.file != old
    assert public(world, "public_picture", old.pk).status_code == 200
    assert public(world, "public_picture", row.file.pk).status_code == 404, "a draft is for nobody yet"
    page = public(world, "public_text", "nl").body.decode()
    assert 'alt="Huis"' in page
    assert f"/fotos/{old.pk}/" in page
    coordinator.post(reverse("onboarding:section_picture_remove", args=[row.pk]), {"version": 2})
    assert not SectionPicture.objects.filter(pk=row.pk).exists()
    assert public(world, "public_picture", old.pk).body.startswith(b"\x89PNG")
    shown = received(coordinator.get(reverse("onboarding:edition_picture", args=[edition.pk, old.pk])))
    assert shown.body.startswith(b"\x89PNG")
    later = make.EditionFactory(text=world["brochure"])
    assert public(world, "public_picture", old.pk).status_code == 404
    gone = reverse("onboarding:edition_picture", args=[later.pk, old.pk])
    assert coordinator.get(gone).status_code == 404


def test_a_file_that_was_changed_or_never_pinned_is_not_shown(world):
    file = world["picture_file"]
    stranger = make.SectionPictureFactory().file
    assert public(world, "public_picture", stranger.pk).status_code == 404
    RegionalText.objects.filter(pk=world["brochure"].pk).update(is_public=False)
    assert public(world, "public_picture", file.pk).status_code == 404
    RegionalText.objects.filter(pk=world["brochure"].pk).update(is_public=True)
    DocumentVersion.objects.filter(pk=file.pk).update(checksum="0" * 64)
    assert public(world, "public_picture", file.pk).status_code == 404


def test_headers_of_a_picture_let_it_do_nothing(world):
    answer = public(world, "public_picture", world["picture_file"].pk)
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies


@pytest.fixture
def local():
    text = make.RegionalTextFactory(brochure=True, languages="ar", title=LocalisedText("Welkom", ar="مرحبًا"))
    words = LocalisedText("Wonen", ar="السكن")
    section = make.SectionFactory(text=text, title=words, body=words, sources=LocalisedText(ar="Wonen\n\nWonen"))
    evil = LocalisedText('"><script>alert(1)</script>', ar="بيت")
    make.SectionPictureFactory(section=section, alt=evil, caption=evil)
    make.EditionFactory(text=text)
    return make.LocalTextFactory(text=text)


def printout(local, language="nl"):
    return local_text(f"{local.text_id}-{local.organisation_id}-{language}")


def test_it_is_printed_with_its_words_and_as_tagged_picture(local):
    html = html_of(printout(local))
    assert "<script" not in html
    reader = PdfReader(BytesIO(render_pdf(printout(local, "ar"))))
    images = [image for page in reader.pages for image in page.images]
    assert [image.image.size for image in images] == [(6, 4)]


def test_a_file_that_is_lost_leaves_its_words(local):
    file = SectionPicture.objects.get().file
    file.file.storage.delete(file.file.name)
    SectionPicture.objects.update(alt=LocalisedText("x"))
    assert render_pdf(printout(local)).startswith(b"%PDF")


def test_a_language_is_not_complete_without_the_words_of_its_pictures(local):
    SectionPicture.objects.update(alt=LocalisedText("Huis"), caption=LocalisedText())
    (state,) = states_of(local.text, draft_of(local.text))
    assert not state.is_complete
    assert state.hindrances() == ["De foto’s hebben nog geen woorden in het Arabisch: ‘Wonen’."]


def test_editions_without_pictures_are_what_they_were(local):
    SectionPicture.objects.all().delete()
    assert "pictures" not in draft_of(local.text).text()
    edition = Edition.objects.get()
    (part,) = content_of(edition).parts
    assert [dict(one.alt) for one in part.pictures] == [{"nl": '"><script>alert(1)</script>', "ar": "بيت"}]


def test_a_picture_of_a_section_that_was_retired_meanwhile_is_refused(local, somebody):
    section = local.text.sections.get()
    Section.objects.update(is_retired=True)
    with pytest.raises(actions.Refused, match="geschrapt"):
        actions.add(section, by=somebody, picture=upload(), alt=LocalisedText("x"))
    Section.objects.update(is_retired=False)
    for _time in range(3):
        make.SectionPictureFactory(section=section)
    with pytest.raises(actions.Refused, match="hoogstens 4"):
        actions.add(section, by=somebody, picture=upload(), alt=LocalisedText("x"))
    assert LocalText.objects.exists()


def test_in_a_series_each_brochure_has_its_pictures_as_when_it_is_made_alone(local):
    alone = {code: render_pdf(printout(local, code)) for code in ("nl", "ar")}
    items = tuple(Item(f"{code}.pdf", code, partial(printout, local, code), (code,)) for code in alone)
    made = render(Series(items, "Alles", "alles.zip", ("taal",), lambda one: (one.language,)))
    with zipfile.ZipFile(BytesIO(made.content)) as archive:
        assert {code: archive.read(f"{code}.pdf") for code in alone} == alone
    file = SectionPicture.objects.get().file
    file.file.storage.delete(file.file.name)
    assert not render(Series(items, "Alles", "alles.zip", ("taal",), lambda one: (one.language,))).left_out
