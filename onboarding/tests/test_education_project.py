"""Education projects: from an idea to what schools heard, with numbers of people and never who."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from onboarding.actions import education_parts as parts
from onboarding.actions import education_project as actions
from onboarding.models import EducationPartner, EducationPhase, EducationProject, tell_education
from onboarding.tests import factories as make
from projects.models import TargetState, counted
from projects.tests.factories import ObjectiveFactory, ProjectFactory
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.once]

VALUES = {
    "title": "Samen de klas in",
    "levels": ["kleuter", "lager"],
    "school_year": "2017",
    "purpose": "Ouders komen mee in de klas",
    "parents_part": "invited",
    "parents_count": "18",
}


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, running=True)


@pytest.fixture
def board(cast):
    return cast.a.boards["Gemeente Olen"]


@pytest.fixture
def education(project, board):
    row = make.EducationProjectFactory(project=project, organisation=board)
    make.EducationPartnerFactory(education=row)
    return row


@pytest.fixture
def contact(cast, as_user):
    return as_user(cast.a.contact)


def page(name, *keys):
    return reverse(f"onboarding:{name}", args=keys)


def move(row, verb, by, **more):
    actions.move(row, verb, by=by, version=row.version, **more)


def test_contact_person_begins_one_for_the_own_board_and_for_no_other(cast, contact, project, board):
    address = page("education_project_add", project.pk)
    other = cast.a.boards["Gemeente Lille"]
    assert contact.post(address, VALUES | {"organisation": other.pk}).status_code == 422
    assert contact.post(address, VALUES | {"organisation": board.pk}).status_code == 302
    row = EducationProject.objects.get()
    assert (row.level_names, row.year_label) == (["kleuteronderwijs", "lager onderwijs"], "2017-2018")
    assert (row.parents_count, row.state) == (18, "idea")
    assert Entry.objects.about(row).get().verb == "onboarding.education_project.added"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Vul"),
        ("levels", [], "Kies minstens één onderwijsniveau."),
        ("levels", ["universiteit"], "universiteit"),
        ("school_year", "17", "2"),
        ("school_year", "2017-2018", "2"),
        ("parents_count", "-1", "0 of meer"),
        ("parents_count", "achttien", "getal"),
        ("parents_count", "1000000000000", "hoogstens"),
        ("purpose", "x" * 4001, "4"),
        ("parents_part", "misschien", "misschien"),
        ("theme", "999999", "theme"),
        ("purpose", "bel de mama van Sofie, 0478 12 34 56", "Dit lijkt op een telefoonnummer."),
        ("lessons", "kind geboren op 3 mei 2012", "Dit lijkt op een geboortedatum."),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_is_kept(contact, project, board, field, value, said):
    answer = contact.post(
        page("education_project_add", project.pk),
        VALUES | {"organisation": board.pk, "purpose": "Waarom <b>niet</b>", field: value},
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert said in text
    assert field == "purpose" or "Waarom &lt;b&gt;niet&lt;/b&gt;" in text
    assert field in answer.context["form"].errors
    assert not EducationProject.objects.exists()


def test_each_step_says_what_it_lacks(somebody, project, board):
    row = make.EducationProjectFactory(
        project=project,
        organisation=board,
        parents_part="",
        presentation="",
        presentation_place="",
        result="",
        lessons="",
    )
    move(row, "prepare", somebody)
    with pytest.raises(Refused, match="minstens één school"):
        move(row, "start", somebody)
    make.EducationPartnerFactory(education=row, role="community")
    with pytest.raises(Refused, match="minstens één school"):
        move(row, "start", somebody)
    make.EducationPartnerFactory(education=row)
    move(row, "start", somebody, on=dt.date(2017, 9, 4))
    with pytest.raises(Refused) as refused:
        move(row, "present", somebody)
    assert refused.value.reasons == [
        "Zeg eerst hoe ouders meedoen.",
        "Schrijf eerst wat u aan de scholengemeenschap vertelt.",
        "Zeg eerst waar u het voorstelt.",
    ]
    said = {"parents_part": "help", "presentation": "Wat werkte", "presentation_place": "Olen"}
    kept = {name: getattr(row, name) for name in ("levels", "theme", "title")}
    actions.change(row, by=somebody, version=row.version, **kept | said)
    with pytest.raises(Refused, match="voor de vorige stap"):
        move(row, "present", somebody, on=dt.date(2017, 9, 3))
    with pytest.raises(Refused, match="moet nog komen"):
        move(row, "present", somebody, on=dt.date(2999, 9, 3))
    move(row, "present", somebody, on=dt.date(2018, 5, 3))
    with pytest.raises(Refused) as refused:
        move(row, "finish", somebody)
    assert len(refused.value.reasons) == 2


def test_what_its_state_asked_for_is_not_emptied(somebody, project, board):
    row = make.EducationProjectFactory(project=project, organisation=board, presented=True)
    with pytest.raises(Refused, match="waar u het voorstelt"):
        actions.change(row, by=somebody, version=row.version, levels="kleuter", presentation_place="")
    assert EducationProject.objects.get(pk=row.pk).presentation_place == "Herentals"


def test_stopping_asks_why_and_starting_again_begins_anew(somebody, education):
    move(education, "prepare", somebody)
    move(education, "start", somebody)
    with pytest.raises(Refused, match="waarom het stopt"):
        move(education, "stop", somebody)
    move(education, "stop", somebody, reason="Geen leerkracht")
    move(education, "resume", somebody)
    assert (education.state, education.started_on, education.reason) == ("preparing", None, "")


def test_a_school_that_is_not_known_yet_is_named(contact, education):
    address = page("education_partner_add", education.pk)
    sent = {"role": "school", "kind": "school", "organisation_name": "Basisschool (voorbeeld)", "task": "Een klas"}
    assert contact.post(address, sent).status_code == 302
    school = Organisation.objects.get(name="Basisschool (voorbeeld)")
    assert school.kind == "school"
    answer = contact.post(address, {"role": "school", "organisation": school.pk})
    assert answer.status_code == 422
    assert "staat er al bij" in answer.content.decode()
    answer = contact.post(address, sent | {"organisation_name": "Nog een", "task": "bel 0478 12 34 56"})
    assert answer.status_code == 422
    assert "Dit is geen persoonsgegeven" in answer.content.decode()
    again = contact.post(
        address, sent | {"organisation_name": "Nog een", "task": "bel 0478 12 34 56", "is_nobodys": "on"}
    )
    assert again.status_code == 302


def test_what_has_begun_keeps_a_school(contact, somebody, education):
    move(education, "prepare", somebody)
    move(education, "start", somebody)
    (school,) = education.partners.all()
    with pytest.raises(Refused, match="enige school"):
        parts.remove(school, by=somebody, version=school.version)
    with pytest.raises(Refused, match="enige school"):
        parts.change(school, by=somebody, version=school.version, role="partner")
    make.EducationPartnerFactory(education=education)
    parts.remove(school, by=somebody, version=school.version)
    assert EducationPartner.objects.count() == 1


def test_phases_have_days_in_order_and_a_name_once(contact, education):
    address = page("education_phase_add", education.pk)
    sent = {"name": "In de klas", "from_on": "2017-11-07", "until_on": "2018-04-27"}
    assert contact.post(address, sent | {"until_on": "2017-01-01"}).status_code == 422
    assert contact.post(address, sent).status_code == 302
    assert contact.post(address, sent).status_code == 422
    assert EducationPhase.objects.get().standing == "past"


def test_people_of_another_board_read_and_do_not_write(cast, as_user, education):
    client = as_user(cast.contact_elsewhere)
    assert client.get(page("education_project_detail", education.pk)).status_code == 200
    assert client.post(page("education_project_move", education.pk), {}).status_code == 403
    (school,) = education.partners.all()
    assert client.post(page("education_partner_remove", school.pk), {}).status_code == 403


def test_a_target_of_two_counts_those_that_were_presented_in_time(project, board):
    target = ObjectiveFactory(
        plan__partnership=project.partnership,
        plan__project=project,
        target_number=2,
        target_unit="projecten",
        target_by=dt.date(2018, 6, 30),
        target_counts="education",
    )
    of = {"organisation": board, "project": project}
    make.EducationProjectFactory(presented=True, **of)
    make.EducationProjectFactory(running=True, **of)
    make.EducationProjectFactory(stopped=True, presented_on=dt.date(2018, 1, 1), **of)
    make.EducationProjectFactory(presented=True, organisation=board, project__partnership=project.partnership)
    standing = counted([target])[target.pk]
    assert (len(standing.in_time), len(standing.waiting), standing.needed) == (1, 1, 1)
    assert standing.state == TargetState.MISSED
    late = make.EducationProjectFactory(finished=True, **of | {"title": "Te laat"})
    EducationProject.objects.filter(pk=late.pk).update(presented_on=dt.date(2018, 7, 1))
    standing = counted([target])[target.pk]
    assert ([str(row) for row, _day in standing.late], standing.needed) == (["Te laat"], 1)


def test_story_tells_begin_presentation_and_end(project, board):
    make.EducationProjectFactory(
        project=project, organisation=board, finished=True, title="Samen de klas in", presentation_count=31
    )
    told = [(one.on, one.about) for one in tell_education(project)]
    assert [day for day, _about in told] == [make.STARTED, make.DELIVERED, dt.date(2017, 6, 26)]
    assert told[1][1] == "voorgesteld aan de scholengemeenschap, Herentals, 31 aanwezigen"


def test_list_is_narrowed_and_goes_out_as_a_spreadsheet(contact, education, project, board):
    make.EducationProjectFactory(project=project, organisation=board, levels="okan", title="Wegwijs na OKAN")
    answer = contact.get(page("education_project_list"), {"niveau": "okan"})
    assert "Wegwijs na OKAN" in answer.content.decode()
    assert education.title not in answer.content.decode()
    school = education.partners.get().organisation.name
    assert education.title in contact.get(page("education_project_list"), {"q": school}).content.decode()
    book = load_workbook(BytesIO(contact.get(page("education_project_export"), {"niveau": "okan"}).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Titel", "Wegwijs na OKAN"]


def test_pages_show_html_as_text(contact, project, board):
    row = make.EducationProjectFactory(
        project=project, organisation=board, title="<b>Vet</b>", purpose="<script>1</script>"
    )
    text = contact.get(page("education_project_detail", row.pk)).content.decode()
    assert "<b>Vet</b>" not in text
    assert "<script>1" not in text
