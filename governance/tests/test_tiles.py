"""The map of a round: tiles roughly where the municipalities lie, each with what its two boards said."""

import pytest

from governance.models import PartyState, Said
from governance.models.board import Place
from governance.timeline import tiles
from governance.timeline.tiles import tiles_of

MIDDENKEMPEN = {
    "13010": "Grobbendonk",
    "13011": "Herentals",
    "13012": "Herenthout",
    "13017": "Kasterlee",
    "13019": "Lille",
    "13029": "Olen",
    "13044": "Vorselaar",
}


def pair(code, territory, municipality=PartyState.AGREED, ocmw=PartyState.NONE):
    return [
        (Place(1, f"Gemeente {territory}", territory, "municipality", code), Said(municipality)),
        (Place(2, f"OCMW {territory}", territory, "ocmw", code), Said(ocmw)),
    ]


def drawn(codes, kind="statutes"):
    return tiles_of([cell for code, name in codes.items() for cell in pair(code, name)], kind)


def test_seven_municipalities_lie_as_on_the_map():
    spots = {tile.territory: (tile.left, tile.top) for tile in drawn(MIDDENKEMPEN).tiles}
    north, centre, south = spots["Lille"], spots["Herentals"], spots["Herenthout"]
    assert north[1] < spots["Vorselaar"][1] == spots["Kasterlee"][1] < centre[1] < south[1]
    assert spots["Grobbendonk"][0] < centre[0] < spots["Olen"][0]
    assert spots["Vorselaar"][0] < north[0] < spots["Kasterlee"][0]


def overlaps(one, other):
    return abs(one.left - other.left) < tiles.WIDTH and abs(one.top - other.top) < tiles.HEIGHT


@pytest.mark.parametrize(
    "codes",
    [
        MIDDENKEMPEN,
        {str(90000 + number): f"Plaats {number}" for number in range(11)},
        {"13019": "Lille", "90001": "Elders", "90002": "Ergens", "90003": "Nergens"},
        {"13029": "Olen"},
        {"90001": "Elders"},
    ],
    ids=["known", "unknown", "mixed", "one", "one unknown"],
)
def test_no_tile_lies_over_another_or_outside_the_drawing(codes):
    picture = drawn(codes)
    assert len(picture.tiles) == len(codes)
    for place, tile in enumerate(picture.tiles):
        assert 0 <= tile.left <= picture.width - tiles.WIDTH
        assert 0 <= tile.top <= picture.height - tiles.HEIGHT
        assert not any(overlaps(tile, other) for other in picture.tiles[place + 1 :])


def test_drawing_begins_in_its_corner_whoever_is_in_it():
    picture = drawn({"13011": "Herentals", "13029": "Olen"})
    assert (picture.tiles[0].left, picture.tiles[0].top) == (0, 0)


def test_each_tile_says_what_gemeente_and_ocmw_said():
    tile = drawn({"13029": "Olen"}).tiles[0]
    assert [(half.letter, half.word, half.short) for half in tile.halves] == [
        ("G", "akkoord", "akkoord"),
        ("O", "nog geen antwoord", "geen antwoord"),
    ]
    assert drawn({"13029": "Olen"}, kind="interest").tiles[0].halves[0].word == "ja, interesse"


def test_board_that_was_not_asked_says_so():
    only = tiles_of(pair("13029", "Olen")[1:], "statutes").tiles[0]
    assert [half.state for half in only.halves] == [PartyState.NOT_ASKED, PartyState.NONE]


def test_picture_is_told_in_words():
    assert drawn({"13029": "Olen"}).in_words == "Olen: Gemeente Olen akkoord, OCMW Olen nog geen antwoord"


def test_long_name_is_shortened_on_the_tile_and_whole_in_the_words():
    tile = drawn({"12035": "Sint-Katelijne-Waver"}).tiles[0]
    assert (tile.name, tile.territory) == ("Sint-Katelijne-W…", "Sint-Katelijne-Waver")


def test_nothing_and_too_much_is_no_picture():
    province = Place(3, "Provincie", "", "province", "")
    assert tiles_of([(province, Said(PartyState.AGREED))], "statutes") is None
    assert drawn({str(90000 + number): f"Plaats {number}" for number in range(tiles.MOST_TILES + 1)}) is None
