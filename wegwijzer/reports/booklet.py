"""Pages of A5 laid two by two on sheets of A4, to be printed on both sides, folded and stapled in the middle.

Used in the child process only. Sheets are turned over on their short edge, as printers call it for a page on its side.
"""

import io
from typing import Any

import pypdf
from pypdf.generic import NameObject, TextStringObject

WIDTH, HEIGHT = 841.89, 595.28  # points: A4 on its side
KEPT = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator")


def sides(pages: int, *, right_to_left: bool = False) -> list[tuple[int, int]]:
    """(left, right) per side of a sheet, as page numbers from 1; 0 is an empty half.

    Folded, the first page is the front. What reads from right to left opens the other way: each side is mirrored.
    """
    total = -(-pages // 4) * 4
    found = []
    for side in range(total // 2):
        low, high = side + 1, total - side
        pair = (high, low) if side % 2 == 0 else (low, high)
        left, right = pair[::-1] if right_to_left else pair
        found.append((left if left <= pages else 0, right if right <= pages else 0))
    return found


def impose(source: bytes, output: Any, *, right_to_left: bool = False) -> int:
    """Write the booklet of a PDF to `output`; returns how many sides it has.

    What the pages say stays text, but no longer tagged: a folded sheet has no reading order, and claims none.
    """
    reader = pypdf.PdfReader(io.BytesIO(source))
    writer = pypdf.PdfWriter()
    order = sides(len(reader.pages), right_to_left=right_to_left)
    for pair in order:
        sheet = writer.add_blank_page(WIDTH, HEIGHT)
        for half, number in enumerate(pair):
            if number:
                page = reader.pages[number - 1]
                box = page.mediabox
                left = half * WIDTH / 2 + (WIDTH / 2 - float(box.width)) / 2
                bottom = (HEIGHT - float(box.height)) / 2
                sheet.merge_translated_page(page, left, bottom)
    for key in ("/StructParents", "/Annots"):
        for sheet in writer.pages:
            sheet.pop(key, None)
    writer.metadata = {key: str(said) for key, said in (reader.metadata or {}).items() if key in KEPT}
    root: Any = reader.trailer["/Root"]
    if language := root.get("/Lang"):
        writer.root_object[NameObject("/Lang")] = TextStringObject(str(language))
    for sheet in writer.pages:
        sheet.compress_content_streams()
    writer.write(output)
    return len(order)
