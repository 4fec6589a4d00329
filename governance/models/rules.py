"""A body's rules as sentences, for who never read the statutes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models.body import Body, Composition, QuorumRule, VotingRule
from wegwijzer.localised import LANGUAGES


def in_words(body: Body, seats: int) -> list[tuple[str, str]]:
    """[(subject, sentence)] about `body`, which has `seats` voting seats on the day in question."""
    rows = [
        (_("Samenstelling"), _composition(body)),
        (_("Ritme"), _cadence(body)),
        (_("Uitnodiging"), _notice(body)),
        (_("Quorum"), _quorum(body, seats)),
        (_("Meerderheid"), _majority(body)),
        (_("Terugkoppeling"), _feedback(body)),
        (_("Talen"), _listed([_(LANGUAGES.get(language, language)) for language in body.languages])),
        (_("Gewone plaats en uur"), _usual(body)),
    ]
    return [(subject, sentence) for subject, sentence in rows if sentence]


def _listed(parts: list[str]) -> str:
    """ "a, b en c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s en %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _composition(body: Body) -> str:
    if body.composition == Composition.ONE_PER_MEMBER:
        return _("Elk lid van %s heeft één stemgerechtigde afgevaardigde.") % body.partnership
    return _("De samenstelling is vrij.")


def _cadence(body: Body) -> str:
    if not body.cadence_in_words:
        return _("Er is geen vast ritme.")
    return _("Dit orgaan vergadert %s.") % body.cadence_in_words


def _notice(body: Body) -> str:
    sentence = ngettext(
        "De uitnodiging vertrekt ten laatste %(days)s dag voor de vergadering.",
        "De uitnodiging vertrekt ten laatste %(days)s dagen voor de vergadering.",
        body.notice_days,
    ) % {"days": body.notice_days}
    if not body.reminder_days:
        return sentence
    days = sorted(body.reminder_days, reverse=True)
    reminders = ngettext(
        "Herinnering: %s dag vooraf.", "Herinneringen: %s dagen vooraf.", days[-1] if len(days) == 1 else 2
    )
    return f"{sentence} {reminders % _listed([str(day) for day in days])}"


def _quorum(body: Body, seats: int) -> str:
    if body.quorum_rule == QuorumRule.NONE:
        return _("De vergadering kan altijd beslissen, hoeveel stemgerechtigden er ook zijn.")
    if body.quorum_rule == QuorumRule.NUMBER:
        return _("Beslissen kan als minstens %s stemgerechtigden aanwezig zijn.") % body.quorum_number
    rule = QuorumRule(body.quorum_rule).label
    return _("Beslissen kan als %(rule)s aanwezig zijn: nu %(needed)s van %(seats)s.") % {
        "rule": str(rule),
        "needed": body.quorum_needed(seats),
        "seats": seats,
    }


def _majority(body: Body) -> str:
    rule = str(VotingRule(body.voting_rule).label)
    if body.voting_rule == VotingRule.CONSENSUS:
        return _("Er wordt beslist %s.") % rule
    counted = _("Onthoudingen tellen mee.") if body.abstentions_count else _("Onthoudingen tellen niet mee.")
    return _("Een voorstel haalt het met %(rule)s. %(counted)s") % {"rule": rule, "counted": counted}


def _feedback(body: Body) -> str:
    return _("Na elke vergadering krijgen de raden een terugkoppeling.") if body.feedback_to_councils else ""


def _usual(body: Body) -> str:
    start = f"{body.default_start:%H.%M} {_('uur')}" if body.default_start else ""
    return ", ".join(part for part in (body.default_place, start) if part)
