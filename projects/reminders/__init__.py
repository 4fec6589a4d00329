"""Who is reminded of what, and when: one rule, one module. Adding one is adding its module here, and its test."""

from projects.reminders import claim, dossier, dossier_go, milestone, reporting, requirement, sheet_request

RULES = (
    requirement.RULE,
    dossier.RULE,
    dossier_go.RULE,
    reporting.RULE,
    milestone.RULE,
    sheet_request.RULE,
    *claim.RULES,
)
