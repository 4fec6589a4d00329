"""Who gets what answer at which address, written by hand from the roles: a URL without a row fails the build.

Anybody not named in a cell gets 404, as if the thing were not there. Whoever is not logged in goes to the login page
(302); who sends a form without a session gets that page at once (401), so that what was typed can go along with it.
"""

from wegwijzer.tests.access_matrix_calls import CALLS
from wegwijzer.tests.access_matrix_claims import CLAIMS
from wegwijzer.tests.access_matrix_dossiers import DOSSIERS
from wegwijzer.tests.access_matrix_indicators import INDICATORS
from wegwijzer.tests.access_matrix_onboarding import ONBOARDING
from wegwijzer.tests.access_matrix_projects import PROJECTS
from wegwijzer.tests.access_matrix_reporting import REPORTING
from wegwijzer.tests.access_matrix_staff import STAFF
from wegwijzer.tests.access_matrix_texts import TEXTS
from wegwijzer.tests.access_rows import (
    ADMINISTRATOR,
    BODY,
    CALENDAR,
    COORDINATOR,
    COORDINATORS,
    EVERYBODY,
    INSIDE,
    MINUTERS,
    OUTSIDE_THE_DOOR,
    RESPONDERS,
    Cell,
    Row,
    button,
    door,
    form,
    page,
)

MATRIX: dict[str, Row] = (
    {
        # --- coming in
        # who is in already goes on
        "entrance:login": Row(
            {"GET": Cell(OUTSIDE_THE_DOOR, 200, else_=302), "POST": Cell(OUTSIDE_THE_DOOR, 422, else_=302)},
            without_login=True,
        ),
        "entrance:logged_out": door(get=200),
        "entrance:password_forgotten": door(get=200, post=422),
        "entrance:password_sent": door(get=200),
        "entrance:password_reset": door("uid", "token", get=200, post=422),
        "entrance:invitation_accept": door("invitation", get=200, post=422),
        "entrance:logout": door(post=302),  # whose session is over is out already, and hears so
        "entrance:session": Row({"GET": Cell(EVERYBODY, 200), "POST": Cell(EVERYBODY, 200)}),
        "entrance:password_change": form(EVERYBODY),
        "entrance:profile": form(EVERYBODY),
        "entrance:user_list": page(ADMINISTRATOR, refused=EVERYBODY - ADMINISTRATOR),
        "entrance:user_invite": form(ADMINISTRATOR, refused=EVERYBODY),
        "entrance:user_switch": Row(button(ADMINISTRATOR, refused=EVERYBODY).methods, ("user",), data="state=off"),
        "entrance:invitation_send_again": button(ADMINISTRATOR, "user", refused=EVERYBODY),
        # --- reminders
        "reminders:choice": form(EVERYBODY),
        "reminders:stop": door("mail_key", get=200, post=200),
        # --- home and reports
        "home:start": page(EVERYBODY),
        "home:help": door(get=200),
        "home:accessibility": door(get=200),
        "home:privacy": door(get=200),
        "home:health": door(get=503),
        # --- work in the background: for who keeps the installation, and not there for anybody else
        "home:background": page(ADMINISTRATOR),
        "home:run_again": button(ADMINISTRATOR, "run", refused=frozenset()),
        "home:message_again": button(ADMINISTRATOR, "message", refused=frozenset()),
        # This one is of a partnership: who coordinates it decides, and who keeps the installation is told so.
        "home:message_settle": button(ADMINISTRATOR, "message", refused=frozenset(), ok=403),
        "home:message_again_all": button(ADMINISTRATOR, refused=frozenset()),
        "home:report_again": button(ADMINISTRATOR, "report", refused=frozenset()),
        "home:ready": door(get=200),
        "home:metrics": door(get=404),
        "reports:report_list": page(EVERYBODY),
        "reports:report_detail": page(BODY, "report"),
        "reports:report_download": Row({"GET": Cell(BODY, 302)}, ("report",)),
        "reports:report_retry": button(BODY, "report", refused=frozenset()),
        # --- partnerships
        "governance:partnership_list": page(EVERYBODY),
        "governance:partnership_add": form(COORDINATORS, refused=frozenset()),
        "governance:partnership_found": form(ADMINISTRATOR, refused=frozenset()),
        "governance:partnership_detail": page(INSIDE, "partnership"),
        "governance:partnership_edit": form(COORDINATOR, "partnership"),
        "governance:statutes_list": page(INSIDE, "partnership"),
        "governance:statutes_add": form(COORDINATOR, "partnership"),
        "governance:statutes_edit": form(COORDINATOR, "statutes"),
        "governance:statutes_download": page(frozenset(), "statutes"),  # there is no file with it
        "governance:accounts_add": form(COORDINATOR, "partnership"),
        "governance:accounts_edit": form(COORDINATOR, "yearly_accounts"),
        "governance:accounts_download": page(frozenset(), "yearly_accounts"),
        "governance:accounts_ask": button(COORDINATOR, "yearly_accounts"),
        "governance:evaluation_ask": button(COORDINATOR, "partnership", ok=404),  # of no year
        "governance:membership_add": form(COORDINATOR, "partnership"),
        "governance:membership_edit": form(COORDINATOR, "membership"),
        "governance:membership_end": form(COORDINATOR, "membership"),
        "governance:service_list": page(EVERYBODY),
        "governance:service_add": form(COORDINATOR, "partnership"),
        "governance:service_detail": page(INSIDE, "service"),
        "governance:service_edit": form(COORDINATOR, "service"),
        "governance:participation_add": form(COORDINATOR, "service"),
        "governance:participation_edit": form(COORDINATOR, "participation"),
        "governance:participation_end": form(COORDINATOR, "participation"),
        "governance:organisation_list": page(EVERYBODY),
        "governance:organisation_detail": page(INSIDE, "organisation"),
        "governance:organisation_answers": page(INSIDE, "organisation"),
        "governance:organisation_edit": form(COORDINATOR, "organisation"),
        "governance:contact_point_edit": form(CALENDAR, "organisation"),
        # --- answers: who speaks for that board tells them, the coordinator also on its behalf
        "governance:approval_response_list": page(EVERYBODY),
        "governance:approval_response_add": form(RESPONDERS, "party_open"),
        "governance:approval_response_detail": page(INSIDE, "response"),
        "governance:approval_response_undo": button(RESPONDERS, "response"),
        "governance:approval_response_withdraw": form(RESPONDERS, "response"),
        "governance:approval_response_extract": form(RESPONDERS, "response"),
        "governance:approval_response_file": page(INSIDE, "response"),
        "governance:approval_response_verify": button(COORDINATOR, "response"),
        "governance:approval_response_return": button(COORDINATOR, "response"),
        "governance:approval_response_accept": form(COORDINATOR, "response"),
        "governance:approval_response_bulk": form(COORDINATOR, "round_open"),
        "governance:round_remind": Row(
            {"GET": Cell(COORDINATOR, 200, INSIDE - COORDINATOR), "POST": Cell(COORDINATOR, 302, INSIDE - COORDINATOR)},
            ("round_open",),
        ),
        # --- answering by the link from the mail: who holds it needs no login, and a login adds nothing
        "governance:answer_link": door("key", get=200, post=422),
        "governance:answer_link_undo": door("key", post=302),
        "governance:answer_link_extract": door("key", post=422),
        "governance:answer_link_annex": Row(door("key", get=200).methods, ("key", "annex_version"), True),
        "governance:answer_link_renew": door("key", post=302),  # it works still
        # --- councils and their calendars
        "governance:council_list": page(EVERYBODY),
        "governance:council_detail": page(INSIDE, "council"),
        "governance:council_add": form(CALENDAR, "organisation"),
        "governance:council_edit": form(CALENDAR, "council"),
        "governance:council_fill": button(COORDINATOR, "partnership"),
        "governance:council_sittings": form(CALENDAR, "council"),
        "governance:council_sitting_add": form(CALENDAR, "council"),
        "governance:council_sitting_edit": form(CALENDAR, "council_sitting"),
        "governance:council_sitting_remove": form(CALENDAR, "council_sitting"),
        "governance:recess_add": form(CALENDAR, "organisation"),
        "governance:recess_edit": form(CALENDAR, "recess"),
        "governance:recess_remove": form(CALENDAR, "recess"),
        "governance:round_planning": page(INSIDE, "round_open"),
        "governance:board": page(EVERYBODY),
        "governance:board_export": page(EVERYBODY - {"administrator", "former_contact"}),  # who has any round to see
        "governance:board_report": button(INSIDE, "partnership"),
        "governance:packet_list": page(COORDINATOR, "round_open", refused=INSIDE - COORDINATOR),
        "governance:packet_archive": page(COORDINATOR, "round_open", refused=INSIDE - COORDINATOR),
        "governance:packet_detail": page(CALENDAR, "party_open", refused=INSIDE - CALENDAR),
        "governance:packet_download": page(CALENDAR, "party_open", refused=INSIDE - CALENDAR),
        # --- bodies and people
        "governance:body_list": page(EVERYBODY),
        "governance:body_add": form(COORDINATOR, "partnership"),
        "governance:body_detail": page(INSIDE, "body"),
        "governance:body_edit": form(COORDINATOR, "body"),
        "governance:seat_add": form(COORDINATOR, "body"),
        # --- calendars: fetched by who holds the address, made by each for themselves
        "governance:calendar_feed": door("feed_token", get=200),
        "governance:calendar_feed_own": Row(
            {"GET": Cell(EVERYBODY, 200), "POST": Cell(EVERYBODY - {"administrator", "former_contact"}, 200, else_=422)}
        ),
        "governance:calendar_feed_of_body": Row({"GET": Cell(INSIDE, 200), "POST": Cell(INSIDE, 200)}, ("body",)),
        "governance:calendar_feed_renew": Row({"POST": Cell(COORDINATOR, 200)}, ("calendar_feed",), data="version=1"),
        "governance:calendar_feed_withdraw": button(COORDINATOR, "calendar_feed", refused=frozenset()),
        "governance:person_list": page(EVERYBODY),
        "governance:person_add": form(COORDINATOR, "partnership"),
        "governance:person_detail": page(INSIDE, "person"),
        "governance:person_invite": button(COORDINATOR, "person_without_login"),
        "governance:person_edit": form(COORDINATOR, "person"),
        "governance:mandate_list": page(EVERYBODY),
        "governance:mandate_add": form(COORDINATOR, "person"),
        "governance:mandate_detail": page(INSIDE, "mandate"),
        "governance:mandate_edit": form(COORDINATOR, "mandate"),
        "governance:mandate_end": form(COORDINATOR, "mandate"),
        "governance:mandate_withdraw": form(COORDINATOR, "mandate"),
        # --- planning a meeting
        "governance:meeting_list": page(EVERYBODY),
        "governance:meeting_plan": Row(form(COORDINATOR).methods, query={"orgaan": "body"}),
        "governance:meeting_series": Row(form(COORDINATOR).methods, query={"orgaan": "body"}),
        "governance:meeting_detail": page(INSIDE, "meeting_convened"),
        "governance:meeting_edit": form(COORDINATOR, "meeting_convened"),
        "governance:meeting_convene": form(COORDINATOR, "meeting_planned", refused=BODY),
        # nothing changed since it was sent, so there is nothing to send
        "governance:meeting_resend": Row(
            {"GET": Cell(COORDINATOR, 302, INSIDE - COORDINATOR), "POST": Cell(COORDINATOR, 302, INSIDE - COORDINATOR)},
            ("meeting_convened",),
        ),
        "governance:meeting_cancel": form(COORDINATOR, "meeting_convened"),
        # --- mails: for who coordinates the partnership, and nobody else
        "governance:message_list": page(COORDINATORS),
        "governance:message_detail": page(COORDINATOR, "message"),
        "governance:message_again": button(COORDINATOR, "message", refused=frozenset()),
        "governance:message_settle": button(COORDINATOR, "message", refused=frozenset()),
        "governance:message_again_all": button(COORDINATORS, refused=frozenset()),
        "governance:agenda_edit": page(COORDINATOR, "meeting_convened", refused=INSIDE - COORDINATOR),
        "governance:agenda_item_add": form(COORDINATOR, "meeting_convened"),
        "governance:agenda_gather": button(COORDINATOR, "meeting_convened"),
        "governance:agenda_item_edit": form(COORDINATOR, "item_convened"),
        "governance:agenda_item_move": button(COORDINATOR, "item_convened"),
        "governance:agenda_item_remove": form(COORDINATOR, "item_convened"),
        "governance:agenda_item_schedule": button(COORDINATOR, "backlog_item", refused=BODY),
        "governance:backlog": page(COORDINATOR, "body", refused=INSIDE - COORDINATOR),
        "governance:backlog_add": form(COORDINATOR, "body"),
        "governance:document_list": form(COORDINATOR, "item_convened"),
        "governance:document_replace": form(COORDINATOR, "item_convened", "document"),
        "governance:document_detach": button(COORDINATOR, "item_convened", "document"),
        "governance:document_download": page(INSIDE, "item_convened", "document_version"),
        # --- action points
        "governance:action_point_list": page(EVERYBODY),
        "governance:action_point_add": form(MINUTERS, "body"),
        "governance:action_point_edit": form(MINUTERS, "action_point"),
        "governance:action_point_done": button(MINUTERS | {"delegate"}, "action_point"),
        "governance:action_point_reopen": button(MINUTERS | {"delegate"}, "action_point"),
        # --- holding a meeting
        "governance:sitting": page(BODY, "meeting_held", refused=INSIDE - BODY),
        "governance:sitting_open": button(MINUTERS, "meeting_convened"),
        "governance:sitting_close": button(MINUTERS, "meeting_held"),
        "governance:sitting_change": button(MINUTERS, "meeting_held", ok=422),
        "governance:attendance_save": button(MINUTERS, "meeting_held"),
        "governance:guest_add": button(MINUTERS, "meeting_held", ok=422),
        "governance:guest_remove": button(MINUTERS, "guest"),
        "governance:minutes_save": button(MINUTERS, "item_held", ok=422),
        "governance:minutes_approve": form(COORDINATOR, "meeting_draft"),
        "governance:minutes_correct": form(COORDINATOR, "item_approved"),
        "governance:meeting_report": button(INSIDE, "meeting_approved"),
        # --- decisions
        "governance:feedback_list": page(EVERYBODY),
        "governance:feedback_after": page(INSIDE, "meeting_approved"),
        "governance:feedback_done": form(MINUTERS, "feedback"),
        "governance:feedback_reopen": button(MINUTERS, "feedback"),
        "governance:cadence": page(EVERYBODY),
        "governance:communication_rule_add": form(COORDINATOR, "body"),
        "governance:communication_rule_edit": form(COORDINATOR, "communication_rule"),
        "governance:communication_rule_remove": button(COORDINATOR, "communication_rule"),
        "governance:question_list": page(EVERYBODY),
        "governance:question_add": form(COORDINATOR, "partnership"),
        "governance:question_edit": form(COORDINATOR, "question", refused=INSIDE - {"secretary", "delegate"}),
        "governance:question_answer": form(COORDINATOR, "question", refused=INSIDE - {"secretary", "delegate"}),
        "governance:signal_list": page(EVERYBODY),
        "governance:signal_detail": page(INSIDE, "signal"),
        "governance:signal_add": form(frozenset({"coordinator", "contact", "contact_elsewhere"}), "partnership"),
        "governance:signal_edit": form(COORDINATOR, "signal"),
        "governance:signal_close": form(COORDINATOR, "signal"),
        "governance:signal_reopen": button(COORDINATOR, "signal"),
        "governance:decision_list": page(EVERYBODY),
        "governance:decision_detail": page(INSIDE, "decision"),
        "governance:decision_add": form(MINUTERS, "item_held"),
        "governance:decision_edit": form(MINUTERS, "decision_held", refused=BODY),
        "governance:decision_remove": button(MINUTERS, "decision_held", refused=BODY),
        "governance:decision_withdraw": form(MINUTERS, "decision"),
        "governance:vote_save": button(MINUTERS, "decision_held", refused=BODY, ok=422),
        "governance:decision_relate": form(COORDINATOR, "decision"),
        "governance:decision_report": button(INSIDE, "decision"),
        # --- approval rounds
        "governance:approval_round_list": page(EVERYBODY),
        "governance:approval_round_detail": page(INSIDE, "round_open"),
        "governance:approval_round_add": form(COORDINATOR, "partnership"),
        "governance:approval_round_follow": form(COORDINATOR, "decision"),
        "governance:approval_round_edit": form(COORDINATOR, "round_draft", refused=frozenset()),
        "governance:approval_round_open": form(COORDINATOR, "round_draft", refused=frozenset()),
        "governance:approval_round_answers": page(INSIDE, "round_open"),
        "governance:approval_round_close": button(
            COORDINATOR, "round_open", ok=409
        ),  # nobody says which version was seen
        "governance:approval_round_reopen": button(COORDINATOR, "round_closed", ok=409),
        "governance:approval_round_cancel": form(COORDINATOR, "round_open"),
        "governance:round_text_add": form(COORDINATOR, "round_open"),
        "governance:round_report": button(INSIDE, "round_open"),
        "governance:round_annex": page(INSIDE, "round_open", "annex_version"),
        "governance:round_party_add": form(COORDINATOR, "round_open"),
        "governance:round_party_edit": form(COORDINATOR, "party_open"),
        "governance:round_party_leave": form(COORDINATOR, "party_open"),
        "governance:round_party_rejoin": form(COORDINATOR, "party_left"),
        "governance:round_party_remove": form(COORDINATOR, "party_open"),
    }
    | PROJECTS
    | CALLS
    | REPORTING
    | DOSSIERS
    | CLAIMS
    | STAFF
    | ONBOARDING
    | TEXTS
    | INDICATORS
)
