"""A copy takes the place of what is there: verified before, and what was there is kept."""

from datetime import datetime
from pathlib import Path

from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import DATABASE
from collabtui.lifecycle.backup.copy_manifest import Progress
from collabtui.lifecycle.backup.home_files import HomeFile, place_of
from collabtui.lifecycle.backup.put_in_place import (
    Restored,
    ServerPlace,
    present_of,
    put_in_place,
    put_on_server,
    refuse_overwriting,
    verify_staged,
)
from collabtui.lifecycle.backup.verify_and_unpack_copy import unpack
from collabtui.system.atomic_file import make_folder
from collabtui.system.atomic_folder import scratch_folder


def restore(
    home: Home,
    path: Path,
    now: datetime,
    *,
    running: str,
    yes: bool = False,
    server: ServerPlace | None = None,
    progress: Progress = lambda _: None,
) -> Restored:
    """`running` names the worker that holds the lease of the present database and lives, if there is one. Raises what
    `unpack`, `refuse_overwriting` and `verify_staged` raise; nothing has changed then."""
    make_folder(home.database.parent)
    # on the disk of the database, since it takes its place by a rename where nothing can be read there
    with scratch_folder(home.database.with_name(".restore.part")) as folder:
        manifest = unpack(path, folder, progress)
        if not yes and server is None:
            refuse_overwriting(present_of(home), manifest.batches, running)
        progress("check")
        staged = folder / DATABASE
        verify_staged(staged, path, yes=yes)
        if server is not None:
            return put_on_server(home, staged, server, now, progress)
        own = (one.path for one in manifest.files if place_of(home, one.path) is not None)
        files = [HomeFile(path, folder / path) for path in own]
        return put_in_place(home, staged, files, now, progress)
