"""What departments answer to what they were asked: every labelled reply, and never a stance that nobody took."""

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.mail.reply import Asking, Item, Proposal, ReplyContext, Understanding
from collabtui.domain.matters.department_answer import Stance
from collabtui.domain.model import Value
from collabtui.language.replies.understand import understand
from support.labelled_replies import DATA
from support.written_replies import new_text


class Answer(Value):
    id: str
    ask: str
    text: str
    trap: bool
    """It looks like a yes or a no, and is none."""
    stance: Stance | None
    contact: str = ""
    statement: str | None = None


@cache
def answers() -> tuple[Answer, ...]:
    lines = (DATA / "stances.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Answer.model_validate(json.loads(line)) for line in lines)


def said(text: str, ask: str = "request") -> Understanding:
    asking = {"kind": ask, "topics": ("新品上线", "X-2026-001"), "name": "赵强", "department": "研发部"}
    situation = ReplyContext(
        items=(Item(ref="A3", title="提供接口文档"),),
        locale="zh",
        written=date(2026, 3, 2),
        people=("王芳", "李明", "Bob Brown", "张伟"),
        asking=Asking.model_validate(asking),
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize("answer", answers(), ids=lambda answer: answer.id)
def test_an_answer_is_what_its_label_says(answer: Answer) -> None:
    found = said(answer.text, answer.ask)
    assert (found.stance, found.contact) == (answer.stance, answer.contact), answer.text
    if answer.statement is not None:
        assert found.statement == answer.statement
    assert bool(found.doubt) == (answer.stance == "none"), "what is neither waits, and says why"
    if answer.stance == "none":
        assert found.statement
        assert not any(clause.counts for clause in found.clauses)


@pytest.mark.parametrize("more", ["x " * 3_000, "ok\n" * 4_000 + "if the budget comes"])
def test_a_yes_beside_what_is_too_long_to_be_read_waits(more: str) -> None:
    found = said(f"agreed\n{more}")
    assert (found.stance, found.doubt) == ("none", "unknown")
    assert said("agreed").stance == "for"


def test_the_table_is_as_large_as_was_promised_and_half_of_it_are_traps() -> None:
    assert len(answers()) >= 270
    assert sum(answer.trap for answer in answers()) >= 150
    assert len({(answer.ask, answer.text) for answer in answers()}) == len(answers())
    assert all(answer.stance == "none" for answer in answers() if answer.trap)


CERTAIN = [answer for answer in answers() if answer.stance == "for" and "\n" not in answer.text]
QUALIFIED = (
    "如果预算到位，{}", "{}，但要到6月", "{}，前提是加人", "{}吗？", "张伟说：{}", "等王芳回来再说。{}", "{}，除非延期",
    "if the budget comes, {}", "{}, but not before June", "{}, provided that legal signs", "{}?", "Bob says: {}",
    "{}, unless the date moves", "“{}”", "{} 不{}", "we are not sure. {}", "{}\nPS: only with more people",
)  # fmt: skip


@given(st.sampled_from(CERTAIN), st.sampled_from(QUALIFIED))
def test_a_yes_that_is_qualified_is_none(answer: Answer, qualified: str) -> None:
    text = qualified.replace("{}", answer.text)
    assert said(text, answer.ask).stance == "none", text


@given(st.sampled_from([*answers()]), st.text(alphabet="的了吗若但也 ,.?，。？", min_size=1, max_size=6))
def test_what_is_put_before_or_behind_never_turns_a_yes_into_a_no(answer: Answer, noise: str) -> None:
    opposite = {"for": "against", "against": "for"}.get(answer.stance or "", "")
    for text in (f"{answer.text}{noise}", f"{noise}{answer.text}"):
        assert said(text, answer.ask).stance != opposite, text


def test_where_nothing_was_asked_a_yes_is_no_stance() -> None:
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 3, 2))
    assert understand(new_text("同意，对接人王芳"), situation).stance is None


def test_actions_that_are_named_are_updated_beside_the_answer() -> None:
    found = said("同意，对接人王芳\nA3 已完成")
    assert (found.stance, found.contact) == ("for", "王芳")
    assert [(update.ref, update.status) for update in found.updates] == [("A3", "done")]


def test_help_is_no_answer() -> None:
    found = said("帮助")
    assert (found.stance, found.asks_help) == (None, True)


@pytest.mark.parametrize(
    ("text", "stance", "statement", "risks"),
    [
        (
            "同意，对接人张伟。\n有个风险：测试环境可能来不及",
            "for",
            "同意，对接人张伟",
            ["有个风险：测试环境可能来不及"],
        ),
        ("同意。风险：人手不够", "for", "同意", ["风险：人手不够"]),
        ("Agreed. Risk: the vendor may fold", "for", "Agreed", ["Risk: the vendor may fold"]),
        ("风险：供应商可能延期\n同意", "for", "同意", ["风险：供应商可能延期"]),
        ("不同意。风险：人手不够", "against", "不同意。风险：人手不够", ["风险：人手不够"]),
        ("同意，但有风险：人手不够", "none", "同意，但有风险：人手不够", ["有风险：人手不够"]),
        ("风险：人手不够，我们不同意", "against", "风险：人手不够，我们不同意", ["风险：人手不够，我们不同意"]),
        ("风险：客户可能不同意\n同意", "none", "风险：客户可能不同意\n同意", ["风险：客户可能不同意"]),
        ("There is a risk that it is late", None, "", ["There is a risk that it is late"]),
        ("同意。风险：无", "none", "同意。风险：无", []),
        ("Agreed. Risks: none", "none", "Agreed. Risks: none", []),
        ("We accept the risk: fine", "none", "We accept the risk: fine", []),
    ],
)
def test_a_risk_beside_the_answer_is_proposed(
    text: str, stance: Stance | None, statement: str, risks: list[str]
) -> None:
    found = said(text)
    proposed = [one.text for one in found.clauses if one.proposals]
    assert (found.stance, found.statement, proposed) == (stance, statement, risks)
    assert [one.ask for one in found.proposals] == ["risk"] * len(risks)
    assert found.requests == ()


@pytest.mark.parametrize(
    "text",
    ["可以，由王芳负责，3月10日前交付", "同意，王芳3/10交付", "OK, Bob Brown will own this and deliver by 10 March."],
)
def test_a_yes_may_promise_a_day(text: str) -> None:
    found = said(text)
    assert (found.stance, found.promised) == ("for", date(2026, 3, 10))
    assert said(text, "change").stance == "none", "of a change nothing is delivered"


@pytest.mark.parametrize(
    "text",
    [
        "We can provide it by 10 March",
        "我们3月10日前可以提供",
        "可以，3月10日前安排到位",
        "happy to provide this by 10 March",
    ],
)
def test_who_gives_what_was_asked_by_a_day_says_yes(text: str) -> None:
    found = said(text)
    assert (found.stance, found.promised, found.doubt) == ("for", date(2026, 3, 10), "")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("I can't agree to this as it stands: QA has no people in April.", "QA has no people in April"),
        ("I cannot agree.", "I cannot agree"),
        ("Not OK, we need two more weeks", "Not OK, we need two more weeks"),
    ],
)
def test_a_no_of_one_person_is_a_no_with_all_its_words(text: str, statement: str) -> None:
    found = said(text, "change")
    assert (found.stance, found.statement) == ("against", statement)


@pytest.mark.parametrize("text", ["I can't agree more", "I can't agree to this yet", "I couldn't agree more"])
def test_a_no_that_is_turned_round_waits(text: str) -> None:
    assert said(text, "change").stance == "none"


@pytest.mark.parametrize(
    "text",
    [
        "I don't see any reason to object.",
        "No reason for us to object.",
        "想不出反对的理由",
        "没有理由不同意",
        "We can live with it",
    ],
)
def test_that_there_is_no_reason_for_a_no_is_a_yes(text: str) -> None:
    assert said(text, "change").stance == "for"


@pytest.mark.parametrize("text", ["We have reason to object", "有理由反对"])
def test_that_there_is_one_is_offered_as_a_no(text: str) -> None:
    assert [one.ask for one in said(text, "change").proposals] == ["against"]


def test_where_to_turn_with_questions_is_no_hearsay() -> None:
    found = said("接受，对接人陈静，手机13800001234，有事直接找她")
    assert (found.stance, found.contact, found.contact_phone) == ("for", "陈静", "13800001234")


@pytest.mark.parametrize("text", ["Aprove", "Aproved, thanks", "同易", "同易。谢谢"])
def test_a_mistyped_yes_is_asked_back(text: str) -> None:
    found = said(text, "change")
    assert (found.stance, [(one.ask, one.why) for one in found.proposals]) == ("none", [("for", "slip")])


@pytest.mark.parametrize("text", ["我们3月10日前确认", "We can confirm by 10 March", "We can provide half by 10 March"])
def test_by_when_somebody_decides_is_no_yes(text: str) -> None:
    found = said(text)
    assert (found.stance, found.promised, found.proposals) == ("none", None, ())


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("计划已审阅，同意实施", "for"),
        ("同意变更，无其他意见", "for"),
        ("反对，无其他意见", "against"),
        ("无其他意见", "none"),
        ("计划已审阅", "none"),
        ("Plan looks good to me, happy to go ahead", "for"),
        ("No comments from our department", "none"),
        ("We agree, no comments from our department", "for"),
        ("Agreed. No comment from our side", "for"),
        ("No objection from us", "for"),
        ("We simply don't have anyone free, sorry", "against"),
        ("目前人手实在抽不出来，抱歉", "against"),
        ("I object, no further comments", "against"),
    ],
)
def test_that_it_was_read_and_that_there_is_no_more_changes_neither(text: str, stance: Stance) -> None:
    assert said(text).stance == stance


@pytest.mark.parametrize(
    ("text", "topic", "stance"),
    [
        ("May works for us", "launch moved to May", "for"),
        ("April works for us", "launch moved to May", "none"),
        ("5月1日可以", "上线推迟到5月1日", "for"),
        ("6月1日可以", "上线推迟到5月1日", "none"),
    ],
)
def test_the_day_that_is_asked_for_is_what_was_asked(text: str, topic: str, stance: Stance) -> None:
    asking = Asking(kind="change", topics=(topic, "C1"), name="赵强", department="研发部")
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 3, 2), asking=asking)
    assert understand(new_text(text), situation).stance == stance


@pytest.mark.parametrize(
    ("text", "contact", "day"),
    [
        ("可以，从下周一开始派小刘支持两周", None, None),
        ("Yes we can, Josh is available two weeks from Monday", None, None),
        ("财务看过了，同意。", None, None),
        ("没问题，数据这周给。对接人王芳，3月10日前交付", "王芳", date(2026, 3, 10)),
        ("Agreed, finance had a look. Contact: Bob Brown", "Bob Brown", None),
        ("同意，对接人王芳。可提供2名开发。", "王芳", None),
        ("Agreed, contact Bob Brown. We can give 2 developers and one tester.", "Bob Brown", None),
    ],
)
def test_a_yes_beside_what_nobody_reads_is_proposed_with_contact_and_day(
    text: str, contact: str | None, day: date | None
) -> None:
    found = said(text)
    assert (found.stance, found.contact) == ("none", "")
    assert [(one.ask, one.to, one.due) for one in found.proposals] == [("for", contact, day)]


@pytest.mark.parametrize(
    "text",
    [
        "同意，但要到6月", "同意张伟的建议", "如果预算到位我们就同意", "同意，预算谁出？",
        "Agreed, but not before 10 March", "同意，只能提供1名开发", "Agreed. We can provide one developer only",
    ],
)  # fmt: skip
def test_what_may_take_a_yes_back_leaves_nothing_to_propose(text: str) -> None:
    assert said(text).proposals == ()


@pytest.mark.parametrize(
    "text", ["同意，12月10日后交付", "可以，12月10日或12月12日前交付", "agreed, within 3 days", "同意，三天以后才交付"]
)
def test_a_day_that_nobody_is_sure_of_is_no_promise(text: str) -> None:
    found = said(text)
    assert (found.stance, found.promised) == ("none", None)


@pytest.mark.parametrize("text", ["y1", "y1\nThanks", "y1\n谢谢"])
def test_a_yes_to_what_was_asked_back_stands_alone(text: str) -> None:
    asked = Proposal(n=1, ref=None, ask="for", why="open-words", text="x")
    situation = ReplyContext(
        items=(), locale="zh", written=date(2026, 3, 2), asking=Asking(kind="request", name="赵强"), asked_back=(asked,)
    )
    found = understand(new_text(text), situation)
    assert (found.stance, found.confirmed, found.doubt) == ("for", (1,), "")


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("同意，对接人让李明来", "李明"),
        ("同意，对接人就李明吧", "李明"),
        ("同意，请王芳去对接", "王芳"),
        ("同意，对接人让周敏来", "周敏"),
        ("同意，对接人李来", "李来"),
    ],
)
def test_what_ends_the_clause_is_no_part_of_the_contacts_name(text: str, contact: str) -> None:
    assert said(text).contact == contact


@pytest.mark.parametrize(
    ("text", "contact", "phone"),
    [
        ("同意，对接人王芳，电话13800001111。", "王芳", "13800001111"),
        ("同意，对接人王芳（138 0000 1111）", "王芳", "138 0000 1111"),
        ("同意，对接人王芳，电话0755-88881234转3。", "王芳", "0755-88881234转3"),
        ("同意，对接人王芳，手机微信同号13800001111", "王芳", "13800001111"),
        ("同意，对接人王芳，分机8123", "王芳", "分机8123"),
        ("Agreed, contact Bob Brown, phone 020 7946 0123.", "Bob Brown", "020 7946 0123"),
        ("Agreed. Bob Brown (+44 20 7946 0123) is our contact.", "Bob Brown", "+44 20 7946 0123"),
        ("Agreed, contact Bob Brown, b@x.test, 020 7946 0123 ext 12", "Bob Brown <b@x.test>", "020 7946 0123 ext 12"),
        ("同意，对接人王芳，3月20日前交付", "王芳", ""),
    ],
)
def test_the_number_beside_a_contact_is_his(text: str, contact: str, phone: str) -> None:
    found = said(text)
    assert (found.stance, found.contact, found.contact_phone) == ("for", contact, phone)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("I'd rather we didn't, Easter is our busiest week.", "I'd rather we didn't, Easter is our busiest week"),
        ("We'd rather not.", "We'd rather not"),
        ("I can't sign this off until I've seen the headcount.", "until I've seen the headcount"),
        ("We cannot agree until the budget comes", "until the budget comes"),
        ("人手写少了，先不签，改完再发我。", "人手写少了，先不签，改完再发我"),
        ("暂不签字", "暂不签字"),
    ],
)
def test_who_does_not_sign_yet_objects_and_says_what_he_waits_for(text: str, statement: str) -> None:
    found = said(text, "change")
    assert (found.stance, found.statement, found.doubt) == ("against", statement, "")


@pytest.mark.parametrize(
    "text",
    [
        "We can't until Friday", "I'd rather we didn't do it alone", "先不签合同", "先不签吗？",
        "Can't you sign this off?",
        "agreed unless it rains", "agreed until it rains", "We cannot agree unless the budget comes",
        "No objections from Logistics", "No objections from 研发部 yet",
    ],
)  # fmt: skip
def test_what_only_sounds_like_either_is_neither(text: str) -> None:
    assert said(text, "change").stance == "none"


@pytest.mark.parametrize("text", ["No objections from 研发部.", "on behalf of 研发部: agreed", "Agreed from 研发部"])
def test_the_name_of_the_own_department_may_stand_beside_a_yes(text: str) -> None:
    assert (said(text, "change").stance, said(text, "change").doubt) == ("for", "")


MOVE = "大会改到2026年5月29日 / conference on 29 May"


def to_move(text: str, name: str = "吴娟", department: str = "财务部") -> Understanding:
    asking = Asking(kind="change", topics=(MOVE, "C1"), name=name, department=department)
    return understand(new_text(text), _to_department(asking))


def to_request(text: str) -> Understanding:
    return understand(new_text(text), _to_department(Asking(kind="request", name="吴娟", department="财务部")))


def _to_department(asking: Asking) -> ReplyContext:
    people = ("沈洁", "韩雪", "林涛", "何军", "Tom Baker")
    return ReplyContext(items=(), locale="zh", written=date(2026, 4, 15), people=people, asking=asking)


@pytest.mark.parametrize(
    "text",
    [
        "29 May works for us.",
        "For us 29 May works.",
        "29th works",
        "29 May可以，no problem。",
        "29 May 没问题 for us",
        "The 29th of May is fine with us",
        "May 29 is fine",
        "现在同意",
    ],
)
def test_the_date_that_was_asked_for_may_be_written_out(text: str) -> None:
    assert (to_move(text).stance, to_move(text).doubt) == ("for", "")


@pytest.mark.parametrize(
    "text",
    [
        "28 May works for us",
        "29 May or 30 May works",
        "29号可以，30号更好",
        "29 May works, but 30 May is better",
        "Only works if we get the room",
        "It works against us",
        "现在不行",
        "截至目前同意",
    ],
)
def test_another_date_beside_it_or_a_limit_is_no_yes(text: str) -> None:
    assert to_move(text).stance == "none"


@pytest.mark.parametrize(
    "text",
    [
        "本来不同意改期，现在同意了。",
        "之前反对，现在同意改到29号",
        "Originally we were against it, now we're fine.",
        "Bank holiday is the 25th, so the 29th is fine.",
        "节假日是25号，所以29号可以",
    ],
)
def test_what_was_said_before_or_of_another_day_leaves_the_yes_to_be_asked_back(text: str) -> None:
    found = to_move(text)
    assert (found.stance, [one.ask for one in found.proposals]) == ("none", ["for"])


@pytest.mark.parametrize(
    "text",
    [
        "等机票改好了，5月29日可以。",
        "Plan looks good, still to be approved by my director.",
        "同意，等财务批",
        "等我问过何总再答复",
        "Fine once HR sign it off.",
        "Agreed, subject to budget approval",
        "这个我做不了主，要问一下何经理。",
    ],
)
def test_what_waits_for_another_is_not_asked_back(text: str) -> None:
    found = to_move(text)
    assert (found.stance, found.proposals) == ("none", ())
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "contact", "phone"),
    [
        ("可以的，财务这边由韩雪对接，电话 13805710021。", "韩雪", "13805710021"),
        ("没问题，我自己来对接，有事直接打我手机 13957100233。", "@me", "13957100233"),
        ("沈洁好，同意配合，请联系我部韩雪，谢谢。", "韩雪", ""),
        ("已经安排林涛跟进了。", "林涛", ""),
        ("好的，这事由林涛牵头，有问题打他电话 13811112222", "林涛", "13811112222"),
        ("Yes, happy to. Please speak to Tom Baker, 020 7946 0123", "Tom Baker", "020 7946 0123"),
    ],
)
def test_whom_to_speak_to_is_the_contact_beside_a_yes(text: str, contact: str, phone: str) -> None:
    found = to_request(text)
    assert (found.stance, found.contact, found.contact_phone, found.doubt) == ("for", contact, phone, "")


@pytest.mark.parametrize("text", ["请联系韩雪", "这事请找韩雪", "Please speak to Tom Baker.", "林涛已经离职了"])
def test_whom_to_speak_to_alone_is_no_yes(text: str) -> None:
    assert to_request(text).stance == "none"


@pytest.mark.parametrize("below", ["生产部 工艺科\n手机：139 0571 6612", "生产部工艺科\n电话 0571-8866 3021 转3"])
def test_a_unit_below_the_name_is_a_signature(below: str) -> None:
    found = to_move(f"同意改期。\n林涛\n{below}", "林涛", "生产部")
    assert (found.stance, found.doubt) == ("for", "")
    for other in ("请交给工艺科", "工艺科不同意"):
        assert to_move(f"同意改期。\n林涛\n{other}", "林涛", "生产部").stance == "none"


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("同意，对接人张伟，3月10日前提供人员", "张伟"),
        ("同意，3月10日前提交", ""),
        ("同意，对接人张伟，人员3月10日前到位", "张伟"),
        ("Agreed. Contact: Bob Brown. We will provide people by 10 March.", "Bob Brown"),
    ],
)
def test_a_day_by_which_something_or_people_are_given_is_promised_with_a_yes(text: str, contact: str) -> None:
    found = said(text)
    assert (found.stance, found.contact, found.promised, found.doubt) == ("for", contact, date(2026, 3, 10), "")


def test_a_condition_is_one_whatever_day_stands_before_it() -> None:
    assert said("同意，前提是3月10日前预算到位").stance == "none"


@pytest.mark.parametrize(
    "text", ["Can't object, can't agree, ask Legal.", "Can't agree or disagree without Legal.", "不反对，也不同意"]
)
def test_who_takes_no_side_is_not_against(text: str) -> None:
    found = said(text)
    assert (found.stance, bool(found.doubt)) == ("none", True)


@pytest.mark.parametrize("text", ["We can't agree and we object", "We object, without exception", "不同意，我们反对"])
def test_who_says_no_twice_is(text: str) -> None:
    assert said(text).stance == "against"


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("同意", [("同意", "for", True)]),
        ("不同意，因为工期太紧。", [("不同意", "against", True), ("因为工期太紧", "reason", False)]),
        ("同意，联系人：李雷 13800000000", [("同意", "for", True), ("联系人：李雷 13800000000", "contact", True)]),
        ("同意。有个风险：供应商可能涨价", [("同意", "for", True), ("有个风险：供应商可能涨价", "risk", False)]),
        ("有个风险：可能涨价。\n我们反对", [("有个风险：可能涨价", "risk", False), ("我们反对", "against", True)]),
        ("We agree. Risk: the supplier may be late.",
         [("We agree", "for", True), ("Risk: the supplier may be late", "risk", False)]),
        ("3完成了。我们反对", [("3完成了", "no-stance", False), ("我们反对", "against", True)]),
        ("我们没意见，谢谢！", [("我们没意见", "for", True), ("谢谢", "talk", False)]),
    ],
)  # fmt: skip
def test_each_clause_of_an_answer_is_explained_once_and_in_its_place(
    text: str, clauses: list[tuple[str, str, bool]]
) -> None:
    assert [(one.text, one.rule, one.counts) for one in said(text).clauses] == clauses
