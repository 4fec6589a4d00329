"""The part of the world around approval rounds: one of everything, in partnership A or in B."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from governance.models import Decision, Document, DocumentVersion, Feedback, Partnership, RoundAnnex, StatuteClause
from governance.tests import round_factories as make
from governance.tests.factories import BodyFactory
from wegwijzer.accounts.models import Organisation
from wegwijzer.testing.people import Side


def build_rounds(side: Side, board: Organisation, decision: Decision, mark: str) -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text."""
    partnership = side.partnership
    council = make.CouncilFactory(organisation=board)
    made: dict[str, Any] = {
        "council": council,
        "council_sitting": make.CouncilSittingFactory(council=council),
        "recess": make.RecessFactory(organisation=board, name=f"zomerreces{mark}"),
        "theme": make.ThemeFactory(partnership=partnership, name=f"onthaal{mark}"),
        "question": make.QuestionFactory(partnership=partnership, text=f"Mag dat?{mark}", addressee=f"ABB{mark}"),
        "communication_rule": make.CommunicationRuleFactory(body=side.body, what=f"Verslag{mark}"),
        "signal": make.SignalFactory(partnership=partnership, subject=f"Wachtlijst{mark}", source=f"Team{mark}"),
        "statutes": make.StatutesFactory(partnership=partnership, title=f"Statuten{mark}"),
        "yearly_accounts": make.YearlyAccountsFactory(partnership=partnership),
    }
    StatuteClause.objects.create(statutes=made["statutes"], kind="duration", reference=f"art. 4{mark}")
    made |= _rounds(partnership, board, mark)
    made["response"] = make.ApprovalResponseFactory(
        party=made["party_open"], reason=f"Met plezier{mark}", extract=annex_file(partnership, mark)
    )
    made["round_text"] = made["round_open"].current_text
    made["annex_version"] = annex_file(partnership, mark)
    RoundAnnex.objects.create(text=made["round_text"], document_version=made["annex_version"])
    made["calendar_feed"] = make.CalendarFeedFactory(
        user=side.coordinator, body=BodyFactory(partnership=partnership, name=f"Werkgroep{mark}")
    )
    made["answer_link"] = make.AnswerLinkFactory(party=made["party_open"])
    meeting = decision.meeting
    made["feedback"] = Feedback.objects.create(
        meeting=meeting, audience="public", channel="website", what=f"Bericht{mark}", due_on=timezone.localdate()
    )
    return made


def _rounds(partnership: Partnership, board: Organisation, mark: str) -> dict[str, Any]:
    """One in each state, put to the board; the one that runs to another as well, that left."""
    made: dict[str, Any] = {}
    for state in ("draft", "open", "closed", "cancelled"):
        traits = {} if state == "draft" else {state: True}
        round_ = make.ApprovalRoundFactory(
            partnership=partnership,
            title=f"Ronde {state}{mark}",
            consequence=f"Dan volgt{mark}",
            text__question=f"Akkoord?{mark}",
            text__facts=f"Feiten{mark}",
            **traits,
        )
        made |= {f"round_{state}": round_, f"party_{state}": make.RoundPartyFactory(round=round_, organisation=board)}
    made["party_left"] = make.RoundPartyFactory(
        round=made["round_open"], until_on=timezone.localdate(), leave_reason=f"Stapt uit{mark}"
    )
    return made


def annex_file(partnership: Any, mark: str) -> DocumentVersion:
    document = Document.objects.create(partnership=partnership, title=f"Ontwerp{mark}")
    content = f"ontwerp{mark}".encode()
    return DocumentVersion.objects.create(
        document=document,
        number=1,
        file=ContentFile(content, name="ontwerp"),
        name=f"ontwerp{mark}.txt",
        content_type="text/plain",
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
    )
