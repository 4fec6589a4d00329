"""Reminders in the language that somebody chose: every word of ours, in each of the languages that are offered."""

import gettext
import re
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import translation

from wegwijzer.outbox import deliver
from wegwijzer.outbox.models import Choice, Message
from wegwijzer.reminders.tests.conftest import COORDINATOR, MEMBER, at

ROOT = Path(__file__).resolve().parents[3]
SAID = re.compile(r'(?:blocktranslate[^%]*%}(.*?){%|translate "([^"]+)")', re.DOTALL)


def orders():
    """What titles and abouts of the rules say: what is translated when it is asked for, not when it is loaded."""
    found = set()
    apps = ("governance", "projects", "onboarding")
    for path in (one for app in apps for one in (ROOT / app / "reminders").rglob("*.py")):
        text = path.read_text()
        found |= set(re.findall(r'(?<![a-z_])_\(\s*"([^"]+)"', text))
        found |= set(re.findall(r'ngettext\(\s*"([^"]+)"', text))
    return found


def frame():
    folder = ROOT / "templates" / "reminders" / "email"
    texts = [one or two for path in folder.rglob("*.txt") for one, two in SAID.findall(path.read_text())]
    return {re.sub(r"{{ (\w+) }}", r"%(\1)s", text) for text in texts} - {""}


@pytest.mark.parametrize("language", [code for code, _name in settings.MAIL_LANGUAGES if code != "nl"])
def test_everything_that_a_reminder_says_is_translated(language):
    said = {text for text in orders() | frame() if "\n" not in text}
    assert len(said) > 15
    catalog = translation.trans_real.translation(language)._catalog
    assert {text for text in said if text not in catalog and (text, 0) not in catalog} == set()


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("fr", "2 choses vous attendent, la première pour le 4 décembre", "Pour le vendredi 4 décembre 2026."),
        ("en", "2 things are waiting for you, the first by 4 December", "By Friday 4 December 2026."),
    ],
)
def test_mail_is_in_the_language_that_was_chosen(waiting, sweep, mailoutbox, language, subject, line):
    Choice.objects.create(address=MEMBER.address, language=language)
    waiting.add(1, "2026-12-04")
    waiting.add(2, "2026-12-04")
    sweep(at("2026-11-30"))
    with time_machine.travel(at("2026-11-30")):
        deliver.deliver(Message.objects.get())
    (mail,) = mailoutbox
    assert mail.subject == subject
    assert Message.objects.get().subject.startswith("2 dingen wachten op u")  # for the coordinator who looks
    assert line in mail.body
    assert f'lang="{language}"' in mail.alternatives[0][0]


def test_subject_fits_in_a_mailbox_however_much_there_is_to_say(waiting, sweep):
    wait = waiting.add(1, "2026-12-04")
    waiting.subjects[1] = replace(wait, about="Principes en draagvlak – gemeenteraad – Gemeente Herentals: " * 4)
    sweep(at("2026-11-30"))
    mail = Message.objects.get()
    assert mail.subject.startswith("Doe ding 1 tegen 4 december – Principes en draagvlak – ")
    assert mail.subject.endswith("…")
    assert len(mail.subject) < 110
    assert wait.title in mail.body
    assert waiting.subjects[1].about.strip() in mail.body


def test_subject_counts_what_waits_for_the_reader_and_not_what_others_left_undone(waiting, sweep):
    for key in (1, 2):
        waiting.add(key, "2026-11-25", COORDINATOR, watchers=[MEMBER])
    waiting.add(3, "2026-12-04")
    sweep(at("2026-11-30"))
    assert Message.objects.get(to=MEMBER.address).subject.startswith("Doe ding 3 tegen 4 december")
    assert Message.objects.get(to=COORDINATOR.address).subject == "2 dingen wachten op u, er is iets te laat"


def test_what_somebody_else_was_to_do_is_not_said_to_be_too_late_of_the_reader(waiting, sweep):
    waiting.tells(ahead=(), after=(1,), escalate=None, awaits_others=True)
    waiting.add(1, "2026-11-27", title="Vraag naar het antwoord van de POD")
    sweep(at("2026-11-30"))
    mail = Message.objects.get()
    assert mail.subject == "Vraag naar het antwoord van de POD – een zaak van de raad"
    assert "Dat werd verwacht tegen vrijdag 27 november 2026." in mail.body
    assert "te laat" not in (mail.subject + mail.body).lower()


@pytest.mark.parametrize("language", [code for code, _name in settings.MAIL_LANGUAGES if code != "nl"])
def test_what_is_compiled_is_what_is_written(language):
    """Nothing is compiled where the application is installed: the two have to be kept together."""
    folder = ROOT / "wegwijzer" / "locale" / language / "LC_MESSAGES"
    written = re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', (folder / "django.po").read_text(), re.MULTILINE)
    with (folder / "django.mo").open("rb") as compiled:
        kept = gettext.GNUTranslations(compiled)._catalog
    assert sorted(text.replace('\\"', '"') for text in written) == sorted(text for key, text in kept.items() if key)
