"""A server that speaks S3 for tests, on the loopback: it keeps objects in memory for who signs with its key."""

import hashlib
import hmac
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

KEY, SECRET, REGION, BUCKET = "sleutel", "ge/heim", "be-1", "documents"
ALWAYS = ("HEAD", "GET", "PUT", "DELETE")
LATER = ("x-amz-checksum-", "x-amz-sdk-checksum", "x-amz-trailer")  # what many servers do not know


class S3Server(ThreadingHTTPServer):
    """`objects` are bytes and moment by key; `heard` methods and paths. `trouble` is the answer by method, or by method
    and key, as (507, "XMinioStorageFull"), or (0, "") to hang up; `cuts` ends what is sent half-way; `page` is a list's
    length.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.objects: dict[str, tuple[bytes, float]] = {}
        self.heard: list[str] = []
        self.trouble: dict[str, tuple[int, str]] = {}
        self.cuts, self.page = False, 1000

    def url(self, *, key: str = KEY, secret: str = SECRET, bucket: str = BUCKET, folder: str = "wegwijzer") -> str:
        """For STORAGE_URL."""
        place = f"{quote(key, safe='')}:{quote(secret, safe='')}@127.0.0.1:{self.server_address[1]}"
        return f"s3://{place}/{bucket}/{folder}?region={REGION}&tls=0"

    def __enter__(self) -> "S3Server":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *args: Any) -> None:
        self.shutdown()
        self.server_close()


class _Conversation(BaseHTTPRequestHandler):
    server: S3Server
    protocol_version = "HTTP/1.1"  # the client waits for "100 Continue" before it sends a file

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        bucket, _slash, key = (path := unquote(url.path)).lstrip("/").partition("/")
        self.server.heard.append(f"{self.command} {path}")
        trouble = self.server.trouble
        if (
            refusal := trouble.get(f"{self.command} {key}")
            or trouble.get(self.command)
            or self._refusal(body, bucket, url.query)
        ):
            self._send(refusal[0], f"<Error><Code>{refusal[1]}</Code></Error>".encode())
        elif self.command in ("GET", "HEAD") and not key:
            self._send(200, self._list(dict(parse_qsl(url.query))))
        elif self.command == "PUT":
            self.server.objects[key] = body, time.time()
            self._send(200)
        elif self.command == "DELETE":
            self.server.objects.pop(key, None)
            self._send(204)
        elif key not in self.server.objects:
            self._send(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            content, at = self.server.objects[key]
            first, last = map(int, self.headers.get("Range", "bytes=0-9999999999").removeprefix("bytes=").split("-"))
            part, moment = content[first : last + 1], self.date_time_string(at)
            if "Range" not in self.headers:
                self._send(200, part, Last_Modified=moment)
            elif part:
                span = f"bytes {first}-{first + len(part) - 1}/{len(content)}"
                self._send(206, part, Last_Modified=moment, Content_Range=span)
            else:
                self._send(416, b"<Error><Code>InvalidRange</Code></Error>")

    do_GET = do_PUT = do_HEAD = do_DELETE = _answer

    def _refusal(self, body: bytes, bucket: str, query: str) -> tuple[int, str] | None:
        if any(name.lower().startswith(LATER) for name in self.headers):
            return 501, "NotImplemented"
        given, _equals, signature = self.headers.get("Authorization", "").rpartition("Signature=")
        if f"Credential={KEY}/" not in given:
            return 403, "InvalidAccessKeyId"
        content = self.headers["x-amz-content-sha256"]  # never UNSIGNED-PAYLOAD, which is for TLS
        if content != hashlib.sha256(body).hexdigest() or signature != self._signature(given, content, query):
            return 403, "SignatureDoesNotMatch"
        return None if bucket == BUCKET else (404, "NoSuchBucket")

    def _signature(self, given: str, content: str, query: str) -> str:
        """Signature V4 as AWS describes it: of the request as it came, with the key of the day and the region."""
        names = given.partition("SignedHeaders=")[2].partition(",")[0]
        pairs = sorted(pair if "=" in pair else f"{pair}=" for pair in query.split("&") if pair)
        headers = "".join(f"{name}:{' '.join(self.headers[name].split())}\n" for name in names.split(";"))
        asked = [self.command, urlsplit(self.path).path, "&".join(pairs), headers, names, content]
        moment = self.headers["x-amz-date"]
        scope = [moment[:8], REGION, "s3", "aws4_request"]
        signed = ["AWS4-HMAC-SHA256", moment, "/".join(scope), hashlib.sha256("\n".join(asked).encode()).hexdigest()]
        key = f"AWS4{SECRET}".encode()
        for part in [*scope, "\n".join(signed)]:
            key = hmac.digest(key, part.encode(), "sha256")
        return key.hex()

    def _list(self, asked: dict[str, str]) -> bytes:
        """ListObjects and ListObjectsV2: what follows the mark, with folders where there is a delimiter."""
        start, mark = asked.get("prefix", ""), asked.get("continuation-token") or asked.get("marker") or ""
        told: dict[str, str] = {}
        for key in sorted(key for key in self.server.objects if key.startswith(start)):
            inside, slash, _rest = key[len(start) :].partition(asked.get("delimiter") or "\0")
            kind, part = ("CommonPrefixes", "Prefix") if slash else ("Contents", "Key")
            name = start + inside + slash
            if name > unquote(mark):
                told[name] = f"<{kind}><{part}>{quote(name)}</{part}></{kind}>"
        page = list(told)[: self.server.page]
        end = quote(page[-1]) if len(told) > len(page) else ""
        more = f"<IsTruncated>{'true' if end else 'false'}</IsTruncated><NextMarker>{end}</NextMarker>"
        more += f"<NextContinuationToken>{end}</NextContinuationToken>" if end else ""
        return f"<R><EncodingType>url</EncodingType>{more}{''.join(told[name] for name in page)}</R>".encode()

    def _send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.close_connection = True
        if not status:
            return
        self.send_response(status)
        for name, value in (headers | {"Content_Length": str(len(body)), "Connection": "close"}).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if self.server.cuts and status < 300 else body)

    def log_message(self, *args: object) -> None:
        """Nothing."""
