"""What each move of a dossier asks: its day, a reason, an amount."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from governance.forms.periods import DayField
from projects.models import MENDING, WITH_REASON
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, LineField


class Step(NamedTuple):
    """A move as people take it: its word in the address, what the page asks, the button, and what it brings."""

    slug: str
    title: Any
    button: Any
    lead: Any


STEPS = {
    "go": Step("go", _("Beslis: we gaan ervoor"), _("Beslis ‘go’"), _("Het besluit om in te dienen is in werking.")),
    "no_go": Step("niet-indienen", _("Dien niet in"), _("Dien niet in"), _("Het dossier stopt hier, met de reden.")),
    "draft": Step(
        "opmaken", _("Begin met opmaken"), _("Begin met opmaken"), _("Begroting, checklist en teksten volgen.")
    ),
    "ask_approval": Step(
        "ter-goedkeuring",
        _("Geef het dossier ter goedkeuring"),
        _("Geef ter goedkeuring"),
        _("De raden en besturen krijgen het dossier voorgelegd."),
    ),
    "redraft": Step(
        "herwerken",
        _("Neem het dossier terug"),
        _("Neem het terug"),
        _("Om het te herwerken voor u het weer voorlegt."),
    ),
    "submit": Step(
        "indienen",
        _("Dien het dossier in"),
        _("Dien het dossier in"),
        _("Noteer de dag waarop u het bij de subsidiegever indiende. Wat ingediend is, wordt vastgelegd."),
    ),
    "award": Step(
        "toekenning",
        _("Noteer de toekenning"),
        _("Noteer de toekenning"),
        _("Wat de subsidiegever toekent, en wanneer."),
    ),
    "refuse": Step(
        "weigering", _("Noteer de weigering"), _("Noteer de weigering"), _("De subsidiegever kent niets toe.")
    ),
    "start": Step(
        "uitvoering", _("Begin de uitvoering"), _("Begin de uitvoering"), _("Het project loopt met deze subsidie.")
    ),
    "report": Step(
        "eindverslag", _("Begin met het eindverslag"), _("Begin het eindverslag"), _("De uitvoering is voorbij.")
    ),
    "close": Step("afsluiten", _("Sluit het dossier af"), _("Sluit het dossier af"), _("Alles blijft te lezen.")),
    "withdraw": Step(
        "intrekken", _("Trek het dossier in"), _("Trek het dossier in"), _("Alles blijft te lezen, met de reden.")
    ),
    "reconsider": Step(
        "opnieuw-bekijken",
        _("Bekijk het dossier opnieuw"),
        _("Maak er weer een idee van"),
        _("De dagen van beslissen en indienen verdwijnen uit het dossier; de geschiedenis houdt ze bij."),
    ),
    "undo_submission": Step(
        "indiening-terugdraaien",
        _("Draai de indiening terug"),
        _("Draai de indiening terug"),
        _("Alleen als ze bij vergissing genoteerd is. Het dossier is dan weer ter goedkeuring."),
    ),
    "undo_answer": Step(
        "antwoord-terugdraaien",
        _("Draai het antwoord van de subsidiegever terug"),
        _("Draai het antwoord terug"),
        _("Als het verkeerd genoteerd is, of als de subsidiegever erop terugkomt. Het dossier is dan weer ingediend."),
    ),
    "undo_start": Step(
        "uitvoering-terugdraaien",
        _("Draai het begin van de uitvoering terug"),
        _("Draai het begin terug"),
        _("Alleen als het bij vergissing genoteerd is. Het dossier is dan weer toegekend."),
    ),
    "resume": Step("hervatten", _("Hervat de uitvoering"), _("Hervat de uitvoering"), _("Het eindverslag wacht nog.")),
    "reopen": Step(
        "heropenen", _("Heropen het dossier"), _("Heropen het dossier"), _("Het eindverslag is dan weer aan de gang.")
    ),
}
VERBS = {step.slug: verb for verb, step in STEPS.items()}


class DossierMoveForm(VersionMixin):
    """For the move `verb`; what it does not ask is not in the form. `can_be_forced` offers to submit all the same."""

    on = DayField(label=_("Op"), latest=today, initial=today)
    amount = AmountField(label=_("Toegekend bedrag"), help_text=_("In euro, bijvoorbeeld 143 771,00."))
    reason = LineField(label=_("Waarom?"), max_length=300)
    despite = LineField(
        label=_("Dien toch in, omdat"),
        max_length=300,
        required=False,
        help_text=_(
            "Alleen als u indient terwijl er iets ontbreekt. De reden staat in de geschiedenis en op de pagina."
        ),
    )

    def __init__(self, *args: Any, verb: str, can_be_forced: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            "on": verb not in MENDING,
            "amount": verb == "award",
            "reason": verb in WITH_REASON,
            "despite": verb == "submit" and can_be_forced,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]
