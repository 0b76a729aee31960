"""The parts of what was said of an action that does not go as planned: of its reason, and its last call for help."""

from collabtui.domain.action import Action
from collabtui.domain.mail.remark_beside import remark_in
from collabtui.language.exception_parts import ExceptionParts, exception_parts


def exception_of(action: Action) -> ExceptionParts:
    parts = exception_parts(action.reason)
    if parts.need or not action.open or not action.note:
        return parts
    return parts._replace(need=exception_parts(remark_in(action.note)).help)
