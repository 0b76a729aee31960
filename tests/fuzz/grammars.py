"""Grammars that write mails, calendars, capture lines, agendas and tables: near enough to what is valid to get far into
a reader, and in one place too long. The same `Random` writes the same."""

from collections.abc import Callable, Sequence
from random import Random

from fuzz.fuzz_input import FuzzInput, Grammar, Piece

_LENGTH = 25_000
"""Characters of the piece that is repeated."""

_SIGNS = (
    "(", ")", "()", "（", "）", "<", ">", "> ", "[", "]", "[]", "{", '"', "“", "'", "\\", "/", ":", "：",
    ",", "，", ";",
    "、", ".", "。", "?", "!", "-", "-- ", "_", "*", "=", "=>", "|", "#", "@", "+", "%", "&", "~",
    "`", "^", "$",
    " ", "\t", "\u3000", "\u00a0", "\u200b", "\u202e", "\u0301", "\u0301\u0316", "\ufeff", "\x0b", "\u2028",
    "9", "九", "千", "0", "1.", "1,", "3/4 ", "14:00", "a", "我", "ß", "✅", "👩‍💻", "\ufdfa", "가",
    "ᄀ", "\u1161",
)  # fmt: skip
_WORDS = (
    "1 done", "2 完成", "A1 30%", "1-99999999 done", "延期到3月4日", "推迟一周", "postpone to 3/4",
    "by friday ",
    "because ", "因为", "not ", "没", "不对，", "no, I mean 1.", "y1 ", "同意", "agreed", "更正 1: ",
    "correction: ",
    "如果", "if ", "and ", "和", "转给张伟", "下周三", "in 99999999 days", "八成", "受阻", "blocked",
    "[x] 1", "备注: ",
)  # fmt: skip
_HEADS = (
    "On Mon, 2 Mar 2026, Li wrote:\n", "From: ", "发件人: ",
    "From: a\nSent: b\nTo: c\nSubject: d\n\n", "> > ",
    "-----Original Message-----\n", "在2026年3月2日，李明 写道：\n", "Sent from my iPhone\n", "-- \n",
    "________\n", "\n",
    "\r", "\r\n", "| 1 | done |\n", "1\tdone\tx\n", "- [ ] 1\n", "http://a.b/?c=", "<mailto:a@b.c>", "[cid:a]",
)  # fmt: skip
_TAGS = (
    "<div>", "<p>", "<b>", "<a href=x>", "<table><tr><td>", "<tr><td>1<td>done", "<blockquote>", "<ul><li>", "<br>",
    "<font>", "</div>", "<!--", "<style>", "<script>", "<", "&", "&#65;", "&#9", "&lt;", "<div class=gmail_quote>",
    "<span style='display:none'>", "<select><option>", "<svg><g>", "<del>1 done", "<![CDATA[", "<pre>\n",
    "<ol start=9>",
)  # fmt: skip
_FIELDS = (
    "To: {}", "Cc: {}", "Subject: {}", "Subject: Re: {}", "References: {}", "In-Reply-To: {}", "Date: {}", "X-A: {}",
    "From: {}", "Reply-To: {}", "Authentication-Results: mx; {}", "Received: {}", "Auto-Submitted: {}", "Sender: {}",
    "List-Id: {}", "Return-Path: {}", "Message-ID: {}", "Content-Language: {}", "Content-Disposition: {}",
)  # fmt: skip
_IN_FIELDS = (
    "a@b.c, ", "<a@b.c> ", "=?utf-8?b?5a6M?= ", "=?utf-8?q?=E5?=", "=?", "(", "()", "<", '"', "\\", "a:;", "Re: ",
    "[A1]",
    "\r\n ", "dkim=pass ", "header.d=a ", ";", "Mon, ", "9", ":", "=?punycode?q?a-?=", "\u0301\u0316", "#aaaaaaaa ",
)  # fmt: skip
_TYPES = (
    "text/plain; charset=utf-8", "text/html; charset=utf-8", "text/plain; charset=utf-8; format=flowed; delsp=yes",
    "text/plain; charset=punycode", "text/plain; charset=utf-7", "text/plain; charset=iso-2022-jp", "message/rfc822",
    "multipart/mixed; boundary=b", "multipart/alternative; boundary=b", "multipart/report; boundary=b",
    "multipart/digest; boundary=b", "multipart/signed; boundary=b", "application/pkcs7-mime",
    "text/calendar; method=REPLY",
)  # fmt: skip
_PARTS = (
    "--b\n", "--b\n\n1 done\n", "--b\nContent-Type: text/html\n\n<p>1 done\n", "--b--\n", "--", "--b\nX: y\n",
    "--b\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: message/rfc822\n\nFrom: a@b.c\n\n",
    "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.c\n\nAction: failed\n\n",
)  # fmt: skip
_ENCODINGS = ("7bit", "base64", "quoted-printable", "x-uuencode", "binary", "8bit; base64")
_ENCODED = ("=", "=\n", "=\r\n", "= \n", "=E5", "MSBkb25l", "MSBkb25l\n", "=!", "begin 644 a\n", "====")
_PROPERTIES = (
    "ATTENDEE;PARTSTAT=DECLINED:mailto:zhang@example.test", 'ATTENDEE;CN="{}":mailto:a@b.c', "COMMENT:{}",
    "SUMMARY:{}",
    "RRULE:FREQ=SECONDLY", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "RRULE:FREQ=DAILY;COUNT=9999999{}",
    "EXDATE:{}",
    "DTSTART:{}", "DTSTART;TZID={}:20260302T140000", "RECURRENCE-ID:{}", "DURATION:P{}W", "SEQUENCE:{}", "UID:{}",
    "BEGIN:VALARM", "END:VEVENT\nBEGIN:VEVENT", "BEGIN:VTIMEZONE\nTZID:X\nEND:VTIMEZONE", "X{}:a", "DTSTAMP:{}",
)  # fmt: skip
_IN_PROPERTIES = ("20260302T060000Z,", "9", "a", "\\n", "\\,", ";X=a", "\n a", '"', ":", "^n", "99991231T235959Z", "Ü")
_CAPTURED = (
    "a: x ",
    "d: ",
    "v: ",
    "r: ",
    "q: ",
    "c: ",
    "行动: ",
    "#action ",
    "ACTION: ",
    "/slot ",
    "/extend ",
    "/start ",
    "/present ",
    "",
)
_IN_CAPTURED = (
    "@", "@张伟 ", "@nobody ", "+陈静 ", "due friday ", "due ", "截止3月10日 ", "截止", "=> ",
    "=> 接口文档 ", "交付:x ",
    "!high ", "#", "- due 2026-03-10 ", "a: ", "张伟", "研发部", "=>", "\n",
    "a: x @张伟 截止3月6日\n", "/undo\n",
)  # fmt: skip
_FRONT = (
    "title: {}",
    "start: {}",
    "place: {}",
    "participants: [{}]",
    "participants: {}",
    "matter: {}",
    "end: {}",
    "{}: x",
    'title: "{}"',
)
_SECTIONS = (
    "## 目标 Goal\n",
    "## 待解决问题\n- {}\n",
    "## 议程\n- {}\n",
    "## 议程\n- 10m {}\n",
    "## 议程\n- {}m x\n",
    "## 材料\n- {}\n",
    "{}",
)
_IN_AGENDA = (
    "a,",
    "陈静 <chen@example.test>,",
    "部门:研发部,",
    "10m x\n- ",
    "14:00-14:10 x\n- ",
    "1.",
    "1:",
    "@李明 ",
    "#",
    "- ",
    "\n",
    "[",
    "2026-03-02 ",
)
_CELLS = (
    "a,",
    "1;",
    "\t",
    "|",
    "\n",
    '"',
    '""',
    '"a\n',
    "=1+1,",
    "完成,",
    "name,email\n",
    "张伟,zhang@example.test\n",
    "a,b\n1,2\n",
    "；",
    "，",
)


def draw(grammar: Grammar, random: Random) -> FuzzInput:
    return FuzzInput(grammar, _GRAMMARS[grammar](random))


def _long(random: Random, texts: Sequence[str]) -> Piece:
    """One of the texts, or two in turn, until it is long."""
    text = "".join(random.choice(texts) for _ in range(random.choice((1, 1, 2, 3))))
    return Piece(text, _LENGTH // len(text) + 1)


def _in_place(random: Random, frame: str, texts: Sequence[str]) -> list[Piece]:
    before, hole, after = frame.partition("{}")
    return [Piece(before), _long(random, texts), Piece(after)] if hole else [Piece(frame + "\n", _LENGTH // len(frame))]


def _mail(random: Random) -> tuple[Piece, ...]:
    pieces = [Piece("From: Zhang <zhang@example.test>\nTo: li@example.test\nMessage-ID: <1@z>\nMIME-Version: 1.0\n")]
    kind, encoding = random.choice(_TYPES), random.choice(_ENCODINGS)
    pieces.append(Piece(f"Date: Mon, 02 Mar 2026 17:00:00 +0800\nContent-Type: {kind}\n"))
    if random.random() < 0.3:
        pieces += [*_in_place(random, random.choice(_FIELDS), (*_IN_FIELDS, *_SIGNS)), Piece("\n")]
    if random.random() < 0.3:
        pieces.append(Piece(f"Content-Transfer-Encoding: {encoding}\n"))
    body = _body(kind, encoding)
    filler = [Piece(random.choice(body)) for _ in range(random.randrange(4))]
    return (*pieces, Piece("\n"), *filler, _long(random, body), *filler, Piece("\n"))


def _body(kind: str, encoding: str) -> Sequence[str]:
    if kind.startswith("multipart"):
        return _PARTS
    said = _TAGS if "html" in kind else _HEADS
    return (*said, *_WORDS, *_SIGNS, *_ENCODED) if encoding != "7bit" else (*said, *_WORDS, *_SIGNS)


def _calendar(random: Random) -> tuple[Piece, ...]:
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:M1@example.test\n"
    said = "DTSTART:20260302T060000Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:zhang@example.test\n"
    frame = random.choice(_PROPERTIES)
    place = _in_place(random, frame, (*_IN_PROPERTIES, *_SIGNS))
    return (Piece(head), Piece(said), *place, Piece("\nEND:VEVENT\nEND:VCALENDAR\n"))


def _capture(random: Random) -> tuple[Piece, ...]:
    texts = (*_IN_CAPTURED, *_SIGNS, *_WORDS)
    filler = [Piece(random.choice(_IN_CAPTURED)) for _ in range(random.randrange(3))]
    return (Piece(random.choice(_CAPTURED)), *filler, _long(random, texts), *filler)


def _agenda(random: Random) -> tuple[Piece, ...]:
    texts = (*_IN_AGENDA, *_SIGNS)
    front = _in_place(random, random.choice(_FRONT), texts) if random.random() < 0.5 else [Piece("matter: x")]
    sections = [] if len(front) > 1 else _in_place(random, random.choice(_SECTIONS), texts)
    return (Piece("---\ntitle: 会\nstart: 2026-03-02 14:00\n"), *front, Piece("\n---\n"), *sections)


def _table(random: Random) -> tuple[Piece, ...]:
    head = random.choice(("", "sep=;\n", "name,email\n", "标题,负责人,截止\n", "ref,title,due\n"))
    return (Piece(head), _long(random, (*_CELLS, *_SIGNS)), Piece(random.choice(("", "\n", '"', "a,b\n"))))


_GRAMMARS: dict[Grammar, Callable[[Random], tuple[Piece, ...]]] = {
    "mail": _mail,
    "calendar": _calendar,
    "capture": _capture,
    "agenda": _agenda,
    "table": _table,
}
