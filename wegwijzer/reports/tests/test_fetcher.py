"""Nothing leaves, and nothing of the disk comes in, whatever a text asks for."""

import base64
import io
import threading
import urllib.request
import zlib
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from weasyprint.urls import FatalURLFetchingError

from wegwijzer.reports import child, render
from wegwijzer.reports.fetcher import BundledFetcher

CANARY = "kanarie-in-de-kelder"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'

# One channel each: (what stands in the head, what stands in the body); {url} is the address that is tried.
CHANNELS = {
    "img": ("", '<img alt="x" src="{url}">'),
    "img srcset": ("", '<picture><source srcset="{url}"><img alt="x" src="{url}"></picture>'),
    "object": ("", '<object data="{url}"></object>'),
    "embed": ("", '<embed src="{url}">'),
    "link attachment": ('<link rel="attachment" href="{url}">', "<p>x</p>"),
    "a attachment": ("", '<p><a rel="attachment" href="{url}">x</a></p>'),
    "link stylesheet": ('<link rel="stylesheet" href="{url}">', "<p>x</p>"),
    "css import": ('<style>@import url("{url}");</style>', "<p>x</p>"),
    "css import string": ('<style>@import "{url}";</style>', "<p>x</p>"),
    "font-face": (
        '<style>@font-face {{ font-family: q; src: url("{url}"); }} p {{ font-family: q }}</style>',
        "<p>x</p>",
    ),
    "background": ("", '<p style="background: url({url})">x</p>'),
    "list-style-image": ("", '<ul><li style="list-style-image: url({url})">x</li></ul>'),
    "content": ('<style>p::before {{ content: url("{url}"); }}</style>', "<p>x</p>"),
    "border-image": ("", '<p style="border: 3px solid; border-image: url({url}) 3">x</p>'),
    "page margin": ('<style>@page {{ @top-left {{ content: url("{url}"); }} }}</style>', "<p>x</p>"),
    "color-profile": ('<style>@color-profile --q {{ src: url("{url}"); }}</style>', "<p>x</p>"),
    "svg image href": ("", SVG + '<title>x</title><image href="{url}" width="9" height="9"/></svg>'),
    "svg image xlink": ("", SVG + '<title>x</title><image xlink:href="{url}" width="9" height="9"/></svg>'),
    "base": ('<base href="{url}/">', '<img alt="x" src="plan.png">'),
}
# Channels that the PDF engine does not follow at all: the document is made, without what it points to.
SILENT = {
    "svg use": ("", SVG + '<title>x</title><use href="{url}#a"/></svg>'),
    "iframe": ("", '<iframe src="{url}"></iframe>'),
    "video poster": ("", '<video poster="{url}"></video>'),
    "meta refresh": ('<meta http-equiv="refresh" content="0; url={url}">', "<p>x</p>"),
    "xml entity": ("", f'<!DOCTYPE q [<!ENTITY e SYSTEM "{{url}}">]>{SVG}<title>x</title><text>&e;</text></svg>'),
}


@pytest.fixture
def loopback():
    """A server on this machine that counts who comes by."""
    hits: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(CANARY.encode())

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/plan.png", hits
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def file_on_disk(tmp_path):
    path = tmp_path / "geheim.txt"
    path.write_text(CANARY)
    return path.as_uri()


def bodies(pdf: bytes) -> bytes:
    """Everything in a PDF, its compressed streams included."""
    found = [pdf]
    for part in pdf.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return b"".join(found)


def convert(html):
    out = io.BytesIO()
    child.convert(html, out)
    return out.getvalue()


def fetch_all(page_of, channels, url):
    """What became of each channel: "refused", or everything that the finished document holds."""
    outcome = {}
    for name, (head, body) in channels.items():
        try:
            outcome[name] = bodies(convert(page_of(body.format(url=url), head.format(url=url))))
        except FatalURLFetchingError:
            outcome[name] = "refused"
    return outcome


def test_nothing_leaves_the_machine(page_of, loopback):
    url, hits = loopback
    assert fetch_all(page_of, CHANNELS, url) == dict.fromkeys(CHANNELS, "refused")
    assert len(fetch_all(page_of, SILENT, url)) == len(SILENT)
    assert hits == []


def test_the_canary_would_have_been_heard(loopback):
    url, hits = loopback
    with urllib.request.urlopen(url) as answer:
        assert answer.read().decode() == CANARY
    assert hits == ["/plan.png"]


def test_nothing_of_the_disk_comes_in(page_of, file_on_disk):
    assert fetch_all(page_of, CHANNELS, file_on_disk) == dict.fromkeys(CHANNELS, "refused")
    for name, made in fetch_all(page_of, SILENT, file_on_disk).items():
        assert made != "refused", name
        assert CANARY.encode() not in made, name


def test_nothing_is_smuggled_in_inside_the_text_itself(page_of, loopback):
    url, hits = loopback
    nested = base64.b64encode(f'{SVG}<image href="{url}" width="9" height="9"/></svg>'.encode()).decode()
    data = f"data:image/svg+xml;base64,{nested}"
    # A base address that is no address leaves "plan.png" relative, which is refused just the same.
    assert fetch_all(page_of, CHANNELS, data) == dict.fromkeys(CHANNELS, "refused")
    assert hits == []


@pytest.mark.parametrize(
    "url",
    [
        "asset:",
        "asset:../settings.py",
        "asset:/etc/passwd",
        "asset:print.css?x",
        "ASSET:print.css",
        "ftp://127.0.0.1/plan.png",
        "jar:file:///etc/passwd!/x",
        "//127.0.0.1/plan.png",
        "plan.png",
    ],
)
def test_only_the_bundled_names_are_served(url):
    with pytest.raises(FatalURLFetchingError):
        BundledFetcher()(url)


def test_the_style_sheet_of_the_house_is_served():
    answer = BundledFetcher()("asset:print.css")
    assert answer.content_type == "text/css"
    assert b"@page" in answer.read()


def test_a_refusal_reaches_the_person_in_words(page_of, file_on_disk):
    with pytest.raises(render.RenderFailed, match="verwijst naar een bestand of adres") as failed:
        render._convert(page_of(f'<img alt="x" src="{file_on_disk}">'), lambda *pages: None)
    assert file_on_disk in failed.value.detail
    assert CANARY not in failed.value.detail
