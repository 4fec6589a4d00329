"""The parts that pages are made of."""

import pytest
from django.db import transaction
from django.template import Context, Template
from django.test import RequestFactory

from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import record
from wegwijzer.ui.listing import Listing


def show(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize("tone", ["agreed", "waiting", "refused", "postponed", "none", "na", "draft"])
def test_state_has_a_word_and_a_shape(tone):
    shown = show('{% state "convened" "bijeengeroepen" tone %}', tone=tone)
    assert "<span>bijeengeroepen</span>" in shown
    assert "<svg" in shown
    assert f"state-{tone}" in shown


def test_every_tone_has_its_own_shape():
    shapes = {
        show("{% shape tone %}", tone=tone) for tone in ("agreed", "waiting", "refused", "postponed", "none", "na")
    }
    assert len(shapes) == 6


def test_state_escapes_its_word_and_refuses_an_unknown_tone():
    assert "&lt;b&gt;" in show('{% state "x" label "none" %}', label="<b>")
    with pytest.raises(KeyError):
        show('{% state "x" "y" "grren" %}')


def test_small_bar_counts_in_words_and_segments():
    shown = show('{% small_bar 9 14 "raden" %}')
    assert "9 van 14" in shown
    assert shown.count('class="on"') == 9
    assert shown.count("<i") == 14
    assert "<details" not in shown


def test_small_bar_of_many_has_few_segments_and_is_full_only_at_the_end():
    assert show("{% small_bar 299 300 %}").count('class="on"') == 23
    assert show("{% small_bar 300 300 %}").count('class="on"') == 24
    assert "0 van 0" in show("{% small_bar 0 0 %}")


def test_small_bar_opens_to_the_names_and_who_is_still_to_come_stands_first():
    shown = show("{% small_bar 1 2 '' names %}", names=[("Gemeente Balen", True), ("OCMW Olen", False)])
    assert shown.index("OCMW Olen") < shown.index("Gemeente Balen")
    assert "– nee" in shown


def test_facts_leave_out_what_is_empty():
    assert show("{% facts rows %}", rows=[("Plaats", "Olen"), ("Lokaal", "")]).count("<dt>") == 1
    assert show('{% fact "Lokaal" "" %}') == ""
    assert show('{% fact "Lokaal" "" "nog te bepalen" %}') == "<dt>Lokaal</dt><dd>nog te bepalen</dd>"
    assert show('{% fact "Stemmen" 0 %}') == "<dt>Stemmen</dt><dd>0</dd>"


def test_crumb_without_address_is_the_page_itself():
    assert 'href="/x/"' in show('{% crumb "Vergaderingen" "/x/" %}')
    assert 'aria-current="page"' in show('{% crumb "Vergaderingen" %}')


def test_post_button_is_a_form_with_its_values():
    shown = show('{% post_button "/x/" "Stuur de agenda" "primary" about="14 sep" version=3 %}', csrf_token="abc")
    assert '<form class="inline" method="post" action="/x/">' in shown
    assert 'name="csrfmiddlewaretoken" value="abc"' in shown
    assert '<input type="hidden" name="version" value="3">' in shown
    assert 'class="btn btn-primary"' in shown
    assert "Stuur de agenda<span" in shown


def test_empty_offers_the_first_step_only_to_who_may_take_it():
    assert "btn" in show('{% empty "Nog geen vergaderingen" "" "/x/" "Plan een vergadering" %}')
    assert "btn" not in show('{% empty "Nog geen vergaderingen" %}')


@pytest.mark.django_db
def test_list_parts_keep_the_rest_of_the_address():
    Organisation.objects.bulk_create(Organisation(kind="association", name=f"V {n:02}") for n in range(60))
    request = RequestFactory().get("/?q=V&page=2&evil=%22%3E%3Cscript%3E")
    listing = Listing(request, Organisation.objects.all(), sorts={"naam": "name", "plaats": "city"}, search=["name"])
    pages = show("{% pagination listing %}", listing=listing)
    assert 'href="?q=V&amp;page=3&amp;evil=%22%3E%3Cscript%3E"' in pages
    assert '<span aria-current="page"><span class="visually-hidden">bladzijde </span>2</span>' in pages
    head = show('{% sort_header listing "naam" "Naam" %}', listing=listing)
    assert 'aria-sort="ascending"' in head
    assert "sort=-naam" in head
    assert "page" not in head
    bar = show("{% filter_bar listing %}", listing=listing)
    assert 'value="V"' in bar
    assert "60 resultaten met “V”" in bar


@pytest.mark.django_db
def test_history_speaks_of_fields_and_choices_by_their_names():
    user = User.objects.create_user("coordinator@example.org", "Coördinator")
    organisation = Organisation.objects.create(kind="association", name="ISOM")
    with transaction.atomic():
        record(
            "entrance.user.renamed",
            organisation,
            by=user,
            changes={"kind": ("association", "company"), "city": ("", "Olen"), "version": (1, 2)},
            reason="vergissing",
        )
    shown = show("{% history entries %}", entries=Entry.objects.select_related("by"))
    assert ", Coördinator</span> <p>Van naam veranderd</p>" in " ".join(shown.split())
    assert "<li>Soort: <del>vereniging</del> → <ins>onderneming</ins></li>" in shown
    assert "<li>Plaats: <del>leeg</del> → <ins>Olen</ins></li>" in shown
    assert "version" not in shown
    assert "Reden: vergissing" in shown
    assert "Er is nog niets gebeurd" in show("{% history entries %}", entries=[])


@pytest.mark.django_db
def test_history_of_several_things_says_which():
    for name in ("ISOM", "Olen"):
        organisation = Organisation.objects.create(kind="association", name=name)
        with transaction.atomic():
            record("entrance.user.renamed", organisation, by=None)
    shown = show("{% history entries %}", entries=Entry.objects.select_related("by"))
    assert "<p>Van naam veranderd: ISOM</p>" in shown
    assert "<p>Van naam veranderd: Olen</p>" in shown
