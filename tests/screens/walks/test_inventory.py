"""No form of the screens is without a walk: each place of the source that constructs one is looked for."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from collabtui import screens
from collabtui.screens.dialogs.form import Form
from collabtui.screens.meetings.new_meeting import NewMeeting
from collabtui.screens.meetings.timed_form import TimedForm
from support.walks.every_walk import FORM_WALKS
from support.walks.form_walk import FormWalk

SCREENS = Path(screens.__file__).parent
FORMS = {one.__name__ for one in (Form, TimedForm, NewMeeting)}


def _constructing(node: ast.AST, within: tuple[str, ...]) -> Iterator[str]:
    """Names of the functions that construct a form."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in FORMS:
            yield ".".join(within)
        named = (child.name,) if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else ()
        yield from _constructing(child, (*within, *named))


def _sites() -> set[str]:
    found = set[str]()
    for path in SCREENS.rglob("*.py"):
        module = ".".join(path.relative_to(SCREENS).with_suffix("").parts)
        found |= {f"{module}:{name}" for name in _constructing(ast.parse(path.read_text(encoding="utf-8")), ())}
    return found


def test_every_form_has_a_walk_and_every_walk_its_form() -> None:
    assert _sites() == {walk.site for walk in FORM_WALKS}
    assert [site for site, n in Counter(walk.site for walk in FORM_WALKS).items() if n > 1] == []


def test_each_kind_of_form_is_looked_for() -> None:
    kinds, found = [Form], {Form}
    while kinds:
        kinds = [one for kind in kinds for one in kind.__subclasses__()]
        found |= set(kinds)
    assert {one.__name__ for one in found} == FORMS


@pytest.mark.parametrize("walk", FORM_WALKS, ids=lambda walk: walk.site)
def test_what_is_refused_has_its_field(walk: FormWalk) -> None:
    field, piece = walk.refusal
    assert bool(walk.wrong) == bool(field) == bool(piece)
