"""Mails that a server does not hand out: `status` names them at once, `doctor` after a day."""

from datetime import datetime, timedelta

import pytest

from collabtui.config_file import write_config
from collabtui.domain.mail.mail_records import Incoming, Unfetched
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from support.command_line import Type
from support.due_world import ALL_OWED
from support.imap_script import scripted
from support.lying_imap import Lie, LyingImap, always, honest
from support.mailbox_reader import ids, mails
from support.scripted_server import Scripted
from support.world import CONFIG

NOW = datetime.fromisoformat(ALL_OWED)
FOLDER = "li@mail.example.test:993/INBOX"


def keep(workspace: Workspace, uid: int, since: datetime, **fields: object) -> None:
    made = {"folder": FOLDER, "uidvalidity": 7, "uid": uid, "reason": "[SERVERBUG] no", "tries": 3}
    mail = Unfetched.model_validate(
        made | {"ref": f"{FOLDER}/7/{uid}", "first_tried": since, "next_try": NOW + timedelta(hours=1)} | fields
    )
    with workspace.as_worker().transaction() as tx:
        tx.put(mail)


def test_status_lists_what_waits_to_be_fetched_and_nothing_else(owing: Workspace, typed: Type) -> None:
    assert typed("status --json", now=ALL_OWED).json["unfetched"] == []
    keep(owing, 8, NOW - timedelta(minutes=1))
    keep(owing, 9, NOW - timedelta(days=1), state="fetched")
    (mail,) = typed("status --json", now=ALL_OWED).json["unfetched"]
    assert (mail["folder"], mail["uid"], mail["reason"], mail["tries"]) == (FOLDER, 8, "[SERVERBUG] no", 3)
    assert "[SERVERBUG] no" in typed("status", now=ALL_OWED, COLLABTUI_LANG="en").out
    assert "取不下来的邮件" in typed("status", now=ALL_OWED, COLLABTUI_LANG="zh").out


@pytest.mark.parametrize(("hours", "named"), [(23, False), (24, True)])
def test_doctor_fails_on_a_mail_that_has_not_come_for_a_day(
    owing: Workspace, typed: Type, hours: int, *, named: bool
) -> None:
    keep(owing, 8, NOW - timedelta(hours=hours))
    steps = typed("doctor --json", now=ALL_OWED).json
    assert [step["ok"] for step in steps if step["step"] == "check.unfetched"] == ([False] if named else [])


@pytest.mark.parametrize(
    ("reason", "en", "zh"),
    [
        ("too-slow", "too long to read", "超过了时限"),
        ("reader-died", "the program stopped", "程序被中断"),
        ("imap.gone", "connection lost", "连接中断"),
        ("imap.nested", "too deep", "太深"),
    ],
)
def test_why_it_was_not_read_is_said_in_words(owing: Workspace, typed: Type, reason: str, en: str, zh: str) -> None:
    keep(owing, 8, NOW - timedelta(hours=30), reason=reason)
    for language, words in (("en", en), ("zh", zh)):
        for command in ("status", "doctor"):
            said = typed(command, now=ALL_OWED, COLLABTUI_LANG=language).out
            assert words in said
            assert reason not in said


def taken_in(office: Workspace) -> list[str]:
    return sorted(mail.message_id for mail in office.store.find(Incoming))


@pytest.mark.parametrize("lie", ["no", "bad", "nil", "empty", "garbage", "throttled", "bye", "hang up", "torn"])
def test_a_sync_to_which_no_mail_is_handed_out_says_so_and_the_next_one_has_them(
    office: Workspace, home: Home, typed: Type, lie: Lie
) -> None:
    folder = LyingImap(mails(1, 2, 3, 4), lambda uids: dict.fromkeys(uids, lie))
    with Scripted(folder) as server:
        write_config(home, CONFIG.model_copy(update={"imap": scripted(server, junk=False)}))
        failed = typed("sync")
        assert (failed.code, taken_in(office)) == (1, [])
        assert failed.err != ""
        folder.lies = honest
        assert typed("sync").code == 0
    assert taken_in(office) == ids(1, 2, 3, 4)


def test_a_sync_to_which_one_mail_is_not_handed_out_has_the_others_and_lists_that_one(
    office: Workspace, home: Home, typed: Type
) -> None:
    with Scripted(LyingImap(mails(1, 2, 3, 4), always({2: "no"}))) as server:
        write_config(home, CONFIG.model_copy(update={"imap": scripted(server, junk=False)}))
        typed("sync")
        assert taken_in(office) == ids(1, 3, 4)
        (left,) = typed("status --json").json["unfetched"]
    assert (left["uid"], left["reason"], left["tries"]) == (2, "fetch failed: [SERVERBUG] cannot read it", 1)
