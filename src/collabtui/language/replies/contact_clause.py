"""The contact that a department names in a reply: a clause that names one person and says nothing else of him."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from collabtui.domain.mail.reply import SELF
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.words.vocabulary import WORK, Token, Vocabulary, kinds

_AROUND = kinds(
    "contact stands responsible shall by is department around asked-thing mark the greeting future perfect refers"
)
_NAMES = kinds("text person address")
_LATER = kinds("open day tentative")
_REACH = kinds("reach figure number amount")
_PHONE = late_regex(
    r"(?<![A-Za-z0-9_@.])\+?\d(?:[ ()-]{0,2}\d){5,19}(?:\s*(?:转|ext\.?|x)\s*\d{1,6})?(?![A-Za-z0-9_@])"
    r"|(?:分机|\bext\.?|\bextension)\s*\d{2,6}(?![A-Za-z0-9_@])",
    re.IGNORECASE,
)
"""Six digits and more, in groups, with an extension behind them; or an extension of the house."""
_WORDS = late_regex(r"[\w.'’·-]+")
_MOST_WORDS = 4
_CHINESE_NAME = (2, 4)


@dataclass(frozen=True)
class NamedContact:
    text: str
    """A name, an address, or both as `Name <address>`; `SELF`; empty where it is said that it will be told later."""

    phone: str = ""
    """As written; empty: none was given."""

    def at(self, address: str) -> "NamedContact":
        """With the address that was given behind the name."""
        if not address or "@" in self.text:
            return self
        return replace(self, text=f"{self.text} <{address}>" if self.text else address)

    def reached_by(self, written: str) -> "NamedContact":
        """With the telephone number in what stands beside the name, if there is one."""
        found = _PHONE.search(written)
        return replace(self, phone=found[0]) if found and not self.phone else self


def contact_in(marked: Marked, tokens: Sequence[Token], words: Vocabulary) -> NamedContact | None:
    """None where the clause names no contact, or not for certain whom."""
    found = _contact_in(marked, tokens, words)
    written = marked.block.written(tokens[0].start, tokens[-1].end) if tokens else ""
    return found.reached_by(written) if found and found.text else found


def _contact_in(marked: Marked, tokens: Sequence[Token], words: Vocabulary) -> NamedContact | None:
    if any(token.of("contact", "stands") for token in tokens):
        return person_in(marked, tokens, words)
    if any(token.of("refers") for token in tokens):
        found = person_in(marked, tokens, words)
        return found if found and found.text not in ("", SELF) else None
    at = next((at for at, token in enumerate(tokens) if token.of("responsible")), None)
    if at is None or any(token.of("person", "me", "self", "text") for token in tokens[:at]):
        # 王芳 负责人: a signature
        return None
    found = person_in(marked, tokens, words)
    return None if found and found.text == SELF else found


def person_in(marked: Marked, tokens: Sequence[Token], words: Vocabulary) -> NamedContact | None:
    """The one person whom a clause names that says nothing else of him."""
    rest = [token for token in _without_reach(tokens) if token.kinds.isdisjoint(_AROUND) or token.of("person")]
    if not rest:
        own = any(token.of("self") for token in tokens)
        return NamedContact(SELF) if own else None
    if all(token.of("self", "me") for token in rest):
        return NamedContact(SELF)
    if all(token.within(_LATER) for token in rest):
        return NamedContact("")
    if not (all(token.within(_NAMES) for token in rest) or _is_short_name(rest, words)):
        return None
    return _named(marked, tokens, rest, words)


def _without_reach(tokens: Sequence[Token]) -> Sequence[Token]:
    """Up to where a telephone number begins; without the one that stands in brackets behind a name."""
    tokens = _without_bracketed_reach(tokens)
    at = next((at for at, token in enumerate(tokens) if at and token.within(_REACH)), len(tokens))
    behind = tokens[at:]
    only = all(token.within(_REACH) or token.of("mark", "address", "is", "mention") for token in behind)
    return [*tokens[:at], *(token for token in behind if token.of("address"))] if only else tokens


def _without_bracketed_reach(tokens: Sequence[Token]) -> Sequence[Token]:
    opened = next((at for at, token in enumerate(tokens) if at and token.text == "("), None)
    closed = next((at for at, token in enumerate(tokens) if token.text == ")"), None)
    if opened is None or closed is None or not reaches(tokens[opened + 1 : closed]):
        return tokens
    addresses = (token for token in tokens[opened:closed] if token.of("address"))
    return [*tokens[:opened], *addresses, *tokens[closed + 1 :]]


def _named(marked: Marked, tokens: Sequence[Token], rest: Sequence[Token], words: Vocabulary) -> NamedContact | None:
    names = [token for token in rest if not token.of("address")]
    addresses = [token.text for token in rest if token.of("address")]
    if len(addresses) > 1 or (not names and not addresses):
        return None
    if not names:
        return NamedContact(addresses[0])
    first, last = tokens.index(names[0]), tokens.index(names[-1])
    within = tokens[first : last + 1]
    if not all(token in names or (token.of("mark") and token.text in ".-'·") for token in within):
        return None
    name = _without_verb(marked.block.written(names[0].start, names[-1].end), tokens[:first], words)
    if not (any(token.of("person") for token in names) and len(names) == 1) and not _is_name(name, words):
        return None
    return NamedContact(f"{name} <{addresses[0]}>" if addresses else name)


def _without_verb(written: str, before: Sequence[Token], words: Vocabulary) -> str:
    """让李明来 (let Li Ming come), 就周敏吧: what a Chinese clause ends in behind a name is none of it."""
    name = written.rstrip("吧呗哈")
    sends = any(token.of("by") and token.of("hand-to") for token in before)
    shorter = name[:-1] if sends and name.endswith(("来", "去")) else name
    return shorter if _is_name(shorter, words) else name


def _is_short_name(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """周敏: a name whose characters are words as well."""
    joined = "".join(token.text for token in tokens)
    apart = any(one.end != token.start for one, token in pairwise(tokens))
    return not apart and len(joined) in (2, 3) and _is_name(joined, words) and not any(map(_says, tokens))


def _says(token: Token) -> bool:
    return token.within(WORK) or token.of("assent", "dissent")


def _is_name(written: str, words: Vocabulary) -> bool:
    if written.isascii() or written[0].isascii():
        parts = _WORDS.findall(written)
        return 0 < len(parts) <= _MOST_WORDS and all(part[0].isupper() for part in parts)
    shortest, longest = _CHINESE_NAME
    return shortest <= len(written) <= longest and written[0] in words.of_kind("surname")


_REACHES = kinds("address reach figure number amount mark is")
_WHO = _REACHES | kinds("me department person rank")
_TAKES_BACK = kinds("contrast except reason")
_EXTENSION = ("转", "ext", "ext.", "extension", "x")
_SHORTEST_WITH_EXTENSION = 3
"""Tokens: a number, the word, and its own number."""
_LONGEST = 40
"""Characters."""
_LATIN = late_regex(r"[A-Za-z]\w*")
_SMALL = ("of", "and", "for", "the")
"""Words that are written small in a title: Head of Development."""
_SHOUTED = 4
"""Letters of the longest abbreviation: longer words in capitals are loud, and no title."""


def reaches(tokens: Sequence[Token]) -> bool:
    """An address or a telephone number, and nothing else; a part of a number may look like that of an item."""
    tokens = _without_extension(tokens)
    addressed = any(token.of("address", "reach", "figure") for token in tokens)
    return addressed and all(token.within(_REACHES) or token.of("mention") for token in tokens)


def _without_extension(tokens: Sequence[Token]) -> Sequence[Token]:
    """0755-88881234转3, 7946 0123 ext. 12: without the extension."""
    if len(tokens) < _SHORTEST_WITH_EXTENSION:
        return tokens
    number, word, own = tokens[-3:]
    is_one = number.of("figure") and word.text in _EXTENSION and own.of("mention", "amount", "number", "figure")
    return tokens[:-2] if is_one else tokens


_TEAM = r"[\u4e00-\u9fffA-Za-z]{1,10}(?:部|科|组|处|室|中心|车间|公司|集团|办公室|事业部|分部|班组)"
_TEAMS = late_regex(rf"{_TEAM}(?:[\s·|/、-]*{_TEAM})*")
_TELLS_WHOM = kinds("by hand-to stands contact responsible refers assent dissent negated")


def signs(tokens: Sequence[Token], written: str) -> bool:
    if reaches(tokens):
        return True
    if len(written) > _LONGEST or any(token.within(_TAKES_BACK) for token in tokens):
        return False
    if any(token.within(WORK) and not token.of("figure", "weak") for token in tokens):
        return False
    if _TEAMS.fullmatch(written.strip()) and not any(token.within(_TELLS_WHOM) for token in tokens):
        return True
    return all(token.within(_WHO) for token in tokens) or _is_title(written)


def _is_title(written: str) -> bool:
    words = _LATIN.findall(written)
    return bool(words) and all(
        word in _SMALL or (word[0].isupper() and not (word.isupper() and len(word) > _SHOUTED)) for word in words
    )
