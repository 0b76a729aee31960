"""Names of people in an agenda: `张伟`, `陈静 <chen@example.test>`, `部门:研发部`."""

import re
from functools import cache

from collabtui.domain.meetings.draft import NameInAgenda
from collabtui.domain.unicode_normal_form import plain_addresses
from collabtui.errors import Refused
from collabtui.formats.address_text import read_mailbox, read_recipients
from collabtui.formats.agenda.front_matter import split_list
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.people.person_row import as_addressed

_NAME = re.compile(r"@?(?:\"(?P<quoted>[^\"]+)\"|(?P<name>[^<>\"@:：]+))")
_DEPARTMENT = re.compile(r"(?P<word>[^:：]+)[:：]\s*(?P<name>.+)")
_SIMPLE = re.compile(r"[^\s<>\"@:：,，、;'\[\]#{}&*!|%`-][^<>\"@:：,，、;\[\]#]*")
_MARKED = re.compile(r"[<\"@:：]")
_TWO = "[\u3400-\u9fff]{2}"
_AND = re.compile(rf"(?<=\S)\s+(?:and|&)\s+(?=\S)|(?<={_TWO})(?:\s*[和与及跟]\s*|\s+)(?={_TWO})", re.IGNORECASE)
"""Chinese names have two characters at least: 王和平 is one."""


def read_names(text: str) -> tuple[NameInAgenda, ...]:
    """The names in a line that is typed: `Bob, Carol and Dave`, `王芳、赵强和李明`, `王芳 赵强`. Raises `Refused`
    (agenda.bad_name). A line of recipients, as a mail program gives it, is read as one."""
    text = plain_addresses(text)
    if recipients := read_recipients(text):
        return tuple(NameInAgenda(name=as_addressed(one.name)[0], email=one.address, line=0) for one in recipients)
    pieces = (one for piece in split_list(text) for one in ([piece] if _MARKED.search(piece) else _AND.split(piece)))
    return tuple(read_name(piece, 0) for piece in pieces)


def read_name(text: str, line: int) -> NameInAgenda:
    """Raises `Refused` (agenda.bad_name)."""
    text = text.strip()
    department = _DEPARTMENT.fullmatch(text)
    if department and plain(department["word"]) in word_table("agenda", "department"):
        return NameInAgenda(department=department["name"].strip(), line=line)
    if mailbox := read_mailbox(text):
        return NameInAgenda(name=mailbox.name, email=mailbox.address, line=line)
    found = _NAME.fullmatch(text)
    if found is None:
        raise Refused("agenda.bad_name", line=line, text=text)
    return NameInAgenda(name=" ".join((found["quoted"] or found["name"]).split()), line=line)


@cache
def _department_word(locale: str) -> str:
    words = [word for word in word_table("agenda", "department") if word.isascii() == (locale == "en")]
    return words[0]


def write_name(name: NameInAgenda, locale: str) -> str:
    """As `read_name` reads it."""
    if name.department:
        return f"{_department_word(locale)}:{name.department}"
    shown = name.name if _SIMPLE.fullmatch(name.name) or not name.name else f'"{name.name}"'
    if not name.email:
        return shown
    return f"{shown} <{name.email}>" if shown else name.email


def is_no_room(place: str) -> bool:
    """Whether a place is none that can be taken: a word for the telephone or a video call."""
    return plain(place) in word_table("agenda", "no_room")
