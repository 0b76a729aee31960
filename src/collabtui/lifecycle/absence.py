"""Automatic mail: it never changes anything and gets no answer; whom an absence note names instead is shown."""

import re
from dataclasses import replace
from datetime import datetime

from collabtui.domain.reply import Clause, Line, NewText, Span, Understanding
from collabtui.lifecycle.judged import Judged, Origin
from collabtui.mail.delegate import delegate
from collabtui.mail.quote import new_text
from collabtui.mail.read import Received


def automatic_judged(received: Received, written: datetime, origin: Origin, reason: str) -> Judged:
    """The sentence that names a delegate stands in the understanding as a clause that does not count."""
    judged = Judged(received, written, origin, "auto-reply", "ignore", reason)
    named = delegate(received)
    if named is None:
        return judged
    shown = new_text(received.body, None).shown
    found = re.search(r"\s+".join(map(re.escape, named.text.split())), shown)
    if found is None:
        return judged
    text, span = found.group(), Span(start=found.start(), end=found.end())
    return replace(
        judged,
        new_text=NewText(shown=shown, lines=(Line(text=text, span=span),)),
        understanding=Understanding(clauses=(Clause(span=span, text=text, rule="delegate", counts=False),)),
    )
