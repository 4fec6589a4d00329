"""What can go wrong with a document, in words for the person who asked for it."""

from django.utils.translation import gettext as _


class RenderFailed(Exception):
    """The document could not be made. `message` is for the person who asked (Dutch), `detail` for the log."""

    def __init__(self, message: str, detail: str, *, too_long: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
        self.too_long = too_long  # it takes more pages than its printout allows

    def for_document(self, said_when_too_long: str) -> "RenderFailed":
        """The same, in the words of the document itself where it has better ones."""
        return RenderFailed(said_when_too_long, self.detail) if self.too_long and said_when_too_long else self


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
