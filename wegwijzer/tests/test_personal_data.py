"""docs/gegevens.csv is the register of what is kept: every field stands in it, and whoever adds one has to think."""

import csv

from django.apps import apps

from wegwijzer.tests import house

REGISTER = house.ROOT / "docs" / "gegevens.csv"
# What points to a person or is a person's own words or address: never "nee".
PEOPLE = {"accounts.User", "governance.Person", "governance.Attendance"}


def kept():
    """(model, field) of everything that our apps write down, keys aside."""
    return {
        (model._meta.label, field.name): field
        for model in apps.get_models()
        if model.__module__.split(".")[0] in house.PACKAGES
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if not field.primary_key
    }


def rows():
    with REGISTER.open(newline="", encoding="utf-8") as register:
        return list(csv.DictReader(register))


def test_every_field_stands_in_the_register_once_and_nothing_else_does():
    told = [(row["model"], row["veld"]) for row in rows()]
    assert len(told) == len(set(told))
    assert set(kept()) - set(told) == set()
    assert set(told) - set(kept()) == set()


def half_told(register):
    """Personal data without purpose, ground or term; or a row that says neither yes nor no."""
    return [
        (row["model"], row["veld"])
        for row in register
        if row["persoonsgegeven"] not in ("ja", "nee")
        or (row["persoonsgegeven"] == "ja" and not all((row["doel"], row["grond (AVG)"], row["bewaring"])))
        or (row["grond (AVG)"] and row["grond (AVG)"] not in ("6.1.c", "6.1.e"))
    ]


def test_personal_data_have_a_purpose_a_ground_and_a_term():
    assert half_told(rows()) == []
    planted = dict.fromkeys(("doel", "grond (AVG)", "bewaring"), "") | {"model": "a.B", "veld": "c"}
    assert half_told([planted | {"persoonsgegeven": "ja"}]) == [("a.B", "c")]


def test_what_points_to_a_person_is_personal():
    fields = kept()
    personal = {(row["model"], row["veld"]) for row in rows() if row["persoonsgegeven"] == "ja"}
    pointing = {
        key for key, field in fields.items() if field.related_model and field.related_model._meta.label in PEOPLE
    }
    assert pointing
    assert pointing - personal == set()
