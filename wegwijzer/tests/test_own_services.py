"""A machine on which no Redis or PostgreSQL answers, but that has their programs, is tested on some of its own."""

import re
import shutil
import subprocess
from pathlib import Path

import psycopg2
import pytest
import redis

from wegwijzer.testing.installation import ROOT

# Says the addresses, waits for a line, ends what it started, and says where that was.
SCRIPT = """
set -euo pipefail
. .ci/own_services.sh
trap end_services EXIT
own_redis
own_postgresql
echo "$services"
read -r _
"""


@pytest.fixture
def script():
    process = subprocess.Popen(
        ["bash", "-c", SCRIPT],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.communicate()


@pytest.mark.processes
@pytest.mark.once
@pytest.mark.skipif(
    shutil.which("redis-server") is None or not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    reason="this machine has not both programs",
)
def test_own_services_answer_and_are_gone_after_the_run(script):
    at_redis, at_postgresql, folder = (script.stdout.readline().strip() for _ in range(3))
    with redis.Redis.from_url(at_redis) as client:
        assert client.ping()
        assert client.config_get("save") == {"save": ""}
    server = at_postgresql.removesuffix("/wegwijzer") + "/postgres"
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(re.sub("//postgres:[0-9a-f]{48}@", "//postgres@", server), passfile="/dev/null")
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE ours")
        cursor.execute("SELECT to_tsvector('dutch', 'vergaderingen') @@ to_tsquery('dutch', 'vergadering')")
        assert cursor.fetchone() == (True,)
    connection.close()
    _said, errors = script.communicate("\n", timeout=60)
    assert script.returncode == 0, errors
    with pytest.raises(redis.ConnectionError), redis.Redis.from_url(at_redis) as client:
        client.ping()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(server)
    assert not Path(folder).exists()
