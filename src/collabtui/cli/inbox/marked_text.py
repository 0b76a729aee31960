"""Text of a mail with marks in it: reversed and underlined on a terminal, between brackets elsewhere."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.output import printable_lines

_READ, _DOUBTED, _END = "\x1b[7m", "\x1b[4m", "\x1b[0m"


class TextMark(NamedTuple):
    """Characters start…end of what is shown; `counts`: something comes of them, otherwise they wait."""

    start: int
    end: int
    counts: bool = True


def marked(context: Context, shown: str, start: int, end: int, marks: Iterable[TextMark]) -> str:
    """Characters start…end of `shown`, fit to be written by `Output.coloured`."""
    coloured = context.out.terminal and not context.environ.get("NO_COLOR")
    pieces, at = [], start
    for mark in sorted(marks):
        if mark.start < at:
            continue
        before, after = (_READ, _END) if coloured else ("⟦", "⟧")
        if not mark.counts:
            before, after = (_DOUBTED, _END) if coloured else ("⟨", "⟩")
        pieces += [
            printable_lines(shown[at : mark.start]),
            before,
            printable_lines(shown[mark.start : mark.end]),
            after,
        ]
        at = mark.end
    return "".join((*pieces, printable_lines(shown[at:end])))


def show_marked(context: Context, shown: str, spans: Sequence[tuple[int, int]]) -> None:
    """The whole body, with what is new in it."""
    lines = marked(context, shown, 0, len(shown), [TextMark(*span) for span in spans]).split("\n")
    context.out.coloured("\n".join(f"  │ {line}" for line in lines))


def show_misleading_links(context: Context, raw: bytes) -> None:
    """Those of a mail whose words say another address than they lead to."""
    from collabtui.mail.parse.message import read
    from collabtui.mail.quote.misleading_links import misleading_in_mail

    for link in misleading_in_mail(read(raw).body):
        context.say("mail.misleading_link", shown=link.shown, target=link.target)
