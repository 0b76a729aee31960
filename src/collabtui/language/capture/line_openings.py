"""The beginning of a capture line, by which its kind is known: 决定：, `[risk]`, `AI 2:`, 风险（高）：, `DECISION -`,
a question mark; behind the sign of a list, or in a hurry with a blank alone (`todo book the room`)."""

import re
from functools import cache
from typing import NamedTuple

from collabtui.domain.meetings.meeting import EntryKind
from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.marks.capture_mark import CaptureFrame, CaptureMark
from collabtui.language.capture.name_index import is_unspaced
from collabtui.language.capture.people_names import called
from collabtui.language.capture.unmarked_parts import people_first
from collabtui.language.levelling import level

_PREFIX = re.compile(r"\s*(?P<word>[^:@#/]{1,20}):(?!(?<=[a-z]:)[\\/])")  # d:\\plan.docx is a path
_NUMBERED_BY_HASH = re.compile(r"\s*(?P<word>[^\W\d_]{2,12}) ?#\d{1,3} ?:")
_IN_BRACKETS = re.compile(r"[\[【](?P<word>[^\]】]{1,20})[\]】]\s*:?")
_BEFORE_DASH = re.compile(r"\s*(?P<word>[^\W\d_]{2,12}(?: [^\W\d_]{1,12})?)(?:\s+[-–—]+\s+|\s*——\s*)(?=\S)")
_NUMBER_BEHIND = re.compile(r"(?<=[^\W\d_]{2}) ?\d{1,2}\Z")
_QUESTION = re.compile(r"\s*\?{1,3}\s*(?=\w)")
_BULLET = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){1,2}(?=\s)|[-*•·▪◦●○■◆–—➢➤►▶✓✔☑✅»>]|\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[ivx]{1,4}|[a-z])[.)、]"
    r"|[①-⑳]|\[[ x]?\]|[☐□])\s*){1,2}"
)
"""What stands before a line of a list; behind it the line is of a kind, or the bullet is a part of the note."""
_OPEN_BOX = re.compile(r"(?:\[ ?\]|[☐□])\s*\Z")
_BEFORE_NAME_ENDS = re.compile(r"\s*(?P<name>[^\s:：@][^:：@]{0,40}?)(?:\s*[:：]|\s+[-–—]+\s|\s*——)")
_BEFORE_BLANK = re.compile(r"\s*(?P<name>[^\s:：@]{1,40})\s+(?=\S)")
_APART = re.compile(r"\s*(?P<word>[^\W\d_]{1,6})[ \t\u3000]+(?=[^\s:/])")
_BY_SOMEBODY = re.compile(r"(?<!\S)[@!][^\W_]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HASH = re.compile(r"\s*#(?P<word>\w+):?(?!\S)")


class LineOpening(NamedTuple):
    """The kind that a line begins with, where its text begins, and whether `alice to …` there names the owner."""

    kind: EntryKind
    body: int
    assigned: bool = False
    level: CaptureMark | None = None
    """Of a risk, where its first word has it: 高风险：."""
    is_pain: bool = False
    """Of a view, where it calls itself a pain point."""
    is_output: bool = False
    """Of a milestone, where it calls itself what is handed over."""


def opening_of(line: str, plain: str, start: int, frame: CaptureFrame) -> LineOpening | None:
    """None of a line that is a note."""
    if question := _QUESTION.match(plain, start):
        return LineOpening("question", question.end())
    bullet = _BULLET.match(plain, start)
    places = dict.fromkeys((start, bullet.end() if bullet else start))
    found = next((found for at in places if (found := _opening_at(line, plain, at, frame))), None)
    if found is None and bullet and _OPEN_BOX.search(bullet.group()) and line[bullet.end() :].strip():
        # - [ ] book the room: a task of a list in Markdown that is to be ticked
        return LineOpening("action", bullet.end(), assigned=bool(frame.names))
    return found


def _opening_at(line: str, plain: str, at: int, frame: CaptureFrame) -> LineOpening | None:
    words = capture_words()
    hashed = _HASH.match(plain, at)
    if hashed and (kind := words.hashes.get(hashed["word"])):
        return LineOpening(kind, hashed.end(), kind == "action")
    prefix = next(filter(None, (one.match(plain, at) for one in (_IN_BRACKETS, _NUMBERED_BY_HASH, _PREFIX))), None)
    if prefix and (opening := _by_prefix(prefix, frame)):
        return opening
    dash = _BEFORE_DASH.match(plain, at)
    if dash and dash["word"] not in words.only_with_colon and (opening := _by_prefix(dash, frame)):
        return opening
    apart = _APART.match(plain, at)
    if apart and (kind := words.prefixes.get(apart["word"])):
        written, body = line[apart.start("word") : apart.end("word")], apart.end()
        if _is_kind_apart(written, plain[body:]) or _is_kind_before_name(written, kind, line, body, frame):
            named = _names_its_owner(apart["word"], frame)
            return LineOpening(kind, body, named, is_pain=apart["word"] in words.pains)
    for either in filter(None, (prefix, dash, apart)):
        if _NUMBER_BEHIND.sub("", either["word"].strip()) in words.action_of_somebody:
            body = either.end()
            return LineOpening("action", body, assigned=True) if people_first(line, body, len(line), frame) else None
    return None


def _by_prefix(prefix: re.Match[str], frame: CaptureFrame) -> LineOpening | None:
    """By a word that a colon, brackets or a dash set apart; a number may stand behind it, of a risk its level."""
    kinds, word = capture_words().prefixes, prefix["word"].strip()
    bare = word if word in kinds else _NUMBER_BEHIND.sub("", word)
    if kind := kinds.get(bare):
        named = _names_its_owner(_NUMBER_BEHIND.sub("", word), frame)
        is_pain, is_output = bare in capture_words().pains, bare in capture_words().outputs
        return LineOpening(kind, prefix.end(), named, is_pain=is_pain, is_output=is_output)
    levelled = _with_level().fullmatch(word)
    if levelled is None or kinds.get(levelled["before"] or levelled["behind"]) != "risk":
        return None
    written = levelled["level"] or levelled["inside"]
    at = prefix.start("word") + levelled.start("level" if levelled["level"] else "inside")
    mark = CaptureMark("level", at, at, at + len(written), capture_words().levels[written])
    return LineOpening("risk", prefix.end(), level=mark)


@cache
def _with_level() -> re.Pattern[str]:
    levels = sorted(capture_words().levels, key=len, reverse=True)
    words = any_of([one for one in levels if len(one) > 1 or not one.isascii()])
    first = rf"(?P<level>{words})[\s-]*(?P<behind>\D+)"
    return re.compile(rf"{first}|(?P<before>\D+?)\s*(?:[(\[]\s*|[ -])(?P<inside>{any_of(levels)})\s*[)\]]?")


def _is_kind_apart(word: str, rest: str) -> bool:
    """Whether a kind that only a blank parts from the text is meant for one, typed in a hurry: in Chinese, which has
    no blanks; a small letter, but for the article and `v 2.0`; before `@bob` or `!high`, which no sentence needs."""
    plain = level(word)
    if plain in capture_words().only_with_colon:
        return False
    if _CHINESE.match(word) or _BY_SOMEBODY.search(rest) or plain in capture_words().apart:
        return True
    if len(word) > 1 or not word.islower() or (word == "v" and rest[0].isdigit()):
        return False
    return word != "a" or _CHINESE.match(rest) is not None


def _is_kind_before_name(written: str, kind: EntryKind, line: str, body: int, frame: CaptureFrame) -> bool:
    """`action bob to …`, `view carol: …`: a kind without a colon before the name of somebody who is known. `A Bob`
    begins with the article, `a bob` is typed in a hurry."""
    if len(written) == 1 and not written.islower():
        return False
    if kind == "action":
        return bool(people_first(line, body, len(line), frame))
    return kind == "view" and view_first(line, body, frame) is not None


def _names_its_owner(prefix: str, frame: CaptureFrame) -> bool:
    """Whether `alice to …` behind it names the owner."""
    words = capture_words()
    return prefix in words.assigning or (bool(frame.names) and prefix in words.assigning_to_known)


def view_first(line: str, body: int, frame: CaptureFrame) -> CaptureMark | None:
    """市场部：先不加, `carol: too few`, `carol - too few`: a name that is known, and what sets it apart; behind a
    Chinese one a blank does."""
    found, apart = _BEFORE_NAME_ENDS.match(line, body), _BEFORE_BLANK.match(line, body)
    names = {level(name) for name in frame.names}
    if found and (level(found["name"]) in names or called(found["name"], frame.people)):
        return _whose(found)
    return _whose(apart) if apart and is_unspaced(apart["name"]) and level(apart["name"]) in names else None


def _whose(found: re.Match[str]) -> CaptureMark:
    return CaptureMark("owner", found.start("name"), found.start("name"), found.end(), found["name"])
