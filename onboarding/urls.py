"""What newcomers and field workers get. One block per noun, in the order of the alphabet."""

from django.urls import URLPattern, URLResolver, path

from onboarding.views import deliverable, deliverable_type, matrix

app_name = "onboarding"
urlpatterns: list[URLPattern | URLResolver] = [
    path("onthaal/", matrix.start, name="start"),
    # deliverable
    path("projecten/<int:pk>/resultaten/", matrix.deliverable_matrix, name="deliverable_matrix"),
    path("projecten/<int:pk>/resultaten.xlsx", matrix.deliverable_export, name="deliverable_export"),
    path("projecten/<int:pk>/resultaten/pdf/", matrix.deliverable_report, name="deliverable_report"),
    path("projecten/<int:pk>/resultaten/te-doen/", matrix.deliverable_owed, name="deliverable_owed"),
    path("projecten/<int:pk>/resultaten/plannen/", matrix.deliverables_plan, name="deliverables_plan"),
    path("resultaten/<int:pk>/", deliverable.deliverable_detail, name="deliverable_detail"),
    path("resultaten/<int:pk>/stand/", deliverable.deliverable_move, name="deliverable_move"),
    path("resultaten/<int:pk>/wijzigen/", deliverable.deliverable_edit, name="deliverable_edit"),
    path(
        "resultaten/<int:pk>/documenten/nieuw/", deliverable.deliverable_document_add, name="deliverable_document_add"
    ),
    path("resultaatdocumenten/<int:pk>/", deliverable.deliverable_document, name="deliverable_document"),
    path(
        "resultaatdocumenten/<int:pk>/wegnemen/",
        deliverable.deliverable_document_remove,
        name="deliverable_document_remove",
    ),
    # type of deliverable
    path(
        "projecten/<int:pk>/resultaten/soorten/", deliverable_type.deliverable_type_list, name="deliverable_type_list"
    ),
    path(
        "projecten/<int:pk>/resultaten/soorten/nieuw/",
        deliverable_type.deliverable_type_add,
        name="deliverable_type_add",
    ),
    path("resultaatsoorten/<int:pk>/wijzigen/", deliverable_type.deliverable_type_edit, name="deliverable_type_edit"),
    path(
        "resultaatsoorten/<int:pk>/verplaatsen/", deliverable_type.deliverable_type_move, name="deliverable_type_move"
    ),
    path(
        "resultaatsoorten/<int:pk>/schrappen/",
        deliverable_type.deliverable_type_remove,
        name="deliverable_type_remove",
    ),
]
