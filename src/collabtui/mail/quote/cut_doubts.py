"""Doubts about a cut: proofs that what is left as new text is not what a person wrote, or not all of it."""

import binascii
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from collabtui.domain.mail.reason_codes import CutDoubt
from collabtui.domain.mail.reply import ReplyLine
from collabtui.mail.parse.clean import keys
from collabtui.mail.quote.compare import Compared
from collabtui.mail.quote.quote_headers import DASHES, has_evidence, is_rest_of_one
from collabtui.mail.quote.quote_words import fold, quote_words
from collabtui.mail.quote.sent_mail import SentMail

_REPLACEMENT = "\ufffd"
_PART_FIELD = re.compile(r"^\s*Content-(?:Type|Transfer-Encoding|Disposition|ID)\s*:", re.IGNORECASE | re.MULTILINE)
_LETTER = re.compile(r"mailto:(?:(?!mailto:)\S)*\?", re.IGNORECASE)
"""The begun letters that our links hold. A program has made text of them."""
_MISREAD = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf]")
"""UTF-8 that was read as Latin-1."""
_NO_COINCIDENCE = 2
_BASE64 = re.compile(r"(?<!\S)[A-Za-z0-9+/]{12,}={0,2}(?!\S)")
_MIXED = tuple(map(re.compile, ("[a-z]", "[A-Z]", "[0-9]")))
_FULL_LINE = 56
"""Letters of base64 in a row from which on they are no word, whatever they decode to."""
_QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2}){3}")


def is_damaged(text: str) -> bool:
    """Whether `text`, in lines, has what a wrong charset or a lost header leaves: replaced characters, the headers of
    a part, encoded text, the insides of links."""
    if _REPLACEMENT in text or any(sign.search(text) for sign in (_QUOTED_PRINTABLE, _PART_FIELD, _LETTER)):
        return True
    if not text.isascii() and len(_MISREAD.findall(text)) >= _NO_COINCIDENCE:
        return True
    return any(_is_encoded(run) for run in _BASE64.findall(text))


def _is_encoded(run: str) -> bool:
    """A long run of mixed letters, or a shorter one that decodes to something readable."""
    if not all(kind.search(run) for kind in _MIXED):
        return False
    if len(run) >= _FULL_LINE:
        return True
    try:
        decoded = binascii.a2b_base64(run).decode("utf-8")
    except ValueError:
        return False
    return "".join(decoded.split()).isprintable()


_LEFT = {True: 32, False: 14}
"""Characters of ours in a row, by whether they are ASCII, that prove in the new text that the cut failed."""
_LOOKED_AT = 20_000
"""Characters of new text in which that proof is looked for; a person does not write more."""
_JOINED = 9
"""Bytes of several lines of ours in one, from which on they are no list of numbers."""


def doubt_about(
    shown: str, new: Sequence[ReplyLine], compared: Compared, mail: SentMail | None
) -> CutDoubt | Literal[""]:
    """`shown` is one part of the mail, `new` what is left of it; the first proof that is found is told."""
    if mail and (_has_ours(shown, new, compared, mail) or _repeats_ours(new, compared, mail)):
        return "own-text-left"
    if any(is_rest_of_one(line.text) for line in new):
        return "own-text-left"
    if is_damaged("\n".join(line.text for line in new)):
        return "damaged"
    if (new and compared.doubtful) or (mail and _is_about_others(new, mail)):
        return "below-quote"
    return "all-quoted" if shown.strip() and not new else ""


def _is_about_others(new: Sequence[ReplyLine], mail: SentMail) -> bool:
    """Whether something is said below a row that is no action of the writer's own in that mail."""
    own = {item.ref for item in mail.items}
    return any(line.item is not None and line.item not in own for line in new)


def _repeats_ours(new: Sequence[ReplyLine], compared: Compared, mail: SentMail) -> bool:
    """Whether lines are made of lines of ours that were doubled, joined or torn out on their way.

    Above our mail it has to be more than one, and none a title: people write names, numbers and titles themselves."""
    below = {answer.start for answer in compared.answers}
    made = ((line, key) for line in new if mail.is_made_of_pieces(key := keys(line.text).replace("\t", "")))
    found = [(line.span.start in below, key) for line, key in made]
    untitled = [key for _, key in found if not any(title in key for title in mail.titles)]
    return (
        any(is_below for is_below, _ in found)
        or len(set(untitled)) > 1
        or any(_is_joined(key, mail) for key in untitled)
    )


def _is_joined(key: str, mail: SentMail) -> bool:
    return len(key.encode()) >= _JOINED and not any(part.places(key) for part in mail.ready)


def _has_ours(shown: str, new: Sequence[ReplyLine], compared: Compared, mail: SentMail) -> bool:
    """Whether lines or stretches of our mail stand in what should be new. One example of ours, sent back as it stands,
    is in the quote as well, or in a reply that quotes nothing; one that leaves something out is no answer."""
    ours = {key: line.text for line in new if _is_of(mail, key := keys(line.text[:_LOOKED_AT]))}
    if len(ours) != 1:
        return bool(ours)
    ((key, text),) = ours.items()
    is_whole_sample = "…" not in text and any(part.is_sample(key) for part in mail.ready)
    return not is_whole_sample or (compared.quotes_us and _times(key, shown) == 1)


def _times(key: str, shown: str) -> int:
    return sum(keys(line) == key for line in shown[:_LOOKED_AT].splitlines())


def _is_of(mail: SentMail, key: str) -> bool:
    """Titles do not count: people repeat them."""
    if any(part.is_sentence(key) for part in mail.ready):
        return True
    size = _LEFT[key.isascii()]
    if len(key) < size:
        return False
    for title in mail.titles:
        key = key.replace(title, "\n")
    return any(key[at : at + size] in mail.words for at in range(0, len(key) - size + 1, size // 2))


_LONG = 48
"""Characters from which on a line can be a whole body."""
_BEFORE = 240
"""Characters in front of the colon in which an attribution begins."""
_VERB = 24
"""Characters that a verb of an attribution has at most."""
_BLOCK = 400
"""Characters in which the labels of a block of header lines follow each other."""
_CHINESE_LABEL = 8
"""Characters that a Chinese label has at most, with spaces in it."""
_LABELS = 3
"""Labels that a joined block of header lines has at least, a colon behind each."""
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
    if line.count(":") + line.count("：") < _LABELS:
        return set()
    labels = [found for match in _COLON.finditer(line) if (found := _label_before(line, match.start()))]
    places = [at for at, _ in labels]
    for number, (begin, kind) in enumerate(labels):
        if kind != "from":
            continue
        block = labels[number : bisect_left(places, begin + _BLOCK)]
        if len({kind for _, kind in block}) >= _LABELS:
            rule = len(line[:begin].rstrip(DASHES))
            return {rule if begin - rule > 1 else begin, *(at for at, _ in block)}
    return set()


def _label_before(line: str, end: int) -> tuple[int, str] | None:
    """Start and kind of the label in front of a colon; it may have spaces in it (`发 件 人`)."""
    begin = max(end - 24, 0)
    found = _label_at_end(line[begin:end])
    return (begin + found[0], found[1]) if found else None


@lru_cache(maxsize=1024)
def _label_at_end(text: str) -> tuple[int, str] | None:
    """Start and kind of the label that `text` ends with. The same few stand in front of the colons of all mails."""
    labels = quote_words().labels
    words = [word.start() for word in _WORD.finditer(text)][-4:]
    # 2026年3月2日收件人: a Chinese label may stand right behind a value
    glued = [] if text[-1:].isascii() else range(max(len(text) - _CHINESE_LABEL, 0), len(text))
    return next(((at, kind) for at in (*reversed(words), *glued) if (kind := labels.get(fold(text[at:])))), None)


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
