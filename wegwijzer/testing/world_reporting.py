"""The part of the world around what is reported to the funder: one of everything, in partnership A or in B."""

from typing import Any

from governance.models import Question
from projects.tests import reporting_factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.testing.people import Side


def build_reporting(side: Side, board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text."""
    dossier, action = world["dossier"], world["action"]
    line = make.FigureLineFactory(dossier=dossier, objective=action, name=f"brochures{mark}")
    question = Question.objects.create(
        partnership=side.partnership,
        text=f"Mag dat{mark}?",
        addressee=f"Vlaanderen{mark}",
        asked_on=make.YEAR["from_on"],
    )
    texts = {"title": f"Later{mark}", "reason": f"Ziekte{mark}", "becomes": f"Twee momenten{mark}"}
    return {
        "reporting": make.ReportingDeadlineFactory(dossier=dossier, title=f"Jaar 1{mark}", remarks=f"Goed{mark}"),
        "figure_line": line,
        "figure_line_empty": make.FigureLineFactory(dossier=dossier, objective=action, name=f"uren{mark}"),
        "figure": make.FigureFactory(line=line, organisation=board),
        "objective_code": make.ObjectiveCodeFactory(objective=action, organisation=board, code=f"A-1{mark}"),
        "amendment": make.AmendmentFactory(dossier=dossier, **texts),
        "amendment_asked": make.AmendmentFactory(dossier=dossier, asked=True, before=f"Een moment{mark}", **texts),
        "amendment_partners": _partners(dossier, board, texts),
        "dossier_question": make.DossierQuestionFactory(dossier=dossier, question=question),
    }


def _partners(dossier: Any, board: Organisation, texts: dict[str, Any]) -> Any:
    """One that a board leaves, asked of the funder."""
    made: Any = make.AmendmentFactory(
        dossier=dossier, kind="partners", from_on=make.YEAR["until_on"], asked=True, **texts
    )
    made.leaves.add(board)
    return made
