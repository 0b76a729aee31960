"""Mails of ours as Markdown."""

import pytest

from collabtui.widgets.html_markdown import to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Hello <b>Bob</b>,<br>one</p><p>two</p>", "Hello **Bob**,  \none\n\ntwo\n"),
        ("<h3>Decisions</h3><ul><li><b>D1</b> first</li><li>second</li></ul>",
         "### Decisions\n\n- **D1** first\n- second\n"),
        ("<p>on <del>4</del><ins>5</ins> March</p>", "on ~~4~~**5** March\n"),
        ("<table><tr><th>No.</th><th>Who</th></tr><tr><td>A1</td><td>张伟</td></tr></table>",
         "| No. | Who |\n|---|---|\n| A1 | 张伟 |\n"),
        ('<head><title>x</title><style>p { color: red }</style></head><p><a href="mailto:x">reply</a></p>', "reply\n"),
        ("<p>a_b *not stressed* [x] &lt;script&gt;</p>", "a\\_b \\*not stressed\\* \\[x\\] \\<script\\>\n"),
    ],
)  # fmt: skip
def test_what_our_mails_use_is_turned_and_what_people_wrote_stays(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown
