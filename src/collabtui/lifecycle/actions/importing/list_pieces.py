"""Reading of one piece of an item of a list: `Carol Jones`, 12月1日前, `due tbd`, 状态：进行中, `60%`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from collabtui.formats.actions.heading_fields import field_of
from collabtui.formats.actions.written_values import says_nothing
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.lifecycle.actions.importing.list_owners import ListOwners
from collabtui.lifecycle.actions.importing.list_parts import part_alone
from collabtui.lifecycle.actions.importing.table_days import TableDays, is_vague_day_alone
from collabtui.lifecycle.actions.importing.table_people import TablePeople

_NO_DAY_YET = re.compile(r"(?:due|by|until|截止|期限)\s*[:：]?\s*(\S.*)", re.IGNORECASE)
_STATED = re.compile(r"([^()（）]{2,24}?)\s*[(（]([^()（）]+)[)）]")
_WITHIN = re.compile(r"\s*(?:[，,；;、|]|(?<!\d)/|/(?!\d))\s*|\s+[-–—]\s+")
_LABELLED = re.compile(r"\s*([^:：]{1,24}?)\s*[:：]\s*(\S.*)", re.DOTALL)
_FIELDS = frozenset(
    (
        "owner", "doer", "collaborators", "due", "planned_start", "deliverable", "status", "percent", "note", "risk",
        "reason", "depends_on",
    )
)  # fmt: skip
_BESIDE_REMARK = frozenset(("owner", "due", "collaborators"))
"""What may stand in brackets beside words about the task, which are its note."""
_PERCENT = re.compile(r"\d{1,3}\s*[%％]")
_HANDED_OVER = re.compile(r"(.*?\S)\s*(?:(?<![<=>])=>(?![=>])|⇒)\s*([^@+⇒]+)")
"""截止：3月13日 => 设备领用单: as in a capture line the arrow ends what stands before it."""
_JOINED = re.compile(r"\s*[+&＋、]\s*|\s+and\s+")
_BESIDE_DAY = re.compile(r"(?<=\S)\s+(?=\S)|(?<=[一-龥])(?=\d)|(?<=[日号前])(?=[一-龥])")
"""Where a name may end and a day begin, or the other way round: 李明12月1日."""
_LONGEST_PERSON_AND_DAY = 60
_TWO_BEHIND = re.compile(r"[一-龥]{4,6}")


@dataclass
class ListPieces:
    """Reads the pieces of items; `lines` are all items of the list, by which one sees where they name their owners."""

    days: TableDays
    people: TablePeople
    lines: Sequence[str]

    @cached_property
    def owners(self) -> ListOwners:
        return ListOwners(self.people.unmistakable, self.lines, self.without_day_beside)

    def is_time(self, text: str) -> bool:
        return self.days.day(text) is not None or bool(self.days.either(text, "")) or is_vague_day_alone(text)

    def is_person(self, name: str) -> bool:
        return self.people.unmistakable(name) is not None

    def has_part(self, name: str) -> bool:
        """Whether it is somebody, or a department, of the book."""
        return name in self.people.departments_named or self.people.unmistakable(name) is not None

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """王芳主笔: field and name of each of whom it says the part, and nothing else."""
        return part_alone(text, self.has_part)

    def does_something(self, text: str) -> bool:
        """Whether it is somebody of the book and two characters that say what he does: 李明把关."""
        return _TWO_BEHIND.fullmatch(text.strip()) is not None and self.is_person(text.strip()[:-2])

    def are_people(self, text: str) -> bool:
        """王芳、赵强, `Theo + Omar`: whether each of them is known."""
        return len(text) > 1 and all(map(self.people.unmistakable, _JOINED.split(text.removeprefix("@"))))

    def without_day_beside(self, text: str) -> str:
        """钱七 12月1日 → 钱七."""
        places = [match.start() for match in _BESIDE_DAY.finditer(text[:_LONGEST_PERSON_AND_DAY])]
        return next((text[:place] for place in places if self.is_time(text[place:].strip())), text)

    def takes_all(self, text: str, found: dict[str, list[str]]) -> bool:
        """Whether each piece of what stands in brackets says something of the task; then it is taken."""
        pieces = [piece for piece in _WITHIN.split(text) if piece.strip()]
        pieces = [piece for piece in pieces if not says_nothing(piece.strip())] or pieces  # 待定，3月底
        own = dict[str, list[str]]()
        left = [piece.strip() for piece in pieces if not self.takes(piece, own)]
        taken = not left
        if not taken and len(pieces) > 1 and self.owners.may_own(pieces[0].strip()):
            own = {}
            taken = all(self.takes(piece, own) for piece in pieces[1:]) and "owner" not in own
            own = {"owner": [pieces[0].strip()], **own}
        if not taken and pieces and word_table("actions", "statuses").get(plain(pieces[0])) == "cancelled":
            taken, own = True, {"status": pieces[:1], "note": [text[text.index(pieces[1]) :]]}  # and why it is
        if not taken and "due" in own and set(own) <= _BESIDE_REMARK:  # 12月3日前，预算500元
            taken, own["note"] = True, [piece for piece in left if piece not in own.get("owner", ())]
        if taken:
            for name, values in own.items():
                found.setdefault(name, []).extend(values)
        return taken

    def takes_or_is_empty(self, piece: str, found: dict[str, list[str]]) -> bool:
        """Catering — TBD — 3 Dec: nobody yet."""
        return says_nothing(piece.strip()) or self.takes(piece, found)

    def takes(self, piece: str, found: dict[str, list[str]]) -> bool:
        match = _HANDED_OVER.fullmatch(piece.strip())
        piece, handed_over = match.groups() if match else (piece, "")
        if (without_day := _NO_DAY_YET.fullmatch(piece.strip())) and says_nothing(without_day[1]):  # due tbd
            return True
        if done := self._done_on(piece.strip()):
            found.setdefault("status", []).append(done)
            found.setdefault("note", []).append(piece.strip())
            return True
        # blocked (waiting for the contract), blocked: no keys
        stated = _STATED.fullmatch(piece.strip()) or _LABELLED.fullmatch(piece)
        if stated and word_table("actions", "statuses").get(plain(stated[1])):
            found.setdefault("status", []).append(stated[1])
            found.setdefault("note", []).append(stated[2])
            return True
        fields = [*self._person_and_day(piece.strip())] or [*self._field_and_value(piece.strip())]
        for name, value in fields:
            name = "collaborators" if name == "owner" and "owner" in found else name
            found.setdefault(name, []).append(value)
        if fields and handed_over:
            found.setdefault("deliverable", []).append(handed_over.strip())
        return bool(fields)

    def _done_on(self, piece: str) -> str:
        """The word that a piece begins with, where it says that it was done on a day that has come: `done 1 March`.
        3月10日完成 is until when."""
        words = word_table("actions", "statuses")
        for place in (match.start() for match in _BESIDE_DAY.finditer(piece[:_LONGEST_PERSON_AND_DAY])):
            word, day = piece[:place].strip(), self.days.day(piece[place:].strip())
            if day and day <= self.days.acting.today and words.get(plain(word)) == "done":
                return word
        return ""

    def _person_and_day(self, piece: str) -> Iterator[tuple[str, str]]:
        """李明 12月1日, `3 Dec Tom Reed`: who and until when side by side, the longest name first."""
        for place in reversed([match.start() for match in _BESIDE_DAY.finditer(piece[:_LONGEST_PERSON_AND_DAY])]):
            first, second = piece[:place].strip(), piece[place:].strip()
            for name, day in ((first, second), (second, first)):
                if self.are_people(name) and self.is_time(day):
                    yield "owner", name.removeprefix("@")
                    yield "due", day
                    return

    def _field_and_value(self, piece: str) -> Iterator[tuple[str, str]]:
        if match := _LABELLED.fullmatch(piece):
            field = field_of([match[1]], _NOTHING_GIVEN)
            if field in _FIELDS:
                yield field, match[2].strip()
            return
        for word, field in word_table("actions", "columns").items():
            name = piece.removeprefix(word).strip()
            if field in ("owner", "doer") and not word.isascii() and name != piece and self.people.unmistakable(name):
                yield field, name
                return
        if parts := [*self.parts(piece)]:
            yield from parts
        elif piece.startswith("@") or self.are_people(piece.rstrip("?？")):  # Carol? is asked about
            yield "owner", piece.removeprefix("@")
        elif self.is_time(piece) or self.is_time(_without_end(piece)):
            yield "due", piece if self.is_time(piece) else _without_end(piece)
        elif word_table("actions", "statuses").get(plain(piece)):
            yield "status", piece
        elif _PERCENT.fullmatch(piece):
            yield "percent", piece


def _without_end(piece: str) -> str:
    """3月5日定稿 → 3月5日."""
    return _end_behind().sub("", piece)


@cache
def _end_behind() -> re.Pattern[str]:
    return re.compile(rf"(?<=[日号前\d])\s*{any_word('actions', 'finishing')}\Z")


def is_called_owner(piece: str) -> bool:
    """`owner: Carol Jones (with David Lee)`."""
    match = _LABELLED.fullmatch(piece)
    return match is not None and field_of([match[1]], _NOTHING_GIVEN) == "owner"


_NOTHING_GIVEN: Mapping[str, str] = {}
