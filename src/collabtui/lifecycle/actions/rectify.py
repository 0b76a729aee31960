"""Actions that put right what was not met at acceptance."""

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.matters.edit_matters import criterion_of


def rectify(acting: Acting, ref: str, number: int, owner: str) -> Action:
    """An action of the matter, made of what is to be put right of the criterion of this number: with its day, and the
    criterion as what has to be handed over. Raises `Refused`: criterion.unknown; criterion.nothing_to_rectify (ref,
    number); `Unknown` and `Refused` of names."""
    criterion = criterion_of(acting.store.get(Matter, ref), number)
    if criterion.met or not criterion.rectify:
        raise Refused("criterion.nothing_to_rectify", ref=ref, number=number)
    draft = ActionDraft(title=criterion.rectify, owner=owner, due=criterion.rectify_by, deliverable=criterion.text)
    return add_action(acting, draft, ref)
