"""Who is reminded of what, and when: one rule, one module. Adding one is adding its module here, and its test."""

from governance.reminders import action_point, meeting

RULES = (meeting.RULE, action_point.RULE)
