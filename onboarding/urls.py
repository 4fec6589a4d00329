"""What newcomers and field workers get. One block per noun, in the order of the alphabet."""

from django.urls import URLPattern, URLResolver, path, register_converter

from onboarding.reports.page_address import NumberedConverter
from onboarding.views import (
    deliverable,
    deliverable_type,
    education_parts,
    education_project,
    event,
    figures_exchange,
    indicator,
    local_section,
    local_text,
    matrix,
    measurement,
    milestone_wait,
    preview,
    public_page,
    regional_text,
    section,
    section_picture,
    translation,
    year_report,
)

register_converter(NumberedConverter, "numbered")
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
    # education project
    path("onthaal/onderwijs/", education_project.education_project_list, name="education_project_list"),
    path("onthaal/onderwijs.xlsx", education_project.education_project_export, name="education_project_export"),
    path("projecten/<int:pk>/onderwijs/nieuw/", education_project.education_project_add, name="education_project_add"),
    path("onderwijs/<int:pk>/", education_project.education_project_detail, name="education_project_detail"),
    path("onderwijs/<int:pk>/wijzigen/", education_project.education_project_edit, name="education_project_edit"),
    path("onderwijs/<int:pk>/stand/", education_project.education_project_move, name="education_project_move"),
    path(
        "onderwijs/<int:pk>/documenten/nieuw/", education_project.education_document_add, name="education_document_add"
    ),
    path("onderwijsdocumenten/<int:pk>/", education_project.education_document, name="education_document"),
    path(
        "onderwijsdocumenten/<int:pk>/wegnemen/",
        education_project.education_document_remove,
        name="education_document_remove",
    ),
    path("onderwijs/<int:pk>/partners/nieuw/", education_parts.education_partner_add, name="education_partner_add"),
    path("onderwijspartners/<int:pk>/wijzigen/", education_parts.education_partner_edit, name="education_partner_edit"),
    path(
        "onderwijspartners/<int:pk>/schrappen/",
        education_parts.education_partner_remove,
        name="education_partner_remove",
    ),
    path("onderwijs/<int:pk>/fasen/nieuw/", education_parts.education_phase_add, name="education_phase_add"),
    path("onderwijsfasen/<int:pk>/wijzigen/", education_parts.education_phase_edit, name="education_phase_edit"),
    path("onderwijsfasen/<int:pk>/schrappen/", education_parts.education_phase_remove, name="education_phase_remove"),
    # event
    path("projecten/<int:pk>/activiteiten/", event.event_list, name="event_list"),
    path("projecten/<int:pk>/activiteiten/nieuw/", event.event_add, name="event_add"),
    path("activiteiten/<int:pk>/", event.event_detail, name="event_detail"),
    path("activiteiten/<int:pk>/wijzigen/", event.event_edit, name="event_edit"),
    path("activiteiten/<int:pk>/uitnodigen/", event.event_invite, name="event_invite"),
    path("activiteiten/<int:pk>/stand/", event.event_move, name="event_move"),
    path("activiteiten/<int:pk>/aantallen/<int:organisation_pk>/", event.event_count, name="event_count"),
    path("activiteiten/<int:pk>/attest/", event.event_certificate, name="event_certificate"),
    # indicator
    path("samenwerkingsverbanden/<int:pk>/cijfers/", indicator.indicator_list, name="indicator_list"),
    path("samenwerkingsverbanden/<int:pk>/cijfers/begin/", indicator.indicator_begin, name="indicator_begin"),
    path("samenwerkingsverbanden/<int:pk>/cijfers/nieuw/", indicator.indicator_add, name="indicator_add"),
    path("onthaal/cijfers/<int:pk>/", measurement.indicator_detail, name="indicator_detail"),
    path("onthaal/cijfers/<int:pk>/wijzigen/", indicator.indicator_edit, name="indicator_edit"),
    path("onthaal/cijfers/<int:pk>/plaats/", indicator.indicator_move, name="indicator_move"),
    path("onthaal/cijfers/<int:pk>/schrappen/", indicator.indicator_remove, name="indicator_remove"),
    # measurement
    path(
        "samenwerkingsverbanden/<int:pk>/cijfers.xlsx", figures_exchange.measurement_export, name="measurement_export"
    ),
    path(
        "samenwerkingsverbanden/<int:pk>/cijfers/inlezen/",
        figures_exchange.measurement_import,
        name="measurement_import",
    ),
    path("onthaal/cijfers/<int:pk>/invullen/", measurement.measurement_grid, name="measurement_grid"),
    path(
        "onthaal/cijfers/<int:pk>/<int:organisation>/<int:year>/",
        measurement.measurement_edit,
        name="measurement_edit",
    ),
    path(
        "onthaal/cijfers/<int:pk>/<int:organisation>/<int:year>/wegnemen/",
        measurement.measurement_clear,
        name="measurement_clear",
    ),
    # milestone that waits
    path("mijlpalen/<int:pk>/resultaten/", milestone_wait.milestone_wait, name="milestone_wait"),
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
    # what everybody may read; the words behind a number are for who reads the address
    path("welkom/<numbered:organisation>/", public_page.public_text_list, name="public_text_list"),
    path(
        "welkom/<numbered:organisation>/<numbered:text>/<slug:language>/", public_page.public_text, name="public_text"
    ),
    path(
        "welkom/<numbered:organisation>/<numbered:text>/fotos/<int:file>/",
        section_picture.public_picture,
        name="public_picture",
    ),
    # what is being typed
    path("onthaal/teksten/<int:pk>/voorbeeld/<slug:language>/", preview.section_preview, name="section_preview"),
    path(
        "onthaal/teksten/<int:pk>/lokaal/<int:organisation>/voorbeeld/<slug:language>/",
        preview.local_section_preview,
        name="local_section_preview",
    ),
    # picture in a section
    path("onthaal/secties/<int:pk>/fotos/nieuw/", section_picture.section_picture_add, name="section_picture_add"),
    path("onthaal/fotos/<int:pk>/", section_picture.section_picture_file, name="section_picture_file"),
    path("onthaal/fotos/<int:pk>/wijzigen/", section_picture.section_picture_edit, name="section_picture_edit"),
    path("onthaal/fotos/<int:pk>/wegnemen/", section_picture.section_picture_remove, name="section_picture_remove"),
    path("onthaal/tekstversies/<int:pk>/fotos/<int:file>/", section_picture.edition_picture, name="edition_picture"),
    # regional text and its editions
    path("onthaal/teksten/", regional_text.regional_text_list, name="regional_text_list"),
    path("onthaal/teksten/nieuw/", regional_text.regional_text_add, name="regional_text_add"),
    path("onthaal/teksten/<int:pk>/", regional_text.regional_text_detail, name="regional_text_detail"),
    path("onthaal/teksten/<int:pk>/wijzigen/", regional_text.regional_text_edit, name="regional_text_edit"),
    path("onthaal/teksten/<int:pk>/publiceren/", regional_text.edition_publish, name="edition_publish"),
    path("onthaal/teksten/<int:pk>/publiek/", regional_text.regional_text_public, name="regional_text_public"),
    path("onthaal/teksten/<int:pk>/overzicht/", regional_text.text_drift, name="text_drift"),
    path("onthaal/teksten/<int:pk>/brochures/", regional_text.brochures_print, name="brochures_print"),
    path("onthaal/tekstversies/<int:pk>/", regional_text.edition_detail, name="edition_detail"),
    # section of a regional text
    path("onthaal/teksten/<int:pk>/secties/nieuw/", section.section_add, name="section_add"),
    path("onthaal/secties/<int:pk>/wijzigen/", section.section_edit, name="section_edit"),
    path("onthaal/secties/<int:pk>/plaats/", section.section_move, name="section_move"),
    path("onthaal/secties/<int:pk>/schrappen/", section.section_retire, name="section_retire"),
    path("onthaal/secties/<int:pk>/<slug:language>/", section.section_translate, name="section_translate"),
    # text and sections of an organisation
    path("onthaal/teksten/<int:pk>/lokaal/<int:organisation>/", local_text.local_text_detail, name="local_text_detail"),
    path(
        "onthaal/teksten/<int:pk>/lokaal/<int:organisation>/invullen/",
        local_text.local_text_fill,
        name="local_text_fill",
    ),
    path(
        "onthaal/teksten/<int:pk>/lokaal/<int:organisation>/pdf/<slug:language>/",
        local_text.local_text_print,
        name="local_text_print",
    ),
    path(
        "onthaal/teksten/<int:pk>/lokaal/<int:organisation>/nieuw/",
        local_section.local_section_add,
        name="local_section_add",
    ),
    path(
        "onthaal/teksten/<int:pk>/lokaal/<int:organisation>/secties/<int:section>/",
        local_section.local_section_refine,
        name="local_section_refine",
    ),
    path("onthaal/eigen-secties/<int:pk>/", local_section.local_section_edit, name="local_section_edit"),
    path("onthaal/eigen-secties/<int:pk>/beslissen/", local_section.local_section_decide, name="local_section_decide"),
    path("onthaal/eigen-secties/<int:pk>/wegnemen/", local_section.local_section_remove, name="local_section_remove"),
    path(
        "onthaal/eigen-secties/<int:pk>/<slug:language>/",
        local_section.local_section_translate,
        name="local_section_translate",
    ),
    # translations: who does them, and by file
    path(
        "onthaal/teksten/<int:pk>/talen/<slug:language>/wie/",
        translation.translation_assign,
        name="translation_assign",
    ),
    path(
        "onthaal/teksten/<int:pk>/talen/<slug:language>.xlf", translation.translation_export, name="translation_export"
    ),
    path(
        "onthaal/teksten/<int:pk>/talen/<slug:language>/inlezen/",
        translation.translation_import,
        name="translation_import",
    ),
    path(
        "onthaal/teksten/<int:pk>/lokaal/<int:organisation>/talen/<slug:language>.xlf",
        translation.local_translation_export,
        name="local_translation_export",
    ),
    path(
        "onthaal/teksten/<int:pk>/lokaal/<int:organisation>/talen/<slug:language>/inlezen/",
        translation.local_translation_import,
        name="local_translation_import",
    ),
    # year report
    path("samenwerkingsverbanden/<int:pk>/jaarverslag/", year_report.year_report, name="year_report"),
]
