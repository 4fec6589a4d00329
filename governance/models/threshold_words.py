"""A threshold in Dutch: what has to be reached, and what is still missing: the same words everywhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models.threshold import Clause, Count, Measure, Rule, StandingState, Whose

MOST_NAMES = 8


def number(value: int) -> str:
    """12345 → "12.345"."""
    return f"{value:,}".replace(",", ".")


def share(clause: Clause) -> str:
    """ "twee derde"; parts that have no name of their own stay a fraction, "5/8"."""
    named = {
        (1, 2): _("de helft"),
        (1, 3): _("een derde"),
        (2, 3): _("twee derde"),
        (1, 4): _("een vierde"),
        (3, 4): _("drie vierde"),
    }
    part = (clause.numerator, clause.denominator)
    return named.get(part, f"{clause.numerator}/{clause.denominator}")


def units(clause: Clause, count: int) -> str:
    """What is counted, in one or many: "OCMW’s", "gemeente"."""
    if clause.measure == Measure.POPULATION:
        return ngettext("inwoner", "inwoners", count)
    if clause.measure == Measure.MUNICIPALITIES:
        return ngettext("gemeente", "gemeenten", count)
    if clause.whose == Whose.MUNICIPALITY:
        return ngettext("gemeentebestuur", "gemeentebesturen", count)
    if clause.whose == Whose.OCMW:
        return ngettext("OCMW", "OCMW’s", count)
    return ngettext("bestuur", "besturen", count)


def sentence(clause: Clause, total: int) -> str:
    """ "minstens 3 van de 7 gemeenten akkoord zijn; een gemeente telt mee als …"; `total` 0 is not known yet."""
    return "; ".join(part for part in (_condition(clause, total), _when_counted(clause)) if part)


def in_words(clauses: Sequence[tuple[Clause, int]]) -> str:
    """All that has to be reached, as one sentence; of each clause how many are asked (0: not known yet)."""
    if not clauses:
        return ""
    conditions = _(", en als ").join(_condition(clause, total) for clause, total in clauses)
    counted = dict.fromkeys(part for clause, _total in clauses if (part := _when_counted(clause)))
    return _("Bereikt als %s.") % "; ".join([conditions, *counted])


def _condition(clause: Clause, total: int) -> str:
    asked = f"{number(total)} {units(clause, total)}" if total else units(clause, 2)
    words = {"all": asked, "share": share(clause), "number": clause.number, "unit": units(clause, 1)}
    if clause.measure == Measure.POPULATION:
        return _population(clause, total, words)
    match clause.rule:
        case Rule.NUMBER if clause.number == 1:
            return _("minstens 1 van de %(all)s akkoord is") % words
        case Rule.NUMBER:
            return _("minstens %(number)s van de %(all)s akkoord zijn") % words
        case Rule.SHARE:
            return _("minstens %(share)s van de %(all)s akkoord is") % words + _least(clause, total)
        case Rule.MORE:
            return _("meer dan %(share)s van de %(all)s akkoord is") % words + _least(clause, total)
    if total == 1:
        return _("1 %(unit)s, de enige die gevraagd wordt, akkoord is") % words
    return _("alle %(all)s akkoord zijn") % words


def _population(clause: Clause, total: int, words: Mapping[str, Any]) -> str:
    if clause.rule == Rule.ALL:
        return _("gemeenten met samen alle %(all)s akkoord zijn") % words
    text = {
        Rule.SHARE: _("gemeenten met samen minstens %(share)s van de %(all)s akkoord zijn"),
        Rule.MORE: _("gemeenten met samen meer dan %(share)s van de %(all)s akkoord zijn"),
    }[clause.rule]
    return text % words + _least(clause, total)


def _least(clause: Clause, total: int) -> str:
    return _(" (%s of meer)") % number(clause.needed(total)) if total else ""


def _when_counted(clause: Clause) -> str:
    """When a municipality counts, where municipalities or their inhabitants are counted."""
    if clause.measure == Measure.BOARDS:
        return ""
    return {
        Whose.ALL: _("een gemeente telt mee als al haar gevraagde besturen akkoord zijn"),
        Whose.ANY: _("een gemeente telt mee als minstens één van haar besturen akkoord is"),
        Whose.MUNICIPALITY: _("een gemeente telt mee als haar gemeentebestuur akkoord is"),
        Whose.OCMW: _("een gemeente telt mee als haar OCMW akkoord is"),
    }[clause.whose]


def still_needed(count: Count, names: Sequence[str] = ()) -> str:
    """ "nog 2 gemeenten nodig, uit: Lille, Olen"; "" once the clause is reached. `names` are who is still out."""
    if count.state == StandingState.REACHED:
        return ""
    if count.state == StandingState.IMPOSSIBLE:
        return _too_few(count)
    text = _("nog %(number)s %(units)s nodig") % {
        "number": number(count.more),
        "units": units(count.clause, count.more),
    }
    if not names:
        return text
    shown = ", ".join(names[:MOST_NAMES])
    more = _(" en %s andere") % (len(names) - MOST_NAMES) if len(names) > MOST_NAMES else ""
    return _("%(text)s, uit: %(names)s") % {"text": text, "names": shown + more}


def _too_few(count: Count) -> str:
    """How far it can still come, or came, and how far it had to come."""
    words = {
        "most": number(count.agreed + count.out if count.is_open else count.agreed),
        "total": number(count.total),
        "units": units(count.clause, count.total),
        "needed": number(count.needed),
    }
    if count.is_open:
        return _("hoogstens %(most)s van de %(total)s %(units)s akkoord, %(needed)s nodig") % words
    return _("%(most)s van de %(total)s %(units)s akkoord, %(needed)s nodig") % words
