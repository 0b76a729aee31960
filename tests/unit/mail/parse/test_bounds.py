"""No mail takes more time than its share: what is beyond it is not looked at, and the mail waits."""

import pytest

from collabtui.mail.parse.body import Body
from collabtui.mail.parse.clean import LIMIT, LINES
from collabtui.mail.parse.headers import parse_headers
from collabtui.mail.quote.html_to_lines import render
from collabtui.mail.quote.new_text import new_text
from support.sample_minutes import EN


@pytest.mark.parametrize(
    "body",
    [
        Body(text="1 done\n" + "x" * LIMIT),
        Body(text="1 done\n" + "x\n" * LINES),
        Body(html="<p>1 done</p>" + "<p>x</p>" * LINES),
        Body(html="<p>1 done</p>" + "<div>" * 2_000 + "x"),
        Body(html="<p>1 done</p>" + "x" * (2 * LIMIT)),
    ],
    ids=["characters", "lines", "lines of a page", "nested elements", "markup"],
)
def test_what_is_longer_than_anything_a_person_writes_is_as_if_its_end_were_missing(body: Body) -> None:
    found = new_text(body, EN.sent)
    assert found.doubt == "truncated"
    assert found.lines[0].text == "1 done"


@pytest.mark.parametrize("text", ["-" * 100_000, "=-" * 50_000, "- " * 50_000])
def test_a_line_of_dashes_is_read_in_a_moment_and_not_in_minutes(text: str) -> None:
    assert new_text(Body(text=text), EN.sent).lines == ()


def test_a_page_of_the_usual_length_is_whole() -> None:
    assert not render("<p>x</p>" * (LINES - 1)).cut_off
    assert new_text(Body(text="1 done\n" * 100), None).doubt == ""


def test_a_long_quote_below_an_answer_takes_nothing_from_it() -> None:
    quote = "\n\nOn Mon, 2 Mar 2026 at 14:05, Li Ming <li@example.test> wrote:\n" + "> x\n" * LINES
    found = new_text(Body(text=f"1 done{quote}"), EN.sent)
    assert (found.text, found.doubt) == ("1 done", "")


def test_a_field_of_a_header_is_cut_where_nobody_writes_on() -> None:
    headers, _ = parse_headers(b"Subject: " + b"x" * 200_000 + b"\r\n\r\n")
    assert len(headers.raw("subject")) <= 65_536
