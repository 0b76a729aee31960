"""The engines that keep the contract. A second one is a second line here."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from collabtui.store.interface import Store
from collabtui.store.sqlite.sqlite_store import open_store

Opener = Callable[[], Store]
ENGINES: dict[str, Callable[[Path], Store]] = {
    "sqlite": lambda folder: open_store(folder / "collabtui.db", secret=b"s" * 32, busy_seconds=0.2),
}


@pytest.fixture(params=ENGINES)
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the test's database, any number of times: as another process would, or after a crash."""
    engine = ENGINES[request.param]
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(engine(tmp_path)))


@pytest.fixture
def store(open_again: Opener) -> Store:
    return open_again()
