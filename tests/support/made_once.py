"""A new database as a copy of one that was made in this process: its thirty-odd schema steps take longer than most
tests. What is about the steps themselves calls them."""

import secrets
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from collabtui.store.records.row_seal import setting_seal
from collabtui.store.sqlite import migrations
from collabtui.store.sqlite.file_number import drawn_number

MakeTables = Callable[[Path, bytes | None], None]

_SECRET = secrets.token_bytes(32)
"""Stands in the copied file in the place of the one that is asked for."""
_NUMBER = slice(60, 64)
"""Where the header has the number of the file (https://www.sqlite.org/fileformat.html, section 1.3)."""


def copied(make_tables: MakeTables) -> MakeTables:
    """The same, where the secret has the usual length."""

    @cache
    def made(_steps: tuple[str, ...]) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "made.db")
            file.touch()
            make_tables(file, _SECRET)
            return file.read_bytes()

    def copy(path: Path, secret: bytes | None) -> None:
        secret = secret or secrets.token_bytes(len(_SECRET))
        if len(secret) != len(_SECRET):
            make_tables(path, secret)
            return
        data = bytearray(made(tuple(step.name for step in migrations.STEPS)))
        for there, wanted in ((_SECRET, secret), (_seal(_SECRET), _seal(secret))):
            data = data.replace(there, wanted)
        data[_NUMBER] = drawn_number().to_bytes(4, "big")
        path.write_bytes(data)

    return copy


def _seal(secret: bytes) -> bytes:
    """As the file has it, in the eight bytes that all but one in thirty thousand numbers take."""
    return setting_seal("secret", secret).to_bytes(8, "big", signed=True)
