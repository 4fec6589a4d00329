"""Prints two lines: the DATABASE_URL of a PostgreSQL and the REDIS_URL of a Redis that tests may use ("" for none).

Asks where DATABASE_URL and REDIS_URL point, or else the usual local ports. Nothing that is there is touched: tests make
databases of their own beside it (one of them stays, for the next run to copy from), and ring in a queue of their own.
"""

import os
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import redis

# A name per folder, so that two copies on one machine can be tested at the same time.
HERE = sha256(str(Path(__file__).resolve().parent).encode()).hexdigest()[:8]
USUAL_DATABASE = f"postgres://postgres@127.0.0.1:5432/wegwijzer_{HERE}"
USUAL_REDIS = "redis://127.0.0.1:6379/15"
SECONDS = 3


def postgresql() -> str:
    given = os.environ.get("DATABASE_URL", "")
    url = given if given.startswith(("postgres:", "postgresql:")) else USUAL_DATABASE
    server = urlunsplit(urlsplit(url)._replace(path="/postgres", query="", fragment=""))
    try:
        connection = psycopg2.connect(server, connect_timeout=SECONDS)
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
            (may_create,) = cursor.fetchone() or (False,)
        connection.close()
    except psycopg2.Error as error:
        return _absent("PostgreSQL", error)
    return url if may_create else _absent("PostgreSQL", "this user may not create a test database")


def redis_server() -> str:
    url = os.environ.get("REDIS_URL") or USUAL_REDIS
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        return _absent("Redis", error)
    return url


def _absent(name: str, reason: object) -> str:
    sys.stderr.write(f"{name} is not there: {' '.join(str(reason).split())}\n")
    return ""


if __name__ == "__main__":
    sys.stdout.write(f"{postgresql()}\n{redis_server()}\n")
