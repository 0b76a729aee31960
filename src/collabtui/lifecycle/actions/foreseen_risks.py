"""Risks foreseen of an action as it is planned: they stand in its line of the breakdown, and each becomes a risk of its
matter, which a high one is told by mail."""

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.errors import Refused
from collabtui.formats.file_words import plain
from collabtui.lifecycle.actions.named_risks import NamedRisk, risks_in
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.matters.risk_alarm import put_risk
from collabtui.store.interface import Transaction


def foreseen(action: Action, text: str) -> Action:
    """With one more risk. Raises `Refused` (risk.no_text)."""
    if not text.strip():
        raise Refused("risk.no_text")
    return action.model_copy(update={"risk": "\n".join(filter(None, (action.risk, text.strip())))})


def put_foreseen(tx: Transaction, acting: Acting, action: Action) -> Action:
    """The action, once those of its risks are raised that its matter has not."""
    known = {plain(one.text) for one in tx.find(Risk, matter=action.matter) if one.state != "withdrawn"}
    for risk in risks_in(action.risk):
        if action.matter and plain(risk.text) not in known:
            raise_foreseen(tx, acting, action, risk)
    return action


def raise_foreseen(tx: Transaction, acting: Acting, action: Action, risk: NamedRisk) -> Risk:
    """Of its matter, with its owner; quietly where nobody is to get mail."""
    raised = {"matter": action.matter, "owner": action.owner, "raised_at": acting.now, "by": acting.actor}
    described = {**risk._asdict(), "impact": action.title, "ref": tx.next_ref(Risk)}
    found = Risk.model_validate({**described, **raised})
    return tx.put(found) if acting.is_quiet else put_risk(tx, acting, found)
