"""One room under mutation: its tests are collected and run once, then each mutant meets those that run its lines.

A mutant of a function is put into a process forked from that: a fork costs milliseconds where a new process would
import the program and collect the tests again. A constant, and a function that runs while the program is imported, are
in other constants and in the tests' own values by then: such a mutant is imported into a new process. Nothing is
written to the disk.
"""

import ast
import functools
import gc
import multiprocessing
import os
import random
import select
import signal
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from multiprocessing.connection import Connection
from types import CodeType, FunctionType
from typing import Literal, NamedTuple

import pytest

from mutation.mutants import Mutant, mutants, mutated
from mutation.mutation_rooms import ROOT, SOURCE, MutationRoom
from mutation.statement_reach import ReachedStatements, ReachKey, load_changed, reach_key

Fate = Literal["killed", "timeout", "survived", "unreached", "given up"]
LEAST_SECONDS = 20.0
SLOWER = 2
"""A test has this many times the seconds of the processor that it took without the mutant, and LEAST_SECONDS more."""
_WAITING = 30
"""How much longer it may take by the clock, on a machine that does other work."""
_COLLECTS_WITHIN = 60.0
_QUICK = 0.05
_PASSED, _FAILED, _GIVEN_UP, _TOO_LONG = b".", b"F", b"G", b"T"
_FATES: dict[bytes, Fate] = {_GIVEN_UP: "given up", _TOO_LONG: "timeout"}
Tried = dict[str, float]
"""The tests that a mutant meets, in their order, each with the seconds that it took without it."""


class MutantFate(NamedTuple):
    mutant: Mutant
    fate: Fate

    def named(self) -> str:
        one = self.mutant
        return f"{self.fate}: {one.path.relative_to(ROOT)}:{one.first}: {one.kind}: {one.change}"


class RoomScore(NamedTuple):
    room: str
    fates: tuple[MutantFate, ...]
    existing: int
    """Mutants that there are; the fates are of a sample of them."""
    failing: tuple[str, ...]
    """Tests that fail without any mutant, and so say nothing of one: they are left out."""

    @property
    def killed(self) -> int:
        return sum(one.fate in ("killed", "timeout") for one in self.fates)

    @property
    def percent(self) -> float:
        return 100 * self.killed / len(self.fates) if self.fates else 100.0

    def survivors(self) -> Iterator[str]:
        return (one.named() for one in self.fates if one.fate not in ("killed", "timeout"))


def run_room(room: MutationRoom, seed: int, sample: int, seconds: float = 600) -> RoomScore:
    """`sample` mutants at most, drawn by `seed`, each tried for so many seconds of the processor.

    Raises `RuntimeError` where pytest does not come to the tests.
    """
    every = [mutant for module in room.files(SOURCE) for mutant in mutants(module, room.functions)]
    drawn = sorted(random.Random(f"{seed} {room.name}").sample(every, min(sample, len(every))))  # noqa: S311  # no secret
    campaign = _Campaign(room, drawn, seconds)
    _run_pytest(room, campaign)
    if len(campaign.fates) < len(drawn):
        raise RuntimeError(f"the tests of {room.name} cannot be run")
    return RoomScore(room.name, tuple(campaign.fates), len(every), tuple(campaign.failing))


def _run_pytest(room: MutationRoom, plugin: object) -> None:
    os.chdir(ROOT)
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not mailbed"]
    pytest.main([*options, *room.tests], plugins=[plugin])


class _Campaign:
    """The pytest plugin that runs the tests once as they are, and then against each mutant."""

    def __init__(self, room: MutationRoom, drawn: list[Mutant], seconds: float) -> None:
        self._room, self._drawn, self._limit = room, drawn, seconds
        self._seconds: dict[str, float] = {}
        self._reaching: dict[ReachKey, set[str]] = defaultdict(set)
        self._at_import: set[ReachKey] = set()
        self._reached = ReachedStatements(drawn)
        self._reached.begin()
        self.fates: list[MutantFate] = []
        self.failing: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._at_import = self._reached.since_last()
        self._run_once(session)
        for number, mutant in enumerate(self._drawn, 1):
            self.fates.append(MutantFate(mutant, self._fate(session, mutant)))
            named = "" if self.fates[-1].fate == "killed" else f" {self.fates[-1].named()}\n"
            print(f"\r{number}/{len(self._drawn)}{named}", end="", file=sys.stderr, flush=True)
        return True

    def _run_once(self, session: pytest.Session) -> None:
        for item in session.items:
            begun = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            reached = self._reached.since_last()
            if session.testsfailed:
                self.failing.append(item.nodeid)
                session.testsfailed = 0
                continue
            self._seconds[item.nodeid] = time.process_time() - begun
            for key in reached:
                self._reaching[key].add(item.nodeid)

    def _fate(self, session: pytest.Session, mutant: Mutant) -> Fate:
        order = {name: self._seconds[name] for name in self._order(session, mutant)}
        if not order:
            return "unreached"
        if self._is_imported(mutant):
            return self._in_a_new_process(mutant, order)
        return self._in_a_fork(partial(_try_put_in, session, mutant, order, self._limit), order)

    def _in_a_new_process(self, mutant: Mutant, order: Tried) -> Fate:
        told, tells = multiprocessing.Pipe(duplex=False)
        spawned = multiprocessing.get_context("spawn").Process(
            target=_try_imported, args=(self._room, mutant, order, self._limit, tells)
        )
        spawned.start()
        tells.close()
        fate = _fate_by(told.fileno(), order)
        spawned.kill()
        spawned.join()
        return fate

    def _is_imported(self, mutant: Mutant) -> bool:
        return not mutant.function or reach_key(mutant) in self._at_import

    def _order(self, session: pytest.Session, mutant: Mutant) -> list[str]:
        """Those that run its lines, before others those that say the changed word. Of what runs while
        the program is imported the others as well, which may see another module's constant that is made of it."""
        found = set(self._seconds) if self._is_imported(mutant) else self._reaching[reach_key(mutant)]
        near, word = self._reaching[reach_key(mutant)], _changed_word(mutant)
        says = {item.nodeid for item in session.items if word and word in _said_by(item)}
        return sorted(found, key=lambda one: (one not in near, one not in says, self._turn(one)))

    def _turn(self, name: str) -> tuple[float, int]:
        """The quick ones first, and of these in turn from everywhere: neighbours mostly notice the same."""
        seconds = self._seconds[name]
        return (seconds if seconds > _QUICK else 0.0, zlib.crc32(name.encode()))

    def _in_a_fork(self, tried: Callable[[int], None], order: Tried) -> Fate:
        told, tells = os.pipe()
        child = os.fork()
        if child == 0:
            os.setsid()
            tried(tells)
            os._exit(0)
        os.close(tells)
        try:
            return _fate_by(told, order)
        finally:
            os.close(told)
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _changed_word(mutant: Mutant) -> str:
    """The last word of a changed text, which is the one that becomes another; of other changes nothing."""
    if mutant.kind != "constant":
        return ""
    before = ast.literal_eval(mutant.change.partition(" → ")[0])
    return (before.split() or [""])[-1] if isinstance(before, str) else ""


@cache
def _said_by(item: pytest.Item) -> str:
    """The example that a test is of."""
    return " ".join(map(str, item.callspec.params.values())) if hasattr(item, "callspec") else item.nodeid


def _try_imported(room: MutationRoom, mutant: Mutant, order: Tried, limit: float, tells: Connection) -> None:
    """In a new process, whose program has the mutant from the start."""
    _be_silent()
    load_changed({mutant.path: lambda _: mutated(mutant)}, {})
    _run_pytest(room, _Tries(order, limit, tells.fileno()))


class _Tries:
    """The pytest plugin that runs these tests only, in this order, until one fails."""

    def __init__(self, order: Tried, limit: float, tells: int) -> None:
        self._order, self._limit, self._tells = order, limit, tells

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        _try_out(session, self._order, self._limit, self._tells)
        return True


def _try_put_in(session: pytest.Session, mutant: Mutant, order: Tried, limit: float, tells: int) -> None:
    _be_silent()
    try:
        _put_in(mutant)
        _forget()
    except BaseException:  # noqa: BLE001  # whatever a mutant does to what it is put into has been noticed
        os.write(tells, _FAILED)
        return
    _try_out(session, order, limit, tells)


def _be_silent() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _try_out(session: pytest.Session, order: Tried, limit: float, tells: int) -> None:
    """Write a byte before the first test, and one after each, until one fails or the time is over."""
    items, ends = {item.nodeid: item for item in session.items}, time.process_time() + limit
    signal.signal(signal.SIGPROF, partial(_end_too_long, tells))
    try:
        os.write(tells, _FAILED if session.testsfailed else _PASSED)
        for name, seconds in order.items():
            if time.process_time() > ends:
                os.write(tells, _GIVEN_UP)
                return
            signal.setitimer(signal.ITIMER_PROF, LEAST_SECONDS + SLOWER * seconds)
            # an example that the mutant took from its test is no failure of it
            if name in items:
                items[name].config.hook.pytest_runtest_protocol(item=items[name], nextitem=None)
            os.write(tells, _FAILED if session.testsfailed else _PASSED)
            if session.testsfailed:
                return
    except BaseException:  # noqa: BLE001  # whatever a mutant does to pytest itself has been noticed
        os.write(tells, _FAILED)


def _end_too_long(tells: int, _number: int, _frame: object) -> None:
    os.write(tells, _TOO_LONG)
    os._exit(0)


def _fate_by(told: int, order: Tried) -> Fate:
    for one in (_COLLECTS_WITHIN, *order.values()):
        if not select.select([told], [], [], _WAITING * (LEAST_SECONDS + SLOWER * one))[0]:
            return "timeout"
        answer = os.read(told, 1)
        if answer != _PASSED:
            return _FATES.get(answer, "killed")
    return "survived"


def _put_in(mutant: Mutant) -> None:
    """Its functions get the mutated code, wherever they were imported to."""
    name = str(mutant.path)
    codes = {(one.co_qualname, one.co_firstlineno): one for one in _codes(compile(mutated(mutant), name, "exec"))}
    for function in [one for one in gc.get_objects() if isinstance(one, FunctionType)]:
        if function.__code__.co_filename == name:
            function.__code__ = codes[function.__code__.co_qualname, function.__code__.co_firstlineno]


def _forget() -> None:
    """Empty what the program and the tests have cached: it was worked out without the mutant."""
    places = (str(SOURCE), str(ROOT / "tests"))
    for cached in [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]:
        code = getattr(cached.__wrapped__, "__code__", None)
        if code is not None and code.co_filename.startswith(places):
            cached.cache_clear()


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)
