"""A state that is said again in other words: 1. is finished, we have inspected the crane yesterday.

What is applied already is not asked back.
"""

from collections.abc import Sequence

from collabtui.language.replies.readings import Reading


def with_applied_not_offered(readings: Sequence[Reading]) -> None:
    """Turns what is proposed of items of which the very same is applied into mere talk."""
    applied = {(ref, *_state(one)) for one in readings if one.counts and one.status for ref in one.refs}
    for one in readings:
        says_again = one.proposed and one.status == "done" and one.refs and not (one.ask or one.agreed or one.rsvp)
        if says_again and all((ref, *_state(one)) in applied for ref in one.refs):
            one.status, one.percent, one.note = None, None, None
            one.rule, one.was, one.proposed, one.waits, one.idle = "talk", "", False, False, True


def _state(one: Reading) -> tuple[str | None, int | None]:
    return one.status, one.percent
