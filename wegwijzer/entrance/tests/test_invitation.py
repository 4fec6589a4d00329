"""Inviting people: one link, for one person, once, for a week."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from wegwijzer.accounts.models import Membership, Organisation, User
from wegwijzer.audit.models import Entry
from wegwijzer.entrance.actions import invitation, user
from wegwijzer.entrance.models import Invitation
from wegwijzer.entrance.notifications import invitation_is_open, link_to
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.outbox.compose import build

PASSWORD = "een zin van vijf woorden"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(known):
    return invitation.invite("Nieuw@Example.org", "Contactpersoon OCMW Lille", by=known)


@pytest.fixture
def link(sent, settings):
    return link_to("invitation_accept", sent.key).removeprefix(settings.SITE_URL)


def test_invited_person_gets_a_mail_with_who_invites_and_until_when(sent, known, mails):
    [mail] = mails()
    assert (mail.to, mail.subject) == ("nieuw@example.org", "Uw login voor Wegwijzer")
    assert "Coördinator nodigt u uit" in mail.body
    assert not sent.user.has_usable_password()
    assert [entry.verb for entry in Entry.objects.all()] == ["entrance.invitation.sent"]


def test_link_stands_in_the_mail_that_leaves_and_nowhere_else(client, sent, mails, link_in, settings):
    """A coordinator reads what was sent, and a link is as good as the password of whoever was invited."""
    [mail] = mails()
    assert link_in(mail, settings.SITE_URL) == "/uitnodiging/persoonlijke-link/"
    assert client.get("/uitnodiging/persoonlijke-link/").status_code == 404
    mail.body = str(build(mail).body)
    assert client.get(link_in(mail, settings.SITE_URL)).status_code == 200


def test_link_gives_a_password_and_lets_in(client, sent, link):
    page = client.get(link)
    assert "Welkom, Contactpersoon OCMW Lille" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert client.post(link, {"new_password": PASSWORD}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert User.objects.get(email="nieuw@example.org").check_password(PASSWORD)


def test_link_works_once(client, sent, link):
    client.post(link, {"new_password": PASSWORD})
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"new_password": "van iemand anders dan wie"}).status_code == 404
    assert User.objects.get(email="nieuw@example.org").check_password(PASSWORD)


def test_looking_does_not_use_the_link_up(client, link):
    for _program in range(3):
        assert client.get(link).status_code == 200


def test_weak_password_does_not_use_the_link_up(client, link):
    assert client.post(link, {"new_password": "kort"}).status_code == 422
    assert client.get(link).status_code == 200


def test_link_ends_after_a_week(client, link):
    with time_machine.travel(timezone.now() + dt.timedelta(days=6, hours=23)):
        assert client.get(link).status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(days=7, minutes=1)):
        assert client.get(link).status_code == 404


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t[1:], lambda t: t + "A", lambda t: "abc"])
def test_altered_link_is_not_there(client, sent, change):
    given = change(sent.key)
    assert client.get(f"/uitnodiging/{given}/").status_code == 404


def test_second_invitation_replaces_the_first(client, known, sent, link, mails):
    again = invitation.invite("nieuw@example.org", "Andere naam", by=known)
    assert client.get(link).status_code == 404
    assert client.get(f"/uitnodiging/{again.key}/").status_code == 200
    assert again.user == sent.user
    assert len(mails()) == 2


def test_mail_that_was_overtaken_or_has_an_old_address_is_not_sent_any_more(known, sent, mails):
    invitation.invite("nieuw@example.org", "x", by=known)
    assert [invitation_is_open(mail) for mail in mails()] == [False, True]
    User.objects.filter(email="nieuw@example.org").update(email="ander@example.org")
    assert [invitation_is_open(mail) for mail in mails()] == [False, False]


def test_two_tabs_with_one_link_set_one_password(sent):
    first, second = (Invitation.objects.select_related("user").get(pk=sent.pk) for _tab in range(2))
    invitation.accept(first, PASSWORD)
    with pytest.raises(Stale):
        invitation.accept(second, "het wachtwoord van de tweede")
    assert User.objects.get(pk=sent.user_id).check_password(PASSWORD)


def test_who_has_a_login_is_not_invited(known):
    with pytest.raises(Refused, match="heeft al een login"):
        invitation.invite("COORDINATOR@example.org", "x", by=None)


def test_who_was_switched_off_is_not_invited(known, switched_off):
    with pytest.raises(Refused, match="uitgeschakeld"):
        invitation.invite("oud@example.org", "x", by=known)


def test_link_of_who_was_switched_off_since_is_dead(client, known, sent, link):
    user.deactivate(sent.user, by=known)
    assert client.get(link).status_code == 404


def test_name_with_template_signs_stays_what_it_is(client, known):
    strange = "%s %(x)s {0} {{ 7*7 }} {% load %}"
    sent = invitation.invite("nieuw@example.org", strange, by=known)
    html = client.get(f"/uitnodiging/{sent.key}/").content.decode()
    assert strange in html.replace("&#x27;", "'")


def test_keeper_invites_by_the_page(client, keeper, mails):
    client.force_login(keeper)
    response = client.post(
        "/gebruikers/uitnodigen/", {"name": "Contactpersoon", "email": "Nieuw@example.org"}, follow=True
    )
    html = response.content.decode()
    assert "Contactpersoon krijgt een uitnodiging per e-mail." in html
    assert "uitgenodigd" in html
    assert [mail.to for mail in mails()] == ["nieuw@example.org"]


def test_refusal_stands_in_the_form_with_what_was_typed(client, keeper):
    client.force_login(keeper)
    response = client.post("/gebruikers/uitnodigen/", {"name": "Iemand", "email": "coordinator@example.org"})
    assert response.status_code == 422
    assert "Dit e-mailadres heeft al een login." in response.content.decode()
    assert 'value="Iemand"' in response.content.decode()


def test_keeper_sends_a_new_link(client, keeper, sent, link, mails):
    client.force_login(keeper)
    client.post(f"/gebruikers/{sent.user_id}/opnieuw-uitnodigen/")
    assert len(mails()) == 2
    assert Client().get(link).status_code == 404


def test_command_starts_an_installation(capsys, settings):
    call_command("invite", "eerste@example.org", "Beheerder", administrator="ISOM")
    link = capsys.readouterr().out.split()[-1]
    client = Client()
    client.post(link.removeprefix(settings.SITE_URL), {"new_password": PASSWORD})
    assert client.get("/gebruikers/").status_code == 200
    membership = Membership.objects.get()
    assert (membership.organisation.name, membership.role) == ("ISOM", "administrator")


def test_command_uses_the_organisation_that_is_there():
    Organisation.objects.create(kind="association", name="ISOM")
    call_command("invite", "eerste@example.org", "Beheerder", administrator="ISOM")
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(("email", "name"), [("geen adres", "x"), ("a@example.org", " ")])
def test_command_says_what_is_wrong_and_keeps_nothing(email, name):
    with pytest.raises(CommandError):
        call_command("invite", email, name, administrator="ISOM")
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


def test_command_that_is_refused_keeps_nothing(known):
    with pytest.raises(CommandError, match="heeft al een login"):
        call_command("invite", "coordinator@example.org", "x", administrator="ISOM")
    assert not Membership.objects.exists()
