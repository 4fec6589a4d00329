"""Every setting of an installation can be looked up, and what is wrong is said before anything starts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from wegwijzer.environment import Environment, WrongSetting
from wegwijzer.settings import STORAGES, env

ROOT = Path(__file__).resolve().parents[2]


def test_every_environment_variable_is_documented():
    read = set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", (ROOT / "wegwijzer" / "settings.py").read_text()))
    table = (ROOT / "docs" / "settings.md").read_text().split("## In production")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    documented = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert {"DATABASE_URL", "REDIS_URL", "PORT"} <= read
    assert read == documented


def test_tests_know_nothing_of_how_this_machine_is_set_up():
    unset = re.findall(r"\b[A-Z_]+\b", re.sub(r"#.*", "", (ROOT / ".ci" / "no_settings.sh").read_text()))
    assert sorted(unset) == sorted(env.known)
    for script in ("test", "lint"):
        assert "\n. .ci/no_settings.sh\n" in (ROOT / ".ci" / script).read_text()


def test_tests_write_in_nobodys_bucket():
    assert STORAGES["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"


def said(method, given, *rest, **options):
    """The sentence about `given` as X."""
    with pytest.raises(WrongSetting) as refused:
        getattr(Environment({"X": given}), method)("X", *rest, **options)
    assert refused.value.code == 4
    assert refused.value.sentence.startswith("X")
    return refused.value.sentence


@pytest.mark.parametrize("given", ["http", "0", "65536", "-1", "1e3", "٣", "80 80", "9" * 40])
def test_number_that_is_none_or_out_of_range_is_refused(given):
    assert "van 1 tot 65535" in said("number", given, default=8000, least=1, most=65_535)


@pytest.mark.parametrize(
    ("method", "given", "rest"),
    [
        ("flag", "misschien", {}),
        ("one_of", "LOUD", {"among": ("INFO", "DEBUG"), "default": "INFO"}),
        ("hosts", "https://wegwijzer.example.org", {"default": []}),
        ("hosts", "wegwijzer.example.org:443", {"default": []}),
        ("site", "wegwijzer.example.org", {"default": ""}),
        ("site", "https://wegwijzer.example.org/?x=1", {"default": ""}),
        ("mail_address", "Wegwijzer", {}),
        ("mail_address", "Wegwijzer <a@example.org>\nBcc: b@example.org", {}),
        ("address", "redis:6379", {"schemes": ("redis",), "example": "redis://host:6379/0"}),
        ("address", "redis://host:zes/0", {"schemes": ("redis",), "example": "redis://host:6379/0"}),
        ("database", "mysql://user:geheim@host/db", {"default": ""}),
        ("database", "postgres://user:geheim@host:5432", {"default": ""}),
        ("database", "postgres://user:geh#eim@host:5432/db", {"default": ""}),
        ("database", "sqlite:////no/such/folder/db.sqlite3", {"default": ""}),
        ("mail_server", "smpt://user:geheim@host", {}),
        ("folder", "/dev/null/data", {"default": ROOT}),
        ("function", "geen_pakket.functie", {}),
        ("function", "functie", {}),
        ("secret_key", "te kort", {"folder": ROOT}),
    ],
)
def test_wrong_value_is_refused_in_a_sentence_that_tells_no_password(method, given, rest):
    sentence = said(method, given, **rest)
    assert sentence.endswith("Zie docs/settings.md.")
    assert "geh" not in sentence.removeprefix("X")


def test_key_is_made_once_for_its_owner_alone(tmp_path):
    key = Environment({}).secret_key("X", tmp_path)
    assert len(key) >= 32
    assert Environment({}).secret_key("X", tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kept", [b"", b"\n", b"short", b"\xff" * 50], ids=["empty", "blank", "short", "no text"])
def test_kept_key_that_is_none_is_refused_and_left_alone(tmp_path, kept):
    (tmp_path / "secret_key").write_bytes(kept)
    with pytest.raises(WrongSetting) as refused:
        Environment({}).secret_key("X", tmp_path)
    assert "uw kopie van het bestand terug" in refused.value.sentence
    assert (tmp_path / "secret_key").read_bytes() == kept


def test_kept_key_that_can_not_be_read_is_refused_in_a_sentence(tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret_key").write_text("x" * 50)
    monkeypatch.setattr(Path, "read_text", refuse)  # root may read everything
    with pytest.raises(WrongSetting) as refused:
        Environment({}).secret_key("X", tmp_path)
    assert "kan niet gelezen of gemaakt worden: daar is geen toestemming voor." in refused.value.sentence


@pytest.mark.parametrize("given", ["", "  "])
def test_empty_counts_as_absent(given):
    assert Environment({"X": given}).number("X", default=7) == 7
    assert Environment({"X": given}).mail_server("X") == {}


def test_name_that_is_misspelled_is_told_what_was_meant():
    for name, meant in {"DATABSE_URL": "DATABASE_URL", "ALLOWED_HOST": "ALLOWED_HOSTS"}.items():
        env = Environment({name: "x"})
        env.known = {"DATABASE_URL", "ALLOWED_HOSTS", "HOST", "PORT"}
        with pytest.raises(WrongSetting) as refused:
            env.refuse_lookalikes()
        assert f"bedoelt u {meant}?" in refused.value.sentence


def test_name_of_another_program_is_left_alone():
    env = Environment(
        {"HOSTNAME": "a", "REDIS_PORT": "1", "DATABASE_URI": "other", "DATABASE_URL": "ours", "HOME": "/"}
    )
    env.known = {"DATABASE_URL", "REDIS_URL", "HOST", "PORT", "DEMO"}
    env.refuse_lookalikes()


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "serve"],
        ["-m", "gunicorn", "wegwijzer.wsgi:application", "--bind", "127.0.0.1:0", "--no-control-socket"],
        ["-m", "celery", "-A", "wegwijzer", "worker"],
    ],
    ids=["serve", "gunicorn", "celery"],
)
def test_process_with_a_wrong_setting_ends_with_the_sentence_and_no_traceback(command, tmp_path):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(tmp_path), "LOG_LEVEL": "LOUD"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 4
    assert "LOG_LEVEL=LOUD is niet goed: verwacht DEBUG of INFO" in ended.stderr
    assert "Traceback" not in ended.stderr
