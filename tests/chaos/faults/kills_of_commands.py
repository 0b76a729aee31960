"""`kill -9` in the middle of what a person asked for: it was done, or nothing of it was, and asking again does it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from functools import partial

from chaos.commands import Ended
from chaos.commands_to_kill import ACTIONS, ARCHIVE, ASK, CANCEL, MOVE, PEOPLE, RECORD, STREAM, points_in_a_row
from chaos.office import FILES, Office
from chaos.outcome import Fault, Verdict, complaints, judged, outcome_of
from chaos.scenario import Point, Scenario
from collabtui.domain.meetings.meeting import Entry, Meeting

VERIFY = "matter verify {folder}/archive"


def kill(point: Point, command: str) -> Verdict:
    """Asked again, it is killed again, until it is done."""
    office = point.office
    before, killed = outcome_of(office).records, []
    *first, last = points_in_a_row(point.random, command)
    for number in first:
        killed.append(office.killed(command, number))
        if outcome_of(office).records != before:
            break
    else:
        verdict = asked_again(point, command, lambda: office.killed(command, last))
        return verdict._replace(faults=(*complaints(killed), *verdict.faults))
    verdict = judged(office, point.reference, office.go_on())
    return verdict._replace(faults=(*complaints(killed), *verdict.faults))


def asked_again(point: Point, command: str, interrupted: Callable[[], Ended]) -> Verdict:
    office = point.office
    before = outcome_of(office)
    first = interrupted()
    ended = []
    if outcome_of(office).records == before.records:
        ended.append(office.run(command))
    faults = [Fault("lost", f"refused the second time: {one.said}") for one in ended if one.code]
    faults += complaints([first])
    verdict = judged(office, point.reference, [*ended, *office.go_on()])
    return verdict._replace(faults=(*faults, *verdict.faults))


def kill_stream(point: Point) -> Verdict:
    """What was said to be taken is kept, in the order of the lines; the others are typed again."""
    office, lines = point.office, FILES["notes.txt"].splitlines()
    faults, ended, rest = [], [], office.folder / "notes.txt"
    for number in (*points_in_a_row(point.random, STREAM), None):
        one = office.killed(STREAM, number, stdin=rest)
        with closing(office.store()) as store:
            kept, state = [entry.line for entry in store.find(Entry, meeting="M2")], store.get(Meeting, "M2").state
        told = [line for line in lines if _what(line) in one.said]
        faults += [Fault("lost", f"told, not kept: {line}") for line in told if line not in kept]
        if kept != lines[: len(kept)]:
            faults.append(Fault("wrong", f"kept: {kept}"))
        faults += complaints([one])
        if state == "recorded":
            break
        if number is None:
            ended.append(one)
        rest = office.folder / "rest.txt"
        left = [*lines[len(kept) :], *(["/end"] if state == "running" else [])]
        rest.write_text("\n".join(left), encoding="utf-8")
    verdict = judged(office, point.reference, [*ended, *office.go_on()])
    return verdict._replace(faults=(*faults, *verdict.faults))


def _what(line: str) -> str:
    """What a line is about, as it is said back."""
    return line.split(": ")[-1].split(" @")[0].split(" !")[0]


def kill_archiving(point: Point) -> Verdict:
    """The folder is there whole, or not at all. Replies are read before: on what is archived they change nothing."""
    office = point.office
    faults = complaints(office.go_on())
    for number in points_in_a_row(point.random, ARCHIVE):
        faults += complaints([office.killed(ARCHIVE, number)])
        if (office.folder / "archive").exists():
            faults += _whole(office, "after the kill")
            shutil.rmtree(office.folder / "archive")
    again = office.run(ARCHIVE)
    if again.code:
        faults.append(Fault("lost", f"refused the second time: {again.said}"))
    faults += _whole(office, "the second time")
    faults += [Fault("wrong", f"left behind: {path.name}") for path in office.folder.glob(".archive*")]
    verdict = judged(office, point.reference, [again, *office.go_on()])
    return verdict._replace(faults=(*faults, *verdict.faults))


def _whole(office: Office, when: str) -> list[Fault]:
    verified = office.run(VERIFY)
    return [Fault("wrong", f"{when}: {verified.said}")] if verified.code else []


SCENARIOS = (
    Scenario("kill-record", "killed: record", 60, partial(kill, command=RECORD), RECORD),
    Scenario("kill-stream", "killed: record", 40, kill_stream, RECORD),
    Scenario("kill-people", "killed: import", 30, partial(kill, command=PEOPLE), PEOPLE),
    Scenario("kill-actions", "killed: import", 30, partial(kill, command=ACTIONS), ACTIONS),
    Scenario("kill-cancel", "killed: a command that sends", 40, partial(kill, command=CANCEL), CANCEL),
    Scenario("kill-ask", "killed: a command that sends", 20, partial(kill, command=ASK), ASK),
    Scenario("kill-move", "killed: a command that sends", 20, partial(kill, command=MOVE), MOVE),
    Scenario("kill-archive", "killed: archive", 50, kill_archiving),
)
