"""What partnerships plan, and the money. One block per noun, in the order of the alphabet."""

from django.urls import URLPattern, URLResolver, path

from projects.views import (
    plan,
)

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = [
    # plan
    path("plannen/", plan.plan_list, name="plan_list"),
    path("samenwerkingsverbanden/<int:pk>/plannen/nieuw/", plan.plan_add, name="plan_add"),
    path("plannen/<int:pk>/", plan.plan_detail, name="plan_detail"),
    path("plannen/<int:pk>/wijzigen/", plan.plan_edit, name="plan_edit"),
]
