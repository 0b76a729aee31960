"""`kill -9` while a copy is made or put in place: it is whole or not there, and asking again does it."""

from functools import partial

from chaos.commands_to_kill import BACKUP, EXPORT, IMPORT, PEOPLE, RESTORE, points_in_a_row
from chaos.office import Office
from chaos.outcome import Fault, Verdict, complaints, judged, outcome_of
from chaos.scenario import Point, Scenario


def kill_backup(point: Point) -> Verdict:
    office = point.office
    ended = [office.run(BACKUP)] if point.random.random() < 0.5 else []  # an older copy is there whole, or the new one
    faults = []
    ended += [office.killed(BACKUP, number) for number in points_in_a_row(point.random, BACKUP)]
    if (office.folder / "copy.zip").exists():
        faults += _refused(office, RESTORE, "what a killed backup left")
    faults += _refused(office, BACKUP, "the second time")
    faults += _refused(office, RESTORE, "the copy of the second time")
    return _judged(point, faults + complaints(ended))


def kill_export(point: Point) -> Verdict:
    """The folder is there whole, or not at all."""
    office = point.office
    killed, is_there = [], False
    for number in points_in_a_row(point.random, EXPORT):
        if not is_there:
            killed.append(office.killed(EXPORT, number))
            is_there = (office.folder / "whole").exists()
    faults = [] if is_there else _refused(office, EXPORT, "the second time")
    faults += _refused(office, IMPORT, "what a killed export left, or the second one")
    return _judged(point, faults + complaints(killed))


def kill_taking_back(point: Point, make: str, take: str) -> Verdict:
    """What was done after the copy is there whole or not at all, and gone in the end."""
    office = point.office
    faults = _refused(office, make, "the copy")
    copied = outcome_of(office).records
    faults += _refused(office, PEOPLE, "the command after it")
    younger = outcome_of(office).records
    killed = []
    for number in points_in_a_row(point.random, take):
        killed.append(office.killed(take, number))
        if outcome_of(office).records not in (copied, younger):
            faults.append(Fault("wrong", "neither the copy nor what was there"))
    faults += _refused(office, take, "the last time")
    return _judged(point, faults + complaints(killed))


def _refused(office: Office, command: str, what: str) -> list[Fault]:
    ended = office.run(command)
    return [Fault("lost", f"{what} is refused: {ended.said}")] if ended.code else []


def _judged(point: Point, faults: list[Fault]) -> Verdict:
    office = point.office
    left = (path for folder in (office.folder, office.home.root) for path in folder.glob(".*"))
    faults += [Fault("wrong", f"left behind: {path.name}") for path in left if ".part" in path.name]
    verdict = judged(office, point.reference, office.go_on())
    return verdict._replace(faults=(*faults, *verdict.faults))


SCENARIOS = (
    Scenario("kill-backup", "killed: backup", 30, kill_backup),
    Scenario("kill-restore", "killed: restore", 40, partial(kill_taking_back, make=BACKUP, take=RESTORE)),
    Scenario("kill-export", "killed: export", 20, kill_export),
    Scenario("kill-import", "killed: import of all", 30, partial(kill_taking_back, make=EXPORT, take=IMPORT)),
)
