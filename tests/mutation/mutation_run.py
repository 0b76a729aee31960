"""One room under mutation: its tests are collected and run once, then each mutant in a process forked from that.

A fork costs milliseconds where a new process would import the program and collect the tests again. Nothing is written
to the disk: in the fork the functions get the code of the mutated module.
"""

import ast
import functools
import gc
import os
import random
import select
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pytest

from mutation.mutants import Mutant, mutants, mutated
from mutation.mutation_rooms import ROOT, SOURCE, MutationRoom

if TYPE_CHECKING:
    from _typeshed import TraceFunction

Fate = Literal["killed", "timeout", "survived", "unreached"]
LEAST_SECONDS = 5.0
SLOWER = 2
"""A test has this many times the seconds that it took without the mutant, and LEAST_SECONDS more."""
_PASSED, _FAILED = b".", b"F"


class MutantFate(NamedTuple):
    mutant: Mutant
    fate: Fate


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


def run_room(room: MutationRoom, seed: int, sample: int) -> RoomScore:
    """`sample` mutants at most, drawn by `seed`. Raises `RuntimeError` where pytest does not come to the tests."""
    every = [mutant for module in room.modules for mutant in mutants(SOURCE / module, room.functions)]
    drawn = sorted(random.Random(f"{seed} {room.name}").sample(every, min(sample, len(every))))  # noqa: S311  # no secret
    campaign = _Campaign(drawn)
    os.chdir(ROOT)
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not mailbed"]
    pytest.main([*options, *room.tests], plugins=[campaign])
    if len(campaign.fates) < len(drawn):
        raise RuntimeError(f"the tests of {room.name} cannot be run")
    return RoomScore(room.name, tuple(campaign.fates), len(every), tuple(campaign.failing))


class _Reached:
    """Which lines of the modules each test runs, in any thread."""

    def __init__(self, paths: set[Path]) -> None:
        self._names = {str(path) for path in paths}
        self.lines: set[tuple[str, int]] = set()

    def __enter__(self) -> "_Reached":
        threading.settrace(self._enters)
        sys.settrace(self._enters)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)
        threading.settrace(None)

    def _enters(self, frame: FrameType, _event: str, _arg: Any) -> "TraceFunction | None":
        return self._runs if frame.f_code.co_filename in self._names else None

    def _runs(self, frame: FrameType, event: str, _arg: Any) -> "TraceFunction | None":
        if event == "line":
            self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self._runs


class _Campaign:
    """The pytest plugin that runs the tests once as they are, and then against each mutant."""

    def __init__(self, drawn: list[Mutant]) -> None:
        self._drawn = drawn
        self._seconds: dict[pytest.Item, float] = {}
        self._reaching: dict[tuple[str, int], set[pytest.Item]] = defaultdict(set)
        self.fates: list[MutantFate] = []
        self.failing: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._run_once(session)
        for number, mutant in enumerate(self._drawn, 1):
            self.fates.append(MutantFate(mutant, self._fate(session, mutant)))
            print(f"\r{number}/{len(self._drawn)}", end="", file=sys.stderr, flush=True)
        return True

    def _run_once(self, session: pytest.Session) -> None:
        paths = {mutant.path for mutant in self._drawn}
        for item in session.items:
            begun = time.perf_counter()
            with _Reached(paths) as reached:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if session.testsfailed:
                self.failing.append(item.nodeid)
                session.testsfailed = 0
                continue
            self._seconds[item] = time.perf_counter() - begun
            for line in reached.lines:
                self._reaching[line].add(item)

    def _tests_of(self, mutant: Mutant) -> list[pytest.Item]:
        """Those that run its lines, of a constant those that run anything of its module; the quickest first."""
        name = str(mutant.path)
        found = set[pytest.Item]().union(
            *(
                items
                for (path, line), items in self._reaching.items()
                if path == name and (not mutant.function or mutant.first <= line <= mutant.last)
            )
        )
        return sorted(found, key=lambda item: (self._seconds[item], item.nodeid))

    def _fate(self, session: pytest.Session, mutant: Mutant) -> Fate:
        items = self._tests_of(mutant)
        if not items:
            return "unreached"
        told, tells = os.pipe()
        child = os.fork()
        if child == 0:
            os.setsid()
            _be_silent()
            _try_out(session, mutant, items, tells)
            os._exit(0)
        os.close(tells)
        try:
            return _told(told, [self._seconds[item] for item in items])
        finally:
            os.close(told)
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _be_silent() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)


def _try_out(session: pytest.Session, mutant: Mutant, items: list[pytest.Item], tells: int) -> None:
    """Write a byte after each test, until one fails."""
    try:
        _put_in(mutant)
        _forget(mutant)
        for item in items:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            os.write(tells, _FAILED if session.testsfailed else _PASSED)
            if session.testsfailed:
                return
    except BaseException:  # noqa: BLE001  # whatever a mutant does to pytest itself has been noticed
        os.write(tells, _FAILED)


def _told(told: int, seconds: list[float]) -> Fate:
    for one in seconds:
        if not select.select([told], [], [], LEAST_SECONDS + SLOWER * one)[0]:
            return "timeout"
        if os.read(told, 1) != _PASSED:
            return "killed"
    return "survived"


def _put_in(mutant: Mutant) -> None:
    """Functions get the mutated code, wherever they were imported to; a constant is set wherever it is named."""
    tree, name = mutated(mutant), str(mutant.path)
    module = next(one for one in list(sys.modules.values()) if getattr(one, "__file__", None) == name)
    code = compile(tree, name, "exec")
    if mutant.function:
        codes = {(one.co_qualname, one.co_firstlineno): one for one in _codes(code)}
        for function in [one for one in gc.get_objects() if isinstance(one, FunctionType)]:
            if function.__code__.co_filename == name:
                function.__code__ = codes[function.__code__.co_qualname, function.__code__.co_firstlineno]
        return
    anew = dict(module.__dict__)
    exec(code, anew)  # noqa: S102  # our own module, with the change
    constants = [
        target.id
        for statement in tree.body
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.lineno == mutant.first
        for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])
        if isinstance(target, ast.Name)
    ]
    for constant in constants:
        _set_everywhere(constant, module.__dict__[constant], anew[constant])


def _forget(mutant: Mutant) -> None:
    """Empty what the mutated module and the tests have cached: it was worked out without the mutant."""
    places = (str(mutant.path), str(ROOT / "tests"))
    for cached in [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]:
        if cached.__wrapped__.__code__.co_filename.startswith(places):
            cached.cache_clear()


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


def _set_everywhere(name: str, old: object, new: object) -> None:
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get(name) is old:
            setattr(module, name, new)
