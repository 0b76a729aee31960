"""`kill -9` in the middle of what a person asked for: it was done, or nothing of it was, and asking again does it."""

import shutil
from functools import partial

from chaos.office import Office
from chaos.outcome import Fault, Verdict, complaints, judged, outcome_of
from chaos.scenario import Point, Scenario

RECORD = "meeting record M2 --file {folder}/notes.txt"
PEOPLE = "person import {folder}/people.csv"
ACTIONS = "action import {folder}/actions.csv --yes"
CANCEL = "meeting cancel M2"
ARCHIVE = "matter archive X-2026-001 --to {folder}/archive"
VERIFY = "matter verify {folder}/archive"
POINTS_OF = {RECORD: 75, PEOPLE: 40, ACTIONS: 50, CANCEL: 110, ARCHIVE: 180}
"""About as many places there are in each."""


def kill(point: Point, deed: str) -> Verdict:
    office = point.office
    before = outcome_of(office)
    first = office.killed(deed, point.random.randint(1, POINTS_OF[deed]))
    ended = []
    if outcome_of(office).records == before.records:
        ended.append(office.run(deed))
    faults = [Fault("lost", f"refused the second time: {one.said}") for one in ended if one.code]
    faults += complaints([first])
    verdict = judged(office, point.reference, [*ended, *office.go_on()])
    return verdict._replace(faults=(*faults, *verdict.faults))


def kill_archiving(point: Point) -> Verdict:
    """The folder is there whole, or not at all."""
    office = point.office
    office.killed(ARCHIVE, point.random.randint(1, POINTS_OF[ARCHIVE]))
    faults = []
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
    Scenario("kill-record", "killed: record", 60, partial(kill, deed=RECORD), RECORD),
    Scenario("kill-people", "killed: import", 30, partial(kill, deed=PEOPLE), PEOPLE),
    Scenario("kill-actions", "killed: import", 30, partial(kill, deed=ACTIONS), ACTIONS),
    Scenario("kill-cancel", "killed: a command that sends", 40, partial(kill, deed=CANCEL), CANCEL),
    Scenario("kill-archive", "killed: archive", 50, kill_archiving),
)
