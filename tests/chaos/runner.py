"""Runs one point of a scenario in an office of its own."""

import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from chaos.commands import Forker
from chaos.office import Office, Template
from chaos.outcome import Fault, Outcome, Verdict, complaints, outcome_of
from chaos.scenario import Point, Scenario


class Runner:
    """Makes an office for each point in `folder`, and takes it away."""

    def __init__(self, folder: Path, forkers: Sequence[Forker]) -> None:
        self._folder = folder
        self._forkers = forkers
        self._template = Template(folder)
        self._count = 0
        self.reference = cache(self._reference)
        with self._office() as office:
            self.has_doctor = office.run("doctor --check").code == 0
            """Whether this version of the program can check its own data."""

    def run(self, scenario: Scenario, seed: int, number: int) -> Verdict:
        """`number` tells the points of a scenario apart."""
        random = Random(f"{seed}/{scenario.name}/{number}")  # noqa: S311  # the same for the same seed; nothing secret
        reference = self.reference(scenario.command)
        with self._office() as office:
            try:
                verdict = scenario.run(Point(office, random, reference))
            except Exception as error:  # noqa: BLE001  # a point that cannot be carried through is a fault found
                verdict = Verdict((Fault("wrong", f"{type(error).__name__}: {error}"),))
            faults = (*verdict.faults, *self._checked(office))
        shutil.rmtree(office.folder)
        return verdict._replace(faults=faults, kills=office.kills)

    def end(self) -> None:
        """What it is at comes to no verdict: its commands are gone, and it runs nothing more."""
        for forker in self._forkers:
            forker.end()

    def _reference(self, command: str) -> Outcome:
        """What the office comes to where nothing goes wrong, and `command` is done."""
        with self._office() as office:
            ended = [office.run(command)] if command else []
            ended += office.go_on()
            assert not complaints(ended)
            assert {one.code for one in ended} == {0}, ended
            return outcome_of(office)

    def _checked(self, office: Office) -> list[Fault]:
        if not self.has_doctor:
            return []
        ended = office.run("doctor --check")
        return [Fault("wrong", f"doctor --check: {ended.said}")] if ended.code else []

    def _office(self) -> Office:
        self._count += 1
        folder = self._folder / f"office-{self._count}"
        folder.mkdir()
        return Office(self._template, folder, self._forkers)
