"""What the screen, and the command that looks after an installation, call queues and periodic work (Dutch)."""

from django.utils.translation import gettext_lazy

QUEUES = {"jobs": gettext_lazy("mails en periodiek werk"), "pdf": gettext_lazy("documenten")}
WORK = {
    "clear_lost_files": gettext_lazy("Bestanden zonder eigenaar opzijzetten"),
    "clear_mail_folder": gettext_lazy("Oude mails in de map wissen"),
    "clear_message_texts": gettext_lazy("Teksten van oude mails wissen"),
    "clear_notices": gettext_lazy("Oude herinneringen vergeten"),
    "clear_runs": gettext_lazy("Oude beurten vergeten"),
    "clear_sessions": gettext_lazy("Verlopen aanmeldingen vergeten"),
    "note_deadlines": gettext_lazy("Verstreken termijnen noteren"),
    "remind": gettext_lazy("Herinneren aan wat wacht"),
    "remove_report_files": gettext_lazy("Oude bestanden van verslagen verwijderen"),
}


def queue_label(name: str) -> str:
    return str(QUEUES.get(name, name))


def work_label(name: str) -> str:
    """Of work that is in the timetable no more, its bare name."""
    return str(WORK.get(name, name))
