"""An organisation is in the installation once, and is changed by who coordinates everything that leans on it."""

import pytest
from django.db import IntegrityError, transaction

from governance import access
from governance.access import Can
from governance.actions import organisation
from governance.actions.organisation import Named
from governance.models import organisations_visible_to, partnerships_around
from governance.tests import factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale


@pytest.fixture
def scope(db):
    return make.OrganisationFactory(name="ISOM")


@pytest.fixture
def by(db):
    return make.UserFactory()


@pytest.mark.parametrize(
    ("kind", "name"), [("municipality", "Gemeente Olen"), ("ocmw", "OCMW Olen")], ids=["gemeente", "ocmw"]
)
def test_board_gets_name_and_territory_from_its_nis_code(scope, by, kind, name):
    made = organisation.obtain(Named(kind=kind, nis_code="13029"), by=by, scope=scope)
    assert (made.name, made.territory, made.nis_code) == (name, "Olen", "13029")
    assert Entry.objects.get().verb == "governance.organisation.added"


def test_same_board_is_taken_and_not_made_twice(scope, by):
    first = organisation.obtain(Named(kind="ocmw", nis_code="13029"), by=by, scope=scope)
    assert organisation.obtain(Named(kind="ocmw", nis_code="13029"), by=by, scope=scope) == first
    assert Entry.objects.count() == 1


def test_municipality_and_ocmw_of_one_territory_are_two(scope, by):
    one = organisation.obtain(Named(kind="ocmw", nis_code="13029"), by=by, scope=scope)
    assert organisation.obtain(Named(kind="municipality", nis_code="13029"), by=by, scope=scope) != one


def test_same_kbo_number_is_the_same_organisation_whatever_it_is_called(scope, by):
    known = make.OrganisationFactory(name="Agentschap Integratie", kbo_number="0316380841")
    named = Named(kind="association", name="Agentschap I en I", kbo_number="0316380841")
    assert organisation.obtain(named, by=by, scope=scope) == known


def test_kbo_number_of_another_board_is_refused(scope, by):
    make.OrganisationFactory(kind="ocmw", nis_code="13019", name="OCMW Lille", kbo_number="0316380841")
    with pytest.raises(Refused, match="andere organisatie: OCMW Lille") as refused:
        organisation.obtain(Named(kind="ocmw", nis_code="13029", kbo_number="0316380841"), by=by, scope=scope)
    assert refused.value.field == "kbo_number"


def test_board_with_another_kbo_number_than_it_has_here_is_refused(scope, by):
    make.OrganisationFactory(kind="ocmw", nis_code="13029", name="OCMW Olen", kbo_number="0212345678")
    with pytest.raises(Refused, match="ander ondernemingsnummer") as refused:
        organisation.obtain(Named(kind="ocmw", nis_code="13029", kbo_number="0316380841"), by=by, scope=scope)
    assert refused.value.field == "kbo_number"


def test_unknown_nis_code_is_refused(scope, by):
    with pytest.raises(Refused, match="Geen gemeente heeft deze NIS-code") as refused:
        organisation.obtain(Named(kind="ocmw", nis_code="99999"), by=by, scope=scope)
    assert refused.value.field == "nis_code"
    assert Organisation.objects.count() == 1


def test_second_association_of_the_same_name_is_asked_back(cast):
    known = make.OrganisationFactory(name="Vzw Onthaal")
    make.MembershipFactory(partnership=cast.a.partnership, organisation=known)
    with pytest.raises(Refused) as refused:
        organisation.obtain(
            Named(kind="association", name="vzw onthaal"),
            by=cast.a.coordinator,
            scope=cast.a.partnership.organisation,
        )
    assert refused.value.field == "organisation_name"


def test_name_that_only_strangers_use_tells_nothing(cast):
    make.MembershipFactory(partnership=cast.b.partnership, organisation=make.OrganisationFactory(name="Vzw Onthaal"))
    made = organisation.obtain(
        Named(kind="association", name="Vzw Onthaal"), by=cast.a.coordinator, scope=cast.a.partnership.organisation
    )
    assert Organisation.objects.filter(name="Vzw Onthaal").count() == 2
    assert made not in organisations_visible_to(cast.b.coordinator)


def test_change_is_written_down_with_old_and_new(cast):
    olen = cast.a.boards["OCMW Olen"]
    organisation.change(olen, by=cast.a.coordinator, version=1, website="https://www.olen.be")
    entry = Entry.objects.get()
    assert (entry.verb, entry.scope) == ("governance.organisation.changed", cast.a.partnership.organisation)
    assert entry.changes == {"website": ["", "https://www.olen.be"]}


def test_change_of_nothing_is_not_written_down(cast):
    olen = cast.a.boards["OCMW Olen"]
    assert organisation.change(olen, by=cast.a.coordinator, version=1, name=olen.name) == {}
    assert not Entry.objects.exists()


def test_kbo_number_of_somebody_else_is_refused_on_change(cast):
    make.OrganisationFactory(kbo_number="0316380841")
    with pytest.raises(Refused) as refused:
        organisation.change(cast.a.boards["OCMW Olen"], by=cast.a.coordinator, version=1, kbo_number="0316380841")
    assert refused.value.field == "kbo_number"


def test_stale_change_leaves_what_stands(cast):
    olen = cast.a.boards["OCMW Olen"]
    organisation.change(olen, by=cast.a.coordinator, version=1, city="Olen")
    with pytest.raises(Stale):
        organisation.change(olen, by=cast.a.coordinator, version=1, city="Herentals")
    assert Organisation.objects.get(pk=olen.pk).city == "Olen"


def test_database_itself_refuses_the_same_kbo_number_twice(db):
    make.OrganisationFactory(kbo_number="0316380841")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.OrganisationFactory(kbo_number="0316380841")


def test_database_itself_refuses_the_same_board_twice(db):
    make.OrganisationFactory(kind="ocmw", nis_code="13029")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.OrganisationFactory(kind="ocmw", nis_code="13029")


def test_database_itself_refuses_a_board_without_nis_code(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.OrganisationFactory(kind="ocmw", nis_code="")


@pytest.mark.parametrize("tie", ["member", "participant", "manager", "employer"])
def test_no_tie_to_another_partnership_takes_the_right_to_change_away(cast, tie):
    olen, strangers = cast.a.boards["OCMW Olen"], cast.b.partnership
    assert access.can(cast.a.coordinator, Can.EDIT_ORGANISATION, olen)
    if tie == "member":
        make.MembershipFactory(partnership=strangers, organisation=olen)
    elif tie == "participant":
        make.ServiceParticipationFactory(service__partnership=strangers, organisation=olen)
    elif tie == "manager":
        type(strangers).objects.filter(pk=strangers.pk).update(managing_authority=olen)
    else:
        make.PersonFactory(partnership=strangers, employer=olen)
    assert access.can(cast.a.coordinator, Can.EDIT_ORGANISATION, olen)
    assert not access.can(cast.b.coordinator, Can.EDIT_ORGANISATION, olen)
    assert set(partnerships_around(olen)) == {cast.a.partnership, strangers}


def test_former_member_stays_to_be_seen(cast):
    gone = make.MembershipFactory(partnership=cast.a.partnership, until_on=cast.a.body.from_on or "2016-01-01")
    assert gone.organisation in organisations_visible_to(cast.a.contact)
    assert gone.organisation not in organisations_visible_to(cast.b.contact)
