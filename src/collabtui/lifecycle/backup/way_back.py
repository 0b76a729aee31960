"""Advice on a database that cannot be read: the newest copy, and the command that restores it."""

from collections.abc import Mapping

from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.backup.verify_and_unpack_copy import newest_copy, read_copy


def way_back(home: Home, raw_config: Mapping[str, object]) -> Refused:
    """A sentence (backup.way_back: path, made; backup.no_copy: folder). `raw_config` may be anything: a configuration
    that is wrong as well does not hide the way."""
    folder = home.automatic_copies(folder_named(raw_config))
    newest = newest_copy(folder)
    if newest is None:
        return Refused("backup.no_copy", folder=folder)
    return Refused("backup.way_back", path=newest, made=f"{read_copy(newest).made_at:%Y-%m-%d %H:%M} UTC")


def folder_named(raw_config: Mapping[str, object]) -> str:
    """The folder of copies as configured; "" where nothing that could be one is."""
    section = raw_config.get("backup")
    named = section.get("folder") if isinstance(section, dict) else ""
    return named if isinstance(named, str) else ""
