"""The list of Belgian municipalities: complete, and in agreement with itself."""

from collections import Counter

import pytest

from wegwijzer.accounts import municipalities

# The first digits of a postcode tell the province (bpost).
PROVINCES = [
    (1000, 1299, ""),
    (1300, 1499, "Waals-Brabant"),
    (1500, 1999, "Vlaams-Brabant"),
    (2000, 2999, "Antwerpen"),
    (3000, 3499, "Vlaams-Brabant"),
    (3500, 3999, "Limburg"),
    (4000, 4999, "Luik"),
    (5000, 5999, "Namen"),
    (6000, 6599, "Henegouwen"),
    (6600, 6999, "Luxemburg"),
    (7000, 7999, "Henegouwen"),
    (8000, 8999, "West-Vlaanderen"),
    (9000, 9999, "Oost-Vlaanderen"),
]


# The mergers of 1 January 2025 in Flanders and of 2 December 2024 in Wallonia, by name (Statbel, REFNIS 2025).
MERGERS = {
    "Antwerpen (11002)": ["Borsbeek"],
    "Pajottegem (23106)": ["Galmaarden", "Gooik", "Herne"],
    "Wingene (37021)": ["Ruiselede", "Wingene"],
    "Tielt (37022)": ["Meulebeke", "Tielt"],
    "Nazareth-De Pinte (44086)": ["De Pinte", "Nazareth"],
    "Lochristi (44087)": ["Lochristi", "Wachtebeke"],
    "Merelbeke-Melle (44088)": ["Melle", "Merelbeke"],
    "Lokeren (46029)": ["Lokeren", "Moerbeke"],
    "Beveren-Kruibeke-Zwijndrecht (46030)": ["Beveren", "Kruibeke", "Zwijndrecht"],
    "Tessenderlo-Ham (71071)": ["Ham", "Tessenderlo"],
    "Hasselt (71072)": ["Hasselt", "Kortessem"],
    "Bilzen-Hoeselt (73110)": ["Bilzen", "Hoeselt"],
    "Tongeren-Borgloon (73111)": ["Borgloon", "Tongeren"],
    "Bastenaken (82039)": ["Bastenaken", "Bertogne"],
}


def test_list_holds_the_565_municipalities_of_2025_and_the_581_of_2020_once():
    codes = Counter(one.nis_code for one in municipalities.everywhere())
    assert set(codes.values()) == {1}
    assert len([one for one in municipalities.everywhere() if not one.merged_into]) == 565
    assert len([one for one in municipalities.everywhere() if dict(one.inhabitants).get(2020)]) == 581


def test_merged_municipalities_say_what_they_are_a_part_of_now():
    found = {}
    for one in municipalities.everywhere():
        if one.merged_into:
            found.setdefault(f"{one.successor} ({one.merged_into})", []).append(one.name_nl)
    assert {new: sorted(parts) for new, parts in found.items()} == MERGERS


def test_name_means_the_municipality_of_today_and_its_old_code_the_one_of_then():
    assert municipalities.named("Tielt").nis_code == "37022"
    assert municipalities.named("borsbeek").nis_code == "11007"
    assert municipalities.by_nis("37015").label == "Tielt (37015)"
    assert municipalities.by_nis("37022").label == "Tielt"
    assert municipalities.by_nis("37022").successor is None


@pytest.mark.parametrize(
    ("nis_code", "name", "postcode", "inhabitants"),
    [
        ("13010", "Grobbendonk", "2280", {2018: 11123, 2019: 11155, 2020: 11172}),
        ("13011", "Herentals", "2200", {2018: 28117, 2019: 28177, 2020: 28272}),
        ("13012", "Herenthout", "2270", {2018: 8951, 2019: 9061, 2020: 9109}),
        ("13017", "Kasterlee", "2460", {2018: 18600, 2019: 18655, 2020: 18882}),
        ("13019", "Lille", "2275", {2018: 16512, 2019: 16529, 2020: 16564}),
        ("13029", "Olen", "2250", {2018: 12491, 2019: 12505, 2020: 12560}),
        ("13044", "Vorselaar", "2290", {2018: 7848, 2019: 7861, 2020: 7936}),
    ],
)
def test_seven_municipalities_of_the_middenkempen(nis_code, name, postcode, inhabitants):
    found = municipalities.by_nis(nis_code)
    assert (found.name_nl, found.postcode, dict(found.inhabitants)) == (name, postcode, inhabitants)
    assert (found.arrondissement, found.province) == ("Turnhout", "Antwerpen")
    assert municipalities.named(name.upper()) is found


def test_postcode_of_every_municipality_lies_in_its_province():
    for one in municipalities.everywhere():
        expected = next(province for first, last, province in PROVINCES if first <= int(one.postcode) <= last)
        assert one.province == expected, one


def test_every_municipality_has_a_name_in_both_languages_and_those_of_2020_their_inhabitants():
    for one in municipalities.everywhere():
        assert one.name_nl
        assert one.name_fr
    assert sum(dict(one.inhabitants).get(2020, 0) for one in municipalities.everywhere()) == 11_492_641


def test_unknown_code_and_name_give_nothing():
    assert municipalities.by_nis("13000") is None
    assert municipalities.named("Middenkempen") is None
