"""Rows to grow what is reported to the funder with; a part of `growth`."""

from typing import Any

from governance.models import Question
from projects.models import DossierQuestion, ObjectiveCode
from projects.tests import reporting_factories as make
from projects.tests.factories import ObjectiveFactory
from wegwijzer.testing.people import Side


def grow_reporting(side: Side, world: dict[str, Any]) -> None:
    """One more of everything around the dossier of the world."""
    dossier, board = world["dossier"], world["organisation"]
    make.ReportingDeadlineFactory(dossier=dossier)
    action = ObjectiveFactory(plan=world["plan"], parent=world["objective"], level="action")
    line = make.FigureLineFactory(dossier=dossier, objective=action)
    make.FigureFactory(line=line, organisation=board)
    make.FigureFactory(line=world["figure_line"])
    ObjectiveCode.objects.create(objective=action, organisation=board, code="A-2")
    make.AmendmentFactory(dossier=dossier)
    make.AmendmentFactory(dossier=dossier, approved=True)
    other = make.AmendmentFactory(dossier=dossier, approved=True, kind="partners", from_on=make.YEAR["until_on"])
    other.leaves.add(board)
    question = Question.objects.create(
        partnership=side.partnership, text="En dit?", addressee="Vlaanderen", asked_on=make.YEAR["from_on"]
    )
    DossierQuestion.objects.create(dossier=dossier, question=question)
