"""Which statements each test runs: modules are loaded with a call before each statement that is asked for.

That is many times quicker than to trace each line, and also tells which statements run while the program is imported.
"""

import ast
import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from mutation.mutants import Mutant

ReachKey = tuple[str, int]
"""A module's path and the first line of a statement; 0: anything of the module."""
_PROBE = "_reached_by_a_test"
_CACHE, _LRU_CACHE = functools.cache, functools.lru_cache
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class ReachedStatements:
    def __init__(self, mutants: Iterable[Mutant]) -> None:
        self._asked: dict[Path, set[int]] = {}
        for one in mutants:
            self._asked.setdefault(one.path, set()).add(one.first if one.function else 0)
        self._now: set[ReachKey] = set()

    def begin(self) -> None:
        """Load these modules so that they tell. Before any of them is imported.

        What a cached function ran when it worked its answer out counts for whoever asks it again: a mutant would be in
        that answer, too."""
        functools.lru_cache = self._replayed_lru_cache
        functools.cache = self._replayed
        load_changed(dict.fromkeys(self._asked, self._told), {_PROBE: self._now.add})

    def since_last(self) -> set[ReachKey]:
        """Reached since this was asked last."""
        reached = set(self._now)
        self._now.clear()
        return reached

    def _replayed_lru_cache(self, maxsize: Any = 128, typed: bool = False) -> Any:  # as it is
        if callable(maxsize):
            return self._replayed(maxsize)
        return functools.partial(self._replayed, cached=_LRU_CACHE(maxsize=maxsize, typed=typed))

    def _replayed(self, function: Any, cached: Any = _CACHE) -> Any:
        asked, ran = cached(function), dict[object, frozenset[ReachKey]]()

        @functools.wraps(function)
        def ask(*given: Any, **named: Any) -> Any:
            key = (given, frozenset(named.items()))
            if key in ran:
                self._now.update(ran[key])
                return asked(*given, **named)
            before = set(self._now)
            self._now.clear()
            try:
                return asked(*given, **named)
            finally:
                ran[key] = frozenset(self._now)
                self._now.update(before)

        return _like_a_cache(ask, asked)

    def _told(self, path: Path) -> ast.Module:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        blocks = list(_blocks(tree))
        for line in self._asked[path]:
            for block, place in _innermost(blocks, line) if line else _beginnings(tree):
                block.insert(place, _probe(path, line, block[min(place, len(block) - 1)]))
        return ast.fix_missing_locations(tree)


def _like_a_cache(ask: Any, asked: Any) -> Any:
    ask.cache_clear, ask.cache_info, ask.cache_parameters = asked.cache_clear, asked.cache_info, asked.cache_parameters
    return ask


def reach_key(mutant: Mutant) -> ReachKey:
    return str(mutant.path), mutant.first if mutant.function else 0


def load_changed(trees: dict[Path, Callable[[Path], ast.Module]], names: dict[str, object]) -> None:
    """Compile these modules from such a tree whenever they are imported, with names that each of them finds."""
    sys.meta_path.insert(0, _Finder({str(path): tree for path, tree in trees.items()}, names))


class _Finder(MetaPathFinder):
    def __init__(self, trees: dict[str, Callable[[Path], ast.Module]], names: dict[str, object]) -> None:
        self._trees, self._names = trees, names

    def find_spec(self, name: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target)  # type: ignore[arg-type]  # as the import system gives it
        if spec is None or spec.origin not in self._trees:
            return None
        spec.loader = _Loader(name, spec.origin, self._trees[spec.origin], self._names)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, tree: Callable[[Path], ast.Module], names: dict[str, object]) -> None:
        super().__init__(name, path)
        self._tree, self._names = tree, names

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002  # as the import system asks it
        code: CodeType = compile(self._tree(Path(self.path)), self.path, "exec", dont_inherit=True)
        return code

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(self._names)
        super().exec_module(module)


def _blocks(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    """Lists of statements inside functions."""
    for function in ast.walk(tree):
        if isinstance(function, _Function):
            for owner in ast.walk(function):
                for field in ("body", "orelse", "finalbody"):
                    block = getattr(owner, field, None)
                    if isinstance(block, list) and block and not isinstance(owner, ast.ClassDef):
                        yield block


def _innermost(blocks: list[list[ast.stmt]], line: int) -> Iterator[tuple[list[ast.stmt], int]]:
    around = [
        ((one.end_lineno or one.lineno) - one.lineno, block, one)
        for block in blocks
        for one in block
        if hasattr(one, "end_lineno") and one.lineno <= line <= (one.end_lineno or one.lineno)
    ]
    if around:
        _, block, statement = min(around, key=lambda one: one[0])
        yield block, block.index(statement)


def _beginnings(tree: ast.Module) -> Iterator[tuple[list[ast.stmt], int]]:
    for function in ast.walk(tree):
        if isinstance(function, _Function):
            yield function.body, 1 if ast.get_docstring(function, clean=False) is not None else 0


def _probe(path: Path, line: int, beside: ast.stmt) -> ast.stmt:
    told = ast.Tuple([ast.Constant(str(path)), ast.Constant(line)], ast.Load())
    call = ast.Expr(ast.Call(ast.Name(_PROBE, ast.Load()), [told], []))
    for node in ast.walk(call):
        ast.copy_location(node, beside)
    return call
