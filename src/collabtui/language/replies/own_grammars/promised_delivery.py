"""The day by which a department promises what it was asked for, beside its yes: 12月10日前交付, by 10 December.

A clause says this alone, or with the one person who answers for it (刘洋12月10日前交付). Whatever else stands in it, a
day before which nothing comes (12月10日后), and a day that nobody can be sure of leave it to a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from collabtui.domain.mail.reply import Asking
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.contact_clause import NamedContact, contact_in, person_in
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.words.vocabulary import Token, Vocabulary, kinds

_AROUND = kinds(
    "provides delivers day around asked-thing department me mark the future may due-label addressee thanked team front"
)
_UNTIL = late_regex(r"前|截止|以内|\b(?:by|before|due|no later than|not later than|until)\b")
_FROM = late_regex(r"后|起|开始|才|最早|起码|\b(?:after|from|since|starting|earliest|not before|until after)\b")


@dataclass(frozen=True)
class Promise:
    day: date
    contact: NamedContact | None = None
    """Who delivers it, where the clause names him."""


def promise_in(marked: Marked, tokens: Sequence[Token], words: Vocabulary, asking: Asking) -> Promise | None:
    """None where the clause promises no day, or says anything besides; only a request can be promised a day for."""
    if asking.kind != "request":
        return None
    first, last = tokens[0].start, tokens[-1].end
    days = [one for one in marked.days if first <= one.start and one.end <= last]
    if len(days) != 1 or days[0].day is None or days[0].kind == "length":
        return None
    written = marked.text[days[0].start : days[0].end]
    delivered = any(token.of("delivers") for token in tokens)
    if _FROM.search(written) or not (delivered or _UNTIL.search(written) or tokens[0].of("due-label")):
        return None
    rest = [token for token in tokens if token.kinds.isdisjoint(_AROUND) or token.of("person")]
    if not rest and not any(token.of("me") for token in tokens):
        return Promise(days[0].day)
    beside = [token for token in tokens if not token.of("delivers", "day", "future")]
    named = contact_in(marked, beside, words) or (person_in(marked, beside, words) if delivered else None)
    return Promise(days[0].day, named) if named and named.text else None
