"""Answers that stand below the items of the quoted mail: each is of its own item."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand

ITEMS = (
    Item(ref="A1", title="Weed the stacks", number=1, due=date(2026, 3, 6), deliverable="weeding list"),
    Item(ref="A2", title="Book story hour readers", number=2, due=date(2026, 3, 11), deliverable="rota"),
    Item(ref="A3", title="Renew database licences", number=3, due=date(2026, 3, 17), deliverable="invoice"),
)


def _below(*answers: str) -> Understanding:
    lines: list[ReplyLine] = []
    shown = ""
    for item, answer in zip(ITEMS, answers, strict=True):
        shown += f"> {item.number}. {item.title}\n"
        lines.append(
            ReplyLine(text=answer, span=TextSpan(start=len(shown), end=len(shown) + len(answer)), item=item.ref)
        )
        shown += f"{answer}\n"
    situation = ReplyContext(items=ITEMS, locale="en", written=date(2026, 3, 4), minutes="M1", people=("Marc Levy",))
    return understand(NewText(shown=shown, lines=tuple(lines)), situation)


@pytest.mark.parametrize(
    "answer",
    [
        "Need to talk to Marc first.",
        "Talk to Marc first",
        "We need to speak about this one first",
        "Need to check with Marc Levy",
    ],
)
def test_what_has_to_come_first_is_its_note_and_leaves_the_others(answer: str) -> None:
    found = _below("Done this morning.", answer, "OK")
    assert [(one.ref, one.status or one.note, one.accept) for one in found.updates] == [
        ("A1", "done", False),
        ("A2", answer.rstrip("."), False),
        ("A3", None, True),
    ]
    assert (found.requests, found.proposals, found.doubt) == ((), (), "")


@pytest.mark.parametrize(
    "answer",
    [
        "not yet, and the first one isn't either",
        "Ask Marc about both",
        "kidding",
        "the first is not done either",
    ],
)
def test_what_is_of_the_first_as_well_takes_it_back(answer: str) -> None:
    found = _below("Done", answer, "OK")
    assert not any(one.status == "done" for one in found.updates)


def test_who_takes_it_over_is_asked_for() -> None:
    found = _below("Done", "I talked to Marc, he takes over", "OK")
    assert "reassign" in {*(one.ask for one in found.requests), *(one.ask for one in found.proposals)}
