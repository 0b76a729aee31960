"""What was asked for, called by its words: who gives what, and what waits."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, CriterionResult, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

SPEAKER = (AskedCriterion(number=1, text="技术讲解员"), AskedCriterion(number=2, text="演示设备"))
MINIBUS = (AskedCriterion(number=1, text="a minibus"), AskedCriterion(number=2, text="pallet storage"))
BUDGET = AskedCriterion(number=1, text="大会经费", amount="8万元")


def read(text: str, asked: tuple[AskedCriterion, ...]) -> Understanding:
    asking = Asking(kind="resources", name="何军", department="生产部")
    return understand(new_text(text), _situation(asking).model_copy(update={"criteria": asked}))


def _situation(asking: Asking) -> ReplyContext:
    return ReplyContext(items=(), locale="zh", written=date(2026, 4, 15), asking=asking, people=("韩雪",))


def verdicts(found: tuple[CriterionResult, ...]) -> dict[int, tuple[bool, str]]:
    return {one.number: (one.met, one.opinion) for one in found}


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("讲解员可以，演示设备给不了，已经借给展会了。", SPEAKER, {1: (True, ""), 2: (False, "已经借给展会了")}),
        ("讲解员不行，小刘出差；设备可以", SPEAKER, {1: (False, "小刘出差"), 2: (True, "")}),
        ("设备可以", SPEAKER, {2: (True, "")}),
        ("minibus 可以，storage 不行", MINIBUS, {1: (True, ""), 2: (False, "")}),
        ("Storage no, minibus yes.", MINIBUS, {1: (True, ""), 2: (False, "")}),
        ("Yes to the minibus, no to the storage.", MINIBUS, {1: (True, ""), 2: (False, "")}),
        (
            "Minibus yes, storage no - the warehouse is full that week.",
            MINIBUS,
            {1: (True, ""), 2: (False, "the warehouse is full that week")},
        ),
        (
            "Hi, you can have the minibus, but sorry, no storage that week.",
            MINIBUS,
            {1: (True, ""), 2: (False, "no storage that week")},
        ),
        ("讲解员可以，设备抽不出来，都在展会上", SPEAKER, {1: (True, ""), 2: (False, "都在展会上")}),
        ("Yes to the minibus. Storage: sorry, no.", MINIBUS, {1: (True, ""), 2: (False, "")}),
        ("您好，1、2都没问题，谢谢！", SPEAKER, {1: (True, ""), 2: (True, "")}),
        ("1可以2可以", SPEAKER, {1: (True, ""), 2: (True, "")}),
        ("1. 可以。2. 抱歉不行，已经借出去了。", SPEAKER, {1: (True, ""), 2: (False, "已经借出去了")}),
    ],
)
def test_each_is_answered_by_its_name_or_number(
    text: str, asked: tuple[AskedCriterion, ...], found: dict[int, tuple[bool, str]]
) -> None:
    understood = read(text, asked)
    assert (verdicts(understood.criteria), understood.criteria_proposed) == (found, ())
    assert not understood.doubt


@pytest.mark.parametrize(
    ("text", "found"), [("设备可以，讲解员还在问", {2: True}), ("讲解员应该可以，设备不行", {2: False})]
)
def test_what_is_open_of_one_keeps_no_other_waiting(text: str, found: dict[int, bool]) -> None:
    understood = read(text, SPEAKER)
    assert {one.number: one.met for one in understood.criteria} == found
    assert understood.doubt


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("讲解员可以吗？设备不行", SPEAKER),
        ("讲解员可以用演示设备", SPEAKER),
        ("讲解员的培训可以", SPEAKER),
        ("minibus ok? storage no", MINIBUS),
        ("You can only have the minibus", MINIBUS),
        ("We can give you the minibus but not the storage.", MINIBUS),
        ("都可以，如果2能晚一天", SPEAKER),
        ("都可以，就是2天后才行", SPEAKER),
    ],
)
def test_a_clause_that_says_more_of_it_makes_all_wait(text: str, asked: tuple[AskedCriterion, ...]) -> None:
    understood = read(text, asked)
    assert not understood.criteria
    assert understood.doubt


def test_a_yes_to_people_by_their_name_is_one_to_all_of_them() -> None:
    asked = (AskedCriterion(number=1, text="测试服务器"), AskedCriterion(number=2, text="实施顾问2名"))
    assert verdicts(read("顾问没问题，服务器借不到", asked).criteria) == {1: (False, ""), 2: (True, "")}
    assert verdicts(read("顾问1名没问题，服务器借不到", asked).criteria).get(2) is None


def test_what_is_open_of_the_second_says_nothing_of_the_first() -> None:
    found = read("第一项行，第二项要等到6月中", SPEAKER)
    assert verdicts(found.criteria) == {1: (True, "")}
    assert not found.criteria_proposed
    assert found.doubt


def test_a_no_for_now_is_asked_about() -> None:
    found = read("You can have the minibus, but no storage before July.", MINIBUS)
    assert verdicts(found.criteria) == {1: (True, "")}
    assert [(one.number, one.met) for one in found.criteria_proposed] == [(2, False)]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("都可以，就是2要晚一天", {2: (True, "就是2要晚一天")}),
        ("全部同意，除了2", {}),
        ("全部同意，除了第2项要等20号", {}),
        ("All fine except 2.", {}),
    ],
)
def test_a_yes_to_all_but_one_is_a_yes_to_the_rest(text: str, proposed: dict[int, tuple[bool, str]]) -> None:
    understood = read(text, SPEAKER)
    assert verdicts(understood.criteria) == {1: (True, "")}
    assert verdicts(understood.criteria_proposed) == proposed
    assert understood.doubt


def of_budget(text: str) -> Understanding:
    asking = Asking(kind="request", name="吴娟", department="财务部", topics=("大会经费", "RES2"), gift=BUDGET)
    return understand(new_text(text), _situation(asking))


@pytest.mark.parametrize("text", ["8万没问题，5月10日前到账。", "5月10日前到账，8万没问题。", "8万OK，5月10日前拨付"])
def test_an_amount_that_was_asked_for_and_its_day_are_a_yes_in_either_order(text: str) -> None:
    understood = of_budget(text)
    assert (understood.stance, understood.promised, understood.doubt) == ("for", date(2026, 5, 10), "")


@pytest.mark.parametrize(
    "text",
    [
        "6万没问题",
        "8千可以",
        "不止8万可以",
        "8万可以考虑",
        "8万可以？",
        "8万中6万可以",
        "8万不行",
        "8万没问题，5月10日后到账",
    ],
)
def test_another_amount_or_a_condition_is_neither_yes_nor_no(text: str) -> None:
    assert of_budget(text).stance == "none"


def test_the_thing_by_its_name_beside_the_amount_is_a_yes() -> None:
    assert of_budget("没问题，8万经费财务部可以提供，谢谢。").stance == "for"
