"""Wordings of mail programs and servers in mail that no person wrote. The words are data: `marks/<language>.json`.

They are compared in one form: NFKC, case-folded, runs of white space as one space.
"""

import json
import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from collabtui.domain.unicode_normal_form import nfkc
from collabtui.mail.parse.body import Body
from collabtui.mail.parse.clean import unescaped

_HIDDEN = re.compile(r"<(style|script|title)\b", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/td|/th|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_QUOTED = re.compile(r"(?m)^[ \t]*>.*$")


@dataclass(frozen=True, slots=True)
class Marks:
    """Phrases of all languages, each in the form of `folded`."""

    automatic_subject: tuple[str, ...]
    """Begin the subject of an automatic reply, followed by a colon or a bracket, or are all of it."""
    automatic_opening: tuple[str, ...]
    """Stand in the first words of one."""
    receipt_subject: tuple[str, ...]
    """Begin the subject of a read receipt."""
    receipt_prefix: tuple[str, ...]
    """Do so too, but people begin subjects like that as well: the text has to have one of `receipt_opening`."""
    receipt_opening: tuple[str, ...]
    daemon_name: tuple[str, ...]
    """Display names of mail servers."""
    bounce_subject: tuple[str, ...]
    bounce_text: tuple[str, ...]
    delay_text: tuple[str, ...]
    """Say that delivery is still being tried."""
    original_below: tuple[str, ...]
    """From here on a bounce repeats the mail that came back."""
    delegate: tuple[str, ...]
    """Introduce the person to turn to during an absence."""
    delegate_filler: tuple[str, ...]
    """Words that may stand before that person's name, and those that end it where names are written without spaces."""
    delegate_end: tuple[str, ...]
    delegate_behind: tuple[str, ...]
    """Say behind a name that its bearer stands in."""
    answered_subject: tuple[str, ...]
    """Stand before the colon in the subject of an answer."""
    forwarded_subject: tuple[str, ...]


@cache
def marks() -> Marks:
    found: dict[str, list[str]] = {field.name: [] for field in fields(Marks)}
    for path in sorted((Path(__file__).parent / "marks").glob("*.json")):
        for name, phrases in json.loads(path.read_text("utf-8")).items():
            found[name] += map(folded, phrases)
    return Marks(**{name: tuple(phrases) for name, phrases in found.items()})


def folded(text: str) -> str:
    return " ".join(nfkc(text).casefold().split())


@cache
def answered() -> re.Pattern[str]:
    """At the start of a folded subject: somebody answers."""
    return re.compile(rf"(?:{alternatives(marks().answered_subject)}) ?:")


@cache
def forwarded() -> re.Pattern[str]:
    """At the start of a folded subject: somebody forwards."""
    return re.compile(rf"(?:{alternatives(marks().forwarded_subject)}) ?:")


def alternatives(phrases: tuple[str, ...]) -> str:
    """A regular expression for any of the phrases, the longest first."""
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))


def any_of(phrases: tuple[str, ...], text: str) -> bool:
    """Whether `text`, folded, contains one of the phrases."""
    return any(phrase in text for phrase in phrases)


def readable(body: Body, most: int) -> str:
    """The start of what a mail says, in lines, from its text or else from its HTML: good enough to look for words in,
    not to show."""
    if body.text and not body.text.isspace():
        return body.text[:most]
    text = _shown((body.html or "")[: 8 * most])
    return unescaped(_TAG.sub(" ", _BREAK.sub("\n", text)))[:most]


def _shown(text: str) -> str:
    """`text` without the elements that are not shown; one that does not end hides the rest."""
    pieces, at = [], 0
    while found := _HIDDEN.search(text, at):
        pieces.append(text[at : found.start()])
        end = re.compile(rf"</{found[1]}", re.IGNORECASE).search(text, found.end())
        at = end.start() if end else len(text)
    return "".join((*pieces, text[at:]))


def without_quotes(text: str) -> str:
    """`text` without the lines that are quoted with `>`."""
    return _QUOTED.sub("", text) if ">" in text else text
