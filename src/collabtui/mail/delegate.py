"""Who an absence note says to turn to instead. For the facilitator to see: it changes nothing."""

import re
from dataclasses import dataclass
from functools import cache

from collabtui.mail.mailboxes import normal_address
from collabtui.mail.read import Received
from collabtui.mail.wording import alternatives, marks, readable, without_quotes

_SENTENCE = re.compile(r"[。！？!?;；\n]+|\.(?=\s|$)")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_LATIN_NAME = r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]+)){0,2}"
_HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Delegate:
    name: str
    """As written; empty when only an address is given."""
    address: str
    """Empty when only a name is given."""
    text: str
    """The sentence that says so."""


def delegate(received: Received) -> Delegate | None:
    """The first person that an absence note names, as far as it can be told; None when it names nobody."""
    text = without_quotes(readable(received.body, 4000))
    sentences = [" ".join(found.split()) for found in _SENTENCE.split(text) if found.strip()]
    ours = {received.sender, *received.recipients}
    for at, sentence in enumerate(sentences):
        starts = _after_phrases(sentence)
        if not starts:
            continue
        following = sentences[at + 1 : at + 3]
        name = next(filter(None, (_name(sentence, start, following) for start in starts)), "")
        near = [*_ADDRESS.findall(sentence), *_ADDRESS.findall(" ".join(following))]
        address = next((found for found in map(normal_address, near) if found and found not in ours), "")
        if name or address:
            return Delegate(name, address, sentence)
    return None


def _after_phrases(sentence: str) -> list[int]:
    """Where the phrases end that introduce a delegate."""
    return [found.end() for found in _phrases().finditer(sentence)]


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(alternatives(marks().delegate), re.IGNORECASE)


def _name(sentence: str, start: int, following: list[str]) -> str:
    """The name that begins there, or on the next line where the phrase ends with a colon."""
    if not sentence[start:].strip(" :：") and following:
        sentence, start = following[0], 0
    found = _named().match(sentence, start)
    return found["name"] if found else ""


@cache
def _named() -> re.Pattern[str]:
    """A name, behind words that may stand before it. One in Chinese ends with its characters, or before a verb."""
    filler, end = alternatives(marks().delegate_filler), alternatives(marks().delegate_end)
    han_name = rf"[{_HAN}]{{2,8}}?(?=$|[^{_HAN}]|{end})"
    return re.compile(rf"(?:[\s:：,，]|(?i:{filler}))*(?P<name>{_LATIN_NAME}|{han_name})")
