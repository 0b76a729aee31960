"""A home that commands have filled, as a copy of one that the same commands filled in this process: to type them takes
longer than most tests."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from collabtui.demo.server import MailServer
from collabtui.home import Home
from collabtui.store.sqlite.file_number import drawn_number

_NUMBER = slice(60, 64)
"""Where the header of the database has its own number (https://www.sqlite.org/fileformat.html, section 1.3)."""


class _File(NamedTuple):
    content: bytes
    mode: int


class _Made(NamedTuple):
    files: Mapping[Path, _File]
    """By where they are in the home; without its configuration, which names the ports of a server."""
    mails: Mapping[str, Sequence[bytes]]
    """What arrived, by address."""


_made: dict[str, _Made] = {}


def made_once(name: str, home: Home, server: MailServer, addresses: Sequence[str], fill: Callable[[], None]) -> None:
    """Fill the home and the mailboxes of these addresses as `fill` does, which depends on nothing but them. The home
    has its configuration already, and is otherwise the same each time."""
    if name not in _made:
        fill()
        paths = [path for path in home.root.rglob("*") if path.is_file() and path != home.config_path]
        files = {path.relative_to(home.root): _File(path.read_bytes(), path.stat().st_mode) for path in paths}
        _made[name] = _Made(files, {one: server.mail_for(one) for one in addresses})
        return
    for path, file in _made[name].files.items():
        place = home.root / path
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_bytes(_with_own_number(file.content) if place == home.database else file.content)
        place.chmod(file.mode)
    for address, mails in _made[name].mails.items():
        for raw in mails[len(server.mail_for(address)) :]:
            server.deliver(address, raw)


def _with_own_number(database: bytes) -> bytes:
    return database[: _NUMBER.start] + drawn_number().to_bytes(4, "big") + database[_NUMBER.stop :]
