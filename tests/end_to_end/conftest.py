from collections.abc import Callable, Iterator
from functools import cache

import pytest

from support.invariants import database_of, holds
from support.worlds import World, world


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], World]]:
    """The office of a situation, made when it is first asked for."""
    folder, made = tmp_path_factory.mktemp("offices"), list[World]()

    @cache
    def workspace(situation: str) -> World:
        made.append(world(situation, folder))
        return made[-1]

    yield workspace
    for one in made:
        holds(database_of(one.acting))
        one.close()
