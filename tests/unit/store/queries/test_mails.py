"""The outbox and the inbox: the keys that programs read."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import NumberedItem
from collabtui.domain.mail.reply import NewText, ReplyLine, Request, TextSpan, Update
from collabtui.errors import Unknown
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.mails import (
    inbox,
    inbox_by_number,
    inbox_lines,
    inbox_mail,
    inbox_numbers,
    inbox_raw,
    outbox,
    outbox_mail,
    outbox_raw,
)
from support.records import NOW, ZHANG, ZHANG_SHOWN, incoming, outgoing, put


def test_the_outbox_is_listed_with_the_keys_of_the_contract(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        outgoing("O1", state="failed", attempts=3, last_error="550 no such user", not_before=NOW),
        outgoing(
            "O12",
            automatic=True,
            raw=b"Subject: x\r\n\r\ntext\r\n",
            items=(NumberedItem(number=1, ref="A1", title="x"),),
        ),
    )
    second, first = outbox(reader)
    assert list(first.items()) == [
        ("id", 1),
        ("kind", "minutes"),
        ("to", "p1@example.test"),
        ("subject", "[M1] 纪要"),
        ("state", "failed"),
        ("attempts", 3),
        ("last_error", "550 no such user"),
        ("not_before", "2026-03-02T06:00:00+00:00"),
        ("message_id", "<O1@here>"),
    ]
    assert (second["id"], second["last_error"], second["not_before"]) == (12, None, None)
    assert [row["id"] for row in outbox(reader, state="failed")] == [1]
    assert [row["id"] for row in outbox(reader, limit=1)] == [12]
    shown = outbox_mail(reader, "o12")
    assert shown == second | {
        "queued_at": "2026-03-02T06:00:00+00:00",
        "sent_at": None,
        "automatic": True,
        "person": ZHANG_SHOWN,
        "text": "张伟,你好",
        "edited": False,
    }
    assert outbox_mail(reader, 12) == shown
    assert outbox_raw(reader, 12) == b"Subject: x\r\n\r\ntext\r\n"
    for show in (outbox_mail, outbox_raw):
        with pytest.raises(Unknown) as caught:
            show(reader, 9)
        assert (caught.value.key, caught.value.values) == ("outgoing.unknown", {"ref": "O9"})


def test_the_inbox_is_listed_with_the_keys_of_the_contract(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        incoming(
            "I1",
            person="P1",
            answers="O1",
            updates=(Update(ref="A1", status="done", percent=100, accept=True),),
            requests=(Request(ref="A2", ask="postpone", due=date(2026, 3, 18), reason="测试环境晚到"),),
            sign_off="agreed",
            rsvp="accepted",
            answer="好",
            state="waiting",
            new_text=NewText(shown="1 done", lines=(ReplyLine(text="1 done", span=TextSpan(start=0, end=6)),)),
        ),
        incoming("I2", message_id="", sender="", state="applied"),
    )
    second, first = inbox(reader)
    assert list(first.items()) == [
        ("id", 1),
        ("message_id", "<I1@there>"),
        ("sender", "p1@example.test"),
        ("trust", "token"),
        ("kind", "reply"),
        ("verdict", "apply"),
        ("reason", "token"),
        ("updates", [{"ref": "A1", "status": "done", "percent": 100, "note": None}]),
        (
            "requests",
            [{"ref": "A2", "ask": "postpone", "due": "2026-03-18", "reason": "测试环境晚到", "to": None, "text": None}],
        ),
        ("proposals", []),
        ("sign_off", "agreed"),
        ("rsvp", "accepted"),
        ("answer", "好"),
        ("newer", []),
    ]
    assert [second[name] for name in ("message_id", "sender", "updates", "sign_off", "answer")] == [
        None, None, [], None, None,
    ]  # fmt: skip
    assert [row["id"] for row in inbox(reader, waiting=True)] == [1]
    assert [row["id"] for row in inbox(reader, limit=1)] == [2]
    (line,) = inbox_lines(reader, waiting=True)
    assert {name: value for name, value in line.items() if name not in first} == {
        "subject": "Re: [M1] 纪要",
        "received_at": "2026-03-02T06:00:00+00:00",
        "state": "waiting",
        "person": ZHANG_SHOWN,
    }
    shown = inbox_mail(reader, 1)
    assert shown["new_text"]
    assert (shown["answers"], shown["new_text"]["lines"][0]["text"], shown["understanding"]) == ("O1", "1 done", None)
    assert inbox_raw(reader, "I1") == b"From: x\r\n\r\n1 done\r\n"
    for show in (inbox_mail, inbox_raw):
        with pytest.raises(Unknown) as caught:
            show(reader, 9)
        assert (caught.value.key, caught.value.values) == ("incoming.unknown", {"ref": "I9"})


def test_the_whole_inbox_is_a_list_of_numbers_with_what_waits_first(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        incoming(
            "I1",
            state="waiting",
            person="P1",
            new_text=NewText(shown="1 done", lines=(ReplyLine(text="1 done", span=TextSpan(start=0, end=6)),)),
        ),
        incoming("I2", state="applied"),
        incoming("I3", state="waiting"),
        incoming("I10", state="ignored"),
        incoming("I11", state="ignored", kind="own"),
    )
    assert list(inbox_numbers(reader)) == [3, 1, 10, 2]
    assert list(inbox_numbers(reader, waiting=True)) == [3, 1]
    lines = {row["id"]: row for row in inbox_lines(reader)}
    shown = inbox_by_number(reader, [10, 1])
    assert shown == [lines[10] | {"said": None}, lines[1] | {"said": "1 done"}]
    assert lines[1]["person"] == ZHANG_SHOWN
