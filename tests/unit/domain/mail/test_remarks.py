"""The remark of a reply stands beside the planner's note, and takes the place of the reply's remark before it."""

from datetime import timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.last_word import Statement
from collabtui.domain.mail.remark_beside import remark_in, with_remark
from support.least_records import ACTION, NOW


def noted(note: str, *spoken: tuple[str, str]) -> Action:
    """`spoken` says of which field there was a last word, and through what it came."""
    stated = tuple(Statement(value=value, at=NOW - timedelta(days=1), by="x", via=via) for value, via in spoken)
    return ACTION.model_copy(update={"note": note, "stated": stated})


@pytest.mark.parametrize(
    ("action", "note"),
    [
        (noted(""), "signed"),
        (noted("call Tom"), "call Tom\n✉ signed"),
        (noted("call Tom", ("note", "key")), "call Tom\n✉ signed"),
        (noted("call Tom", ("status", "mail:I1")), "call Tom\n✉ signed"),
        (noted("sent", ("note", "mail:I1")), "signed"),
        (noted("call Tom\n✉ sent", ("note", "mail:I1")), "call Tom\n✉ signed"),
        (noted("call Tom\n✉ sent", ("note", "key")), "call Tom\n✉ sent\n✉ signed"),
    ],
)
def test_it_stands_beside_what_the_planner_wrote(action: Action, note: str) -> None:
    assert with_remark(action, "signed") == note
    assert remark_in(note) == "signed"
