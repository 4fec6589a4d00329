"""What differs per installation: read from the environment in one place, and refused in one sentence when it is wrong.

A variable that is empty counts as absent. Nothing here is translated: the settings, languages included, come after it.
Sentences never repeat an address, for passwords stand in it.
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from email.utils import parseaddr
from importlib.util import find_spec
from ipaddress import IPv6Address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import environ
from django.core.management.utils import get_random_secret_key

LOOKUP = "Zie docs/settings.md."
# The web server's master takes this status from a child as "the application can not be loaded", and stops.
STATUS = 4
SHORTEST_KEY = 32  # characters
ALIKE = 0.9  # of 1: one or two letters off
S3_OPTIONS = {"tls": {"0", "1"}, "style": {"path", "virtual"}}
S3_KEY, S3_REGIONS = re.compile(r"[!-~]+"), re.compile(r"[A-Za-z0-9-]{1,63}")
S3_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
S3_BUCKET, S3_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,62}"), re.compile(r"[A-Za-z0-9._-]+")
S3_REGION = "us-east-1"  # what servers that know no regions sign with
S3_IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger document is a file in the folder for temporary ones while it is read
S3_ONE_PIECE = 5 * 1024**3  # bytes: more than one request may carry, so nothing is ever left half
YES, NO = {"1", "true", "yes", "on", "y", "ok", "t"}, {"0", "false", "no", "off", "n", "f"}


class WrongSetting(SystemExit):
    """Ends whatever process reads the settings with `sentence` on standard error, without a traceback."""

    def __init__(self, sentence: str) -> None:
        super().__init__(STATUS)
        self.sentence = f"{sentence} {LOOKUP}"
        print(self.sentence, file=sys.stderr, flush=True)  # noqa: T201


class Environment:
    """Reads typed values out of `given`; each method raises WrongSetting when what stands there is none."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given = given
        self.known: set[str] = set()

    def text(self, name: str, *, default: str = "") -> str:
        self.known.add(name)
        value = self.given.get(name, "").strip() or default
        if not value.isprintable():
            raise WrongSetting(f"{name} bevat een teken dat niet te zien is, zoals een regeleinde.")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.text(name).lower()
        if value not in YES | NO | {""}:
            raise WrongSetting(f"{name}={value} is niet goed: verwacht 1 (ja) of 0 (nee).")
        return value in YES if value else default

    def number(self, name: str, *, default: int, least: int = 0, most: int = 1_000_000) -> int:
        value = self.text(name)
        if value and not (value.isascii() and value.isdecimal() and least <= int(value[:12]) <= most):
            raise WrongSetting(f"{name}={value} is niet goed: verwacht een geheel getal van {least} tot {most}.")
        return int(value) if value else default

    def one_of(self, name: str, among: Iterable[str], *, default: str) -> str:
        value = self.text(name, default=default)
        if value not in among:
            raise WrongSetting(f"{name}={value} is niet goed: verwacht {' of '.join(among)}.")
        return value

    def hosts(self, name: str, *, default: list[str]) -> list[str]:
        """Names of hosts, separated by commas: without scheme, port or folder."""
        names = [part.strip() for part in self.text(name).split(",") if part.strip()]
        for host in names:
            if any(mark in host for mark in ("/", " ", "@")) or (":" in host and not host.startswith("[")):
                raise WrongSetting(f"{name} is niet goed bij {host}: verwacht namen zonder https:// en zonder poort.")
        return names or default

    def site(self, name: str, *, default: str) -> str:
        """The address of the site: https://name, without a slash at its end."""
        value = self.text(name, default=default)
        url = self._split(name, value)
        if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment or url.username:
            raise WrongSetting(f"{name} is niet goed: verwacht een adres als https://wegwijzer.example.org.")
        return value.rstrip("/")

    def mail_address(self, name: str, *, default: str = "") -> str:
        value = self.text(name, default=default)
        _person, address = parseaddr(value)
        if value and (address.count("@") != 1 or " " in address or address.startswith("@") or address.endswith("@")):
            raise WrongSetting(f"{name} is niet goed: verwacht een e-mailadres, of Naam <e-mailadres>.")
        return value

    def address(self, name: str, schemes: Iterable[str], example: str) -> str:
        """An address with one of these schemes and a host; "" when there is none."""
        value = self.text(name)
        if value and not (self._split(name, value).scheme in schemes and self._split(name, value).hostname):
            raise WrongSetting(f"{name} is niet goed: verwacht een adres als {example}.")
        return value

    def database(self, name: str, *, default: str) -> dict[str, Any]:
        """Django's description of the database, SQLite or PostgreSQL."""
        value = self.text(name, default=default)
        url = self._split(name, value)
        expected = "postgres://gebruiker:wachtwoord@host:5432/naam of sqlite:////map/bestand.sqlite3"
        if url.scheme not in ("postgres", "postgresql", "sqlite") or len(url.path) < 2 or url.fragment:
            raise WrongSetting(f"{name} is niet goed: verwacht {expected} (een # in een wachtwoord als %23).")
        if url.scheme == "sqlite" and not (folder := Path(unquote(url.path[1:])).parent).is_dir():
            raise WrongSetting(f"{name} is niet goed: de map {folder} bestaat niet.")
        return dict(environ.Env.db_url_config(value))

    def mail_server(self, name: str) -> dict[str, Any]:
        """Django's settings for sending mail; {} when the environment names no server."""
        schemes = ("smtp", "smtps", "smtp+tls", "smtp+ssl")
        value = self.address(name, schemes, "smtp+tls://gebruiker:wachtwoord@host:587")
        return dict(environ.Env.email_url_config(value)) if value else {}

    def object_storage(self, name: str, *, on_sqlite: bool = False) -> dict[str, Any]:
        """Django's description of a storage that speaks S3; {} when the documents stand on this disk.

        Refused beside SQLite: a document goes there inside the transaction of its row, and SQLite has one writer.
        """
        value = self.text(name)
        if not value:
            return {}
        if on_sqlite:
            why = "met SQLite wacht iedereen zolang één document onderweg is"
            raise WrongSetting(f"{name} vraagt PostgreSQL (DATABASE_URL): {why}.")
        url = self._split(name, value)
        given = parse_qsl(url.query, keep_blank_values=True)
        bucket, _slash, folder = url.path.removeprefix("/").removesuffix("/").partition("/")
        if url.scheme != "s3" or not (url.hostname and url.username and url.password and bucket) or url.fragment:
            example = "s3://sleutel:geheim@host/bucket/map?region=eu-1"
            raise WrongSetting(f"{name} is niet goed: verwacht een adres als {example} (een / in het geheim als %2F).")
        if wrong := _wrong_about_s3(url, bucket, folder, given):
            raise WrongSetting(f"{name} is niet goed bij {wrong}.")
        asked = dict(given)
        host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
        place = host if url.port is None else f"{host}:{url.port}"
        options = {
            "access_key": unquote(url.username),
            "secret_key": unquote(url.password),
            "bucket_name": bucket,
            "location": folder,
            "endpoint_url": f"{'http' if asked.get('tls') == '0' else 'https'}://{place}",
            "region_name": asked.get("region", S3_REGION),
            "file_overwrite": False,  # two people may send a file of the same name
            "default_acl": None,  # nobody else's to read: documents go through the gate
            "max_memory_size": S3_IN_MEMORY,
            **_talks_s3(asked.get("style", "path")),
        }
        return {"BACKEND": "wegwijzer.storage.bucket.Bucket", "OPTIONS": options}

    def folder(self, name: str, *, default: Path) -> Path:
        """A folder that is there and can be written in; made when it is not there yet."""
        path = Path(self.text(name, default=str(default))).resolve()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WrongSetting(f"{name}={path} is niet goed: de map kan niet gemaakt worden.") from error
        if not os.access(path, os.W_OK | os.X_OK):
            raise WrongSetting(f"{name}={path} is niet goed: in de map kan niet geschreven worden.")
        return path

    def function(self, name: str) -> str:
        """The path of a function in a module that is there, as package.module.function; "" when there is none."""
        value = self.text(name)
        module, _dot, function = value.rpartition(".")
        try:
            is_there = not value or bool(function and find_spec(module))
        except (ImportError, ValueError):
            is_there = False
        if not is_there:
            raise WrongSetting(f"{name}={value} is niet goed: verwacht een functie als pakket.module.functie.")
        return value

    def secret(self, name: str) -> str:
        """Letters and signs that nobody can guess; "" when there are none."""
        key = self.text(name)
        if key and len(key) < SHORTEST_KEY:
            raise WrongSetting(f"{name} is te kort: verwacht minstens {SHORTEST_KEY} tekens die niemand kan raden.")
        return key

    def secret_key(self, name: str, folder: Path) -> str:
        """The key that is given, or one made at the first start and kept in `folder`."""
        return self.secret(name) or _kept_key(folder / "secret_key")

    def refuse_lookalikes(self) -> None:
        """Refuse DATABSE_URL: a name that nobody reads, so like one that is absent that it must be meant."""
        absent = {name for name in self.known if not self.given.get(name)}
        for name in sorted(self.given.keys() - self.known):
            if name.isupper() and (meant := get_close_matches(name, absent, n=1, cutoff=ALIKE)):
                raise WrongSetting(f"{name} bestaat niet: bedoelt u {meant[0]}?")

    def _split(self, name: str, value: str) -> SplitResult:
        try:
            url = urlsplit(value)
            url.port  # noqa: B018 - raises when it is no number
        except ValueError as error:
            raise WrongSetting(f"{name} is niet goed: na de naam van de host hoort een poortnummer.") from error
        return url


def _wrong_about_s3(url: SplitResult, bucket: str, folder: str, given: list[tuple[str, str]]) -> str:
    """What would only be refused at the first document, and what is expected; "" when there is none."""
    if not all(S3_KEY.fullmatch(unquote(key or "")) for key in (url.username, url.password)):
        return "de sleutel of het geheim: verwacht letters, cijfers en leestekens"
    if not (S3_HOST.fullmatch(url.hostname or "") or _is_ipv6(url.hostname or "")):
        return "de host: verwacht een naam van letters, cijfers, - en punten, of een IP-adres"
    if not S3_BUCKET.fullmatch(bucket):
        return "de bucket: verwacht 3 tot 63 letters, cijfers, - en punten"
    if folder and not all(S3_FOLDER.fullmatch(part) and part.strip(".") for part in folder.split("/")):
        return "de map: verwacht namen van letters, cijfers, -, _ en punten, met één / ertussen"
    for option, value in given:
        is_known = bool(S3_REGIONS.fullmatch(value)) if option == "region" else value in S3_OPTIONS.get(option, ())
        if not is_known or [name for name, _value in given].count(option) > 1:
            return f"{option}: verwacht region=, tls=0 of style=virtual"
    return ""


def _is_ipv6(host: str) -> bool:
    try:
        return not IPv6Address(host).scope_id
    except ValueError:
        return False


def _talks_s3(style: str) -> dict[str, Any]:
    """How the server is spoken to: soon given up, and in what MinIO, Ceph and AWS all understand."""
    from boto3.s3.transfer import TransferConfig  # here: who keeps documents on a disk does not wait for these
    from botocore.config import Config

    client = Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 2},
        signature_version="s3v4",
        s3={"addressing_style": style},
        # The sums that AWS takes since 2025 are refused by servers of others, which do not know them.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    transfer = TransferConfig(
        multipart_threshold=S3_ONE_PIECE,
        multipart_chunksize=S3_ONE_PIECE,
        num_download_attempts=2,
        use_threads=False,
    )
    return {"client_config": client, "transfer_config": transfer}


def _kept_key(kept: Path) -> str:
    try:
        if not kept.exists():
            _keep_a_key(kept)
        key = kept.read_text(encoding="utf-8")
    except OSError as error:
        raise WrongSetting(f"De sleutel in {kept} kan niet gelezen of gemaakt worden: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise WrongSetting(f"{kept} is geen sleutel: zet uw kopie van het bestand terug.") from error
    if len(key.strip()) < SHORTEST_KEY:
        # Never made anew by itself: that would end every session and every link that was sent.
        advice = "zet uw kopie van het bestand terug, of verwijder het om een nieuwe sleutel te krijgen"
        raise WrongSetting(f"De sleutel in {kept} is leeg of te kort: {advice}.")
    return key


def _keep_a_key(kept: Path) -> None:
    """Several processes may start at once: the first one gives the key, and nobody ever reads half of it."""
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="ascii") as file:
        file.write(get_random_secret_key() + get_random_secret_key())
        file.flush()
        os.fsync(file.fileno())  # before it has its name: a power cut would leave an empty key there
    try:
        with suppress(FileExistsError):
            os.link(fresh, kept)
    finally:
        fresh.unlink()
