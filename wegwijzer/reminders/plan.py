"""One sweep as it would be: who is told what now, who later and why, and what falls away. Reads, and writes nothing."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from wegwijzer.accounts.periods import starts_at
from wegwijzer.outbox.models import Choice, Message, Rhythm
from wegwijzer.outbox.registry import reminding
from wegwijzer.reminders.current import Item, Key, items_on
from wegwijzer.reminders.hours import ON_ITS_WAY, before_next_weekly, hindrance
from wegwijzer.reminders.models import DIGEST, Doubt, Notice
from wegwijzer.reminders.stages import STALE

LATELY = dt.timedelta(days=8)  # longer than the week that somebody is left in peace
HELD_UP = dt.timedelta(days=7)  # longer than a mail waits for its server, over a weekend too


@dataclass
class Posting:
    """What waits for one address: sent now when `held` is empty, else why not (Dutch)."""

    choice: Choice
    items: list[Item] = field(default_factory=list)
    held: str = ""

    @property
    def address(self) -> str:
        return self.choice.address

    @property
    def name(self) -> str:
        return self.items[0].party.name

    @property
    def scope(self) -> int:
        """The organisation (key) of the partnership of what comes first: who coordinates that one sees the mail."""
        return self.items[0].wait.scope

    @property
    def is_about_several(self) -> bool:
        """Whether other partnerships are in it too: then its text is nobody's to read but the receiver's."""
        return len({item.wait.scope for item in self.items}) > 1


@dataclass
class Plan:
    """`fresh` are items of which no notice exists yet, `ended` the notices (keys) that wait for nothing any more.

    `broken` are the rules that could not be asked: what waits of those goes on waiting. `doubtful` are fresh items that
    may have been told before a back-up was put back: nobody is mailed about those. `doubts` are of the rules that
    could not be asked then and answered now, so that they are over.
    """

    now: dt.datetime
    fresh: list[Item] = field(default_factory=list)
    doubtful: list[Item] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)

    @property
    def ready(self) -> list[Posting]:
        return [posting for posting in self.postings if not posting.held]


def plan(now: dt.datetime) -> Plan:
    """What a sweep at `now` comes to. A fixed number of queries, but for those of the rules themselves."""
    day = timezone.localdate(now)
    made = Plan(now)
    # The notices before the rules: what a later sweep notes while this one still asks is not taken for gone.
    known = _known(day)
    waiting = {notice.key: notice for notice in Notice.objects.waiting()}
    found = items_on(day, broken=made.broken, early=True)
    choices = _choices({item.party.address for item in found.values()})
    current = _as_often(found, choices)
    for key, notice in waiting.items():
        if key not in current and notice.rule not in made.broken:
            made.ended.append(notice.pk)
    made.doubts = [doubt for doubt in Doubt.objects.all() if doubt.rule not in made.broken]
    until = {doubt.rule: doubt.until_on for doubt in made.doubts}
    untold: list[Item] = []
    for key, item in current.items():
        if key in waiting or key not in known:
            is_doubtful = item.rule.name in until and _may_have_been_told(item, until[item.rule.name], choices)
            (made.doubtful if is_doubtful else untold).append(item)
    _post(made, untold, waiting, choices)
    return made


def _may_have_been_told(item: Item, until: dt.date, choices: dict[str, Choice]) -> bool:
    """Whether a mail that left by that day can have had this in it; a weekly one tells some days ahead."""
    choice = choices.get(item.party.address)
    is_weekly = choice is not None and choice.rhythm == Rhythm.WEEKLY
    return item.stage_on <= (before_next_weekly(until) if is_weekly else until)


def _as_often(found: dict[Key, Item], choices: dict[str, Choice]) -> dict[Key, Item]:
    """Who gets one mail a week hears in it what will be reached before the next one, instead of its stage of now.

    Everybody else hears of a stage when it has come.
    """
    weekly = {address for address, choice in choices.items() if choice.rhythm == Rhythm.WEEKLY}
    early = {item.matter for item in found.values() if item.is_early and item.party.address in weekly}
    return {
        key: item
        for key, item in found.items()
        if (item.party.address in weekly if item.is_early else item.is_escalated or item.matter not in early)
    }


def _post(made: Plan, items: list[Item], waiting: dict[Key, Notice], choices: dict[str, Choice]) -> None:
    """Bundle what waits per address, leave out what somebody does not want, and see who may be mailed now."""
    postings: dict[str, Posting] = {}
    for item in items:
        choice = choices.get(item.party.address) or Choice(address=item.party.address)
        notice = waiting.get(item.key)
        if wants(choice, item):
            postings.setdefault(choice.address, Posting(choice)).items.append(item)
            if notice is None:
                made.fresh.append(item)
        elif notice is not None:
            made.ended.append(notice.pk)
    heard = _heard({address: posting.choice for address, posting in postings.items()}, made.now)
    on_their_way = _on_their_way(set(postings))
    for address, posting in sorted(postings.items()):
        posting.items.sort(key=lambda item: item.order)
        urgent = any(item.is_urgent for item in posting.items)
        posting.held = str(hindrance(posting.choice, heard.get(address), made.now, urgent=urgent))
        if address in on_their_way:  # else all that waited for a mail server would leave within a minute
            posting.held = str(ON_ITS_WAY)
        made.postings.append(posting)


def wants(choice: Choice, item: Item) -> bool:
    """Whether somebody wants to hear of this. Nothing of it is kept for who does not: it may be chosen again."""
    return choice.rhythm != Rhythm.NEVER and item.rule.name not in choice.muted


def _known(day: dt.date) -> set[Key]:
    """What was noted already of stages that may still be told."""
    rows = Notice.objects.filter(stage_on__gte=day - STALE).exclude(pk__in=Notice.objects.unsaid(starts_at(day)))
    return set(rows.order_by().values_list("rule", "subject", "address", "occasion"))


def _choices(addresses: set[str]) -> dict[str, Choice]:
    """What those who chose something chose; most never do, so all that were made are read."""
    if not addresses:
        return {}
    return {choice.address: choice for choice in Choice.objects.all() if choice.address in addresses}


def _on_their_way(addresses: set[str]) -> set[str]:
    """Of these, to whom a mail of reminders was made that has not left."""
    if not addresses:
        return set()
    rows = Message.objects.unsettled().filter(kind=DIGEST).order_by()
    return {address.lower() for address in rows.values_list("to", flat=True)} & addresses


def _heard(choices: dict[str, Choice], now: dt.datetime) -> dict[str, dt.datetime]:
    """When each was last reminded, by a notice or by hand, in the last week; also in a mail that may have arrived.

    What is sent by hand is no weekly mail: who chose that still gets it.
    """
    if not choices:
        return {}
    # Both ways, for a clock that is set back; and no farther, for one that was far ahead.
    lately = (now - LATELY, now + LATELY)
    told = Notice.objects.told().filter(settled_at__range=lately).order_by()
    # What had to wait for a mail server, or was sent again by a person, is heard when it leaves.
    mails = Message.objects.arriving().filter(kind__in=reminding(), send_after__gte=lately[0] - HELD_UP)
    mails = (
        mails.annotate(left_at=Coalesce("sent_at", "handed_over_at", "created_at"))
        .filter(left_at__range=lately)
        .order_by()
    )
    rows = [
        *((address, True, last) for address, last in told.values_list("address").annotate(last=Max("settled_at"))),
        *(
            (to, kind == DIGEST, last)
            for to, kind, last in mails.values_list("to", "kind").annotate(last=Max("left_at"))
        ),
    ]
    heard: dict[str, dt.datetime] = {}
    for address, is_digest, last in rows:
        choice = choices.get(address.lower())
        if choice is not None and (is_digest or choice.rhythm != Rhythm.WEEKLY):
            heard[choice.address] = max(last, heard.get(choice.address, last))
    return heard
