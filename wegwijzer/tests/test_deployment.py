"""The ways to run Wegwijzer that we hand out: every queue taken, every setting known, each part watched."""

import configparser
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.http.request import validate_host

from wegwijzer.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
SYSTEMD = ROOT / "docs" / "systemd"
UNITS = sorted(SYSTEMD.glob("*.service"))
OF_OTHERS = {"POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_INITDB_ARGS", "HOSTNAME"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


def known():
    """The names that our settings read."""
    return set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", (ROOT / "wegwijzer" / "settings.py").read_text()))


def test_containers_give_only_settings_that_exist(compose):
    given = {name for service in compose["services"].values() for name in service.get("environment", {})}
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text()))
    assert {"DATABASE_URL", "REDIS_URL"} <= given
    assert (given | asked) - known() - OF_OTHERS == set()


def test_every_setting_reaches_each_container_of_ours_but_three_that_are_settled(compose):
    for name in ("prepare", "web", "worker", "pdf"):
        service = compose["services"][name]
        assert service["env_file"] == [{"path": ".env", "required": False}]
        # What stands under `environment` wins, so it has to hand on what .env says.
        wins = {given for given, value in service["environment"].items() if not value.startswith(f"${{{given}:")}
        assert wins == {"DATA_DIR", "DATABASE_URL", "REDIS_URL"}
    assert "--concurrency ${REPORT_PROCESSES:-2}" in compose["services"]["pdf"]["command"]


@pytest.mark.parametrize(
    ("allowed", "asked"),
    [
        ("wegwijzer.example.org,localhost", "wegwijzer.example.org"),
        (".example.org", "example.org"),
        ("*", "localhost"),
        (", *", "localhost"),
        ("[::1]", "[::1]"),
    ],
)
def test_web_container_is_asked_under_a_name_that_it_answers_to(compose, monkeypatch, allowed, asked):
    under = []
    monkeypatch.setenv("ALLOWED_HOSTS", allowed)
    monkeypatch.setattr("urllib.request.urlopen", lambda request, timeout: under.append(request.get_header("Host")))
    exec(compose["services"]["web"]["healthcheck"]["test"][-1], {})
    assert under == [asked]
    assert validate_host(asked, Environment({"X": allowed}).hosts("X", default=[]))


def test_containers_and_processes_take_from_every_queue_and_from_no_other(compose):
    commands = [str(service.get("command", "")) for service in compose["services"].values()]
    for place in (commands, (ROOT / "Procfile").read_text().splitlines()):
        assert sorted(queue for line in place for queue in re.findall(r"--queues (\w+)", line)) == ["jobs", "pdf"]
    assert {"jobs", "pdf"} == set(settings.JOB_SOURCES)


def test_web_process_of_a_platform_has_its_static_files_on_its_own_disk():
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    assert [name for name, line in lines.items() if "collectstatic" in line] == ["web"]
    assert lines["web"].index("collectstatic") < lines["web"].index("exec gunicorn ")


def test_processes_of_a_platform_hear_themselves_that_they_are_to_stop():
    """The shell that reads a line is what a platform stops: left between, it ends alone and the work goes on."""
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    for name in ("web", "worker", "pdf"):
        assert re.match(r"exec (gunicorn|celery) ", lines[name].split(" && ")[-1]), name


def test_every_container_that_stays_is_watched_and_waits_for_a_database_that_is_up_to_date(compose):
    for name, service in compose["services"].items():
        if name != "prepare":
            assert service["healthcheck"]["test"], name
        if name in {"web", "worker", "pdf"}:
            assert service["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}
            assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])


def test_containers_keep_documents_for_a_moment_on_a_disk_and_not_in_memory(compose):
    for name in ("prepare", "web", "worker", "pdf"):
        service = compose["services"][name]
        assert "tmpfs" not in service
        assert service["volumes"] == ["data:/srv/data", "/tmp"]  # the second of each container alone
    # What the web server writes each second is no reason to wait for a disk.
    assert "--worker-tmp-dir /dev/shm" in compose["services"]["web"]["command"]


def test_database_is_well_only_once_it_answers_over_the_network(compose):
    """At the very first start a server that makes the database answers on its socket alone, and then goes away."""
    asked = compose["services"]["database"]["healthcheck"]["test"][-1]
    assert asked.startswith("pg_isready --host 127.0.0.1 ")


def test_database_of_the_containers_is_made_as_the_doctor_wants_it(compose):
    assert compose["services"]["database"]["environment"]["POSTGRES_INITDB_ARGS"] == "--data-checksums"


def unit_at(path):
    unit = configparser.RawConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(path.read_text())
    return unit


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_unit_runs_as_nobody_special_and_stops_at_a_wrong_setting(path):
    service = unit_at(path)["Service"]
    wanted = {"User": "wegwijzer", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "CapabilityBoundingSet": ""}
    assert {name: service[name] for name in wanted} == wanted
    assert service["RestartPreventExitStatus"] == "4"
    assert service["KillMode"] == "mixed"


def test_preparing_may_take_long_and_is_not_tried_for_ever():
    prepares = [unit for unit in map(unit_at, UNITS) if "ExecStartPre" in unit["Service"]]
    assert prepares
    for unit in prepares:
        assert unit["Service"]["TimeoutStartSec"] == "infinity"
        # An hour has room for so many failing starts of a minute and a half, with the pause after each.
        assert unit["Unit"]["StartLimitIntervalSec"] == "1h"
        assert int(unit["Unit"]["StartLimitBurst"]) * (90 + int(unit["Service"]["RestartSec"])) < 60 * 60


def test_worker_for_documents_differs_from_the_other_in_how_many_it_makes_alone():
    """That number is a setting of its own, and no instance can name one in the unit that they share."""
    shared = unit_at(SYSTEMD / "wegwijzer-worker@.service")["Service"]
    text = (SYSTEMD / "wegwijzer-worker@pdf.service.d" / "documents.conf").read_text()
    assert "\nExecStart=\nExecStart=" in text  # the first one takes away what the shared unit says
    own = unit_at(SYSTEMD / "wegwijzer-worker@pdf.service.d" / "documents.conf")["Service"]
    assert list(own) == ["ExecStart"]  # when it is tried again, and when not, is said by the unit that they share
    by_shell = re.fullmatch(r"/bin/sh -c 'exec ([^']+)'", own["ExecStart"])
    assert by_shell
    number = f'"$${{REPORT_PROCESSES:-{settings.REPORT_PROCESSES}}}"'
    words = by_shell[1].replace(f" --concurrency {number} --prefetch-multiplier 1", "")
    assert words != by_shell[1]
    assert words == shared["ExecStart"].replace("%i", "pdf")


@pytest.mark.parametrize(
    ("given", "made"), [({}, "2"), ({"REPORT_PROCESSES": ""}, "2"), ({"REPORT_PROCESSES": "5"}, "5")]
)
def test_worker_for_documents_takes_an_empty_number_for_none(given, made):
    """As the service manager hands it to the shell: `%%` and `$$` are one of each."""
    own = unit_at(SYSTEMD / "wegwijzer-worker@pdf.service.d" / "documents.conf")["Service"]["ExecStart"]
    _sh, _c, line = shlex.split(own.replace("%%", "%").replace("$$", "$"))
    assert line.startswith("exec ")
    heard = subprocess.run(["/bin/sh", "-c", f"printf '%s ' {line}"], env=given, capture_output=True, text=True)
    assert f" --concurrency {made} --prefetch-multiplier 1 " in heard.stdout, heard


def test_manage_command_of_the_services_has_their_user_and_settings():
    said = (SYSTEMD / "wegwijzer-manage").read_text()
    for unit in map(unit_at, UNITS):
        for name in ("User", "Group", "UMask", "WorkingDirectory", "Environment"):
            assert f"--property={name}={unit['Service'][name]} " in said, name
    assert "--property=EnvironmentFile=/etc/wegwijzer.env " in said
    assert all("EnvironmentFile=/etc/wegwijzer.env\n" in path.read_text() for path in UNITS)


def test_all_that_the_services_need_is_copied_by_the_commands_of_the_manual():
    manual = (ROOT / "docs" / "settings.md").read_text()
    commands = manual.split("### As services of a Debian machine")[1].split("```")[1].splitlines()
    assert "cd /srv/wegwijzer/docs/systemd" in commands
    copied = [word for line in commands if line.startswith(("cp ", "install -m 755 ")) for word in line.split()]
    for path in SYSTEMD.iterdir():
        assert any(path.match(word) for word in copied), path.name
    assert any(line.startswith("useradd ") and line.endswith(" wegwijzer") for line in commands)


def test_services_of_the_manual_get_a_database_that_the_doctor_is_content_with_and_are_read_anew():
    """A cluster of a machine without a language has no UTF-8 of its own, and none of Debian's has checksums."""
    manual = (ROOT / "docs" / "settings.md").read_text().split("### As services of a Debian machine")[1]
    commands = manual.split("```")[1].splitlines()
    made = commands.index(
        "runuser -u postgres -- createdb --owner wegwijzer --encoding UTF8 --template template0 wegwijzer"
    )
    stop, checked, start, *_rest = commands[made + 1 :]
    assert stop.startswith("systemctl stop postgresql ")
    assert " pg_checksums --enable " in checked.replace("/usr/lib/postgresql/15/bin/", "")
    assert start == "systemctl start postgresql"
    upgrade = manual.partition("A new release:")[2].partition("\n\n")[0]
    assert upgrade.index("copied above") < upgrade.index("`systemctl daemon-reload`") < upgrade.index("that restart")
