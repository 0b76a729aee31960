"""Mistakes that users met, each gone: who supports an item is shown, a department that is not there is refused, two
owners are told apart, and what was not done is not said to be."""

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import Type
from unit.cli.test_life import answer

ALICE = "alice@example.test"
X = "X-2026-001"


def test_who_supports_an_item_is_shown_with_it(published: Home, typed: Type) -> None:
    assert typed(["action", "add", "印手册", "--owner", "Alice", "--collaborator", "Bob"]).code == 0
    shown = typed("action show A4 --lang zh")
    assert (shown.code, shown.err) == (0, "")
    assert "Bob" in shown.out
    assert typed("action show A4 --json").json["collaborators"] == ["Bob"]


@pytest.mark.parametrize("verb", ["new 促销", f"edit {X}"])
def test_a_department_that_is_not_there_leads_nothing(published: Home, typed: Type, verb: str) -> None:
    said = typed(["matter", *verb.split(), "--lead", "不存在部"])
    assert said.code == 1
    assert "不存在部" in said.err
    assert len(typed("matter list --json").json) == 1


@pytest.mark.parametrize("words", ["new {} --initiator", f"edit {X} --initiator", f"edit {X} --supervising"])
def test_who_asks_or_accepts_from_outside_is_told_to_get_no_mail(published: Home, typed: Type, words: str) -> None:
    known = typed(["matter", *words.format("促销").split(), "研发部", "--lang", "zh"])
    outside = typed(["matter", *words.format("抽奖").split(), "不存在部", "--lang", "zh"])
    assert (known.code, known.err) == (0, "")
    assert (outside.code, "“不存在部”" in outside.err) == (0, True)


@pytest.mark.parametrize("names", ["Alice、Bob", "Alice Bob", "Alice and Bob", "Alice/Bob"])
def test_two_owners_are_told_that_one_owns(published: Home, typed: Type, names: str) -> None:
    said = typed(["action", "add", "印手册", "--owner", names, "--lang", "zh"])
    assert said.code == 1
    assert "负责人只有一位" in said.err
    assert "是不是" not in said.err


def test_a_yes_to_what_nobody_could_read_says_that_nothing_was_done(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    later = "2026-03-02T17:00+08:00"
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, "这事见面再聊"))
    typed("sync", now=later)
    (waits,) = typed("inbox list --waiting --json", now=later).json
    assert (waits["sign_off"], waits["requests"], waits["proposals"]) == (None, [], [])
    said = typed(f"inbox apply {waits['id']} --lang zh", now=later)
    assert (said.code, "什么也没有改动" in said.out) == (0, True)
    states = {one["person"]["email"]: one["state"] for one in typed("meeting sign-offs M1 --json", now=later).json}
    assert states[ALICE] == "waiting"


def test_a_yes_to_what_was_asked_says_that_it_was_done(published: Home, typed: Type, mail_server: MailServer) -> None:
    later = "2026-03-02T17:00+08:00"
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, "2 延期到3月18日，因为供应商晚了"))
    typed("sync", now=later)
    (waits,) = typed("inbox list --waiting --json", now=later).json
    assert "已采纳" in typed(f"inbox apply {waits['id']} --lang zh", now=later).out
