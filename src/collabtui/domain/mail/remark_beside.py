"""The remark of a reply on an action that it does not move: it stands beside the planner's note, never in its place."""

from collabtui.domain.action import Action
from collabtui.domain.last_word import statement_of
from collabtui.domain.via import mail_of

_BESIDE = "\n✉ "
"""Between the planner's note and the remark."""


def with_remark(action: Action, remark: str) -> str:
    """The note with this remark in the place of the one that a reply made before."""
    last = statement_of(action.stated, "note")
    own, beside, _ = action.note.rpartition(_BESIDE)
    if last is None or not mail_of(last.via):  # the planner's last word is the whole note
        own = action.note
    elif not beside:
        own = ""
    return f"{own}{_BESIDE}{remark}" if own else remark


def remark_in(note: str) -> str:
    """The reply's part of a note that a reply has spoken of last."""
    return note.rpartition(_BESIDE)[2]
