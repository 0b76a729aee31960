"""Supporters of a task, and with what they support it, as people write it into one cell: `陈静（手机，电脑）、Bob: a
contract`; and beside who leads, 牵头：张伟；配合：周敏."""

import re
from collections.abc import Iterator

from collabtui.formats.actions.heading_fields import field_of, fields_of_letters
from collabtui.formats.file_words import word_table

_SEPARATORS = frozenset("、,，;；\n")
_SEPARATED = re.compile(r"[、,，;；\n]+")
_OPENS, _CLOSES = frozenset("(（[【"), frozenset(")）]】")
_SUPPORT = re.compile(r"\s*(?:[(（\[【](.*)[)）\]】]|[:：](.*))\s*", re.DOTALL)
_LABEL = re.compile(r"(?:\A|[;；,，、。\n]|\s)\s*([^\s:：;；,，、]{1,12}|[A-Za-z]+(?: [A-Za-z]+){1,2})\s*[:：]\s*")
_MARKED = re.compile(
    r"\s*(?:[、,，;；/／&+\n]\s*)?([^()（）、,，;；/／&+\n]*[^()（）、,，;；/／&+\s])\s*(?:[(（]\s*([^()（）]+?)\s*[)）])?\s*"
)
_LETTERED = re.compile(r"(?:\A|(?<=[\s;；,，、。/|]))([RASCI])\s*(?:[:：=]|[-–—])\s*(?=[^\W\d_])")
_LETTER_BEHIND = re.compile(
    r"\s*([^()（）]*[^()（）\s])\s*[(（]\s*([RASCI](?:\s*[/,，、&+]?\s*[RASCI])*)\s*[)）]\s*[;；,，、。/|]*"
)
"""R: 张三 A: 李四, `R - Bob / A - Ann`; 张三(R)、李四(A/R)."""
INFORMED = "informed"
"""Of a row: who is told, or asked, by their letters."""
_PARTS = frozenset(("owner", "doer", "collaborators", "helping_department"))
_EDGES = " \t;；,，、。\n"


def each_supporter(cell: str) -> list[str]:
    """The cell cut into one text a person; what stands in brackets is not cut."""
    pieces, depth = [""], 0
    for sign in cell:
        if depth == 0 and sign in _SEPARATORS:
            pieces.append("")
            continue
        depth = depth + 1 if sign in _OPENS else depth - (sign in _CLOSES and depth > 0)
        pieces[-1] += sign
    if depth:  # a bracket that never closes holds nothing together
        pieces = _SEPARATED.split(cell)
    return [piece.strip() for piece in pieces if piece.strip()]


def readings(supporter: str) -> Iterator[tuple[str, str]]:
    """Name and support in all the ways in which it may be meant, the longest name first: a name may have brackets of
    its own, `Bob (Smith)`."""
    yield supporter, ""
    for place in range(len(supporter) - 1, 0, -1):
        match = _SUPPORT.fullmatch(supporter, place)
        if match and supporter[place] in "(（[【:：":
            yield supporter[:place].strip(), (match[1] or match[2] or "").strip()


def labelled_people(text: str) -> dict[str, str]:
    """By field who is named; empty where the text does not begin with a word for a part, or has another word so."""
    if lettered := lettered_people(text):
        return lettered
    labels = list(_LABEL.finditer(text))
    if not labels or text[: labels[0].start()].strip():
        return {}
    found: dict[str, list[str]] = {}
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        field = _part(label[1])
        if field not in _PARTS:
            return {}
        if names := text[label.end() : end].strip(_EDGES):
            found.setdefault(field, []).append(names)
    return {field: "\n".join(names) for field, names in found.items()}


def lettered_people(text: str) -> dict[str, str]:
    """By field who has which letter of a duty in one cell; empty where fewer than two have one, or nobody does it or
    answers for it."""
    named = _names_by_letter(text)
    if sum(map(len, named.values())) < len(("one", "other")) or not {"a", "r"} & named.keys():
        return {}
    meanings, found = fields_of_letters(named), dict[str, list[str]]()
    for letter, names in named.items():
        if meanings[letter] == "note":
            found.setdefault(INFORMED, []).append(f"{letter.upper()}: {'、'.join(names)}")
        else:
            found.setdefault(meanings[letter], []).extend(names)
    if found.get("doer") == found.get("owner"):
        found.pop("doer", None)
    return {field: "\n".join(names) for field, names in found.items()}


def _names_by_letter(text: str) -> dict[str, list[str]]:
    found, labels = dict[str, list[str]](), list(_LETTERED.finditer(text))
    if labels and not text[: labels[0].start()].strip():
        ends = [*(label.start() for label in labels[1:]), len(text)]
        for label, end in zip(labels, ends, strict=True):
            if names := text[label.end() : end].strip(f"{_EDGES}/|"):
                found.setdefault(label[1].lower(), []).append(names)
        return found
    for name, letters in _names_before_letters(text):
        for letter in filter(str.isalpha, letters.lower()):
            found.setdefault(letter, []).append(name)
    return found


def _names_before_letters(text: str) -> list[tuple[str, str]]:
    """Each name with the letters in brackets behind it; empty where anything else stands in the text. Piece by piece
    from the front: sought at each place, a cell without brackets would take the square of its length."""
    found, place = list[tuple[str, str]](), 0
    while place < len(text):
        match = _LETTER_BEHIND.match(text, place)
        if match is None:
            return []
        found.append((match[1].strip(_EDGES), match[2]))
        place = match.end()
    return found


def marked_people(text: str) -> dict[str, list[str]]:
    """By field who is marked so behind his name: 李明(协)/王芳(主), `Bob, Carol (lead)`. Empty where nobody is, where
    what stands in brackets is no part, and where more than one, or none, is left to own it."""
    pieces = [match.groups() for match in _MARKED.finditer(text)]
    if len(pieces) < 2 or "".join(match[0] for match in _MARKED.finditer(text)) != text:
        return {}
    parts = [(name, _part(mark) if mark else "") for name, mark in pieces]
    if not any(part for _, part in parts) or any(mark and not _part(mark) for _, mark in pieces):
        return {}
    owning = [name for name, part in parts if part == "owner"] or [name for name, part in parts if not part]
    if len(owning) != 1 or {part for _, part in parts} - {"", "owner", "collaborators"}:
        return {}
    return {"owner": owning, "collaborators": [name for name, _ in parts if name not in owning]}


def _part(label: str) -> str:
    return word_table("actions", "column_parts").get(label.casefold(), "") or field_of([label], {})
