"""The contract holds behind a pool of transactions, too."""

from pathlib import Path

import pytest

from support.engines import ENGINES, POOLED, Database, new_database


@pytest.fixture(params=[*ENGINES, POOLED])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    return new_database(request.param, tmp_path, request)
