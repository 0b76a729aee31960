"""The drill: everything is copied, lost, and there again, whichever way it was copied."""

import json
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.backup.export_folder import export_folder
from collabtui.lifecycle.backup.import_folder import import_folder
from collabtui.lifecycle.backup.put_in_place import Restored
from collabtui.lifecycle.backup.restore import restore
from collabtui.lifecycle.backup.verify_and_unpack_copy import newest_copy, read_copy
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.store.plain import plain_tables
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.send_turn import SendTurn
from collabtui.store.sqlite.sqlite_store import open_store
from support.invariants import holds
from support.replies import outgoing, reply, send_all
from support.world import Clock

Save = Callable[[Workspace, Home, Path], None]
Back = Callable[..., Restored]


def to_file(workspace: Workspace, home: Home, path: Path) -> None:
    write_copy(workspace.store, home, path, workspace.clock())


def to_folder(workspace: Workspace, home: Home, path: Path) -> None:
    export_folder(workspace.store, home, path, workspace.clock(), "# all")


BOTH = pytest.mark.parametrize(
    ("save", "back"), [(to_file, restore), (to_folder, import_folder)], ids=["backup", "export"]
)


def everything(database: Path) -> dict[str, list[plain_tables.Plain]]:
    """But for what a restore says of itself: leases, and what waited to be sent."""
    with closing(open_reader(database)) as reader:
        return {
            name: list(plain_tables.rows_of(reader, name))
            for name in plain_tables.NAMES
            if name not in ("counter", "outgoing", "trail")
        }


def answers(workspace: Workspace) -> list[Outgoing]:
    """Those that wait or are held."""
    return [mail for mail in workspace.store.find(Outgoing, state=["queued", "held"]) if mail.kind == "answer"]


def rename(workspace: Workspace, email: str, name: str) -> None:
    acting = workspace.as_user("command")
    with acting.transaction() as tx:
        (person,) = tx.find(Person, email=email)
        tx.put(person.model_copy(update={"name": name}))


def note(workspace: Workspace, text: str) -> None:
    update_action(workspace.as_user("command"), "A1", Update(ref="A1", note=text))


@BOTH
def test_all_is_there_again_on_a_new_machine(
    lived_in: Workspace, home: Home, elsewhere: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    save(lived_in, home, tmp_path / "copy")
    done = back(elsewhere, tmp_path / "copy", clock(), running="")
    holds(elsewhere)
    assert everything(elsewhere.database) == everything(home.database)
    assert done.aside is None
    assert stat.S_IMODE(elsewhere.database.stat().st_mode) == 0o600
    assert elsewhere.config_path.read_bytes() == home.config_path.read_bytes()
    assert (elsewhere.templates / "mail/zh/minutes.txt").read_text("utf-8").startswith("Subject: 纪要")
    with closing(open_store(elsewhere.database)) as store:
        assert store.secret() == lived_in.store.secret()
        assert [hit.ref for hit in store.search("压力测试")] == [hit.ref for hit in lived_in.store.search("压力测试")]


@BOTH
def test_what_waited_to_be_sent_is_held_where_nobody_knows_whether_it_left(
    lived_in: Workspace, home: Home, elsewhere: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    waiting = [mail.ref for mail in lived_in.store.find(Outgoing, state="queued")]
    assert waiting
    save(lived_in, home, tmp_path / "copy")
    assert back(elsewhere, tmp_path / "copy", clock(), running="").held == len(waiting)
    with closing(open_store(elsewhere.database)) as store:
        assert {store.get(Outgoing, ref).state for ref in waiting} == {"held"}
        assert store.due_outgoing(SendTurn(clock(), 100)) == []


@BOTH
def test_a_mail_that_left_since_the_copy_is_not_sent_again(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    save(lived_in, home, tmp_path / "copy")
    left, *still = lived_in.store.find(Outgoing, state="queued")
    acting = lived_in.as_worker()
    with acting.transaction() as tx:
        tx.put(left.model_copy(update={"state": "sent", "attempts": 1, "sent_at": acting.now}))
    assert back(home, tmp_path / "copy", clock(), running="", yes=True).held == 0
    assert lived_in.store.get(Outgoing, left.ref).state == "sent"
    assert {lived_in.store.get(Outgoing, mail.ref).state for mail in still} <= {"queued"}
    holds(home)


@BOTH
def test_what_is_held_says_why_and_nothing_takes_its_place(
    lived_in: Workspace, home: Home, elsewhere: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    """Its key is not free: a reminder that left after the copy would be made anew, and sent twice."""
    waiting = [mail.ref for mail in lived_in.store.find(Outgoing, state="queued")]
    save(lived_in, home, tmp_path / "copy")
    back(elsewhere, tmp_path / "copy", clock(), running="")
    with closing(open_store(elsewhere.database)) as store:
        for mail in map(partial(store.get, Outgoing), waiting):
            assert (mail.never_tried, "备份" in mail.last_error) == (False, True)


@BOTH
def test_an_answer_that_left_since_the_copy_is_held_when_its_mail_is_read_again(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    """The very same is held; who is answered something else, since things stand otherwise now, reads that."""
    send_all(lived_in)
    save(lived_in, home, tmp_path / "copy")
    same, other = (
        reply(outgoing(lived_in, who, "minutes"), "help") for who in ("zhang@example.test", "chen@example.test")
    )
    for raw in (same, other):
        receive(lived_in.as_worker(), raw)
    left = {mail.key: mail.message_id for mail in answers(lived_in)}
    assert len(left) == 2
    send_all(lived_in)
    done = back(home, tmp_path / "copy", clock(), running="", yes=True)
    assert (done.held, done.left) == (0, 2)
    assert answers(lived_in) == []
    receive(lived_in.as_worker(), same)
    (again,) = answers(lived_in)
    assert (again.state, again.may_have_left, left[again.key]) == ("held", True, again.message_id)
    assert "备份" in again.last_error
    rename(lived_in, "chen@example.test", "陈静静")
    receive(lived_in.as_worker(), other)
    assert {mail.state for mail in answers(lived_in)} == {"held", "queued"}
    holds(home)


@BOTH
def test_a_younger_state_is_overwritten_only_when_that_is_meant_and_kept_aside(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    save(lived_in, home, tmp_path / "copy")
    note(lived_in, "younger")
    with pytest.raises(Refused) as caught:
        back(home, tmp_path / "copy", clock(), running="")
    assert (caught.value.key, caught.value.values) == ("restore.younger", {"n": 1})
    done = back(home, tmp_path / "copy", clock(), running="", yes=True)
    # who has it open sees the restored state at once
    assert lived_in.store.get(Action, "A1").note != "younger"
    assert done.aside is not None
    with closing(open_store(done.aside / "collabtui.db")) as aside:
        assert aside.get(Action, "A1").note == "younger"
    holds(home)


@BOTH
def test_nothing_is_overwritten_while_a_worker_runs(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    save(lived_in, home, tmp_path / "copy")
    with pytest.raises(Refused, match=r"restore\.running"):
        back(home, tmp_path / "copy", clock(), running="host:1:2")


@BOTH
def test_no_number_is_given_twice_after_a_restore(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    """A mail about what was made after the copy may be out: its ref must not mean something else."""
    save(lived_in, home, tmp_path / "copy")
    with lived_in.as_user("command").transaction() as tx:
        given = tx.next_ref(Action)
    back(home, tmp_path / "copy", clock(), running="", yes=True)
    with lived_in.as_user("command").transaction() as tx:
        assert tx.next_ref(Action) not in (given, "A1")


def test_a_worker_from_before_a_restore_writes_nothing_more(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock
) -> None:
    from collabtui.worker.lease import holding

    to_file(lived_in, home, tmp_path / "copy")
    with holding(lived_in.store, clock) as lease:
        restore(home, tmp_path / "copy", clock(), running="", yes=True)
        with pytest.raises(Refused, match=r"worker\.lost"), lived_in.under(lease.fence).as_worker().transaction():
            pass


@BOTH
def test_a_copy_in_which_something_has_changed_is_refused_and_nothing_happens(
    lived_in: Workspace, home: Home, elsewhere: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    save(lived_in, home, tmp_path / "copy")
    spoil(tmp_path / "copy")
    with pytest.raises(Refused, match=r"backup\.(damaged|not_ours)"):
        back(elsewhere, tmp_path / "copy", clock(), running="", yes=True)
    assert not elsewhere.database.exists()


def spoil(copy: Path) -> None:
    if copy.is_dir():
        copy = copy / "tables" / "action.jsonl"
    content = bytearray(copy.read_bytes())
    for place in range(len(content) // 3, len(content) // 3 + 64):
        # more than one: within a run of zeros another single byte of the packed file may unpack to the same
        content[place] ^= 0x11
    copy.write_bytes(bytes(content))


def test_a_copy_in_which_the_data_do_not_hold_is_refused(
    lived_in: Workspace, home: Home, elsewhere: Home, tmp_path: Path, clock: Clock
) -> None:
    lived_in.store._connection.run("UPDATE action SET owner = 'P99' WHERE ref = 'A3'")  # type: ignore[attr-defined]  # damage that no way of ours does
    made = write_copy(lived_in.store, home, tmp_path / "copy", clock())
    assert {fault.ref for fault in made.faults} == {"A3"}
    with pytest.raises(Refused, match=r"backup\.faults"):
        restore(elsewhere, tmp_path / "copy", clock(), running="")
    assert not elsewhere.database.exists()
    restore(elsewhere, tmp_path / "copy", clock(), running="", yes=True)
    assert elsewhere.database.exists()


def test_a_copy_is_one_state_while_others_write(lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock) -> None:
    with lived_in.as_user("command").transaction() as tx:
        action = tx.get(Action, "A1")
        tx.put(action.model_copy(update={"note": "not committed"}))
        with closing(open_store(home.database)) as other:
            write_copy(other, home, tmp_path / "copy", clock())
    with zipfile.ZipFile(tmp_path / "copy") as copy:
        (tmp_path / "copied.db").write_bytes(copy.read("collabtui.db"))
    holds(tmp_path / "copied.db")
    with closing(open_store(tmp_path / "copied.db")) as store:
        assert store.get(Action, "A1").note != "not committed"


@BOTH
def test_what_is_written_at_each_step_of_copying_is_whole_in_it_or_not_at_all(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, save: Save, back: Back
) -> None:
    """Another process changes two records in one transaction each time, and each of them has the number of the
    change."""
    written: list[int] = []

    def others_write(_: str) -> None:
        with (
            closing(open_store(home.database)) as other,
            replace(lived_in, store=other).as_user("command").transaction() as tx,
        ):
            written.append(len(written) + 1)
            for ref in ("A1", "A2"):
                tx.put(tx.get(Action, ref).model_copy(update={"note": f"change {written[-1]}"}))

    others_write("")
    if save is to_file:
        write_copy(lived_in.store, home, tmp_path / "copy", clock(), others_write)
    else:
        export_folder(lived_in.store, home, tmp_path / "copy", clock(), "# all", others_write)
    assert len(written) > 1
    elsewhere = Home(tmp_path / "new")
    back(elsewhere, tmp_path / "copy", clock(), running="", yes=True)
    holds(elsewhere.database)
    with closing(open_store(elsewhere.database)) as store:
        notes = {store.get(Action, ref).note for ref in ("A1", "A2")}
    assert len(notes) == 1
    assert notes <= {f"change {number}" for number in written}


def test_no_password_is_in_a_copy_and_only_its_owner_reads_it(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock
) -> None:
    to_file(lived_in, home, tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    to_folder(lived_in, home, tmp_path / "folder")
    assert (tmp_path / "folder").stat().st_mode & 0o077 == 0


def test_an_export_is_plain(lived_in: Workspace, home: Home, tmp_path: Path) -> None:
    to_folder(lived_in, home, tmp_path / "all")
    lines = (tmp_path / "all/tables/action.jsonl").read_text("utf-8").splitlines()
    first = json.loads(lines[0])
    assert (first["ref"], first["title"], first["collaborators"]) == ("A1", "提供接口文档", [])
    (mail,) = (one for one in lived_in.store.find(Incoming, ref="I2"))
    assert (tmp_path / "all/mail/incoming/2.eml").read_bytes() == mail.raw
    assert not [path for path in (tmp_path / "all").rglob("*") if path.name.startswith(".")]


def test_another_file_is_never_overwritten_by_a_copy(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(Refused, match=r"backup\.not_ours"):
        write_copy(lived_in.store, home, tmp_path / "letter.txt", clock())
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_half_written_copy_is_none(lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock) -> None:
    whole = tmp_path / "collabtui-20260301T000000Z.zip"
    to_file(lived_in, home, whole)
    (tmp_path / "collabtui-20260302T000000Z.zip").write_bytes(whole.read_bytes()[:-500])
    assert newest_copy(tmp_path) == whole
    assert read_copy(whole).batches == lived_in.store.change_counter()
