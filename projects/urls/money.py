"""The money of dossiers: budgets, who contributes, staff, claims and payments."""

from django.urls import URLPattern, URLResolver, path

from projects.views import (
    budget,
    budget_export,
    budget_line,
    budget_source,
    claim,
    claim_moves,
    claim_parts,
    contribution,
    contribution_due,
    cost_kind,
    payment,
    staff_allocation,
    what_if,
)

urlpatterns: list[URLPattern | URLResolver] = [
    # budget
    path("dossiers/<int:pk>/begroting/", budget.dossier_budget, name="dossier_budget"),
    path("dossiers/<int:pk>/begroting/beginnen/", budget.budget_begin, name="budget_begin"),
    path("dossiers/<int:pk>/begroting/stand/", budget.budget_standing, name="budget_standing"),
    path("begrotingen/<int:pk>/", budget.budget_detail, name="budget_detail"),
    path("begrotingen/<int:pk>.xlsx", budget_export.budget_export, name="budget_export"),
    path("begrotingen/<int:pk>/waarvoor/", budget.budget_rename, name="budget_rename"),
    path("begrotingen/<int:pk>/vastleggen/", budget.budget_fix, name="budget_fix"),
    path("begrotingen/<int:pk>/volgende/", budget.budget_go_on, name="budget_go_on"),
    path("begrotingen/<int:pk>/vergelijken/", budget.budget_compare, name="budget_compare"),
    path("begrotingen/<int:pk>/lijnen/", budget_line.budget_lines_add, name="budget_lines_add"),
    path("begrotingslijnen/<int:pk>/wijzigen/", budget_line.budget_line_edit, name="budget_line_edit"),
    path("begrotingslijnen/<int:pk>/schrappen/", budget_line.budget_line_remove, name="budget_line_remove"),
    path("begrotingen/<int:pk>/bronnen/nieuw/", budget_source.budget_source_add, name="budget_source_add"),
    path("bronnen/<int:pk>/wijzigen/", budget_source.budget_source_edit, name="budget_source_edit"),
    path("bronnen/<int:pk>/schrappen/", budget_source.budget_source_remove, name="budget_source_remove"),
    # contribution
    path("dossiers/<int:pk>/bijdragen/", contribution.dossier_contributions, name="dossier_contributions"),
    path("begrotingen/<int:pk>/bijdragen/", contribution.budget_contributions, name="budget_contributions"),
    path("begrotingen/<int:pk>/bijdragen/nieuw/", contribution.contribution_add, name="contribution_add"),
    path("begrotingen/<int:pk>/bijdragen/<int:board>/", contribution.budget_share, name="budget_share"),
    path("begrotingen/<int:pk>/bijdragen/<int:board>/pdf/", contribution.share_report, name="share_report"),
    path("begrotingen/<int:pk>/wat-als/", what_if.budget_what_if, name="budget_what_if"),
    path("verdeelsleutels/<int:pk>/wijzigen/", contribution.contribution_edit, name="contribution_edit"),
    path("verdeelsleutels/<int:pk>/schrappen/", contribution.contribution_remove, name="contribution_remove"),
    # cost kind
    path("samenwerkingsverbanden/<int:pk>/kostensoorten/", cost_kind.cost_kind_list, name="cost_kind_list"),
    path("samenwerkingsverbanden/<int:pk>/kostensoorten/nieuw/", cost_kind.cost_kind_add, name="cost_kind_add"),
    path("kostensoorten/<int:pk>/wijzigen/", cost_kind.cost_kind_edit, name="cost_kind_edit"),
    # bank account
    path("samenwerkingsverbanden/<int:pk>/rekeningen/", payment.bank_account_list, name="bank_account_list"),
    path("samenwerkingsverbanden/<int:pk>/rekeningen/nieuw/", payment.bank_account_add, name="bank_account_add"),
    path("rekeningen/<int:pk>/beeindigen/", payment.bank_account_end, name="bank_account_end"),
    # claim
    path("dossiers/<int:pk>/vorderingen/", claim.claim_list, name="claim_list"),
    path("dossiers/<int:pk>/vorderingen/nieuw/", claim.claim_add, name="claim_add"),
    path("vorderingen/<int:pk>/", claim.claim_detail, name="claim_detail"),
    path("vorderingen/<int:pk>/wijzigen/", claim.claim_edit, name="claim_edit"),
    path("vorderingen/<int:pk>/pdf/", claim.claim_report, name="claim_report"),
    path("vorderingen/<int:pk>/lijnen/nieuw/", claim_parts.claim_line_add, name="claim_line_add"),
    path("vorderingen/lijnen/<int:pk>/wijzigen/", claim_parts.claim_line_edit, name="claim_line_edit"),
    path("vorderingen/lijnen/<int:pk>/schrappen/", claim_parts.claim_line_remove, name="claim_line_remove"),
    path("vorderingen/<int:pk>/bewijsstukken/nieuw/", claim_parts.claim_evidence_add, name="claim_evidence_add"),
    path("bewijsstukken/<int:pk>/", claim_parts.claim_evidence, name="claim_evidence"),
    path("bewijsstukken/<int:pk>/weghalen/", claim_parts.claim_evidence_remove, name="claim_evidence_remove"),
    path("vorderingen/<int:pk>/indienen/", claim_moves.claim_submit, name="claim_submit"),
    path("vorderingen/<int:pk>/goedkeuren/", claim_moves.claim_verify, name="claim_verify"),
    path("vorderingen/<int:pk>/nakijken/", claim_moves.claim_check, name="claim_check"),
    path("vorderingen/<int:pk>/terugsturen/", claim_moves.claim_return, name="claim_return"),
    path("vorderingen/<int:pk>/intrekken/", claim_moves.claim_withdraw, name="claim_withdraw"),
    path("vorderingen/<int:pk>/betalen/", claim_moves.claim_pay, name="claim_pay"),
    # payment
    path("dossiers/<int:pk>/betalingen/nieuw/", payment.payment_add, name="payment_add"),
    path("dossiers/<int:pk>/bijdragen/betaald/", contribution_due.contribution_due_list, name="contribution_due_list"),
    path("dossiers/<int:pk>/bijdragen/betaald/nieuw/", contribution_due.contribution_pay, name="contribution_pay"),
    path("betalingen/<int:pk>/ongedaan-maken/", payment.payment_cancel, name="payment_cancel"),
    # staff allocation
    path("dossiers/<int:pk>/medewerkers/", staff_allocation.staff_allocation_list, name="staff_allocation_list"),
    path("dossiers/<int:pk>/medewerkers/nieuw/", staff_allocation.staff_allocation_add, name="staff_allocation_add"),
    path(
        "dossiers/<int:pk>/medewerkers/begroting/",
        staff_allocation.staff_allocation_budget,
        name="staff_allocation_budget",
    ),
    path("inzet/<int:pk>/wijzigen/", staff_allocation.staff_allocation_edit, name="staff_allocation_edit"),
    path("inzet/<int:pk>/schrappen/", staff_allocation.staff_allocation_remove, name="staff_allocation_remove"),
]
