"""Actions that put right what a supervising department found unmet, made of its answer where that names who does it."""

from collections.abc import Iterable

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import CriterionResult
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.language.replies.words.people_written import people_written
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.live.captured_things import new_action
from collabtui.store.interface import Transaction


def put_right(tx: Transaction, acting: Acting, matter: str, results: Iterable[CriterionResult]) -> list[Action]:
    """One action for each result that is not met and whose words name one person: his, with its day, and the criterion
    as what has to be handed over. Without a name the facilitator gives it to somebody (`edit_actions.rectify`), and the
    matter lacks it until then. What has its action already, by its title, gets no second one."""
    found = [one for one in results if not one.met and one.rectify]
    if not found:
        return []
    everybody = tuple(tx.present_people())
    titles = {action.title for action in tx.find(Action, matter=matter)}
    made = []
    for one in found:
        named = people_written(one.rectify, everybody)
        if len(named) == 1 and one.rectify not in titles:
            draft = ActionDraft(title=one.rectify, owner=named[0].name, due=one.rectify_by, deliverable=one.text)
            made.append(tx.put(new_action(tx, acting, draft, None, matter)))
    return made
