"""The faults that this application is tried against, and what a run of the tests says about each of them.

A test says by `@pytest.mark.fault("F3")` which fault it makes happen. `.ci/test` has its runs keep their outcomes in
one file (FAULTS_SO_FAR), so that the last of them tells about all: some faults exist on one database only.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

FAULTS = {
    "F1": "the process that lays out a PDF is killed: no half file, it is made again or said to have failed",
    "F2": "the whole worker is killed during a PDF: the same, without waiting for the broker",
    "F3": "killed before the mail server spoke: sent once after the restart",
    "F4": "killed between the text and the answer of the mail server: uncertain, never sent again by itself",
    "F5": "killed after the mail server took it, before that was noted: nothing twice",
    "F6": "mail server away for half an hour and back: nothing lost, nothing twice, all sent within five minutes",
    "F7": "one of forty recipients put off or refused: only that one is tried again or fails",
    "F8": "mail server that takes the text and says nothing more: uncertain after the time limit",
    "F9": "STARTTLS taken out of the conversation: nothing is said in clear",
    "F10": "Redis away before or while something is asked: the request succeeds, the sweep delivers",
    "F11": "Redis emptied: everything is found again in the database",
    "F12": "PostgreSQL restarted under twenty who save: what was said to be saved is there",
    "F13": "SQLite held by a writer for ten seconds under twenty who save: none of them notices",
    "F14": "web server killed while people save: the change, its history and its mails all or none",
    "F15": "web server killed during an upload: no row without its file, a file without a row is set aside",
    "F16": "disk of the files is full: said in words, nothing changed, pages answer",
    "F17": "disk of the database is full: not damaged, goes on when there is room",
    "F18": "power cut: the copy that is left opens, with all that was committed",
    "F19": "clock a day or a year off and back: no reminder twice, history stays in order",
    "F20": "nights on which the clock changes: each daily reminder once",
    "F21": "two workers take the same reminder: one mail",
    "F22": "scheduler started twice: one mail a reminder",
    "F23": "worker away for three days: what is overdue in one mail a person, nothing about what is closed",
    "F24": "mandate ended between asking and sending: not sent, and said so",
    "F25": "migration killed: the next one completes it, no row lost",
    "F26": "one version back: the older code starts, reads and writes on the newer database",
}
KEEP_IN = "FAULTS_SO_FAR"
OUTCOMES = ("passed", "failed", "error", "skipped")
Tally = dict[str, Counter[str]]  # how many tests of a fault passed, failed and were skipped


def faults_of(item: pytest.Item) -> Iterator[str]:
    """The faults that a test makes happen. Raises UsageError for one that is not on the list."""
    for marker in item.iter_markers("fault"):
        for name in marker.args:
            if name not in FAULTS:
                raise pytest.UsageError(f"{item.nodeid}: there is no fault {name}")
            yield name


def pytest_itemcollected(item: pytest.Item) -> None:
    """A property of the test travels along with its report, from whatever process runs it."""
    item.user_properties += [("fault", name) for name in dict.fromkeys(faults_of(item))]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):  # a process of xdist: the one that started it tells about all
        return
    faults = tally(
        (report.nodeid, outcome, [value for name, value in getattr(report, "user_properties", ()) if name == "fault"])
        for outcome in OUTCOMES
        for report in terminalreporter.getreports(outcome)
    )
    if not faults:
        return
    if place := os.environ.get(KEEP_IN):
        faults = added_to(Path(place), faults)
    terminalreporter.section("faults")
    for line in lines(faults):
        terminalreporter.write_line(line)


def tally(reports: Iterable[tuple[str, str, Iterable[str]]]) -> Tally:
    """Of (test, outcome, faults) how many tests of each fault passed, failed and were skipped.

    A test has a report per phase; it passed when it was run and no phase failed.
    """
    outcomes: dict[tuple[str, str], set[str]] = {}
    for test, outcome, faults in reports:
        for fault in faults:
            outcomes.setdefault((fault, test), set()).add(outcome)
    found: Tally = {}
    for (fault, _test), seen in outcomes.items():
        passed = "passed" if "passed" in seen else "skipped"
        found.setdefault(fault, Counter())["failed" if seen & {"failed", "error"} else passed] += 1
    return found


def added_to(place: Path, faults: Mapping[str, Counter[str]]) -> Tally:
    """The tally in the file `place`, with this one added to it there."""
    kept = json.loads(place.read_text()) if place.exists() else {}
    both = {name: Counter(kept.get(name, {})) + faults.get(name, Counter()) for name in {*kept, *faults}}
    place.write_text(json.dumps(both))
    return both


def lines(faults: Mapping[str, Counter[str]]) -> list[str]:
    """One line for each fault of which there were tests, and one about all."""
    said = []
    for name, sentence in FAULTS.items():
        if counts := faults.get(name):
            numbers = ", ".join(f"{counts[word]} {word}" for word in ("passed", "failed", "skipped") if counts[word])
            said.append(f"{name:>3}  {numbers:<22} {sentence}")
    tried = [name for name in FAULTS if (counts := faults.get(name)) and (counts["passed"] or counts["failed"])]
    held = [name for name in tried if not faults[name]["failed"]]
    broken = [name for name in tried if name not in held]
    untried = [name for name in FAULTS if name not in tried]
    total = f"Faults: {len(tried)} of {len(FAULTS)} tried, {len(held)} held"
    total += f"; broken: {' '.join(broken)}" if broken else ""
    return [*said, total + (f"; not tried here: {' '.join(untried)}" if untried else "")]
