"""A copy takes the place of what is there: verified before, and what was there is kept."""

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import DATABASE
from collabtui.lifecycle.backup.copy_manifest import Progress, refuse_false_counts
from collabtui.lifecycle.backup.home_files import HomeFile, place_of
from collabtui.lifecycle.backup.put_in_place import (
    Alone,
    Restored,
    ServerPlace,
    present_of,
    put_in_place,
    put_on_server,
    refuse_overwriting,
    verify_staged,
)
from collabtui.lifecycle.backup.restore_note import note_in
from collabtui.lifecycle.backup.verify_and_unpack_copy import files_beside, read_copy, unpack
from collabtui.store.sqlite.database_files import files_of
from collabtui.system.atomic_file import make_folder
from collabtui.system.atomic_folder import resumed_folder


def restore(
    home: Home,
    path: Path,
    now: datetime,
    *,
    running: str,
    yes: bool = False,
    agreed: str = "",
    server: ServerPlace | None = None,
    alone: Alone = lambda _: nullcontext(),
    progress: Progress = lambda _: None,
) -> Restored:
    """`running` names the worker that holds the lease of the present database and lives, if there is one. `agreed`
    is the state (`counters_carried_over.state_of`) that somebody has seen and agreed to lose. Whoever runs all the same
    is kept from sending by `alone` while the copy takes the place. Raises what `unpack`, `refuse_overwriting` and
    `verify_staged` raise; nothing has changed then."""
    make_folder(home.database.parent)
    # on the disk of the database, since it takes its place by a rename where nothing can be read there
    with resumed_folder(home.database.with_name(".restore.part")) as filling:
        note, staged = note_in(filling, read_copy(path), now), filling.path / DATABASE
        for beside in files_of(staged):
            if beside != staged:
                beside.unlink()  # what a run that was killed has done to the database is done again
        manifest = unpack(path, filling, progress)
        if not yes and server is None:
            refuse_overwriting(present_of(home), manifest.batches, running, note, agreed)
        progress("check")
        refuse_false_counts(manifest, staged, path)
        verify_staged(staged, path, yes=yes)
        if server is not None:
            done = put_on_server(home, staged, server, note, progress)
        else:
            own = (one.path for one in manifest.files if place_of(home, one.path) is not None)
            files = [HomeFile(path, filling.path / path) for path in own]
            done = put_in_place(home, staged, files, note, alone, progress)
        placeless = (one.path for one in manifest.files if one.path != DATABASE and place_of(home, one.path) is None)
        kept = filling.kept if filling.was_left else None
        return done._replace(kept=kept, not_taken=(*placeless, *files_beside(path, manifest)))
