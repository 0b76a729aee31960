"""What an answer to a mail can be an answer to."""

from typing import Any

import pytest

from collabtui.domain.mail.mail_about import (
    ChangeTo,
    CompletionOf,
    CriteriaOf,
    InvitationTo,
    ListedItems,
    MinutesOf,
    QuestionOn,
    RequestTo,
    ResourcesOf,
)
from collabtui.domain.mail.mail_records import NumberedItem, OwnWords
from collabtui.domain.model import Value
from support.least_records import MAIL


@pytest.mark.parametrize(
    ("columns", "subject"),
    [
        ({"kind": "reminder"}, ListedItems()),
        ({"kind": "reminder", "meeting": "M1"}, ListedItems(meeting="M1")),
        # a notice asks nothing, whatever it names
        ({"kind": "notice", "meeting": "M1", "change": "C1"}, ListedItems(meeting="M1")),
        (
            # what the department says to the word of a decision is said to the change
            {"kind": "notice", "matter": "X-2026-001", "department": "Legal", "change": "C1"},
            ChangeTo(change="C1", matter="X-2026-001", department="Legal"),
        ),
        ({"kind": "minutes", "meeting": "M1", "minutes_version": 2}, MinutesOf(meeting="M1", version=2)),
        ({"kind": "minutes", "meeting": "M1"}, ListedItems(meeting="M1")),
        ({"kind": "invitation", "meeting": "M1"}, InvitationTo(meeting="M1")),
        ({"kind": "update", "meeting": "M1", "series": "SER1"}, InvitationTo(meeting="M1", series="SER1")),
        (
            {"kind": "request", "matter": "X-2026-001", "department": "Legal"},
            RequestTo(matter="X-2026-001", department="Legal"),
        ),
        (
            {"kind": "request", "matter": "X-2026-001", "department": "Legal", "change": "C1"},
            ChangeTo(change="C1", matter="X-2026-001", department="Legal"),
        ),
        (
            # the matter stands among its items where its criteria do
            {
                "kind": "request",
                "matter": "X-2026-001",
                "department": "Legal",
                "change": "C1",
                "items": (NumberedItem(number=1, ref="X-2026-001", title="95 %"),),
            },
            CriteriaOf(change="C1", matter="X-2026-001", department="Legal"),
        ),
        ({"kind": "reminder", "change": "R1"}, QuestionOn(subject="R1")),
        ({"kind": "request", "change": "RES1", "matter": "X-2026-001"}, QuestionOn(subject="RES1")),
        (
            {
                "kind": "request",
                "change": "RES1",
                "items": tuple(NumberedItem(number=n, ref=f"RES{n}", title="x") for n in (1, 2)),
            },
            ResourcesOf(resources=("RES1", "RES2")),
        ),
        ({"kind": "completion", "matter": "X-2026-001"}, CompletionOf(matter="X-2026-001")),
        ({"kind": "reminder", "matter": "X-2026-001"}, ListedItems()),
    ],
)
def test_the_columns_of_a_mail_say_what_it_is_about(columns: dict[str, Any], subject: Value) -> None:
    assert MAIL.model_copy(update=columns).about == subject


@pytest.mark.parametrize(
    ("columns", "never_tried"),
    [
        ({"state": "held"}, True),
        ({"state": "held", "attempts": 1}, False),
        ({"state": "queued"}, False),
    ],
)
def test_what_was_held_before_it_left_has_said_nothing(columns: dict[str, Any], never_tried: bool) -> None:
    assert MAIL.model_copy(update=columns).never_tried is never_tried


@pytest.mark.parametrize(
    ("own_words", "has_left"),
    [(None, False), (("Hello", "as it was"), False), (("subject", "edited"), False), (("Hello", "edited"), True)],
)
def test_own_words_are_all_that_is_left_once_they_have_gone_out(
    own_words: tuple[str, str] | None, *, has_left: bool
) -> None:
    own = OwnWords(subject=own_words[0], text=own_words[1], at=MAIL.queued_at) if own_words else None
    sent = MAIL.model_copy(update={"subject": "Hello", "text": "edited", "own_words": own})
    assert sent.has_left_edited is has_left
