"""`inbox apply` says what it changed, and where there was nothing to change."""

from collabtui.demo.server import MailServer
from collabtui.domain.action import Action
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.meetings.invite import invite
from collabtui.lifecycle.people.edit_people import import_people
from support.command_line import Type
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, Clock
from unit.cli.test_life import answer

ALICE = "alice@example.test"


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


def test_a_wish_for_what_is_somebody_elses_by_now_says_whose_it_is(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    later = "2026-03-02T17:00+08:00"
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, "2 延期到3月18日，因为供应商晚了"))
    typed("sync", now=later)
    (waits,) = typed("inbox list --waiting --json", now=later).json
    assert "不再由来信人负责" not in typed(f"inbox show {waits['id']} --lang zh", now=later).out
    typed(f"action update {waits['requests'][0]['ref']} --owner Bob", now=later)
    for command in ("show", "apply"):
        shown = typed(f"inbox {command} {waits['id']} --lang zh", now=later).out
        assert "不再由来信人负责" in shown
        assert "Bob" in shown


def test_what_notes_by_mail_were_taken_down_as_is_said_line_by_line(
    office: Workspace, clock: Clock, typed: Type
) -> None:
    """老赵 is the one 赵 there is, which has to be seen; nobody is called 没有这个人."""
    import_people(office.as_user("command"), [PersonDraft(name="赵强", email="zhao@example.test")])
    plan.new_meeting(office.as_user("command"), AGENDA)
    invite(office.as_user("command"), "M1")
    send_all(office)
    clock.set("2026-03-02T20:00+08:00")
    notes = "a: 准备样机 @老赵 截止3月10日 交付:样机\na: 写方案 @没有这个人 2026-03-09 => 方案\nd: 五月上线"
    raw = reply(outgoing(office, "chen@example.test", "invitation"), notes, date="Mon, 02 Mar 2026 18:00:00 +0800")
    mail = receive(office.as_worker(), raw)
    assert mail is not None
    first = typed(f"--lang zh inbox show {mail.ref[1:]}", now="2026-03-02T20:05+08:00")
    assert "采纳后会成为：\n✓ 行动项：准备样机 @赵强 截止3月10日" in first.out
    assert "待澄清" in first.err
    rows = typed(f"inbox show {mail.ref[1:]} --json", now="2026-03-02T20:05+08:00").json["becomes"]
    assert [(one["ref"], one["kind"]) for one in rows] == [(None, "action"), (None, "action"), (None, "decision")]
    assert office.store.find(Action) == []
    done = typed(f"--lang zh inbox apply {mail.ref[1:]}", now="2026-03-02T20:05+08:00")
    assert done.code == 0
    assert "A1 行动项：准备样机 @赵强 截止3月10日" in done.out
    assert "D1 决定：五月上线" in done.out
    assert "@没有这个人" in done.err
    assert "待澄清" in done.err


def test_what_a_risk_and_a_later_day_become_is_shown_first_and_told_afterwards(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    later = "2026-03-02T17:00+08:00"
    text = "高风险：供应商可能停产\n2 延期到3月18日，因为供应商晚了"
    mail_server.deliver("facilitator@example.test", answer(mail_server, ALICE, text))
    typed("sync", now=later)
    (waits,) = typed("inbox list --waiting --json", now=later).json
    shown = typed(f"inbox show {waits['id']} --lang zh", now=later).out
    assert "✓ 风险：供应商可能停产，等级：高" in shown
    assert "✓ A2 行动项：" in shown
    assert "截止2026年3月18日" in shown or "截止3月18日" in shown
    told = typed(f"inbox apply {waits['id']} --lang zh", now=later).out
    assert "✓ R1 风险：供应商可能停产，等级：高" in told
    assert "✓ A2 行动项：" in told
    assert "采纳后会成为" not in typed(f"inbox show {waits['id']} --lang zh", now=later).out
    assert typed(f"inbox show {waits['id']} --json", now=later).json["becomes"] == []
