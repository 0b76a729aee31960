"""`collabtui doctor --check`: what has to hold of the data, and does not."""

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from collabtui.cli.backup.tell import tell_progress
from collabtui.cli.base.context import Context
from collabtui.errors import CollabError, Damaged, Refused, UnreadableRecord

if TYPE_CHECKING:
    from collabtui.store.check.data_fault import DataFault


_KEEPS_COMMANDS_FROM_READING = ("file.damaged", "schema.differs", "record.unreadable", "trail.unreadable")
"""Faults by which a command may end early; by the others none does."""


class FaultRow(TypedDict):
    key: str
    ref: str | None
    field: str | None
    value: str | None
    table: str | None
    why: str
    """The sentence for people, with the way out."""


def check(context: Context, archives: tuple[str, ...]) -> int:
    """`archives` are folders of archived matters, held against their manifests and the trail. Exit code 1 where
    something does not hold; of what was dated by a wrong clock it tells. Raises as `refuse_lost`."""
    url, command = context.database_place
    found = _of_organisation(context, url, command) if url else _of_file(context)
    found += [fault for folder in archives for fault in _of_archive(context, Path(folder))]
    found = _as_seen(context, found)
    rows = [_row(context, fault) for fault in found]
    remarks = [] if found else [_row(context, fault) for fault in _stamps_ahead(context, url)]
    if context.options.json:
        context.show({"ok": not rows, "faults": rows, "remarks": remarks})
    elif rows:
        context.out.lines([f"✗ {row['why']}" for row in rows])
        context.say("database.way_out" if url else "fault.way_out", n=len(rows))
    else:
        context.say("fault.none")
    if not context.options.json:
        context.out.lines([f"△ {row['why']}" for row in remarks])
    return 1 if rows else 0


def _as_seen(context: Context, found: "list[DataFault]") -> "list[DataFault]":
    """Those of a matter that is hidden from who acts are one that names nothing."""
    from collabtui.domain.refs import is_ref
    from collabtui.store.queries.row_reader import roles_count

    try:
        if not found or not context.has_database or not roles_count(context.whole_reader):
            return found
        from collabtui.domain.via import COMMAND
        from collabtui.lifecycle.access.spoilt_as_seen import who_sees_it_instead
        from collabtui.store.check.data_fault import DataFault

        acting = context.workspace.as_user(COMMAND)
        names = {ref: who_sees_it_instead(acting, ref) for ref in {fault.ref for fault in found} if is_ref(ref)}
    except CollabError:  # a database that cannot be opened keeps no roles, either
        return found
    closed = {", ".join(one) for one in names.values() if one is not None}
    open_ones = [fault for fault in found if names.get(fault.ref) is None]
    return [*open_ones, *(DataFault("closed", "", value=one) for one in sorted(closed))]


def _stamps_ahead(context: Context, url: str) -> "list[DataFault]":
    """What nobody has to repair, and is good to know."""
    from collabtui.store.check.stamps_ahead import stamps_ahead

    if not url and not context.home.database.exists():
        return []
    return stamps_ahead(context.whole_reader, context.clock())


def first_unreadable(context: Context) -> Refused | None:
    """The first thing in the data that cannot be read, with its sentence for people; None where all can. Raises as
    `check`."""
    url, command = context.database_place
    if not url and not context.home.database.exists():
        return None
    found = _of_organisation(context, url, command) if url else _of_file(context)
    first = next((fault for fault in found if fault.key in _KEEPS_COMMANDS_FROM_READING), None)
    if first is None:
        return None
    of_one_record = first.key == "record.unreadable"
    return (UnreadableRecord if of_one_record else Damaged)("store.faulty", why=_row(context, first)["why"])


def _of_organisation(context: Context, url: str, command: str) -> "list[DataFault]":
    from collabtui.lifecycle.organisation.organisation_database import faults_of

    progress = tell_progress(context)
    return faults_of(url, command, lambda about: progress(f"check_{about}"))


def _of_file(context: Context) -> "list[DataFault]":
    from collabtui.lifecycle.backup.check_and_note import check_file
    from collabtui.lifecycle.backup.health_note import HealthNote
    from collabtui.lifecycle.backup.way_back import folder_named
    from collabtui.lifecycle.base.workspace import refuse_lost

    refuse_lost(context.home, folder_named(context.raw_config))
    progress, path = tell_progress(context), context.home.database
    if not (path.exists() or path.is_symlink()):
        HealthNote(context.home.health_note).data_checked(0)
        return []
    return check_file(context.home, lambda about: progress(f"check_{about}"))


def _row(context: Context, fault: "DataFault") -> FaultRow:
    why = context.words(f"fault.{fault.key}", ref=fault.ref, field=fault.field, value=fault.value, table=fault.table)
    return {
        "key": fault.key,
        "ref": fault.ref or None,
        "field": fault.field or None,
        "value": fault.value or None,
        "table": fault.table or None,
        "why": why,
    }


def _of_archive(context: Context, folder: Path) -> "list[DataFault]":
    """Files that are not as its manifest says, and a manifest that is not the one which the trail knows."""
    from collabtui.lifecycle.matters.archive import verify_here
    from collabtui.store.check.data_fault import DataFault

    done = verify_here(context.reader, folder)
    found = [DataFault("archive.file", done.manifest.matter, one.what, str(folder / one.path)) for one in done.findings]
    if done.trail == "other":
        found.append(DataFault("archive.other", done.manifest.matter, value=str(folder)))
    return found
