"""Warnings on actions that are given a day, or to somebody, said with the mails that tell of it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from collabtui.domain.action import Action
from collabtui.domain.model import Finding
from collabtui.lifecycle.actions.action_warnings import change_warnings

if TYPE_CHECKING:
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.text.catalogue import Catalogue

T = TypeVar("T")
MOST = 3
"""Warnings that are said each by itself."""


class GivenResult(NamedTuple, Generic[T]):
    result: T
    findings: tuple[Finding, ...]


def with_findings(command: "Callable[[Acting], T]", refs: Sequence[str] = ()) -> "Callable[[Acting], GivenResult[T]]":
    """The command with what is to be warned of after it. `refs`: the actions that it changes; none, where it makes one,
    which it returns."""

    def run(acting: "Acting") -> GivenResult[T]:
        before: dict[str, Action | None] = {ref: acting.store.get(Action, ref) for ref in refs}
        result = command(acting)
        if isinstance(result, Action) and not refs:
            before = {result.ref: None}
        now = ((was, acting.store.get(Action, ref)) for ref, was in before.items())
        return GivenResult(result, tuple(one for was, action in now for one in change_warnings(acting, was, action)))

    return run


def findings_in_words(words: "Catalogue") -> Callable[[GivenResult[T]], str]:
    return lambda given: _in_words(words, given.findings)


def _in_words(words: "Catalogue", findings: Iterable[Finding]) -> str:
    """Each on a line; of many their number."""
    lines = list(dict.fromkeys(words(one.key, **one.values) for one in findings))
    rest = len(lines) - MOST
    return "\n".join([*lines[:MOST], words("actions.more_warnings", n=rest)] if rest > 0 else lines)
