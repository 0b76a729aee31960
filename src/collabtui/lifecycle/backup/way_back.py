"""Advice on a database that cannot be read: the newest copy, and the command that restores it."""

from collections.abc import Mapping

from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.backup.automatic_copies import folder_of
from collabtui.lifecycle.backup.copy_file import newest_copy, read_copy


def way_back(home: Home, raw_config: Mapping[str, object]) -> Refused:
    """A sentence (backup.way_back: path, made; backup.no_copy: folder). `raw_config` may be anything: a configuration
    that is wrong as well does not hide the way."""
    section = raw_config.get("backup")
    named = section.get("folder") if isinstance(section, dict) else ""
    folder = folder_of(home, named if isinstance(named, str) else "")
    newest = newest_copy(folder)
    if newest is None:
        return Refused("backup.no_copy", folder=folder)
    return Refused("backup.way_back", path=newest, made=f"{read_copy(newest).made_at:%Y-%m-%d %H:%M} UTC")
