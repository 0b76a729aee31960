"""Which sentences of the catalogue can be read on the shell, and which in the screens: those that a module names which
the commands, or the screens, import."""

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from collabtui.text.catalogue import parse_sentences
from support.paths import PACKAGE

_SCREENS = ("collabtui.screens", "collabtui.widgets", "collabtui.session")
"""What imports commands besides, `app`, says theirs on the shell, before the first frame or after the last."""
ERRORS = frozenset({"Refused", "Damaged", "Unknown", "Conflict", "NoPassword", "Unreachable", "LoginRefused"})
_SHELL = ("collabtui.cli", "collabtui.main", "collabtui.app")


class _Module(NamedTuple):
    imports: frozenset[str]
    literals: frozenset[str]
    beginnings: tuple[str, ...]
    """Of strings that are put together: `fault.` of `f"fault.{name}"`."""


@cache
def _modules() -> Mapping[str, _Module]:
    files = {
        ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): file
        for file in PACKAGE.rglob("*.py")
    }
    return {name: _read(ast.parse(file.read_text()), files) for name, file in files.items()}


def _read(tree: ast.AST, known: Iterable[str]) -> _Module:
    imports: set[str] = set()
    literals: set[str] = set()
    beginnings = []
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                imports.update(one.name for one in names)
            case ast.ImportFrom(module=str(module), names=names):
                imports.update((module, *(f"{module}.{one.name}" for one in names)))
            case ast.Constant(value=str(text)):
                literals.add(text)
            case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]) if "." in text:
                beginnings.append(text)
    modules = (imports | {text for text in literals if text.startswith("collabtui.")}).intersection(known)
    return _Module(frozenset(modules), frozenset(literals), tuple(beginnings))


def _reached(rooms: tuple[str, ...], without: tuple[str, ...] = ()) -> frozenset[str]:
    modules = _modules()
    waiting = [name for name in modules if name.startswith(rooms)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen and not name.startswith(without):
            seen.add(name)
            waiting += modules[name].imports
    return frozenset(seen)


def _named_by(key: str) -> set[str]:
    """The modules that name a sentence; all of them where it is not seen who does."""
    plain = key.removesuffix(".one").removesuffix(".wall")
    modules = _modules()
    return (
        {name for name, one in modules.items() if plain in one.literals}
        or {name for name, one in modules.items() if one.beginnings and plain.startswith(one.beginnings)}
        or set(modules)
    )


@cache
def on_shell() -> frozenset[str]:
    """Keys of the sentences that a command can say."""
    reached = _reached(_SHELL, without=_SCREENS)
    return frozenset(key for key in parse_sentences("en") if not key.startswith("way.") and _named_by(key) & reached)


@cache
def in_screens() -> frozenset[str]:
    """Keys of the sentences that a screen can say."""
    reached = _reached(_SCREENS, without=_SHELL)
    return frozenset(key for key in parse_sentences("en") if not key.startswith("way.") and _named_by(key) & reached)


@cache
def raised_errors() -> frozenset[str]:
    """Keys of the sentences that an error of ours is raised with."""
    return frozenset(
        node.args[0].value
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ERRORS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    )
