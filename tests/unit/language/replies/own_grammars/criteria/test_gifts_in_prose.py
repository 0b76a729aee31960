"""What a giver says in prose: all of one with how it is handed over, a part of another; a no to all; all good."""

import pytest

from collabtui.domain.mail.reply import CriterionResult, Understanding
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
