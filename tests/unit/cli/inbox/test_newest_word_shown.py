"""Why an older mail changed nothing is said wherever it is shown, in both languages."""

from pathlib import Path

import pytest

from collabtui.domain.mail.mail_records import Incoming
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live.run import record
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes.publish import publish
from support.command_line import Type
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, NOTES, Clock

ZHANG = "zhang@example.test"
LINES = {
    "zh": (
        "写信之后，对方说到的事已有更新的说法，以后说的为准",
        "! A1 状态未改：3月5日（周四） 09:00又有人说过（李明）",
    ),
    "en": (
        "something newer has been said since it was written, and the newer word counts",
        "! A1 status left as it is: something newer was said Thu 5 Mar 09:00 (李明)",
    ),
}


@pytest.fixture
def late(office: Workspace, clock: Clock, typed: Type) -> bytes:
    """A "done" of the 4th that comes in on the 6th; on the 5th the facilitator has said that it is blocked."""
    plan.new_meeting(office.as_user("command"), AGENDA)
    clock.set("2026-03-02T15:00+08:00")
    record(office.as_user("command"), "M1", NOTES)
    publish(office.as_user("command"), "M1")
    send_all(office)
    assert typed("action update A1 --status blocked", now="2026-03-05T09:00+08:00").code == 0
    return reply(outgoing(office, ZHANG, "minutes"), "1 完成", date="Wed, 04 Mar 2026 10:00:00 +0800")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_inbox_says_why(office: Workspace, clock: Clock, typed: Type, late: bytes, lang: str) -> None:
    clock.set("2026-03-06T10:00+08:00")
    receive(office.as_worker(), late)
    why, newer = LINES[lang]
    assert why in typed(f"--lang {lang} inbox list").out
    shown = typed(f"--lang {lang} inbox show 1").out
    assert why in shown
    assert newer in shown
    assert typed("inbox list --json").json[0]["newer"] == [
        {"ref": "A1", "value": "status", "at": "2026-03-05T09:00:00+08:00", "by": "李明", "via": "command"}
    ]
    assert typed("action show A1 --json").json["status"] == "blocked"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explain_says_why(typed: Type, late: bytes, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "late.eml"
    file.write_bytes(late)
    now = "2026-03-06T10:00+08:00"
    shown = typed(f"--lang {lang} explain {file}", now=now).out
    assert all(line in shown for line in LINES[lang])
    said = typed(f"explain {file} --json", now=now).json
    assert (said["verdict"], said["reason"]) == ("review", "older-than-known")
    assert [(one["ref"], one["value"], one["by"]) for one in said["newer"]] == [("A1", "status", "李明")]


def test_when_something_was_said_is_no_change_of_its_own(typed: Type, late: bytes) -> None:  # makes the change
    fields = [one["field"] for one in typed("trail A1 --json").json]
    assert "status" in fields
    assert "stated" not in fields


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "此前因它而不算的 I1 现在又是最新的，请再看一次"),
        ("en", "I1 had given way to it: what is said there is now the newest word"),
    ],
)
def test_taking_back_the_newer_word_names_the_mail_that_gave_way(
    office: Workspace, clock: Clock, typed: Type, late: bytes, lang: str, sentence: str
) -> None:
    clock.set("2026-03-06T10:00+08:00")
    receive(office.as_worker(), late)
    undone = typed(f"--lang {lang} undo A1 --yes", now="2026-03-06T11:00+08:00")
    assert sentence in undone.out
    assert office.store.get(Incoming, "I1").state == "waiting"


@pytest.mark.parametrize("blocked_since", [False, True], ids=["nobody else", "the facilitator, too"])
def test_taking_back_a_newer_mail_names_the_older_one(
    office: Workspace, clock: Clock, typed: Type, late: bytes, blocked_since: bool
) -> None:
    if not blocked_since:
        typed("undo A1 --yes", now="2026-03-05T10:00+08:00")
    clock.set("2026-03-06T10:00+08:00")
    newer = reply(outgoing(office, ZHANG, "minutes"), "1 进行中 60%", date="Fri, 06 Mar 2026 09:00:00 +0800")
    receive(office.as_worker(), newer.replace(b"Message-ID: <", b"Message-ID: <2."))
    receive(office.as_worker(), late)
    undone = typed("--lang en inbox undo 1", now="2026-03-06T11:00+08:00").out
    assert ("I2 had given way" in undone) is not blocked_since


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "A1：状态已改为这封邮件里的，虽然李明后来另有设定（3月5日（周四） 09:00）"),
        ("en", "A1: the status of this mail now holds, though 李明 had set it later (Thu 5 Mar 09:00)"),
    ],
)
def test_a_yes_that_overrules_it_says_so(
    office: Workspace, clock: Clock, typed: Type, late: bytes, lang: str, sentence: str
) -> None:
    clock.set("2026-03-06T10:00+08:00")
    receive(office.as_worker(), late)
    done = typed(f"--lang {lang} inbox apply 1", now="2026-03-06T11:00+08:00")
    assert sentence in done.out
    assert typed("action show A1 --json").json["status"] == "done"


def test_a_yes_that_overrules_it_says_so_in_json(office: Workspace, clock: Clock, typed: Type, late: bytes) -> None:
    clock.set("2026-03-06T10:00+08:00")
    receive(office.as_worker(), late)
    done = typed("--json inbox apply 1", now="2026-03-06T11:00+08:00").json
    assert done["overruled"] == [{"ref": "A1", "value": "status", "at": "2026-03-05T09:00:00+08:00", "by": "李明"}]
