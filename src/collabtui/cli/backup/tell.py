"""Messages of backup, restore, export and import, and the question they ask before they overwrite."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, TypedDict

from collabtui.cli.base.context import Context
from collabtui.config_file import database_in
from collabtui.text.width import on_a_line

if TYPE_CHECKING:
    from collabtui.lifecycle.backup.copy_manifest import CopyManifest, Progress
    from collabtui.lifecycle.backup.put_in_place import Restored, ServerPlace
    from collabtui.store.interface import CopySource


_NAMED = 5


class CopyRow(TypedDict):
    made_at: str
    batches: int
    counts: dict[str, int]
    files: int


@contextmanager
def present_store(context: Context) -> "Iterator[CopySource]":
    """The database that is there; no configuration is needed to copy it. Raises `Unknown` (store.missing), and
    as `refuse_part`."""
    from collabtui.errors import Unknown
    from collabtui.store.sqlite.sqlite_store import open_store

    path, (url, command) = context.home.database, context.database_place
    if url:
        from collabtui.lifecycle.organisation.server_copy import ServerCopy

        refuse_part(context)
        yield ServerCopy(url, command)
        return
    if not path.exists():
        raise Unknown("store.missing", path=path)
    refuse_part(context)
    with closing(open_store(path)) as store:
        yield store


def refuse_part(context: Context) -> None:
    """Raises `Refused` as `hidden_matters.refuse_parts`, where roles count."""
    from collabtui.store.queries.row_reader import roles_count

    if context.home.config_path.exists() and roles_count(context.whole_reader):
        from collabtui.lifecycle.access.hidden_matters import refuse_parts

        refuse_parts(context.acting())


def as_json(manifest: "CopyManifest") -> CopyRow:
    return {
        "made_at": manifest.made_at.isoformat(),
        "batches": manifest.batches,
        "counts": manifest.counts,
        "files": len(manifest.files),
    }


def tell_progress(context: Context) -> "Progress":
    """On standard error, where somebody looks."""

    def report(what: str) -> None:
        if context.err.terminal:
            context.warn(f"backup.doing.{what}")
            context.err.flush()

    return report


def running_worker(context: Context) -> str:
    """The live holder of the worker's lease; empty where nobody holds it, or nobody can tell."""
    from collabtui.worker.running_holder import running_holder

    if database_in(context.raw_config)[0]:
        return ""  # a server is restored into an empty database
    return running_holder(context.home.database)


def tell_kept(context: Context, kept: int | None) -> None:
    """Of a run that was killed: what of it did not have to be done again, also where that is nothing; None where there
    was none."""
    if kept:
        context.say("backup.went_on", kb=-(-kept // 1000))
    elif kept == 0:
        context.say("backup.began_anew")


def tell_restored(context: Context, done: "Restored") -> None:
    if context.options.json:
        aside = str(done.aside) if done.aside else None
        numbers = {"batches": done.batches, "held": done.held, "left": done.left, "kept": done.kept}
        context.show({**numbers, "aside": aside, "not_taken": done.not_taken})
    _tell_not_taken(context, done.not_taken)
    tell_kept(context, done.kept)
    context.say("restore.done", path=done.place or context.home.database, batches=done.batches)
    if done.aside:
        from collabtui.lifecycle.backup.kept_before import KEPT

        context.say("restore.aside", path=done.aside, n=KEPT)
    if done.held:
        context.say("restore.held", n=done.held)
    if done.left:
        context.say("restore.left", n=done.left)


def _tell_not_taken(context: Context, files: Sequence[str]) -> None:
    """The first few by name."""
    if files:
        first = [on_a_line(name) for name in files[:_NAMED]]
        context.warn("restore.not_taken", n=len(files), files=first)


def server_of(context: Context) -> "ServerPlace | None":
    """The organisation's database, where the configuration names one. One that cannot be read names none: a copy that
    is put in place sets aside what is there, so that nothing is lost, and may be what repairs it."""
    from collabtui.lifecycle.backup.put_in_place import ServerPlace

    url, command = database_in(context.raw_config)
    return ServerPlace(url, command) if url else None
