"""Setting up a machine: `.ci/setup` among stand-ins for the commands of Debian, which note how they were called."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUSY = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4321 (apt-get)"
# What each command does; all of them first write down their name and arguments.
STAND_INS = {
    "id": 'echo "$USER_ID"',
    "sudo": 'exec "$@"',
    "sleep": "",
    "dpkg-query": '[ "${!#}" = "$MISSING" ] || echo "install ok installed"',
    "apt-get": 'if [ "$(grep -c apt-get "$NOTES")" -le "$FAILS" ]; then echo "$SAYS" >&2; exit 100; fi',
    "python3": 'case "$*" in "--version") echo "Python 3.11.2";; esac',
}


@pytest.fixture
def machine(tmp_path):
    """Runs `.ci/setup` in a folder where the Python packages are in place; returns what it did and the calls."""
    bin_folder, folder = tmp_path / "bin", tmp_path / "met spatie"
    (folder / ".ci").mkdir(parents=True)
    (folder / ".venv").mkdir()
    shutil.copy(ROOT / ".ci" / "setup", folder / ".ci")
    (folder / "requirements.txt").write_text("")
    stamp = "Python 3.11.2 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  -\n"
    (folder / ".venv" / "installed").write_text(stamp)
    bin_folder.mkdir()
    for name, does in STAND_INS.items():
        (bin_folder / name).write_text(f'#!/bin/bash\necho "{name} $*" >>"$NOTES"\n{does}\n')
        (bin_folder / name).chmod(0o755)

    def run(missing="", fails=0, says="", user_id=0, without=()):
        for name in without:
            (bin_folder / name).unlink()
        # Without sudo on the path there may be none: only the folders of the stand-ins and of the plain commands.
        plain = tmp_path / "plain"
        plain.mkdir()
        for name in ("bash", "env", "dirname", "cat", "grep", "sha256sum", "flock"):
            (plain / name).symlink_to(shutil.which(name))
        notes = tmp_path / "notes"
        notes.touch()
        env = {"PATH": f"{bin_folder}:{plain}", "NOTES": str(notes), "MISSING": missing, "USER_ID": str(user_id)}
        done = subprocess.run(
            [folder / ".ci" / "setup"], env=env | {"FAILS": str(fails), "SAYS": says}, capture_output=True, text=True
        )
        return done, notes.read_text().splitlines()

    return run


def test_nothing_missing_is_nothing_done(machine):
    done, calls = machine()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not [call for call in calls if call.startswith(("apt-get", "sudo"))]


def test_only_what_is_missing_is_installed(machine):
    done, calls = machine(missing="fonts-noto-core")
    assert done.returncode == 0, done.stderr
    update, install = [call for call in calls if call.startswith("apt-get")]
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends fonts-noto-core")
    assert not [call for call in calls if call.startswith("sudo")]


def test_other_installation_is_waited_for(machine):
    done, calls = machine(missing="fonts-noto-core", fails=3, says=BUSY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("waiting for it") == 1
    assert len([call for call in calls if call.startswith("sleep")]) == 3
    apt = [call for call in calls if call.startswith("apt-get")]
    assert [call.split()[4] for call in apt] == ["update"] * 4 + ["install"]
    assert all("DPkg::Lock::Timeout=" in call for call in apt)


def test_other_installation_that_never_ends_is_told(machine):
    done, _calls = machine(missing="fonts-noto-core", fails=1000, says=BUSY)
    assert done.returncode == 100
    assert BUSY in done.stderr


def test_real_failure_is_told_at_once(machine):
    done, calls = machine(missing="fonts-noto-core", fails=1000, says="E: Unable to locate package fonts-noto-core")
    assert done.returncode == 100
    assert "Unable to locate package" in done.stderr
    assert not [call for call in calls if call.startswith("sleep")]


def test_who_is_not_root_installs_with_sudo(machine):
    done, calls = machine(missing="fonts-noto-core", user_id=1000)
    assert done.returncode == 0, done.stderr
    assert len([call for call in calls if call.startswith("sudo env")]) == 2


def test_who_is_not_root_and_has_no_sudo_is_told_what_to_ask_for(machine):
    done, calls = machine(missing="fonts-noto-core", user_id=1000, without=["sudo"])
    assert done.returncode == 1
    assert "fonts-noto-core" in done.stderr
    assert not [call for call in calls if call.startswith("apt-get")]
