"""What partnerships plan, and the money. One block per noun, in the order of the alphabet."""

from django.urls import URLPattern, URLResolver, path

from projects.views import (
    alignment,
    analysis,
    dependency,
    finding,
    local_plan,
    milestone,
    objective,
    objective_line,
    phase,
    plan,
    plan_exchange,
    plan_follow_up,
    plan_gaps,
    plan_tree,
    plan_version,
    project,
    project_moves,
    project_people,
    service_sheet,
    sheet_link,
    sheet_request,
    tie,
    timeline,
)

app_name = "projects"
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
    # dependency
    path("projecten/<int:pk>/afhankelijkheden/nieuw/", dependency.dependency_add, name="dependency_add"),
    path("afhankelijkheden/<int:pk>/wijzigen/", dependency.dependency_edit, name="dependency_edit"),
    path("afhankelijkheden/<int:pk>/verwijderen/", dependency.dependency_remove, name="dependency_remove"),
    # milestone
    path("projecten/<int:pk>/mijlpalen/nieuw/", milestone.milestone_add, name="milestone_add"),
    path("mijlpalen/<int:pk>/wijzigen/", milestone.milestone_edit, name="milestone_edit"),
    path("mijlpalen/<int:pk>/verschuiven/", milestone.milestone_move, name="milestone_move"),
    path("mijlpalen/<int:pk>/verwijderen/", milestone.milestone_remove, name="milestone_remove"),
    # phase
    path("projecten/<int:pk>/fasen/nieuw/", phase.phase_add, name="phase_add"),
    path("fasen/<int:pk>/wijzigen/", phase.phase_edit, name="phase_edit"),
    path("fasen/<int:pk>/verschuiven/", phase.phase_move, name="phase_move"),
    path("fasen/<int:pk>/verwijderen/", phase.phase_remove, name="phase_remove"),
    # plan
    path("plannen/", plan.plan_list, name="plan_list"),
    path("samenwerkingsverbanden/<int:pk>/plannen/nieuw/", plan.plan_add, name="plan_add"),
    path("plannen/<int:pk>/", plan.plan_detail, name="plan_detail"),
    path("plannen/<int:pk>/wijzigen/", plan.plan_edit, name="plan_edit"),
    path("plannen/<int:pk>/ontbreekt/", plan_gaps.plan_gaps, name="plan_gaps"),
    path("plannen/<int:pk>/opvolging/", plan_follow_up.plan_follow_up, name="plan_follow_up"),
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
    # project
    path("projecten/", project.project_list, name="project_list"),
    path("samenwerkingsverbanden/<int:pk>/projecten/nieuw/", project.project_add, name="project_add"),
    path("projecten/<int:pk>/", project.project_detail, name="project_detail"),
    path("projecten/<int:pk>/wijzigen/", project.project_edit, name="project_edit"),
    path("projecten/<int:pk>/stand/", project_moves.project_move, name="project_move"),
    path("projecten/<int:pk>/afsluiten/", project_moves.project_close, name="project_close"),
    path("projecten/<int:pk>/stopzetten/", project_moves.project_stop, name="project_stop"),
    # who is around a project
    path("projecten/<int:pk>/betrokkenen/", project_people.project_people, name="project_people"),
    path("projecten/<int:pk>/medewerkers/toevoegen/", project_people.project_staff_add, name="project_staff_add"),
    path("medewerkers/<int:pk>/wijzigen/", project_people.project_staff_edit, name="project_staff_edit"),
    path("medewerkers/<int:pk>/schrappen/", project_people.project_staff_remove, name="project_staff_remove"),
    path("projecten/<int:pk>/subsidiegevers/toevoegen/", project_people.funder_add, name="project_funder_add"),
    path("subsidiegevers/<int:pk>/wijzigen/", project_people.funder_edit, name="project_funder_edit"),
    path("subsidiegevers/<int:pk>/schrappen/", project_people.funder_remove, name="project_funder_remove"),
    path("projecten/<int:pk>/betrokkenen/toevoegen/", project_people.stakeholder_add, name="project_stakeholder_add"),
    path("betrokkenen/<int:pk>/wijzigen/", project_people.stakeholder_edit, name="project_stakeholder_edit"),
    path("betrokkenen/<int:pk>/schrappen/", project_people.stakeholder_remove, name="project_stakeholder_remove"),
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
    # ties, from the project and from the other side
    path("projecten/<int:pk>/koppelingen/", tie.project_ties, name="project_ties"),
    path("projecten/<int:pk>/koppelen/", tie.project_tie, name="project_tie"),
    path("projecten/<int:pk>/rondes/nieuw/", tie.project_round_add, name="project_round_add"),
    path("vergaderingen/<int:pk>/koppelen/", tie.meeting_tie, name="meeting_tie"),
    path("besluiten/<int:pk>/koppelen/", tie.decision_tie, name="decision_tie"),
    path("rondes/<int:pk>/koppelen/", tie.round_tie, name="round_tie"),
    path("koppelingen/<int:pk>/losmaken/", tie.tie_remove, name="tie_remove"),
    # time line
    path("projecten/<int:pk>/tijdlijn/", timeline.project_timeline, name="project_timeline"),
    path("projecten/<int:pk>/tijdlijn/pdf/", timeline.timeline_report, name="timeline_report"),
]
