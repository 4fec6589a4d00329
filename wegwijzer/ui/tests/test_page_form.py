"""How a form stands on a page: label, hint, error and control belong together for eye and screen reader."""

import re

import pytest
from django import forms
from django.template import RequestContext, Template
from django.test import RequestFactory

from wegwijzer.ui.forms import AmountField, DateField, LineField, MomentField, ProseField


class MeetingForm(forms.Form):
    title = LineField(label="Titel", help_text="Zoals op de uitnodiging.")
    kind = forms.ChoiceField(label="Soort", choices=[("", "---------"), ("a", "advies"), ("d", "besluit")])
    colour = forms.ChoiceField(label="Kleur", choices=[(str(n), f"kleur {n}") for n in range(6)])
    starts_at = MomentField(label="Begin")
    held_on = DateField(label="Datum", required=False)
    cost = AmountField(label="Kost", required=False)
    minutes = ProseField(label="Verslag", required=False)
    is_public = forms.BooleanField(label="Openbaar", required=False)
    present = forms.MultipleChoiceField(
        label="Aanwezig", widget=forms.CheckboxSelectMultiple, choices=[("1", "Olen"), ("2", "Lille")]
    )
    paper = forms.FileField(label="Bijlage", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def page(form, tag='{% page_form form button="Plan de vergadering" cancel="/terug/" %}'):
    return Template(tag).render(RequestContext(RequestFactory().get("/"), {"form": form}))


@pytest.fixture
def fresh():
    return page(MeetingForm())


@pytest.fixture
def wrong():
    return page(MeetingForm({"title": "", "kind": "", "starts_at_date": "x", "cost": "1.0.0"}))


def ids(html):
    return re.findall(r'\sid="([^"]+)"', html)


@pytest.mark.parametrize("state", ["fresh", "wrong"])
def test_ids_are_there_once_and_everything_that_points_finds_its_target(state, request):
    html = request.getfixturevalue(state)
    known = ids(html)
    assert len(known) == len(set(known))
    for pointed in re.findall(r'(?:for|aria-describedby)="([^"]+)"', html):
        assert set(pointed.split()) <= set(known)


def test_main_button_has_its_own_words_and_there_is_a_way_back(fresh):
    assert re.search(r'<button type="submit" class="btn btn-primary"[^>]*>Plan de vergadering</button>', fresh)
    assert 'href="/terug/">Ga terug</a>' in fresh
    assert "csrfmiddlewaretoken" in fresh
    assert 'enctype="multipart/form-data"' in fresh


def test_hint_stands_before_the_field(fresh):
    assert fresh.index("Zoals op de uitnodiging.") < fresh.index('name="title"')


def test_few_choices_are_radios_and_more_are_a_list(fresh):
    assert len(re.findall(r'type="radio"[^>]*name="kind"', fresh)) == 2
    assert re.search(r'<select name="colour"', fresh)


def test_group_has_a_legend(fresh):
    assert "<legend>Soort</legend>" in fresh
    assert "<legend>Aanwezig</legend>" in fresh


def test_only_what_may_stay_empty_says_so(fresh):
    assert 'Verslag <span class="optional">(niet verplicht)</span>' in fresh
    assert "Titel <span" not in fresh


def test_browser_leaves_empty_fields_to_us(fresh):
    assert " required" not in fresh
    assert "novalidate" not in fresh  # or a half-filled date would be sent as nothing


def test_width_says_the_length_expected(fresh):
    assert 'id="div_id_held_on" class="field width-10"' in fresh
    assert 'id="div_id_cost" class="field width-10"' in fresh
    assert 'id="div_id_minutes" class="field width-full"' in fresh


def test_mistakes_stand_in_a_summary_that_links_and_above_their_field(wrong):
    summary = wrong[: wrong.index("</ul>")]
    assert '<a href="#id_title">Titel: Vul dit veld in.</a>' in summary
    assert '<a href="#id_kind_0">Soort:' in summary
    assert '<a href="#id_starts_at_0">Begin:' in summary
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert target in ids(wrong)
    field = wrong[wrong.index('id="div_id_title"') :]
    assert field.index('id="id_title_error"') < field.index('name="title"')
    control = re.search(r'<input[^>]*name="title"[^>]*>', field)[0]
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_title_helptext id_title_error"' in control


def test_what_was_typed_stays(wrong):
    assert 'value="1.0.0"' in wrong


def test_text_of_people_is_escaped_in_every_place():
    class Form(forms.Form):
        name = LineField(label="Naam", max_length=3)

    html = page(Form({"name": '"><b>x</b>'}))
    assert "<b>" not in html
    assert "&quot;&gt;&lt;b&gt;" in html


def test_refusal_of_the_whole_form_stands_in_the_summary():
    form = MeetingForm({})
    form.add_error(None, "Er zijn nog geen agendapunten.")
    assert "<li>Er zijn nog geen agendapunten.</li>" in page(form)


def test_no_style_or_handler_in_a_form(wrong):
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", wrong)
    assert "<script" not in wrong
