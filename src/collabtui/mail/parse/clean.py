"""A body as it came → text whose lines can be compared: one kind of newline, one kind of space, nothing invisible."""

import re
from html import unescape
from itertools import groupby

from collabtui.domain.unicode_normal_form import nfkc

LIMIT = 300_000
"""Characters of a body that are looked at; a person does not write more."""
LINES = 5_000
"""Lines of it that are looked at."""

_RETURNS = re.compile("(?<!\r)\r++\n|\r")
_OTHER_NEWLINES = re.compile("[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINK = re.compile(
    r"[<(\[](?:(?:mailto|https?|tel|cid|javascript):[^<>()\[\]]{0,4000}(?:[>)\]]|\Z)|(?<=<)(?:[a-z][^<>\s]{0,4000})?\Z)",
    re.IGNORECASE,
)
"""It begins with one set of letters: what has none of them is passed over at once."""
_IMAGE = re.compile(r"\[(?:cid|image|图片|圖片|inline)[:: ][^\]\n]{0,200}\]", re.IGNORECASE)
_HUGE_NUMBER = re.compile("&#[0-9]{9,};?")
"""A character reference that names no character: HTML reads U+FFFD (13.2.5.84), Python may refuse to count so far."""
STRUCK = "~~"
"""Stands before and after words that the writer struck out, on each line anew."""
_STROKE = "[\u0335-\u0338\u20d2\u20d3\u20e0\u20e5\u20e6\u20eb]"
"""Combining characters that cross a letter out."""
_STROKES = re.compile(f"{_STROKE}+")
_CROSSED = re.compile(rf"(?:\w{_STROKE}+)+")
"""Signs are left alone: a sign for unequal is one that is crossed out, in some ways to write it."""
_WORD = re.compile(r"\S+")
_NO_WORD = re.compile(r"[^\w\n\t]+")


def clean(text: str) -> str:
    """Readable text: `\\n` between lines, plain spaces, no control characters, nothing that turns or hides letters.

    What a terminal would obey and what a reader would not see goes here, before anything is shown or compared.
    """
    text = text[:LIMIT].replace("\r\n", "\n")
    if "\r" in text:
        text = _RETURNS.sub("\n", text)
    text = visible(_OTHER_NEWLINES.sub("\n", text))
    return text if text.count("\n") < LINES else "\n".join(text.split("\n", LINES)[:LINES])


def is_longer(text: str) -> bool:
    """Whether there is more than is looked at."""
    return len(text) > LIMIT or len(text.splitlines()) > LINES


def visible(text: str) -> str:
    """The same within lines: it takes none away and adds none. Words that bear a stroke are between marks, as what is
    struck out in HTML."""
    if not text.isascii():
        text = _SPACES.sub(" ", text)
        if _STROKES.search(text):
            text = _WORD.sub(_marked, text)
    return _INVISIBLE.sub("", text)


def _marked(word: re.Match[str]) -> str:
    """A word of an alphabet counts as a whole, whichever of its letters bear a stroke: generators leave one out. Where
    no spaces are between words it is the letters that do."""
    text = word.group()
    if not _CROSSED.search(text):
        return text
    bare = _STROKES.sub("", text)
    if bare.isascii():
        return f"{STRUCK}{bare}{STRUCK}"
    return _STROKES.sub("", _CROSSED.sub(lambda crossed: f"{STRUCK}{crossed.group()}{STRUCK}", text))


def unescaped(html: str) -> str:
    """The text of a piece of HTML without tags: its character references replaced by what they name."""
    return unescape(_HUGE_NUMBER.sub("\ufffd", html))


def keys(text: str) -> str:
    """`text` as it is compared: letters and digits only, in one case and one width; newlines and tabs stay.

    Quote marks, bullets, table bars, emphasis, the targets of links and all spaces are gone, so that a line is equal
    to what any client makes of it, even when the mail ends in the middle of a link. Line n of the result is line n of
    `text`.
    """
    if not text.isascii():
        text = nfkc(text)
    if ":" in text or "<" in text:
        text = _IMAGE.sub(_only_breaks, _LINK.sub(_only_breaks, text))
    return _NO_WORD.sub("", text.casefold().replace("_", ""))


def without_links(text: str) -> str:
    """With spaces in place of what `keys` leaves out as the target of a link."""
    return _IMAGE.sub(_only_spaces, _LINK.sub(_only_spaces, text))


def _only_spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _only_breaks(match: re.Match[str]) -> str:
    found = match.group()
    if "\n" not in found and "\t" not in found:
        return ""
    return "".join(letter for letter in found if letter in "\n\t")


def unflow(text: str, *, delsp: bool) -> str:
    """Paragraphs out of `format=flowed` (RFC 3676 §4). Text has to be clean; quote marks come out as `>> `."""
    out: list[str] = []
    for depth, lines in groupby(text.split("\n"), key=lambda line: len(line) - len(line.lstrip(">"))):
        mark = ">" * depth + " " if depth else ""
        paragraph = ""
        for line in lines:
            content = line[depth:].removeprefix(" ")
            if content == "-- ":
                out += [mark + paragraph] if paragraph else []
                out.append(mark + content)
                paragraph = ""
            elif content.endswith(" "):
                paragraph += content[:-1] if delsp else content
            else:
                out.append(mark + paragraph + content)
                paragraph = ""
        if paragraph:
            out.append(mark + paragraph.rstrip(" "))
    return "\n".join(out)
