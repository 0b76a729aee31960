"""Mailboxes whose address stands in round brackets, as some directories and chats copy them."""

import pytest

from collabtui.formats.address_text import read_recipients


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bob (bob@x.test)", [("Bob", "bob@x.test")]),
        ("To: Bob (bob@x.test); Carol Chen (carol@x.test)", [("Bob", "bob@x.test"), ("Carol Chen", "carol@x.test")]),
        ("收件人：张伟（zw@x.test）；陈静（cj@x.test）", [("张伟", "zw@x.test"), ("陈静", "cj@x.test")]),
        ('"Chen, Jing" (c@x.test), Bob <b@x.test>', [("Chen, Jing", "c@x.test"), ("Bob", "b@x.test")]),
        ("bob@x.test (Bob)", [("Bob", "bob@x.test")]),
        ("Bob Brown (R&D) <bob@x.test>", [("Bob Brown (R&D)", "bob@x.test")]),
        ("Bob (bob)", []),
    ],
)
def test_the_name_before_the_brackets_is_read(text: str, found: list[tuple[str, str]]) -> None:
    assert [tuple(one) for one in read_recipients(text)] == found
