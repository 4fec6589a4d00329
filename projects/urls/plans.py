"""Plans: their objectives, the analysis behind them, what is frozen of them, and how they hang together."""

from django.urls import URLPattern, URLResolver, path

from projects.views import (
    alignment,
    analysis,
    finding,
    local_plan,
    objective,
    objective_line,
    plan,
    plan_chapter,
    plan_exchange,
    plan_follow_up,
    plan_gaps,
    plan_step,
    plan_tree,
    plan_version,
    service_sheet,
    sheet_link,
    sheet_request,
)

urlpatterns: list[URLPattern | URLResolver] = [
    # objective
    path("plannen/doelstellingen/<int:pk>/", objective.objective_detail, name="objective_detail"),
    path("plannen/doelstellingen/<int:pk>/wijzigen/", objective.objective_edit, name="objective_edit"),
    path("plannen/doelstellingen/<int:pk>/realisaties/nieuw/", objective.progress_add, name="progress_add"),
    # a line of the tree
    path("plannen/<int:pk>/doelstellingen/nieuw/", objective_line.objective_add, name="objective_add"),
    path("plannen/doelstellingen/<int:pk>/lijn/", objective_line.objective_line, name="objective_line"),
    path("plannen/doelstellingen/<int:pk>/lijn/woorden/", objective_line.objective_rename, name="objective_rename"),
    path("plannen/doelstellingen/<int:pk>/lijn/niveau/", objective_line.objective_level, name="objective_level"),
    path("plannen/doelstellingen/<int:pk>/lijn/verplaatsen/", objective_line.objective_move, name="objective_move"),
    path("plannen/doelstellingen/<int:pk>/lijn/elders/", objective_line.objective_place, name="objective_place"),
    path("plannen/doelstellingen/<int:pk>/lijn/verwijderen/", objective_line.objective_remove, name="objective_remove"),
    # local plan
    path("plannen/<int:pk>/gemeenten/", local_plan.catalogue_matrix, name="catalogue_matrix"),
    path("plannen/<int:pk>/gemeenten.xlsx", local_plan.catalogue_export, name="catalogue_export"),
    path("plannen/<int:pk>/lokaal-plan/", local_plan.local_plan_start, name="local_plan_start"),
    path("plannen/<int:pk>/catalogus/", local_plan.local_plan_choose, name="local_plan_choose"),
    # alignment
    path("plannen/<int:pk>/afstemming/", alignment.plan_alignment, name="plan_alignment"),
    path("plannen/<int:pk>/afstemming/koppelen/", alignment.alignment_add, name="alignment_add"),
    path("afstemmingen/<int:pk>/wijzigen/", alignment.alignment_edit, name="alignment_edit"),
    path("afstemmingen/<int:pk>/losmaken/", alignment.alignment_remove, name="alignment_remove"),
    # analysis
    path("plannen/<int:pk>/analyse/", analysis.plan_analysis, name="plan_analysis"),
    path("plannen/<int:pk>/analyse/swot/", analysis.plan_swot, name="plan_swot"),
    # finding
    path("plannen/<int:pk>/bevindingen/nieuw/", finding.finding_add, name="finding_add"),
    path("plannen/<int:pk>/bevindingen/veel/", finding.finding_bulk, name="finding_bulk"),
    path("bevindingen/<int:pk>/", finding.finding_detail, name="finding_detail"),
    path("bevindingen/<int:pk>/wijzigen/", finding.finding_edit, name="finding_edit"),
    path("bevindingen/<int:pk>/schrappen/", finding.finding_remove, name="finding_remove"),
    # plan
    path("plannen/", plan.plan_list, name="plan_list"),
    path("samenwerkingsverbanden/<int:pk>/plannen/nieuw/", plan.plan_add, name="plan_add"),
    path("plannen/<int:pk>/", plan.plan_detail, name="plan_detail"),
    path("plannen/<int:pk>/wijzigen/", plan.plan_edit, name="plan_edit"),
    path("plannen/<int:pk>/ontbreekt/", plan_gaps.plan_gaps, name="plan_gaps"),
    path("plannen/<int:pk>/opvolging/", plan_follow_up.plan_follow_up, name="plan_follow_up"),
    path("plannen/<int:pk>/hoofdstukken/", plan_chapter.plan_chapters, name="plan_chapters"),
    path("plannen/hoofdstukken/<int:pk>/wijzigen/", plan_chapter.plan_chapter_edit, name="plan_chapter_edit"),
    path("plannen/hoofdstukken/<int:pk>/plaats/", plan_chapter.plan_chapter_move, name="plan_chapter_move"),
    path("plannen/hoofdstukken/<int:pk>/weghalen/", plan_chapter.plan_chapter_remove, name="plan_chapter_remove"),
    path("plannen/<int:pk>/doelstellingen/", plan_tree.plan_tree, name="plan_tree"),
    path("plannen/<int:pk>/doelstellingen/reeks/", plan_tree.plan_series, name="plan_series"),
    # plan version
    path("plannen/<int:pk>/versies/", plan_version.plan_versions, name="plan_versions"),
    path("plannen/<int:pk>/versies/nieuw/", plan_version.plan_version_add, name="plan_version_add"),
    path("plannen/versies/<int:pk>/", plan_version.plan_version_detail, name="plan_version_detail"),
    path("plannen/versies/<int:pk>/raden/", plan_version.plan_version_ask, name="plan_version_ask"),
    path("plannen/versies/<int:pk>/goedgekeurd/", plan_version.plan_version_adopt, name="plan_version_adopt"),
    path("plannen/<int:pk>/rekenblad/", plan_exchange.plan_export, name="plan_export"),
    path("plannen/<int:pk>/binnenhalen/", plan_exchange.plan_import, name="plan_import"),
    path("plannen/<int:pk>/pdf/", plan_exchange.plan_report, name="plan_report"),
    # plan step
    path("plannen/<int:pk>/stappenplan/", plan_step.plan_steps, name="plan_steps"),
    path("plannen/<int:pk>/stappenplan/nieuw/", plan_step.plan_step_add, name="plan_step_add"),
    path("modules/<int:pk>/wijzigen/", plan_step.plan_step_edit, name="plan_step_edit"),
    path("modules/<int:pk>/verplaatsen/", plan_step.plan_step_move, name="plan_step_move"),
    path("modules/<int:pk>/schrappen/", plan_step.plan_step_remove, name="plan_step_remove"),
    # service sheet
    path("plannen/<int:pk>/fiches/", service_sheet.service_sheet_list, name="service_sheet_list"),
    path("plannen/<int:pk>/fiches/rekenblad/", service_sheet.service_sheet_export, name="service_sheet_export"),
    path("plannen/<int:pk>/fiches/nieuw/", service_sheet.service_sheet_add, name="service_sheet_add"),
    path("fiches/<int:pk>/", service_sheet.service_sheet_detail, name="service_sheet_detail"),
    path("fiches/<int:pk>/wijzigen/", service_sheet.service_sheet_edit, name="service_sheet_edit"),
    path("fiches/<int:pk>/schrappen/", service_sheet.service_sheet_remove, name="service_sheet_remove"),
    # sheet request, and the link that it is answered with
    path("plannen/<int:pk>/gevraagde-fiches/", sheet_request.sheet_request_list, name="sheet_request_list"),
    path("plannen/<int:pk>/gevraagde-fiches/nieuw/", sheet_request.sheet_request_add, name="sheet_request_add"),
    path("gevraagde-fiches/<int:pk>/", sheet_request.sheet_request_detail, name="sheet_request_detail"),
    path("gevraagde-fiches/<int:pk>/opnieuw/", sheet_request.sheet_request_again, name="sheet_request_again"),
    path("gevraagde-fiches/<int:pk>/intrekken/", sheet_request.sheet_request_withdraw, name="sheet_request_withdraw"),
    path("fiche-invullen/<str:key>/", sheet_link.sheet_link, name="sheet_link"),
]
