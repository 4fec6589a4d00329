"""Projects: who is around them, their time line, what is about them, and working together in them."""

from django.urls import URLPattern, URLResolver, path

from projects.views import (
    collaboration,
    dependency,
    expertise_exchange,
    funder_logo,
    lesson,
    milestone,
    phase,
    project,
    project_moves,
    project_people,
    story,
    tie,
    timeline,
    work_form,
)

urlpatterns: list[URLPattern | URLResolver] = [
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
    path("subsidiegevers/<int:pk>/logo/", funder_logo.funder_logo_keep, name="project_funder_logo_keep"),
    path("subsidiegevers/<int:pk>/beeld/", funder_logo.funder_logo, name="project_funder_logo"),
    path("subsidiegevers/<int:pk>/schrappen/", project_people.funder_remove, name="project_funder_remove"),
    path("projecten/<int:pk>/betrokkenen/toevoegen/", project_people.stakeholder_add, name="project_stakeholder_add"),
    path("betrokkenen/<int:pk>/wijzigen/", project_people.stakeholder_edit, name="project_stakeholder_edit"),
    path("betrokkenen/<int:pk>/schrappen/", project_people.stakeholder_remove, name="project_stakeholder_remove"),
    # collaboration, its evaluation, and the register of lessons
    path("dossiers/<int:pk>/samenwerkingen/", collaboration.collaboration_list, name="collaboration_list"),
    path(
        "projecten/<int:pk>/samenwerkingen/",
        collaboration.collaboration_list_of_project,
        name="collaboration_list_of_project",
    ),
    path("projecten/<int:pk>/samenwerkingen/nieuw/", collaboration.collaboration_add, name="collaboration_add"),
    path("samenwerkingen/<int:pk>/", collaboration.collaboration_detail, name="collaboration_detail"),
    path("samenwerkingen/<int:pk>/wijzigen/", collaboration.collaboration_edit, name="collaboration_edit"),
    path("samenwerkingen/<int:pk>/schrappen/", collaboration.collaboration_remove, name="collaboration_remove"),
    path("samenwerkingen/<int:pk>/evalueren/", collaboration.collaboration_evaluate, name="collaboration_evaluate"),
    path(
        "evaluaties/<int:pk>/wijzigen/",
        collaboration.collaboration_evaluation_edit,
        name="collaboration_evaluation_edit",
    ),
    path("lessen/", lesson.lesson_list, name="lesson_list"),
    # expertise exchange: the ledger of give and take; and the list of work forms
    path("uitwisseling/", expertise_exchange.expertise_start, name="expertise_start"),
    path(
        "samenwerkingsverbanden/<int:pk>/uitwisseling/",
        expertise_exchange.expertise_exchange_list,
        name="expertise_exchange_list",
    ),
    path(
        "samenwerkingsverbanden/<int:pk>/uitwisseling/rekenblad/",
        expertise_exchange.expertise_exchange_export,
        name="expertise_exchange_export",
    ),
    path(
        "samenwerkingsverbanden/<int:pk>/uitwisseling/nieuw/",
        expertise_exchange.expertise_exchange_add,
        name="expertise_exchange_add",
    ),
    path(
        "uitwisseling/<int:pk>/wijzigen/",
        expertise_exchange.expertise_exchange_edit,
        name="expertise_exchange_edit",
    ),
    path(
        "uitwisseling/<int:pk>/schrappen/",
        expertise_exchange.expertise_exchange_remove,
        name="expertise_exchange_remove",
    ),
    path("samenwerkingsverbanden/<int:pk>/werkvormen/", work_form.work_form_list, name="work_form_list"),
    path("samenwerkingsverbanden/<int:pk>/werkvormen/nieuw/", work_form.work_form_add, name="work_form_add"),
    path("werkvormen/<int:pk>/wijzigen/", work_form.work_form_edit, name="work_form_edit"),
    path("werkvormen/<int:pk>/schrappen/", work_form.work_form_remove, name="work_form_remove"),
    # ties, from the project and from the other side
    path("projecten/<int:pk>/koppelingen/", tie.project_ties, name="project_ties"),
    path("projecten/<int:pk>/koppelen/", tie.project_tie, name="project_tie"),
    path("projecten/<int:pk>/rondes/nieuw/", tie.project_round_add, name="project_round_add"),
    path("vergaderingen/<int:pk>/koppelen/", tie.meeting_tie, name="meeting_tie"),
    path("besluiten/<int:pk>/koppelen/", tie.decision_tie, name="decision_tie"),
    path("rondes/<int:pk>/koppelen/", tie.round_tie, name="round_tie"),
    path("koppelingen/<int:pk>/losmaken/", tie.tie_remove, name="tie_remove"),
    # time line
    path("projecten/<int:pk>/verhaal/", story.project_story, name="project_story"),
    path("projecten/<int:pk>/verhaal/pdf/", story.story_report, name="story_report"),
    path("projecten/<int:pk>/tijdlijn/", timeline.project_timeline, name="project_timeline"),
    path("projecten/<int:pk>/tijdlijn/pdf/", timeline.timeline_report, name="timeline_report"),
]
