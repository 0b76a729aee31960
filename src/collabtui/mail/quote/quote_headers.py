"""Headers that clients put above a quote: dividers, blocks of header lines, attributions (`On … wrote:`)."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from collabtui.mail.quote.body_rows import BodyRow
from collabtui.mail.quote.quote_words import fold, header_of, quote_words

Kind = Literal["divider", "block", "attribution", "container"]


class Head(NamedTuple):
    """Rows first…last, both included, say that a quote follows. `last` is below `first` where no row says so itself."""

    first: int
    last: int
    kind: Kind


DASHES = "‐‑‒–—―─━=_-"
"""What lines are drawn with; the plain one stands last, so that the string can be a class of a regular expression."""

_RULE = re.compile(rf"[{DASHES}]{{4,}}|[{DASHES}](?:\s?[{DASHES}]){{8,}}")
_DASHED = re.compile(rf"[{DASHES}]{{3,}}+\s*[^\W\d_][^\d{DASHES}]{{0,30}}[{DASHES}]{{3,}}")
_LABEL = re.compile(r"[*_|\s]*([^\W\d_][^:：|\t\n]{0,24}?)[*_\s]*(?:[:：]|\t|\|)[*_]*")

_ADDRESS = re.compile(r"[^\s<>@\"']@[\w-]+\.?\w|&lt;|<mailto:", re.IGNORECASE)
_DAY = re.compile(r"(?<![A-Za-z\d])(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_TIME = re.compile(r"\d{1,2}\s?[:.h时點点]\s?\d{2}")
_ZONE = re.compile(r"\d:\d\d\s+(?:[APap]\.?[Mm]\.?\s*)?\(?(?:(?:GMT|UTC)\s?[+-]\d|[+-]\d{4}\b)")
_END = re.compile(r"[:：][*_>\s]*$|(?<!-)-{3,}+\s*$")
_FIRST_WORD = re.compile(r"[-\s*>\"'«„(（]*([^\W\d_]+(?:'[^\W\d_]+)?)?(\d)?")
_NAME_FIRST = re.compile(r"[-\s*]*[\"“'\w][^<>:：。;；]{0,80}<[^<>\s]+@[^<>]+>+\s*\S")
_NAME_AND_DAY = re.compile(
    r"[^\s:：,，。;；][^:：,，。;；\n]{0,30}\s?[于於]\s?(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}"
    r"[^:：\d\n]{0,12}\d{1,2}[:：]\d\d(?:[:：]\d\d)?\s?\w{2,4}[:：]$"
)
"""Nothing but a name, a day with its time and a verb: prose that names a day goes on."""
_DATE_FIRST = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?(\s+(?:GMT|UTC)[+-]\d\d:?\d\d)?"
    r"[^\n:：]{1,80}?(<\s*[^<>\s]+@[^<>\s]+\s*>)?\s*[:：]?$"
)
_OUR_SUBJECT = re.compile(r"\[[A-Z]\d+\]|#[a-z2-7]{8}\b")
_ADDRESS_LAST = re.compile(r">\s*[:：]\W*$")
_BRACKETED_LAST = re.compile(r"<[^<>\s]+>\s*\[[^\]\[]{8,40}\]\s*[:：]$")
_OPEN_ADDRESS = re.compile(r"<[^<>\s]*\ufffd?$")
_WRAPPED = 4
"""Lines over which an attribution may run on after its first."""
_ABOVE = 5
"""Lines above a block of header lines in which a divider belongs to it."""
_VALUE = 2
"""Lines over which the value of a header may run on; lists of addresses may be longer."""
_BLOCK = 9
"""Lines that a block of header lines may have."""
_ATTRIBUTION = 400
"""Characters that an attribution may have."""


def heads(rows: Sequence[BodyRow]) -> list[Head]:
    """From the top down; none overlap. A divider, a rule or a line `Original` right above a block belongs to it."""
    found: list[Head] = []
    number = 0
    while number < len(rows):
        head = _head_at(rows, number, found[-1].last + 1 if found else 0)
        if head is None:
            number += 1
            continue
        if found and _one(rows, found[-1], head):
            head = head._replace(first=found.pop().first)
        found.append(head)
        number = max(head.last, number) + 1
    return found


def begun_at_end(rows: Sequence[BodyRow]) -> int | None:
    """The row in which a head begins at the end of a body that was cut off there; None where none does."""
    worded = [number for number, row in enumerate(rows) if row.text][-_WRAPPED:]
    return next((number for number in worded if _is_begun(rows[number].text, last=number == worded[-1])), None)


def _is_begun(text: str, *, last: bool) -> bool:
    if _kind(text) == "from":
        return True
    known = quote_words()
    if text[:2] in ("--", "——", "*-") and _begins_one_of(text, known.dividers):
        return True
    if last and "\ufffd" in text and _begins_one_of(text, known.labels):
        return True
    return last and (_OPEN_ADDRESS.search(text) is not None or (_starts(text, alone=False) and _is_dated(text)))


def _begins_one_of(text: str, words: Iterable[str]) -> bool:
    word = fold(text.strip(f"{DASHES}*\ufffd "))
    return word != "" and any(one.startswith(word) for one in words)


def _is_dated(text: str) -> bool:
    return bool(_DAY.search(text) and _TIME.search(text))


def _head_at(rows: Sequence[BodyRow], number: int, free: int) -> Head | None:
    row = rows[number]
    if row.hint == "head":
        return _container(rows, number)
    if row.hint == "split":
        return _worded(rows, number, free) or Head(number, number - 1, "container")
    return _worded(rows, number, free)


def _worded(rows: Sequence[BodyRow], number: int, free: int) -> Head | None:
    text = rows[number].text
    if not text:
        return None
    if text[0] in f"{DASHES}*" and (head := _divider(text, number)):
        return head
    if _kind(text) and (head := _block(rows, number, free)):
        return head
    if _END.search(text[-12:]):
        if _is_opener(text):
            return Head(number, number, "divider")
        if head := _attribution(rows, number, free):
            return head
    elif text.casefold().endswith(quote_words().verb_endings) and _is_written_out(text):
        return Head(number, number, "attribution")
    return Head(number, number, "attribution") if text[0].isdigit() and _is_date_first(rows, number) else None


def _container(rows: Sequence[BodyRow], number: int) -> Head:
    """All lines of a client's element."""
    last = number
    while last + 1 < len(rows) and rows[last + 1].hint == "head":
        last += 1
    return Head(number, last, "container")


def _one(rows: Sequence[BodyRow], above: Head, below: Head) -> bool:
    """Whether two of them stand above the same quote: nothing between them, and quoted as often. Below a block of
    header lines an attribution is the first line of that mail."""
    if above.kind in ("block", "attribution") or rows[above.first].depth != rows[below.first].depth:
        return False
    return not any(row.pieces for row in rows[above.last + 1 : below.first])


# Dividers


def _divider(text: str, number: int) -> Head | None:
    """Known words with at least two dashes on both sides."""
    inside = text[:_ATTRIBUTION].strip(f"{DASHES}* \t")
    before, _, behind = text.rstrip(" :：").partition(inside) if inside else ("", "", "")
    if not (_is_rule(before) and _is_rule(behind)):
        return None
    if fold(inside.rstrip(":：")) in quote_words().dividers:
        return Head(number, number, "divider")
    if quote_words().verbs.search(inside) and has_evidence(inside):
        return Head(number, number, "attribution")
    return None


def _is_rule(text: str) -> bool:
    return sum(letter in DASHES for letter in text) > 1


def _is_opener(text: str) -> bool:
    return fold(text.strip("*_-: ：")) in quote_words().openers


# Blocks of header lines


def _kind(text: str) -> str | None:
    match = _LABEL.match(text)
    return header_of(match.group(1)) if match else None


def begins_with_label(text: str) -> bool:
    """Whether a line may be one of a block of header lines, with or without a colon."""
    words = text.split(maxsplit=1)
    return _kind(text) is not None or (len(words) > 0 and fold(words[0]) in quote_words().labels)


def is_rest_of_one(text: str) -> bool:
    """Whether a line among new text can only be left of a header whose other lines were lost: an address, a day with
    its time, or a subject of ours, behind a label for it; or the day of an attribution with its zone, which no person
    writes."""
    if _ZONE.search(text) and _is_dated(text) and _starts(text, alone=False):
        return True
    kind = _kind(text)
    if kind in ("from", "to", "cc"):
        return _ADDRESS.search(text) is not None
    if kind == "subject":
        return _OUR_SUBJECT.search(text) is not None
    return kind == "date" and _is_dated(text)


def _block(rows: Sequence[BodyRow], number: int, free: int) -> Head | None:
    """A sender and one more header, or three headers, in nine lines. One label alone is never a block."""
    kinds: set[str] = set()
    last, lines, wrapped, blank = number, 0, 0, False
    for at in range(number, len(rows)):
        row = rows[at]
        if not row.text:
            blank = True
            continue
        kind = _kind(row.text)
        lines += 1
        if lines > _BLOCK or (kind is None and (blank or wrapped == _VALUE)) or (kind != "other" and kind in kinds):
            break
        blank = False
        if kind:
            kinds.add(kind)
            last, wrapped = at, 0
        elif "@" not in row.text:
            wrapped += 1
    kinds.discard("other")
    if len(kinds) < (2 if "from" in kinds else 3):
        return None
    return Head(_decorated(rows, number, free), last, "block")


def _decorated(rows: Sequence[BodyRow], number: int, free: int) -> int:
    """The rule, the word `Original` without dashes, or both, above the block where there is one. Between dashes any
    words will do: clients have more than are known."""
    first = number
    for above in range(number - 1, max(free, number - _ABOVE) - 1, -1):
        text = rows[above].text
        if any(line.fullmatch(text) for line in (_RULE, _DASHED)) or fold(text) in quote_words().dividers:
            first = above
        elif text:
            break
    return first


# Attributions


def _attribution(rows: Sequence[BodyRow], end: int, free: int) -> Head | None:
    """The one that ends in row `end`: over as many lines as start like one and have no blank line between, unless
    that row says all that one needs: what stands above it is an answer then."""
    best: Head | None = None
    text = ""
    for first in range(end, max(free, end - _WRAPPED) - 1, -1):
        row = rows[first]
        if not row.text and not (text.startswith("<") or rows[first - 1].text.endswith("<")):
            break
        text = f"{row.text} {text}" if text else row.text
        if len(text) > _ATTRIBUTION:
            break
        if row.text and _starts(row.text, first == end) and _ends_one(rows, text, end):
            best = Head(first, end, "attribution")
            if _is_written_out(row.text):
                break
    return best


def _is_written_out(text: str) -> bool:
    """Whether a line is an attribution even without a colon: with day, time and address in it."""
    return _starts(text, alone=True) and all(part.search(text) for part in (_ADDRESS, _DAY, _TIME))


def _starts(text: str, alone: bool) -> bool:
    """Whether a line can open an attribution; one that runs on has to name the day, the time or the writer."""
    if _NAME_FIRST.match(text if alone else text + " x") or _NAME_AND_DAY.match(text):
        return True
    match = _FIRST_WORD.match(text)
    if match is None:
        return False
    word, digit = match.groups()
    if word and fold(word) not in quote_words().starters and word[0] not in "在于於":
        return False
    return bool(word or digit) and (alone or has_evidence(text))


def has_evidence(text: str) -> bool:
    return bool(_ADDRESS.search(text) or _DAY.search(text) or _TIME.search(text))


def is_like_one(text: str) -> bool:
    """Whether a line names a writer by his address, and a day: enough right above a line that is known as quoted."""
    return bool(_ADDRESS.search(text) and _DAY.search(text))


def _ends_one(rows: Sequence[BodyRow], text: str, end: int) -> bool:
    if not has_evidence(text):
        return _quote_follows(rows, end) and bool(quote_words().verbs.search(text))
    if quote_words().verbs.search(text):
        return True
    if not (_ADDRESS.search(text) and _TIME.search(text)):
        return False
    return _ADDRESS_LAST.search(text) is not None or (
        _BRACKETED_LAST.search(text) is not None and _quote_follows(rows, end)
    )


def _quote_follows(rows: Sequence[BodyRow], number: int) -> bool:
    below = next((row for row in rows[number + 1 : number + 4] if row.text), None)
    return below is not None and below.depth > rows[number].depth


def _is_date_first(rows: Sequence[BodyRow], number: int) -> bool:
    """`2013/7/20 Name <address>` above a quote, or with the zone that only a program writes."""
    text = rows[number].text
    match = _DATE_FIRST.match(text[:_ATTRIBUTION])
    return match is not None and bool(match.group(1) or (match.group(2) and _quote_follows(rows, number)))
