"""Who works together, and what they decide. One block per noun, in the order of the alphabet."""

from django.urls import path

from governance.views import (
    action_point,
    agenda,
    answer_link,
    approval_round,
    attendance,
    backlog,
    body,
    cadence,
    communication_rule,
    council,
    council_sitting,
    decision,
    decision_relations,
    document,
    feedback,
    mandate,
    meeting,
    meeting_planning,
    meeting_sending,
    membership,
    minutes,
    organisation,
    participation,
    partnership,
    person,
    recess,
    report,
    service,
    sitting,
    vote,
)

app_name = "governance"
urlpatterns = [
    # action point
    path("actiepunten/", action_point.action_point_list, name="action_point_list"),
    path("actiepunten/<int:pk>/wijzigen/", action_point.action_point_edit, name="action_point_edit"),
    path("actiepunten/<int:pk>/afwerken/", action_point.action_point_done, name="action_point_done"),
    path("actiepunten/<int:pk>/heropenen/", action_point.action_point_reopen, name="action_point_reopen"),
    path("organen/<int:pk>/actiepunten/toevoegen/", action_point.action_point_add, name="action_point_add"),
    # agenda, and its items
    path("vergaderingen/<int:pk>/agenda/", agenda.agenda_edit, name="agenda_edit"),
    path("vergaderingen/<int:pk>/agenda/punten/toevoegen/", agenda.agenda_item_add, name="agenda_item_add"),
    path("vergaderingen/<int:pk>/agenda/aanvullen/", agenda.agenda_gather, name="agenda_gather"),
    path("agendapunten/<int:pk>/wijzigen/", agenda.agenda_item_edit, name="agenda_item_edit"),
    path("agendapunten/<int:pk>/verplaatsen/", agenda.agenda_item_move, name="agenda_item_move"),
    path("agendapunten/<int:pk>/weghalen/", agenda.agenda_item_remove, name="agenda_item_remove"),
    path("agendapunten/<int:pk>/inplannen/", backlog.agenda_item_schedule, name="agenda_item_schedule"),
    # answer link: without login, by the key in the address
    path("antwoord/<str:key>/", answer_link.answer_link, name="answer_link"),
    path("antwoord/<str:key>/terugnemen/", answer_link.answer_link_undo, name="answer_link_undo"),
    path("antwoord/<str:key>/uittreksel/", answer_link.answer_link_extract, name="answer_link_extract"),
    path("antwoord/<str:key>/bijlagen/<int:pk>/", answer_link.answer_link_annex, name="answer_link_annex"),
    path("antwoord/<str:key>/nieuwe-link/", answer_link.answer_link_renew, name="answer_link_renew"),
    # approval round
    path("rondes/", approval_round.approval_round_list, name="approval_round_list"),
    path("rondes/<int:pk>/", approval_round.approval_round_detail, name="approval_round_detail"),
    # attendance
    path("vergaderingen/<int:pk>/aanwezigheid/", attendance.attendance_save, name="attendance_save"),
    path("vergaderingen/<int:pk>/gasten/", attendance.guest_add, name="guest_add"),
    path("gasten/<int:pk>/schrappen/", attendance.guest_remove, name="guest_remove"),
    # backlog
    path("organen/<int:pk>/wachtlijst/", backlog.backlog, name="backlog"),
    path("organen/<int:pk>/wachtlijst/toevoegen/", backlog.backlog_add, name="backlog_add"),
    # body
    path("organen/", body.body_list, name="body_list"),
    path("organen/<int:pk>/", body.body_detail, name="body_detail"),
    path("organen/<int:pk>/wijzigen/", body.body_edit, name="body_edit"),
    path("organen/<int:pk>/zetels/toevoegen/", mandate.seat_add, name="seat_add"),
    # council, its sittings and recess
    path("raden/", council.council_list, name="council_list"),
    path("raden/<int:pk>/", council.council_detail, name="council_detail"),
    path("raden/<int:pk>/wijzigen/", council.council_edit, name="council_edit"),
    path("raden/<int:pk>/zittingen/", council_sitting.council_sittings, name="council_sittings"),
    path("raden/<int:pk>/zittingen/toevoegen/", council_sitting.council_sitting_add, name="council_sitting_add"),
    path("raadszittingen/<int:pk>/wijzigen/", council_sitting.council_sitting_edit, name="council_sitting_edit"),
    path("raadszittingen/<int:pk>/schrappen/", council_sitting.council_sitting_remove, name="council_sitting_remove"),
    path("organisaties/<int:pk>/raden/toevoegen/", council.council_add, name="council_add"),
    path("organisaties/<int:pk>/reces/toevoegen/", recess.recess_add, name="recess_add"),
    path("recessen/<int:pk>/wijzigen/", recess.recess_edit, name="recess_edit"),
    path("recessen/<int:pk>/schrappen/", recess.recess_remove, name="recess_remove"),
    path("samenwerkingsverbanden/<int:pk>/raden/aanvullen/", council.council_fill, name="council_fill"),
    # decision
    path("besluiten/", decision.decision_list, name="decision_list"),
    path("besluiten/<int:pk>/", decision.decision_detail, name="decision_detail"),
    path("besluiten/<int:pk>/wijzigen/", decision.decision_edit, name="decision_edit"),
    path("besluiten/<int:pk>/schrappen/", decision.decision_remove, name="decision_remove"),
    path("besluiten/<int:pk>/intrekken/", decision.decision_withdraw, name="decision_withdraw"),
    path("besluiten/<int:pk>/stemming/", vote.vote_save, name="vote_save"),
    path("besluiten/<int:pk>/samenhang/", decision_relations.decision_relate, name="decision_relate"),
    path("besluiten/<int:pk>/uittreksel/", report.decision_report, name="decision_report"),
    path("agendapunten/<int:pk>/besluiten/nieuw/", decision.decision_add, name="decision_add"),
    # document, with an item
    path("agendapunten/<int:pk>/documenten/", document.document_list, name="document_list"),
    path(
        "agendapunten/<int:pk>/documenten/<int:document_pk>/vervangen/",
        document.document_replace,
        name="document_replace",
    ),
    path(
        "agendapunten/<int:pk>/documenten/<int:document_pk>/weghalen/", document.document_detach, name="document_detach"
    ),
    path("agendapunten/<int:pk>/bestanden/<int:version_pk>/", document.document_download, name="document_download"),
    # feedback, and the agreements about it
    path("terugkoppeling/", feedback.feedback_list, name="feedback_list"),
    path("terugkoppeling/<int:pk>/afvinken/", feedback.feedback_done, name="feedback_done"),
    path("terugkoppeling/<int:pk>/heropenen/", feedback.feedback_reopen, name="feedback_reopen"),
    path("vergaderingen/<int:pk>/terugkoppeling/", feedback.feedback_after, name="feedback_after"),
    path("vergaderingen/ritme/", cadence.cadence, name="cadence"),
    path("organen/<int:pk>/afspraken/nieuw/", communication_rule.communication_rule_add, name="communication_rule_add"),
    path("afspraken/<int:pk>/wijzigen/", communication_rule.communication_rule_edit, name="communication_rule_edit"),
    path("afspraken/<int:pk>/weg/", communication_rule.communication_rule_remove, name="communication_rule_remove"),
    # mandate
    path("mandaten/", mandate.mandate_list, name="mandate_list"),
    path("mandaten/<int:pk>/", mandate.mandate_detail, name="mandate_detail"),
    path("mandaten/<int:pk>/wijzigen/", mandate.mandate_edit, name="mandate_edit"),
    path("mandaten/<int:pk>/beeindigen/", mandate.mandate_end, name="mandate_end"),
    path("mandaten/<int:pk>/intrekken/", mandate.mandate_withdraw, name="mandate_withdraw"),
    # meeting, until it begins
    path("vergaderingen/", meeting.meeting_list, name="meeting_list"),
    path("vergaderingen/plannen/", meeting_planning.meeting_plan, name="meeting_plan"),
    path("vergaderingen/reeks-plannen/", meeting_planning.meeting_series, name="meeting_series"),
    path("vergaderingen/<int:pk>/", meeting.meeting_detail, name="meeting_detail"),
    path("vergaderingen/<int:pk>/wijzigen/", meeting_planning.meeting_edit, name="meeting_edit"),
    path("vergaderingen/<int:pk>/bijeenroepen/", meeting_sending.meeting_convene, name="meeting_convene"),
    path("vergaderingen/<int:pk>/opnieuw-sturen/", meeting_sending.meeting_resend, name="meeting_resend"),
    path("vergaderingen/<int:pk>/annuleren/", meeting_sending.meeting_cancel, name="meeting_cancel"),
    path(
        "vergaderingen/<int:pk>/berichten/<int:message_pk>/opnieuw/",
        meeting_sending.message_again,
        name="message_again",
    ),
    # membership
    path("lidmaatschappen/<int:pk>/wijzigen/", membership.membership_edit, name="membership_edit"),
    path("lidmaatschappen/<int:pk>/beeindigen/", membership.membership_end, name="membership_end"),
    # minutes
    path("agendapunten/<int:pk>/verslag/", minutes.minutes_save, name="minutes_save"),
    path("agendapunten/<int:pk>/correctie/", minutes.minutes_correct, name="minutes_correct"),
    path("vergaderingen/<int:pk>/goedkeuren/", minutes.minutes_approve, name="minutes_approve"),
    path("vergaderingen/<int:pk>/verslag/", report.meeting_report, name="meeting_report"),
    # organisation
    path("organisaties/", organisation.organisation_list, name="organisation_list"),
    path("organisaties/<int:pk>/", organisation.organisation_detail, name="organisation_detail"),
    path("organisaties/<int:pk>/wijzigen/", organisation.organisation_edit, name="organisation_edit"),
    # participation
    path("deelnames/<int:pk>/wijzigen/", participation.participation_edit, name="participation_edit"),
    path("deelnames/<int:pk>/beeindigen/", participation.participation_end, name="participation_end"),
    # partnership, and what is added to it
    path("samenwerkingsverbanden/", partnership.partnership_list, name="partnership_list"),
    path("samenwerkingsverbanden/toevoegen/", partnership.partnership_add, name="partnership_add"),
    path("samenwerkingsverbanden/oprichten/", partnership.partnership_found, name="partnership_found"),
    path("samenwerkingsverbanden/<int:pk>/", partnership.partnership_detail, name="partnership_detail"),
    path("samenwerkingsverbanden/<int:pk>/wijzigen/", partnership.partnership_edit, name="partnership_edit"),
    path("samenwerkingsverbanden/<int:pk>/leden/toevoegen/", membership.membership_add, name="membership_add"),
    path("samenwerkingsverbanden/<int:pk>/diensten/toevoegen/", service.service_add, name="service_add"),
    path("samenwerkingsverbanden/<int:pk>/organen/toevoegen/", body.body_add, name="body_add"),
    path("samenwerkingsverbanden/<int:pk>/personen/toevoegen/", person.person_add, name="person_add"),
    # person
    path("personen/", person.person_list, name="person_list"),
    path("personen/<int:pk>/", person.person_detail, name="person_detail"),
    path("personen/<int:pk>/wijzigen/", person.person_edit, name="person_edit"),
    path("personen/<int:pk>/uitnodigen/", person.person_invite, name="person_invite"),
    path("personen/<int:pk>/mandaten/toevoegen/", mandate.mandate_add, name="mandate_add"),
    # service
    path("diensten/", service.service_list, name="service_list"),
    path("diensten/<int:pk>/", service.service_detail, name="service_detail"),
    path("diensten/<int:pk>/wijzigen/", service.service_edit, name="service_edit"),
    path("diensten/<int:pk>/deelnemers/toevoegen/", participation.participation_add, name="participation_add"),
    # sitting
    path("vergaderingen/<int:pk>/zitting/", sitting.sitting, name="sitting"),
    path("vergaderingen/<int:pk>/zitting/openen/", sitting.sitting_open, name="sitting_open"),
    path("vergaderingen/<int:pk>/zitting/sluiten/", sitting.sitting_close, name="sitting_close"),
    path("vergaderingen/<int:pk>/zitting/gegevens/", sitting.sitting_change, name="sitting_change"),
]
