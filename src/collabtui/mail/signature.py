"""What stands under an answer without being one: device lines, signatures, disclaimers, decoration."""

import re
from collections.abc import Sequence

from collabtui.mail.clean import keys
from collabtui.mail.quote_words import QuoteWords, fold, quote_words

_DELIMITER = re.compile(r"(?:--|—|––|-- -|_{2}|_{5,}|-{5,})")
_DECORATION = re.compile(r"[-–—_=*#~+.·•|/\\<>\[\]()\sᐧ]*")
_WRAPPING = " <>()[]*_~\t"
_LINK = re.compile(r"\s*[<(]?https?://[^\s<>]*[>)]?\s*$|\(https?://[^)]*\)")
_PHONE = re.compile(r"(?:\+|\b)\d[\d ()./-]{6,}\d")
_ADDRESS = re.compile(r"[^\s@]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_PUNCTUATION = re.compile(r"[,.!?:;~，。！、；：…\s]+$")
_TAIL = 20
"""Lines that a signature may have."""
_SIGN_OFF = 4
_KINDS = 6
"""Kinds of tails that may stand one above the other: a signature, a device line, a disclaimer …"""
_NAME = 24
"""Characters that a name may have."""


def without_tail(texts: Sequence[str], names: str | None, *, alone: bool = True) -> int:
    """How many of the lines stay when what is no answer is cut from their end.

    `alone` says that nothing else is left of the mail: then a signature that would be all of it is none. `names` holds
    the keys (`clean.keys`) of the mail that was answered: a last line that stands in it word for word can be the
    writer's name; None where that mail is not known, then no name and no closing formula is cut.
    """
    return _Tail(texts, names, alone=alone).kept


def is_footer(text: str) -> bool:
    """Whether a line below everything is a disclaimer or the like."""
    return bool(quote_words().disclaimers.match(text.strip(_WRAPPING)))


def has_answer(texts: Sequence[str]) -> bool:
    """Whether a line has a small number and a word that answers are made of."""
    return any(_NUMBER.search(text) and quote_words().answers.search(text) for text in texts)


def has_words_of_answer(texts: Sequence[str]) -> bool:
    return any(quote_words().answers.search(text) for text in texts)


class _Tail:
    def __init__(self, texts: Sequence[str], names: str | None, *, alone: bool) -> None:
        self._texts = texts
        self._alone = alone
        self._marks: QuoteWords = quote_words()
        self.kept = len(texts)
        self._decoration()
        for _ in range(_KINDS):
            size = self.kept
            self._device()
            self._cut_at(self._disclaimer())
            self._cut_at(self._delimiter())
            self._cut_at(self._contact_block())
            self._cut_at(self._sign_off())
            if names is not None:
                self._cut_at(self._closing(names))
            self._decoration()
            if size == self.kept:
                break

    def _decoration(self) -> None:
        while self.kept and _DECORATION.fullmatch(self._texts[self.kept - 1]):
            self.kept -= 1

    def _device(self) -> None:
        """A device line is never an answer, not even alone."""
        while self.kept and self._is_device(self._texts[self.kept - 1]):
            self.kept -= 1
            self._decoration()

    def _is_device(self, text: str) -> bool:
        if len(text) > 200:
            return False
        bare = text.strip(_WRAPPING)
        devices = self._marks.devices
        return bool(devices.fullmatch(bare) or devices.fullmatch(_LINK.sub("", bare).strip(_WRAPPING)))

    def _cut_at(self, first: int | None) -> None:
        """Only when something is left, and when what goes holds no answer."""
        if first is None or (self._alone and all(_DECORATION.fullmatch(text) for text in self._texts[:first])):
            return
        if not has_answer(self._texts[first : self.kept]):
            self.kept = first

    def _last(self) -> range:
        return range(max(self.kept - _TAIL, 0), self.kept)

    def _disclaimer(self) -> int | None:
        return next((at for at in self._last() if is_footer(self._texts[at])), None)

    def _delimiter(self) -> int | None:
        return next((at for at in self._last() if _DELIMITER.fullmatch(self._texts[at].strip())), None)

    def _paragraph(self) -> int:
        first = self.kept
        while first > max(self.kept - _TAIL, 0) and self._texts[first - 1].strip():
            first -= 1
        return first

    def _contact_block(self) -> int | None:
        """The last paragraph, or its end, where at least two lines say how to reach somebody."""
        begin, first, found = self._paragraph(), self.kept, 0
        for at in range(self.kept - 1, begin - 1, -1):
            if self._is_contact(self._texts[at]):
                first, found = at, found + 1
            elif not self._is_name(self._texts[at]):
                break
        if found < 2:
            return None
        if first > begin and self._is_name(self._texts[first - 1]):
            first -= 1
        return first

    def _sign_off(self) -> int | None:
        """A closing formula above at most four lines, one of which says what the writer is or how to reach him."""
        below: list[str] = []
        for at in reversed(self._last()):
            text = self._texts[at]
            if self._is_closing(text):
                return at if any(self._is_contact(line) for line in below) else None
            if text.strip():
                below.append(text)
            if len(below) > _SIGN_OFF or not (self._is_contact(text) or self._is_name(text)):
                return None
        return None

    def _is_closing(self, text: str) -> bool:
        return fold(_PUNCTUATION.sub("", text)) in self._marks.closings

    def _is_contact(self, text: str) -> bool:
        text = text.strip(_WRAPPING)
        if len(text) > 120:
            return False
        return bool(_PHONE.search(text) or _ADDRESS.search(text) or self._marks.contact.fullmatch(text))

    def _is_name(self, text: str) -> bool:
        text = text.strip()
        return len(text) <= _NAME and not _NUMBER.search(text) and not self._marks.answers.search(text)

    def _closing(self, names: str) -> int | None:
        """A name that stands in the mail we sent, and the formula above it."""
        first, at = None, self.kept
        while at and self.kept - at < 6:
            text = self._texts[at - 1]
            if self._is_closing(text) or self._is_known(text, names):
                first = at - 1
            elif text.strip():
                break
            at -= 1
        return first

    def _is_known(self, text: str, names: str) -> bool:
        key = keys(text)
        return len(key) > 1 and self._is_name(text) and key in names
