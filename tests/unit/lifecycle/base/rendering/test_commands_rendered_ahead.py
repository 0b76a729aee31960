"""Whatever queues a mail is begun in a way in which nobody waits while it is rendered."""

import ast
from collections.abc import Iterator
from functools import cache

from support.paths import PACKAGE

QUEUE = ("collabtui.lifecycle.base.queue_mail", "_put_into_outbox")
OTHERWISE = {
    "queue_due", "_queued",  # one mail at a time, each rendered before its transaction
    "keep_together",  # of mails that say nothing to us: they are not answered
    "would_make",  # within a rehearsal, which is begun twice
}  # fmt: skip
OF_ANSWERS = frozenset({"apply", "note", "finish", "grant", "retraction"})
"""Methods of the kinds of answers, called without their class being named."""
Name = tuple[str, str]


class Function:
    def __init__(self, node: ast.FunctionDef, imported: dict[str, Name]) -> None:
        self.node, self.imported = node, imported

    @property
    def begins(self) -> bool:
        withs = (one for one in ast.walk(self.node) if isinstance(one, ast.With))
        expressions = (item.context_expr for one in withs for item in one.items)
        return any(
            isinstance(part, ast.Attribute) and part.attr == "transaction"
            for expression in expressions
            for part in ast.walk(expression)
        )

    @property
    def is_ahead(self) -> bool:
        named = {part.id for part in ast.walk(self.node) if isinstance(part, ast.Name)}
        return not named.isdisjoint({"mails_ahead", "seen_first", "rehearsed_first"})


@cache
def functions() -> dict[Name, Function]:
    found: dict[Name, Function] = {}
    for file in (PACKAGE / "lifecycle").rglob("*.py"):
        module = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(file.read_text())
        imported = {
            one.asname or one.name: (node.module, one.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for one in node.names
        }
        for name, node in named(tree):
            found[module, name] = Function(node, imported)
    return found


def named(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef))


def called(key: Name) -> Iterator[Name]:
    """The functions that one names: of its module, imported ones, those of an imported module."""
    here = functions()[key]
    for part in ast.walk(here.node):
        if isinstance(part, ast.Name):
            yield from ((key[0], part.id), here.imported.get(part.id, key))
        if isinstance(part, ast.Attribute):
            if isinstance(part.value, ast.Name) and part.value.id in here.imported:
                yield ".".join(here.imported[part.value.id]), part.attr
            if part.attr in OF_ANSWERS:
                yield from (one for one in functions() if one[1].endswith(f".{part.attr}"))


def queueing() -> set[Name]:
    """All from which a mail can be queued."""
    callers: dict[Name, set[Name]] = {}
    for key in functions():
        for one in called(key):
            callers.setdefault(one, set()).add(key)
    found, waiting = {QUEUE}, [QUEUE]
    while waiting:
        new = callers.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def test_each_command_that_queues_mails_renders_them_before_it_locks() -> None:
    begun = {key for key in queueing() if functions()[key].begins}
    assert len(begun) > 60, "the call graph is found"
    late = {key for key in begun if not functions()[key].is_ahead and key[1] not in OTHERWISE}
    assert not late, f"these render under the write lock: {sorted(late)}"


def test_what_is_excepted_is_there() -> None:
    assert {name for _, name in queueing()} >= OTHERWISE
