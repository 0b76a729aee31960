"""An item of a list of tasks as people write it: `Order lines - Carol Jones - 20 March`,
采购（负责人：张伟，3月10日前）, or with the marks of a capture line, `Move @Carol +Bob due 27 March => servers run`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from collabtui.formats.actions.heading_fields import UNUSED
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.one_table.labelled_lines import title_first
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.written_values import waits_for_something
from collabtui.formats.documents.document import Cell
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.formats.tables.numbered_days import is_numbered
from collabtui.language.capture.capture_line import parse
from collabtui.language.capture.marks.capture_mark import CaptureFrame, CaptureMark
from collabtui.language.capture.owner_without_at import is_informed
from collabtui.lifecycle.actions.importing.list_parts import (
    first_in_brackets,
    names_in_front,
    owner_behind,
    parts_in_front,
    state_in_front,
    who_begins,
)
from collabtui.lifecycle.actions.importing.list_pieces import ListPieces, is_called_owner
from collabtui.lifecycle.actions.importing.table_days import TableDays
from collabtui.lifecycle.actions.importing.table_people import TablePeople

_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]")
_BETWEEN = re.compile(r"(\s+[-–—]+\s+|\s*[—]{1,2}\s*|\s*[，；;|｜]\s*|,\s+|\t+|\s{2,}|\s+(?=[^\s:：]{1,12}[:：]\s*\S))")
_SIGNS_BEFORE = re.compile(r"\A\W+")
_WAITING_BEHIND = re.compile(r"(.*\S)\s*(?:(?:\s[-–—]+\s|[—]{2}|[；;，,])\s*([^；;，,]+)|[(（]([^()（）]+)[)）])")
_OWNER_FIRST = re.compile(r"(?:(?P<colon>[^:：]{2,24}?)\s*[:：]\s*|(?P<blank>[一-龥]{2,4})\s+)(?P<rest>\S.*)")
_PERSON_AT_COLON = re.compile(r"(?P<title>[^:：]*[^\s:：])\s*[:：]\s*(?P<name>[^:：]+)")
_EFFORT = re.compile(r"(?<=\d)[日号]?\s+(\d{1,3}(?:\.\d{1,2})?\s?(?:[dh]|人天))\s*\Z", re.IGNORECASE)
"""Behind a day what it takes: `3/6 4d`."""
_TASK_LABEL = re.compile(
    r"\A(?:action(?: item)?|to-?do|task|行动项?|任务|待办(?:事项)?)\s*[:：]\s*(?=\S)", re.IGNORECASE
)
"""ACTION: Bob to check the contract."""
_LINK = re.compile(r"\[\[([^\[\]]+)\]\]")
_LINKED = re.compile(r"(?P<title>.*\S)\s*\[\[(?P<name>[^\[\]|]+)\]\]", re.DOTALL)
_LIKE_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+){1,2}|[一-龥]{2,4}")
_OTHER_SIGNS = re.compile(r"(?:\s+[⏫⏬🔺🔼🔽🔻⬆⬇❗‼⚠⭐🔥]\ufe0f?)+\s*\Z")
"""How urgent it is, at its end."""
_DONE_SIGN = re.compile(r"(?<=\S)\s*([✅✔☑])\ufe0f?\s*\Z")
_BY = re.compile(r"(.+?)\s+(?:by|before|until|due|on)\s+(.+)", re.IGNORECASE)
_BEHIND_BLANK = re.compile(
    r"(?P<title>.*[^\s@]{4,})\s+(?P<names>[一-龥]{2,4}(?:、[一-龥]{2,4})*)(?:\s*(?P<day>\d\S*))?"
)
"""场地合同 李明 12月1日: a name of Chinese characters with blanks before it and a day behind it, or in brackets. A
blank alone sets no name of Latin letters apart (`Call Tom 3 Dec`), and two characters before it may be what is done to
him (通知 李明)."""
_SHOWN = 40
"""Characters of an item by which one knows it again."""
_MOST = 1000
"""Characters of an item that are looked at for what stands beside its title."""


def with_list_items(table: ActionTable, days: TableDays, people: TablePeople) -> ActionTable:
    """The table with title, owner, days and the rest of each item of a list in cells of their own."""
    if not any("line" in row.cells for row in table.rows):
        return table
    reader = _Items(days, people)
    table = _without_talk(reader, _with_remarks(reader, table))
    rows = tuple(reader.read(row) if "line" in row.cells else row for row in table.rows)
    both = zip(table.rows, rows, strict=True)
    titles = {row.text("line"): read.text("title") for row, read in both if "line" in row.cells}
    left = {row.number for row in rows}
    larger = tuple(one for one in table.larger if not one.parts or left & {*one.parts})
    return replace(table, rows=tuple(_below_title(row, titles) for row in rows), larger=larger)


def _below_title(row: TaskRow, titles: Mapping[str, str]) -> TaskRow:
    """The larger task is called as its own item is, without what is marked there."""
    title = titles.get(row.text("task"))
    return replace(row, cells=row.cells | {"task": title}) if title else row


@dataclass
class _Items:
    days: TableDays
    people: TablePeople

    @cached_property
    def pieces(self) -> ListPieces:
        lines = [row.text("line")[:_MOST] for row in self.days.rows if "line" in row.cells]
        return ListPieces(self.days, self.people, lines)

    def read(self, row: TaskRow) -> TaskRow:
        line, found = row.text("line")[:_MOST].rstrip("。；; "), dict[str, list[str]]()
        line = title_first(line) or line
        line = _signed_day().sub(lambda match: _take_signed(match, found), line).strip()
        line = _DONE_SIGN.sub(lambda match: _take_status(match, found), line)
        line = _OTHER_SIGNS.sub("", self._without_linked(line, found)) or line
        line = _BRACKETS.sub(lambda match: self._without_taken(match, found), line).strip()
        line = _TASK_LABEL.sub("", line)
        if (state := state_in_front(line)) and "status" not in row.cells:
            line = state.title
            found.setdefault("status", []).append(state.word)
        line = self._without_parts(self._without_brackets_before_name(whole := line, found), found)
        if match := _EFFORT.search(line):
            line = line[: match.start(1)].rstrip()
            found.setdefault("note", []).append(match[1])
        pieces = self._with_day_apart(_BETWEEN.split(self._without_person_behind(line, found)))
        while (
            len(pieces) > 2
            and not _is_cut(pieces[-1])
            and not _ends_title(pieces)
            and (self.pieces.takes_or_is_empty(pieces[-1], found) or self._takes_other_part(pieces, found))
        ):
            del pieces[-2:]
        if (owned := self.pieces.owners.behind_stroke(pieces, is_called_owner)) is not None:
            if not self.pieces.takes(pieces[owned], found):
                found.setdefault("owner", []).append(pieces[owned].strip())
            for piece in pieces[owned + 2 :: 2]:
                if not self.pieces.takes(piece, found):
                    found.setdefault("note", []).append(piece.strip())
            del pieces[owned - 1 :]
        marked = _without_wait(self._marked(self._without_owner("".join(pieces).strip(), found), found), found)
        marked = self._without_person_at_colon(marked, found)
        marked = _whole_if_informed(marked, whole, found)
        if "doer" in found and "owner" not in found:  # as in a table without a column of owners
            found["owner"] = found.pop("doer")
        cells: dict[str, Cell] = {name: cell for name, cell in row.cells.items() if name != "line"}
        cells["title"] = marked
        for name, values in found.items():
            before = [str(cells[name])] if name in cells and name in ("note", "risk") else []
            cells[name] = "\n".join((*before, *values)) if name != "owner" else "、".join(values)
        place = row.places.get("line", (row.called, ""))
        return replace(row, cells=cells, places=dict.fromkeys(cells, place) | row.places)

    def _without_taken(self, match: re.Match[str], found: dict[str, list[str]]) -> str:
        """Nothing in the place of brackets that say something of the task, or what parts a day behind them from it."""
        if not self.pieces.takes_all(match[1], found):
            return match[0]
        behind = match.string[match.end() :]
        return "，" if self.pieces.is_time(_BETWEEN.split(behind)[0].strip()) else ""

    def _takes_other_part(self, pieces: Sequence[str], found: dict[str, list[str]]) -> bool:
        """李明把关 behind 王芳负责: what he does is noted, as no word for a part says it."""
        others = (piece.replace("：", ":").rpartition(":")[2] for piece in pieces[:-2:2])
        if not self.pieces.does_something(pieces[-1]) or not any(any(self.pieces.parts(one)) for one in others):
            return False
        found.setdefault("note", []).append(pieces[-1].strip())
        return True

    def _with_day_apart(self, pieces: list[str]) -> list[str]:
        """A stranger behind a stroke, with a day behind him, where the others have people whom somebody knows."""
        name = self.pieces.without_day_beside(pieces[-1])
        if name == pieces[-1] or not self.pieces.owners.may_stand_behind_stroke(name):
            return pieces
        return [*pieces[:-1], name, " ", pieces[-1].removeprefix(name).strip()]

    def _without_person_behind(self, line: str, found: dict[str, list[str]]) -> str:
        """Without who and until when, where only blanks stand before them."""
        match = _BEHIND_BLANK.fullmatch(line)
        if match is None or "owner" in found or not self.pieces.are_people(match["names"]):
            return line
        if not (self.pieces.is_time(match["day"]) if match["day"] else "due" in found):
            return line
        found.setdefault("owner", []).append(match["names"])
        if match["day"]:
            found.setdefault("due", []).append(match["day"])
        return match["title"]

    def _without_linked(self, line: str, found: dict[str, list[str]]) -> str:
        """Without `[[Bob Smith]]` at its end, as programs for notes link to people; others are words of the title."""
        match = _LINKED.fullmatch(_OTHER_SIGNS.sub("", line))
        if match and (self.people.unmistakable(match["name"]) or _LIKE_NAME.fullmatch(match["name"])):
            found.setdefault("owner", []).append(match["name"])
            line = match["title"]
        return _LINK.sub(r"\1", line)

    def _without_owner(self, text: str, found: dict[str, list[str]]) -> str:
        """Without the name that it begins with: 张伟：提交报告, `Bob: review`, 刘敏 跟进投诉, 接口文档由张伟负责,
        张伟提交接口文档."""
        text = self._without_parts(text, found)  # 由张伟负责, once the day behind it is gone
        match = _OWNER_FIRST.fullmatch(text)
        if match and match["colon"] in self.people.departments_named:  # 市场部：完成海报
            found.setdefault("department", [match["colon"]])
            return match["rest"]
        if "owner" not in found and (several := names_in_front(text, self.pieces.is_person)):
            found["owner"] = several.fields["owner"]
            return several.title
        if "owner" not in found and (first := who_begins(text, self.pieces.is_person)):
            found["owner"] = first.fields["owner"]
            return first.title
        if match is None or "owner" in found or not self.people.unmistakable(match["colon"] or match["blank"]):
            return text
        found["owner"] = [match["colon"] or match["blank"]]
        return match["rest"]

    def _without_brackets_before_name(self, text: str, found: dict[str, list[str]]) -> str:
        """Without the department, or the word, in brackets that stands before who owns it: 【研发部】张伟：出文档."""
        apart = first_in_brackets(text)
        if apart is None:
            return text
        within, rest = apart
        if within in self.people.departments_named:
            found.setdefault("department", [within])
            return rest
        named = _OWNER_FIRST.fullmatch(rest)
        if named and named["colon"] and "owner" not in found and self.people.unmistakable(named["colon"]):
            found.setdefault("note", []).append(within)
            return rest
        return text

    def _without_parts(self, text: str, found: dict[str, list[str]]) -> str:
        """Without the people and the words for their parts: 陈静牵头、王芳配合：布置会场, 接口文档由张伟负责."""
        parts = parts_in_front(text, self.pieces.has_part, owned="owner" in found)
        parts = parts or (owner_behind(text, self.pieces.has_part) if "owner" not in found else None)
        if parts is None or ("owner" in found and "owner" in parts.fields):
            return text
        for name, values in parts.fields.items():
            found.setdefault(name, []).extend(values)
        return parts.title

    def _without_person_at_colon(self, title: str, found: dict[str, list[str]]) -> str:
        """labels: Ines by Wed → labels. Without a day it may be what the task is about (`Guests: Ines`), unless others
        name their owners so."""
        match = _PERSON_AT_COLON.fullmatch(title)
        if match and "owner" not in found and (parts := [*self.pieces.parts(match["name"])]):  # 募集文案：王芳主笔
            for name, value in parts:
                found.setdefault(name, []).append(value)
            return match["title"]
        if match is None or "owner" in found or not self.pieces.are_people(match["name"]):
            return title
        if "due" not in found and not self.pieces.owners.may_stand_at_colon(match["title"]):
            return title
        found["owner"] = [match["name"]]
        return match["title"]

    def _marked(self, text: str, found: dict[str, list[str]]) -> str:
        """The title without the marks of a capture line; a mark that cannot be read stays in it."""
        acting = self.days.acting
        frame = CaptureFrame(acting.config.organiser.locale, acting.today, tuple(self.people.named))
        line = f"a: {text}"
        parsed = parse(line, frame)
        days = [mark for mark in parsed.marks if mark.problem]
        if not parsed.text or any(mark.kind != "due" or not self.pieces.is_time(mark.value) for mark in days):
            return text
        for name, kind in (("owner", "owner"), ("collaborators", "collaborator"), ("deliverable", "deliverable")):
            for value in parsed.values(kind):  # type: ignore[arg-type]  # kinds of marks
                found.setdefault(name, []).append(value)
        for mark in parsed.marks:
            if mark.kind == "due":
                found.setdefault("due", []).append(_written_or_read(mark, line))
        return self._without_day(parsed.text, found)

    def _without_day(self, title: str, found: dict[str, list[str]]) -> str:
        """Without the `by 6 March` that it ends with, where no other day is said."""
        match = _BY.fullmatch(title)
        if "due" in found:
            return title
        if match and self.days.day(match[2]):
            found["due"] = [match[2]]
            return match[1]
        words = title.split()
        for n in range(3, 0, -1) if "owner" in found else ():
            if len(words) > n and self.days.day(" ".join(words[-n:])):
                found["due"] = [" ".join(words[-n:])]
                return " ".join(words[:-n])
        return title


def _with_remarks(reader: _Items, table: ActionTable) -> ActionTable:
    """What stands below an item that names somebody, and names nobody itself, is a remark on it. An item that
    somebody owns is an action, also where others below it have owners of their own."""
    rows, larger = {row.number: row for row in table.rows}, list(table.larger)
    for task in table.larger:
        parts = [rows[number] for number in task.parts if number in rows]
        if "line" not in task.row.cells or not _is_assigned(reader, task.row):
            continue
        holders = [one for one in table.larger if one.number < task.number and set(task.parts) <= set(one.parts)]
        above = holders[-1].title if holders else ""
        remarks = [] if any(_is_assigned(reader, part) for part in parts) else parts
        note = {"note": "\n".join(part.text("line") for part in remarks)} if remarks else {}
        rows[task.number] = replace(task.row, cells=task.row.cells | note | ({"task": above} if above else {}))
        larger.remove(task)
        for part in remarks:
            del rows[part.number]
    return replace(table, rows=tuple(rows[number] for number in sorted(rows)), larger=tuple(larger))


def _without_talk(reader: _Items, table: ActionTable) -> ActionTable:
    """Where some items have a box, or a table has the tasks, one without a box is a task if it names who and when:
    minutes list other things."""
    lines = [row for row in table.rows if "line" in row.cells]
    unboxed = [row for row in lines if "status" not in row.cells]
    if len(unboxed) == len(lines) == len(table.rows):
        several = len({row.text("task") for row in unboxed}) > 1
        unboxed = [row for row in unboxed if _is_remark(row.text("task"), beside_others=several)]
    talk = {row.number: row.text("line")[:_SHOWN] for row in unboxed if not _is_task(reader, row)}
    rows = tuple(row for row in table.rows if row.number not in talk)
    return replace(table, rows=rows, left_out=(*table.left_out, *talk.items()))


def _is_task(reader: _Items, row: TaskRow) -> bool:
    read = reader.read(row)
    return all(map(read.text, ("title", "owner"))) and any(map(read.text, ("due", "status")))


def _is_assigned(reader: _Items, row: TaskRow) -> bool:
    return bool(reader.read(row).cells.keys() & {"owner", "due"})


def _written_or_read(mark: CaptureMark, line: str) -> str:
    """Of a day in numbers what is written: its order is that of the whole list."""
    written = line[mark.value_start : mark.end].strip()
    return mark.value if mark.day is None else written if is_numbered(written) else mark.day.isoformat()


def _whole_if_informed(title: str, whole: str, found: dict[str, list[str]]) -> str:
    """The whole item where whoever begins it has only to hear of it (`David Lee must be told`): he owns nothing."""
    if not any(whole.startswith(name) for name in found.get("owner", ())) or not is_informed(title):
        return title
    del found["owner"]
    return whole


def _without_wait(title: str, found: dict[str, list[str]]) -> str:
    """Without what it waits for, behind a stroke or in brackets at its end: that is why it does not go on."""
    match = _WAITING_BEHIND.fullmatch(title)
    if match is None or not waits_for_something(match[2] or match[3]):
        return title
    found.setdefault("reason", []).append((match[2] or match[3]).strip())
    return match[1]


def _is_remark(heading: str, *, beside_others: bool) -> bool:
    """📝 备忘, Notes, and 会议决定 beside other headings: what stands below it is said, and not to be done."""
    name, kinds = plain(_SIGNS_BEFORE.sub("", heading)), word_table("actions", "kinds")
    no_tasks = tuple(kind for kind, of in kinds.items() if of == "other")
    return name in word_table("actions", "remarks") or (beside_others and name.removesuffix("s").endswith(no_tasks))


def _ends_title(pieces: list[str]) -> bool:
    """Book the sound crew: Raj: a small word behind a blank that ends what is to be done, and is no label."""
    before = "".join(pieces[:-2]).split()
    if pieces[-2].strip() or not pieces[-1][:1].islower() or ":" not in pieces[-1]:
        return False
    return len(before) == 1 or any(plain(word) in word_table("actions", "articles") for word in before[-3:])


def _is_cut(piece: str) -> bool:
    """Whether it ends within brackets that open before it."""
    return sum(map(piece.count, "(（[【")) < sum(map(piece.count, ")）]】"))


def _take_status(match: re.Match[str], found: dict[str, list[str]]) -> str:
    found.setdefault("status", []).append(match[1])
    return ""


@cache
def _signed_day() -> re.Pattern[str]:
    return re.compile(rf"\s*({any_word('actions', 'day_signs')})\ufe0f?\s*(\d{{4}}-\d\d-\d\d)")


def _take_signed(match: re.Match[str], found: dict[str, list[str]]) -> str:
    """📅 2026-03-10, as programs for notes mark the days of a task."""
    field = word_table("actions", "day_signs")[plain(match[1])]
    if field != UNUSED:
        found.setdefault(field, []).append(match[2])
    return ""
