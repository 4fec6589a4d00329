"""Organisations as a partnership knows them: who sees which, and which partnerships share one."""

from collections.abc import Collection

from django.apps import apps
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from governance.models.partnership import Membership, Partnership, ServiceParticipation
from governance.models.rights import rights_of
from wegwijzer.accounts.models import Organisation, User

# Per territory the municipality before its OCMW; parties without a territory of their own come after.
IN_PAIRS = (
    Case(When(territory="", then=Value(1)), default=Value(0), output_field=IntegerField()),
    "territory",
    "kind",
    "name",
)


def organisations_within(partnerships: Collection[int]) -> "QuerySet[Organisation]":
    """Organisations that have or had to do with one of these partnerships (primary keys).

    A member, a participant in a service, a managing authority, somebody's employer, or the partnership itself.
    """
    # By name: people and mandates build on partnerships, so they can not be imported beside them here.
    Person = apps.get_model("governance", "Person")
    Mandate = apps.get_model("governance", "Mandate")
    own = Partnership.objects.filter(pk__in=partnerships)
    people = Person.objects.filter(partnership__in=partnerships, employer__isnull=False)
    mandates = Mandate.objects.filter(partnership__in=partnerships, organisation__isnull=False)
    return Organisation.objects.filter(
        Q(pk__in=Membership.objects.filter(partnership__in=partnerships).values("organisation"))
        | Q(pk__in=ServiceParticipation.objects.filter(service__partnership__in=partnerships).values("organisation"))
        | Q(pk__in=people.values("employer"))
        | Q(pk__in=mandates.values("organisation"))
        | Q(pk__in=own.filter(managing_authority__isnull=False).values("managing_authority"))
        | Q(pk__in=own.values("organisation"))
    )


def organisations_visible_to(user: User) -> "QuerySet[Organisation]":
    """Organisations around the partnerships in the user's reach."""
    return organisations_within(rights_of(user).partnerships)


def partnerships_around(organisation: Organisation) -> "QuerySet[Partnership]":
    """The partnerships that lean on this organisation's data, past and present, in a fixed order."""
    Person = apps.get_model("governance", "Person")
    Mandate = apps.get_model("governance", "Mandate")
    return Partnership.objects.filter(
        Q(organisation=organisation)
        | Q(managing_authority=organisation)
        | Q(pk__in=Membership.objects.filter(organisation=organisation).values("partnership"))
        | Q(pk__in=ServiceParticipation.objects.filter(organisation=organisation).values("service__partnership"))
        | Q(pk__in=Person.objects.filter(employer=organisation).values("partnership"))
        | Q(pk__in=Mandate.objects.filter(organisation=organisation).values("partnership"))
    ).order_by("pk")
