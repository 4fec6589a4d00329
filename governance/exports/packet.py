"""The council packet: for each asked organisation a draft decision in which its own organ, name and share stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.exports.legal_grounds import grounds_for, signers_for
from governance.models import RoundAnnex, RoundKind, RoundParty, RoundText
from wegwijzer.ui import prose_blocks, words
from wegwijzer.ui.prose_blocks import Block, Run

# "Artikel 1.", "Art. 2:" or "3." at the start of a line: the numbers are ours, so that they always follow each other.
NUMBERED = re.compile(r"^(?:artikel|art\.?)\s*[0-9]+\s*[.:°–-]?[ \t]*", re.IGNORECASE | re.MULTILINE)
COUNTED = re.compile(r"^[0-9]+[.)°][ \t]+", re.MULTILINE)
# What is decided when the coordinator wrote no articles.
ACT = gettext_lazy("%(organ)s keurt ‘%(title)s’ goed.")
ACTS = {RoundKind.INTEREST: gettext_lazy("%(organ)s antwoordt ‘ja, interesse’ op de vraag ‘%(title)s’.")}
VOTE = (
    gettext_lazy("Aanwezig"),
    gettext_lazy("Stemmen voor"),
    gettext_lazy("Stemmen tegen"),
    gettext_lazy("Onthoudingen"),
)


@dataclass(frozen=True)
class Annex:
    """A file that goes along, with the checksum (SHA-256, hexadecimal) by which it is known."""

    number: int
    name: str
    checksum: str


@dataclass(frozen=True)
class Draft:
    """One draft decision, the same for the word processor and for who copies it."""

    organisation: str
    organ: str
    title: str
    grounds: Sequence[Block]
    facts: Sequence[Block]
    contribution: str  # "€ 1.234,50", "" when there is none
    articles: Sequence[Sequence[Block]]
    annexes: Sequence[Annex]
    signers: Sequence[str]
    partnership: str
    wording: str  # "versie 2", with what the checksum is of
    checksum: str
    is_pinned: bool
    slug: str

    @property
    def filename(self) -> str:
        return f"ontwerpbesluit-{self.slug}.docx"


def draft_of(party: RoundParty, text: RoundText, annexes: Sequence[RoundAnnex]) -> Draft:
    """The draft for one asked organisation; `party` with its round and partnership, `annexes` with their versions."""
    round_ = party.round
    day = round_.deadline_on
    organ = party.get_organ_display()
    partnership = str(round_.partnership.organisation)
    citations = grounds_for(party.organ, round_.partnership.legal_form, day, text.grounds)
    asked = Block((Run(_("%s legt deze vraag voor:") % partnership),))
    question = [replace(block, depth=block.depth + 1) for block in prose_blocks.blocks(text.question)]
    return Draft(
        organisation=party.organisation.name,
        organ=organ,
        title=round_.title,
        grounds=[*prose_blocks.blocks(text.grounds), *(Block((Run(said),), 1, "•") for said in citations)],
        facts=[*prose_blocks.blocks(text.facts), asked, *question],
        contribution=words.euro(party.contribution) if party.contribution else "",
        articles=[prose_blocks.blocks(article) for article in _articles(party, text, organ)],
        annexes=[_annex(number, annex) for number, annex in enumerate(annexes, start=1)],
        signers=signers_for(party.organ, day),
        partnership=partnership,
        wording=_("versie %s") % text.number,
        checksum=text.checksum,
        is_pinned=text.pinned_at is not None,
        slug=slugify(f"{party.organisation.name}-{round_.title}")[:100].strip("-"),
    )


def _annex(number: int, annex: RoundAnnex) -> Annex:
    version = annex.document_version
    return Annex(number, version.name, version.checksum)


def _articles(party: RoundParty, text: RoundText, organ: str) -> list[str]:
    """The articles of the round without their numbers; the own share as one of its own."""
    round_ = party.round
    articles = split_articles(text.articles)
    if not articles:
        act = ACTS.get(RoundKind(round_.kind), ACT)
        articles = [act % {"organ": _the(organ), "title": _escaped(round_.title)}]
    if party.contribution:
        share = {"who": _escaped(party.organisation.name), "amount": words.euro(party.contribution)}
        articles.append(_("De eigen bijdrage van %(who)s bedraagt %(amount)s.") % share)
    told = _("Dit besluit wordt bezorgd aan %s.") % _escaped(str(round_.partnership.organisation))
    return [*articles, told]


def split_articles(text: str) -> list[str]:
    """The articles in what somebody wrote: by their numbers where it has them, or else by paragraph."""
    for pattern in (NUMBERED, COUNTED):
        if pattern.search(text):
            return [part.strip() for part in pattern.split(text) if part.strip()]
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def _the(organ: str) -> str:
    """ "De gemeenteraad", "Het college …": the organ at the start of a sentence."""
    neuter = organ.startswith(("college", "vast bureau", "bijzonder comité", "overlegcomité"))
    return f"{'Het' if neuter else 'De'} {organ}"


def _escaped(text: str) -> str:
    """Text that is no Markdown, so that a * in a title stays a *."""
    return re.sub(r"([\\`*_\[\]<>&#.()+!-])", r"\\\1", text)


# --- as plain words


def sections_of(draft: Draft) -> list[tuple[str, str, str]]:
    """(key, heading, text) of each part, as programs for council decisions ask for them."""
    annexes = "\n".join(f"{annex.number}. {annex.name} (SHA-256: {annex.checksum})" for annex in draft.annexes)
    found = [
        ("title", _("Titel"), draft.title),
        ("grounds", _("Juridische gronden"), prose_blocks.lined(draft.grounds)),
        ("facts", _("Feiten en motivering"), prose_blocks.lined(draft.facts)),
        ("contribution", _("Financiële gevolgen"), contribution_in_words(draft)),
        ("articles", _("Besluit"), _plain_articles(draft)),
        ("annexes", _("Bijlagen"), annexes),
    ]
    return [(key, heading, text) for key, heading, text in found if text]


def contribution_in_words(draft: Draft) -> str:
    if not draft.contribution:
        return ""
    told = {"who": draft.organisation, "amount": draft.contribution}
    return _("De eigen bijdrage van %(who)s bedraagt %(amount)s.") % told


def as_text(draft: Draft) -> str:
    """The whole draft as plain words, with room for the vote and the signatures."""
    parts = [f"{_('Ontwerpbesluit')}\n{draft.organisation} – {draft.organ}"]
    parts += [f"{heading.upper()}\n{text}" for _key, heading, text in sections_of(draft)]
    vote = "\n".join(f"{label}: ……" for label in VOTE)
    parts.append(f"{_('Stemming').upper()}\n{vote}")
    parts.append("\n".join(f"{signer}: ……………………" for signer in draft.signers))
    return "\n\n".join(parts)


def _plain_articles(draft: Draft) -> str:
    numbered = enumerate(draft.articles, start=1)
    return "\n\n".join(f"{_('Artikel %s.') % number} {prose_blocks.lined(blocks)}" for number, blocks in numbered)
