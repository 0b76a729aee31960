"""Puts together what a giver says to the one thing that he was asked for: the department's yes or no, and, where that
is neither, what is read as an answer to one of several things (`1 同意，张伟和小李`)."""

from collabtui.domain.mail.reply import DEPARTMENT_ANSWERS, CriterionResult, ReplyContext, Understanding
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.gift_terms import names_in_gift

_FIGURE = late_regex(r"[\d一两半]")
"""A yes beside how much, or from when, is a yes to something else, whatever is most likely meant."""


def with_gift(found: Understanding, gift: Understanding | None, situation: ReplyContext) -> Understanding:
    """A yes or a no that is certain stays, with the names of who is given; fewer of them than were asked for are no
    yes. What is neither becomes one where `gift` is certain, and else waits with the terms that were read."""
    if gift is None or any(one.ask not in DEPARTMENT_ANSWERS for one in found.proposals):
        return found
    certain, terms = gift.criteria if not gift.doubt else (), gift.criteria_proposed[:1]
    if found.stance == "for":
        return _with_names(found, certain or terms, situation, is_certain=bool(certain))
    if found.stance != "none":
        return found
    is_no = bool(certain) and not certain[0].measured and _begins_with_number(gift)
    if certain and not terms and (certain[0].met or is_no):
        answer = certain[0]
        words = "; ".join(filter(None, (answer.measured, answer.opinion, answer.rectify)))
        settled = {"stance": "for" if answer.met else "against", "statement": words or found.statement, "doubt": ""}
        return found.model_copy(update={**settled, "proposals": (), "clauses": gift.clauses})
    if terms and (not found.proposals or terms[0].since or _FIGURE.search(terms[0].opinion)):
        return found.model_copy(update={"criteria_proposed": terms, "proposals": ()})
    return found


def _begins_with_number(gift: Understanding) -> bool:
    """1 不行: elsewhere a no that the department's own grammar does not read may be none, as 不行的话再说, or one to an
    amount, 8万不行."""
    return bool(gift.clauses) and gift.clauses[0].text.lstrip()[:1].isdigit()


def _with_names(
    found: Understanding, gift: tuple[CriterionResult, ...], situation: ReplyContext, *, is_certain: bool
) -> Understanding:
    first = next(iter(gift), None)
    if first is None or not first.met or not names_in_gift(first.opinion, situation)[0]:
        return found
    if is_certain:
        return found.model_copy(update={"statement": first.opinion})
    clauses = tuple(one.model_copy(update={"counts": False}) for one in found.clauses)
    waits = {
        "stance": "none",
        "doubt": "condition",
        "clauses": clauses,
        "contact": "",
        "contact_phone": "",
        "promised": None,
    }
    return found.model_copy(update={**waits, "criteria_proposed": gift})
