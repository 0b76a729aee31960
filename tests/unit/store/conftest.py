"""A database of each engine that keeps the contract."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from collabtui.store.interface import Store
from support.engines import ENGINES, Database, new_database

Opener = Callable[[], Store]


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    return new_database(request.param, tmp_path, request)


@pytest.fixture
def open_again(database: Database) -> Iterator[Opener]:
    """Opens the test's database, any number of times: as another process would, or after a crash."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(database.open_store()))


@pytest.fixture
def store(open_again: Opener) -> Store:
    return open_again()
