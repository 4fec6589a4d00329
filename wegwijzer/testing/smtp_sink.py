"""A mail server for tests on the loopback: keeps what it accepted, and refuses, waits or hangs up as it is told."""

import email
import email.policy
import socketserver
import threading
import time
from collections import Counter
from email.message import EmailMessage
from typing import Any


class SmtpSink(socketserver.ThreadingTCPServer):
    """`answers` overrides the reply per command ("RCPT": "450 later"), "" hangs up; `delays` are seconds before
    it, and a step with a gate (`gates`) waits until that is set. CONNECT and TEXT stand for the greeting and for the
    end of the text; `refusals` are replies to RCPT per address. `heard` are the steps, as they came.

    `begun` are the mails whose text came in whole, `received` those of them it said 250 to, and `received_at` when
    (seconds since the epoch).
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answers: dict[str, str] = {}
        self.delays: dict[str, float] = {}
        self.gates: dict[str, threading.Event] = {}
        self.refusals: dict[str, str] = {}
        self.heard: list[str] = []
        self.connections = 0
        self.begun: list[EmailMessage] = []
        self.received: list[EmailMessage] = []
        self.received_at: list[float] = []
        self.recipients: list[str] = []
        self.lock = threading.Lock()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """For EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def times(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(str(mail["Message-ID"]) for mail in self.received)

    def __enter__(self) -> "SmtpSink":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.shutdown()
        self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    server: SmtpSink

    def handle(self) -> None:
        recipients: list[str] = []
        self.server.connections += 1
        if not self._say("CONNECT", "220 sink"):
            return
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].split()[0].upper()
            usual = {"DATA": "354 go on", "QUIT": "221 bye"}.get(verb, "250 ok")
            if verb == "RCPT":
                recipients.append(line.split("<")[1].split(">")[0])
                usual = self.server.refusals.get(recipients[-1], usual)
            if not self._say(verb, usual) or verb == "QUIT":
                return
            if verb == "DATA" and "DATA" not in self.server.answers and not self._text(recipients):
                return

    def _text(self, recipients: list[str]) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:  # broken off: a text without its end is no mail
                return False
            lines.append(line.removeprefix(b"."))
        mail = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        with self.server.lock:
            self.server.begun.append(mail)
        if not self._say("TEXT", "250 taken"):
            return False
        if "TEXT" not in self.server.answers:
            with self.server.lock:
                self.server.received.append(mail)
                self.server.received_at.append(time.time())
                self.server.recipients += recipients
        return True

    def _say(self, step: str, usual: str) -> bool:
        self.server.heard.append(step)
        time.sleep(self.server.delays.get(step, 0))
        if step in self.server.gates:
            self.server.gates[step].wait()
        reply = self.server.answers.get(step, usual)
        if not reply:
            return False
        try:
            self.wfile.write(f"{reply}\r\n".encode())
        except OSError:
            return False
        return True
