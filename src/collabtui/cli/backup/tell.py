"""Messages of the commands on copies, and the question they ask before they overwrite."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, TypedDict

from collabtui.cli.base.context import Context

if TYPE_CHECKING:
    from collabtui.lifecycle.backup.copy_manifest import CopyManifest, Progress
    from collabtui.lifecycle.backup.put_in_place import Restored
    from collabtui.store.interface import Store


class CopyRow(TypedDict):
    made_at: str
    batches: int
    counts: dict[str, int]
    files: int


@contextmanager
def present_store(context: Context) -> "Iterator[Store]":
    """The database that is there; no configuration is needed to copy it. Raises `Unknown` (store.missing)."""
    from collabtui.errors import Unknown
    from collabtui.store.sqlite.sqlite_store import open_store

    path = context.home.database
    if not path.exists():
        raise Unknown("store.missing", path=path)
    with closing(open_store(path)) as store:
        yield store


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
    from collabtui.errors import CollabError
    from collabtui.store.queries.status import lease
    from collabtui.worker.lease import NAME, is_running
    from collabtui.worker.real_clock import wall_clock

    if not context.home.database.exists():
        return ""
    try:
        held = lease(context.reader, NAME)
    except CollabError:
        return ""
    return held["holder"] if held and is_running(held["holder"], held["until"], wall_clock()) else ""


def tell_restored(context: Context, done: "Restored") -> None:
    if context.options.json:
        aside = str(done.aside) if done.aside else None
        context.show({"batches": done.batches, "held": done.held, "aside": aside})
    context.say("restore.done", path=context.home.database, batches=done.batches)
    if done.aside:
        context.say("restore.aside", path=done.aside)
    if done.held:
        context.say("restore.held", n=done.held)
