"""The brake: counts per network and per address, forgets in time, and keeps nobody's name."""

import datetime as dt
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from wegwijzer.entrance.actions import throttle
from wegwijzer.entrance.models import Throttle
from wegwijzer.testing.installation import SECONDS

RULE = throttle.Rule("proef", dt.timedelta(minutes=15), per_network=5, per_email=3)
ROOT = Path(__file__).resolve().parents[3]


def request(address="192.0.2.1", **headers):
    return RequestFactory().post("/", REMOTE_ADDR=address, **headers)


@pytest.mark.django_db
def test_network_runs_out_whatever_the_addresses():
    answers = [throttle.take(RULE, request(), f"{n}@example.org") for n in range(6)]
    assert [answer > 0 for answer in answers] == [False] * 5 + [True]
    assert 14 * 60 < answers[-1] <= 15 * 60


@pytest.mark.django_db
def test_address_runs_out_whatever_the_network():
    answers = [throttle.take(RULE, request(f"192.0.2.{n}"), "a@example.org") for n in range(4)]
    assert [answer > 0 for answer in answers] == [False] * 3 + [True]
    assert throttle.take(RULE, request("192.0.2.9"), " A@Example.org ") > 0
    assert throttle.take(RULE, request("192.0.2.9"), "b@example.org") == 0


@pytest.mark.django_db
def test_after_the_window_it_starts_again():
    with time_machine.travel(dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC), tick=False) as clock:
        for _try in range(6):
            throttle.take(RULE, request())
        clock.shift(dt.timedelta(minutes=14, seconds=59))
        assert 0 < throttle.take(RULE, request()) <= 1
        clock.shift(dt.timedelta(seconds=1))
        assert throttle.take(RULE, request()) == 0


@pytest.mark.django_db
def test_counters_that_ended_are_cleaned_up():
    Throttle.objects.create(key="oud", ends_at=timezone.now() - dt.timedelta(seconds=1))
    throttle.take(RULE, request())
    assert not Throttle.objects.filter(key="oud").exists()


@pytest.mark.django_db
def test_what_is_given_back_counts_no_more():
    for _try in range(20):
        assert throttle.take(RULE, request(), "a@example.org") == 0
        throttle.give_back(RULE, request(), "a@example.org")
    throttle.give_back(RULE, request(), "a@example.org")
    assert set(Throttle.objects.values_list("count", flat=True)) == {0}


@pytest.mark.django_db
def test_rows_say_nothing_about_who():
    throttle.take(RULE, request("192.0.2.77"), "coordinator@example.org")
    kept = " ".join(str(value) for row in Throttle.objects.values_list() for value in row)
    assert "192.0.2" not in kept
    assert "coordinator" not in kept


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("nonsens", "unknown"),
    ],
)
def test_network_of_an_address(address, network):
    assert throttle.network(request(address)) == network


def test_header_about_the_sender_is_believed_only_from_a_proxy_of_ours(settings):
    spoofed = request("192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7")
    settings.BEHIND_PROXY = False
    assert throttle.network(spoofed) == "192.0.2.1"
    settings.BEHIND_PROXY = True
    assert throttle.network(spoofed) == "198.51.100.7"


CHILD = """
    import django, datetime as dt
    django.setup()
    from django.test import RequestFactory
    from wegwijzer.entrance.actions import throttle
    rule = throttle.Rule("race", dt.timedelta(hours=1), per_network=25, per_email=1000)
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    print(sum(throttle.take(rule, request) == 0 for _try in range(15)))
"""


@pytest.mark.processes
def test_processes_at_the_same_moment_pass_together_only_as_often_as_one(tmp_path):
    env = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'race.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "wegwijzer.settings",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0", "entrance"], cwd=ROOT, env=env, check=True)
    children = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CHILD)], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
        )
        for _child in range(4)
    ]
    passed = [int(child.communicate(timeout=SECONDS)[0]) for child in children]
    assert [child.returncode for child in children] == [0] * 4
    assert sum(passed) == 25
