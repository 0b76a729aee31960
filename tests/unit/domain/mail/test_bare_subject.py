"""The topic of a subject, without what programs put around it."""

import pytest

from collabtui.domain.mail.bare_subject import refs_in_subject, says_more, topic


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("新品上线 例会", "新品上线 例会"),
        ("Re: AW: Fwd: 例会 #abcdefgh", "例会"),
        ("回复：答复: Re[2]: 例会", "例会"),
        ("Regarding: 例会 #2026", "Regarding: 例会 #2026"),
        ("Re:", ""),
    ],
)
def test_marks_of_replies_and_our_code_are_left_out(subject: str, found: str) -> None:
    assert topic(subject) == found


@pytest.mark.parametrize(
    ("subject", "more"),
    [
        ("Re: [M1] Minutes: launch #abcdefgh", False),
        ("回复：[M1] Minutes: launch", False),
        ("RE: [EXT] [M1] minutes:  Launch", False),
        ("Re: 【外部邮件】[M1] Minutes: launch", False),
        ("Re: [M1] Minutes: la", False),
        ("Re: [M1] Minutes: launch ...", False),
        ("Re:", False),
        ("", False),
        ("Re: [M1] 1 done", True),
        ("1 完成", True),
        ("Re: [M1] Minutes: launch - 1 done", True),
        ("done Re: [M1] Minutes: launch", True),
    ],
)
def test_words_of_his_own_in_the_subject_are_seen(subject: str, more: bool) -> None:  # a table
    assert says_more(subject, "[M1] Minutes: launch #abcdefgh") is more


def test_any_word_is_more_than_an_empty_subject() -> None:
    assert says_more("Re: 1 done", "")
    assert not says_more("Re: ", "")


@pytest.mark.parametrize(
    ("subject", "refs"),
    [
        ("Re: [A8 A39] Overdue: price list #abcdefgh", ("A8", "A39")),
        ("RE: [EXT] [M1] Minutes: launch", ("M1",)),
        ("回复：[VOTE1] 请投票", ("VOTE1",)),
        ("[urgent] budget", ()),
        ("[X] budget", ()),
        ("[] budget", ()),
    ],
)
def test_refs_in_brackets_are_what_it_is_about(subject: str, refs: tuple[str, ...]) -> None:
    assert refs_in_subject(subject) == refs
