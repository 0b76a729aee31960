"""A matter is archived: a plain folder that can be read for ever, and held against what the trail knows of it. The
chain of hashes is in `formats.archive_hash_chain`."""

from pathlib import Path
from typing import Literal, NamedTuple

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.formats.archive_hash_chain import (
    NAME,
    Manifest,
    ManifestFinding,
    differences,
    entry_of,
    read_manifest,
    write_manifest,
)
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.void_questions import tell_filed
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.archived_files import archived_files
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.archive_mails import MailRefs, archive_heads
from collabtui.system.atomic_folder import whole_folder


class Archived(NamedTuple):
    matter: Matter
    files: int
    head: str


Known = Literal["same", "other", "unknown"]


class Verified(NamedTuple):
    manifest: Manifest
    findings: tuple[ManifestFinding, ...]
    trail: Known
    """Whether the manifest is one that the trail knows: `other` was written anew since. `unknown`: no archive of that
    matter is known here."""

    @property
    def intact(self) -> bool:
        return not self.findings and self.trail != "other"


def archive(acting: Acting, ref: str, folder: Path, mails: MailRefs) -> Archived:
    """Everything of the matter as it is now; its step is the archive from now on, and the trail keeps the head of the
    manifest's chain. The folder takes its place as the last thing before that is kept.

    `mails` are those of `store.queries.archive_mails.mails_of`. Raises `Unknown` (matter.unknown), `Refused`
    (folder.not_empty, archive.meeting_runs), `Unreachable` (file.unwritable)."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref).model_copy(update={"step": "archive"})
        if running := tx.find(Meeting, matter=matter.ref, state="running"):
            raise Refused("archive.meeting_runs", ref=running[0].ref, matter=matter.ref)
        with whole_folder(folder) as fresh:
            paths = []
            seen = acting.visible_store or tx
            for path, pieces in archived_files(
                acting.as_seen() if acting.visible_store else acting, seen, matter, mails
            ):
                fresh.put(path, pieces)
                paths.append(path)
            text, head = write_manifest(matter.ref, acting.now, (entry_of(fresh.path, path) for path in paths))
            fresh.put(NAME, [text.encode()])
            kept = tx.put(matter.model_copy(update={"archive_head": head}))
        return Archived(kept, len(paths), head)


@mails_ahead
def tell_those_asked(acting: Acting, ref: str) -> tuple[Outgoing, ...]:
    """That a matter is archived, to who was asked something of it and has not answered."""
    with acting.transaction() as tx:
        return tuple(tell_filed(tx, acting, tx.get(Matter, ref)))


def verify_here(reader: Connection, folder: Path) -> Verified:
    """As `verify`, by what the trail of this database knows."""
    return verify(folder, archive_heads(reader, read_manifest(folder).matter))


def verify(folder: Path, heads: list[str] | None) -> Verified:
    """`heads`: what the trail knows of the archives of that matter; None where there is no such trail.

    Raises `Refused` (archive.no_folder, archive.no_manifest), `Unreachable` (file.unreadable)."""
    manifest = read_manifest(folder)
    findings = (*manifest.broken, *differences(folder, manifest))
    known: Known = "unknown" if not heads else "same" if manifest.head in heads else "other"
    return Verified(manifest, findings, known)
