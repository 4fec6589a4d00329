"""What can go wrong with a document, in words for the person who asked for it."""

from django.utils.translation import gettext as _


class RenderFailed(Exception):
    """The document could not be made. `message` is for the person who asked (Dutch), `detail` for the log."""

    def __init__(self, message: str, detail: str) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail


def problem_in_words(problem: str) -> str:
    """Why an annex is not in a document; `problem` is one of annexes.PROBLEMS."""
    sentences = {
        "encrypted": _("met een wachtwoord beveiligd"),
        "broken": _("beschadigd of onleesbaar"),
        "too_long": _("meer dan 500 bladen"),
        "too_large": _("te groot of te ingewikkeld"),
        "missing": _("staat niet meer op de schijf"),
        "changed": _("op de schijf gewijzigd sinds het opladen"),
    }
    return str(sentences[problem])
