"""Bodies that a gateway or a preview joined into one line, and the banners that gateways set on top."""

import re
from itertools import pairwise

from collabtui.mail.heads import DASHES, has_evidence
from collabtui.mail.quote_words import fold, quote_words

_LONG = 48
"""Characters from which on a line can be a whole body."""
_BEFORE = 240
"""Characters in front of the colon in which an attribution begins."""
_VERB = 24
"""Characters that a verb of an attribution has at most."""
_BLOCK = 400
"""Characters in which the labels of a block of header lines follow each other."""
_BANNERS = 4
"""Sentences that a banner may have."""

_DASHED = re.compile(rf"(?<![{DASHES}])[{DASHES}]{{2,}}+\s?([^{DASHES}]{{2,40}}?)\s?[{DASHES}]{{2,}}")
"""It begins where a run of dashes does, or a line of nothing else takes the square of its length."""
_COLON = re.compile("[:：]")
_WORD = re.compile(r"\S+")
_STARTER = re.compile(
    r"(?:^|(?<=\s))(?:On (?=[A-Z][a-z]{2,8},? |\d)|At (?=\d)|在\s?(?=\d{4})|(?:Am|Le|El|Il|Op|Em|Den|Dnia) (?=\w+[., ])"
    r"|(?:(?:[A-Z][a-z.'-]* )?[A-Za-z.'-]+|[^\sA-Za-z<>]+) ?<[^<>\s]+@[^<>\s]+>,? (?=[于於]\s?\d{4}))"
)
_WRAPPED = re.compile(r"\n(?=[a-z])")


def unflattened(text: str) -> str:
    """With a new line where a quote begins inside a long line, before a device signature in front of it, and behind a
    banner."""
    lines = text.split("\n")
    if not any(len(line) >= _LONG for line in lines):
        return text
    text = "\n".join(_split(line) if len(line) >= _LONG else line for line in lines)
    banner, rest = text[: (end := banner_end(text))], text[end:]
    return f"{banner}\n{rest.lstrip(' ')}" if banner and rest.startswith(" ") else text


def banner_end(text: str) -> int:
    """Characters at the start of the body that a gateway put there."""
    flowing = _WRAPPED.sub(" ", text[:2000])
    end = 0
    for _ in range(_BANNERS):
        match = quote_words().banners.match(flowing, _past_spaces(flowing, end))
        if match is None:
            break
        end = match.end()
    return end


def _past_spaces(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _split(line: str) -> str:
    breaks = {*_around_dividers(line), *_before_labels(line), *_around_attributions(line)} - {0, len(line)}
    if not breaks:
        return line
    places = [0, *sorted(breaks), len(line)]
    parts = [line[begin:end].strip() for begin, end in pairwise(places)]
    return "\n".join([_without_device(parts[0]), *parts[1:]])


def _around_dividers(line: str) -> set[int]:
    found: set[int] = set()
    for match in _DASHED.finditer(line):
        if fold(match.group(1)) in quote_words().dividers:
            found |= {match.start(), match.end()}
    return found


def _before_labels(line: str) -> set[int]:
    """Where a sender's label is followed by two more."""
    labels = [found for match in _COLON.finditer(line) if (found := _label_before(line, match.start()))]
    for number, (begin, kind) in enumerate(labels):
        block = [label for label in labels[number:] if label[0] - begin < _BLOCK]
        if kind == "from" and len({kind for _, kind in block}) > 2:
            return {at for at, _ in block}
    return set()


def _label_before(line: str, end: int) -> tuple[int, str] | None:
    """Start and kind of the label in front of a colon; it may have spaces in it (`发 件 人`)."""
    words = list(_WORD.finditer(line, max(end - 24, 0), end))[-4:]
    for word in reversed(words):
        kind = quote_words().labels.get(fold(line[word.start() : end]))
        if kind:
            return word.start(), kind
    return None


def _around_attributions(line: str) -> set[int]:
    verbs = quote_words().verb_endings
    for colon in _COLON.finditer(line):
        end = colon.start()
        if not line[max(end - _VERB, 0) : end].rstrip().casefold().endswith(verbs):
            continue
        starters = list(_STARTER.finditer(line, max(end - _BEFORE, 0), end))
        if starters and has_evidence(line[starters[-1].start() : end]):
            return {starters[-1].start(), colon.end()}
    return set()


def _without_device(part: str) -> str:
    """The device signature on a line of its own. Only where lines were joined: in prose the same words are prose."""
    begins = [match.start() for match in _WORD.finditer(part)][-12:]
    first = next((at for at in begins if at and quote_words().devices.fullmatch(part[at:])), None)
    return part if first is None else f"{part[:first].rstrip()}\n{part[first:]}"
