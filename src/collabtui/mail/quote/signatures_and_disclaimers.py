"""Signatures, disclaimers, device lines and decoration at the end of an answer, cut off."""

import re
from collections.abc import Sequence
from itertools import pairwise

from collabtui.mail.parse.clean import keys
from collabtui.mail.quote.own_card import is_of_card, name_apart, name_behind, tells_of_leave
from collabtui.mail.quote.quote_words import QuoteWords, fold, quote_words

_DELIMITER = re.compile(r"(?:--|—|––|-- -|_{2}|_{5,})")
_FIRST_NAME = re.compile(r"[A-Z][a-z]+")
_FULL_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z.]*){0,2}")
_RULE = re.compile(r"-{5,}")
_DECORATION = re.compile(r"[-–—_=*#~+.·•|/\\<>\[\]()\sᐧ]*")
_WRAPPING = " <>()[]*_~\t"
_LINK = re.compile(r"\s*[<(]?https?://[^\s<>]*[>)]?\s*$|\(https?://[^)]*\)")
_PHONE = re.compile(r"(?:\+|\b)\d[\d ()./-]{6,}\d")
_ADDRESS = re.compile(r"[^\s@]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[^\s:：]{1,4}[:：]\s?)?[^\s@]+@[\w-]+\.[\w.-]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LEADING = re.compile(r"\d{1,2}(?!\d)")
_PUNCTUATION = ",.!?:;~，。！、；：… \t\r\n\u3000\u00a0"
_TAIL = 20
"""Lines that a signature may have."""
_SIGN_OFF = 4
"""Lines that may stand below a closing formula."""
_CLOSING = 6
"""Lines in which formula and name stand."""
_NAMES = 3
"""Words of a name."""
_KINDS = 6
"""Kinds of tails that may stand one above the other: a signature, a device line, a disclaimer …"""
_NAME = 24
"""Characters that a name may have."""
_CONTACT = 120
"""Characters of a line that says how to reach somebody."""
_BESIDE = 30
"""How many of them may be something else than the address or number."""


def without_tail(texts: Sequence[str], greeting: str | None, *, alone: bool = True) -> int:
    """The number of lines that stay when what is no answer is cut from their end.

    `alone` says that nothing else is left of the mail: then a signature that would be all of it is none. `greeting` is
    the key (`clean.keys`) of the line in which the answered mail greets the writer by his name; None where that mail is
    not known, then no name is cut but a first name below a formula, or a name right above a device line.
    """
    return _Tail(texts, greeting, alone=alone).cut()


def is_footer(text: str) -> bool:
    """Whether a line below everything is a disclaimer or the like."""
    return bool(quote_words().disclaimers.match(text.strip(_WRAPPING)))


def is_banner(text: str) -> bool:
    """Whether a line on top of everything is a gateway's warning."""
    return bool(quote_words().banners.match(text))


def has_answer(texts: Sequence[str]) -> bool:
    """Whether a line has a small number and a word that answers are made of."""
    return any(_NUMBER.search(text) and quote_words().answers.search(text) for text in texts)


def has_words_of_answer(texts: Sequence[str]) -> bool:
    return any(quote_words().answers.search(text) for text in texts)


def is_closing(text: str) -> bool:
    """Whether a line is a formula such as `Best regards` and nothing else."""
    return fold(text.rstrip(_PUNCTUATION)) in quote_words().closings


def _counts_on(texts: Sequence[str], first: int) -> bool:
    """Whether a line from `first` on begins with the number behind that of the line above it: 1 done / 2 Park Lane, of
    which the second answers, too."""
    above = next((text for text in reversed(texts[max(first - _TAIL, 0) : first]) if text.strip()), "")
    worded = [text for text in texts[first:] if text.strip()]
    leading = [_LEADING.match(text.strip()) for text in (above, *worded)]
    return any(one and then and int(then[0]) == int(one[0]) + 1 for one, then in pairwise(leading))


class _Tail:
    def __init__(self, texts: Sequence[str], greeting: str | None, *, alone: bool) -> None:
        self._texts = texts
        self._greeting = greeting
        self._alone = alone
        self._words: QuoteWords = quote_words()
        self._kept = len(texts)

    def cut(self) -> int:
        self._decoration()
        for _ in range(_KINDS):
            size = self._kept
            self._cut_at(self._card())
            self._device()
            tails = (
                self._disclaimer,
                self._delimiter,
                self._own_card,
                self._contact_block,
                self._sign_off,
                self._closing,
            )
            for first in tails:
                self._cut_at(first())
            self._decoration()
            if size == self._kept:
                break
        return self._kept

    def _decoration(self) -> None:
        while self._kept and _DECORATION.fullmatch(self._texts[self._kept - 1]):
            self._kept -= 1

    def _device(self) -> None:
        """A device line is never an answer, not even alone."""
        while self._kept and self._is_device(self._texts[self._kept - 1]):
            self._kept -= 1
            if self._kept > 1 and _FULL_NAME.fullmatch(self._texts[self._kept - 1]) and not self._texts[self._kept - 2]:
                # Stavros Xxxxxx / via mobile: the name above it, where nothing else stands with it
                self._kept -= 1
            self._decoration()

    def _card(self) -> int | None:
        """Name and address in a table, above the line of the program that made it."""
        if not self._kept or not self._words.cards.fullmatch(self._texts[self._kept - 1].strip(_WRAPPING)):
            return None
        worded = [at for at in self._last()[:-1] if not _DECORATION.fullmatch(self._texts[at])][-2:]
        if not worded or not _BARE_ADDRESS.fullmatch(self._texts[worded[-1]].strip()):
            return self._kept - 1
        name = self._texts[worded[0]]
        named = self._is_name(name) if self._greeting is None else self._is_known(name, self._greeting)
        return worded[0] if named else worded[-1]

    def _is_device(self, text: str) -> bool:
        if len(text) > 200:
            return False
        bare = text.strip(_WRAPPING)
        if self._words.devices.fullmatch(bare):
            return True
        unlinked = _LINK.sub("", bare).strip(_WRAPPING)
        return unlinked != bare and self._words.devices.fullmatch(unlinked) is not None

    def _cut_at(self, first: int | None) -> None:
        """Only when something is left, and when what goes holds no answer."""
        if first is None or (self._alone and all(_DECORATION.fullmatch(text) for text in self._texts[:first])):
            return
        cut = [text for text in self._texts[first : self._kept] if not self._words.places.fullmatch(text.strip())]
        if not has_answer(cut) and not _counts_on(self._texts[: self._kept], first):
            self._kept = first

    def _last(self) -> range:
        return range(max(self._kept - _TAIL, 0), self._kept)

    def _disclaimer(self) -> int | None:
        return next((at for at in self._last() if is_footer(self._texts[at])), None)

    def _delimiter(self) -> int | None:
        return next((at for at in self._last() if self._delimits(at)), None)

    def _delimits(self, at: int) -> bool:
        """A rule of dashes only above lines that say how to reach somebody: else it may part what was written."""
        text = self._texts[at].strip()
        if _DELIMITER.fullmatch(text):
            return True
        return bool(_RULE.fullmatch(text)) and sum(map(self._is_contact, self._texts[at + 1 : self._kept])) > 1

    def _paragraph(self) -> int:
        first = self._kept
        while first > max(self._kept - _TAIL, 0) and self._texts[first - 1].strip():
            first -= 1
        return first

    def _contact_block(self) -> int | None:
        """The last paragraph, or its end, where at least two lines say how to reach somebody."""
        begin, first, found = self._paragraph(), self._kept, 0
        for at in range(self._kept - 1, begin - 1, -1):
            if self._is_contact(self._texts[at]):
                first, found = at, found + 1
            elif not self._is_name(self._texts[at]):
                break
        if found < 2:
            return None
        if first > begin and self._is_name(self._texts[first - 1]):
            first -= 1
        return first

    def _own_card(self) -> int | None:
        """His own name, alone or before what he is, above lines that say no more than what and where he is."""
        has_card = False
        for at in reversed(self._last()) if self._greeting else ():
            text = self._texts[at].strip()
            for name, rest in (name_apart(text), name_behind(text)):
                is_card = not rest or (is_of_card(rest) and not self._words.answers.search(rest))
                if self._is_known(name, self._greeting or "") and is_card:
                    return at if has_card or rest else None
            if text and not is_of_card(text):
                return None
            has_card = has_card or (bool(text) and not tells_of_leave(text))
        return None

    def _sign_off(self) -> int | None:
        """A closing formula above at most four lines, one of which says what the writer is or how to reach him."""
        below: list[str] = []
        for at in reversed(self._last()):
            text = self._texts[at]
            if is_closing(text) or self._closes_with_name(text):
                return at if any(self._is_contact(line) for line in below) else None
            if text.strip():
                below.append(text)
            if len(below) > _SIGN_OFF or not (self._is_contact(text) or self._is_name(text)):
                return None
        return None

    def _is_contact(self, text: str) -> bool:
        text = text.strip(_WRAPPING)
        if len(text) > _CONTACT or self._words.answers.search(text):
            return False
        for reach in (_PHONE, _ADDRESS):
            others = reach.sub("", text)
            if others != text:
                return len(others) <= _BESIDE
        return self._words.contact.fullmatch(text) is not None or self._words.places.fullmatch(text) is not None

    def _closes_with_name(self, text: str) -> bool:
        """Best, Rosa."""
        formula, _, name = text.partition(",")
        return is_closing(formula) and _FULL_NAME.fullmatch(name.strip()) is not None

    def _is_name(self, text: str) -> bool:
        text = text.strip()
        return len(text) <= _NAME and not _NUMBER.search(text) and not self._words.answers.search(text)

    def _closing(self) -> int | None:
        """The name by which the writer was greeted, and the formula above it."""
        if self._greeting is None:
            return self._thanks_and_name()
        first = None
        for at in reversed(self._last()[-_CLOSING:]):
            text = self._texts[at]
            if is_closing(text) or self._is_known(text, self._greeting):
                first = at
            elif text.strip() and not self._words.places.fullmatch(text.strip()):
                break
        return first

    def _thanks_and_name(self) -> int | None:
        """A formula with its comma, alone in its paragraph with a first name below it."""
        begin = self._paragraph()
        texts = self._texts[begin : self._kept]
        formula = len(texts) == 2 and begin > 0 and is_closing(texts[0]) and texts[0].rstrip().endswith((",", "，"))
        return begin if formula and _FIRST_NAME.fullmatch(texts[1].strip()) else None

    def _is_known(self, text: str, greeting: str) -> bool:
        names = [keys(word) for word in text.split()]
        return (
            self._is_name(text)
            and 0 < len(names) <= _NAMES
            and any(len(name) > 1 and name in greeting for name in names)
        )
