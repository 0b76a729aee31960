"""Copies of everything, from the screens: one is made, one takes the place of what is there; and the archive of a
matter is held against its manifest."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.backup.kept_before import KEPT
from collabtui.screens.dialogs.choose import Pick
from collabtui.screens.dialogs.confirm import ConfirmTrust
from collabtui.screens.dialogs.form import Form, FormField, Values
from collabtui.screens.setup.faults_dialog import FaultsDialog
from collabtui.screens.shell.palette_arguments import WithArgument, write_out
from collabtui.system.path_completion import PathKind, short_path
from collabtui.system.real_path import expanded_path

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from collabtui.lifecycle.backup.replacement import Replaced, Replacement
    from collabtui.lifecycle.base.acting import Acting
    from collabtui.lifecycle.matters.archive import Verified
    from collabtui.screens.frame.page import Page
    from collabtui.store.engine_connection import Connection

OTHER = "/"
"""In the place of a path: one that is not in the list."""
MOST_OFFERED = 12
COUNTED = ("meeting", "action", "matter", "person", "incoming", "outgoing")
"""Tables by which people recognise a state."""


async def use_copies(page: "Page", command: str, path: str) -> bool:
    """The command that is named, with its path; without a name all of them are offered. True where mail rests since:
    then another state may be in place, and all that was read before is of the one before."""
    if command == "restore":
        return await restore_from(page, path)
    if command == "verify":
        await verify_archive(page, path)
        return False
    return await _choose(page)


async def _choose(page: "Page") -> bool:
    names = ("backup", "restore", "export", "import", "verify")
    options = [(name, page.words(f"copies.{name}"), page.words(f"copies.{name}_about")) for name in names]
    chosen = await page.ask(Pick(page.services, page.words("setup.copies"), options))
    match chosen:
        case "backup" | "export":
            await write_out(page, WithArgument(chosen, ""))
        case "restore":
            return await restore_from(page, "")
        case "import":
            path = await _path_of_copy(page, "copies.import", "folder")
            return bool(path) and await restore_from(page, path)
        case "verify":
            await verify_archive(page, "")
    return False


async def restore_from(page: "Page", typed: str) -> bool:
    """A copy, or a folder that an export wrote; without a path it is chosen. What would be replaced is shown before,
    and kept in a copy of its own."""
    path = typed or await _chosen_copy(page)
    if not path:
        return False
    if not page.session.configured:
        from collabtui.screens.setup.copy_on_new_computer import put_on_new_computer

        return await put_on_new_computer(page, expanded_path(path), _counts)
    seen = await page.do(lambda acting: _replacement_of(acting, page, expanded_path(path)))
    if seen is None or not await page.ask(ConfirmTrust(page.services, _question(page, seen), "copies.restore_yes")):
        return False
    await page.services.mail.rest()
    with page.telling("copies.restoring"):
        done = await page.do(lambda acting: _replace(acting, page, seen))
    if done is None:
        return True
    kept = short_path(done.kept_as)
    page.tell("copies.restored", seconds=10, at=_instant(page, seen.made_at), kept=kept)
    if held := done.restored.held:
        page.warn("copies.held", n=held)
    return True


def _question(page: "Page", seen: "Replacement") -> str:
    """Both states by what is in them, and what becomes of the one that is there."""
    words = page.words
    title = words("copies.question", path=seen.path.name, at=_instant(page, seen.made_at))
    lines = [
        words("copies.of_copy", counts=_counts(page, seen.copied)),
        words("copies.of_present", counts=_counts(page, seen.present)),
        words("copies.lost", n=seen.lost) if seen.lost else words("copies.nothing_lost"),
        words("copies.kept_first", path=short_path(seen.kept_as), n=KEPT),
    ]
    return "\n".join([title, "", *lines, "", words("copies.replaces_settings")])


def _counts(page: "Page", rows: "Mapping[str, int]") -> list[str]:
    return [page.words(f"copies.n_{table}", n=rows.get(table, 0)) for table in COUNTED]


def _instant(page: "Page", at: "datetime") -> str:
    return page.words.instant(at.astimezone(page.session.zone))


async def _chosen_copy(page: "Page") -> str:
    """One of those that were made by themselves, the newest first, or any other; empty where none is wanted."""
    known = await page.do(lambda acting: _known_copies(acting, page)) if page.session.configured else []
    if known is None:
        return ""
    options = [(str(path), _instant(page, at), short_path(path)) for path, at in known]
    if options:
        options.append((OTHER, page.words("copies.other"), page.words("copies.other_about")))
        path = await page.ask(Pick(page.services, page.words("copies.restore"), options))
        if path != OTHER:
            return path or ""
    return await _path_of_copy(page, "copies.restore", "file")


async def _path_of_copy(page: "Page", title: str, kind: PathKind) -> str:
    """Of one that can take the place of what is there."""

    async def look(path: str) -> None:
        await page.session.run_command(lambda acting: _replacement_of(acting, page, expanded_path(path)))

    return await _asked_path(page, title, kind, look=look if page.session.configured else None)


def _known_copies(acting: "Acting", page: "Page") -> "list[tuple[Path, datetime]]":
    """Those that can be read, and when each was made."""
    from collabtui.lifecycle.backup.replacement import copies_to_choose, made_at

    found = []
    for path in copies_to_choose(page.session.home, acting.config.backup.folder)[:MOST_OFFERED]:
        with suppress(CollabError):
            found.append((path, made_at(path)))
    return found


async def _asked_path(
    page: "Page", title: str, kind: PathKind, begun: str = "", look: "Callable[[str], Awaitable[object]] | None" = None
) -> str:
    """`begun` stands in the field. What `look` refuses of the path stands beside it."""
    wanted = ""

    async def save(values: Values) -> None:
        nonlocal wanted
        wanted = values["path"].strip()
        if not wanted:
            raise Refused("copies.type_path")
        if look:
            await look(wanted)

    label = page.words("copies.folder") if kind == "folder" else ""
    field = FormField("path", begun, label=label, path=kind)
    await page.ask(Form(page.services, page.words(title), [field], save, verb="key.go_on"))
    return wanted


async def verify_archive(page: "Page", typed: str) -> None:
    """A matter's archive against its manifest, and that against the trail: says that it is as it was, or lists what is
    not."""
    found = None

    async def look(path: str) -> None:
        nonlocal found
        found = await page.session.query(lambda reader: _verified(reader, expanded_path(path)))

    path = typed
    if not path:
        begun = await asyncio.to_thread(_last_archive, page)
        path = await _asked_path(page, "copies.verify", "folder", begun, look)
    else:
        try:
            await look(path)
        except CollabError as error:
            page.show_error(error)
    if found is None:
        return
    ref, files = found.manifest.matter, len(found.manifest.entries)
    if found.intact:
        page.tell(f"archive.intact_{found.trail}", seconds=10, n=files, ref=ref, head=found.manifest.head)
        return
    lines = [page.words(f"archive.{one.what}", path=one.path) for one in found.findings]
    if found.trail == "other":
        lines.append(page.words("archive.anew", path=path, ref=ref))
    await page.ask(FaultsDialog(page.services, page.words("copies.altered", ref=ref, path=path), lines))


def _last_archive(page: "Page") -> str:
    """The newest archive in the folder that is offered for them; empty where none is there."""
    from collabtui.formats import archive_hash_chain

    found = [one.parent for one in page.session.home.written("archives").glob(f"*/{archive_hash_chain.NAME}")]
    return short_path(max(found, key=lambda one: one.stat().st_mtime)) if found else ""


def _verified(reader: "Connection", folder: Path) -> "Verified":
    from collabtui.lifecycle.matters.archive import verify_here

    return verify_here(reader, folder)


def _replacement_of(acting: "Acting", page: "Page", path: Path) -> "Replacement":
    from collabtui.lifecycle.backup.replacement import replacement_of

    return replacement_of(acting, page.session.home, path)


def _replace(acting: "Acting", page: "Page", seen: "Replacement") -> "Replaced":
    from collabtui.lifecycle.backup.replacement import replace
    from collabtui.worker.running_holder import nobody_else_works, running_holder

    home = page.session.home
    return replace(acting, home, seen, running_holder(home.database), nobody_else_works, lambda _: None)
