"""Who is reminded of what, and when: one rule, one module. Adding one is adding its module here, and its test."""

from governance.reminders import (
    action_point,
    cadence,
    council_calendar,
    feedback,
    mandate_end,
    meeting,
    meeting_to_convene,
    minutes,
    question,
    round_answer,
)

RULES = (
    meeting.RULE,
    meeting_to_convene.RULE,
    minutes.RULE,
    cadence.RULE,
    action_point.RULE,
    feedback.RULE,
    question.RULE,
    round_answer.RULE,
    council_calendar.RULE,
    mandate_end.RULE,
)
