"""Whoever names `Services` may reach all of it: pages and dialogs hold it, and what builds them hands it on."""

import ast
from collections.abc import Iterable, Iterator

from support.paths import PACKAGE

HOLDERS = {"Page", "Dialog"}
ALLOWED = {
    "actions.looks.look_pages.page_of",
    "frame.page_port.PagePort.services",
    "meetings.meeting_page.page_for",
}
"""They build pages, or hand on what dialogs are built with. The list only shrinks."""


def test_services_are_named_by_pages_and_dialogs_and_by_what_builds_them() -> None:
    trees = {
        ".".join(path.relative_to(PACKAGE / room).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
        for room in ("screens", "widgets")
        for path in (PACKAGE / room).rglob("*.py")
    }
    holders = _with_heirs(HOLDERS, trees.values())
    found = {f"{module}.{name}" for module, tree in trees.items() for name in _naming(tree, holders)}
    assert found == ALLOWED


def test_one_who_takes_the_whole_is_found() -> None:
    tree = ast.parse(
        """
class Ask(Dialog[bool]):
    def __init__(self, services: "Services") -> None: ...
class AskAgain(Ask):
    def __init__(self, services: "Services", title: str) -> None:
        def line(services: Services) -> str: ...
class Part(Widget):
    def __init__(self, services: "Services | None") -> None: ...
class Row:
    services: "Services"
async def show() -> "Services": ...
def words(words: "Catalogue") -> None: ...
"""
    )
    found = list(_naming(tree, _with_heirs(HOLDERS, [tree])))
    assert found == ["AskAgain.__init__.line", "Part.__init__", "Row.services", "show"]


def _with_heirs(names: set[str], trees: Iterable[ast.Module]) -> set[str]:
    bases = {
        node.name: {ast.unparse(base).partition("[")[0] for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = set(names)
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


def _naming(tree: ast.Module, holders: set[str]) -> Iterator[str]:
    """Functions that take or return `Services`, and fields of that type; but for how a holder is built."""
    built = {f"{holder}.__init__" for holder in holders}
    return (name for name, types in _typed(tree, "") if name not in built and "Services" in " ".join(types).split())


def _typed(node: ast.AST, path: str) -> Iterator[tuple[str, list[str]]]:
    """Each function and each field by the name under which a reader finds it, with the words of its types."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            given = [one.annotation for one in ast.walk(child.args) if isinstance(one, ast.arg)]
            yield f"{path}{child.name}", [_words(one) for one in (*given, child.returns) if one is not None]
            yield from _typed(child, f"{path}{child.name}.")
        elif isinstance(child, ast.ClassDef):
            yield from _typed(child, f"{path}{child.name}.")
        elif isinstance(child, ast.AnnAssign):
            yield f"{path}{ast.unparse(child.target)}", [_words(child.annotation)]
        else:
            yield from _typed(child, path)


def _words(annotation: ast.expr) -> str:
    return "".join(letter if letter.isalnum() or letter == "_" else " " for letter in ast.unparse(annotation))
