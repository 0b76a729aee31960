"""Links that may be shown to others, and those of which words are made."""

import pytest

from collabtui.domain.matters.channel import Channel
from collabtui.domain.matters.shown_link import other_link, with_links_that_may

OTHERS = [
    "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)",
    "java\u200bscript:alert(1)", "javascript:1;alert(1)", "javascript:1/alert(1)", "data:text/html,<b>x</b>",
    "vbscript:x", "file:///etc/passwd", "ftp://files.example.test/x", "blob:https://x.test/1", "smb://server/share",
    "x-apple:y", "ms-word:ofe|u|https://x.test/a.docx", "见javascript:alert(1)", "https://x.test javascript:alert(1)",
    "（javascript:alert(1)）",
]  # fmt: skip
MAY = [
    "https://x.test/a?u=javascript:alert(1)", "HTTP://x.test", "mailto:launch@lists.example.test", "launch@lists.test",
    "\\\\server\\share", "C:\\plans", "Teams: Launch", "新品上市群：每天17:00", "localhost:8080",
    "x.example.test:8080/a", "weekdays 17:00", "", "用途: 进展",
]  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_a_link_of_another_kind_is_found_and_becomes_words(text: str) -> None:
    assert ":" in other_link(text)
    assert other_link(with_links_that_may(text)) == ""
    shown = Channel(name=text, where=text)
    assert (other_link(shown.name), other_link(shown.where)) == ("", "")


@pytest.mark.parametrize("text", MAY)
def test_what_may_be_shown_stays_as_it_is(text: str) -> None:
    assert (other_link(text), with_links_that_may(text)) == ("", text)
