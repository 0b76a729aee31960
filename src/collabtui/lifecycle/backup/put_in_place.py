"""A database that was read from a copy takes the place of the present one; what was there is kept aside.

    staged ─ unpacked and every byte verified (`verify_and_unpack_copy`), tables up to date, `doctor --check` holds
    aside  ─ a folder with all that was there, whole before anything is overwritten
    taken  ─ the database at once (one transaction, or one rename), then the files

A kill before the third step leaves what was there; in it, the database is the one or the other, and the next `restore`
does the rest.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from collabtui.config_file import read_raw, text_in
from collabtui.domain.mail.left_before_restore import name_of_left
from collabtui.domain.mail.mail_records import Outgoing, OutgoingState
from collabtui.domain.via import COMMAND
from collabtui.errors import CollabError, Damaged, Refused
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_manifest import Progress, refuse_faults
from collabtui.lifecycle.backup.home_files import HomeFile, home_files
from collabtui.lifecycle.backup.kept_before import keep_last_folders
from collabtui.lifecycle.backup.restore_note import RestoreNote
from collabtui.lifecycle.base.acting import PRODUCT
from collabtui.store.check import structure
from collabtui.store.check.check_data import check_data
from collabtui.store.check.engine_objects import Checked
from collabtui.store.plain import counters_carried_over
from collabtui.store.queries.mails import message_ids_that_left
from collabtui.store.queries.row_reader import change_counter, open_reader
from collabtui.store.sqlite import database_copy, database_files, database_objects
from collabtui.store.sqlite.database_objects import SqliteObjects
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.system.atomic_file import make_folder, write_whole
from collabtui.system.atomic_folder import clear_leftovers, whole_folder
from collabtui.text.catalogue import LOCALES, Catalogue

_LEFT: tuple[OutgoingState, ...] = ("sent", "failed", "held")
_WAITS: tuple[OutgoingState, ...] = ("queued", "sending")


Alone = Callable[[Path], AbstractContextManager[None]]
"""A block in which nobody begins to send from the database there: what left until then would be known to nobody."""


class Present(NamedTuple):
    """The database in the place where the copy is to be restored."""

    batches: int | None
    """None where there is no database, or one that cannot be read."""
    foreign: Refused | None = None
    """Why it cannot be read, where it is not damaged: it is of a later version, or of another program."""
    state: str = ""
    """As `counters_carried_over.state_of` has it."""


class Restored(NamedTuple):
    batches: int
    held: int
    """Mails that waited in the copy and may have left since: they wait for somebody to look."""
    aside: Path | None
    """Where what was there is now."""
    place: str = ""
    """The server's database, where it is there now."""
    kept: int | None = None
    """Bytes of what a run that was killed had unpacked or built which were still right; None where there was none."""
    left: int = 0
    """Mails that left after the copy was made: each is held if it is written once more as it was."""
    not_taken: tuple[str, ...] = ()
    """Files of the copy that its manifest does not name, or that no home has."""


class ServerPlace(NamedTuple):
    """An organisation's database as the configuration names it."""

    url: str
    password_command: str


def present_of(home: Home) -> Present:
    """All its pages are looked at: what is damaged somewhere is no state that one could go back to."""
    if not home.database.exists():
        return Present(None)
    try:
        with closing(open_reader(home.database)) as reader:
            if next(structure.unsound(Checked(reader, SqliteObjects(reader))), None) is None:
                return Present(change_counter(reader), state=counters_carried_over.state_of(home.database))
    except Damaged:
        return Present(None)
    except Refused as error:
        return Present(None, error)
    return Present(None)


def verify_staged(staged: Path, source: Path, *, yes: bool) -> None:
    """Brings its tables up to date. Raises `Refused` (backup.faults) where its data do not hold, unless `yes`;
    (backup.foreign) where something in it is not of our making, and might act on what is written later; `store.newer`
    where it is of a later version."""
    with closing(open_store(staged)):
        pass
    if foreign := database_objects.foreign_objects(staged):
        raise Refused("backup.foreign", path=source, name=foreign[0])
    faults = check_data(staged)
    if not yes:
        refuse_faults(faults, source)


def put_in_place(
    home: Home,
    staged: Path,
    files: Iterable[HomeFile],
    note: RestoreNote,
    alone: Alone = lambda _: nullcontext(),
    progress: Progress = lambda _: None,
) -> Restored:
    """`files` are those of the copy, each with where it lies; `staged` is on the disk of the home's database."""
    present = present_of(home)
    with nullcontext() if present.batches is None else alone(home.database):
        progress("aside")
        aside = _kept_aside(home, present, note)
        if aside:
            _move_no_files(home, aside)
        held, left = _settle_mails(home, staged, present, note), _note_what_left(home, staged, present, note)
        if present.batches is not None:
            counters_carried_over.raise_numbers(staged, counters_carried_over.last_numbers(home.database))
        else:
            counters_carried_over.raise_numbers(staged, {})
        batches = counters_carried_over.batches_of(staged)
        progress("place")
        note.change(note.noted._replace(placing=counters_carried_over.state_of(staged)))
        if present.batches is not None:
            database_copy.write_over(staged, home.database)
        else:
            database_files.put_there(staged, home.database)
    for file in files:
        place = home.root / file.path
        make_folder(place.parent)
        write_whole(place, file.place.read_bytes(), mode=0o600)
    keep_last_folders(home.database.parent)
    return Restored(batches, held, aside, left=left)


def put_on_server(home: Home, staged: Path, server: ServerPlace, note: RestoreNote, progress: Progress) -> Restored:
    """Into a database that is empty; the files of a copy are a machine's, and stay in it. Raises `Refused`
    (move.there: path) where there is something."""
    from collabtui.lifecycle.organisation.server_copy import put_on_server as put_there

    held = _settle_mails(home, staged, Present(None), note)
    counters_carried_over.raise_numbers(staged, {})
    progress("place")
    return Restored(counters_carried_over.batches_of(staged), held, None, put_there(staged, *server))


def _kept_aside(home: Home, present: Present, note: RestoreNote) -> Path | None:
    """The one that a run which was killed has made, where nothing has been done since that is not in it."""
    noted = note.noted
    if noted.aside and present.state in (noted.aside_of, noted.placing) and Path(noted.aside).is_dir():
        return Path(noted.aside)
    aside = _keep_aside(home, present)
    if aside:
        note.change(noted._replace(aside=str(aside), aside_of=present.state))
    return aside


def _keep_aside(home: Home, present: Present) -> Path | None:
    """All that is there now, in a folder beside the database; None where nothing is."""
    clear_leftovers(home.database.parent, ".before-restore-*.part")
    files = [(file.path, file.place) for file in home_files(home)]
    if present.batches is None:
        files += [(path.name, path) for path in database_files.files_of(home.database)]
    if not files and present.batches is None and not database_files.no_files_of(home.database):
        return None
    aside = _unused(home.database.with_name(f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"))
    with whole_folder(aside) as fresh:
        if present.batches is not None:
            with closing(open_store(home.database)) as store:
                store.backup(str(fresh.path / home.database.name))
            fresh.own(home.database.name)
        for path, place in files:
            fresh.put(path, [place.read_bytes()])
    return aside


def _move_no_files(home: Home, aside: Path) -> None:
    """Those that stand in the place of the database, as they are: a kill in between leaves each here or there."""
    for path in database_files.no_files_of(home.database):
        path.rename(_unused(aside / path.name))


def _unused(folder: Path) -> Path:
    number, found = 1, folder
    while found.exists():
        number += 1
        found = folder.with_name(f"{folder.name}-{number}")
    return found


def _settle_mails(home: Home, staged: Path, present: Present, note: RestoreNote) -> int:
    """A mail that waited when the copy was made may have left since: it gets the state that it has now, and where that
    is not known it is held, so that nobody gets it twice."""
    why = str(Catalogue(_locale(home))("outbox.held_by_restore"))
    with closing(open_store(staged)) as store:
        waiting = store.find(Outgoing, state=_WAITS)
        since = _states_now(home, present, waiting)
        settled = [mail for one in waiting if (mail := _as_it_is_by_now(one, since.get(one.key), why)) is not None]
        held = sum(_may_have_left(since.get(mail.key)) for mail in settled)
        if held > note.noted.held:
            note.change(note.noted._replace(held=held))
        if settled:
            with store.transaction(actor=PRODUCT, via=COMMAND, now=note.begun_at) as tx:
                for mail in settled:
                    tx.put(mail)
    return note.noted.held


def _locale(home: Home) -> str:
    """The organiser's; the first one where no configuration can be read."""
    try:
        return text_in(read_raw(home), "organiser", "locale") or LOCALES[0]
    except CollabError:
        return LOCALES[0]


def _note_what_left(home: Home, staged: Path, present: Present, note: RestoreNote) -> int:
    """What left after the copy was made is in no outbox now. Mails that are read once more are answered once more: the
    very same answer is held by this (`queue_mail`), and one that says something else goes out."""
    if present.batches is None:
        return 0
    with closing(open_reader(home.database)) as now, closing(open_reader(staged)) as then:
        left = sorted(message_ids_that_left(now) - message_ids_that_left(then))
    if left:
        with (
            closing(open_store(staged)) as store,
            store.transaction(actor=PRODUCT, via=COMMAND, now=note.begun_at) as tx,
        ):
            for message_id in left:
                tx.claim_mail(name_of_left(message_id), message_id)
    return len(left)


def _as_it_is_by_now(mail: Outgoing, known: Outgoing | None, why: str) -> Outgoing | None:
    """None where it still waits. One that is held counts as tried: nothing takes its place by itself."""
    if known is None or _may_have_left(known):
        attempts = max(mail.attempts, 1)
        return mail.model_copy(update={"state": "held", "lease": None, "attempts": attempts, "last_error": why})
    if known.state not in _LEFT:
        return None
    of_leaving = ("state", "attempts", "sent_at", "last_error")
    return mail.model_copy(update={name: getattr(known, name) for name in of_leaving} | {"lease": None})


def _may_have_left(known: Outgoing | None) -> bool:
    """Nobody knows of a mail that is not there any more, nor of one that a worker has in hand."""
    return known is None or known.state == "sending"


def _states_now(home: Home, present: Present, waiting: list[Outgoing]) -> dict[str, Outgoing]:
    if present.batches is None:
        return {}
    with closing(open_store(home.database)) as store:
        return {mail.key: mail for key in (one.key for one in waiting) for mail in store.find(Outgoing, key=key)}


def refuse_overwriting(present: Present, copied: int, running: str, note: RestoreNote, agreed: str = "") -> None:
    """Raises `Refused` (restore.running: holder; restore.younger: n batches; store.newer, store.not_ours)."""
    if running:
        raise Refused("restore.running", holder=running)
    if present.foreign:
        raise present.foreign
    is_put_there = bool(present.state) and present.state == note.noted.placing  # by a run that was killed after it
    is_agreed = bool(agreed) and present.state == agreed
    if present.batches is not None and present.batches > copied and not (is_put_there or is_agreed):
        raise Refused("restore.younger", n=present.batches - copied)
