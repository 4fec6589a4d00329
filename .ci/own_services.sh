# For .ci/test: a Redis and a PostgreSQL for one run, where the machine has their programs and none of them answers.
# Each function prints its address, or nothing when the program is not there; `end_services` ends what was started.
# They keep nothing, so neither waits for a disk.

services="$(mktemp -d)"

free_port() {
    .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

own_redis() {
    command -v redis-server >/dev/null || return 0
    local port tries=0
    port="$(free_port)"
    redis-server --bind 127.0.0.1 --port "$port" --dir "$services" --save "" --appendonly no \
        --stop-writes-on-bgsave-error no >"$services/redis.log" 2>&1 &
    echo $! >"$services/redis.pid"
    # Its own log says that it is this one that has the port, and not somebody else's who came first.
    until grep -qs "Ready to accept connections" "$services/redis.log" && kill -0 "$(cat "$services/redis.pid")" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ] || ! kill -0 "$(cat "$services/redis.pid")" 2>/dev/null; then
            cat "$services/redis.log" >&2
            return 0
        fi
        sleep 0.1
    done
    echo "Redis for this run: port $port" >&2
    echo "redis://127.0.0.1:$port/15"
}

# PostgreSQL refuses to run as root; then its own user does.
as_its_user() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

own_postgresql() {
    local programs port password data="$services/postgresql"
    # shellcheck disable=SC2012 # names of versions, and the newest last
    programs="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"
    [ -n "$programs" ] || programs="$(dirname "$(command -v initdb || echo /none/initdb)")"
    if [ ! -x "$programs/initdb" ] || { [ "$(id -u)" = 0 ] && ! id postgres >/dev/null 2>&1; }; then return 0; fi
    chmod 711 "$services"
    mkdir "$data"
    # Loopback is everybody's on this machine, and this user may do all: it takes a password that only this run knows.
    password="$(.venv/bin/python -c 'import secrets; print(secrets.token_hex(24))')"
    (umask 077 && echo "$password" >"$data/password")
    [ "$(id -u)" != 0 ] || chown -R postgres "$data"
    port="$(free_port)"
    if (cd "$data" && as_its_user "$programs/initdb" -D "$data/cluster" -U postgres -A scram-sha-256 --pwfile "$data/password" \
            --no-sync -E UTF8 --locale=C.UTF-8 &&
        as_its_user "$programs/pg_ctl" -D "$data/cluster" -l "$data/log" -w start -o "-c port=$port \
            -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off") \
        >"$services/postgresql.log" 2>&1; then
        echo "$programs" >"$services/postgresql.programs"
        echo "PostgreSQL for this run: port $port" >&2
        echo "postgres://postgres:$password@127.0.0.1:$port/wegwijzer"
    else
        cat "$services/postgresql.log" "$data/log" >&2 || true
    fi
}

end_services() {
    [ ! -e "$services/redis.pid" ] || kill "$(cat "$services/redis.pid")" 2>/dev/null || true
    [ ! -e "$services/postgresql.programs" ] || (cd / &&
        as_its_user "$(cat "$services/postgresql.programs")/pg_ctl" -D "$services/postgresql/cluster" -m immediate stop) >/dev/null || true
    rm -rf "$services"
}
