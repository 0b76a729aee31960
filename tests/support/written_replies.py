"""New text as the cut hands it on, made from what somebody wrote."""

from collabtui.domain.mail.reply import NewText, ReplyLine, TextSpan


def new_text(text: str, item: str | None = None) -> NewText:
    """`text` as a mail without quotation; all its lines stand under `item` when one is given."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(ReplyLine(text=line, span=TextSpan(start=at, end=at + len(line)), item=item))
        at += len(line) + 1
    return NewText(shown=text, lines=tuple(lines))
