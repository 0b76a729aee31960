"""Names of people in an agenda: `张伟`, `陈静 <chen@example.test>`, `部门:研发部`."""

import re
from functools import cache

from collabtui.domain.draft import NameInAgenda
from collabtui.errors import Refused
from collabtui.formats.words import plain, word_table

ADDRESS = r"[^\s@<>()（）,，;\"]+@[^\s@<>()（）,，;\"]+"
_NAMED = re.compile(
    rf"@?(?:\"(?P<quoted>[^\"]+)\"|(?P<name>[^<>\"@:：]*?))\s*(?:<\s*(?P<email>{ADDRESS})\s*>|\s(?P<bare>{ADDRESS}))?"
)
_ADDRESS = re.compile(rf"<?\s*(?P<email>{ADDRESS})\s*>?")
_DEPARTMENT = re.compile(r"(?P<word>[^:：]+?)\s*[:：]\s*(?P<name>.+)")
_SIMPLE = re.compile(r"[^\s<>\"@:：,，、;'\[\]#{}&*!|%`-][^<>\"@:：,，、;\[\]#]*")


def read_name(text: str, line: int) -> NameInAgenda:
    """Raises `Refused` (agenda.bad_name)."""
    text = text.strip()
    if found := _ADDRESS.fullmatch(text):
        return NameInAgenda(email=found["email"], line=line)
    department = _DEPARTMENT.fullmatch(text)
    if department and plain(department["word"]) in word_table("agenda", "department"):
        return NameInAgenda(department=department["name"].strip(), line=line)
    found = _NAMED.fullmatch(text)
    name = " ".join((found["quoted"] or found["name"] or "").split()) if found else ""
    if found is None or not name:
        raise Refused("agenda.bad_name", line=line, text=text)
    return NameInAgenda(name=name, email=found["email"] or found["bare"] or "", line=line)


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
