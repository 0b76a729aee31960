"""The reading of a typed line of an agenda: its kind and what becomes of it, said below the line."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.errors import CollabError
from collabtui.formats.agenda.agenda_line import AgendaLine, read_agenda_line
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue


def line_reading(
    text: str, words: "Catalogue", understood: Callable[[AgendaLine], str], warnings: Sequence[str]
) -> Content:
    """Its kind, what that holds and what speaks against it, or why it cannot be. `understood` says what a line that is
    no slot means."""
    try:
        line = read_agenda_line(text)
        if line.slot is None:
            kind, explanation = words(f"agenda.kind.{line.kind}"), understood(line)
        else:
            kind = words("agenda.kind.slot")
            explanation = f"{line.slot.minutes} {words('agenda.minutes')} · {line.slot.title}"
            lead = understood(line)
            explanation += f" · {lead}" if lead else ""
    except CollabError as error:
        if error.key == "agenda.line_empty":  # only begun: no reason to complain
            kind = words(f"agenda.kind.{error.values['kind']}")
            return as_content(f"{kind} · ", "bold $text-accent") + as_content(
                words("agenda.begun"), "$foreground-muted"
            )
        return as_content(words(error.key, **error.values), "$text-warning")
    read = as_content(kind, "bold $text-accent") + as_content(f" · {explanation}")
    return Content("\n").join([read, *(as_content(f"▲ {one}", "$text-warning") for one in warnings)])
