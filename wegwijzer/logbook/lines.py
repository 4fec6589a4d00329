"""How a line of the log looks: as text or as JSON, always one line, never with a secret or somebody's address."""

import datetime as dt
import json
import logging
import re
import traceback
from typing import Any

from wegwijzer.logbook import trace

# A part of a path that says where one is: a word or a number. All else may be as good as a password.
TELLING = re.compile(r"[a-z]+(-[a-z]+)*|\d{1,10}")
# The same inside a text: what opens a calendar; and what is long and no word, as the key of a personal link.
KEY = re.compile(r"(?<=/agenda/)[^/\s]+(?=\.ics)|(?<=/)(?=[^/\s]*[0-9A-Z])[\w.:=-]{30,}")
LONGEST_WORD = 40
HIDDEN = "…"
MAIL_ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")
# All that a terminal or a reader of lines may take for the end of one, or for an order.
CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}
CONTROL |= {10: "\\n", 13: "\\r", 9: "\\t", 0x2028: "\\u2028", 0x2029: "\\u2029"}
EXTRA = ("method", "path", "status", "ms", "task", "row")


def masked(path: str) -> str:
    """The path without its query, and without what may be the key in a link that needs no login."""
    parts = path.partition("?")[0].split("/")
    return "/".join(part if not part or _tells(part) else HIDDEN for part in parts)


def _tells(part: str) -> bool:
    return len(part) <= LONGEST_WORD and TELLING.fullmatch(part) is not None


def without_secrets(text: str) -> str:
    """The text without addresses of mail (a database repeats what it was given) and keys of links."""
    return KEY.sub(HIDDEN, MAIL_ADDRESS.sub(HIDDEN, text))


class _Formatter(logging.Formatter):
    def said(self, record: logging.LogRecord) -> str:
        args: Any = record.args
        if isinstance(args, tuple):  # libraries name the whole address of a request
            args = tuple(masked(arg) if isinstance(arg, str) and arg.startswith("/") else arg for arg in args)
        try:
            message = str(record.msg) % args if args else str(record.msg)
        except (TypeError, ValueError):
            message = f"{record.msg} {args}"
        return without_secrets(message)

    def broken(self, record: logging.LogRecord) -> str:
        if not record.exc_info or record.exc_info[0] is None:
            return ""
        return without_secrets("".join(traceback.format_exception(*record.exc_info)).strip())

    def at(self, record: logging.LogRecord) -> str:
        return dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")


class Line(_Formatter):
    """For people: moment, level, who speaks, the request and the user in brackets, and what is said."""

    def format(self, record: logging.LogRecord) -> str:
        now = trace.now()
        about = f" [{now.id} {now.user_id or '-'}]" if now else ""
        broken = self.broken(record)
        text = f"{self.at(record)} {record.levelname} {record.name}{about} {self.said(record)}"
        return (f"{text} {broken}" if broken else text).translate(CONTROL)


class Json(_Formatter):
    """For machines: one object a line."""

    def format(self, record: logging.LogRecord) -> str:
        now = trace.now()
        fields: dict[str, Any] = {
            "time": self.at(record),
            "level": record.levelname,
            "logger": record.name,
            "message": self.said(record),
            "request_id": now.id if now else None,
            "user_id": now.user_id if now else None,
        }
        fields |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if broken := self.broken(record):
            fields["exception"] = broken
        return json.dumps(fields, default=str)  # ASCII only, so that no sign of any alphabet ends the line


FORMATS = {"line": Line, "json": Json}


class Broken(logging.Filter):
    """Of what Django says of a request, the exceptions alone: how it was answered stands in our own line of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)


def logging_for(form: str, level: str, *, tells_faults: bool = False) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error. Libraries that would repeat what we say ourselves are quiet."""
    handlers = ["console", "faults"] if tells_faults else ["console"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"own": {"()": f"{__name__}.{FORMATS[form].__name__}"}},
        "filters": {"broken": {"()": f"{__name__}.{Broken.__name__}"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "own"},
            "faults": {"class": "wegwijzer.logbook.faults.Teller" if tells_faults else "logging.NullHandler"},
        },
        "root": {"handlers": handlers, "level": level},
        "loggers": {
            "django": {"level": "INFO"},
            "django.request": {"filters": ["broken"]},
            "gunicorn.error": {"handlers": handlers, "propagate": False, "level": "WARNING"},
            "celery": {"level": "WARNING"},
            "celery.app.trace": {"level": "CRITICAL"},  # trace.job says it, with the id
        },
    }
