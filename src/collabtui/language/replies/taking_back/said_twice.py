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
            _say_nothing(one)


def with_ticked_off_settled(readings: Sequence[Reading]) -> None:
    """两项都搞定了，可以 close (both done, can be closed): that what is done may be closed says no more."""
    done = {ref for one in readings if one.counts and one.status == "done" for ref in one.refs}
    for one in readings:
        if one.proposed and one.status == "done" and one.rule == "future" and one.refs and done.issuperset(one.refs):
            _say_nothing(one)


def _say_nothing(one: Reading) -> None:
    one.status, one.percent, one.note = None, None, None
    one.rule, one.was, one.proposed, one.waits, one.idle = "talk", "", False, False, True


def _state(one: Reading) -> tuple[str | None, int | None]:
    return one.status, one.percent
