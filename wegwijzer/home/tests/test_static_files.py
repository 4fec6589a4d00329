"""A second start finds the files of the pages where the first one put them."""

import os

import pytest
from django.core.management import CommandError

from wegwijzer.home import static_files


@pytest.fixture
def source(settings, tmp_path):
    """One file to serve, in a folder of its own; what is made ready goes to STATIC_ROOT beside it."""
    source = tmp_path / "static"
    source.mkdir()
    (source / "page.css").write_text("a {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "ready"
    settings.STATIC_ROOT.mkdir()
    return source


def test_second_start_leaves_the_files_as_they_are(source, settings):
    assert static_files.collect()
    ready = settings.STATIC_ROOT / "page.css"
    ready.write_text("/* as it was left */")
    assert not static_files.collect()
    assert ready.read_text() == "/* as it was left */"


def test_changed_or_new_file_is_made_ready(source, settings):
    static_files.collect()
    (source / "page.css").write_text("b {}")
    os.utime(source / "page.css", (2_000_000_000, 2_000_000_000))
    assert static_files.collect()
    assert (settings.STATIC_ROOT / "page.css").read_text() == "b {}"
    (source / "more.css").write_text("c {}")
    assert static_files.collect()
    assert (settings.STATIC_ROOT / "more.css").exists()
    assert not static_files.collect()


def test_files_that_were_thrown_away_are_made_ready_again(source, settings):
    static_files.collect()
    for file in settings.STATIC_ROOT.iterdir():
        file.unlink()
    assert static_files.collect()
    assert (settings.STATIC_ROOT / "page.css").exists()


def test_what_was_broken_off_is_begun_again(source, monkeypatch):
    static_files.collect()
    (source / "more.css").write_text("c {}")

    def broken(*args, **options):
        raise CommandError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(static_files, "call_command", broken)
        with pytest.raises(CommandError):
            static_files.collect()
    (source / "more.css").unlink()  # as it was the time before: what stands ready is not
    assert static_files.collect()
