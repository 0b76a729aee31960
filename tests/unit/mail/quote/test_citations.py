"""What a mail quotes whose answered mail is not known: passages that own words are about, and the mail he answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.mail.reply import NewText
from collabtui.mail.parse.body import Body
from collabtui.mail.quote.new_text import new_text
from support.sample_minutes import EN

WROTE = "On Tue, 3 Mar 2026 at 09:12, Priya Nair <priya@example.test> wrote:"
WROTE_ZH = "在 2026年3月3日 09:12，陈静 <chen@example.test> 写道："

CITED = {
    "a passage, and words about it": "> The hall seats forty.\n\nForty is too few for us.",
    "in another language": "> 展厅最多坐四十人。\n\n四十个位子不够。",
    "two passages": "> Is it the ninth?\nNo, the tenth.\n> And who opens?\nWang does.",
    "nothing but a passage": "> Bring the signed copy.\n> And two pens.",
    "a passage of several depths": "> > Who has the key?\n> I thought you had.\n\nIt hangs at reception.",
    "a name inside it": "> From: Priya Nair <priya@example.test>\n>\n> The lift is out.\n\nThe caretaker knows.",
    "a passage under words of one's own": "Two things.\n> The lift is out again.\nThe caretaker knows.",
    "marks without a space": ">电梯又坏了\n已经报修",
}


def cut(text: str) -> NewText:
    return new_text(Body(text=text), None)


def cited(found: NewText) -> list[str]:
    return [found.shown[span.start : span.end] for span in found.cited]


@pytest.mark.parametrize("name", CITED)
def test_a_passage_with_own_words_below_it_is_part_of_what_is_sent(name: str) -> None:
    text = CITED[name]
    found = cut(text)
    assert found.text.split() == text.split()
    assert [line.text for line in found.lines] == [line for line in text.split("\n") if line and line[0] != ">"]


BETWEEN = {
    "between own words, with the line that says who wrote": (
        f"Thanks for asking.\n{WROTE}\n> Can the hall be had on Monday?\n>\n> And the small one?\n\nBoth can.",
        ["> Can the hall be had on Monday?", ">", "> And the small one?"],
    ),
    "the same in another language": (
        f"谢谢提醒。\n{WROTE_ZH}\n> 周一能借到展厅吗？\n\n能借到。",
        ["> 周一能借到展厅吗？"],
    ),
    "answers between the lines of a mail": (
        f"{WROTE}\n> Which hall?\nThe large one.\n> Which day?\nMonday.\n> Regards\n> Priya",
        ["> Which hall?", "> Which day?"],
    ),
    "a quote of a quote in the text of a mail that is all quote": (
        (
            f"{WROTE}\n\nThe large hall, I think.\n\nOn 2 Mar 2026 17:40, Bob <bob@example.test> wrote:\n\n"
            "> Which hall?\n>\nThe large one is free."
        ),
        ["> Which hall?", ">"],
    ),
}


@pytest.mark.parametrize("name", BETWEEN)
def test_a_passage_between_own_words_is_cited(name: str) -> None:
    text, passages = BETWEEN[name]
    assert cited(cut(text)) == passages


ANSWERED = {
    "the mail that is answered, below": f"Monday suits.\n\n{WROTE}\n> Does Monday suit?",
    "below, without the line that says who wrote": "Monday suits.\n\n> Does Monday suit?",
    "the same with a signature below": "Monday suits.\n\n> Does Monday suit?\n\n-- \nPriya Nair\nTel: 010 5550 0100",
    "above, under the line that says who wrote": f"{WROTE}\n> Does Monday suit?\n\nMonday suits.",
    "a forwarded mail between own words": (
        "For you.\n\nBegin forwarded message:\n\n> From: Bob <bob@example.test>\n> Date: 2 March 2026\n> To: Priya\n"
        "> Subject: The hall\n>\n> It is taken.\n\nPlease ask for another one."
    ),
    "a mail that is all quote": f"{WROTE}\n> Does Monday suit?",
    "header lines above it": (
        "Monday suits.\n\nFrom: Bob\nSent: Monday, 2 March 2026 17:40\nTo: Priya\n\n> Does it?\n\nIt does."
    ),
}


@pytest.mark.parametrize("name", ANSWERED)
def test_the_mail_that_is_answered_or_forwarded_is_not_cited(name: str) -> None:
    assert cited(cut(ANSWERED[name])) == []


def test_where_the_answered_mail_is_known_each_line_of_it_is_and_nothing_is_cited() -> None:
    text = "> 1. 提供接口文档\n\n这个不对\n> 不是我们的一行\n见上"
    assert new_text(Body(text=text), EN.sent).cited == ()


@pytest.mark.parametrize("passage", ["1 done", "2 postponed to Friday", "同意", "1 完成"])
def test_nothing_is_read_from_a_passage(passage: str) -> None:
    found = cut(f"> {passage}\n\nSays who?")
    assert [line.text for line in found.lines] == ["Says who?"]
    assert found.text == f"> {passage}\nSays who?"


@given(st.text(alphabet="ab1 >\n完成:", max_size=60))
def test_a_line_is_own_or_cited_never_both(text: str) -> None:
    found = cut(text)
    own = {at for line in found.lines for at in range(line.span.start, line.span.end)}
    assert not own & {at for span in found.cited for at in range(span.start, span.end)}
    assert all("\n" not in passage and ">" in passage for passage in cited(found))
