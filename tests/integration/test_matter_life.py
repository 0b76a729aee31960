"""A whole matter on Dovecot and Postfix, from the request to the archive, once in a Chinese office with three
departments and once in an English one: every clock passes once, somebody objects, somebody is silent, somebody is
overruled."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from integration.test_life import newest
from mailbed.bed import Mailbed
from support.engines import ENGINES
from support.mail_clients import wrap
from support.real_home import LEAD, Terminal

pytestmark = pytest.mark.mailbed

X = "X-2026-001"
MAKER, MAKERS_HEAD, SELLER, LAWYER, LAWYERS_HEAD, TESTER = (
    f"{name}@example.test" for name in ("alice", "erin", "carol", "bob", "dave", "frank")
)


@dataclass(frozen=True)
class Office:
    """What is said in it. Departments: who makes, who sells, who checks contracts, and who accepts the result."""

    client: str
    people: str
    title: str
    goal: str
    criteria: tuple[str, str]
    departments: tuple[str, str, str, str]
    asked: tuple[str, str, str]
    agrees: str
    objects: str
    agrees_late: str
    agenda: str
    notes: str
    done: str
    reason: str
    blocked: str
    risk: str
    refuses: str
    signs: str
    checked: str


ZH = Office(
    client="qq-zh",
    people="""\
name,email,department,locale,head,contact
张伟,alice@example.test,研发部,zh,,yes
赵强,erin@example.test,研发部,zh,yes,
陈静,carol@example.test,市场部,zh,yes,
王芳,bob@example.test,法务部,zh,,yes
周涛,dave@example.test,法务部,zh,yes,
刘敏,frank@example.test,质控部,zh,yes,
""",
    title="新品上线",
    goal="投诉量下降 20 %",
    criteria=("压力测试通过", "投诉量低于 80 件"),
    departments=("研发部", "市场部", "法务部", "质控部"),
    asked=("两名后端", "推广素材", "合同审核"),
    agrees="同意，对接人张伟",
    objects="不同意：活动已经排期",
    agrees_late="同意，我来对接",
    agenda="""\
---
title: 启动会
start: 2026-03-06 14:00
matter: 新品上线
participants: [张伟, 陈静, 王芳]
---
## 目标
定下分工
## 议程
- 20m 分工 @张伟
""",
    notes="""\
d: 接口冻结日为3月20日
a: 提供接口文档 @张伟 截止3月13日 交付:接口文档
a: 审核合同 @王芳 截止3月13日 交付:审核意见
""",
    done="1 完成",
    reason="供应商没有回复",
    blocked="1 受阻，因为供应商没有回复",
    risk="有个风险：供应商可能晚两周，高风险",
    refuses="不同意：素材来不及",
    signs="同意",
    checked="1 达标\n2 不达标 因为缺一页",
)  # fmt: skip
EN = Office(
    client="outlook-en",
    people="""\
name,email,department,locale,head,contact
Alice,alice@example.test,Engineering,en,,yes
Erin,erin@example.test,Engineering,en,yes,
Carol,carol@example.test,Marketing,en,yes,
Bob,bob@example.test,Legal,en,,yes
Dave,dave@example.test,Legal,en,yes,
Frank,frank@example.test,Quality,en,yes,
""",
    title="Product launch",
    goal="20 % fewer complaints",
    criteria=("The load test passes", "Fewer than 80 complaints"),
    departments=("Engineering", "Marketing", "Legal", "Quality"),
    asked=("two engineers", "the launch material", "a review of the contract"),
    agrees="We agree, contact is Alice",
    objects="We can't: the campaign is booked already",
    agrees_late="OK, agreed. I'll be the contact",
    agenda="""\
---
title: Kick-off
start: 2026-03-06 14:00
matter: Product launch
participants: [Alice, Carol, Bob]
---
## Goal
Agree who does what
## Agenda
- 20m Who does what @Alice
""",
    notes="""\
d: The interface is frozen on 20 March
a: Write the interface document @Alice due 2026-03-13 => interface document
a: Review the contract @Bob due 2026-03-13 => review
""",
    done="1 done",
    reason="the supplier has not answered",
    blocked="1 blocked because the supplier has not answered",
    risk="There is a risk: the supplier may be two weeks late, high risk",
    refuses="We object: the material will not be ready",
    signs="I agree",
    checked="1 met\n2 not met because a page is missing",
)  # fmt: skip


class Matter:
    """The facilitator at the shell, the others in their mailboxes, and what has come to each so far."""

    def __init__(self, office: Office, terminal: Terminal, mailbed: Mailbed, folder: Path) -> None:
        self.office, self.terminal, self.mailbed, self.folder = office, terminal, mailbed, folder
        self.now = ""
        self._answers = 0

    def at(self, day: str, clock: str = "10:00") -> "Matter":
        """From now on it is then: `day` is `MM-DD` of 2026."""
        self.now = f"2026-{day}T{clock}+08:00"
        return self

    def __call__(self, *words: str, code: int = 0) -> str:
        return self.terminal(list(words), now=self.now, code=code)

    def shown(self) -> Any:
        return self.terminal.json(f"matter show {X}", now=self.now)

    def states(self) -> dict[str, str]:
        """How each department stands to the request."""
        return {one["department"]: one["state"] for one in self.shown()["asked"]}

    def action(self, ref: str) -> Any:
        return self.terminal.json(f"action show {ref}", now=self.now)

    def file(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return str(self.folder / name)

    def count(self, address: str) -> int:
        return len(self.mailbed.mail_for(address))

    def sync(self) -> set[str]:
        """One pass; who got mail by it."""
        people = (MAKER, MAKERS_HEAD, SELLER, LAWYER, LAWYERS_HEAD, TESTER, LEAD)
        before = {address: self.count(address) for address in people}
        self("sync")
        return {address for address in people if self.count(address) > before[address]}

    def answers(self, address: str, said: str, about: str) -> EmailMessage:
        """To the newest mail whose subject has `about`; read by a pass at once. The mail that went back."""
        asked = newest(self.mailbed, address, about)
        text, html = asked.get_body(("plain",)), asked.get_body(("html",))
        assert text is not None
        assert html is not None
        self._answers += 1
        before, mails = self.count(LEAD), self.count(address)
        raw = wrap(
            self.office.client, said, text.get_content(), html.get_content(), placement="above",
            sender=str(asked["Reply-To"]), recipient=f"X <{address}>", subject=str(asked["Subject"]),
            message_id=f"<{self._answers}@client.test>", in_reply_to=str(asked["Message-ID"]),
            date=self._written(),
        )  # fmt: skip
        self.mailbed.submit(address, [asked["Reply-To"].addresses[0].addr_spec], raw)
        self.mailbed.wait_for(LEAD, before + 1)
        self("sync")
        self.mailbed.wait_for(address, mails + 1)
        return newest(self.mailbed, address)

    def _written(self) -> str:
        return format_datetime(datetime.fromisoformat(self.now) - timedelta(minutes=1))


def the_request_is_answered(matter: Matter) -> None:
    """One agrees, one objects and is asked anew, one is silent: reminded after two working days, then his head hears
    of it."""
    office, (makes, sells, checks, accepts) = matter.office, matter.office.departments
    matter.at("03-02")
    matter("person", "import", matter.file("people.csv", office.people))
    matter("matter", "new", office.title, "--goal", office.goal, "--wanted", "2026-04-10", "--initiator", sells,
           "--kind", "project", "--owner", MAKERS_HEAD)  # fmt: skip
    assert matter.count(MAKERS_HEAD) == 1, "he answers for it"
    first, second = office.criteria
    matter("matter", "edit", X, "--lead", makes, "--supervising", accepts, "--rhythm", "weekly",
           "--criterion", first, "--criterion", second, "--milestone", "2026-03-20 " + first)  # fmt: skip
    for department, what in zip(office.departments, office.asked, strict=False):
        matter("matter", "ask", X, department, what)
    matter("matter", "request", X, "--send")
    assert all(matter.count(address) for address in (MAKER, MAKERS_HEAD, SELLER, LAWYER, LAWYERS_HEAD))
    matter.at("03-02", "15:00").answers(MAKER, office.agrees, X)
    matter.answers(SELLER, office.objects, X)
    assert matter.states() == {makes: "accepted", sells: "objected", checks: "waiting"}
    matter("matter", "ask", X, sells, office.asked[1] + " 2")
    matter("matter", "request", X, "--send")
    matter.at("03-03").answers(SELLER, office.agrees_late, X)
    assert matter.at("03-04").sync() == {LAWYER}
    assert matter.at("03-05").sync() == {LAWYERS_HEAD}
    matter.at("03-05", "15:00").answers(LAWYER, office.agrees_late, X)
    assert set(matter.states().values()) == {"accepted"}
    assert {one["email"] for one in matter.shown()["contacts"]} == {MAKER, SELLER, LAWYER}


def something_is_given(matter: Matter) -> None:
    """A department is asked for what it gives, for some days, and promises it."""
    office, (_, sells, _, _) = matter.office, matter.office.departments
    matter.at("03-05", "15:30")
    days = ("--from", "2026-03-16", "--to", "2026-03-18")
    matter("resource", "add", X, office.asked[1], "--department", sells, "--kind", "tools", "--amount", "2", *days)
    matter("resource", "ask", X, "--send")
    matter.at("03-05", "15:40").answers(SELLER, office.signs, "[RES1]")
    (given,) = matter.shown()["resources"]
    assert (given["state"], given["by"]["email"]) == ("promised", SELLER)
    assert office.asked[1] in matter("matter", "form", X, "request")


def it_is_checked_before_it_is_handed_in(matter: Matter) -> None:
    """By who does it, in the owner's place, line by line."""
    office = matter.office
    matter.at("03-12", "11:00")
    matter("action", "update", "A1", "--doer", SELLER)
    matter("action", "check", "A1", "--add", office.asked[0], "--add", office.asked[2], "--send")
    matter.at("03-12", "11:30").answers(SELLER, office.checked, "[A1]")
    checks = matter.terminal.json("action check A1", now=matter.now)
    assert [one["ok"] for one in checks] == [True, False]
    assert matter.action("A1")["status"] == "not-started"
    matter("action", "update", "A1", "--doer", "")
    matter("action", "check", "A1", "--number", "2", "--ok", "yes")


def a_meeting_begins_it(matter: Matter) -> None:
    """Invited, held, its minutes signed by one and by the silence of the others, who were told of the deadline."""
    office = matter.office
    matter.at("03-05", "16:00")
    matter("meeting", "new", "--file", matter.file("agenda.md", office.agenda))
    matter("meeting", "invite", "M1")
    matter.at("03-06", "15:00")
    matter("meeting", "record", "M1", "--file", matter.file("notes.txt", office.notes))
    matter("meeting", "minutes", "M1", "--send")
    matter.at("03-06", "16:00").answers(MAKER, office.signs, "[M1]")


def the_plan_is_signed_and_one_is_overruled(matter: Matter) -> None:
    office = matter.office
    matter("matter", "approve", X, "plan", "--send")
    matter.at("03-06", "17:00").answers(MAKERS_HEAD, office.signs, "[C1]")
    matter.answers(SELLER, office.refuses, "[C1]")
    matter.answers(TESTER, office.signs, "[C1]")
    matter("matter", "grant", "C1", code=1)
    assert {LAWYER, SELLER} <= matter.at("03-09").sync(), "who has not signed the minutes, a day before silence signs"
    matter.at("03-10").sync()
    matter("matter", "grant", "C1", "--overrule", office.reason)
    signatures = matter("matter", "form", X, "breakdown").split("##")[-1]
    assert signatures.count(office.reason) == 2, "for the department against, and for the silent one"
    matter("matter", "step", X, "tracking")
    assert matter.at("03-11").sync() == {MAKER, LAWYER}, "two days before"
    states = [one["state"] for one in matter.terminal.json("meeting sign-offs M1", now=matter.at("03-12").now)]
    assert sorted(states) == ["agreed", "silent", "silent"]


def work_is_late(matter: Matter) -> None:
    """One is done; of the other its owner hears on the working day behind it and his head a day later, and then it is
    blocked for a reason and a risk."""
    office = matter.office
    matter.at("03-12", "15:00").answers(MAKER, office.done, "A1")
    assert matter.action("A1")["status"] == "done"
    assert matter.at("03-13").sync() == {LAWYER}, "how he stands: it is Friday"
    assert LAWYER in matter.at("03-16").sync()
    assert matter.at("03-17").sync() == {LAWYERS_HEAD}
    matter.answers(LAWYER, office.blocked, "A2")
    assert (matter.action("A2")["status"], matter.action("A2")["reason"]) == ("blocked", office.reason)
    matter.answers(LAWYER, office.risk, "A2")
    (waits,) = matter.terminal.json("inbox list --waiting", now=matter.now)
    assert waits["reason"] == "risk"
    matter("inbox", "apply", f"I{waits['id']}")
    (risk,) = matter.terminal.json("risk list", now=matter.now)
    assert (risk["level"], risk["matter"]) == ("high", X)
    assert {MAKERS_HEAD, SELLER, LAWYERS_HEAD} <= matter.sync(), "a high one reaches lead and heads at once"
    assert LEAD in matter.at("03-18").sync(), "24 hours without an answer to it"
    matter("risk", "update", risk["ref"], "--answer", office.asked[0], "--owner", MAKER)


def the_date_is_moved(matter: Matter) -> None:
    office = matter.office
    matter.at("03-20")
    matter("matter", "change", X, "date", office.title, "--reason", office.reason, "--wanted", "2026-04-20", "--send")
    matter.at("03-20", "12:00").answers(MAKER, office.signs, "[C2]")
    matter.answers(SELLER, office.refuses, "[C2]")
    matter("matter", "grant", "C2", code=1)
    assert matter.shown()["wanted"] == "2026-04-10"
    matter("matter", "grant", "C2", "--overrule", office.reason)
    assert matter.shown()["wanted"] == "2026-04-20"


def it_is_accepted_and_kept(matter: Matter) -> None:
    """What is not met becomes an action; the letter goes to everybody; the retrospective is owed after three working
    days; the archive is whole."""
    office = matter.office
    matter.at("03-23").answers(LAWYER, office.done, "A2")
    matter("matter", "step", X, "acceptance")
    matter("matter", "criterion", X, "1", "--measured", "1", "--met", "yes")
    matter("matter", "criterion", X, "2", "--measured", "90", "--met", "no", "--rectify", office.asked[0],
           "--by", "2026-03-27", "--owner", MAKER)  # fmt: skip
    matter("matter", "accept", X, "--send", code=1)
    assert matter.at("03-25").sync() == {MAKER}, "two days before what is to be put right"
    matter.answers(MAKER, office.done, "A3")
    matter("matter", "criterion", X, "2", "--measured", "70", "--met", "yes")
    people = (MAKER, MAKERS_HEAD, SELLER, LAWYER, LAWYERS_HEAD, TESTER)
    before = {address: matter.count(address) for address in people}
    matter("matter", "accept", X, "--result", office.goal, "--send")
    assert all(matter.count(address) > before[address] for address in people)
    assert matter.at("03-27").sync() == set()
    assert matter.at("03-30").sync() == {LEAD}, "three working days later"
    matter("matter", "edit", X, "--went-well", "1", "--to-improve", "2", "--to-standardise", "3")
    matter("matter", "step", X, "archive")
    case = str(matter.folder / "case")
    matter("matter", "archive", X, "--to", case)
    matter("matter", "verify", case)
    (matter.folder / "case" / "matter.json").write_text("{}", encoding="utf-8")
    matter("matter", "verify", case, code=1)


@pytest.mark.parametrize("terminal", ENGINES, indirect=True)
@pytest.mark.parametrize("office", [ZH, EN], ids=["zh", "en"])
def test_from_the_request_to_the_archive(office: Office, terminal: Terminal, mailbed: Mailbed, tmp_path: Path) -> None:
    matter = Matter(office, terminal, mailbed, tmp_path)
    the_request_is_answered(matter)
    something_is_given(matter)
    a_meeting_begins_it(matter)
    the_plan_is_signed_and_one_is_overruled(matter)
    it_is_checked_before_it_is_handed_in(matter)
    work_is_late(matter)
    the_date_is_moved(matter)
    it_is_accepted_and_kept(matter)
