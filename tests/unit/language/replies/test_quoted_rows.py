"""Rows of our mail that a reply quotes: what stands below one is about its item, and a quotation says nothing."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.written_replies import new_text

ROWS = "> 1. Prepare the launch checklist (due 9 Mar)\n{first}> 2. Book the venue (due 16 Mar)\n{second}"


def _read(text: str) -> Understanding:
    return understand(new_text(text), context("bob", date(2026, 3, 9), "minutes"))


def _rows(first: str = "", second: str = "") -> str:
    return ROWS.format(first=f"{first}\n" if first else "", second=second)


def test_what_stands_below_a_row_is_about_its_item() -> None:
    found = _read(_rows("Finished.", "Please move to 20 March."))
    assert applied(found) == {"A6 done 100", "A7 postpone 2026-03-20"}
    assert found.doubt == ""


def test_a_row_needs_no_number_where_its_title_is_one_items() -> None:
    assert applied(_read("> Book the venue\nDone.")) == {"A7 done 100"}


@pytest.mark.parametrize(
    "line", ["On Mon, 2 Mar 2026 the assistant wrote:", "会议助手 写道：", "Bot <bot@x.test> writes:"]
)
def test_the_line_of_the_mail_program_above_a_quote_says_nothing(line: str) -> None:
    assert applied(_read(f"{line}\n{_rows('Finished.')}")) == {"A6 done 100"}


def test_below_several_rows_alone_it_may_be_about_all() -> None:
    found = _read(_rows(second="Done."))
    assert not applied(found)
    assert found.doubt == "several-open"


def test_what_somebody_wrote_below_a_row_ends_it() -> None:
    found = _read("> 1. Prepare the launch checklist (due 9 Mar)\n> finished by Bob\ndone")
    assert not applied(found) | proposed(found)
    assert found.doubt == "quotation"


def test_a_number_without_a_title_is_no_row() -> None:
    assert applied(_read("> 1.\n> Book the venue (due 16 Mar)\nDone.")) == {"A7 done 100"}


@pytest.mark.parametrize(
    ("quoted", "doubt"),
    [
        ("> 1. Book the venue", "unclear-item"),
        ("> 3. Draft the press release", "others-item"),
        (">> 1. Prepare the launch checklist\n> done", "quotation"),
        ("> 1. Prepare the launch checklist - done", "quotation"),
    ],
)
def test_what_is_no_row_of_an_own_item_binds_nothing(quoted: str, doubt: str) -> None:
    found = _read(f"{quoted}\ndone")
    assert not applied(found) | proposed(found)
    assert doubt in {clause.rule for clause in found.clauses}


@pytest.mark.parametrize("answer", ["Not yet.", "Is it done?", "Alice says it is done.", "If the hotel agrees, done."])
def test_below_a_row_nothing_is_more_certain_than_elsewhere(answer: str) -> None:
    assert not any("done" in fact for fact in applied(_read(_rows("Finished.", answer))) - {"A6 done 100"})


def test_a_heading_over_rows_is_not_lost() -> None:
    assert _read(f"Done:\n{_rows()}").doubt
