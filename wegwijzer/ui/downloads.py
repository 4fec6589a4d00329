"""Files that a page makes on the spot, to be kept and not opened in the page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from wegwijzer.spreadsheet import CONTENT_TYPE


def spreadsheet(content: bytes, name: str) -> HttpResponse:
    """A workbook under that file name."""
    return download(content, name, CONTENT_TYPE)


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Any file under that name."""
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(content, content_type=content_type, headers=headers)
