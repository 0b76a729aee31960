"""Records to put into a store, with only what a test is about said."""

from datetime import UTC, date, datetime
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.letters import Incoming, Outgoing
from collabtui.domain.meeting import Decision, Meeting
from collabtui.domain.people import Person

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def action(ref: str = "A1", **fields: Any) -> Action:
    made = {"title": "提供接口文档", "created_at": NOW, "updated_at": NOW, "updated_by": "李明", "via": "key"}
    return Action(ref=ref, **(made | fields))


def person(ref: str = "P1", **fields: Any) -> Person:
    return Person(ref=ref, **({"name": "张伟", "email": f"{ref.lower()}@example.test"} | fields))


def meeting(ref: str = "M1", **fields: Any) -> Meeting:
    made: dict[str, Any] = {"title": "新品上线协作会", "start": NOW, "end": NOW.replace(hour=7), "uid": f"{ref}@here"}
    return Meeting(ref=ref, **(made | {"timezone": "Asia/Shanghai"} | fields))


def decision(ref: str = "D1", **fields: Any) -> Decision:
    return Decision(ref=ref, **({"text": "接口冻结日为3月4日", "meeting": "M1", "at": NOW, "by": "李明"} | fields))


def outgoing(ref: str = "O1", **fields: Any) -> Outgoing:
    made = {
        "kind": "minutes",
        "key": f"minutes:M1:1:{ref}",
        "person": "P1",
        "to": "p1@example.test",
        "subject": "[M1] 纪要",
        "message_id": f"<{ref}@here>",
        "token": f"token-{ref}",
        "code": f"code-{ref}",
        "text": "张伟,你好",
        "raw": b"Subject: x\r\n\r\ntext\r\n",
        "queued_at": NOW,
    }
    return Outgoing(ref=ref, **(made | fields))


def incoming(ref: str = "I1", **fields: Any) -> Incoming:
    made = {
        "message_id": f"<{ref}@there>",
        "digest": f"digest-{ref}",
        "raw": b"From: x\r\n\r\n1 done\r\n",
        "received_at": NOW,
        "written_at": NOW,
        "sender": "p1@example.test",
        "subject": "Re: [M1] 纪要",
        "trust": "token",
        "kind": "reply",
        "verdict": "apply",
        "reason": "token",
    }
    return Incoming(ref=ref, **(made | fields))


DAY = date(2026, 3, 10)
