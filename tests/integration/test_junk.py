"""Answers that went to the folder for unwanted mail, on a server that says what it is for and not what it is called."""

import signal
import time
from collections.abc import Callable

import pytest

from integration.test_life import AFTER, answer, published
from mailbed.bed import Mailbed
from support.real_home import LEAD, Terminal

__all__ = ["published"]  # the fixture
pytestmark = pytest.mark.mailbed
FOLDER = "Ungewollt"
ALICE, BOB = "alice@example.test", "bob@example.test"


def move_to_junk(mailbed: Mailbed) -> None:
    """Everything that lies in the facilitator's inbox."""
    with mailbed.inbox(LEAD) as client:
        if not client.folder_exists(FOLDER):
            client.create_folder(FOLDER)
        client.move(client.search("ALL"), FOLDER)


def test_an_answer_there_waits_and_the_next_one_in_the_inbox_is_applied(published: Terminal, mailbed: Mailbed) -> None:
    already = len(mailbed.mail_for(LEAD))
    answer(mailbed, ALICE, "qq-zh", "1 完成")
    mailbed.wait_for(LEAD, already + 1)
    move_to_junk(mailbed)
    assert published.json("sync", now="2026-03-02T18:00+08:00")["read"] == {"review": 1}
    (waiting,) = published.json("inbox list --waiting", now=AFTER)
    assert (waiting["sender"], waiting["reason"]) == (ALICE, "junk")
    answer(mailbed, BOB, "outlook-en", "done, contract is signed")
    mailbed.wait_for(LEAD, 1)
    assert published.json("sync", now="2026-03-02T18:05+08:00")["read"] == {"apply": 1}
    published(f"inbox apply {waiting['id']}", now="2026-03-02T18:06+08:00")
    status = {one["ref"]: one["status"] for one in published.json("action list", now=AFTER)}
    assert (status["A1"], status["A4"]) == ("done", "done")


def test_the_watch_looks_there_and_still_hears_the_inbox(published: Terminal, mailbed: Mailbed) -> None:
    answer(mailbed, ALICE, "qq-zh", "1 完成")
    mailbed.wait_for(LEAD, 1)
    move_to_junk(mailbed)
    watch = published.start("watch", now="2026-03-02T18:00+08:00")
    try:
        until(lambda: {one["sender"] for one in published.json("inbox list --waiting", now=AFTER)} == {ALICE})
        answer(mailbed, BOB, "outlook-en", "done, contract is signed")
        until(lambda: published.json("action show A4", now=AFTER)["status"] == "done")
    finally:
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(timeout=60) == 0


def until(holds: Callable[[], bool], timeout: float = 180.0) -> None:
    """Each look is a command, which takes its time where others use the machine, too."""
    deadline = time.monotonic() + timeout
    while not holds():
        assert time.monotonic() < deadline
