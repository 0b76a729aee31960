"""Mails that a server does not hand out: `status` names them at once, `doctor` after a day."""

from datetime import datetime, timedelta

import pytest

from collabtui.domain.mail.mail_records import Unfetched
from collabtui.lifecycle.base.acting import Workspace
from support.command_line import Type
from support.due_world import ALL_OWED

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
        ("too-slow", "longer to read than it may", "超过了时限"),
        ("reader-died", "the program was killed", "程序被中断"),
        ("imap.gone", "the line breaks", "连接中断"),
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
