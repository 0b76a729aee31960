"""Which key comes next: each kind of mail says what can be done about it, and keys without use are not offered."""

from datetime import date, datetime

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.lifecycle.mail_in.trusted_server_decision import trust_server
from collabtui.lifecycle.mail_in.trusted_server_lookup import trusted_server_name
from collabtui.lifecycle.meetings import invite, plan
from collabtui.widgets.rows import Rows
from support.calendars import SEQUENCE, UID
from support.calendars import reply as calendar
from support.mails import multipart, part, raw
from support.player import Player, Stage
from support.replies import outgoing, parsed, reply
from support.world import AGENDA

SERVER = "mx.example.test"


def trusted(stage: Stage) -> str:
    return trusted_server_name(stage.workspace.store, stage.workspace.config)


@pytest.fixture
def monday(published: Stage) -> Stage:
    published.clock.set("2026-03-02T17:30+08:00")
    return published


def arrive(
    stage: Stage, text: str, *, to: str = "zhang@example.test", server: str = "", token: bool = True
) -> Incoming:
    mail = reply(outgoing(stage.workspace, to, "minutes"), text, token=token, quote=token)
    if server:
        mail = f"Authentication-Results: {server}; dmarc=pass header.from=example.test\r\n".encode() + mail
    taken = receive(stage.workspace.as_worker(), mail)
    assert taken is not None
    return taken


async def correct_the_one(player: Player) -> None:
    """Open the form of the one reply that waits."""
    await player.press("4")
    await player.see("1 to review")
    await player.press("e")


def by_calendar(stage: Stage, *lines: str, method: str) -> Incoming:
    """What the calendar of 张伟 answers to the invitation of M2."""
    plan.new_meeting(stage.acting, AGENDA.model_copy(update={"title": "周例会", "start": AGENDA.start.replace(day=12)}))
    invite.invite(stage.acting, "M2")
    text = calendar(*lines, "DTSTAMP:20260302T093000Z", f"SEQUENCE:{SEQUENCE}", method=method)
    uid = stage.workspace.store.get(Meeting, "M2").uid
    ics = text.replace(UID, uid).replace(f"SEQUENCE:{SEQUENCE}", "SEQUENCE:0").replace("\n", "\r\n")
    made = multipart("mixed", part(ics, f"text/calendar; charset=utf-8; method={method}"))
    to = str(parsed(outgoing(stage.workspace, "zhang@example.test", "invitation"))["Reply-To"])
    fields = {"from": "zhang@example.test", "to": to, "date": "Mon, 02 Mar 2026 17:30:00 +0800"}
    mail = receive(stage.workspace.as_worker(), raw(made.body, content_type=made.content_type, **fields))
    assert mail is not None
    return mail


def counter(stage: Stage) -> Incoming:
    """张伟's calendar proposes 2026-03-13 10:00 for M2."""
    return by_calendar(
        stage,
        "ATTENDEE;PARTSTAT=TENTATIVE:mailto:zhang@example.test",
        "DTSTART;TZID=Asia/Shanghai:20260313T100000",
        "DTEND;TZID=Asia/Shanghai:20260313T105000",
        "COMMENT:周五更好",
        method="COUNTER",
    )


async def test_a_calendar_that_accepts_leaves_nothing_to_be_decided(monday: Stage) -> None:
    by_calendar(monday, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:zhang@example.test", method="REPLY")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("applied automatically: answered by a calendar")


async def test_what_was_applied_by_itself_is_changed_after_it_is_taken_back(monday: Stage) -> None:
    arrive(monday, "1 进度60%")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4", "enter", "e")
        await player.see("take it back with u first, then press e")
        await player.press("u")
        await player.see("taken back")
        await player.press("e")
        await player.see("60", "save")


async def test_a_mail_that_proposes_says_who_is_told_and_its_keys(monday: Stage) -> None:
    arrive(monday, "2 延期到3月18日")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("proposed", "y applies it and tells 张伟 · e changes it first", "y apply")


async def test_what_was_nearly_understood_is_done_by_the_same_key(monday: Stage) -> None:
    mail = arrive(monday, "1 完成。写错了，应该是2")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("? A2 完成压力测试", "  done", "it was corrected later in the same mail", "y applies it")
        await player.press("y")
        await player.see(f"{mail.ref} is applied")
    assert monday.workspace.store.get(Action, "A2").status == "done"


async def test_of_several_readings_a_yes_shows_which_and_asks(monday: Stage) -> None:
    mail = arrive(monday, "1 完成\n2 完成\n发票开给哪个公司？")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("y applies it")
        await player.press("y")
        await player.see("read to say 2 things", "· A1 ", "· A2 完成压力测试  done")
        await player.press("n")
        await player.see("y applies it")
        assert monday.workspace.store.get(Action, "A2").status != "done"
        await player.press("y")
        await player.see("read to say 2 things")
        await player.press("y")
        await player.see(f"{mail.ref} is applied")
    assert {monday.workspace.store.get(Action, ref).status for ref in ("A1", "A2")} == {"done"}


async def test_a_mail_in_which_nothing_was_read_offers_its_meaning_and_no_yes(monday: Stage) -> None:
    mail = arrive(monday, "应该快好了", to="chen@example.test")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("not read as a change", "e says what it means · m teaches a word · r asks back")
        assert "y apply" not in player.screen
        await player.press("x")
        await player.see(f"{mail.ref} is put away", "0 to review")
    assert monday.workspace.store.find(Outgoing, kind="notice", to="chen@example.test") == []


async def test_a_mail_that_was_passed_over_can_still_be_given_its_meaning(monday: Stage) -> None:
    mail = arrive(monday, "谢谢！", to="bob@example.test")
    assert mail.state == "ignored"
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see(f"{mail.ref} ignored")
        await player.press("e")
        await player.see("A3", "Review the contract")
        await player.press("tab", "right", "right", "right", "right", "enter")
        await player.see(f"{mail.ref} applied")
    assert monday.workspace.store.get(Action, "A3").status == "done"


async def test_another_time_is_shown_as_old_and_new_edited_and_applied(monday: Stage) -> None:
    mail = counter(monday)
    async with monday.play("zh", (120, 36)) as player:
        await player.press("4")
        await player.see("M2 周例会  3月12日（周四） 14:00 → 3月13日（周五） 10:00：周五更好", "日历软件提议另一个时间")
        await player.press("e")
        await player.see("2026-03-13 10:00")
        await player.press("ctrl+u")
        await player.type("2026-03-13 11:00")
        await player.see("3月13日（周五） 11:00")
        await player.press("enter")
        await player.see("待处理 0")
    moved = monday.workspace.store.get(Meeting, "M2")
    assert moved.start == datetime.fromisoformat("2026-03-13T11:00+08:00")
    assert monday.workspace.store.get(Incoming, mail.ref).state == "applied"


async def test_of_two_requests_one_is_granted_and_the_other_refused(monday: Stage) -> None:
    arrive(monday, "1 延期到3月9日。2 取消")
    async with monday.play("en", (120, 36)) as player:
        await correct_the_one(player)
        await player.see("A1 answer", "A2 answer")
        await player.press("tab", "tab", "tab", "right", "enter")
        await player.see("0 to review")
    first, second = (monday.workspace.store.get(Action, ref) for ref in ("A1", "A2"))
    assert (first.due, second.status) == (date(2026, 3, 9), "not-started")
    yes, no = monday.workspace.store.find(Outgoing, kind="notice", to="zhang@example.test")
    assert ("同意了" in yes.text, "没有同意" in no.text, "(A2)" in no.text) == (True, True, True)


async def test_a_likely_postponement_has_its_day_to_edit_beside_what_is_certain(monday: Stage) -> None:
    arrive(monday, "1 完成。2 可能延期到3月18日")
    async with monday.play("en", (120, 36)) as player:
        await correct_the_one(player)
        await player.see("A2 answer", "A2 due", "2026-03-18")
        await player.press("tab", "ctrl+u")
        await player.type("2026-03-17")
        await player.press("enter")
        await player.see("0 to review")
    assert monday.workspace.store.get(Action, "A1").status == "done"
    assert monday.workspace.store.get(Action, "A2").due == date(2026, 3, 17)


async def test_more_time_and_the_day_in_the_next_sentence_are_one_request(monday: Stage) -> None:
    arrive(monday, "agree. 2 will be late, can I have until 18 March?")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("→ Wed 18 Mar", "agrees to the minutes")
        assert "no day given" not in player.screen
        await player.press("e")
        await player.see("what it should do", "2026-03-18")
        assert "A2 answer" not in player.screen
        await player.press("escape", "y")
        await player.until(lambda: monday.workspace.store.get(Action, "A2").due == date(2026, 3, 18))


@pytest.mark.parametrize(("keys", "answer"), [((), "agreed"), (("tab", "tab", "right"), "waiting")])
async def test_a_likely_agreement_stays_beside_what_is_said_otherwise(
    monday: Stage, keys: tuple[str, ...], answer: str
) -> None:
    """It was lost with the day that was edited."""
    arrive(monday, "1 延期到3月9日。同意吧，应该没问题")
    async with monday.play("en", (120, 36)) as player:
        await correct_the_one(player)
        await player.see("2026-03-09", "Likely said", "‹ agrees to the minutes ›")
        await player.press("ctrl+u")
        await player.type("2026-03-10")
        await player.press(*keys, "enter")
        await player.see("0 to review")
    assert monday.workspace.store.get(Action, "A1").due == date(2026, 3, 10)
    assert [one.state for one in monday.workspace.store.find(SignOff, person="P2")] == [answer]


async def test_a_likely_postponement_that_is_left_out_is_answered_by_nobody(monday: Stage) -> None:
    arrive(monday, "1 延期到3月9日。2 可能延期到3月18日")
    async with monday.play("en", (120, 36)) as player:
        await correct_the_one(player)
        await player.see("A1 answer", "A2 answer")
        await player.press("tab", "tab", "tab", "right", "enter")
        await player.see("0 to review")
    first, second = (monday.workspace.store.get(Action, ref) for ref in ("A1", "A2"))
    assert (first.due, second.due) == (date(2026, 3, 9), date(2026, 3, 13))
    assert [
        "(A2)" in one.text for one in monday.workspace.store.find(Outgoing, kind="notice", to="zhang@example.test")
    ] == [False]


async def test_a_word_is_taught_after_a_look_at_what_changes_and_taken_back(monday: Stage) -> None:
    mail = arrive(monday, "2 靠岸")
    async with monday.play("zh", (120, 36)) as player:
        await player.press("4")
        await player.see(f"{mail.ref} 已采纳")
        await player.press("m")
        await player.see("这个词的意思是……", "‹ 已完成 ›")
        await player.press("ctrl+u")
        await player.type("靠岸")
        await player.press("enter")
        await player.see("有 1 封留存的邮件意思会不同", f"{mail.ref} ", "→ ✓ A2 已完成 100 %")
        assert taught_words(monday.workspace.store) == {}
        await player.press("y")
        await player.see("从现在起 靠岸 的意思是：已完成", "待处理 1", "A2 完成压力测试  未开始 → 已完成")
        assert taught_words(monday.workspace.store) == {"done": ["靠岸"]}
        await player.press("m")
        await player.see("添加用语，或取消已添加的", "靠岸")
        await player.press("down", "enter")
        await player.see("让 靠岸 恢复原来的意思？")
        await player.press("y")
        await player.see("靠岸 恢复了原来的意思")
    assert taught_words(monday.workspace.store) == {}


async def test_a_word_that_cannot_be_taught_is_refused_beside_its_field(monday: Stage) -> None:
    arrive(monday, "2 靠岸")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("applied")
        await player.press("m")
        await player.see("This word means…")
        await player.press("ctrl+u")
        await player.type("done")
        await player.press("enter")
        await player.see("done already has a meaning")


async def test_the_mail_server_is_believed_after_a_yes_and_waiting_mail_is_read_again(monday: Stage) -> None:
    arrive(monday, "1 进度30%", server=SERVER)
    mail = arrive(monday, "A3 done", to="bob@example.test", server=SERVER, token=False)
    assert (mail.trust, mail.reason) == ("known", "authserv-id-unset")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("not verified", f"b trusts {SERVER}")
        await player.press("b")
        await player.see(f"Trust {SERVER} from now on?", "on 1 of 1")
        assert trusted(monday) == ""
        await player.press("y")
        await player.see("is trusted from now on")
        assert monday.workspace.store.get(Incoming, mail.ref).trust == "verified"
        await player.press("y")
        await player.see("0 to review")
    assert trusted(monday) == SERVER
    assert monday.workspace.store.get(Action, "A3").status == "done"


async def test_belief_is_taken_back_where_it_is_shown_and_with_u_it_is_there_again(monday: Stage) -> None:
    trust_server(monday.acting, SERVER)
    arrive(monday, "A3 done, I think so", to="bob@example.test", server=SERVER, token=False)
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see(f"({SERVER})", f"b stops trusting {SERVER}")
        await player.press("b")
        await player.see(f"Stop trusting {SERVER}")
        await player.press("n")
        assert trusted(monday) == SERVER
        await player.press("b")
        await player.press("y")
        await player.see(f"{SERVER} is no longer", "not verified", "b trusts")
        assert trusted(monday) == ""
        await player.press("u")
        await player.see(f"Taken back: the trust in {SERVER}")
        await player.see(f"b stops trusting {SERVER}")
        assert trusted(monday) == SERVER


async def test_the_set_up_shows_who_is_believed_and_takes_it_back(monday: Stage) -> None:
    trust_server(monday.acting, SERVER)
    async with monday.play("zh") as player:
        await player.press("7")
        await player.see("信任的服务器", SERVER)
        await player.press("end", "up", "up", "up", "up", "enter")
        await player.see(f"以后不再信任 {SERVER}")
        await player.press("y")
        await player.see("不再信任", "无；在收件箱按 b 信任")
        assert trusted(monday) == ""
        await player.press("enter")
        await player.see("现在没有信任任何邮件服务器")
        await player.press("u")
        await player.until(lambda: trusted(monday) == SERVER)
        await player.see(SERVER)


async def test_a_server_that_only_this_mail_names_is_not_offered(monday: Stage) -> None:
    arrive(monday, "1 进度30%")
    arrive(monday, "A3 done", to="bob@example.test", server="mx.evil.test", token=False)
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("b trusts mx.evil.test")
        await player.press("b")
        await player.see("sender may have written it")
    assert trusted(monday) == ""


@pytest.mark.parametrize(("locale", "why"), [("zh", "没有服务器核验过"), ("en", "No server has verified the sender")])
async def test_where_no_server_verified_the_sender_the_key_says_so(monday: Stage, locale: Locale, why: str) -> None:
    arrive(monday, "1 进度30%")
    async with monday.play(locale, (120, 36)) as player:
        await player.press("4", "b")
        await player.see(why)


async def test_the_heading_has_one_space_where_there_is_no_department(monday: Stage) -> None:
    (bob,) = monday.workspace.store.find(Person, email="bob@example.test")
    with monday.acting.transaction() as tx:
        tx.put(bob.model_copy(update={"department": ""}))
    arrive(monday, "A3 done", to="bob@example.test")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("Bob Brown <bob@example.test> · ")


async def test_from_one_mail_to_the_next_while_reading(monday: Stage) -> None:
    """At 80 columns the list is not seen beside the mail."""
    arrive(monday, "2 延期到3月18日")
    arrive(monday, "should be fine soon", to="bob@example.test")
    async with monday.play("en") as player:
        await player.press("4")
        await player.see("2 to review")
        await player.press("enter")
        await player.see("I2 waiting")
        await player.press("j")
        await player.see("I1 waiting")
        await player.press("k")
        await player.see("I2 waiting")


async def test_whose_action_was_meant_is_shown_and_filled_in(monday: Stage) -> None:
    arrive(monday, "A1 done", to="bob@example.test")
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("it is about somebody else's action  (A1 提供接口文档 · 张伟)")
        await player.press("e")
        await player.see("Action (A…)     A1")


async def test_a_name_that_is_nobodys_is_said_before_the_yes(monday: Stage) -> None:
    arrive(monday, "2 转给刘洋")
    async with monday.play("en", (160, 36)) as player:
        await player.press("4")
        await player.see("张伟 → 刘洋", "▲ nobody here is called 刘洋: e")
        await player.press("y")
        await player.see("to 刘洋, who is not known here. Add the person")
        await player.press("e")
        await player.see("A2 owner")
        await player.press("ctrl+u")
        await player.type("陈静")
        await player.press("enter")
        await player.see("0 to review")
    assert monday.workspace.store.get(Action, "A2").owner == monday.workspace.store.find(Person, name="陈静")[0].ref


async def test_a_list_without_anything_that_waits_says_how_to_see_all(monday: Stage) -> None:
    arrive(monday, "2 完成")
    async with monday.play("zh", (120, 36)) as player:
        await player.press("4")
        await player.see("待处理 0", "2 完成")
        await player.press("w")
        await player.see("没有待处理的邮件。", "按 w 看全部。")
        await player.until(lambda: "y 采纳" not in player.screen)


async def test_today_says_in_words_what_is_asked(monday: Stage) -> None:
    counter(monday)
    async with monday.play("zh", (160, 36)) as player:
        await player.see("张伟：M2 有请求 2026-03-13 10:00 周五更好")


async def test_the_list_says_when_a_mail_came_where_there_is_room(monday: Stage) -> None:
    arrive(monday, "2 延期到3月18日")
    monday.clock.set("2026-03-03T09:00+08:00")
    arrive(monday, "should be fine soon", to="bob@example.test")
    async with monday.play("en") as player:
        await player.press("4")
        await player.see("09:00", "2 Mar")


async def test_after_the_second_like_decision_a_key_keeps_the_phrase(monday: Stage) -> None:
    for text in ("1 完成收", "2 完成收"):
        arrive(monday, text)
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("2 to review")
        assert "keep the phrase" not in player.screen
        await player.press("y")
        await player.see("1 to review")
        await player.press("l")
        assert monday.workspace.store.find(LearnedPhrase) == []
        await player.press("y")
        await player.see("was decided 2 times as: done", "l keeps it as a phrase (张伟)")
        await player.press("l")
        await player.see("now means: done (张伟)")
        (kept,) = monday.workspace.store.find(LearnedPhrase)
        assert (kept.words, len(kept.sources)) == ("完成收", 2)
        await player.press("m")
        await player.see("… 完成收")
        await player.press("down", "enter")
        await player.see("Give 完成收 back its earlier meaning")
        await player.press("y")
        await player.see("完成收 has its earlier meaning again")
    assert monday.workspace.store.get(LearnedPhrase, kept.ref).withdrawn


async def test_what_a_yes_sends_waits_as_long_as_an_invitation(monday: Stage) -> None:
    arrive(monday, "2 延期到3月18日，因为测试环境晚到。")
    store = monday.workspace.store
    async with monday.play("en") as player:
        await player.press("4")
        await player.see("1 to review")
        before = {mail.ref for mail in store.find(Outgoing)}
        await player.press("y")
        await player.see("I1 is applied")
        sent = [mail for mail in store.find(Outgoing) if mail.ref not in before]
        assert [mail.not_before for mail in sent] == [monday.clock() + UNDO_WINDOW] * len(sent) != []
        await player.press("u")
        await player.until(lambda: {store.get(Outgoing, mail.ref).state for mail in sent} == {"held"})


async def test_the_key_of_the_inbox_leads_from_a_settled_mail_to_what_waits(monday: Stage) -> None:
    settled = arrive(monday, "1 完成")
    async with monday.play("en") as player:
        await player.press("4", "enter")
        await player.see("I1")
        await player.press("1")
        waits = arrive(monday, "1 可能要晚一点，怎么办？", to="bob@example.test")
        assert (settled.state, waits.state) == ("applied", "waiting")
        await player.press("4")
        await player.see("1 to review")
        rows = player.app.screen.query_one("#mails", Rows)
        await player.until(lambda: rows.key == 2 and rows.has_focus)


async def test_taking_back_a_reply_names_the_older_one_that_gave_way(monday: Stage) -> None:
    sent = outgoing(monday.workspace, "zhang@example.test", "minutes")
    newer = reply(sent, "1 进行中 60%", date="Mon, 02 Mar 2026 17:20:00 +0800")
    older = reply(sent, "1 完成", date="Mon, 02 Mar 2026 17:10:00 +0800")
    for mail in (newer, older.replace(b"Message-ID: <", b"Message-ID: <older.")):
        receive(monday.workspace.as_worker(), mail)
    async with monday.play("en", (120, 36)) as player:
        await player.press("4")
        await player.see("1 to review")
        await player.press("j", "u")
        await player.see("I1: taken back. I2 had given way to it")
