"""Rows of our own mail that a reply quotes with `>`: what stands below one is about its item.

Where the mail that is answered is at hand, the cut knows its rows and binds what was written below them; this is for
the quotes that it leaves in the text. A row says its number and title and no more than what we say of an item: any
other quoted line stays a quotation.
"""

import re
from collections.abc import Sequence

from collabtui.domain.mail.reply import NewText, ReplyLine, TextSpan
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.items.titles import Titles
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.vocabulary import STATEMENTS, kinds

_QUOTED = late_regex(r"\s*>(?! *>) ?")
"""One mark: a quote of a quote is somebody else's, or earlier."""
_WROTE = late_regex(r"(?:\b(?:wrote|writes)|[写寫](?:道|到|的))\s*[:：]\s*$")
_STATES = STATEMENTS | kinds("negated question hedged almost condition hearsay wish plan not-begun correct")


def with_quoted_rows(found: Sequence[Marked], titles: Titles) -> list[Marked]:
    """The blocks without the rows that are quoted, those below a row under its item."""
    if not any(">" in one.text and _QUOTED.match(one.text) for one in found):
        return list(found)
    rows = [_row(one, titles) for one in found]
    if not any(rows):
        return list(found)
    heads = _answered_rows(rows)
    kept: list[Marked] = []
    item: str | None = None
    for at, (one, ref) in enumerate(zip(found, rows, strict=True)):
        quoted = _QUOTED.match(one.text) is not None
        if ref:
            item = ref if at in heads else None
        elif quoted and _says_nothing(one):
            # the end of a row, or what stands around the rows
            item = item if at and rows[at - 1] else None
        elif quoted:
            item = None
            kept.append(one)
        elif not _introduces(one, found[at + 1 : at + 2]):
            kept.append(one._replace(block=one.block._replace(item=one.block.item or item)))
    return kept


def with_rows_cut_off(found: Sequence[Marked], shown: str, marker: Marker) -> list[Marked]:
    """The blocks, those under the item of the quoted row right above them that the cut has left out.

    `shown` is the whole of the mail. Of rows that follow each other with nothing between, none is answered.
    """
    if not _QUOTE.search(shown):
        return list(found)
    under: dict[int, str] = {}
    kept: list[Marked] = []
    before: Marked | None = None
    for one in found:
        quoted = _QUOTE.match(one.text) is not None
        item = "" if quoted else _row_above(one, shown, marker)
        if not (item or quoted) and before is not None and not _between(before, one, shown).strip():
            item = under.get(id(before), "")
        bound = one._replace(block=one.block._replace(item=one.block.item or item or None))
        under[id(one)], before = item, one
        kept.append(bound)
    return kept


_QUOTE = late_regex(r"^ {0,3}>", re.MULTILINE)


def _between(before: Marked, one: Marked, shown: str) -> str:
    return shown[before.block.shown[-1] : one.block.shown[0]]


def _row_above(marked: Marked, shown: str, marker: Marker) -> str:
    """The ref of the own item of the quoted row that a block stands right below; nothing where it stands below two."""
    above = [line for line in shown[: marked.block.shown[0]].rstrip().rsplit("\n", 2)[-2:] if line.strip()]
    rows = [_row_of_line(line, marker) for line in above if _QUOTE.match(line)]
    if not above or not _QUOTE.match(above[-1]) or (len(rows) > 1 and all(rows)):
        return ""
    return rows[-1] if rows[-1] != "?" else ""


def _row_of_line(line: str, marker: Marker) -> str:
    row_text = NewText(shown=line, lines=(ReplyLine(text=line, span=TextSpan(start=0, end=len(line))),))
    return next((_row(marker.mark(block), marker.titles) for block in blocks(row_text, marker.words.folding)), "")


def _answered_rows(rows: Sequence[str]) -> set[int]:
    """Places of the rows that what stands below them can be about: below several rows with nothing between, and no
    others in the mail, it may be about all of them."""
    places = [at for at, ref in enumerate(rows) if ref]
    together = len(places) > 1 and places[-1] - places[0] == len(places) - 1
    return set() if together else set(places)


def _row(marked: Marked, titles: Titles) -> str:
    """The ref of the item of a quoted row; "?" where its number is one item's and its title another's, "" where it is
    no row."""
    lead = _QUOTED.match(marked.text)
    if lead is None or not _says_nothing(marked):
        return ""
    named = [one for one in marked.mentions if one.how != "amount"]
    refs = {ref for one in named for ref in one.refs}
    if not named or named[0].start > lead.end() + 1:
        return ""
    of_title = frozenset[str]().union(*[one.refs for one in titles.find(marked.text)])
    if not of_title:
        return ""
    return next(iter(of_title)) if len(of_title) == 1 and refs <= of_title else "?"


def _says_nothing(marked: Marked) -> bool:
    """Nothing but what an item is called and when it is due."""
    return not marked.unread and not any(token.within(_STATES) for token in marked.tokens)


def _introduces(marked: Marked, following: Sequence[Marked]) -> bool:
    """On Monday somebody wrote: as mail programs put it above a quote."""
    return bool(following and _QUOTED.match(following[0].text) and _WROTE.search(marked.text))
