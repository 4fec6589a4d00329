import importlib

import pytest
from django.core.mail.backends import smtp

from wegwijzer.testing.smtp_sink import SmtpSink


@pytest.fixture(autouse=True)
def note_templates(settings, tmp_path):
    """The templates of the one kind of message that only tests have."""
    folder = tmp_path / "templates" / "testing" / "email"
    folder.mkdir(parents=True)
    (folder / "note.subject.txt").write_text("{{ subject }}\n")
    (folder / "note.body.txt").write_text("Beste {{ recipient_name }}\n\n\n\n{{ text }}\n{{ site_url }}/\n")
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path / "templates"]}
    settings.TEMPLATES = [engine]
    importlib.import_module("wegwijzer.testing.kinds")


@pytest.fixture
def sink(settings):
    with SmtpSink() as sink:
        settings.EMAIL_BACKEND = f"{smtp.__name__}.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield sink
