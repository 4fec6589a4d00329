"""The fields inside a form, as a page shows them: the sentence beside the field, and what was typed still in it."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from wegwijzer.accounts.periods import today
from wegwijzer.ui.forms import (
    AmountField,
    DateField,
    EmailField,
    HttpsUrlField,
    IbanField,
    IntegerField,
    KboField,
    LineField,
    MomentField,
    NisField,
    PercentField,
    PeriodMixin,
    ProseField,
    SlugField,
    TimeField,
)


class EverythingForm(forms.Form):
    amount = AmountField(label="bedrag")
    count = IntegerField(label="aantal")
    share = PercentField(label="aandeel")
    decided_on = DateField(label="besloten op")
    hour = TimeField(label="uur")
    starts_at = MomentField(label="begint")
    name = LineField(label="naam")
    text = ProseField(label="tekst")
    slug = SlugField(label="korte naam")
    email = EmailField(label="e-mail")
    website = HttpsUrlField(label="website")
    kbo_number = KboField(label="ondernemingsnummer")
    nis_code = NisField(label="NIS-code")
    iban = IbanField(label="rekeningnummer")


WRONG = {
    "amount": ("1.00", "Schrijf 1,00 of 1.000."),
    "count": ("1_000", "Schrijf een geheel getal"),
    "share": ("101", "Schrijf hoogstens 100,00."),
    "decided_on": ("31-02-2027", "31-02-2027 bestaat niet."),
    "hour": ("25:00", "Schrijf een uur als 14:00"),
    "name": ("x\u202ey", "de leesrichting omkeert"),
    "text": ("x\x1by", "een onzichtbaar stuurteken"),
    "slug": ("A B", "alleen kleine letters"),
    "email": ("naam@", "Schrijf een e-mailadres als"),
    "website": ("http://olen.be", "Begin het met https://."),
    "kbo_number": ("0316380842", "De controlecijfers"),
    "nis_code": ("99999", "Geen gemeente heeft"),
    "iban": ("BE69539007547034", "De controlecijfers"),
}


def shown(form, name):
    return form[name].as_field_group()


@pytest.mark.parametrize("name", WRONG)
def test_refused_answer_comes_back_with_its_sentence_and_as_typed(name):
    typed, sentence = WRONG[name]
    form = EverythingForm({name: typed})
    html = shown(form, name)
    assert sentence in html
    assert typed in html
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize("name", [*WRONG, "starts_at"])
def test_empty_answer_is_asked_for_in_words(name):
    assert EverythingForm({}).errors[name][0].startswith("Vul ")


def test_every_field_renders_with_crispy_bound_and_unbound():
    typed = {name: value for name, (value, _sentence) in WRONG.items()}
    for form in (EverythingForm(), EverythingForm(typed)):
        html = render_crispy_form(form)
        assert all(f'name="{name}' in html for name in form.fields)


def test_refused_moment_comes_back_as_typed():
    html = shown(EverythingForm({"starts_at_date": "31 februari 2027", "starts_at_time": "25u"}), "starts_at")
    assert 'value="31 februari 2027"' in html
    assert 'value="25u"' in html


def test_which_of_the_two_hours_is_asked_only_when_there_are_two():
    twice = {"starts_at_date": "25 oktober 2026", "starts_at_time": "2u30"}
    assert "wintertijd" in shown(EverythingForm(twice), "starts_at")
    assert "wintertijd" not in shown(EverythingForm(twice | {"starts_at_time": "3u30"}), "starts_at")
    assert "wintertijd" not in shown(EverythingForm(), "starts_at")


def test_moment_stored_in_the_second_of_two_hours_is_shown_as_that():
    stored = dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)
    html = shown(EverythingForm(initial={"starts_at": stored}), "starts_at")
    assert '<option value="second" selected>' in html


def test_picker_is_native_until_what_was_typed_would_be_lost_in_it():
    for data in (None, {"decided_on": "2026-12-31"}, {"decided_on": "1989-12-31"}):
        assert 'type="date"' in shown(EverythingForm(data), "decided_on")
    for typed in ("31-12-2026", "2026-02-31"):
        html = shown(EverythingForm({"decided_on": typed}), "decided_on")
        assert 'type="text"' in html
        assert "min=" not in html, "only a picker has limits"


def test_stored_values_are_shown_the_belgian_way():
    form = EverythingForm(
        initial={
            "amount": Decimal("1234567.5"),
            "decided_on": dt.date(2026, 12, 31),
            "starts_at": dt.datetime(2026, 12, 31, 13, 0, tzinfo=ZoneInfo("UTC")),
            "kbo_number": "0316380841",
            "iban": "BE68539007547034",
        }
    )
    assert 'value="1.234.567,50"' in shown(form, "amount")
    assert 'value="2026-12-31"' in shown(form, "decided_on")
    assert 'value="14:00"' in shown(form, "starts_at")
    assert 'value="0316.380.841"' in shown(form, "kbo_number")
    assert 'value="BE68 5390 0754 7034"' in shown(form, "iban")


def test_limits_stand_in_the_picker():
    class LimitsForm(forms.Form):
        founded_on = DateField(earliest=dt.date(1900, 1, 1), latest=dt.date(2026, 12, 31))
        held_on = DateField(latest=today)
        planned_at = MomentField(earliest=dt.date(2015, 1, 1))

    form = LimitsForm()
    founded = shown(form, "founded_on")
    assert 'min="1900-01-01"' in founded
    assert 'max="2026-12-31"' in founded
    assert "max=" not in shown(form, "held_on"), "a limit that moves is told when the form comes in"
    assert 'min="2015-01-01"' in shown(form, "planned_at")


def test_damaged_character_does_not_break_the_page_that_tells_about_it():
    """T3: half a surrogate pair can come in as JSON, and can not be written to any page."""
    html = shown(EverythingForm({"name": "a\ud800b", "amount": "1\ud800"}), "name")
    assert "a\ufffdb".encode() in html.encode("utf-8")


def test_line_end_in_a_line_is_gone_before_it_is_stored():
    form = EverythingForm({"name": "Onthaal\r\nBcc: iemand@example.org"})
    form.is_valid()
    assert form.cleaned_data["name"] == "Onthaal Bcc: iemand@example.org"


class PlaceForm(PeriodMixin, forms.Form):
    from_on = DateField(required=False)
    until_on = DateField(required=False)


def test_period_that_ends_before_it_starts_is_refused_at_its_end():
    """D12"""
    form = PlaceForm({"from_on": "2-1-2026", "until_on": "1-1-2026"})
    assert form.errors == {"until_on": ["De einddatum ligt voor de begindatum. Kies een latere einddatum."]}
    assert 'value="1-1-2026"' in shown(form, "until_on")


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [("1-1-2026", "1-1-2026"), ("1-1-2026", ""), ("", "1-1-2026"), ("", "")],
    ids=["one day", "no end", "no beginning", "open"],
)
def test_period_may_be_one_day_or_open(from_on, until_on):
    assert PlaceForm({"from_on": from_on, "until_on": until_on}).is_valid()


def test_period_with_an_unreadable_day_tells_about_that_day_only():
    form = PlaceForm({"from_on": "31-02-2026", "until_on": "1-1-2026"})
    assert list(form.errors) == ["from_on"]
