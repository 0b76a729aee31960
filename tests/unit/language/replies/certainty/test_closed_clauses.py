"""Nothing is done without asking but what a closed clause says; what else was read is proposed with its value."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, Proposal, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

MONDAY = date(2026, 3, 9)


def _situation(text: str, *, items: int, minutes: bool = True, invitation: bool = False) -> ReplyContext:
    titles = ("Order the badges", "Write the manual") if text.isascii() else ("订购胸牌", "编写手册")
    listed = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 10 + number))
        for number, title in enumerate(titles[:items], 1)
    )
    return ReplyContext(
        items=listed,
        locale="en" if text.isascii() else "zh",
        written=MONDAY,
        minutes="M1" if minutes and not invitation else None,
        invitation=invitation,
        people=("孙丽", "Dana Reed"),
    )


def _said(text: str, *, items: int, invitation: bool = False) -> Understanding:
    return understand(new_text(text), _situation(text, items=items, invitation=invitation))


OF_ONE_ITEM = (
    "打印机修好了",
    "我卡在地铁上了",
    "我们部门的体检做完了",
    "出差报销我交了",
    "快递到了，已签收",
    "你们完成了吗？我完成了",
    "同事们都完成了",
    "I am done with this vendor",
    "Stuck at the airport",
    "Working on my holiday plans",
    "The lift is finished, thank god",
    "I sent Dana a reminder about lunch",
    "The meeting has finished me",
    "Done. The coffee machine broke again",
    "I was finished with it, then the rules changed",
    "Done with you",
    "The deal is done",
    "100%!",
    "Sent: Thursday, 28 January 2016 8:16 p.m.",
    "Each began as a draft",
    "reviews | 62 (37 %) | 21 (13 %)",
)
NAMED = (
    "1 改完再交",
    "1 已发给张伟帮我看，改完再交",
    "I blocked two hours for 1",
    "Blocked Thursday afternoon for 1",
    "I have blocked time for 1 on Friday",
    "1 已提交，被退回了",
    "1 完成（待领导点头）",
    "1 搞定（才怪）",
    "1 计划昨天完成",
    "2 计划80%，实际60%",
    "2 目标：周四前100%",
    "1 早该完成",
    "@孙丽 1 完成",
    "转孙丽：1 已完成",
    "1 done (subject to sign-off by legal)",
    "1 done (haha no)",
    "1 sent, but to the wrong people",
    "2: target 90%, actual 50%",
    "For Dana: 1 done",
    "1 finished in my dreams",
)
SIGN_OFFS = (
    "我回去再确认",
    "确认一下再说",
    "待确认",
    "同意，但第2条负责人写错了",
    "部门内部先确认",
    "经理让我回：同意",
    "to be confirmed by Dana",
    "Agreed, though item 2 needs another owner",
    "I confirm that I received them",
    "I agree 100% with Dana",
    "confirmed for lunch",
)
ATTENDANCES = (
    "参加的人多吗",
    "派孙丽参加",
    "我可以参加前半场",
    "Dana will attend for me",
    "I cannot say yes to that",
    "yes to the topic, no to the hour",
    "join by phone maybe if the train is late",
    "Yes and no",
    "attending another meeting then",
    "accepted the job offer",
)


@pytest.mark.parametrize("text", OF_ONE_ITEM)
def test_talk_moves_no_item_though_there_is_but_one(text: str) -> None:
    found = _said(text, items=1)
    assert not [update for update in found.updates if update.status]


@pytest.mark.parametrize("text", NAMED)
def test_a_clause_with_more_in_it_moves_no_item_though_it_names_one(text: str) -> None:
    found = _said(text, items=2)
    assert not [update for update in found.updates if update.status]
    assert found.doubt


@pytest.mark.parametrize("text", SIGN_OFFS)
def test_a_promise_to_check_or_a_reservation_signs_nothing(text: str) -> None:
    assert _said(text, items=2).sign_off != "agreed"


@pytest.mark.parametrize("text", ATTENDANCES)
def test_attendance_is_the_whole_answer(text: str) -> None:
    assert _said(text, items=0, invitation=True).rsvp is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 大约七成", ("A1", "in-progress", 70)),
        ("1: about 70%", ("A1", "in-progress", 70)),
        ("1 剩两成", ("A1", "in-progress", 80)),
        ("1: 20% to go", ("A1", "in-progress", 80)),
        ("1 卡在审批上", ("A1", "blocked", None)),
        ("1 完成，另外食堂换了菜单", ("A1", "done", 100)),
    ],
)
def test_a_closed_clause_is_done_without_asking(text: str, expected: tuple[str, str, int | None]) -> None:
    assert [(one.ref, one.status, one.percent) for one in _said(text, items=2).updates if one.status] == [expected]


@pytest.mark.parametrize("text", ["完全同意", "同意，请执行", "批准", "I fully agree", "Approved, please go ahead"])
def test_an_adverb_and_what_follows_belong_to_an_agreement(text: str) -> None:
    assert _said(text, items=0).sign_off == "agreed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 应该完成了", Proposal(n=1, ref="A1", status="done", percent=100, why="hedged")),
        ("1 probably done", Proposal(n=1, ref="A1", status="done", percent=100, why="hedged")),
        ("1 完成（待盖章）", Proposal(n=1, ref="A1", status="done", percent=100, why="open-words")),
        ("1 完成到第三章", Proposal(n=1, ref="A1", status="done", percent=100, why="open-words")),
        ("1 已提交申请", Proposal(n=1, ref="A1", status="done", percent=100, why="open-words")),
        ("1 可能要延期到3月20日", Proposal(n=1, ref="A1", ask="postpone", due=date(2026, 3, 20), why="hedged")),
        (
            "1 I think we need until 20 March",
            Proposal(n=1, ref="A1", ask="postpone", due=date(2026, 3, 20), why="hedged"),
        ),
    ],
)
def test_what_is_not_certain_is_proposed_with_its_value(text: str, expected: Proposal) -> None:
    found = _said(text, items=2)
    assert found.proposals == (expected,)
    assert not found.requests
    assert not [update for update in found.updates if update.status]
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 完成。写错了，是1", Proposal(n=1, ref="A1", status="done", percent=100, why="repaired")),
        ("2 done. Typo, I mean 1.", Proposal(n=1, ref="A1", status="done", percent=100, why="repaired")),
        ("1 60%，口误，40%", Proposal(n=1, ref="A1", status="in-progress", percent=40, why="repaired")),
        ("1 60%, or rather 40%", Proposal(n=1, ref="A1", status="in-progress", percent=40, why="repaired")),
        (
            "1 改到3月19日，不对，20日",
            Proposal(n=1, ref="A1", ask="postpone", due=date(2026, 3, 20), why="repaired"),
        ),
        ("1 计划90%，实际70%", Proposal(n=1, ref="A1", status="in-progress", percent=70, why="open-words")),
    ],
)
def test_what_is_taken_back_is_proposed_as_it_was_put_right(text: str, expected: Proposal) -> None:
    found = _said(text, items=2)
    assert (found.proposals, found.updates, found.requests) == ((expected,), (), ())


def test_what_has_to_be_handed_over_names_its_item() -> None:
    items = (
        Item(ref="A1", title="Order the badges", number=1, deliverable="signed quote"),
        Item(ref="A2", title="Write the manual", number=2, deliverable="handbook"),
    )
    situation = _situation("x", items=2).model_copy(update={"items": items})
    found = understand(new_text("the handbook is finished, the quote is signed"), situation)
    assert [(one.ref, one.status) for one in found.updates] == [("A2", "done"), ("A1", "done")]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("1 我上周四交的", ["A1"]),
        ("1 delivered an hour ago", ["A1"]),
        ("1 submitted on Friday", ["A1"]),
        ("前者已提交", ["A1"]),
        ("the latter is done", ["A2"]),
        ("1呢，已经交了", ["A1"]),
        ("A1 and A9 done", ["A1"]),
    ],
)
def test_what_happened_is_done_however_it_is_put(text: str, done: list[str]) -> None:
    found = _said(text, items=2)
    assert [one.ref for one in found.updates if one.status == "done"] == done


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 己经完成", Proposal(n=1, ref="A1", status="done", percent=100, why="slip")),
        ("1 finnished", Proposal(n=1, ref="A1", status="done", percent=100, why="slip")),
        ("1 推池到3月20日", Proposal(n=1, ref="A1", ask="postpone", due=date(2026, 3, 20), why="slip")),
        ("1 postpned to 20 March", Proposal(n=1, ref="A1", ask="postpone", due=date(2026, 3, 20), why="slip")),
        ("有个风险：展台可能搭不完", Proposal(n=1, ref=None, ask="risk", why="risk")),
        ("Risk: the printer may be shut over Easter", Proposal(n=1, ref=None, ask="risk", why="risk")),
    ],
)
def test_a_slip_and_a_risk_are_proposed(text: str, expected: Proposal) -> None:
    found = _said(text, items=2)
    assert (found.proposals, found.updates, found.requests) == ((expected,), (), ())


@pytest.mark.parametrize("text", ["1 末完成", "1 微完成", "1 mot done", "1 uncompleted", "1 米完成"])
def test_what_may_be_a_negation_is_never_put_right(text: str) -> None:
    found = _said(text, items=2)
    assert not [one for one in found.updates if one.status]
    assert not [one for one in found.proposals if one.status]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A1/完成 A2/50%", [("A1", "done", 100), ("A2", "in-progress", 50)]),
        ("1 | 完成 | 无\n2 | 30% | -", [("A1", "done", 100), ("A2", "in-progress", 30)]),
        ("1 | done | none\n2 | 30% | n/a", [("A1", "done", 100), ("A2", "in-progress", 30)]),
        ("1: up from 20 to 45 percent", [("A1", "in-progress", 45)]),
        ("1 做到四成，被卡住了", [("A1", "blocked", 40)]),
    ],
)
def test_values_stand_in_many_shapes(text: str, expected: list[tuple[str, str, int]]) -> None:
    found = _said(text, items=2)
    assert sorted((one.ref, one.status, one.percent) for one in found.updates) == expected


def test_a_length_that_is_needed_counts_from_today_where_the_item_is_overdue() -> None:
    late = _situation("x", items=1).model_copy(update={"written": date(2026, 3, 30)})
    found = understand(new_text("Need three days"), late)
    assert [(one.ref, one.ask, one.due) for one in found.requests] == [("A1", "postpone", date(2026, 4, 2))]


def test_a_correction_names_an_item_of_the_minutes_that_somebody_else_owns() -> None:
    others = (Item(ref="A7", title="Ship the boxes", owner_names=("Dana Reed",)),)
    situation = _situation("x", items=2).model_copy(update={"others_items": others})
    (request,) = understand(new_text("Correction: A7 is owned by Carol"), situation).requests
    assert (request.ref, request.ask, request.text) == ("A7", "correct", "A7 is owned by Carol")


@pytest.mark.parametrize("text", ["no, I am on leave", "No. We are at the fair that week", "请假，那天出差"])
def test_why_somebody_does_not_come_is_free(text: str) -> None:
    assert _said(text, items=0, invitation=True).rsvp == "declined"


@pytest.mark.parametrize("text", ["no, the projector works again", "No. Dana asked for the list"])
def test_a_no_beside_talk_of_something_else_is_no_refusal(text: str) -> None:
    assert _said(text, items=0, invitation=True).rsvp is None


@pytest.mark.parametrize("text", ["See you on Monday!", "See you Tuesday then", "Thanks, see you on Monday", "周一见"])
def test_a_greeting_with_its_day_is_a_likely_yes_to_an_invitation(text: str) -> None:
    found = _said(text, items=0, invitation=True)
    assert found.rsvp is None
    assert [one.ask for one in found.proposals] == ["accepted"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I'll be there. See you on Monday", "accepted"),
        ("参加，周一见", "accepted"),
        ("Cannot make it, see you on Friday", "declined"),
    ],
)
def test_beside_an_answer_it_is_a_greeting(text: str, answer: str) -> None:
    found = _said(text, items=0, invitation=True)
    assert (found.rsvp, found.proposals, found.doubt) == (answer, (), "")


def test_to_minutes_it_asks_for_no_day() -> None:
    found = _said("1 done. See you on Tuesday", items=1)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert not found.requests
    assert not found.proposals


@pytest.mark.parametrize("text", ["派孙丽参加", "请孙丽代为出席", "Dana will attend for me"])
def test_who_goes_instead_is_proposed(text: str) -> None:
    found = _said(text, items=0, invitation=True)
    assert [(one.ask, one.why) for one in found.proposals] == [("declined", "deputy")]


def test_how_far_an_item_is_is_no_reservation_against_the_minutes() -> None:
    assert _said("1 not done yet\nagreed", items=2).sign_off == "agreed"
    assert _said("1 belongs to somebody else\nagreed", items=2).sign_off is None


def test_the_name_of_one_item_before_the_number_of_another_is_of_neither_for_certain() -> None:
    said = _said("编写手册：1 已完成", items=2)
    assert said.updates == ()
    assert {one.ref for one in said.proposals} == {"A1", "A2"}
    assert [one.ref for one in _said("编写手册：已完成", items=2).updates] == ["A2"]
    assert [one.percent for one in _said("编写手册：60%", items=2).updates] == [60]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("周一我在集团开会，不能参会到场", ["declined"]),
        ("Monday is full, not joining", ["declined"]),
        ("shan't be able to join you on the panel", ["declined"]),
        ("I can't wait to join you all in the big room", []),
    ],
)
def test_a_denied_coming_is_never_proposed_as_a_yes(text: str, asks: list[str]) -> None:
    found = _said(text, items=0, invitation=True)
    assert [found.rsvp] * bool(found.rsvp) + [one.ask for one in found.proposals if one.ask != "other"] == asks


def test_who_does_not_decide_whether_he_comes_is_not_taken_for_a_yes() -> None:
    found = _said("不是我来定", items=0, invitation=True)
    assert found.rsvp is None
    assert "accepted" not in {one.ask for one in found.proposals}


@pytest.mark.parametrize(
    ("text", "asks", "statuses"),
    [
        ("I dropped it into the Teams folder", [], ["done"]),
        ("dropped it off at reception", [], ["done"]),
        ("We dropped it", ["cancel"], []),
        ("It was dropped in favour of a leaflet", ["cancel"], []),
    ],
)
def test_what_is_dropped_somewhere_is_delivered_and_not_given_up(
    text: str, asks: list[str], statuses: list[str]
) -> None:
    found = _said(text, items=1)
    assert [one.ask for one in found.requests] == asks
    assert [one.status for one in found.proposals if one.status] == statuses


@pytest.mark.parametrize(
    ("text", "taker"),
    [
        ("1已交给孙丽", "孙丽"),
        ("1交给孙丽了", "孙丽"),
        ("1已交给孙丽，请查收", "孙丽"),
        ("I handed over 1 to Dana Reed", "Dana Reed"),
        ("1 passed on to Dana Reed", "Dana Reed"),
    ],
)
def test_an_item_given_to_a_colleague_may_be_his_from_now_on(text: str, taker: str) -> None:
    found = _said(text, items=2)
    assert not found.updates
    assert [(one.ref, one.ask, one.to) for one in found.proposals] == [("A1", "reassign", taker)]


@pytest.mark.parametrize("text", ["1已交给客户", "1 已经交给财务了", "I handed over 1 to the client", "1 已发给孙丽"])
def test_what_was_handed_to_others_is_asked_back(text: str) -> None:
    found = _said(text, items=2)
    assert [one.status for one in found.updates if one.status] == []
    assert [one.ref for one in found.proposals] == ["A1"]


def test_what_was_done_and_given_to_a_person_may_be_his_now() -> None:
    found = _said("1 做完交给孙丽了", items=2)
    assert (found.updates, found.doubt) == ((), "hearsay")
    assert [(one.ask, one.to) for one in found.proposals] == [("reassign", "孙丽")]
    assert [one.status for one in _said("1 做完交给客户了", items=2).updates] == ["done"]
