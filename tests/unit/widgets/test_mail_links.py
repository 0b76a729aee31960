"""Addresses in a mail are links that the terminal can follow, and lead where they say."""

import pytest
from textual.content import Content
from textual.style import Style

from collabtui.widgets.mail_text import marked, with_links


def targets(text: str) -> list[str]:
    links = [span.style for span in with_links(Content(text)).spans]
    return [style.link or "" for style in links if isinstance(style, Style)]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("see https://example.test/a?b=1&c=2.", ["https://example.test/a?b=1&c=2"]),
        ("(http://x.test/path)", ["http://x.test/path"]),
        ("写给 alice.zhang@example.test。", ["mailto:alice.zhang@example.test"]),
        ("https://example.test和后文", ["https://example.test"]),
        ("javascript:alert(1) file:///etc/passwd", []),
        ("no address here: 10:30, A12", []),
        ("https://ex\x1bample.test", ["https://ex"]),
    ],
)
def test_what_reads_as_an_address_leads_there(text: str, leads: list[str]) -> None:
    assert targets(text) == leads


def test_a_link_reaches_the_terminal_as_osc_8() -> None:
    drawn = "".join(
        segment.style.render(segment.text) if segment.style else segment.text
        for segment in with_links(Content("see https://example.test/a now")).render_segments(Style())
    )
    assert "\x1b]8;" in drawn
    assert "https://example.test/a" in drawn


def test_the_text_of_a_mail_keeps_its_places() -> None:
    text = "1 done, see https://example.test\n> quoted"
    shown = marked(text, [{"text": text[:32], "span": {"start": 0, "end": 32}, "item": None}], ())
    assert shown.plain == text
    assert any(isinstance(span.style, Style) and span.style.link for span in shown.spans)
