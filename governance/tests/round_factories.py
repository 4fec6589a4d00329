"""Rows around approval rounds, for tests."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from governance import models
from governance.tests.factories import MandateFactory, OrganisationFactory, PartnershipFactory, UserFactory
from wegwijzer.accounts.periods import today

WEEK = dt.timedelta(days=7)


class CouncilFactory(DjangoModelFactory):
    class Meta:
        model = models.Council

    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    kind = factory.LazyAttribute(lambda council: models.organs_of(council.organisation.kind)[0])


class CouncilSittingFactory(DjangoModelFactory):
    class Meta:
        model = models.CouncilSitting

    council = factory.SubFactory(CouncilFactory)
    held_on = factory.Sequence(lambda n: today() + dt.timedelta(days=30 + n))
    agenda_closes_on = factory.LazyAttribute(lambda sitting: sitting.council.closes_on(sitting.held_on))


class RecessFactory(DjangoModelFactory):
    class Meta:
        model = models.Recess

    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    from_on = factory.LazyFunction(lambda: dt.date(today().year, 7, 1))
    until_on = factory.LazyFunction(lambda: dt.date(today().year, 8, 31))


class ApprovalRoundFactory(DjangoModelFactory):
    """In preparation; `open`, `closed` and `cancelled` put it in that state. Comes with one text and "all boards"."""

    class Meta:
        model = models.ApprovalRound
        skip_postgeneration_save = True

    class Params:
        open = factory.Trait(
            state=models.RoundState.OPEN,
            asked_on=factory.LazyFunction(lambda: today() - WEEK),
            opened_at=factory.LazyFunction(timezone.now),
        )
        closed = factory.Trait(open=True, state=models.RoundState.CLOSED, closed_on=factory.LazyFunction(today))
        cancelled = factory.Trait(
            open=True, state=models.RoundState.CANCELLED, cancelled_at=factory.LazyFunction(timezone.now)
        )

    partnership = factory.SubFactory(PartnershipFactory)
    kind = models.RoundKind.PRINCIPLE
    title = factory.Sequence(lambda n: f"Ronde {n}")
    deadline_on = factory.LazyFunction(lambda: today() + 4 * WEEK)

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        if create and extracted is not False:
            RoundTextFactory(round=self, pinned=self.state != models.RoundState.DRAFT, **kwargs)

    @factory.post_generation
    def clause(self, create, extracted, **kwargs):
        if create and extracted is not False:
            ThresholdClauseFactory(round=self, **kwargs)


class RoundTextFactory(DjangoModelFactory):
    class Meta:
        model = models.RoundText

    class Params:
        pinned = factory.Trait(
            from_on=factory.LazyAttribute(lambda text: text.round.asked_on or today()),
            pinned_at=factory.LazyFunction(timezone.now),
            checksum="a" * 64,
        )

    round = factory.SubFactory(ApprovalRoundFactory, text=False)
    number = factory.LazyAttribute(lambda text: text.round.texts.count() + 1)
    question = factory.Sequence(lambda n: f"Gaat uw bestuur akkoord met voorstel {n}?")


class ThresholdClauseFactory(DjangoModelFactory):
    class Meta:
        model = models.ThresholdClause

    round = factory.SubFactory(ApprovalRoundFactory, clause=False)
    position = factory.LazyAttribute(lambda clause: clause.round.clauses.count() + 1)
    measure = models.Measure.BOARDS
    rule = models.Rule.ALL


class RoundPartyFactory(DjangoModelFactory):
    class Meta:
        model = models.RoundParty

    round = factory.SubFactory(ApprovalRoundFactory, open=True)
    organisation = factory.SubFactory(OrganisationFactory, municipality=True)
    organ = factory.LazyAttribute(lambda party: models.organs_of(party.organisation.kind)[0])


class ApprovalResponseFactory(DjangoModelFactory):
    class Meta:
        model = models.ApprovalResponse

    party = factory.SubFactory(RoundPartyFactory)
    number = factory.LazyAttribute(lambda response: response.party.responses.count() + 1)
    text = factory.LazyAttribute(lambda response: response.party.round.current_text)
    outcome = models.ResponseOutcome.APPROVED
    answered_on = factory.LazyFunction(today)
    organ = factory.SelfAttribute("party.organ")
    channel = models.Channel.PAGE


class AnswerLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.AnswerLink

    party = factory.SubFactory(RoundPartyFactory)
    mandate = factory.LazyAttribute(
        lambda link: MandateFactory(
            contact=True, partnership=link.party.round.partnership, organisation=link.party.organisation
        )
    )
    expires_at = factory.LazyFunction(lambda: timezone.now() + 4 * WEEK)


def feed_token(feed: models.CalendarFeed) -> str:
    """What stands in the address of a feed that was made here: the row itself does not know it."""
    return f"login-{feed.user.pk}-orgaan-{feed.body.pk if feed.body else 0}"


class CalendarFeedFactory(DjangoModelFactory):
    class Meta:
        model = models.CalendarFeed

    user = factory.SubFactory(UserFactory)
    digest = factory.LazyAttribute(lambda feed: models.digest_of(feed_token(feed)))
    body = None


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = models.Theme

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"thema {n}")


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.Question

    partnership = factory.SubFactory(PartnershipFactory)
    text = factory.Sequence(lambda n: f"Vraag {n}")
    addressee = "de subsidiegever"
    asked_on = factory.LazyFunction(today)


class CommunicationRuleFactory(DjangoModelFactory):
    class Meta:
        model = models.CommunicationRule

    audience = models.Audience.COUNCILS
    channel = models.FeedbackChannel.COUNCIL_ITEM


class SignalFactory(DjangoModelFactory):
    class Meta:
        model = models.Signal

    partnership = factory.SubFactory(PartnershipFactory)
    subject = factory.Sequence(lambda n: f"Signaal {n}")
    text = "Er zijn te weinig plaatsen in de cursussen."
    source = "trefmoment"
    noted_on = factory.LazyFunction(today)


class StatutesFactory(DjangoModelFactory):
    class Meta:
        model = models.Statutes

    partnership = factory.SubFactory(PartnershipFactory)
    number = factory.LazyAttribute(lambda statutes: statutes.partnership.statutes.count() + 1)
    title = factory.Sequence(lambda n: f"Statuten {n}")


class YearlyAccountsFactory(DjangoModelFactory):
    class Meta:
        model = models.YearlyAccounts

    partnership = factory.SubFactory(PartnershipFactory)
    year = factory.Sequence(lambda n: 2000 + n % 90)
