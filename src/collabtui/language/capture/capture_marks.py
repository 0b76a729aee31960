"""The marked parts of a capture line: @owner, +collaborator, due friday, => deliverable, !high; and what a collaborator
supports in brackets, +陈静（审稿）.

A mark stands at the start of a word. What only looks like one is text: an e-mail address, `+3`, `C++`, `due to`, and
everything in a URL or between backticks.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

from collabtui.errors import CollabError, Refused
from collabtui.language.capture.capture_words import CaptureWords, any_of, capture_words
from collabtui.language.capture.name_index import Named, levelled_names, name_index
from collabtui.language.capture.people_names import match_people
from collabtui.language.dates.find_days import DayReading, find_days
from collabtui.language.levelling import level

NO_DAY_AT_ALL = ("no-such-day", "past")
"""Readings of what is meant for a day and is none that can be kept."""
MarkKind = Literal["owner", "doer", "collaborator", "support", "due", "deliverable", "module", "standard", "level"]
OF_PEOPLE: tuple[MarkKind, ...] = ("owner", "doer", "collaborator", "support")
OF_TEXT: tuple[MarkKind, ...] = ("deliverable", "module", "standard")
"""Parts that reach to the next one."""
SEPARATORS = " ,，;；、"
_OF_GROUPS = {"day": "due", "helpers": "collaborator"}
"""Kinds whose mark is found by another pattern, too."""
_CODE = re.compile(r"`[^`]*`")
_SUPPORT = re.compile(r" ?[(（\[【]\s*([^()（）\[\]【】]*[^()（）\[\]【】\s])\s*[)）\]】]")


@dataclass(frozen=True, slots=True)
class CaptureMark:
    """One marked part; `start` to `end` is all of it, `value_start` to `end` what it says."""

    kind: MarkKind
    start: int
    value_start: int
    end: int
    value: str = ""
    """As written; a level as its English word."""
    day: date | None = None
    problem: CollabError | None = None
    kept: str = ""
    """The words of it that the text keeps: the time of day beside a day."""


class CaptureFrame(NamedTuple):
    """The things a line is read against."""

    locale: Literal["zh", "en"]
    today: date
    names: Sequence[str]
    """Names that are known: one of several words is recognised whole."""
    people: Sequence[Named] = ()
    """Those of them who are people: without a mark only who is known is understood."""


_LONGEST_DAY = 100
"""Characters behind a `due` that can say the day. They end at the next part of the line as well: the days behind a
second `due` are not read once for each before them, and an arrow or an @ behind `4 Dec` makes it no formula."""

MOST_MARKS = 50
"""Marks of one line; what is written behind them stays text. Whom a mark may name is looked for among all people, so a
line of a hundred thousand would keep the writer waiting."""

LONGEST_TEXT = 500
"""Characters in which a day is looked for that no word marks."""

_LONGEST_DOUBT = 12
_LONGEST_WEEK = 24
_LONGEST_BEFORE = 40
"""The same of 前, which stands behind its day."""


class _Patterns(NamedTuple):
    part: re.Pattern[str]
    due: re.Pattern[str]
    next_part: re.Pattern[str]
    name: re.Pattern[str]
    not_due: re.Pattern[str]
    not_due_behind: re.Pattern[str]
    rest_of_word: re.Pattern[str]
    joining: re.Pattern[str]
    address_behind: re.Pattern[str]
    doubt_before: re.Pattern[str]
    doubt_behind: re.Pattern[str]
    week_before: re.Pattern[str]
    week_behind: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words: CaptureWords = capture_words()
    deliverable = rf"(?<![<=>])=>(?![=>])|⇒|{any_of(words.deliverable)} ?:"
    module = rf"{any_of(words.module)} ?:"
    doer = rf"{any_of(words.doer)} ?: ?@?"
    helpers = rf"{any_of(words.helpers)} ?: ?@?"
    standard = rf"{any_of(words.standard)} ?:"
    labelled = rf"{deliverable}|{module}|{doer}|{helpers}|{standard}"
    due = any_of([*words.due_before_a_day, *words.due])
    # an action is often written without a space between its parts: a name ends where the next part starts
    # as long as RFC 5321 lets it be, so that a line without an @ is not run through from each of its letters
    address = r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    in_name = rf"(?:(?!{due}|{labelled})[\w.&'\u00b7-])"
    part = re.compile(
        rf"(?P<skip>[a-z][a-z0-9+.-]{0, 30}://[!-~]+|www\.[!-~]+|{address})"
        rf"|(?P<owner>@)|(?P<collaborator>\+)|(?P<level>!)(?=\w)|(?P<deliverable>{deliverable})|(?P<module>{module})"
        rf"|(?P<doer>{doer})|(?P<helpers>{helpers})|(?P<standard>{standard})"
        rf"|(?P<due>{due}|\b{any_of([*words.due_with_a_day, *words.due_with_a_day_to_come])}\b)"
        rf"|(?P<day>{any_of(words.due_behind_a_day)})"
    )
    return _Patterns(
        part,
        re.compile(due),
        re.compile(rf"{due}|{labelled}|(?<= )[@+!](?=[^\W\d])"),
        re.compile(rf'"([^"]{{1,500}})"|“([^”]{{1,500}})”|({address})|({in_name}+)'),
        re.compile(rf"\s*{any_of(words.not_due_before)}"),
        re.compile(any_of(words.not_due_behind)),
        re.compile(rf"(?!{any_of(words.goes_on)})\w{{0,10}}"),
        re.compile(rf" ?(?:&|(?<![a-z]){any_of([*words.joining, *words.either])}) ?@?"),
        re.compile(rf"(?:, ?[\w.'-]+)? ?<({address})>"),
        re.compile(rf"(?:(?<![a-z]){any_of(words.doubt_before)}\s*|(?<!\w)\?)\Z"),
        re.compile(rf" ?(?:\?{{1,3}}(?!\w)|[(\[【]\s*(?:\?{{1,3}}|{any_of(words.doubt)})\??\s*[)\]】])"),
        re.compile(rf"(?<![a-z])(?:{any_of([*words.due_with_a_day, *words.due])} )?{any_of(words.week_of)} ?\Z"),
        re.compile(rf" ?{any_of(words.week_behind)}"),
    )


def find_marks(line: str, start: int, kinds: Collection[MarkKind], frame: CaptureFrame) -> list[CaptureMark]:
    """The marks of `kinds` from `start` on, in the order they stand."""
    finder = _Finder(line, frozenset(kinds), frame)
    marks = list(islice(finder.marks(start), MOST_MARKS))
    marks += [with_doubt(level(line), mark) for mark in finder.day_behind_people(marks)]
    ends = [*(mark.start for mark in marks), len(line)][1:]
    return [
        _with_text(line, mark, end) if mark.kind in OF_TEXT else mark for mark, end in zip(marks, ends, strict=True)
    ]


def without_code(line: str) -> str:
    """The line, as long as it is, with nothing to read between backticks."""
    return _CODE.sub(lambda code: "\ufffd" * len(code.group()), line)


def with_doubt(plain: str, mark: CaptureMark) -> CaptureMark:
    """The mark with what says right beside it that the scribe is not certain: `@Bob?`, @陈静（待定）, maybe @Bob."""
    mark = _of_a_week(plain, mark)
    before = _patterns().doubt_before.search(plain, max(mark.start - _LONGEST_DOUBT, 0), mark.start)
    behind = _patterns().doubt_behind.match(plain, mark.end)
    if before is None and behind is None:
        return mark
    start, end = before.start() if before else mark.start, behind.end() if behind else mark.end
    doubted = Refused("capture.doubted", mark=plain[mark.value_start : mark.end].strip())
    return replace(mark, start=start, end=end, problem=mark.problem or doubted)


def _of_a_week(plain: str, mark: CaptureMark) -> CaptureMark:
    """A day that only says which week is meant, `w/c 14 Dec`, 12月14日当周: it may be any of it."""
    if mark.day is None or mark.problem:
        return mark
    before = _patterns().week_before.search(plain, max(mark.value_start - _LONGEST_WEEK, 0), mark.value_start)
    behind = _patterns().week_behind.match(plain, mark.end)
    if before is None and behind is None:
        return mark
    start, end = before.start() if before else mark.value_start, behind.end() if behind else mark.end
    problem = Refused("capture.ambiguous_day", phrase=plain[start:end].strip())
    return replace(mark, start=min(start, mark.start), value_start=start, end=end, problem=problem)


def without_doubt(text: str) -> str:
    """The text before a question mark that it ends with, as does `Carol?`."""
    plain = level(text)
    found = next((one for one in _patterns().doubt_behind.finditer(plain) if one.end() == len(plain)), None)
    return text[: found.start()] if found else text


def opens_a_word(plain: str, at: int) -> bool:
    """Whether a mark can start at `at` in levelled text: at the start, behind a space or behind punctuation."""
    return at == 0 or not (plain[at - 1].isalnum() or plain[at - 1] in "_%+&/=")


def stands_apart(plain: str, at: int) -> bool:
    """The same where Chinese needs no space before."""
    return opens_a_word(plain, at) or not plain[at - 1].isascii()


def time_beside(text: str, reading: DayReading) -> str:
    """The time of day that a day phrase says as well, as it is written: 17:00前, `at 5 pm`, 明晚."""
    phrase = text[reading.start : reading.end]
    if any(word in level(phrase) for word in capture_words().day_with_a_time):
        return phrase
    return " ".join(text[slice(*time)] for time in reading.times)


def _with_text(line: str, mark: CaptureMark, end: int) -> CaptureMark:
    """A deliverable reaches to the next mark."""
    value = line[mark.value_start : end].strip(SEPARATORS + "-–—")
    if not value:
        return replace(mark, problem=Refused("capture.empty_mark", mark=line[mark.start : mark.value_start].strip()))
    start = line.index(value, mark.value_start)
    return replace(mark, value=" ".join(value.split()), value_start=start, end=start + len(value))


class _Finder:
    def __init__(self, line: str, kinds: frozenset[MarkKind], frame: CaptureFrame) -> None:
        self._line = line
        self._plain = level(without_code(line))
        self._kinds, self._frame = kinds, frame
        self._names = levelled_names(frame.names)
        self._words = name_index(frame.people).words
        self._last_end = -1

    def marks(self, at: int) -> Iterator[CaptureMark]:
        pattern = _patterns().part
        self._last_end = at
        while found := pattern.search(self._plain, at):
            at = found.end() if found.lastgroup == "skip" else found.start() + 1
            kind = _OF_GROUPS.get(found.lastgroup or "", found.lastgroup)
            for made in self._made(found) if kind in self._kinds else ():
                mark = with_doubt(self._plain, made)
                yield mark
                at = self._last_end = mark.end

    def day_behind_people(self, marks: Sequence[CaptureMark]) -> Iterator[CaptureMark]:
        """In `@王芳 明天` the day is the due date: nothing else stands behind the names, and no other day is marked.
        `@王芳 尽快` is meant for one, too, and is asked."""
        kinds = {mark.kind for mark in marks}
        if "due" not in self._kinds - kinds or not marks or marks[-1].kind not in OF_PEOPLE:
            return
        rest = self._line[marks[-1].end :].rstrip(SEPARATORS)
        start = marks[-1].end + len(rest) - len(rest.lstrip(SEPARATORS))
        reading = self._day_at(start) if len(rest) <= _LONGEST_DAY else None
        if reading is None or start + reading.end != marks[-1].end + len(without_doubt(rest)):
            return
        if reading.day is not None:
            kept = time_beside(self._line[start:], reading)
            yield CaptureMark("due", start, start, start + reading.end, day=reading.day, kept=kept)
        elif reading.reason == "vague" and reading.exact:
            phrase = self._line[start : start + reading.end]
            yield CaptureMark("due", start, start, start + reading.end, phrase, problem=no_day(phrase, reading))

    def _made(self, found: re.Match[str]) -> Iterator[CaptureMark]:
        match found.lastgroup:
            case "owner" if self._opens_owner(found.start()):
                yield from self._people("owner", found.start(), found.end())
            case "collaborator" if self._opens_collaborator(found.start()):
                at = found.end() + self._plain.startswith(("@", " "), found.end())
                yield from self._people("collaborator", found.start(), at)
            case "level" if found.start() == self._last_end or self._plain[found.start() - 1] == " ":
                yield self._level(found)
            case "deliverable" | "module" | "standard" as kind if self._opens_deliverable(found):
                yield CaptureMark(kind, found.start(), found.end(), found.end())
            case "doer" | "helpers" if self._opens_deliverable(found):
                yield from self._behind_label(found)
            case "due":
                yield from self._due(found)
            case "day":
                yield from self._day_before(found)

    def _opens_owner(self, at: int) -> bool:
        """An @ within a Latin word is none of ours; Chinese is written without spaces."""
        behind = self._plain[at + 1 : at + 2]
        known = stands_apart(self._plain, at) or (behind.isalpha() and not behind.isascii())
        return known or self._is_somebody(at + 1)  # close issues@bob

    def _opens_collaborator(self, at: int) -> bool:
        behind = self._plain[at + 1 : at + 2]
        if behind == " ":  # `@Raj + Ben`: directly behind another part, and before somebody who is known
            return not self._plain[self._last_end : at].strip() and self._is_known(at + 2)
        return (behind.isalpha() or behind in ('"', "“", "@")) and (
            at == self._last_end or opens_a_word(self._plain, at)
        )

    def _opens_deliverable(self, found: re.Match[str]) -> bool:
        opens = stands_apart if found.group() in ("=>", "⇒") else opens_a_word
        return opens(self._plain, found.start()) or found.start() == self._last_end

    def _people(self, kind: MarkKind, start: int, at: int) -> Iterator[CaptureMark]:
        """`@张伟`, and in `@张伟、李明` the second as well."""
        while name := self._name(at):
            value, end = name
            if address := _patterns().address_behind.match(self._plain, end):
                value, end = (value if level(value) in self._names.known else address[1]), address.end()
            yield CaptureMark(kind, start, at, end, value)
            if kind == "collaborator" and (support := self._support(end)):
                yield support
                end = support.end
            start, next_name = end, self._next_name(end)
            if next_name is None:
                return
            at = next_name

    def _behind_label(self, found: re.Match[str]) -> Iterator[CaptureMark]:
        """Who does it, or supports it, where that is somebody who is known; else the words stay in the text, which
        loses nothing."""
        name = self._name(found.end())
        if name is None or (self._frame.people and not match_people(name[0], self._frame.people).found):
            return
        if found.lastgroup == "doer":
            yield CaptureMark("doer", found.start(), found.end(), name[1], name[0])
        else:
            yield from self._people("collaborator", found.start(), found.end())

    def _next_name(self, end: int) -> int | None:
        """Where another name begins behind one: 张伟、李明 whoever that is, `Alice & Carol` where Carol is known."""
        if self._plain[end : end + 1] in ("、", "/") and self._plain[end + 1 : end + 2].strip("@+").isalpha():
            return end + 1
        joined = _patterns().joining.match(self._plain, end)
        return joined.end() if joined and self._is_somebody(joined.end()) else None

    def _is_somebody(self, at: int) -> bool:
        """Whether a whole word at a place is one of the names of somebody who is known."""
        word = re.compile(r"[^\W\d_]+(?![\w'.])").match(self._plain, at)
        return word is not None and word.group() in self._words

    def _support(self, at: int) -> CaptureMark | None:
        """What stands in brackets behind a name; a part of the line in brackets is that part."""
        found = _SUPPORT.match(self._line, at) if "support" in self._kinds else None
        if found is None or _patterns().next_part.search(self._plain, found.start(1), found.end(1)):
            return None
        return CaptureMark("support", at, found.start(1), found.end(), found[1])

    def _name(self, at: int) -> tuple[str, int] | None:
        """The name at a place, as written, and where it ends."""
        for name in self._names.longest_first:
            end = at + len(name)
            if self._plain.startswith(name, at) and not (name.isascii() and self._plain[end : end + 1].isalnum()):
                return self._line[at:end], end
        found = _patterns().name.match(self._plain, at)
        if found is None or not any(char.isalnum() for char in found.group()):
            return None
        start, end = found.span(found.lastindex or 0)
        value = self._line[start:end].rstrip(".-'")
        inner = found.lastindex in (1, 2)
        return value.replace("_", " ").strip(), found.end() if inner else start + len(value)

    def _is_known(self, at: int) -> bool:
        """Whether somebody's name, or a word of one, stands at a place."""
        word = re.compile(r"[^\W\d_]+").match(self._plain, at)
        return word is not None and word.group() in self._names.words

    def _level(self, found: re.Match[str]) -> CaptureMark:
        start = found.start()
        word = re.compile(r"\w+").match(self._plain, start + 1)
        end = word.end() if word else start + 1
        known = capture_words().levels.get(self._plain[start + 1 : end])
        problem = None if known else Refused("capture.no_such_level", value=self._line[start:end])
        return CaptureMark("level", start, start + 1, end, known or "", problem=problem)

    def _due(self, found: re.Match[str]) -> Iterator[CaptureMark]:
        """A day, or the reason why there is none; nothing where the words mean something else."""
        plain, word = self._plain, found.group()
        if word.isascii() and not stands_apart(plain, found.start()):
            return
        gap = re.compile(r"[ :]*").match(plain, found.end())
        value_start = gap.end() if gap else found.end()
        reading = self._day_at(value_start)
        if word in capture_words().due_with_a_day_to_come and (reading is None or reading.reason == "past"):
            return
        if reading is not None and reading.day is not None:
            kept = time_beside(self._line[value_start:], reading)
            with_a_day = (*capture_words().due_with_a_day, *capture_words().due_with_a_day_to_come)
            if kept and word in with_a_day and self._line.startswith(kept, value_start):
                kept = self._line[found.start() : value_start] + kept
            end = value_start + reading.end
            yield CaptureMark("due", found.start(), value_start, end, day=reading.day, kept=kept)
            return
        if word in capture_words().due_before_a_day and reading is None:
            return
        with_a_day = (*capture_words().due_with_a_day, *capture_words().due_with_a_day_to_come)
        if word in with_a_day and (reading is None or reading.reason not in NO_DAY_AT_ALL):
            return
        if (reading is None or reading.reason == "vague") and _patterns().not_due.match(plain, found.end()):
            return
        yield self._without_day(found, value_start, reading)

    def _day_before(self, found: re.Match[str]) -> Iterator[CaptureMark]:
        """The day that 前 stands behind; nothing where 前 is part of another word, or of what a thing is called."""
        first = max(self._last_end, found.start() - _LONGEST_BEFORE)
        behind = _patterns().rest_of_word.match(self._plain, found.end())
        text = self._line[first : behind.end() if behind else found.end()]
        readings = find_days(text, locale=self._frame.locale, written=self._frame.today)
        around = (day for day in readings if first + day.start < found.start() and found.end() <= first + day.end)
        reading = next(around, None)
        if reading is None or _patterns().not_due_behind.match(text, reading.end):
            return
        start, end = first + reading.start, first + reading.end
        if reading.day is not None:
            yield CaptureMark("due", start, start, end, day=reading.day, kept=time_beside(text, reading))
        elif reading.reason == "no-such-day":
            phrase = self._line[start:end][:40]
            yield CaptureMark("due", start, start, end, phrase, problem=no_day(phrase, reading))

    def _day_at(self, at: int) -> DayReading | None:
        """What stands at a place if it is a day; its `end` counts from there. `due` before it leads to it."""
        lead = "due "
        following = _patterns().next_part.search(self._plain, at, at + _LONGEST_DAY)
        end = following.start() if following else at + _LONGEST_DAY
        readings = find_days(lead + self._line[at:end], locale=self._frame.locale, written=self._frame.today)
        if not readings or readings[0].start > len(lead):
            return None
        found, ahead = readings[0], len(lead)
        times = tuple((max(start - ahead, 0), stop - ahead) for start, stop in found.times)
        return found._replace(start=max(found.start - ahead, 0), end=found.end - ahead, times=times)

    def _without_day(self, found: re.Match[str], value_start: int, reading: DayReading | None) -> CaptureMark:
        rest = re.compile(r"[^@+=!,，;；。]{0,200}").match(self._line, value_start)
        end = value_start + reading.end if reading else (rest.end() if rest else value_start)
        phrase = self._line[value_start:end].strip()[:40]
        end = max(end, found.end())
        if not phrase:
            problem = Refused("capture.empty_mark", mark=self._line[found.start() : found.end()])
            return CaptureMark("due", found.start(), value_start, end, problem=problem)
        return CaptureMark("due", found.start(), value_start, end, phrase, problem=no_day(phrase, reading))


def no_day(phrase: str, reading: DayReading | None) -> CollabError:
    """The reason why a phrase is no due date."""
    match reading.reason if reading else "":
        case "ambiguous":
            return Refused("capture.ambiguous_day", phrase=phrase)
        case "no-such-day":
            return Refused("capture.no_such_day", phrase=phrase)
        case "past":
            return Refused("capture.past_day", phrase=phrase)
    return Refused("capture.no_day", phrase=phrase)
