"""What goes out by `compose` comes back through `read`: our own copy, and an answer that quotes it."""

import hmac
from datetime import UTC, datetime

from collabtui.mail.classify.mail_kind import kind_of
from collabtui.mail.compose.compose import CalendarPart, MessageHeaders, compose
from collabtui.mail.identity.message_id import message_id
from collabtui.mail.identity.reply_token import code, reply_address, token, tokens_in
from collabtui.mail.parse.message import read
from collabtui.text.templates import Rendered


def signing(words: bytes) -> bytes:
    return hmac.digest(b"s" * 32, words, "sha256")


KEY = "minutes:M1:1:P3"
TOKEN, CODE = token(signing, KEY), code(signing, KEY)
HEADERS = MessageHeaders(
    sender_name="李明",
    sender="li@example.test",
    to_name="张伟",
    to="zhang@example.test",
    reply_to=reply_address("li@example.test", TOKEN, True),
    message_id=message_id(KEY, TOKEN, "example.test"),
    written=datetime(2026, 3, 2, 7, 4, 5, tzinfo=UTC),
    kind="minutes",
)
MINUTES = Rendered(subject=f"[M1] 会议纪要 #{CODE}", text=f"1  接口文档\n#{CODE}\n", html=f"<p>1 接口文档 #{CODE}</p>")
CALENDAR = CalendarPart(method="REQUEST", ics=b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n")


def test_our_own_mail_is_read_as_it_was_meant() -> None:
    one = read(compose(HEADERS, MINUTES, CALENDAR))
    assert (one.sender, one.sender_name, one.recipients) == ("li@example.test", "李明", ("zhang@example.test",))
    assert (one.subject, one.date) == (MINUTES.subject, HEADERS.written)
    assert ((one.body.text or "").replace("\r\n", "\n"), (one.body.html or "").strip()) == (MINUTES.text, MINUTES.html)
    assert (one.message_id, one.calendar_method) == (HEADERS.message_id, "REQUEST")
    assert kind_of(one, own_address="Li@Example.test", known_ids=frozenset()) == ("own", "our-mail")


def test_an_answer_brings_everything_back() -> None:
    answer = MessageHeaders(
        sender_name="张伟",
        sender="zhang@example.test",
        to_name="李明",
        to=HEADERS.reply_to,
        reply_to="zhang@example.test",
        message_id="<answer@example.test>",
        written=HEADERS.written,
        kind="",
        in_reply_to=HEADERS.message_id,
    )
    quoted = Rendered(f"回复: {MINUTES.subject}", f"1 完成\n> 1  接口文档\n> #{CODE}\n", "<p>1 完成</p>")
    one = read(compose(answer, quoted))
    assert tokens_in(one) == (TOKEN, CODE)
    assert one.in_reply_to == HEADERS.message_id
    assert kind_of(one, own_address="li@example.test", known_ids={HEADERS.message_id}) == ("reply", "answers-ours")


def test_an_automatic_mail_of_ours_is_automatic_to_another_collabtui() -> None:
    one = read(compose(HEADERS.model_copy(update={"automatic": True}), MINUTES))
    assert kind_of(one, own_address="wang@example.test", known_ids=frozenset()) == ("auto-reply", "auto-submitted")
