"""The body of a mail and that of the mail it answers: the two inputs of the cut (`mail.quote.new_text`)."""

import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import NamedTuple

from collabtui.domain.model import Value
from collabtui.mail.parse.mime_parts import MimePart
from collabtui.mail.parse.signed_mail import clear_text, signed_content


class Body(Value):
    """The readable parts of one mail, decoded from charset and transfer encoding and not cleaned in any other way."""

    text: str | None = None
    """The `text/plain` part, or None where the mail has none."""
    html: str | None = None
    """The `text/html` part, or None where the mail has none."""
    text_cut_off: bool = False
    """The end of the text part is missing."""
    html_cut_off: bool = False
    flowed: bool = False
    """The text part says `format=flowed` (RFC 3676): a line that ends in a space goes on in the next."""
    delsp: bool = False
    """It says `delsp=yes` too: that space is no part of the text. Only looked at when `flowed`."""
    unread: bool = False
    """No text is in it and something else is (an encrypted mail, `winmail.dat`, a file, a mail), or its parts cannot be
    told from each other."""
    forms_differ: bool = False
    """Of one letter there are two texts that differ, or a form that is not read here, which some programs show."""
    shows_file: bool = False
    """A text that has the name of a file is no attachment (RFC 2183 section 2): most programs show it below the letter,
    as if it were part of it."""
    may_be_misread: bool = False
    """One of its texts may have been written in another charset than it is read in, or is shown in another order of
    letters than it is written in, or one of its parts is described twice."""


class SentItem(Value):
    """One numbered action of a mail that we sent."""

    number: int
    """1…n in that mail."""
    ref: str
    title: str


class AnsweredMail(Value):
    """The mail that was answered, as it left us."""

    text: str
    """Its text part."""
    html: str | None = None
    """Its HTML part. Words that stand only there (labels of links, heads of tables) are ours too."""
    items: tuple[SentItem, ...] = ()


CALENDARS = frozenset({"text/calendar", "text/x-vcalendar", "application/ics"})
ADDED = CALENDARS | {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-keys",
    "text/vcard",
    "text/x-vcard",
}
"""What mail programs add by themselves."""
_READ = frozenset({"text/plain", "text/html"})
_OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_PAGE = re.compile("<(?:html|body)[ >]", re.IGNORECASE)
_PAGE_END = re.compile("</(?:html|body)", re.IGNORECASE)
_PAGE_ENDS_IN = 4096
"""Characters at the end: gateways set footers behind a page."""
_TURNED = re.compile("[\u202d\u202e]")
"""Override the direction of all letters behind them (Unicode Annex 9); no language needs these."""
_TURNED_PAGE = re.compile(
    r"[\u202d\u202e]|&#(?:0*823[78]|x0*202[de])(?![0-9a-f])|<bdo[\s/>]|(?:bidi|isolate)-override", re.IGNORECASE
)
_MOST_TEXTS = 8
_LONGEST_SIGNED = 4_194_304


class _Shown(NamedTuple):
    """Something that a mail program shows, in one form or in two."""

    plain: tuple[MimePart, ...] = ()
    html: tuple[MimePart, ...] = ()


def body_of(top: MimePart) -> Body:
    """The readable text of a mail in its one or two forms. Texts that follow each other (an answer that goes on below
    a picture, the footer of a list) are put together; attached files and mails are left out."""
    parts = list(top.walk())
    shown = _texts(top)
    plain, html = None, _html_of(shown)
    if shown and all(one.plain for one in shown):
        plain = "\n".join(_plain(one) for one in shown)
    read = [part for one in shown for part in (*one.plain, *one.html)]
    parameters = shown[0].plain[0].content if plain is not None else None
    return Body(
        text=plain,
        html=html,
        text_cut_off=any(part.cut_off for one in shown for part in one.plain),
        html_cut_off=any(part.cut_off for one in shown for part in one.html) or _is_unclosed(html or ""),
        flowed=parameters is not None and parameters.get("format").lower() == "flowed",
        delsp=parameters is not None and parameters.get("delsp").lower() == "yes",
        unread=_is_unread(parts, f"{plain or ''}{html or ''}"),
        forms_differ=any(map(_forms_differ, parts)),
        shows_file=any(_is_shown_file(part) and part not in read for part in parts),
        may_be_misread=any(part.is_described_twice for part in parts)
        or any(part.may_be_misread for part in read)
        or bool(_TURNED.search(plain or "") or _TURNED_PAGE.search(html or "")),
    )


def _is_unread(parts: list[MimePart], text: str) -> bool:
    leaves = [part for part in parts if not part.children]
    if any(leaf.type.startswith("multipart/") for leaf in leaves):
        return True
    return not text.strip() and any(leaf.type not in ADDED | _READ or _is_named(leaf) for leaf in leaves)


def _is_named(leaf: MimePart) -> bool:
    return leaf.type in _READ and bool(leaf.filename)


def _is_shown_file(part: MimePart) -> bool:
    return _is_named(part) and part.disposition.value != "attachment" and bool(part.text().strip())


def _forms_differ(part: MimePart) -> bool:
    """Whether two plain texts of a multipart/alternative say different things, or one form of it is not read here
    (text/enriched, AMP): its reader may have been shown that one."""
    if part.type != "multipart/alternative":
        return False
    plain = [child for child in part.children if child.type == "text/plain"]
    texts = {child.type for child in part.children if child.type.startswith("text/")}
    if not texts <= ADDED | _READ:
        return True
    return len(plain) > 1 and len({" ".join(one.text().split()) for one in plain}) > 1


def html_of(top: MimePart) -> str | None:
    """Only the HTML form of `body_of`."""
    return _html_of(_texts(top))


def _html_of(shown: list[_Shown]) -> str | None:
    return "\n".join(_html(one) for one in shown) if any(one.html for one in shown) else None


def _texts(top: MimePart) -> list[_Shown]:
    return list(islice(_shown(top), _MOST_TEXTS)) or _any_text(top)


def _is_unclosed(html: str) -> bool:
    """Whether the elements that hold a whole page begin, and none of them ends."""
    return _PAGE.search(html) is not None and _PAGE_END.search(html, max(len(html) - _PAGE_ENDS_IN, 0)) is None


def _shown(part: MimePart) -> Iterator[_Shown]:
    """What a mail program shows of a part, one after the other."""
    if part.type in _OPAQUE:
        content = signed_content(part.data(_LONGEST_SIGNED))
        if content is not None and (inner := part.holding(content)):
            yield from _shown(inner)
    elif part.type == "multipart/alternative" and part.children:
        both = _one_of([list(islice(_shown(child), _MOST_TEXTS)) for child in part.children])
        if any(both):
            yield both
    elif part.children:
        # of a signed or related multipart the first part is the mail, the others serve it
        first_only = part.type in ("multipart/signed", "multipart/related")
        for child in part.children[: 1 if first_only else None]:
            yield from _shown(child)
    elif part.disposition.value != "attachment" and not part.filename:
        if part.type == "text/html":
            yield _Shown(html=(part,))
        elif part.type == "text/plain" or part.type.startswith("multipart/"):
            yield _Shown(plain=(part,))


def _one_of(children: list[list[_Shown]]) -> _Shown:
    """The forms of a multipart/alternative: the plainest comes first, the richest last (RFC 2046 section 5.1.4)."""
    plain = (tuple(part for one in child for part in one.plain) for child in children)
    html = (tuple(part for one in child for part in one.html) for child in reversed(children))
    return _Shown(next(filter(None, plain), ()), next(filter(None, html), ()))


def _any_text(top: MimePart) -> list[_Shown]:
    """Some clients call the letter itself an attachment. A file that was attached has a name."""
    first = next((part for part in top.walk() if not part.children), top)
    if first is not top and first.filename:
        return []
    shown = {"text/plain": _Shown(plain=(first,)), "text/html": _Shown(html=(first,))}
    return [shown[first.type]] if first.type in shown else []


def _plain(shown: _Shown) -> str:
    return clear_text("\n".join(part.text() for part in shown.plain))


def _html(shown: _Shown) -> str:
    if shown.html:
        return "\n".join(part.text() for part in shown.html)
    return f"<pre>{escape(_plain(shown))}</pre>"
