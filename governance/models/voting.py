"""What a count of votes leads to, and what stands in its way: the rules of the body, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.models.attendance import Attendance, Quorum
from governance.models.body import Body
from governance.models.decision import COUNTED, Choice, Decision, Outcome, VoteKind

DECIDED = (Outcome.ADOPTED, Outcome.REJECTED)


@dataclass(frozen=True)
class Tally:
    """Votes, counted. Abstentions were cast too, whether or not the body's majority looks at them."""

    in_favour: int
    against: int
    abstentions: int

    @property
    def total(self) -> int:
        return self.in_favour + self.against + self.abstentions

    def outcome(self, body: Body) -> Outcome:
        """What these votes make of the proposal by the rule of `body`."""
        carries = body.carries(self.in_favour, self.against, self.abstentions)
        return Outcome.ADOPTED if carries else Outcome.REJECTED

    def __str__(self) -> str:
        words = _("%(in_favour)s voor, %(against)s tegen, %(abstentions)s onthoudingen")
        if self.abstentions == 1:
            words = _("%(in_favour)s voor, %(against)s tegen, 1 onthouding")
        return words % {
            "in_favour": self.in_favour,
            "against": self.against,
            "abstentions": self.abstentions,
        }


def tally_of(choices: Iterable[str]) -> Tally:
    """The count of votes by name."""
    given = list(choices)
    return Tally(given.count(Choice.FOR), given.count(Choice.AGAINST), given.count(Choice.ABSTAIN))


def tally_on(decision: Decision) -> Tally | None:
    """The counts that a decision carries; None when it was not counted."""
    if decision.votes_for is None or decision.votes_against is None or decision.abstentions is None:
        return None
    return Tally(decision.votes_for, decision.votes_against, decision.abstentions)


def objections(body: Body, quorum: Quorum, outcome: str, vote_kind: str, tally: Tally | None) -> list[str]:
    """Why this outcome can not stand, as Dutch sentences; empty when it can.

    `quorum` is the one at the hour of the vote. A withdrawn decision keeps the votes it had and is not judged.
    """
    if outcome == Outcome.WITHDRAWN:
        return []
    wrong = []
    if outcome in DECIDED and not quorum.reached:
        wrong.append(_("Er kan niet beslist worden: %(quorum)s. Stel het besluit uit.") % {"quorum": quorum})
    if vote_kind in COUNTED:
        wrong += _objections_to_count(body, quorum, outcome, tally)
    return wrong


def _objections_to_count(body: Body, quorum: Quorum, outcome: str, tally: Tally | None) -> list[str]:
    if tally is None or not tally.total:
        return [_("Er is geen enkele stem geteld. Vul de stemmen in, of kies ‘zonder stemming’.")]
    wrong = []
    if tally.total > quorum.present:
        wrong.append(
            _("Er zijn %(votes)s stemmen geteld, maar er zijn maar %(present)s stemgerechtigden in de zaal.")
            % {"votes": tally.total, "present": quorum.present}
        )
    computed = tally.outcome(body)
    if outcome != computed:
        wrong.append(
            _("Met %(tally)s is het voorstel %(computed)s (%(rule)s). Kies dat resultaat of pas de telling aan.")
            % {"tally": tally, "computed": computed.label, "rule": body.get_voting_rule_display()}
        )
    return wrong


def broken_by(decisions: Iterable[Decision], attendances: list[Attendance]) -> list[str]:
    """Which decisions can no longer stand now that attendance is as it is; each sentence names its decision.

    Votes must be prefetched; the decisions are of the meeting that the attendances belong to.
    """
    in_meeting = {attendance.pk: attendance for attendance in attendances}
    wrong = []
    for decision in decisions:
        if decision.outcome in (Outcome.NONE, Outcome.WITHDRAWN):
            continue
        quorum = Quorum(decision.meeting, attendances, decision.taken_at)
        found = objections(decision.body, quorum, decision.outcome, decision.vote_kind, tally_on(decision))
        if decision.vote_kind == VoteKind.NAMED:
            voters = [in_meeting[vote.attendance_id] for vote in decision.votes.all()]
            found += [
                _("%(name)s heeft gestemd, maar is niet in de zaal.") % {"name": voter.name}
                for voter in voters
                if not voter.in_the_room(decision.taken_at)
            ]
        wrong += [f"‘{decision.title}’: {sentence}" for sentence in found]
    return wrong
