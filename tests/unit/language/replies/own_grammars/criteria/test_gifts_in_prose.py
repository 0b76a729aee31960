"""What a giver says in prose: all of one with how it is handed over, a part of another; a no to all; all good."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, CriterionResult, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text
from unit.language.replies.own_grammars.criteria.test_handed_over import read
from unit.language.replies.own_grammars.criteria.test_results_in_prose import read as read_results


def _told(found: tuple[CriterionResult, ...]) -> list[tuple[int, bool]]:
    return [(one.number, one.met) for one in found]


@pytest.mark.parametrize(
    ("text", "certain", "likely"),
    [
        ("夜班坐席最多抽4个人，而且只能到3月底；话机8台没问题，随时来领。", [(2, True)], [(1, True)]),
        ("坐席6个给，话机只剩1台了，先拿去用。", [], [(1, True), (2, True)]),
        ("Yes to the phones. Agents: I can spare two.", [(2, True)], [(1, True)]),
        ("都批。人员名单周五发你。", [], [(1, True), (2, True)]),
        ("都批。", [(1, True), (2, True)], []),
        ("都准了。", [(1, True), (2, True)], []),
        ("两个都能给", [(1, True), (2, True)], []),
        ("能给，两个都给", [], [(1, True), (2, True)]),
        ("we can give both", [(1, True), (2, True)], []),
        ("No can do on either, sorry, year-end audit.", [], [(1, False), (2, False)]),
        ("We can't do either.", [], [(1, False), (2, False)]),
        ("Sorry, no to both, budget freeze.", [], [(1, False), (2, False)]),
        ("Neither is possible, we move house.", [], [(1, False), (2, False)]),
    ],
)
def test_what_is_given(text: str, certain: list[tuple[int, bool]], likely: list[tuple[int, bool]]) -> None:
    found: Understanding = read(text)
    assert (_told(found.criteria), _told(found.criteria_proposed)) == (certain, likely)


@pytest.mark.parametrize(
    "text",
    [
        "No to both, but one of them may be possible.",
        "No to both?",
        "Yes to either.",
        "No to either of the dates.",
        "话机8台没问题吗",
        "话机8台，没人来领",
    ],
)
def test_what_says_more_is_neither_promised_nor_a_no_to_all(text: str) -> None:
    found: Understanding = read(text)
    assert found.criteria == ()
    assert _told(found.criteria_proposed) != [(1, False), (2, False)]


@pytest.mark.parametrize(
    "text", ["All good on our side.", "All good here.", "Everything's fine by us", "我们这边都没问题。"]
)
def test_all_good_is_a_likely_yes_to_all_criteria(text: str) -> None:
    found = read_results(text)
    assert (found.criteria, _told(found.criteria_proposed)) == ((), [(1, True), (2, True), (3, True)])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 yes 2 we only have 9 spare", "we only have 9 spare"),
        ("1 ok 2 only 4", "only 4"),
        ("1 fine 2 at most 3 phones", "at most 3 phones"),
        ("1 yes 2 I've got 5 left", "I've got 5 left"),
        ("1 可以 2 我们只有5台", "我们只有5台"),
        ("1没问题 2最多给4台", "最多给4台"),
        ("1同意2只剩1台", "只剩1台"),
    ],
)
def test_the_next_number_needs_no_mark(text: str, words: str) -> None:
    found: Understanding = read(text)
    assert [(one.number, one.met, one.opinion) for one in found.criteria] == [(1, True, "")]
    assert [(one.number, one.opinion) for one in found.criteria_proposed] in ([(2, words)], [])
    assert found.doubt


@pytest.mark.parametrize("text", ["1 yes 2 weeks only", "1 yes 2 from 11 March", "1 可以 2 台都行", "1 yes, 12 only"])
def test_a_number_that_counts_begins_no_other(text: str) -> None:
    found: Understanding = read(text)
    assert 2 not in {one.number for one in (*found.criteria, *found.criteria_proposed)}


@pytest.mark.parametrize(
    "text",
    ["话机8台没问题，但是要押金", "话机8台没问题，押金先交一下", "Test phones 8 no problem, we need them back by May"],
)
def test_a_yes_by_amount_with_terms_is_not_sure(text: str) -> None:
    assert read(text).criteria == ()
    assert read(text).doubt


@pytest.mark.parametrize(
    "text",
    [
        "能给6人",
        "可以给2台",
        "能给8台",
        "能给两个",
        "可以给两个人",
        "能出两个",
        "能给孟菲",
        "能给孟菲和小李",
        "可以安排孟菲",
        "we can give 6",
        "we can give Amy Ross",
        "We can give 8 phones",
    ],
)
def test_what_is_given_of_one_of_several_is_no_yes_to_all(text: str) -> None:
    found = read(text)
    assert (found.criteria, found.criteria_proposed) == ((), ())
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "certain", "doubt"),
    [
        ("能抽调孟菲", True, ""),
        ("1 can offer Amy Ross", True, ""),
        ("能给3个人", False, "condition"),
        ("1 我们能给两个人", False, "condition"),
        ("可以抽调，下周", False, "condition"),
    ],
)
def test_who_is_given_where_no_amount_was_asked_for(text: str, *, certain: bool, doubt: str) -> None:
    asking = Asking(kind="resources", topics=("Portal", "X-2026-001"), name="Priya Nair", department="Engineering")
    situation = ReplyContext(
        items=(),
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 9),
        criteria=(AskedCriterion(number=1, text="Testing" if text.isascii() else "测试支持"),),
        asking=asking,
        people=("Amy Ross", "孟菲"),
    )
    found = understand(new_text(text), situation)
    assert (_told(found.criteria), found.doubt) == ([(1, True)] if certain else [], doubt)
