"""Whatever two processes do to one database in turn, both see what a dictionary would hold."""

from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from support import store_steps
from support.engines import ENGINES, at, new_database
from support.invariants import holds, holds_there
from support.machines import steps
from support.store_steps import OtherProcess, Step
from support.trail_chain import broken_links

HERE = st.booleans()
"""Which of the two takes the step."""
PERCENT = st.integers(0, 100)
HOLDERS = st.sampled_from(["a", "b"])


class TwoProcesses(RuleBasedStateMachine):
    other: ClassVar[OtherProcess]

    new_place: ClassVar[Callable[[], str]]

    def __init__(self) -> None:
        super().__init__()
        self.place = type(self).new_place()
        self.here = at(self.place).open_store()
        self.other.open(self.place)
        self.actions: dict[str, tuple[int, int]] = {}
        self.claimed: set[str] = set()
        self.has_died = False
        """Once in a run: another process takes long to start."""
        self.counter = 0
        self.minutes = 0
        self.lease: tuple[str, int, int] | None = None
        """Holder, number, and the minute from which it can be taken."""
        self.numbers = [0]

    def teardown(self) -> None:
        self.here.close()
        if "://" in self.place:
            holds_there(self.place)
        else:
            holds(Path(self.place))

    def take(self, here: bool, step: Step, *given: object) -> object:
        return step(self.here, *given) if here else self.other.take(step, *given)

    @rule(here=HERE, percent=PERCENT)
    def make(self, here: bool, percent: int) -> None:
        ref = self.take(here, store_steps.make, percent)
        assert ref == f"A{len(self.actions) + 1}"
        self.actions[ref] = (1, percent)

    @precondition(lambda self: self.actions)
    @rule(here=HERE, data=st.data(), percent=PERCENT, behind=st.integers(0, 2))
    def change(self, here: bool, data: st.DataObject, percent: int, behind: int) -> None:
        ref = data.draw(st.sampled_from(sorted(self.actions)))
        version, old = self.actions[ref]
        refused = self.take(here, store_steps.change, ref, version - behind, percent)
        assert refused == ("store.conflict" if behind else "")
        if not behind and percent != old:
            self.actions[ref] = (version + 1, percent)

    @precondition(lambda self: self.actions)
    @rule(here=HERE, percent=PERCENT)
    def change_and_fail(self, here: bool, percent: int) -> None:
        self.take(here, store_steps.change_and_fail, "A1", percent)

    @precondition(lambda self: self.actions and not self.has_died)
    @rule(percent=PERCENT)
    def change_and_die(self, percent: int) -> None:
        self.has_died = True
        self.other.die(store_steps.change_and_die, "A1", percent)

    @rule(here=HERE, digest=st.sampled_from(["d1", "d2", "d3"]))
    def claim(self, here: bool, digest: str) -> None:
        assert self.take(here, store_steps.claim, digest) == (digest not in self.claimed)
        self.claimed.add(digest)

    @rule(minutes=st.integers(0, 2))
    def pass_by(self, minutes: int) -> None:
        self.minutes += minutes

    @rule(here=HERE, holder=HOLDERS)
    def acquire(self, here: bool, holder: str) -> None:
        number = self.take(here, store_steps.acquire, holder, self.minutes)
        if self.lease and self.lease[0] != holder and self.minutes < self.lease[2]:
            assert number is None
            return
        assert isinstance(number, int)
        if self.lease and self.lease[0] == holder:
            assert number == self.lease[1]
        else:
            assert number > self.numbers[-1]
            self.numbers.append(number)
        self.lease = (holder, number, self.minutes + 1)

    @rule(here=HERE, holder=HOLDERS)
    def release(self, here: bool, holder: str) -> None:
        self.take(here, store_steps.release, holder)
        if self.lease and self.lease[0] == holder:
            self.lease = None

    @precondition(lambda self: self.actions)
    @rule(here=HERE, data=st.data(), percent=PERCENT)
    def change_under_a_lease(self, here: bool, data: st.DataObject, percent: int) -> None:
        number = data.draw(st.sampled_from(self.numbers))
        refused = self.take(here, store_steps.change_under, number, "A1", percent)
        holds = self.lease is not None and self.lease[1] == number
        assert refused == ("" if holds else "worker.lost")
        version, old = self.actions["A1"]
        if holds and percent != old:
            self.actions["A1"] = (version + 1, percent)

    @invariant()
    def both_see_the_same(self) -> None:
        seen = store_steps.state(self.here)
        assert self.other.take(store_steps.state) == seen
        assert seen[0] == self.actions
        assert seen[1] >= self.counter
        self.counter = seen[1]

    @invariant()
    def the_trail_replays_to_it(self) -> None:
        assert list(broken_links(self.here)) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_two_processes_keep_one_state(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    numbers = count()

    def new_place() -> str:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        return new_database(engine, folder, request).place

    with closing(OtherProcess()) as process:
        TwoProcesses.other = process
        TwoProcesses.new_place = staticmethod(new_place)
        run_state_machine_as_test(TwoProcesses, settings=steps(12, 30))
