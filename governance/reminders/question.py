"""A question to a funder or partner that was to be answered by now: who coordinates asks again."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Question
from governance.reminders.people import coordinators_of
from wegwijzer.reminders.registry import Rule, Wait, Window

SHOWN = 120  # characters of the question


def waits(window: Window) -> Iterator[Wait]:
    questions = list(window.due(Question.objects.open()).select_related("partnership").order_by("pk"))
    coordinators = coordinators_of({question.partnership_id for question in questions}, window.day)
    for question in questions:
        yield Wait(
            subject=question.pk,
            due_on=question.due_on,
            people=coordinators.get(question.partnership_id, []),
            title=_("Vraag naar het antwoord van %s") % question.addressee,
            about=Truncator(" ".join(question.text.split())).chars(SHOWN),
            path=reverse("governance:question_answer", args=[question.pk]),
            scope=question.partnership.organisation_id,
        )


# Not ahead: somebody else has to answer, and may take until that day.
RULE = Rule("governance.question", gettext_lazy("vragen zonder antwoord"), waits, (), (1, 11), awaits_others=True)
