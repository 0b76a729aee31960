"""Copies by rhythm: one an hour, a day or a week, so many kept, made by whoever works."""

from datetime import datetime, timedelta
from pathlib import Path

from collabtui.config import Backup
from collabtui.errors import CollabError
from collabtui.home import Home, copies_in
from collabtui.lifecycle.backup.health_note import HealthNote
from collabtui.store.interface import Store
from collabtui.system.atomic_folder import clear_leftovers

_EVERY = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
_NAMED = "collabtui-%Y%m%dT%H%M%SZ.zip"


def is_due(folder: Path, every: str, now: datetime) -> bool:
    """Known from the names of those that are there, but for those of a clock that was ahead by a turn or more. `now` is
    in UTC and real, whatever clock the meetings go by."""
    if every not in _EVERY:
        return False
    made = [at for path in copies_in(folder) if (at := _made_at(path)) is not None and at - now < _EVERY[every]]
    return not made or now - max(made) >= _EVERY[every]


def copy_when_due(store: Store, home: Home, config: Backup, now: datetime) -> Path | None:
    """The copy that was made. What goes wrong stops nobody's mail: it is noted, and `doctor` and Today say it until a
    copy is made again."""
    folder = home.automatic_copies(config.folder)
    if not is_due(folder, config.every, now):
        return None
    from collabtui.lifecycle.backup.copy_file import write_copy  # takes no memory until a copy is due

    note = HealthNote(home.health_note)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        clear_leftovers(folder, ".collabtui-*.part")
        made = write_copy(store, home, folder / f"{now:{_NAMED}}", now)
        for old in _oldest_first(folder, now)[: -config.keep]:
            old.unlink()
    except CollabError as error:
        note.copy_failed(folder, error.key, error.values)
        return None
    except OSError as error:
        note.copy_failed(folder, "file.unwritable", {"path": folder, "why": error.strerror or error})
        return None
    note.copy_made()
    note.data_checked(len(made.faults))
    return made.path


def _oldest_first(folder: Path, now: datetime) -> list[Path]:
    """Those from a time to come, made while the clock was ahead, before all others: they would outlast each new one."""
    return sorted(copies_in(folder), key=lambda path: ((made := _made_at(path)) is not None and made <= now, path))


def _made_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(f"{path.name}+0000", f"{_NAMED}%z")
    except ValueError:
        return None
