"""The new text of a mail: without what he quotes, without signature.

    body ─▶ readable text ─▶ rows ─▶ zones (marks) ─▶ compared with what we sent ─▶ tail cut ─▶ lines and doubt

Both parts of a mail go this way; where both say the same, the one that says more about its place is taken.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from collabtui.domain.mail.reason_codes import CutDoubt
from collabtui.domain.mail.reply import NewText, ReplyLine, TextSpan
from collabtui.mail.parse.body import AnsweredMail, Body
from collabtui.mail.parse.clean import STRUCK, clean, is_longer, keys, unflow
from collabtui.mail.quote.body_rows import BodyRow, Hint, rows
from collabtui.mail.quote.citations import cited_rows
from collabtui.mail.quote.compare import Compared, compare
from collabtui.mail.quote.cut_doubts import banner_end, doubt_about, unflattened
from collabtui.mail.quote.html_to_lines import RenderedHtml, render
from collabtui.mail.quote.inline_answers import InlineAnswer
from collabtui.mail.quote.quote_headers import heads
from collabtui.mail.quote.regions import (
    OWN,
    SIGNATURE,
    Zone,
    with_begun_head,
    with_wrapped_quotes,
    zones,
    zones_of_answer_below,
)
from collabtui.mail.quote.sent_mail import SentMail
from collabtui.mail.quote.signatures_and_disclaimers import has_answer, has_words_of_answer, is_closing, without_tail

_WRAPPED = 60
"""Columns from which on a program may have broken a line."""
_LINKED = "<mailto:"
"""Stands in text that a client made of our HTML."""
_STRUCK = re.compile(f"{STRUCK}.*?{STRUCK}")


class _Reading(NamedTuple):
    """What one part of the mail says."""

    shown: str
    lines: tuple[ReplyLine, ...] = ()
    doubt: CutDoubt | Literal[""] = ""
    quoted: frozenset[str] = frozenset()
    """Keys of the lines that are not new."""
    above: bool = False
    """All that is new stands above a quote."""
    cited: tuple[TextSpan, ...] = ()

    @property
    def words(self) -> str:
        return keys("".join(line.text for line in self.lines))

    @property
    def bound(self) -> int:
        return sum(line.item is not None for line in self.lines)


def new_text(body: Body, sent: AnsweredMail | None) -> NewText:
    """The new text that the writer of `body` has added. `sent` is the mail he answers, None where that is not known.

    Never raises on account of what a mail contains. What is uncertain is in the result with its doubt.
    """
    found = _written(body, SentMail(sent) if sent else None)
    if body.unread and not found.lines:
        return found.model_copy(update={"doubt": "unread-part"})
    if body.may_be_misread and found.lines and not found.doubt:
        return found.model_copy(update={"doubt": "damaged"})
    if body.forms_differ and found.lines and not found.doubt:
        return found.model_copy(update={"doubt": "parts-differ"})
    if body.shows_file and found.lines and not found.doubt:
        return found.model_copy(update={"doubt": "file-shown"})
    return found


def without_quoted(shown: str) -> str:
    """The text without what it quotes; signature and closing stay, as a note may name somebody there."""
    lines = rows(shown, None)
    spans = [
        _line_of(row, shown)
        for row, zone in zip(lines, zones(lines, heads(lines)), strict=True)
        if zone.layer not in ("head", "quote")
    ]
    return "\n".join(shown[one.start : one.end] for one in spans)


def _written(body: Body, mail: SentMail | None) -> NewText:
    rendered = render(body.html) if body.html else RenderedHtml("", {})
    page = _read(rendered.text, rendered.hints, mail) if rendered.text.strip() else None
    plain = _plain(body)
    if page is None and not (plain or "").strip() and (rendered.cut_off or is_longer(body.text or "")):
        return _result(_Reading("", doubt="truncated"), cut_off=True)  # all that was said stands behind what is read
    if plain is None:
        return _result(page or _Reading(""), cut_off=body.html_cut_off or rendered.cut_off)
    if page and body.html_cut_off:  # its last line is no whole one, and says nothing of the text part's
        page = page._replace(quoted=page.quoted - {keys(rendered.text.rstrip().rpartition("\n")[2])})
    reading = _both(plain, page, mail) if page else _read(plain, None, mail)
    # a whole text part vouches for the other: they differ where a word of that one is missing
    return _result(reading, cut_off=body.text_cut_off or is_longer(body.text or ""))


def _result(reading: _Reading, *, cut_off: bool) -> NewText:
    """`cut_off`: the end is missing. Words that take back what is there may have stood in it, unless that was followed
    by a quote already."""
    doubt = "truncated" if cut_off and reading.shown and not reading.above else reading.doubt
    return NewText(shown=reading.shown, lines=reading.lines, doubt=doubt, cited=reading.cited)


def _both(plain: str, page: _Reading, mail: SentMail | None) -> _Reading:
    """The HTML part says more about the place of what is said, the text part more about where a line ends."""
    reading = _read(plain, None, None, page.quoted)
    if mail and (reading.words != page.words or page.doubt):
        reading = _read(plain, None, mail, page.quoted)
    if not reading.lines:
        return page
    if not _same(reading, page):
        return reading if reading.doubt == "own-text-left" else reading._replace(doubt="parts-differ")
    surer = bool(reading.doubt) and not page.doubt
    return page if page.bound or surer or not _has_more_lines(reading, page) else reading


def _same(reading: _Reading, page: _Reading) -> bool:
    """Whether they say the same, but for a closing formula that only one of them took for one."""
    return reading.words == page.words or _without_closings(reading) == _without_closings(page)


def _without_closings(reading: _Reading) -> str:
    texts = [line.text for line in reading.lines]
    while texts and is_closing(texts[-1]):
        texts.pop()
    return keys("".join(texts))


def _has_more_lines(reading: _Reading, page: _Reading) -> bool:
    """Whether the text part has lines that the HTML part lost, not lines that its program wrapped."""
    if len(reading.lines) <= len(page.lines):
        return False
    return all(len(line.text.encode("gb18030", "replace")) < _WRAPPED for line in reading.lines)


def _plain(body: Body) -> str | None:
    if not body.text:
        return None
    text = clean(body.text)
    if body.flowed:
        text = unflow(text, delsp=body.delsp)
    return unflattened(text) if text.strip() else None


def _read(
    shown: str, hints: dict[int, Hint] | None, mail: SentMail | None, elsewhere: frozenset[str] = frozenset()
) -> _Reading:
    """`hints` is None for a text part. `elsewhere` has keys of lines that the other part of the mail knows as quoted or
    as signature."""
    lines = rows(shown, hints)
    above = heads(lines)
    placed = _with_answered_signature(lines, _without_banner(lines, zones(lines, above), banner_end(shown)))
    if mail:
        compared = compare(lines, with_begun_head(lines, placed), mail, is_html=hints is not None or _LINKED in shown)
    else:
        placed = with_wrapped_quotes(lines, placed)
        below = zones_of_answer_below(lines, above)
        compared = Compared(below or placed, doubtful=below is not None)
    placed = _without_known(lines, compared.zones, elsewhere)
    kept = _without_tails(lines, placed, mail.greeting if mail else None, alone=not compared.answers)
    if mail and not kept and not compared.answers and not compared.quotes_us:
        kept, compared = _indented(lines, placed), compared._replace(doubtful=True)
    new = _lines(lines, kept, compared, shown)
    if {placed[number].level for number in kept} == {0, 1}:
        compared = compared._replace(doubtful=True)
    quoted = frozenset(_key(row) for number, row in enumerate(lines) if number not in kept and row.pieces)
    doubt = doubt_about(shown, new, compared, mail)
    is_above = _is_above(lines, placed, kept) and not compared.answers
    cited = () if mail else tuple(_line_of(lines[at], shown) for at in cited_rows(lines, compared.zones, above, kept))
    return _Reading(shown, new, doubt, quoted - {keys(line.text) for line in new}, is_above, cited)


def _line_of(row: BodyRow, shown: str) -> TextSpan:
    """With its quote marks."""
    return TextSpan(start=shown.rfind("\n", 0, row.start) + 1, end=row.end)


def _is_above(lines: Sequence[BodyRow], placed: Sequence[Zone], kept: set[int]) -> bool:
    """Whether a quote begins behind the rows that are kept, and none before them."""
    marks = [number for number, zone in enumerate(placed) if zone.layer in ("head", "quote") and lines[number].pieces]
    return bool(kept and marks) and max(kept) < marks[0]


def _key(row: BodyRow) -> str:
    return "".join(piece.key for piece in row.pieces)


def _without_banner(lines: Sequence[BodyRow], placed: list[Zone], end: int) -> list[Zone]:
    head = Zone("head", 0, flat=False)
    return [head if row.pieces and row.end <= end else zone for row, zone in zip(lines, placed, strict=True)]


def _with_answered_signature(lines: Sequence[BodyRow], placed: list[Zone]) -> list[Zone]:
    """Some people write inside the element of their signature."""
    texts = [row.text for row, zone in zip(lines, placed, strict=True) if zone == SIGNATURE]
    alone = not any(zone.layer == "own" and row.pieces for row, zone in zip(lines, placed, strict=True))
    if not has_answer(texts) and not (alone and has_words_of_answer(texts)):
        return placed
    return [OWN if zone == SIGNATURE else zone for zone in placed]


def _indented(lines: Sequence[BodyRow], placed: Sequence[Zone]) -> set[int]:
    """Rows with quote marks where nothing says that they are a quote and none is ours: an editor's way to indent."""
    if any(zone.layer == "head" for zone in placed):
        return set()
    return {number for number, row in enumerate(lines) if row.depth and row.pieces}


def _without_known(lines: Sequence[BodyRow], placed: Sequence[Zone], elsewhere: frozenset[str]) -> list[Zone]:
    return [
        SIGNATURE if zone.layer == "own" and row.pieces and _key(row) in elsewhere else zone
        for row, zone in zip(lines, placed, strict=True)
    ]


def _without_tails(lines: Sequence[BodyRow], placed: Sequence[Zone], greeting: str | None, *, alone: bool) -> set[int]:
    """Numbers of the rows that are the writer's own: without what stands under the first and under the last of them."""
    own = [number for number, zone in enumerate(placed) if zone.layer == "own" and lines[number].text]
    quotes = [number for number, zone in enumerate(placed) if zone.layer in ("quote", "head") and lines[number].pieces]
    above = [number for number in own if not quotes or number < quotes[0]]
    below = [number for number in own if quotes and number > quotes[-1]]
    between = set(own) - {*above, *below}
    kept = between | _cut(lines, above, greeting, alone=alone and not between and not below)
    return kept | _cut(lines, below, greeting, alone=alone and not kept)


def _cut(lines: Sequence[BodyRow], own: Sequence[int], greeting: str | None, *, alone: bool) -> set[int]:
    if not own:
        return set()
    stay = without_tail([row.text for row in lines[own[0] : own[-1] + 1]], greeting, alone=alone)
    return {number for number in own if number < own[0] + stay}


def _lines(lines: Sequence[BodyRow], kept: set[int], compared: Compared, shown: str) -> tuple[ReplyLine, ...]:
    own = [InlineAnswer(number, lines[number].start, lines[number].end, compared.under.get(number)) for number in kept]
    answers = sorted([*own, *compared.answers], key=lambda answer: answer.start)
    return tuple(line for answer in answers for line in _unstruck(answer, shown))


def _unstruck(answer: InlineAnswer, shown: str) -> Iterator[ReplyLine]:
    """What is left of a line without the words that its writer struck out."""
    start = answer.start
    for struck in [*_STRUCK.finditer(shown, answer.start, answer.end), None]:
        end = struck.start() if struck else answer.end
        text = shown[start:end]
        begin = start + len(text) - len(text.lstrip())
        if text := text.strip():
            yield ReplyLine(
                text=text.replace("\t", " "), span=TextSpan(start=begin, end=begin + len(text)), item=answer.ref
            )
        start = struck.end() if struck else end
