"""The chain of whys of an action: why it is held up, why that is, and so on down to the cause."""

from collections.abc import Iterable

from collabtui.domain.action import Action
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import put_action

MOST_WHYS = 9
"""Five are the custom; who needs more than these asks about several problems at once."""


def write_whys(acting: Acting, ref: str, whys: Iterable[str]) -> Action:
    """Its reasons, each for the one before; none takes the chain away. Raises as `checked_whys`."""
    with acting.transaction() as tx:
        action = tx.get(Action, ref)
        after = action.model_copy(update={"whys": checked_whys(action.ref, whys)})
        return put_action(tx, after, acting.provenance)


def checked_whys(ref: str, whys: Iterable[str]) -> tuple[str, ...]:
    """Each on one line, without empty ones. Raises `Refused`: whys.too_many (ref, n); whys.circle (ref, text) where a
    reason is its own cause."""
    found = [text for text in map(one_line, whys) if text]
    if len(found) > MOST_WHYS:
        raise Refused("whys.too_many", ref=ref, n=MOST_WHYS)
    for place, text in enumerate(found):
        if text.casefold() in (earlier.casefold() for earlier in found[:place]):
            raise Refused("whys.circle", ref=ref, text=text)
    return tuple(found)
