"""Pages laid on sheets to fold: which page comes where, held against lists made by folding paper."""

import io

import pytest
from pypdf import PdfReader

from wegwijzer.reports import booklet, render
from wegwijzer.reports.tests.annexed import pdf
from wegwijzer.reports.tests.sample import sample

# Written down from folded and numbered sheets; 0 is empty. Per sheet its front, then its back.
FOLDED = {
    1: [(0, 1), (0, 0)],
    2: [(0, 1), (2, 0)],
    3: [(0, 1), (2, 3)],
    4: [(4, 1), (2, 3)],
    5: [(0, 1), (2, 0), (0, 3), (4, 5)],
    6: [(0, 1), (2, 0), (6, 3), (4, 5)],
    7: [(0, 1), (2, 7), (6, 3), (4, 5)],
    8: [(8, 1), (2, 7), (6, 3), (4, 5)],
    12: [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)],
    16: [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)],
    20: [(20, 1), (2, 19), (18, 3), (4, 17), (16, 5), (6, 15), (14, 7), (8, 13), (12, 9), (10, 11)],
}


def read_through(sides, right_to_left):
    """Leafing through the folded sheets: the pages in the order in which they come under one's eyes."""
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    outer, inner = (0, 1) if right_to_left else (1, 0)
    forward = [page for front, back in sheets for page in (front[outer], back[inner])]
    backward = [page for front, back in reversed(sheets) for page in (back[outer], front[inner])]
    return forward + backward


@pytest.mark.parametrize("pages", FOLDED)
def test_sides_are_those_of_folded_paper(pages):
    assert booklet.sides(pages) == FOLDED[pages]
    assert booklet.sides(pages, right_to_left=True) == [(right, left) for left, right in FOLDED[pages]]


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("pages", range(1, 21))
def test_folded_it_reads_from_first_to_last_with_the_empty_pages_behind(pages, right_to_left):
    source = pdf(*(f"blad{number}." for number in range(1, pages + 1)))
    out = io.BytesIO()
    count = booklet.impose(source, out, right_to_left=right_to_left)
    reader = PdfReader(out)
    assert len(reader.pages) == count
    found = [halves_of(sheet) for sheet in reader.pages]
    total = -(-pages // 4) * 4
    order = [f"blad{number}." for number in range(1, pages + 1)] + [""] * (total - pages)
    assert read_through(found, right_to_left) == order
    assert {(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in reader.pages} == {
        (842, 595)
    }


def halves_of(sheet):
    """The words on the left and on the right half."""
    halves = ["", ""]

    def place(text, cm, tm, *_rest):
        if text.strip():
            halves[cm[4] + tm[4] > booklet.WIDTH / 2 - 50] += text.strip()

    sheet.extract_text(visitor_text=place)
    return halves[0], halves[1]


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_made_by_the_process_that_makes_documents(language):
    made = render.render(sample(points=20, booklet=True, language=language))
    reader = PdfReader(io.BytesIO(made.content))
    assert made.pages == len(reader.pages)
    assert made.pages % 2 == 0
    assert reader.metadata.title == "Beheerscomité van 14 september 2015"
    assert reader.trailer["/Root"]["/Lang"] == language
    assert b"pdfuaid" not in made.content, "a sheet to fold claims no reading order"
    assert made.content == render.render(sample(points=20, booklet=True, language=language)).content


def test_what_is_longer_than_it_may_be_is_not_cut_but_told():
    assert render.render(sample(most_pages=2)).pages == 2
    with pytest.raises(render.RenderFailed, match="Dit past niet op het aantal bladzijden"):
        render.render(sample(points=200, most_pages=2))
    with pytest.raises(render.RenderFailed, match=r"^Maak het korter\.$"):
        render.render(sample(points=200, most_pages=2, too_long="Maak het korter."))
