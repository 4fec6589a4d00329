"""Rows of claims, payments and accounts, for tests."""

import datetime as dt
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from governance.models import Document, DocumentVersion
from governance.tests.factories import OrganisationFactory, UserFactory
from projects import models
from projects.tests.dossier_factories import BudgetLineFactory, DossierFactory

NOON = dt.datetime(2016, 7, 4, 10, tzinfo=dt.UTC)


def iban(number: int) -> str:
    """A Belgian account number with the right check digits."""
    body = f"{number:010}{number % 97 or 97:02}"
    return f"BE{98 - int(body + '111400') % 97:02}{body}"


class BankAccountFactory(DjangoModelFactory):
    class Meta:
        model = models.BankAccount

    organisation = factory.SubFactory(OrganisationFactory)
    iban = factory.Sequence(lambda n: iban(539_007_000 + n))
    holder = "OCMW"
    from_on = dt.date(2015, 1, 1)


class ClaimFactory(DjangoModelFactory):
    """A draft of a board on the applicant of a running dossier; a trait puts it in that state, with its stamps."""

    class Meta:
        model = models.Claim

    class Params:
        was_submitted = factory.Trait(
            submitted_at=NOON,
            first_submitted_at=NOON,
            submitted_by=factory.SubFactory(UserFactory),
            signer_name="De algemeen directeur",
            signer_function="algemeen directeur",
            account=factory.SubFactory(
                BankAccountFactory,
                partnership=factory.SelfAttribute("..dossier.project.partnership"),
                organisation=factory.SelfAttribute("..creditor"),
            ),
        )
        was_verified = factory.Trait(
            was_submitted=True,
            verified_at=factory.LazyFunction(timezone.now),
            verified_by=factory.SubFactory(UserFactory),
        )
        submitted = factory.Trait(was_submitted=True, state=models.ClaimState.SUBMITTED)
        returned = factory.Trait(
            was_submitted=True,
            state=models.ClaimState.RETURNED,
            returned_at=NOON,
            return_reason="De loonfiche ontbreekt",
        )
        verified = factory.Trait(was_verified=True, state=models.ClaimState.VERIFIED)
        paid = factory.Trait(was_verified=True, state=models.ClaimState.PAID, paid_on=dt.date(2016, 8, 1))
        withdrawn = factory.Trait(
            state=models.ClaimState.WITHDRAWN, withdrawn_at=NOON, withdraw_reason="Dubbel ingediend"
        )

    dossier = factory.SubFactory(DossierFactory, running=True)
    number = factory.LazyAttribute(lambda claim: claim.dossier.claims.count() + 1)
    communication = factory.LazyAttribute(lambda claim: models.communication_of(claim.dossier, claim.number))
    kind = models.PaymentKind.INSTALMENT
    creditor = factory.SubFactory(OrganisationFactory)
    debtor = factory.SelfAttribute("dossier.applicant")
    from_on = dt.date(2016, 1, 1)
    until_on = dt.date(2016, 6, 30)


class ClaimLineFactory(DjangoModelFactory):
    class Meta:
        model = models.ClaimLine

    claim = factory.SubFactory(ClaimFactory)
    budget_line = factory.SubFactory(BudgetLineFactory, budget__dossier=factory.SelfAttribute("...claim.dossier"))
    description = factory.Sequence(lambda n: f"Drukwerk {n}")
    amount = Decimal("250.00")


class ClaimEvidenceFactory(DjangoModelFactory):
    """A file without bytes: for pages that only list it."""

    class Meta:
        model = models.ClaimEvidence

    claim = factory.SubFactory(ClaimFactory)
    document = factory.LazyAttribute(lambda evidence: _file_of(evidence.claim))


def _file_of(claim):
    document = Document.objects.create(partnership=claim.partnership, title="Factuur 12")
    about = {"name": "factuur.pdf", "content_type": "application/pdf", "size": 1, "checksum": "0" * 64}
    DocumentVersion.objects.create(document=document, number=1, file="x", **about)
    return document


class PaymentFactory(DjangoModelFactory):
    class Meta:
        model = models.Payment

    class Params:
        contribution = None  # for which year

    dossier = factory.SubFactory(DossierFactory, running=True)
    kind = factory.LazyAttribute(
        lambda payment: models.PaymentKind.ADVANCE if payment.contribution is None else models.PaymentKind.CONTRIBUTION
    )
    year = factory.SelfAttribute("contribution")
    payer = factory.SelfAttribute("dossier.applicant")
    payee = factory.SubFactory(OrganisationFactory)
    amount = Decimal("1000.00")
    paid_on = factory.Sequence(lambda n: dt.date(2016, 1, 4) + dt.timedelta(days=n))
