"""What differs per installation: read from the environment in one place, and refused in one sentence when it is wrong.

A variable that is empty counts as absent. Nothing here is translated: the settings, languages included, come after it.
Sentences never repeat an address, for passwords stand in it.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import environ
from django.core.management.utils import get_random_secret_key

from wegwijzer.storage.address import bucket_at
from wegwijzer.storage.refusals import why

LOOKUP = "Zie docs/settings.md."
# The web server's master takes this status from a child as "the application can not be loaded", and stops.
STATUS = 4
SHORTEST_KEY = 32  # characters
ALIKE = 0.9  # of 1: one or two letters off
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
        try:
            return bucket_at(self._split(name, value))
        except ValueError as error:
            raise WrongSetting(f"{name} is niet goed{error}.") from None

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


def _kept_key(kept: Path) -> str:
    try:
        if not kept.exists():
            _keep_a_key(kept)
        key = kept.read_text(encoding="utf-8")
    except OSError as error:
        raise WrongSetting(f"De sleutel in {kept} kan niet gelezen of gemaakt worden: {why(error)}.") from error
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
