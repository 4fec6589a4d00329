"""What partnerships plan, and the money. One block per noun, in the order of the alphabet."""

from django.urls import URLPattern, URLResolver, path

from projects.views import (
    plan,
    project,
    project_moves,
)

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = [
    # plan
    path("plannen/", plan.plan_list, name="plan_list"),
    path("samenwerkingsverbanden/<int:pk>/plannen/nieuw/", plan.plan_add, name="plan_add"),
    path("plannen/<int:pk>/", plan.plan_detail, name="plan_detail"),
    path("plannen/<int:pk>/wijzigen/", plan.plan_edit, name="plan_edit"),
    # project
    path("projecten/", project.project_list, name="project_list"),
    path("samenwerkingsverbanden/<int:pk>/projecten/nieuw/", project.project_add, name="project_add"),
    path("projecten/<int:pk>/", project.project_detail, name="project_detail"),
    path("projecten/<int:pk>/wijzigen/", project.project_edit, name="project_edit"),
    path("projecten/<int:pk>/stand/", project_moves.project_move, name="project_move"),
    path("projecten/<int:pk>/afsluiten/", project_moves.project_close, name="project_close"),
    path("projecten/<int:pk>/stopzetten/", project_moves.project_stop, name="project_stop"),
]
