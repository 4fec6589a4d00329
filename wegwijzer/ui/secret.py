"""Pages whose address is as good as a password: no other site, no cache, no search engine and no log gets it."""

import logging
import re

from django.http.response import HttpResponseBase

# What opens a calendar; and what is long and no word: the key of a personal link, of an invitation, of a new password.
KEY_IN_ADDRESS = re.compile(r"(?<=/agenda/)[^/\s]+(?=\.ics)|(?<=/)(?=[^/\s]*[0-9A-Z])[\w.:=-]{30,}")


def secret(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer, with the headers that keep its address to itself."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


class KeylessFormatter(logging.Formatter):
    """Lines of the log, in which an address that did not work stands without the key that was in it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return KEY_IN_ADDRESS.sub("…", super().format(record))
