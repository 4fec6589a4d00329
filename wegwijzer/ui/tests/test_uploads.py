"""Uploads as they come over the line: cut, miscounted, written in another way, or far too many."""

import base64
import io

import pytest
from django import forms
from django.core.exceptions import TooManyFilesSent
from django.http import UnreadablePostError

from wegwijzer.ui.forms import DocumentField
from wegwijzer.ui.tests.samples import pdf

BORDER = "grens"


class DocumentForm(forms.Form):
    file = DocumentField()


def part(content, name="file", headers=""):
    disposition = f'Content-Disposition: form-data; name="{name}"; filename="verslag.pdf"\r\n{headers}\r\n'
    return f"--{BORDER}\r\n{disposition}".encode() + content + b"\r\n"


END = f"--{BORDER}--\r\n".encode()


def sent(rf, body, **environ):
    return rf.generic("POST", "/", body, content_type=f"multipart/form-data; boundary={BORDER}", **environ)


def test_whole_upload_arrives(rf):
    request = sent(rf, part(pdf()) + END)
    form = DocumentForm(request.POST, request.FILES)
    assert form.is_valid()
    assert form.cleaned_data["file"].read() == pdf()


@pytest.mark.parametrize("share", [0.9, 0.5, 0.2])
def test_upload_with_too_low_a_count_is_refused(rf, share):
    """U3: only the bytes that were announced are read, so the file has no end."""
    body = part(pdf()) + END
    request = sent(rf, body, CONTENT_LENGTH=str(int(len(body) * share)))
    form = DocumentForm(request.POST, request.FILES)
    assert not form.is_valid()
    assert list(form.errors) == ["file"]


def test_upload_in_base64_is_the_same_file(rf):
    """U4"""
    headers = "Content-Transfer-Encoding: base64\r\n"
    request = sent(rf, part(base64.encodebytes(pdf()), headers=headers) + END)
    form = DocumentForm(request.POST, request.FILES)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["file"].read() == pdf()


def test_upload_of_1001_files_is_refused_as_a_whole(rf):
    """U5; a SuspiciousOperation is answered with 400."""
    request = sent(rf, b"".join(part(b"x", f"file{number}") for number in range(1001)) + END)
    with pytest.raises(TooManyFilesSent):
        request.POST  # noqa: B018 - reading it is what parses the request


class BrokenLine(io.BytesIO):
    """A connection that falls away after the bytes it was made with."""

    def read(self, size=-1):
        given = super().read(size)
        if not given:
            raise OSError("connection reset by peer")
        return given


def test_upload_that_breaks_off_leaves_nothing(rf):
    """U24"""
    body = part(pdf()) + END
    request = sent(rf, body)
    request.environ["wsgi.input"] = BrokenLine(body[: len(body) // 2])
    request = type(request)(request.environ)
    with pytest.raises(UnreadablePostError):
        request.FILES  # noqa: B018
