"""Each kind of dialog that is no form is opened, left with nothing done, and answered, by keys."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

from collabtui import screens
from collabtui.screens.dialogs.form import Form
from collabtui.screens.frame.base_dialog import Dialog
from support.player import Stage
from support.walks.dialog_walk import DialogWalk
from support.walks.dialog_walks import DIALOG_WALKS


def _kinds(kind: type[Dialog[Any]]) -> Iterator[type[Dialog[Any]]]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)


def test_every_dialog_has_a_walk_and_every_walk_its_dialog() -> None:
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    found = {one for one in _kinds(Dialog) if one.__module__.startswith(screens.__name__)}
    assert {one.__name__ for one in found if not issubclass(one, Form)} == {walk.kind for walk in DIALOG_WALKS}


@pytest.mark.parametrize("walk", DIALOG_WALKS, ids=lambda walk: walk.kind)
async def test_a_dialog_is_left_with_nothing_done_and_then_answered(
    walk: DialogWalk, request: pytest.FixtureRequest
) -> None:
    stage: Stage = request.getfixturevalue(walk.office)
    walk.prepare(stage)
    async with stage.play(walk.locale, (110, 40)) as player:
        await walk.take(player)
