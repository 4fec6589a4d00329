"""Reminders of mandates that end without a successor, and of questions that nobody answered."""

import datetime as dt

from governance.models import Mandate, Membership, Question
from governance.reminders import mandate_end, question
from governance.tests import factories as make
from wegwijzer.testing.reminded import hearing

END = dt.date(2027, 12, 31)  # a Friday; forty working days before it is Thursday 4 November


def seat(cast, board, **values):
    person = make.PersonFactory(partnership=cast.a.partnership)
    columns = {"body": cast.a.body, "organisation": cast.a.boards[board], "until_on": END}
    return make.MandateFactory(person=person, **(columns | values))


def test_seats_that_end_the_same_day_are_one_line_until_each_has_a_successor(cast, told):
    seats = [seat(cast, "Gemeente Lille"), seat(cast, "OCMW Olen")]
    assert told(mandate_end.RULE, "2027-11-02") == []
    assert told(mandate_end.RULE, "2027-11-05") == [("Coördinator", "Zoek opvolgers voor 2 mandaten")]
    follows = {"from_on": END + dt.timedelta(days=1), "until_on": None}
    seat(cast, "Gemeente Lille", **follows)
    seat(cast, "OCMW Lille", **follows)  # another seat
    seat(cast, "OCMW Olen", role="substitute", **follows)  # another task
    assert told(mandate_end.RULE, "2027-11-05") == [("Coördinator", "Zoek een opvolger voor 1 mandaat")]
    Mandate.objects.filter(pk=seats[1].pk).update(until_on=None)
    assert told(mandate_end.RULE, "2027-11-05") == []


def test_successor_who_falls_away_is_looked_for_once_more(cast):
    one = seat(cast, "Gemeente Lille")
    assert list(hearing("governance.mandate_end", one.pk, "2027-10-01", "2027-12-31")) == ["2027-11-04", "2027-12-17"]


def test_nobody_follows_where_the_body_ends_or_the_organisation_leaves(cast, told):
    seat(cast, "Gemeente Lille")
    own = Membership.objects.filter(organisation=cast.a.boards["Gemeente Lille"])
    own.update(until_on=END)
    assert told(mandate_end.RULE, "2027-11-05") == []
    own.update(until_on=None)
    assert told(mandate_end.RULE, "2027-11-05") != []
    cast.a.body.until_on = END
    cast.a.body.save()
    assert told(mandate_end.RULE, "2027-11-05") == []


def test_contact_person_and_coordinator_are_followed_too(cast, told):
    Mandate.objects.filter(person__user=cast.a.contact).update(until_on=END)
    Mandate.objects.filter(person__user=cast.a.coordinator).update(until_on=END)
    assert told(mandate_end.RULE, "2027-11-05") == [("Coördinator", "Zoek opvolgers voor 2 mandaten")]
    assert told(mandate_end.RULE, "2028-01-03") == []  # ended, and so did who would be told


def test_question_past_its_day_is_asked_again_until_it_is_answered(cast, told):
    asked = Question.objects.create(
        text="Mag het ook later?",
        partnership=cast.a.partnership,
        addressee="POD MI",
        asked_on=dt.date(2027, 3, 1),
        due_on=dt.date(2027, 4, 15),
    )
    assert told(question.RULE, "2027-04-15") == []
    assert told(question.RULE, "2027-04-16") == [("Coördinator", "Vraag naar het antwoord van POD MI")]
    Question.objects.filter(pk=asked.pk).update(answer="Ja.", answered_on=dt.date(2027, 4, 16))
    assert told(question.RULE, "2027-04-16") == []
