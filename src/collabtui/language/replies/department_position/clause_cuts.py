"""Cuts the lines of an answer into clauses."""

from collections.abc import Sequence, Set

from collabtui.language.replies.department_position.answer_clause import AnswerClause
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.words.vocabulary import Token

_CUTS = frozenset(",;!?。…—")
_HOLDS_A_NO = ("until", "till")


def cut_clauses(marked: Marked) -> Sequence[AnswerClause]:
    """Cut at marks, at `but`, and behind what says something at `and` and `because`. A question mark of its own asks
    about the clause before it (同意。?)."""
    found: list[AnswerClause] = []
    taken: list[Token] = []
    kinds: set[str] = set()  # of what is taken, which is long in a line without a mark
    for token in marked.tokens:
        cut = _cut_at(marked, token, taken, kinds)
        if cut and taken:
            found.append(AnswerClause(marked, taken, cut))
            taken, kinds = [], set()
        elif cut == "?" and found:
            found[-1].ends = cut
        elif cut == "?":
            found.append(AnswerClause(marked, [token], cut))
        if not cut or cut == "contrast" or token.text in _HOLDS_A_NO:
            taken.append(token)
            kinds |= token.kinds
    if taken:
        found.append(AnswerClause(marked, taken, ""))
    return found


def _cut_at(marked: Marked, token: Token, taken: Sequence[Token], kinds: Set[str]) -> str:
    answered = not kinds.isdisjoint({"assent", "dissent", "contact", "stands"})
    if token.of("contrast") and not token.of("around"):
        return "contrast"
    if answered and token.of("reason") and kinds.isdisjoint({"contact", "stands"}):
        return "reason"
    if token.text in _HOLDS_A_NO and _refused(marked, token, taken):
        return "reason"
    if token.of("and") and not kinds.isdisjoint({"assent", "dissent", "looked"}):
        return "and"
    if not token.of("mark"):
        return ""
    if token.text in _CUTS or (token.text == "-" and answered and _apart(marked.text, token)):
        return token.text
    following = marked.text[token.end : token.end + 1]
    if token.text == "." and following in ("", " "):
        return "."
    if token.text != ":":
        return ""
    label = all(one.of("me", "department", "around", "mark") for one in taken)
    return ":" if label or not kinds.isdisjoint({"assent", "dissent"}) else ""


def _refused(marked: Marked, token: Token, taken: Sequence[Token]) -> bool:
    """I can't sign this off until I've seen the headcount: what a no waits for is why; not we can't until Friday."""
    dated = any(day.start <= token.end + 1 and token.end < day.end for day in marked.days)
    refused = any(one.of("dissent") for one in taken) and not any(one.of("assent") for one in taken)
    return refused and not dated


def _apart(text: str, token: Token) -> bool:
    """A dash between blanks; within a word it is a part of it."""
    return text[token.start - 1 : token.start] == " " == text[token.end : token.end + 1]
