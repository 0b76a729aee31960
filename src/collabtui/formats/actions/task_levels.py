"""Rows of a table that are parts of others: by their numbers, by how far they are moved in, by the signs they begin
with, below rows that are headings. A row that others are part of is a larger task and no action."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import plain

_CHINESE = "[一二三四五六七八九十]{1,3}"
_SIGNS = (
    re.compile(rf"\s*(?:第{_CHINESE}[章节部分阶段步]*|{_CHINESE})\s*[、.．:：]\s*(?P<rest>.*)", re.DOTALL),
    re.compile(rf"\s*[(（]{_CHINESE}[)）]\s*[、.]?\s*(?P<rest>.*)", re.DOTALL),
    re.compile(r"\s*(?:\d{1,3}(?:[、.．](?!\d)|\)|）)|[A-Za-z][.)](?=\s))\s*(?P<rest>.*)", re.DOTALL),
    re.compile(r"\s*(?:[(（]\d{1,3}[)）]|[①-⑳])\s*(?P<rest>.*)", re.DOTALL),
)
"""As official papers number their levels: 一、 （一） 1. （1）."""
_ALONE = re.compile(rf"\s*(?:{_CHINESE}|[(（]{_CHINESE}[)）]|[IVX]{{1,4}}|[A-Z])\s*[、.]?\s*")
_DOTTED = re.compile(r"\d{1,4}(?:[.\-．]\d{1,4})*[.．]?")
_WITH_LETTER = re.compile(r"(\d{1,4}(?:\.\d{1,4})*)\s*(?:[.(（]\s*)?([a-zA-Z])[)）]?")
_NUMBERED_TITLE = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3})+)[.、．]?\s*([^\s\d.].*)", re.DOTALL)
_COUNTED_TITLE = re.compile(r"\s*(\d{1,3})(?:[、．.]\s*|\s+)([^\s\d.].*)", re.DOTALL)
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LETTERS_AND_NUMBER = re.compile(r"([A-Z]{1,3})[.\-]?((?:\d{1,4}(?:[.\-]\d{1,4})*)?)")
_LETTER = 1 << 32
"""Letters as numbers are above all numbers."""
_INDENT = re.compile(r"[ \u3000\u00a0\t]*(?:[-–•·└├─│>]+\s+|>+(?=[^\W\d]))?")
_WIDE = "\u3000"


_OF_NUMBERS = ("wbs", "number")
"""Fields that may number the levels."""
_FEWEST_STATES = 2
_NO_SIGN = 3
"""What is no sign of larger tasks only counts as none."""
_DEEPEST = 12
"""Levels that are told apart: what is deeper is a part of the last."""
Dotted = tuple[int, ...]
"""1.1.2 as its parts."""


class Level(NamedTuple):
    """Rows below one are those with a greater level, up to the next that has none greater."""

    section: int
    """0 of a heading, 1 of a task."""
    deep: tuple[int, ...]


@dataclass
class LeveledRow:
    """One row on its way to a task."""

    number: int
    cells: dict[str, Cell]
    indent: int = 0
    """Of its cell, in steps."""
    blanks: int = 0
    """That its text begins with."""
    section: bool = False
    """A row that is a heading."""
    own: bool = False
    """An action itself, although others are part of it."""
    divided: bool = False
    """The rows below it name it as the larger task of theirs."""
    hidden: bool = False
    struck: bool = False
    """Whether its title is struck out."""
    parent: "LeveledRow | None" = None
    parts: "list[LeveledRow]" = field(default_factory=list)

    @property
    def title(self) -> str:
        return " ".join(shown(self.cells.get("title") or self.cells.get("line")).split())

    @property
    def is_owned(self) -> bool:
        """Whether it says itself who does it until when: parts of it do not say that."""
        owner, *days = (shown(self.cells.get(name)).strip() for name in ("owner", "due", "span"))
        return bool(owner) and any(days)

    @property
    def above(self) -> "list[LeveledRow]":
        """The rows that it is part of, the largest first."""
        found, one = list[LeveledRow](), self.parent
        while one is not None:
            found.insert(0, one)
            one = one.parent
        return found

    def path(self, names: Sequence[str]) -> tuple[str, ...]:
        """The larger tasks, the largest first; `names` are those that columns name, below headings. Of a column that
        names what a row above is called already, the row counts."""
        headings = [without_sign(one.title) for one in self.above if one.section]
        titles = [without_sign(one.title) for one in self.above if not one.section]
        return (*headings, *(name for name in names if not is_named_in(name, titles)), *titles)

    def below(self) -> "Iterator[LeveledRow]":
        """Parts, parts of these, and so on."""
        for part in self.parts:
            yield part
            yield from part.below()

    def leaves(self) -> "Iterator[LeveledRow]":
        for part in self.parts:
            yield from part.leaves() if part.parts else (part,)


def find_parents(rows: Sequence[LeveledRow]) -> None:
    """Give each row the larger task that it is a part of, where the table shows one."""
    _number_by_titles(rows)
    if not _by_numbers(rows):
        _by_levels(rows)
    for row in rows:
        owned = bool(row.parts) and not row.section and row.is_owned
        row.own = row.own or (owned and (_are_marked(row.parts) or not _sums_up(row, rows)))


def is_named_in(name: str, titles: Iterable[str]) -> bool:
    """Whether a larger task has that name, or one with a word more: 准备 and 准备阶段."""
    return any(plain(name) in plain(title) for title in titles)


def put_below_numbers(rows: Sequence[LeveledRow], named: Mapping[int, Sequence[str]], tasks: Sequence[str]) -> None:
    """Give each row the one that it is part of by its number, 1.1 of 1, beside columns of larger tasks: of the same
    one, or of one that names none itself. `named` has what each row names, by its number, `tasks` their fields."""
    for numbers in map(partial(_numbers_in, rows), _OF_NUMBERS):
        known = dict[Dotted, LeveledRow]()
        for row in rows:
            number = numbers.get(row.number, ())
            above = next((known[number[:end]] for end in range(len(number) - 1, 0, -1) if number[:end] in known), None)
            if above and (not named[above.number] or _larger_names(above, tasks) == _larger_names(row, tasks)):
                _put_below(row, above)
            if number:
                known[number] = row
        if any(row.parent for row in rows):
            break
    for row in rows:
        row.own = row.own or (bool(row.parts) and row.is_owned and not _sums_up(row, rows))


def _numbers_in(rows: Sequence[LeveledRow], name: str) -> dict[int, Dotted]:
    return {row.number: _dotted(shown(row.cells.get(name))) for row in rows if not row.section}


def _larger_names(row: LeveledRow, tasks: Sequence[str]) -> list[str]:
    return [shown(row.cells.get(name)).strip() for name in tasks]


def _are_marked(parts: Sequence[LeveledRow]) -> bool:
    """>退款接口: as programs write out the parts of a task that is one itself."""
    return all(shown(part.cells.get("title")).startswith(">") for part in parts)


def _sums_up(row: LeveledRow, rows: Sequence[LeveledRow]) -> bool:
    """Whether its days are those of its parts, and it does not say how far it is where others do."""
    for name in ("due", "span"):
        if name in row.cells and shown(row.cells[name]) in {shown(part.cells.get(name)) for part in row.leaves()}:
            return True
    start = shown(row.cells.get("planned_start"))
    same = bool(start) and start in {shown(part.cells.get("planned_start")) for part in row.leaves()}
    states = {"status", "percent", "progress"}
    return same and any(one.cells.keys() & states for one in rows) and not row.cells.keys() & states


def without_sign(title: str) -> str:
    """一、前期准备： → 前期准备."""
    title = title.rstrip(" :：") or title
    for sign in _SIGNS:
        if (match := sign.fullmatch(title)) and match["rest"].strip():
            return match["rest"].strip()
    return title


def without_heading_sign(title: str) -> str:
    """As `without_sign`, of the signs that only larger tasks have."""
    match = _SIGNS[0].fullmatch(title) or _SIGNS[1].fullmatch(title)
    return match["rest"].strip() if match and match["rest"].strip() else title


def without_states(rows: Sequence[LeveledRow], state_of: Callable[[str], str]) -> list[LeveledRow]:
    """The rows without headings that are states, as the lists of a board are: what stands below has that state, where
    it says no other but that it is open."""
    sections = [row for row in rows if row.section and state_of(row.title)]
    if len({state_of(section.title) for section in sections}) < _FEWEST_STATES:
        return list(rows)
    for section in sections:
        state = state_of(section.title)
        for row in section.below():
            if state_of(shown(row.cells.get("status"))) in ("", "not-started"):
                row.cells["status"] = state
        for row in section.parts:
            row.parent = None
    of_states = set(map(id, sections))
    return [row for row in rows if id(row) not in of_states]


def without_own_names(rows: Sequence[LeveledRow], is_name: Callable[[str], bool]) -> list[LeveledRow]:
    """The rows without headings that only say that tasks stand below: 三、待办事项."""
    named = [row for row in rows if row.section and is_name(without_sign(row.title))]
    for section in named:
        for row in section.parts:
            row.parent = section.parent
        if section.parent is not None:
            section.parent.parts.extend(section.parts)
            section.parent.parts.remove(section)
    of_names = set(map(id, named))
    return [row for row in rows if id(row) not in of_names]


def without_counts(rows: Sequence[LeveledRow]) -> None:
    """1.全面排查, 2.检查消防: a number where each title has one, and no column has them."""
    tasks = [row for row in rows if not (row.parts or row.section or row.divided)]
    titles = [shown(row.cells.get("title")) for row in tasks]
    if len(tasks) < 2 or any("number" in row.cells or "wbs" in row.cells for row in tasks):
        return
    found = [_SIGNS[2].fullmatch(title) or _SIGNS[3].fullmatch(title) for title in titles]
    for row, match in zip(tasks, found, strict=True) if all(match and match["rest"].strip() for match in found) else ():
        row.cells["title"] = match["rest"].strip() if match else ""


def blanks_before(text: str) -> int:
    """The steps by which a text is moved in, by blanks or by the lines of a drawn tree; a wide blank counts as two."""
    start = _INDENT.match(text)
    return sum(2 if one == _WIDE else 1 for one in start[0].replace("\t", "    ")) if start else 0


def without_blanks(text: str) -> str:
    """Without what `blanks_before` counts."""
    start = _INDENT.match(text)
    return text[start.end() :] if start else text


def _number_by_titles(rows: Sequence[LeveledRow]) -> None:
    """1.2 接口设计: the number of a title that has one, where no column has them."""
    tasks = [row for row in rows if not row.section]
    if any(row.cells.get("number") or row.cells.get("wbs") for row in tasks):
        return
    found = [(row, match) for row in tasks if (match := _NUMBERED_TITLE.fullmatch(shown(row.cells.get("title"))))]
    if len(found) < 2:
        return
    for row in tasks:
        title = shown(row.cells.get("title"))
        if match := _NUMBERED_TITLE.fullmatch(title) or _COUNTED_TITLE.fullmatch(title):
            row.cells["wbs"], row.cells["title"] = match[1], match[2]


def _by_numbers(rows: Sequence[LeveledRow]) -> bool:
    """By 1, 1.1, 1.1.2; rows that are headings stand above."""
    for name in _OF_NUMBERS:
        texts = [(row, shown(row.cells.get(name)).strip()) for row in rows if not row.section]
        letters = {text for _, text in texts if _LETTERS.fullmatch(text)}
        parts = [(row, _lettered(text, letters) or _dotted(text)) for row, text in texts]
        if not any(len(number) > 1 for _, number in parts):
            continue
        known: dict[tuple[int, ...], LeveledRow] = {}
        section: LeveledRow | None = None
        numbers = {id(row): number for row, number in parts}
        last: tuple[int, ...] = ()
        for row in rows:
            if row.section:
                section, known = row, {}
                continue
            number = _next_after(last, numbers[id(row)], known)
            last = number or last
            above = next((known[number[:end]] for end in range(len(number) - 1, 0, -1) if number[:end] in known), None)
            _put_below(row, above or section)
            if number:
                known.setdefault(number, row)
        return True
    return False


def _next_after(last: Dotted, number: Dotted, known: Mapping[Dotted, LeveledRow]) -> Dotted:
    """A spreadsheet makes 1.1 of 1.10: after 1.9 it is that."""
    if number in known and last and number[:-1] == last[:-1] and number[-1] * 10 == last[-1] + 1:
        return (*number[:-1], last[-1] + 1)
    return number


def _lettered(text: str, letters: Collection[str]) -> Dotted:
    """A10 as a part of A, where a row is called A."""
    match = _LETTERS_AND_NUMBER.fullmatch(text)
    if match is None or match[1] not in letters:
        return ()
    return (_LETTER + sum(ord(one) << 8 * place for place, one in enumerate(match[1])), *_dotted(match[2]))


def _dotted(text: str) -> tuple[int, ...]:
    """1.1.2, and 4(a) as the first part of 4."""
    text = text.strip()
    if match := _WITH_LETTER.fullmatch(text):
        return (*_dotted(match[1]), ord(match[2].lower()) - ord("a") + 1)
    if not _DOTTED.fullmatch(text):
        return ()
    return tuple(int(part) for part in re.split(r"[.\-．]", text.rstrip(".．"))[:_DEEPEST])


def _by_levels(rows: Sequence[LeveledRow]) -> None:
    signs = [_sign(row) for row in rows]
    signed = any(sign in (1, 2) for sign in signs)
    depths = _ranks(row.indent for row in rows), _ranks(row.blanks for row in rows)
    explicit = [_dotted(shown(row.cells.get("level"))) for row in rows]
    listed = any("line" in row.cells for row in rows)  # headings of Markdown have levels of their own
    stack: list[LeveledRow] = []
    levels = dict[int, Level]()
    for row, sign, given in zip(rows, signs, explicit, strict=True):
        if row.section:
            level = Level(0, (row.indent, min(sign, _NO_SIGN)) if listed else (sign, row.indent))
        elif given:
            level = Level(1, given[:1])
        else:
            level = Level(1, (sign if signed else 0, depths[0][row.indent] + depths[1][row.blanks]))
        levels[id(row)] = level
        while stack and levels[id(stack[-1])] >= level:
            stack.pop()
        _put_below(row, stack[-1] if stack else None)
        stack.append(row)


def _ranks(values: Iterable[int]) -> dict[int, int]:
    """A step of a cell and four blanks are the same to whoever looks at it: only their order counts."""
    return {value: min(rank, _DEEPEST) for rank, value in enumerate(sorted({0, *values}))}


def _sign(row: LeveledRow) -> int:
    """1 to 4 as official papers number their levels; 3 also for a number in a column of its own."""
    number = shown(row.cells.get("number")).strip()
    alone = f"{number}、" if _ALONE.fullmatch(number) and not number.isdigit() else ""
    for text in (alone, shown(row.cells.get("title"))):
        for level, sign in enumerate(_SIGNS, 1):
            if text and sign.fullmatch(text):
                return level
    return 3 if number or "number" in row.cells or not row.section else 5


def _put_below(row: LeveledRow, above: LeveledRow | None) -> None:
    row.parent = above
    if above is not None:
        above.parts.append(row)


def fill_down(rows: Sequence[LeveledRow], tasks: Sequence[str], written_out: Collection[str] = ()) -> None:
    """A larger task that is named once, as in merged cells, is that of the rows below it; `tasks` are the fields of the
    larger tasks, the largest first, and `written_out` those of them that are empty where there is none. One that is not
    divided is an action itself."""
    last: dict[str, Cell] = {}
    named: dict[int, LeveledRow] = {}
    for place, row in enumerate(rows):
        if row.section:
            last = {}
            continue
        fresh = next((depth for depth, name in enumerate(tasks) if shown(row.cells.get(name)).strip()), len(tasks))
        last = {name: cell for name, cell in last.items() if name in tasks[:fresh]}
        last |= {name: row.cells[name] for name in tasks if name in row.cells}
        if "title" not in row.cells and fresh < len(tasks):
            named[place] = row
        row.cells |= {name: cell for name, cell in last.items() if name not in written_out}
    for place, row in named.items():
        own = [shown(row.cells[name]) for name in tasks if name in row.cells]
        following = rows[place + 1] if place + 1 < len(rows) else None
        below = [shown(following.cells[name]) for name in tasks if name in following.cells] if following else []
        row.divided = below[: len(own)] == own
        row.cells["title"] = own[-1]
        row.own = row.divided and row.is_owned
        if row.own or (len(own) > 1 and not row.divided):  # the smallest that it names is the action itself
            del row.cells[next(name for name in reversed(tasks) if name in row.cells)]
