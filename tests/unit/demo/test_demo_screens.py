"""Screens of the demo that an error ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from collabtui.app import CollabApp
from collabtui.demo import demo_screens
from collabtui.home import Home
from support.world import Clock


@contextmanager
def no_stage(home: Home, clock: Clock) -> Iterator[SimpleNamespace]:
    yield SimpleNamespace(home=home, workspace=SimpleNamespace(clock=clock), ask=None)


def ended(app: CollabApp) -> None:
    """As if it had been shown, and a page of it were not there."""
    app._exception = LookupError("a page is not there")  # as Textual leaves it


def test_an_error_that_nobody_foresaw_is_not_swallowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_screens, "staged", lambda *_: no_stage(Home(tmp_path), Clock()))
    monkeypatch.setattr(demo_screens, "yesterday", lambda *_: None)
    monkeypatch.setattr(CollabApp, "run", ended)
    with pytest.raises(LookupError, match="a page is not there"):
        demo_screens.show("en")
