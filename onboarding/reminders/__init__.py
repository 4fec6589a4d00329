"""Who is reminded of what, and when: one rule, one module. Adding one is adding its module here, and its test."""

from onboarding.reminders import deliverable, figures, section_review, stale_language, translation

RULES = (*deliverable.RULES, section_review.RULE, translation.RULE, stale_language.RULE, figures.RULE)
