"""Who is reminded of what, and when: one rule, one module. Adding one is adding its module here, and its test."""

from projects.reminders import claim, dossier, milestone, reporting, requirement

RULES = (requirement.RULE, dossier.RULE, reporting.RULE, milestone.RULE, *claim.RULES)
