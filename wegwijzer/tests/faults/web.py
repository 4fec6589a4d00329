"""A real web server of an installation, and somebody who is logged in there."""

import http.client
import os
import signal
import socket
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from wegwijzer.home.management.commands.serve import _commands
from wegwijzer.testing.installation import SECONDS, Installation

TOKEN = "a" * 32
CONF = "python:wegwijzer.tests.faults.gunicorn_conf"
FORM = "application/x-www-form-urlencoded"
# A meeting whose minutes are written, forty that can be convened, and the coordinator's session.
SETTING = """
import os
from pathlib import Path
from django.conf import settings
from django.test import Client, override_settings
from governance.tests import factories as make
from wegwijzer.home import static_files
from wegwijzer.testing.people import build_cast
cast = build_cast()
item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body, draft=True), title="Budget")
make.AgendaItemFactory.create_batch(40, meeting__body=cast.a.body, title="Planning")
client = Client()
client.force_login(cast.a.coordinator)
Path(os.environ["DATA_DIR"], "session").write_text(client.session.session_key)
Path(os.environ["DATA_DIR"], "bell").write_text(settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("global_keyprefix", ""))
named = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}  # compressing takes seconds
with override_settings(STORAGES=settings.STORAGES | {"staticfiles": named}):
    static_files.collect()
"""


class Answer(NamedTuple):
    status: int
    location: str
    text: str


class Web:
    """gunicorn as `serve` starts it, and the browser of the coordinator; one connection a question."""

    def __init__(self, installation: Installation, **env: str) -> None:
        self.installation = installation
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        command = [*_commands("127.0.0.1", self.port)["web"][1:], "--config", CONF]
        self.master: subprocess.Popen[bytes] = installation.start(*command, HTTPS="0", **env)
        self.cookie = f"session={(installation.folder / 'session').read_text()}; csrf={TOKEN}"
        installation.wait_for(self.is_there)

    def is_there(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            return self.get("/readyz").status == 200
        return False

    def get(self, path: str) -> Answer:
        """Raises OSError or HTTPException when the server goes while it is asked."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        """A form that is sent; raises as `get`."""
        return self._ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode(), FORM)

    def upload(self, path: str, name: str, content: bytes, **fields: str) -> Answer:
        """A form with a file `name` in it; raises as `get`."""
        edge = "edge-of-a-part"
        texts = fields | {"csrfmiddlewaretoken": TOKEN}
        head = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in texts.items()
        )
        head += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={edge}")

    def kill_children(self) -> None:
        """Every process that answers questions, at once; their master starts others."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text().split()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)) as connection:
            headers = {"Cookie": self.cookie} | ({"Content-Type": kind} if kind else {})
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers.get("Location", ""), response.read().decode())
