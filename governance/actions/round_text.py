"""The wording of a round: pinned when it is sent, and from then on only changed by a next one beside it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import answer_link as answer_links
from governance.actions.document import kept
from governance.actions.round_turn import note_turn
from governance.models import (
    ApprovalRound,
    Document,
    DocumentVersion,
    Partnership,
    RoundAnnex,
    RoundState,
    RoundText,
)
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, touch

REWORDED = "governance.round.reworded"


def pin(text: RoundText, day: dt.date, *, by: User) -> RoundText:
    """Fix a wording: it counts from that day on and is never written again."""
    text.checksum = text.compute_checksum()
    text.from_on, text.pinned_at, text.pinned_by = day, timezone.now(), by
    text.save(update_fields=["checksum", "from_on", "pinned_at", "pinned_by"])
    return text


@transaction.atomic
def reword(
    round_: ApprovalRound,
    *,
    by: User,
    version: int,
    wording: Mapping[str, str],
    change_reason: str,
    needs_new_answer: bool,
    annexes: Sequence[DocumentVersion] = (),
    file: UploadedFile | None = None,
) -> RoundText:
    """A next wording of a round that runs, from today on; the one before stays as it was answered.

    Raises Refused when nothing is different or nobody says why, Stale.
    """
    if round_.state != RoundState.OPEN:
        raise Refused(_("Deze ronde loopt niet. Alleen van een ronde die loopt, kunt u de tekst nog wijzigen."))
    if not change_reason:
        raise Refused(_("Zeg wat er anders is: wie al besliste, leest het."), field="change_reason")
    with uploaded(round_.partnership, file, by=by) as more, note_turn(round_, by=by) as before:
        round_.version = version
        touch(round_)
        last = before.round.current_text
        text = RoundText.objects.create(
            round=round_,
            number=last.number + 1,
            change_reason=change_reason,
            needs_new_answer=needs_new_answer,
            **wording,
        )
        annex(text, [*annexes, *more])
        if text.compute_checksum() == last.compute_checksum():
            raise Refused(_("Er is niets gewijzigd aan de tekst of de bijlagen."), field="question")
        pin(text, today(), by=by)
        changes = {part: (getattr(last, part), new) for part, new in wording.items() if getattr(last, part) != new}
        changes |= {"number": text.number, "needs_new_answer": needs_new_answer, "checksum": text.checksum}
        scope = round_.partnership.organisation
        record(REWORDED, round_, by=by, scope=scope, changes=_in_dutch(changes), reason=change_reason)
        answer_links.tell_reworded(before, text)
    return text


def _in_dutch(changes: Mapping[str, object]) -> dict[str, object]:
    """Columns of the text by their own names: history knows those of the round only."""
    return {str(RoundText._meta.get_field(name).verbose_name): change for name, change in changes.items()}


def annex(text: RoundText, versions: Sequence[DocumentVersion]) -> None:
    """What goes with a wording, in that order."""
    RoundAnnex.objects.bulk_create(
        RoundAnnex(text=text, document_version=version, position=position)
        for position, version in enumerate(versions, start=1)
    )


@contextmanager
def uploaded(partnership: Partnership, file: UploadedFile | None, *, by: User) -> Iterator[list[DocumentVersion]]:
    """The file as a document of its own, or nothing; it goes again when what follows fails."""
    if file is None:
        yield []
        return
    name: str = file.clean_name  # type: ignore[attr-defined]
    document = Document(partnership=partnership, title=(name.rpartition(".")[0] or name)[:200])
    with kept(document, file, by) as version:
        yield [version]
