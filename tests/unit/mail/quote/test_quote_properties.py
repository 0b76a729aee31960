"""What holds of the cut for any mail whatsoever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from collabtui.domain.mail.reply import NewText
from collabtui.mail.parse.body import AnsweredMail, Body
from collabtui.mail.parse.clean import keys
from collabtui.mail.parse.message import read
from collabtui.mail.quote.new_text import new_text
from support.mail_clients import CLIENTS, wrap
from support.sample_minutes import EN, ZH, Minutes

QUOTING = [name for name, form in CLIENTS.items() if form.quotes]
PIECES = [
    "\n",
    "> ",
    ">",
    "| ",
    "\t",
    "--",
    "-- \n",
    "发件人: ",
    "From: ",
    "On Mon, Mar 2, 2026 at 2:05 PM ",
    "wrote:",
    "写道：",
    "<a@b.c>",
    "1 完成",
    "done",
    "________",
    "-----Original Message-----",
    "\r",
    "\ufeff",
    "\u200b",
    " ",
    "*",
    "A12",
    "提供接口文档",
    "\ufffd",
    "~~",
    "<",
    "：",
    ":",
    "原始邮件",
    "发自我的iPhone",
    "CAUTION: this email originated from outside.",
    "(mailto:x)",
    "<mailto:",
    "[cid:1]",
    "\x1b[2J",
    *ZH.text.split("\n"),
    *EN.text.split("\n"),
]
MARKUP = [
    "<div>",
    "</div>",
    "<blockquote>",
    "</blockquote>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<p>",
    "<br>",
    "<ol>",
    "<li>",
    "<li value=x>",
    "</ol>",
    "<ul>",
    "<s>",
    "</s>",
    "<pre>",
    "</pre>",
    '<div class="gmail_quote">',
    "<div id=divRplyFwdMsg>",
    "<hr>",
    "<style>",
    "<!--",
    '<img alt="👍">',
    '<hr style="width:210px">',
    "<div class=moz-signature>",
    "<div id=appendonsend>",
    "<ol start=99999999999>",
    "&nbsp;",
    "&#0;",
    "&#27;[2J",
    "<pre>&#13;",
]

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join)
pages = st.lists(st.sampled_from(PIECES + MARKUP * 2), max_size=60).map("".join)
bodies = st.builds(Body, text=st.none() | texts, html=st.none() | pages, flowed=st.booleans(), delsp=st.booleans())
sents = st.sampled_from([None, ZH.sent, EN.sent, AnsweredMail(text=""), AnsweredMail(text="1\n", html="<p>")])


@given(bodies, sents)
def test_any_body_has_lines_that_point_into_what_is_shown(body: Body, sent: AnsweredMail | None) -> None:
    found = new_text(body, sent)
    spans = [(line.span.start, line.span.end) for line in found.lines]
    assert all(0 <= start < end <= len(found.shown) for start, end in spans)
    assert spans == sorted(spans)
    assert all(line.text and "\n" not in line.text for line in found.lines)
    assert "\x1b" not in found.shown


@given(texts, sents)
def test_line_ends_and_repetition_make_no_difference(text: str, sent: AnsweredMail | None) -> None:
    plain = text.replace("\r", "")
    found = new_text(Body(text=plain), sent)
    assert new_text(Body(text=plain.replace("\n", "\r\n")), sent) == found


def _is_said(found: NewText, answer: str) -> bool:
    return all(keys(line.text) in keys(answer) or not keys(line.text) for line in found.lines)


def _ours(minutes: Minutes) -> str:
    return keys(minutes.text).replace("\n", "")


@settings(max_examples=150)
@given(st.sampled_from(QUOTING), st.floats(0, 1), st.booleans())
def test_a_mail_that_is_cut_off_anywhere_makes_no_quoted_text_new(client: str, share: float, as_html: bool) -> None:
    minutes, answer = (EN, "1 done, 2 next week") if "-en" in client else (ZH, "1 已完成,2 下周三给")
    raw = wrap(client, answer, minutes.text, minutes.html, as_html=as_html)
    body = raw.index(b"\n\n")
    found = new_text(read(raw[: body + int(share * (len(raw) - body))]).body, minutes.sent)
    if not found.doubt and not _is_said(found, answer):
        rest = [key for line in found.lines if (key := keys(line.text)) not in keys(answer)]
        signature = keys(CLIENTS[client].device) + "张伟"
        assert [key for key in rest if key in _ours(minutes) and key not in signature and len(key) > 3] == []


@settings(max_examples=100)
@given(st.sampled_from(QUOTING), st.sampled_from(["1 done", "2 延期到3月9日", "同意", "3. 完成", "1 60%", "ok"]))
def test_whatever_is_answered_is_new_and_nothing_else(client: str, answer: str) -> None:
    minutes = EN if "-en" in client else ZH
    found = new_text(read(wrap(client, answer, minutes.text, minutes.html)).body, minutes.sent)
    assert (found.text, found.doubt) == (answer, "")
