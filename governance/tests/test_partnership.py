"""Founding a partnership and keeping its data right."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from governance.actions import partnership
from governance.models import Partnership, rights_of
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

FOUNDED = dt.date(2015, 10, 1)


def found(by, **values):
    wish = {
        "name": "Integratie",
        "slug": "integratie",
        "legal_form": "interlocal",
        "full_name": "IV Integratie",
    } | values
    return partnership.add(by=by, **wish)


def test_founder_coordinates_from_today_and_the_partnership_is_a_party(db):
    founder = make.UserFactory(name="Coördinator ISOM")
    made = found(founder, founded_on=FOUNDED)
    assert rights_of(User.objects.get(pk=founder.pk)).coordinates == {made.pk}
    assert (made.organisation.name, made.organisation.kind) == ("IV Integratie", "partnership")
    entry = Entry.objects.get()
    assert (entry.verb, entry.by, entry.scope) == ("governance.partnership.added", founder, made.organisation)


def test_address_that_is_taken_is_refused_and_nothing_is_made(db):
    founder = make.UserFactory()
    make.PartnershipFactory(slug="integratie")
    with pytest.raises(Refused) as refused:
        found(founder)
    assert refused.value.field == "slug"
    assert Partnership.objects.count() == 1
    assert Organisation.objects.count() == 1


def test_life_that_ends_before_it_starts_is_refused(cast):
    for values in ({"founded_on": FOUNDED, "ended_on": FOUNDED - dt.timedelta(days=1)},):
        with pytest.raises(Refused) as refused:
            partnership.change(cast.a.partnership, by=cast.a.coordinator, version=1, **values)
        assert refused.value.field == "ended_on"
        with pytest.raises(Refused) as refused:
            found(cast.a.coordinator, **values)
        assert refused.value.field == "ended_on"
    cast.a.partnership.refresh_from_db()
    assert cast.a.partnership.founded_on is None


def test_database_itself_refuses_a_life_that_ends_before_it_starts(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.PartnershipFactory(founded_on=FOUNDED, ended_on=FOUNDED - dt.timedelta(days=1))


def test_change_is_written_down_with_old_and_new(cast):
    olen = cast.a.boards["Gemeente Olen"]
    partnership.change(
        cast.a.partnership, by=cast.a.coordinator, version=1, purpose="Samen sterker.", managing_authority=olen
    )
    entry = Entry.objects.get()
    assert entry.verb == "governance.partnership.changed"
    assert entry.changes == {
        "purpose": ["", "Samen sterker."],
        "managing_authority": [None, f"Gemeente Olen (#{olen.pk})"],
    }


def test_stale_change_leaves_what_stands(cast):
    first, second = (Partnership.objects.get(pk=cast.a.partnership.pk) for _browser in range(2))
    partnership.change(first, by=cast.a.coordinator, version=1, purpose="Eerst")
    with pytest.raises(Stale) as stale:
        partnership.change(second, by=cast.a.coordinator, version=1, purpose="Daarna")
    assert stale.value.current.purpose == "Eerst"
    assert Entry.objects.count() == 1
