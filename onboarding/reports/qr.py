"""A QR code as a drawing: squares on white, with room around it (ISO/IEC 18004). It holds an address only."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

ROOM = 4  # squares that stay white around it


def qr_svg(address: str, label: str) -> SafeString:
    """The address as SVG, readable when 15 % of it is damaged; `label` is what is read out instead."""
    rows = segno.make_qr(address, error="m").matrix
    side = len(rows) + 2 * ROOM
    runs = "".join(
        f"M{start + ROOM} {top + ROOM}h{length}v1h-{length}z"
        for top, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        '<title>{}</title><path fill="#fff" d="M0 0h{}v{}h-{}z"/><path fill="#000" d="{}"/></svg>',
        *(side, side, label, label, side, side, side, SafeString(runs)),
    )


def _runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    """Where dark squares begin beside each other, and how many."""
    found: list[tuple[int, int]] = []
    for place, is_dark in enumerate(row):
        if not is_dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
