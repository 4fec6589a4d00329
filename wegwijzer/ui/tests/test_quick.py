"""Django's tags by the shorter way say the same as Django's."""

import pytest
from django import forms
from django.template import Context, Engine, engines
from django.urls import NoReverseMatch

DJANGO = Engine(builtins=["django.templatetags.i18n"])  # without our own words


def ours(text, **values):
    return engines["django"].from_string(text).render(values)


def djangos(text, **values):
    return DJANGO.from_string(text).render(Context(values))


@pytest.mark.parametrize(
    "text",
    [
        "{% url 'governance:meeting_detail' 7 %}",
        "{% url 'governance:meeting_detail' pk=7 %}",
        "{% url 'governance:meeting_detail' '7' %}",
        "{% url 'governance:document_download' 7 8 %}",
        "{% url name 7 %}",
        "{% url 'governance:meeting_list' %}?when=alle",
        "{% url 'governance:meeting_detail' 7 as there %}[{{ there }}]",
        "{% url 'governance:no_such_page' 7 as there %}[{{ there }}]",
        "{% url 'governance:meeting_list' 7 as there %}[{{ there }}]",
        "{% translate 'Zoek' %}",
        "{% translate 'Zoek' as word %}[{{ word }}]",
        "{% translate '50% van de leden' %}",
        "{% translate 'R&D <b>' %}",
        "{% translate word %}",
        "{% translate 'Zoek'|upper %}",
        "{% translate 'Zoek' noop %}",
    ],
)
def test_tag_says_the_same_as_djangos(text):
    values = {"name": "governance:decision_detail", "word": "R&D <b>"}
    assert ours(text, **values) == djangos(text, **values)


@pytest.mark.parametrize("text", ["{% url 'governance:no_such_page' 7 %}", "{% url 'governance:meeting_detail' -7 %}"])
def test_address_that_does_not_exist_is_an_error(text):
    with pytest.raises(NoReverseMatch):
        ours(text)


def test_same_pattern_serves_every_row():
    shown = ours("{% for pk in keys %}{% url 'governance:meeting_detail' pk %} {% endfor %}", keys=[1, 22, 333])
    assert shown == "/vergaderingen/1/ /vergaderingen/22/ /vergaderingen/333/ "


def test_captured_part_is_drawn_once_and_shown_where_it_is_named():
    shown = ours("{% capture part %}<b>{{ word }}</b>{% endcapture %}{{ part }}{{ part }}", word="<i>")
    assert shown == "<b>&lt;i&gt;</b><b>&lt;i&gt;</b>"


class PlaceForm(forms.Form):
    place = forms.ChoiceField(
        choices=[("", "kies"), ("Kempen", [(1, "Olen"), (2, "R&D <b>")]), (3, "elders")], initial=2, required=False
    )


def test_list_of_choices_keeps_its_groups_and_their_order():
    assert ours("{% control form.place %}", form=PlaceForm()) == (
        '<select name="place" class="form-select" id="id_place">\n'
        '<option value="">kies</option>\n'
        '<optgroup label="Kempen"><option value="1">Olen</option>\n'
        '<option value="2" selected>R&amp;D &lt;b&gt;</option></optgroup>\n'
        '<option value="3">elders</option>\n'
        "</select>"
    )
