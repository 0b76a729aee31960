"""The scope of a change of a meeting that belongs to a series: the question of the screens, in text."""

from typing import TYPE_CHECKING

from collabtui.cli.base.context import Context
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.domain.meetings.series_split import Scope


def asked_scope(context: Context, ref: str, named: "Scope | None", question: str) -> "Scope":
    """`named` by the command line, else asked at a terminal; anywhere else it is this date alone, and that is said.
    `question` is a key of the catalogue. A meeting that is held once is not asked about. Raises `Refused`
    (series.not_picked: ref) where the answer is none of the three, or none at all."""
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.domain.meetings.series_split import SCOPES

    if named is not None:
        return named
    meeting = context.workspace.store.get(Meeting, ref)
    if meeting.series is None:
        return "one"
    if not context.can_ask:
        context.warn("series.only_this_one", ref=meeting.ref)
        return "one"
    for number, scope in enumerate(SCOPES, 1):
        label, about = context.words(f"agenda.off.{scope}"), context.words(f"agenda.off.{scope}.about")
        context.out.line(f"{number}  {label}  ({about})")
    context.out.flush()
    answers = {name: scope for number, scope in enumerate(SCOPES, 1) for name in _names(context, number, scope)}
    picked = answers.get(_typed(f"{context.words(question)} [1-{len(SCOPES)}] "))
    if picked is None:
        raise Refused("series.not_picked", ref=meeting.ref)
    return picked


def _names(context: Context, number: int, scope: "Scope") -> tuple[str, str, str]:
    return str(number), scope, context.words(f"agenda.off.{scope}").lower()


def _typed(question: str) -> str:
    """Empty at the end of the input."""
    try:
        return input(question).strip().lower()
    except EOFError:
        return ""
