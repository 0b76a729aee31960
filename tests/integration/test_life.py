"""The life of a meeting on Dovecot and Postfix, by the commands, with answers in the formats of real clients."""

import email
import re
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from mailbed.bed import Mailbed
from support.mail_clients import Placement, wrap
from support.real_home import LEAD, Terminal, kill_when

pytestmark = pytest.mark.mailbed

AGENDA = """\
---
title: 新品上线协作会
start: 2026-03-02 14:00
place: 3号会议室
facilitator: 李明
scribe: 王芳
participants: [张伟, 陈静, Bob, Carol, Dave]
---
## 议程
- 10m 开场与目标
- 40m 核心问题
"""
PEOPLE = """\
name,email,department,locale
王芳,scribe@example.test,项目办,zh
张伟,alice@example.test,研发部,zh
陈静,carol@example.test,市场部,zh
Bob,bob@example.test,Legal,en
Carol,dave@example.test,Finance,en
Dave,erin@example.test,IT,en
"""
NOTES = """\
d: 接口冻结日为3月4日
a: 提供接口文档 @张伟 截止3月6日 交付:接口文档
a: 完成压力测试 @张伟 截止3月13日 交付:测试报告
a: 提供推广素材 @陈静 截止3月10日 交付:素材包
a: Review the contract @Bob due 2026-03-10 => signed contract
a: Approve the budget @Carol due 2026-03-11 => approval
a: Open the firewall @Dave due 2026-03-12 => rule
"""
BEFORE, AFTER = "2026-02-27T10:00+08:00", "2026-03-02T16:00+08:00"


@pytest.fixture
def published(terminal: Terminal, tmp_path: Path) -> Terminal:
    for name, content in (("people.csv", PEOPLE), ("agenda.md", AGENDA), ("notes.txt", NOTES)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    terminal(f"person import {tmp_path / 'people.csv'}", now=BEFORE)
    terminal(f"meeting new --file {tmp_path / 'agenda.md'}", now=BEFORE)
    terminal("meeting invite M1", now=BEFORE)
    terminal(f"meeting record M1 --file {tmp_path / 'notes.txt'}", now=AFTER)
    terminal("meeting minutes M1 --send", now=AFTER)
    return terminal


def newest(mailbed: Mailbed, address: str, subject: str = "") -> EmailMessage:
    """Of all that were sent until now: what the server has taken may still be on its way."""
    mailbed.wait_until_delivered()
    mails = [email.message_from_bytes(raw, policy=default) for raw in mailbed.mail_for(address)]
    return [mail for mail in mails if subject in str(mail["Subject"])][-1]


def answer(
    mailbed: Mailbed, address: str, client: str, said: str, placement: Placement = "above", about: str = "[M1]"
) -> None:
    """`address` answers the minutes, or what has that in its subject, with that client, through the submission port."""
    minutes = newest(mailbed, address, about)
    text, html = minutes.get_body(("plain",)), minutes.get_body(("html",))
    assert text is not None
    assert html is not None
    raw = wrap(
        client,
        said,
        text.get_content(),
        html.get_content(),
        placement=placement,
        sender=str(minutes["Reply-To"]),
        recipient=f"{address.partition('@')[0]} <{address}>",
        subject=str(minutes["Subject"]),
        message_id=f"<{address}-{about}@client.test>",
        in_reply_to=str(minutes["Message-ID"]),
        date="Mon, 02 Mar 2026 17:00:00 +0800",
    )
    mailbed.submit(address, [minutes["Reply-To"].addresses[0].addr_spec], raw)


def test_four_clients_answer_and_the_right_actions_change_and_only_those(published: Terminal, mailbed: Mailbed) -> None:
    before = {one["ref"]: one for one in published.json("action list", now=AFTER)}
    answer(mailbed, "alice@example.test", "qq-zh", "1 完成\n2 延期到3月18日，因为供应商晚了")
    answer(mailbed, "carol@example.test", "netease-master-zh", "进度80%")
    answer(mailbed, "bob@example.test", "outlook-en", "done, contract is signed")
    answer(mailbed, "dave@example.test", "gmail-en", "not done yet")
    mailbed.wait_for(LEAD, 2 + 4)
    said = published.json("sync", now="2026-03-02T18:00+08:00")
    after = {one["ref"]: one for one in published.json("action list", now=AFTER)}
    changed = {ref: (after[ref]["status"], after[ref]["percent"]) for ref in after if after[ref] != before[ref]}
    assert changed == {"A1": ("done", 100), "A3": ("in-progress", 80), "A4": ("done", 100)}
    assert after["A2"]["due"] == "2026-03-13"
    assert said["sent"] == 4
    for address in ("alice@example.test", "carol@example.test", "bob@example.test", "dave@example.test"):
        assert newest(mailbed, address)["Auto-Submitted"] == "auto-replied"
    again = published.json("sync", now="2026-03-02T18:00+08:00")
    assert (again["read"], again["sent"], again["reminded"]) == ({}, 0, 0)
    assert {one["ref"]: one for one in published.json("action list", now=AFTER)} == after


def test_explain_gives_the_reasons(published: Terminal, mailbed: Mailbed, tmp_path: Path) -> None:
    answer(mailbed, "dave@example.test", "gmail-en", "not done yet")
    mailbed.wait_for(LEAD, 2 + 1)
    file = tmp_path / "reply.eml"
    mailbed.wait_until_delivered()
    file.write_bytes(mailbed.mail_for(LEAD)[-1])
    said = published.json(f"explain {file}", now=AFTER)
    assert (said["trust"], said["verdict"], said["updates"]) == ("token", "review", [])
    assert "negated" in said["reason"]


def test_each_owner_gets_one_digest_two_days_before_and_none_later_that_day(
    published: Terminal, mailbed: Mailbed
) -> None:
    first = published.json("sync", now="2026-03-08T09:30+08:00")
    count = {who: len(mailbed.mail_for(f"{who}@example.test")) for who in ("carol", "bob", "dave")}
    again = published.json("sync", now="2026-03-08T17:00+08:00")
    assert {who: len(mailbed.mail_for(f"{who}@example.test")) for who in count} == count
    assert again["reminded"] == 0
    assert "A3" in str(newest(mailbed, "carol@example.test")["Subject"])
    assert "A4" in str(newest(mailbed, "bob@example.test")["Subject"])
    assert "A5" not in str(newest(mailbed, "dave@example.test")["Subject"])
    assert first["sent"] == first["reminded"] == 3  # 张伟 is asked about A1, which is overdue


def test_the_calendar_part_survives_the_real_servers(published: Terminal, mailbed: Mailbed) -> None:
    invitation = newest(mailbed, "bob@example.test", "Invitation")
    parts = [part for part in invitation.walk() if part.get_content_type() == "text/calendar"]
    assert parts[0].get_param("method") == "REQUEST"
    assert re.search(r"ORGANIZER;CN=.*:mailto:facilitator\+[a-z2-7]{16}@example\.test", parts[0].get_content())


def test_a_mail_that_fails_at_delivery_marks_mail_and_person(published: Terminal, mailbed: Mailbed) -> None:
    published(["person", "add", "Ghost", "ghost@example.test"], now=AFTER)
    published(["action", "add", "haunt", "--owner", "Ghost", "--due", "2026-03-04"], now=AFTER)
    published("sync", now="2026-03-03T10:00+08:00")
    mailbed.wait_for(LEAD, 2 + 1)
    published("sync", now="2026-03-03T10:05+08:00")
    mails = [one for one in published.json("outbox list", now=AFTER) if one["to"] == "ghost@example.test"]
    assert {one["kind"] for one in mails} == {"notice", "reminder"}
    assert {(one["state"], bool(one["last_error"])) for one in mails} == {("failed", True)}


def test_kill_9_in_the_middle_of_sending_loses_nobody(mailbed: Mailbed, terminal: Terminal, tmp_path: Path) -> None:
    """Fifty people on one mailbox, told apart by their +addresses."""
    people = [f"bob+{number}@example.test" for number in range(50)]
    (tmp_path / "people.csv").write_text(
        "name,email\n" + "".join(f"Person {number:02},{address}\n" for number, address in enumerate(people))
    )
    names = ", ".join(f"Person {number:02}" for number in range(50))
    agenda = re.sub(r"scribe: .*\nparticipants: .*", f"participants: [{names}]", AGENDA)
    (tmp_path / "agenda.md").write_text(agenda, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("d: go\n")
    terminal(f"person import {tmp_path / 'people.csv'}", now=BEFORE)
    terminal(f"meeting new --file {tmp_path / 'agenda.md'}", now=BEFORE)
    terminal(f"meeting record M1 --file {tmp_path / 'notes.txt'}", now=AFTER)
    sending = terminal.start("meeting minutes M1 --send", now=AFTER)
    kill_when(sending, lambda: 5 < len(mailbed.mail_for("bob@example.test")) < 45)
    terminal("sync", now=AFTER)
    arrived = [email.message_from_bytes(raw, policy=default) for raw in mailbed.mail_for("bob@example.test")]
    reached = {mail["To"].addresses[0].addr_spec for mail in arrived}
    assert reached == set(people)
    assert len({str(mail["Message-ID"]) for mail in arrived}) == 50
    assert len(arrived) <= 51
    assert {one["state"] for one in terminal.json("outbox list", now=AFTER)} == {"sent"}
