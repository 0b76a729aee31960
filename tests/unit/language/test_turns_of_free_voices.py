"""Causes for which replies of free voices were misread: a table of own examples for each, in both languages."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand
from support.labelled_replies import situations
from support.written_replies import new_text

MONDAY = date(2026, 3, 9)
ITEMS = {
    "en": (("Order the badges", "badge list"), ("Write the manual", "manual"), ("Test the printers", "test report")),
    "zh": (("订购胸牌", "胸牌清单"), ("编写手册", "操作手册"), ("调试打印机", "调试记录")),
}
DUE = (date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 13))


def _understood(text: str, items: int = 3) -> Understanding:
    locale: Literal["en", "zh"] = "en" if text.isascii() else "zh"
    listed = tuple(
        Item(ref=f"A{number}", title=title, deliverable=thing, number=number, due=due)
        for number, ((title, thing), due) in enumerate(zip(ITEMS[locale][:items], DUE, strict=False), 1)
    )
    situation = ReplyContext(items=listed, locale=locale, written=MONDAY, minutes="M1", people=("孙丽", "Dana Reed"))
    return understand(new_text(text), situation)


def _said(text: str, items: int = 3) -> list[str]:
    """What is done, what is asked for, and behind `?` what is proposed; notes are not told."""
    found = _understood(text, items)
    updates = [f"{one.ref} {one.status} {one.percent or ''}".strip() for one in found.updates if one.status]
    requests = [f"{one.ref or ''} {one.ask} {one.to or one.due or ''}".strip() for one in found.requests]
    proposed = [
        f"? {one.ref or ''} {one.ask or one.status} {one.to or one.due or one.percent or ''}".strip()
        for one in found.proposals
    ]
    return [*updates, *requests, *proposed]


def _reads(text: str, said: list[str], items: int = 3) -> None:
    assert _said(text, items) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2. Badges: ordered", ["? A1 done 100"]),
        ("1. Manual: 60%\n2. Badges: 20%", ["? A2 in-progress 60", "? A1 in-progress 20"]),
        ("1. Badges: 60%", ["A1 in-progress 60"]),
        ("2、胸牌清单已交付", ["? A1 done 100"]),
        ("1、操作手册：六成\n2、胸牌清单：两成", ["? A2 in-progress 60", "? A1 in-progress 20"]),
        ("1、胸牌清单已交付", ["? A1 done 100"]),
    ],
)
def test_the_number_of_his_own_list_is_none_of_ours(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. 秋季画册定稿，完成100%", ["? A1 done 100"]),
        ("1. Autumn leaflet finalised, 100% done", ["? A1 done 100"]),
        ("1. 定稿了，完成100%", ["A1 done 100"]),
    ],
)
def test_a_status_behind_work_of_another_name_is_proposed(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3 is done, no recurrence since", ["A3 done 100"]),
        ("3 solved, it hasn't come back", ["A3 done 100"]),
        ("3 调好了，没再报错", ["A3 done 100"]),
        ("3 已解决，今天没再发生", ["A3 done 100"]),
        ("3 未解决，没再发生", []),
    ],
)
def test_trouble_that_stays_away_denies_nothing(text: str, said: list[str]) -> None:
    assert [one for one in _said(text) if not one.startswith("?")] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2: I believe 20 March is more realistic", ["? A2 postpone 2026-03-20"]),
        ("2 needs more time, 18 March would be safer", ["A2 postpone 2026-03-18"]),
        ("2: can't do the 12th, will be the 17th", ["A2 postpone 2026-03-17"]),
        ("2: 我觉得20号更稳妥", ["? A2 postpone 2026-03-20"]),
        ("2 时间不够，3月18日比较现实", ["A2 postpone 2026-03-18"]),
        ("The lunch room is more realistic", []),
    ],
)
def test_a_day_that_is_realistic_is_asked_for(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    "text", ["I postponed my dentist to 20 March", "We had to push our trip to 20 March", "I moved my desk to 20 March"]
)
def test_what_belongs_to_somebody_and_is_moved_is_no_item(text: str) -> None:
    assert [one for one in _said(text, 1) if not one.startswith("?")] == []


def test_the_deadline_is_not_somebodys_own() -> None:
    _reads("Please push my deadline to 20 March", ["A1 postpone 2026-03-20"], 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Erika took over the badges", ["A1 reassign Erika"]),
        ("2 isn't mine any more, Marek has it now", ["A2 reassign Marek"]),
        ("A2 has been handed to Marek", ["A2 reassign Marek"]),
        ("Could someone else take the badges?", ["A1 reassign"]),
        ("打印机的调试交给周明了", ["A3 reassign 周明"]),
        ("操作手册交给周明了", ["? A2 done 100"]),
    ],
)
def test_work_goes_to_whom_nobody_told_us(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("操作手册周三就发了呀", ["? A2 done 100"]),
        ("胸牌清单周四就交了啊，您再看看", ["? A1 done 100"]),
        ("操作手册周五就能发", ["A2 postpone 2026-03-13"]),
        ("I mailed it round on Thursday", ["? A1 done 100"]),
        ("I turned it in on Thursday evening", ["? A1 done 100"]),
    ],
)
def test_who_contradicts_a_reminder_promises_nothing(text: str, said: list[str]) -> None:
    _reads(text, said, 1 if text.isascii() else 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("40%. Sorry, 60%.", ["? A1 in-progress 60"]),
        ("四成。不好意思，六成。", ["? A1 in-progress 60"]),
        ("1 is done. Thanks, 60 people came", ["A1 done 100"]),
    ],
)
def test_a_share_behind_an_apology_takes_the_place_of_the_one_before(text: str, said: list[str]) -> None:
    _reads(text, said, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("so the badges are at forty percent i need until friday the twentieth",
         ["A1 in-progress 40", "A1 postpone 2026-03-20"]),
        ("2 is 50% done and we need until 20 March", ["A2 in-progress 50", "A2 postpone 2026-03-20"]),
        ("胸牌清单昨天已经交了 然后操作手册 嗯 写到四成了 先这样", ["A2 in-progress 40"]),
        ("嗯 没有 完成 胸牌清单 还没 交了 吧", []),
    ],
)  # fmt: skip
def test_what_was_dictated_has_its_pauses(text: str, said: list[str]) -> None:
    assert [one for one in _said(text) if not one.startswith("?")] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 blocked budget not approved", ["? A2 blocked"]),
        ("Item\tStatus\tRemark\nBadges\tdone\t-\nManual\tblocked\ttexts not approved", ["A1 done 100", "A2 blocked"]),
        ("2 受阻 预算不认可", ["A2 blocked"]),
    ],
)
def test_an_objection_behind_blocked_is_why(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    "text", ["I can't go along with these minutes", "We cannot endorse the minutes", "这份纪要我没法认同"]
)
def test_who_does_not_go_along_objects(text: str) -> None:
    found = _understood(text)
    assert (found.sign_off, [one.ask for one in found.requests], found.proposals) == ("corrected", ["correct"], ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 sent to the printer without fail", ["? A2 done 100"]),
        ("2 大差不差九成", ["A2 in-progress 90"]),
        ("1：已完成／2：八成", ["A1 done 100", "A2 in-progress 80"]),
        ("2 应到六成，实到三成", ["? A2 in-progress 30"]),
        ("I am at the half of the manual", ["A2 in-progress 50"]),
        ("2 is at seventy five percent", ["A2 in-progress 75"]),
        ("2 at thirty-two percent", ["A2 in-progress 32"]),
        ("1 done, sorry, meant 2", ["? A2 done 100"]),
        ("2 sent by mistake", []),
    ],
)
def test_small_words_and_marks(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 上周30%，这周到60%", ["? A2 in-progress 60"]),
        ("2 was at 30% last week, 60% this week", ["? A2 in-progress 60"]),
        ("3 现在60%，周五到90%", ["A3 in-progress 60"]),
        ("3 is at 60%, 90% by Friday", ["A3 in-progress 60"]),
    ],
)
def test_a_share_of_then_gives_way_to_the_one_of_now(text: str, said: list[str]) -> None:
    assert _said(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "（草稿，先别录）1 已完成",
        "1 已完成\n以上暂不登记，等我再核对一遍",
        "Not for the record:\n1 done",
        "1 done. Please don't log it yet.",
    ],
)
def test_what_is_not_to_be_recorded_is_only_proposed(text: str) -> None:
    assert not [one for one in _understood(text).updates if one.status]
    assert _understood(text).doubt


@pytest.mark.parametrize("text", ["All three have been with you since Friday.", "1 has been on your desk since Monday"])
def test_what_has_been_so_since_a_day_is_no_promise(text: str) -> None:
    assert _understood(text).doubt
    assert not [one for one in _understood(text).updates if one.status]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 - Priya is taking this over from me", ["? A2 reassign Priya"]),
        ("2 should sit with Hannah, not me", ["A2 reassign Hannah"]),
        ("2 不归我，请找财务的周敏", ["? A2 reassign 周敏"]),
        ("3 isn't mine, it's Anna's", ["A3 reassign"]),
        ("2 isn't mine, Hannah or Marek could do it", ["A2 reassign"]),
        ("2 isn't mine, please ask Bob", ["A2 reassign Bob"]),
        ("Not mine: 2. Anna does it.", ["A2 reassign"]),
        ("2 不归我，小李来", ["? A2 reassign 小李"]),
    ],
)
def test_a_name_that_nobody_told_us_is_given_as_it_stands(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ETA for 2 slips from 12 to 19 March", ["? A2 postpone 2026-03-19"]),
        ("2 will not make the 12th - the 18th instead, please", ["? A2 postpone 2026-03-18"]),
        ("I get the prices on Thursday, so please shift 2 to Monday", ["? A2 postpone 2026-03-16"]),
        ("2 60%, need until 20 March for the signature", ["? A2 in-progress 60", "? A2 postpone 2026-03-20"]),
        ("2 60%, Tom needs until 20 March for the signature", ["? A2 in-progress 60"]),
        ("2 60%, need until 10 March for the signature", ["? A2 in-progress 60"]),
        ("2 改到19号，哎手滑，17号", ["? A2 postpone 2026-03-17"]),
        ("操作手册内容有误，本项申请延期至3月19日", ["correct", "? A2 postpone 2026-03-19"]),
        ("操作手册内容有误，本项不申请延期至3月19日", ["correct"]),
        ("操作手册内容有误，3月10日改的", ["correct"]),
    ],
)
def test_of_the_days_beside_a_request_the_only_later_one_is_asked_back(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 went from 15% to 50% this week", ["? A2 in-progress 50"]),
        ("2 由15%升至35%", ["A2 in-progress 35"]),
        ("2 by next week from 15% to 50%", []),
        ("Only 10% of the manual left to write", ["? A2 in-progress 90"]),
        ("2 10% of", ["A2 in-progress 10"]),
        ("二、操作手册：编制进度70%，申请延至3月16日", ["A2 postpone 2026-03-16", "? A2 in-progress 70"]),
        ("2 刚过半，55%", ["A2 in-progress 55"]),
        ("2 一半，90%", []),
        ("item / status / remark\n1 / done / none\n2 / 35% / waiting", ["A1 done 100", "A2 in-progress 35"]),
        ("Work item | Plan | Actual\nHiring | 100% | 90%\nManual | 100% | 85%", ["A2 in-progress 85"]),
    ],
)
def test_where_a_share_stands_now_is_read(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("最后那条还没开始，前两条都已完成", ["A3 not-started", "A1 done 100", "A2 done 100"]),
        ("1 星期二已交", ["A1 done 100"]),
        ("1星期已交", []),
        ("The manual have I on Friday finished", ["? A2 done 100"]),
        ("The manual have I already on Friday sent", ["A2 done 100"]),
        ("等财务盖了章，2 才算完成", []),
    ],
)
def test_when_and_which_is_read_in_other_orders(text: str, said: list[str]) -> None:
    _reads(text, said)


def test_done_behind_a_request_for_time_is_still_to_come() -> None:
    _reads("Four days more, then it's off my desk", ["A1 postpone 2026-03-15"], 1)


def test_a_slip_in_a_long_word_of_a_title_names_its_item() -> None:
    _reads("prnters: finished and tested", ["? A3 done 100"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("build ......... done\n1 ......... done", ["? A1 done 100"]),
        ("[2/4] printers done", ["? A3 done 100"]),
        ("[INFO] printers done", ["? A3 done 100"]),
        ("草稿，别急着登：2 完成", ["? A2 done 100"]),
        ("别登录系统，2 完成", ["? A2 done 100"]),
        ("Please don't record the meeting. 2 done", ["? A2 done 100"]),
        ("Please don't log this: 2 done", ["? A2 done 100"]),
        ("Their lads sorted the badge thing last night, nothing to do with us", []),
        ("Here is Jim's weekly report:\n2 done", []),
        ("Quick update:\n2 done", ["A2 done 100"]),
        ("以下是李工的周报，供参考：\n2 已完成", []),
        ("1 放心，100%准时交", []),
        ("1 100%给你", []),
        ("1 百分百发您", []),
        ("1 100%发给你了", ["A1 done 100"]),
    ],
)
def test_what_programs_and_others_wrote_is_at_most_proposed(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize("text", ["Please don't move 2 to next week", "2 不延期，也不转给别人"])
def test_what_is_denied_is_not_likely(text: str) -> None:
    _reads(text, [])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("如果改到下午，我可以参加", None),
        ("I accept that meetings are a necessary evil.", None),
        ("Tom can't make it", None),
        ("Sadly can't make it", "declined"),
        ("去年这个会我没参加", None),
        ("参加的人请提前把材料发我", None),
        ("缺席的人会补发录音吗", None),
    ],
)
def test_a_remark_to_an_invitation_is_no_answer(text: str, answer: str | None) -> None:
    found = understand(new_text(text), ReplyContext(items=(), locale="en", written=MONDAY, invitation=True))
    assert {one.ask for one in found.proposals} | {found.rsvp} - {None} == ({answer} if answer else set())


def test_minutes_that_will_be_confirmed_are_not_likely_agreed_to() -> None:
    _reads("纪要我周五前确认", [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Point 2 we must shift to the 20. March", ["? A2 postpone 2026-03-20"]),
        ("A2 - 20% to go", ["A2 in-progress 80"]),
        ("1完成。啊不是，是2完成，手滑", ["? A2 done 100"]),
        ("The manual... it's half written", ["A2 in-progress 50"]),
    ],
)
def test_small_forms_of_days_shares_and_repairs_are_read(text: str, said: list[str]) -> None:
    _reads(text, said)


def test_a_number_that_may_be_a_day_is_not_passed_over() -> None:
    assert _understood("2 must shift to the 20").doubt
    assert not _understood("2 must shift to the other hall").doubt


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("The other manual, the one for the pumps, was printed", 3),
        ("Another badge list, for the fair, was sent", 1),
        ("另一份操作手册，给客户的那份，已经交了", 1),
    ],
)
def test_another_thing_that_is_called_so_is_none_of_his(text: str, items: int) -> None:
    found = _understood(text, items)
    assert [one.status for one in found.updates if one.status] == []
    assert found.doubt


def test_behind_another_thing_his_own_counts() -> None:
    _reads("The other manual was printed, 1 is done", ["A1 done 100"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sent the badge list to the printer, it ate it", ["? A1 in-progress"]),
        ("Badge list sent to the printer. It shredded it.", ["? A1 in-progress"]),
        ("Sent the badge list to the fair, the organiser has it", ["? A1 in-progress"]),
        ("1 done, it fits on one page", ["? A1 done 100"]),
    ],
)
def test_what_became_of_a_thing_makes_it_wait(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize("text", ["1 ready", "1: ready", "Badge list ready", "1 就绪"])
def test_ready_alone_is_proposed_as_done(text: str) -> None:
    _reads(text, ["? A1 done 100"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 周二下班前就传好了", ["? A1 done 100"]),
        ("胸牌清单周五就发了", ["? A1 done 100"]),
        ("1 周五下班前就能传好", ["A1 postpone 2026-03-13"]),
    ],
)
def test_by_a_weekday_it_was_done_already(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize("text", ["1 已办结，无需协调事项", "1 完成，没有遗留", "1 done, no further action needed"])
def test_nothing_left_to_do_denies_nothing(text: str) -> None:
    _reads(text, ["A1 done 100"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Move 2 to Thursday 19 March. Sorry, not Thursday, Friday the 20th", "2026-03-20"),
        ("2 by Wednesday the 18th. Sorry, not the 18th, the 19th.", "2026-03-19"),
        ("2 needs until the 18th. Sorry, not the 18th but the 19th.", "2026-03-19"),
        ("2 延到3月18日。抱歉，不是18日，是19日", "2026-03-19"),
    ],
)
def test_the_day_behind_one_that_it_is_not_is_proposed(text: str, day: str) -> None:
    _reads(text, [f"? A2 postpone {day}"])


@pytest.mark.parametrize("text", ["no", "No.", "不", "不是"])
def test_a_bare_no_agrees_to_nothing(text: str) -> None:
    found = _understood(text)
    assert found.sign_off is None
    assert [one.ask for one in found.proposals if one.ask == "agreed"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 at 60%. Sorry, misread my own sheet: 2 is at 40%.", ["? A2 in-progress 40"]),
        ("1 完成，2 60%。抱歉看串行了，2 是40%", ["? A1 done 100", "? A2 in-progress 40"]),
        ("1 is done and 2 is at 30%. Sorry, mixed them up.", ["? A1 done 100", "? A2 in-progress 30"]),
        ("Item 2 is finished. Sorry - number 1, I was looking at the wrong line.", ["? A1 done 100"]),
        ("1 done. Sorry for the delay.", ["A1 done 100"]),
        ("1 done. Sorry, 2 is blocked.", ["A1 done 100", "A2 blocked"]),
        ("I misread the list first, 1 done", ["? A1 done 100"]),
    ],
)
def test_what_the_writer_misread_waits(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- A2\n  - 状态：受阻\n- A3\n  - 状态：进行中\n  - 进度：15%", ["A2 blocked", "A3 in-progress 15"]),
        ("A1\nStatus: done\nA2\nStatus: in progress\nProgress: 40%", ["A1 done 100", "A2 in-progress 40"]),
    ],
)
def test_labelled_lines_are_about_the_item_above_them(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A2: not the 16th, the 18th please", ["? A2 postpone 2026-03-18"]),
        ("2 延到3月16日。更正，刚问了仓库，是3月18日。", ["A2 postpone 2026-03-18"]),
        ("操作手册 目标90% 目前60%", ["? A2 in-progress 60"]),
        ("the first is finished, the second hasn't been started", ["A1 done 100", "A2 not-started"]),
        ("The manual: call it three quarters of the way", ["A2 in-progress 75"]),
        ("操作手册我昨天放到网盘上了", ["? A2 done 100"]),
        ("Manual attached, final version.", ["? A2 done 100"]),
        ("45% completed as on date for item 2", ["A2 in-progress 45"]),
        ("2：以开始", ["? A2 in-progress"]),
    ],
)
def test_turns_of_the_eleventh_and_twelfth_batch_are_read(text: str, said: list[str]) -> None:
    _reads(text, said)


@pytest.mark.parametrize(
    "text", ["请各位今天之内回复同意或不同意", "看了再说同不同意", "Not mine to judge, but the logo looks odd"]
)
def test_what_only_sounds_like_a_request_asks_for_nothing(text: str) -> None:
    found = _understood(text)
    assert (found.requests, found.sign_off) == ((), None)


def test_a_share_of_the_thing_is_no_progress() -> None:
    assert not any(one.status for one in _understood("操作手册的30%是给门店的").updates)
    _reads("操作手册的30%写完了", ["A2 in-progress 30"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("> 1. Order the badges (due 11 March)\nDone.\n\n> 2. Write the manual (due 12 March)\nStuck.", "done blocked"),
        ("> 1. Order the badges (due 11 March)\n> 2. Write the manual (due 12 March)\nDone.", ""),
        ("> 1. Write the manual (due 12 March)\nDone.", ""),
        ("> 1. Order the badges (due 11 March)\nThe printer called.\nDone.", ""),
        ("> 1. Order the badges is done\nDone.", ""),
        ("Done.", ""),
    ],
)
def test_an_answer_stands_under_the_row_that_the_cut_has_left_out(text: str, said: str) -> None:
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=DUE[0])
        for number, (title, _) in enumerate(ITEMS["en"], 1)
    )
    own = [(line, at) for at, line in _lines(text) if not line.startswith(">") and line]
    lines = tuple(ReplyLine(text=line, span=TextSpan(start=at, end=at + len(line))) for line, at in own)
    situation = ReplyContext(items=items, locale="en", written=MONDAY, minutes="M1")
    found = understand(NewText(shown=text, lines=lines), situation)
    assert [str(one.status) for one in found.updates if one.status] == said.split()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


@pytest.mark.parametrize(
    "text",
    [
        "Regina has declined the biscuits, so fewer are needed.",
        "Carol will attend the workshop on Friday",
        "Dr Tan is attending to it",
    ],
)
def test_what_somebody_else_does_is_no_answer_of_his(text: str) -> None:
    found = understand(new_text(text), ReplyContext(items=(), locale="en", written=MONDAY, invitation=True))
    assert found.rsvp is None
    assert found.doubt


@pytest.mark.parametrize("text", ["请假流程改了", "No parking at that place"])
def test_a_thing_behind_no_is_not_read_as_a_refusal(text: str) -> None:
    found = understand(new_text(text), ReplyContext(items=(), locale="zh", written=MONDAY, invitation=True))
    assert found.rsvp is None
    assert found.clauses[0].rule == "unknown"


@pytest.mark.parametrize(
    "text", ["I'm done with the dentist", "去年的操作手册我发过了", "操作手册那天占用率冲到90%", "Manual: cpu at 90%"]
)
def test_what_is_of_something_else_is_not_done(text: str) -> None:
    found = _understood(text)
    assert not any(one.status for one in found.updates)
    assert not any(one.status for one in found.proposals if one.why != "likely")


@pytest.mark.parametrize(
    "text",
    [
        "转发：\n发件人：刘洋（鄂州项目部）\n主题：周报\n1 已完成",
        "FYI\nFrom: Joe Harris\n1 done",
        "寄件人: 林工\n2 已完成",
    ],
)
def test_below_the_head_of_a_mail_that_was_passed_on_nothing_is_his(text: str) -> None:
    _reads(text, [])


def test_from_alone_heads_no_mail() -> None:
    _reads("From:\n1 done", ["? A1 done 100"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the badge list is done period the manual is at thirty percent period", ["A1 done 100", "A2 in-progress 30"]),
        ("胸牌清单完成了句号操作手册六成句号", ["A1 done 100", "A2 in-progress 60"]),
        ("the trial period is over and the first period was fine, 1 done", []),
        ("the badge list is done comma the manual is blocked", ["A2 blocked"]),
        ("操作手册写到六成，现在被打印机环境block住了", ["A2 blocked 60"]),
        ("The manual is at 50 percent but I'm stuck now: legal won't release the contract template", ["A2 blocked 50"]),
        ("Badges as in your template: 1 done", []),
        ("1 is dnoe", []),
        ("I'm stuck: legal won't release the manual", []),
        ("In progress: 2, 65%", ["A2 in-progress 65"]),
        ("The manual from the Oslo event is attached, just to show", []),
    ],
)
def test_turns_of_the_thirteenth_batch_are_read(text: str, said: list[str]) -> None:
    assert [one for one in _said(text) if not one.startswith("?")] == said


@pytest.mark.parametrize("text", ["with thanks for your patience: done", "Thank you for the reminder: sent"])
def test_what_stands_behind_the_colon_of_a_courtesy_is_not_passed_over(text: str) -> None:
    found = understand(new_text(text), situations()["en3"])
    assert (found.updates, found.doubt) == ((), "unknown")
