"""A request to three departments and a change of it on Dovecot and Postfix, answered in the formats of real clients."""

from pathlib import Path
from typing import Any

import pytest

from integration.test_life import answer, newest
from mailbed.bed import Mailbed
from support.real_home import LEAD, Terminal

pytestmark = pytest.mark.mailbed

PEOPLE = """\
name,email,department,locale,head,contact
王芳,scribe@example.test,研发部,zh,,
张伟,alice@example.test,研发部,zh,,yes
赵强,erin@example.test,研发部,zh,yes,
陈静,carol@example.test,市场部,zh,yes,
Bob,bob@example.test,Legal,en,yes,
"""
X = "X-2026-001"
BEFORE, AFTER = "2026-03-02T10:00+08:00", "2026-03-02T18:00+08:00"
ALICE, BOB, CAROL = "alice@example.test", "bob@example.test", "carol@example.test"


@pytest.fixture
def requested(terminal: Terminal, mailbed: Mailbed, tmp_path: Path) -> Terminal:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    terminal(f"person import {tmp_path / 'people.csv'}", now=BEFORE)
    terminal(["matter", "new", "新品上线", "--goal", "投诉 -20 %", "--background", "去年投诉多"], now=BEFORE)
    for department, what in (("研发部", "两名后端"), ("市场部", "推广素材"), ("Legal", "a review of the contract")):
        terminal(["matter", "ask", X, department, what], now=BEFORE)
    assert terminal.json(f"matter request {X} --send", now=BEFORE)["sent"] == 4
    return terminal


def test_the_supervising_department_accepts_criterion_by_criterion(requested: Terminal, mailbed: Mailbed) -> None:
    edit = [
        "matter",
        "edit",
        X,
        "--supervising",
        "市场部",
        "--criterion",
        "覆盖率 ≥ 95 %",
        "--criterion",
        "满意度 ≥ 90",
    ]
    requested([*edit, "--criterion", "合同已审"], now=BEFORE)
    requested(["matter", "criterion", X, "3", "--department", "Legal"], now=BEFORE)
    assert requested.json(f"matter approve {X} criteria --send", now=BEFORE) == {"ref": "C1", "queued": 2, "sent": 2}
    answer(mailbed, CAROL, "qq-zh", "1 达标 97%\n2 不达标 因为漏了两个门店", about="C1")
    answer(mailbed, BOB, "outlook-en", "all met", about="C1")
    assert sync(requested, mailbed, 2)["sent"] == 2
    shown = requested.json(f"matter show {X}", now=AFTER)
    results = [(one["met"], one["measured"], one["person"]["name"]) for one in shown["criteria"]]
    assert results == [(True, "97%", "陈静"), (False, "", "陈静"), (True, "", "Bob")]
    (change,) = shown["changes"]
    assert {one["department"]: one["stance"] for one in change["opinions"]} == {"市场部": "against", "Legal": "for"}
    form = requested(["matter", "form", X, "acceptance", "--format", "md"], now=AFTER)
    assert ("漏了两个门店" in form, "陈静" in form, "Bob" in form) == (True, True, True)


def asked(terminal: Terminal) -> dict[str, tuple[str, str | None]]:
    shown = terminal.json(f"matter show {X}", now=AFTER)
    return {one["department"]: (one["state"], one["text"]) for one in shown["asked"]}


def sync(terminal: Terminal, mailbed: Mailbed, mails: int) -> Any:
    mailbed.wait_for(LEAD, mails)
    return terminal.json("sync", now=AFTER)


def test_only_the_department_that_answers_changes(requested: Terminal, mailbed: Mailbed) -> None:
    answer(mailbed, BOB, "outlook-en", "We can't: no budget until June", about=X)
    assert sync(requested, mailbed, 1)["sent"] == 1
    assert asked(requested) == {
        "研发部": ("waiting", None), "市场部": ("waiting", None), "Legal": ("objected", "no budget until June"),
    }  # fmt: skip
    answer(mailbed, ALICE, "qq-zh", "同意，对接人王芳", about=X)
    answer(mailbed, CAROL, "gmail-zh", "同意，但要到6月", about=X)
    assert sync(requested, mailbed, 3)["sent"] == 2 + 1, "and to 王芳, whom somebody else named"
    assert asked(requested) == {
        "研发部": ("accepted", "同意，对接人王芳"),
        "市场部": ("waiting", "同意，但要到6月"),
        "Legal": ("objected", "no budget until June"),
    }
    shown = requested.json(f"matter show {X}", now=AFTER)
    assert [(one["department"], one["name"]) for one in shown["contacts"]] == [("研发部", "王芳")]
    assert [one["sender"] for one in requested.json("inbox list --waiting", now=AFTER)] == [CAROL]
    text = newest(mailbed, ALICE).get_body(("plain",))
    assert text is not None
    assert "研发部同意参与" in text.get_content()
    again = requested.json("sync", now=AFTER)
    assert (again["read"], again["sent"], again["reminded"]) == ({}, 0, 0)


def test_a_change_goes_out_comes_back_and_is_decided(requested: Terminal, mailbed: Mailbed) -> None:
    raised = ["matter", "change", X, "date", "推迟两周", "--reason", "供应商晚了", "--wanted", "2026-04-14", "--send"]
    requested(raised, now=BEFORE)
    answer(mailbed, ALICE, "outlook-zh", "同意", about="[C1]")
    answer(mailbed, CAROL, "qq-app-zh", "不同意：活动已经排期", about="[C1]")
    answer(mailbed, BOB, "gmail-en", "if the budget comes we agree", about="[C1]")
    sync(requested, mailbed, 3)
    (change,) = requested.json(f"matter show {X}", now=AFTER)["changes"]
    stances = {one["department"]: (one["stance"], one["text"]) for one in change["opinions"]}
    assert stances == {
        "研发部": ("for", "同意"),
        "市场部": ("against", "活动已经排期"),
        "Legal": ("none", "if the budget comes we agree"),
    }
    assert all(state == "waiting" for state, _ in asked(requested).values())
    requested(["matter", "grant", "C1", "按新日期走", "--overrule", "总经理已定"], now=AFTER)
    assert requested.json(f"matter show {X}", now=AFTER)["wanted"] == "2026-04-14"
    for address in (ALICE, "erin@example.test", CAROL, BOB):
        assert str(newest(mailbed, address)["Subject"]).startswith("[C1]")


def test_the_silent_are_reminded_once_and_then_the_head_is_told(requested: Terminal, mailbed: Mailbed) -> None:
    answer(mailbed, BOB, "apple-en", "OK, I'll be the contact", about=X)
    sync(requested, mailbed, 1)
    before = {who: len(mailbed.mail_for(who)) for who in (ALICE, CAROL, BOB, "erin@example.test")}
    for now in ("2026-03-04T10:00+08:00", "2026-03-04T17:00+08:00"):
        requested("sync", now=now)
    reminded = {who: len(mailbed.mail_for(who)) - count for who, count in before.items()}
    assert reminded == {ALICE: 1, CAROL: 1, BOB: 0, "erin@example.test": 0}
    requested("sync", now="2026-03-05T10:00+08:00")
    told = {who: len(mailbed.mail_for(who)) - count for who, count in before.items()}
    assert told == {ALICE: 1, CAROL: 1, BOB: 0, "erin@example.test": 1}
