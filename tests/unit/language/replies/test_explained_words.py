"""The words of each clause as the grammar knows them, and which of them stood in the way."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.mail.reply import TextSpan
from collabtui.language.replies.marking.explained_words import ClauseWord, clause_words
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.blocks import Block
from support.labelled_replies import situations
from support.written_replies import new_text


def words(text: str, situation: str = "zh3", own: dict[str, tuple[str, ...]] | None = None) -> list[list[ClauseWord]]:
    new, context = new_text(text), situations()[situation]
    return clause_words(new, context, own or {}, understand(new, context, own or {}).clauses)


def drawn(clauses: list[list[ClauseWord]]) -> list[str]:
    """A line for each clause: the words with their roles, `!` behind those that stood in the way."""
    return [" ".join(f"{one.text}={one.role}{'!' * one.in_the_way}" for one in clause) for clause in clauses]


@pytest.mark.parametrize(
    ("situation", "text", "expected"),
    [
        ("zh3", "1 完成，谢谢。2 还没有给", ["1=item 完成=done", "谢谢=courtesy", "2=item 还没有=negated! 给=done"]),
        ("en3", "is 1 done?", ["1=item done=done"]),
        ("en3", "1 maybe done", ["1=item maybe=hedged! done=done"]),
        # what is not known of a clause that counts was in nobody's way
        # that it is most likely done stands beside the note, and repeats no words
        ("en3", "1 is zorbled", ["1=item zorbled=unknown", ""]),
        ("en3", "1 zorbled", ["1=item zorbled=unknown!"]),
        # of a clause of which nothing comes, either
        ("en3", "zorbled", ["zorbled=unknown"]),
        ("zh3", "1 延期到周五，因为供应商缺货", ["1=item 延期=postpone 延期到周五=day", "供应商缺货=unknown"]),
        # Japanese is read by words of its own
        ("ja3", "1は未完了です", ["1=item 未完了です=negated!"]),
    ],
)
def test_each_word_has_its_part(situation: str, text: str, expected: list[str]) -> None:
    assert drawn(words(text, situation)) == expected


def test_a_word_that_the_home_has_taught_is_known() -> None:
    assert drawn(words("1 zorbled", "en3")) == ["1=item zorbled=unknown!"]
    assert drawn(words("1 zorbled", "en3", {"done": ("zorbled",)})) == ["1=item zorbled=done"]


@given(st.text(alphabet="12 完成没有鲲鹏供应商，。？?\ndone not zorb", max_size=40))
def test_words_stand_in_their_order_where_they_were_written(text: str) -> None:
    clauses = words(text)
    for clause in clauses:
        assert all(one.end <= other.start for one, other in pairwise(clause))
        assert all(one.start < one.end and one.text in text for one in clause)


def test_a_mail_of_many_clauses_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once for each of them: a mail of thousands took half a minute to be explained."""
    asked, span = list[int](), Block.span

    def counted(block: Block, start: int, end: int) -> TextSpan:
        asked.append(start)
        return span(block, start, end)

    new, context = new_text("1 zorbled\n" * 60), situations()["en3"]
    clauses = understand(new, context, {}).clauses
    monkeypatch.setattr(Block, "span", counted)
    explained = clause_words(new, context, {}, clauses)
    assert len(explained) == 60
    assert len(asked) < 4 * 60
