"""What a mail server said, in words that somebody can act upon."""

import pytest

from wegwijzer.outbox.fate import cause

ADDRESS = "Het adres bestaat niet of wordt geweigerd. Kijk na of het juist is."
FULL = "Het postvak van de ontvanger is vol, of de mail is te groot."
LATER = "De mailserver vraagt om het later opnieuw te proberen. Dat gebeurt vanzelf."


@pytest.mark.parametrize(
    ("reason", "means"),
    [
        ("550 5.1.1 <weg@example.org>: User unknown", ADDRESS),
        ("550 No such user here", ADDRESS),
        ("550 5.7.1 Message rejected as spam", "De mailserver van de ontvanger weigert deze mail."),
        ("554 Transaction failed", "De mailserver van de ontvanger weigert deze mail."),
        ("552 5.2.2 Mailbox full", FULL),
        ("552 Too large", FULL),
        ("450 4.2.0 Greylisted", LATER),
        ("452 4.2.2 Over quota", FULL),
        ("ConnectionRefusedError: [Errno 111] Connection refused", "De mailserver was niet te bereiken."),
        ("gaierror: [Errno -2] Name or service not known", "De mailserver was niet te bereiken."),
        ("SMTPAuthenticationError: (535, b'no')", "De mailserver liet Wegwijzer niet binnen. Verwittig de beheerder."),
        ("Het versturen werd onderbroken.", ""),
        ("-1 Connection unexpectedly closed", ""),
        ("5501 is geen antwoord", ""),
        ("", ""),
    ],
)
def test_reason_of_a_mail_server_in_plain_words(reason, means):
    assert cause(reason) == means
