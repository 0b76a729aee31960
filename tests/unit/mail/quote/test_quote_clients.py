"""The cut against the formats of all clients, in all placements, with the answered mail known and unknown."""

import pytest

from collabtui.domain.mail.reply import NewText
from collabtui.mail.parse.message import read
from collabtui.mail.quote.new_text import new_text
from support.mail_clients import CLIENTS, Placement, wrap
from support.sample_minutes import EN, ZH, Minutes

QUOTING = [name for name, form in CLIENTS.items() if form.quotes and not form.one_line]
ABOVE = {
    "zh": "1 已完成\n2 延期到3月9日,因为供应商晚了",
    "en": "1 done\n2 postpone to 9 March, the supplier is late",
}
BETWEEN = {
    "zh": {"A12": "已完成", "A3": "延期到3月9日", "A15": "完成"},
    "en": {"A12": "finished", "A3": "postpone to 9 March", "A15": "done"},
}


def _language(client: str) -> str:
    return "zh" if "-zh" in client or "-tw" in client else "en"


def _minutes(client: str) -> Minutes:
    return ZH if _language(client) == "zh" else EN


def _said(found: NewText) -> list[tuple[str | None, str]]:
    return [(line.item, line.text) for line in found.lines]


def _cut(client: str, raw: bytes, *, known: bool) -> NewText:
    return new_text(read(raw).body, _minutes(client).sent if known else None)


def _expected(client: str, answer: str, *, as_html: bool) -> list[tuple[str | None, str]]:
    joined = CLIENTS[client].one_line and not as_html
    return [(None, line) for line in ([answer.replace("\n", " ")] if joined else answer.split("\n"))]


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("known", [True, False])
def test_an_answer_above_the_quote_is_all_that_is_new(client: str, newline: str, known: bool) -> None:
    minutes, answer = _minutes(client), ABOVE[_language(client)]
    found = _cut(client, wrap(client, answer, minutes.text, minutes.html, newline=newline), known=known)
    assert _said(found) == _expected(client, answer, as_html=False)
    assert found.doubt == ""


@pytest.mark.parametrize("client", CLIENTS)
def test_the_same_answer_with_only_an_html_part(client: str) -> None:
    minutes, answer = _minutes(client), ABOVE[_language(client)]
    found = _cut(client, wrap(client, answer, minutes.text, minutes.html, as_html=True), known=True)
    assert _said(found) == _expected(client, answer, as_html=True)
    assert found.doubt == ""


@pytest.mark.parametrize("client", QUOTING)
@pytest.mark.parametrize("placement", ["interleaved", "cells"])
@pytest.mark.parametrize("as_html", [False, True])
def test_answers_between_quoted_lines_and_in_cells_are_tied_to_their_items(
    client: str, placement: Placement, as_html: bool
) -> None:
    minutes, answers = _minutes(client), BETWEEN[_language(client)]
    raw = wrap(client, answers, minutes.text, minutes.html, placement=placement, as_html=as_html)
    found = _cut(client, raw, known=True)
    assert _said(found) == list(answers.items())
    assert found.doubt == ""


@pytest.mark.parametrize("client", [name for name in QUOTING if not CLIENTS[name].tail])
def test_an_answer_below_the_quote_is_new_and_doubtful_where_no_mark_sets_it_apart(client: str) -> None:
    minutes, answer = _minutes(client), ABOVE[_language(client)]
    found = _cut(client, wrap(client, answer, minutes.text, minutes.html, placement="below"), known=True)
    assert _said(found) == [(None, line) for line in answer.split("\n")]
    assert found.doubt in ("", "below-quote")
    assert found.doubt == "" or not CLIENTS[client].prefix or CLIENTS[client].parts != "text"


@pytest.mark.parametrize("client", CLIENTS)
def test_the_spans_of_new_lines_point_into_what_is_shown(client: str) -> None:
    minutes, answer = _minutes(client), ABOVE[_language(client)]
    found = _cut(client, wrap(client, answer, minutes.text, minutes.html), known=True)
    assert [found.shown[line.span.start : line.span.end] for line in found.lines] == [line.text for line in found.lines]


@pytest.mark.parametrize("client", [name for name, form in CLIENTS.items() if form.quotes and "foxmail" not in name])
def test_a_mail_without_an_answer_says_nothing_new(client: str) -> None:
    minutes = _minutes(client)
    found = _cut(client, wrap(client, "", minutes.text, minutes.html), known=True)
    assert found.lines == ()
    assert found.doubt == "all-quoted"


def test_a_signature_that_is_all_there_is_may_be_the_answer() -> None:
    found = _cut("foxmail-signed-zh", wrap("foxmail-signed-zh", "", ZH.text, ZH.html), known=True)
    assert found.text == CLIENTS["foxmail-signed-zh"].device
