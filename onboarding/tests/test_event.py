"""Events: planned, invited by mail, counted, and never a person's data."""

import datetime as dt
from unittest import mock

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions import event as actions
from onboarding.models import Audience, EventCount, tell_events
from onboarding.tests import factories as make
from projects.tests.factories import ProjectFactory
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.outbox.models import Message
from wegwijzer.ui.forms.personal import personal_in

VALUES = {
    "kind": "welcome",
    "title": "Onthaalmoment",
    "starts_at_date": "2026-12-14",
    "starts_at_time": "14:00",
    "ends_at_date": "2026-12-14",
    "ends_at_time": "16:00",
    "audiences": ["newcomers"],
}


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, running=True)


@pytest.fixture
def event(cast, project):
    return make.EventFactory(project=project, organiser=cast.a.boards["Gemeente Olen"])


def page(name, *keys):
    return reverse(f"onboarding:{name}", args=keys)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bel 0478 12 34 56", "een telefoonnummer"),
        ("bel +32 478 12 34 56", "een telefoonnummer"),
        ("014/12.34.56", "een telefoonnummer"),
        ("85.07.30-033.28", "een rijksregisternummer"),
        ("geboren op 3 mei 1990", "een geboortedatum"),
        ("01/02/1985", "een geboortedatum"),
        ("op 14/09/2026 om 14.00 uur in zaal 12", ""),
        ("KBO 0123.456.789 is geen telefoon", ""),
        ("voor 25 mensen, 2 uur, in 2017-2018", ""),
        ("", ""),
    ],
)
def test_what_looks_like_personal_data_is_seen(text, found):
    assert personal_in(text) == found


def test_form_asks_once_more_beside_the_field_and_then_believes(cast, project, as_user):
    client, address = as_user(cast.a.coordinator), page("event_add", project.pk)
    values = VALUES | {"description": "Bel 0478 12 34 56"}
    answer = client.post(address, values)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Dit lijkt op een telefoonnummer." in text
    assert "Dit is geen persoonsgegeven" in text
    assert "Bel 0478 12 34 56" in text
    assert "Dit is geen persoonsgegeven" not in client.get(address).content.decode()
    assert client.post(address, values | {"is_nobodys": "on"}).status_code == 302
    assert project.events.get().description == "Bel 0478 12 34 56"


def test_end_before_start_is_said_beside_the_field(cast, project, as_user):
    answer = as_user(cast.a.coordinator).post(page("event_add", project.pk), VALUES | {"ends_at_time": "13:00"})
    assert answer.status_code == 422
    assert "Het einde ligt niet na het begin." in answer.content.decode()


def test_contact_person_organises_for_the_own_organisation_only(cast, project, as_user):
    client = as_user(cast.a.contact)
    own, other = (cast.a.boards[f"Gemeente {name}"] for name in ("Olen", "Lille"))
    assert client.post(page("event_add", project.pk), VALUES | {"organiser": other.pk}).status_code == 422
    assert client.post(page("event_add", project.pk), VALUES | {"organiser": own.pk}).status_code == 302
    event = project.events.get()
    assert client.get(page("event_edit", event.pk)).status_code == 200
    assert as_user(cast.contact_elsewhere).get(page("event_edit", event.pk)).status_code == 403
    assert as_user(cast.b.coordinator).get(page("event_detail", event.pk)).status_code == 404


def test_invitation_goes_once_to_who_speaks_for_it_with_a_calendar_file(cast, event):
    board = cast.a.boards["Gemeente Olen"]
    assert actions.invite(event, [board], by=cast.a.coordinator) == 1
    assert actions.invite(event, [board], by=cast.a.coordinator) == 0
    mail = Message.objects.get(kind="onboarding.event_invited")
    assert mail.to == cast.a.contact.email
    assert b"METHOD:REQUEST" in bytes(mail.attachments.get().content)
    later = event.starts_at + dt.timedelta(hours=1)
    values = {name: getattr(event, name) for name in ("ends_at", "place", "title")}
    actions.change(event, by=cast.a.coordinator, version=event.version, **values | {"starts_at": later})
    assert Message.objects.filter(kind="onboarding.event_invited").count() == 2
    actions.move(event, "cancel", by=cast.a.coordinator, version=event.version, reason="Ziekte")
    mail = Message.objects.get(kind="onboarding.event_cancelled")
    assert "Ziekte" in mail.body
    assert b"METHOD:CANCEL" in bytes(mail.attachments.get().content)


def test_each_organisation_counts_its_own(cast, event, as_user):
    own, other = (cast.a.boards[f"Gemeente {name}"] for name in ("Olen", "Lille"))
    client, values = as_user(cast.contact_elsewhere), {"staff_registered": "12", "staff_present": "9"}
    assert client.post(page("event_count", event.pk, own.pk), values).status_code == 403
    assert client.post(page("event_count", event.pk, other.pk), values | {"staff_present": "-1"}).status_code == 422
    assert client.post(page("event_count", event.pk, other.pk), values).status_code == 302
    row = EventCount.objects.get()
    assert (row.organisation, row.audience, row.invited, row.registered, row.present) == (other, "staff", None, 12, 9)
    assert client.post(page("event_count", event.pk, other.pk), {}).status_code == 302
    assert not EventCount.objects.exists()
    assert client.get(page("event_count", event.pk, 999_999)).status_code == 404


def test_what_has_still_to_come_was_not_held(somebody):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    event = make.EventFactory(starts_at=tomorrow, ends_at=tomorrow + dt.timedelta(hours=2))
    with pytest.raises(Refused, match="nog niet begonnen"):
        actions.move(event, "hold", by=somebody, version=event.version)
    with pytest.raises(Refused, match="waarom"):
        actions.move(event, "cancel", by=somebody, version=event.version)


def test_certificate_is_made_for_a_name_that_is_kept_nowhere(cast, project, as_user):
    event = make.EventFactory(project=project, held=True)
    with mock.patch("onboarding.views.event.render_pdf", return_value=b"%PDF-") as made:
        answer = as_user(cast.a.coordinator).post(page("event_certificate", event.pk), {"name": "Naam van iemand"})
    assert answer["Content-Type"] == "application/pdf"
    assert made.call_args.args[0].context["name"] == "Naam van iemand"
    entry = Entry.objects.get(verb="onboarding.event.certificate_made")
    assert "Naam van iemand" not in f"{entry.changes} {entry.reason} {entry.target_text}"
    planned = make.EventFactory(project=project)
    answer = as_user(cast.a.coordinator).post(page("event_certificate", planned.pk), {"name": "Naam van iemand"})
    assert answer.status_code == 422


def test_story_tells_what_was_held_with_how_many_came(event):
    make.EventCountFactory(event=event, present=7)
    assert list(tell_events(event.project)) == []
    held = make.EventFactory(project=event.project, held=True)
    make.EventCountFactory(event=held, present=7)
    make.EventCountFactory(event=held, audience=Audience.VOLUNTEERS, present=5)
    assert [one.about for one in tell_events(event.project)] == ["vorming voor medewerkers, 12 aanwezigen"]


def test_story_is_given_away_and_tells_no_small_counts(project):
    few = make.EventFactory(project=project, held=True)
    make.EventCountFactory(event=few, present=3)
    assert [one.about for one in tell_events(project)] == ["vorming voor medewerkers, < 5 aanwezigen"]
