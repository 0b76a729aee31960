"""Lines that go with a risk above them: 等级：高, 影响：联调, 负责人：赵磊; and the line that only announces one."""

from collections.abc import Sequence

from collabtui.language.exception_parts import begins_field
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading


def is_field_of_risk(marked: Marked, readings: Sequence[Reading]) -> bool:
    """Whether the line begins with the name of a field, names no item, and a risk was told right before it."""
    before = next((one for one in reversed(readings) if not one.idle), None)
    return before is not None and before.was == "risk" and is_field(marked)


def opens_fields_of_risk(marked: Marked, following: Marked | None) -> bool:
    """有风险, Risk: with nothing behind it, above a line with the name of a field."""
    spoken = [token for token in marked.tokens if not token.of("greeting", "thanks", "mark", "filler")]
    announces = len(spoken) == 1 and spoken[0].of("risk-mark")
    return announces and following is not None and is_field(following)


def is_field(marked: Marked) -> bool:
    if marked.unread or any(one.how in ("number", "ref") for one in marked.mentions):
        return False
    return begins_field(marked.block.written(0, len(marked.text)))


def field_of_risk(marked: Marked) -> Reading:
    """The line, as a part of what is proposed as a risk."""
    found = Reading(marked.block, 0, len(marked.text), "risk", counts=False)
    found.text = marked.block.written(0, len(marked.text))
    found.propose("risk")
    return found
