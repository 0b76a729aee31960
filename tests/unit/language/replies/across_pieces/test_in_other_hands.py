"""Items that somebody else works on or still has, that are promised, or that came with the mail; all but one."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support import moving_office
from support.families import applied, proposed
from support.written_replies import new_text

TITLES = {
    "zh": ("编写手册", "订购胸牌", "联系印刷厂", "预订会场"),
    "en": ("Write the manual", "Order the badges", "Call the caterer", "Book the hall"),
}


def _read(text: str, items: int = 4) -> Understanding:
    locale = "en" if all(char.isascii() or char in "–’" for char in text) else "zh"
    listed = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 18))
        for number, title in enumerate(TITLES[locale][:items], 1)
    )
    people = ("王芳", "李明", "陈静", "Bob Smith", "Amy Chen", "Dana Reed")
    situation = {"items": listed, "locale": locale, "written": date(2026, 3, 9), "answers_ours": True, "people": people}
    return understand(new_text(text), ReplyContext.model_validate(situation))


@pytest.mark.parametrize(
    "text",
    [
        "3 陈静在弄",
        "3王芳正在写",
        "3 设计部在做",
        "3 小王在跟",
        "3 李明那边在处理",
        "3 供应商在准备了",
        "3: Bob is on it",
        "Dana Reed is on 3",
        "Amy is working on 3",
        "3: the vendor is preparing it",
        "3 is with Amy Chen, she's working on it",
        "3 - our designers are drafting it now",
    ],
)
def test_what_somebody_else_works_on_is_offered_as_in_progress(text: str) -> None:
    found = _read(text)
    assert proposed(found) == {"A3 in-progress"}
    assert [(one.ref, one.status) for one in found.updates] == [("A3", None)], "kept as its note"


@pytest.mark.parametrize(
    "text",
    [
        "3 在法务那里走流程",
        "3在王芳手上",
        "3 还在客户手上",
        "3 在财务部会签",
        "3目前在客户那边",
        "3 现在在王总那里",
        "3 is with legal",
        "3 is with Amy",
        "3 is with legal for review",
        "3's with our lawyers for sign-off",
        "3 still with the landlord",
        "3: with Bob at the moment",
        "3 is at the printers",
        "3 is with you for review",
        "3 is with your team",
        "3 sits with Bob's team",
        "3 is sitting with finance",
        "3 is resting with the landlord",
        "3 is with the vendor to sign",
        "3到您那边了",
        "3流程到财务了",
        "3走到王总那里了",
        "3转到法务那边了",
        "3停在法务那边",
    ],
)
def test_what_is_in_somebody_elses_hands_is_offered_as_in_progress(text: str) -> None:
    found = _read(text)
    assert proposed(found) == {"A3 in-progress"}
    assert [(one.ref, one.status) for one in found.updates] == [("A3", None)], "kept as its note"


@pytest.mark.parametrize(
    "text", ["It's with legal", "still with finance", "with our lawyers", "在法务那边", "还在印刷厂"]
)
def test_the_only_item_needs_no_name_to_be_in_other_hands(text: str) -> None:
    assert proposed(_read(text, items=1)) == {"A1 in-progress"}


@pytest.mark.parametrize(
    "text",
    [
        "3 is with errors",
        "3 with two gaps",
        "3 is not with legal yet",
        "3 done, with thanks to Bob",
        "3 在会议室",
        "3 在我手上",
    ],
)
def test_what_nobody_else_has_is_in_no_other_hands(text: str) -> None:
    assert "A3 in-progress" not in proposed(_read(text))


@pytest.mark.parametrize(
    "text",
    [
        "3 王芳不在做",
        "3 王芳说在做",
        "3 李明没在弄",
        "3 王芳会写",
        "3: Bob isn't working on it",
        "3: Bob says he is working on it",
        "3: nobody is working on it",
        "3: will Amy be working on it?",
    ],
)
def test_what_nobody_saw_is_not(text: str) -> None:
    found = _read(text)
    assert "A3 in-progress" not in proposed(found)
    assert not any(one.status for one in found.updates)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("还没，法务在看", "法务在看"),
        ("1还没，等财务审批", "等财务审批"),
        ("1还没有，法务那边还没回", "法务那边还没回"),
        ("还没弄完，在设计部那边", "在设计部那边"),
        ("1还没好，王总还没批", "王总还没批"),
        ("Not yet – legal still has it", "legal still has it"),
        ("1 not yet, waiting on Bob's numbers", "waiting on Bob's numbers"),
        ("1 - not done yet, still with legal", "still with legal"),
        ("Not ready yet, finance is reviewing it", "finance is reviewing it"),
        ("1 not finished yet, awaiting the proofs", "awaiting the proofs"),
    ],
)
def test_not_yet_and_who_has_it_is_offered_as_blocked(text: str, why: str) -> None:
    found = _read(text, items=1)
    assert [(one.ref, one.status, one.reason) for one in found.proposals] == [("A1", "blocked", why)]


def test_not_yet_alone_has_no_such_reason() -> None:
    assert [one.status for one in _read("2 not yet").proposals] == ["not-started"]


@pytest.mark.parametrize(
    "text",
    [
        "保证完成任务",
        "保证按时完成！",
        "一定按时完成",
        "收到，保证完成任务",
        "确保按期完成",
        "坚决完成任务",
        "consider it done",
        "Consider it done!",
        "ok, consider it done",
        "You can consider it done",
        "Consider it taken care of",
        "consider them done",
    ],
)
def test_a_promise_takes_it_on_and_is_no_status(text: str) -> None:
    found = _read(text)
    assert applied(found) <= {f"A{number} accept" for number in range(1, 5)}
    assert all(one.accept and one.status is None for one in found.updates)
    assert len(found.updates) == 4


@pytest.mark.parametrize(
    "text",
    [
        "不能保证完成",
        "没法保证按时完成",
        "谁能保证完成？",
        "2保证按时完成80%",
        "I don't consider it done",
        "Would you consider it done?",
        "consider it done once Bob signs",
    ],
)
def test_what_is_not_promised_takes_nothing_on(text: str) -> None:
    found = _read(text)
    assert not found.updates
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "附件是报告",
        "报告在附件",
        "手册见附件",
        "手册在附件里，请查收",
        "附件为手册",
        "Manual attached",
        "report attached",
        "Please find attached the manual",
        "attached is the manual",
        "here's the manual",
        "The manual is attached.",
    ],
)
def test_what_came_with_the_mail_may_be_the_one_item(text: str) -> None:
    found = _read(text, items=1)
    assert proposed(found) == {"A1 done 100"}
    assert not found.updates


@pytest.mark.parametrize(
    "text",
    ["附件是手册，但还没写完", "附件是什么？", "No manual attached", "Is the manual attached?", "draft attached"],
)
def test_what_did_not_come_is_not_offered_as_done(text: str) -> None:
    assert not any(one.status == "done" for one in _read(text, items=1).proposals)


def test_of_several_items_it_is_the_one_that_it_names() -> None:
    assert proposed(_read("1 - manual attached")) == {"A1 done 100"}
    assert not proposed(_read("report attached"))


@pytest.mark.parametrize("text", ["all but 4 done", "all but 4 are done", "all bar 4 finished", "All but 4 completed."])
def test_all_but_as_many_as_there_are_is_that_number(text: str) -> None:
    assert {one.ref for one in _read(text).updates if one.status == "done"} == {"A1", "A2", "A3"}


@pytest.mark.parametrize("text", ["all but 2 done", "all but one done", "all but four done", "all but 5 done"])
def test_all_but_fewer_may_be_how_many(text: str) -> None:
    assert not _read(text).updates
    assert _read(text).doubt


def test_a_note_that_names_another_item_is_put_on_that() -> None:
    assert {one.ref: one.note for one in _read("2完成，手册在附件里").updates} == {"A2": None, "A1": "手册在附件里"}


def test_what_retells_another_title_is_no_remark_on_this() -> None:
    found = _read("手册写了一半了，印刷厂还没联系")
    assert [(one.ref, one.percent, one.note) for one in found.updates] == [("A1", 50, None)]
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("都搞定了，就剩4", {"A1", "A2", "A3"}),
        ("全部完成，只差第3项", {"A1", "A2", "A4"}),
        ("都好了，只剩3和4", {"A1", "A2"}),
        ("都做完了，就剩第2项没弄", {"A1", "A3", "A4"}),
        ("all done, only 4 left", {"A1", "A2", "A3"}),
        ("all done, only item 2 left", {"A1", "A3", "A4"}),
        ("everything is done, only 3 and 4 are left", {"A1", "A2"}),
        ("All done, just number 1 to go", {"A2", "A3", "A4"}),
    ],
)
def test_what_is_left_of_all_is_not_among_them(text: str, done: set[str]) -> None:
    found = _read(text)
    assert {one.ref for one in found.updates if one.status == "done"} == done
    assert (found.proposals, found.doubt) == ((), "")


@pytest.mark.parametrize("text", ["都搞定了，就剩2", "all done, just 2 to go", "all done, 3 left"])
def test_what_may_be_how_many_are_left_is_asked_back_without_it(text: str) -> None:
    found = _read(text)
    assert not any(one.status for one in found.updates)
    assert len(found.proposals) == 3


@pytest.mark.parametrize("text", ["都好了，就剩2个", "1完成，就剩2", "all done, 2 people left"])
def test_what_is_counted_or_of_one_item_waits(text: str) -> None:
    assert not any(one.status for one in _read(text).updates)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("3: Joe's doing this one, not me", "Joe"),
        ("3 is being done by Ben Cole, not by me. 1 done.", "Ben Cole"),
        ("3: Nora Finch does that, not me", "Nora Finch"),
        ("3 - Legal is handling the desks, not us.", "Legal"),
        ("3: Ben's on this, not me", "Ben"),
        ("3: Omar is ordering them, not me", "Omar"),
        ("3现在是冯涛在做，不是我。", "冯涛"),
        ("3一直是唐磊在跟，不是我", "唐磊"),
        ("3 冯涛在弄，不是我", "冯涛"),
        ("3何静在办，不是我们", "何静"),
    ],
)
def test_who_does_it_instead_takes_it_over(text: str, to: str) -> None:
    found = moving_office.read(text)
    taken = [*(one.to for one in found.proposals if one.ask == "reassign"), *(one.to for one in found.requests)]
    assert taken == [to]
    assert not [one for one in (*found.proposals,) if one.status == "in-progress"]


@pytest.mark.parametrize("text", ["3 done by Joe, not me", "3: It's ordered, not me", "3: Joe did it, not me"])
def test_what_somebody_else_did_is_not_handed_over(text: str) -> None:
    assert "reassign" not in {one.ask for one in moving_office.read(text).proposals}


def test_a_mail_that_says_nothing_is_read() -> None:
    assert moving_office.read("").proposals == ()
