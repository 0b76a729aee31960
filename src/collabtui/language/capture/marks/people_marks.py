"""The marks that name people: @owner, +collaborator, who does it and who helps behind a label, and what a collaborator
supports in brackets."""

import re
from collections.abc import Iterator

from collabtui.language.capture.marks.capture_mark import CaptureMark, MarkKind
from collabtui.language.capture.marks.mark_patterns import mark_patterns
from collabtui.language.capture.marks.marked_line import MarkedLine, opens_a_word, stands_apart
from collabtui.language.capture.people_names import match_people
from collabtui.language.levelling import level

_SUPPORT = re.compile(r" ?[(（\[【]\s*([^()（）\[\]【】]*[^()（）\[\]【】\s])\s*[)）\]】]")


def opens_owner(line: MarkedLine, at: int) -> bool:
    """An @ within a Latin word is none of ours; Chinese is written without spaces."""
    behind = line.plain[at + 1 : at + 2]
    known = stands_apart(line.plain, at) or (behind.isalpha() and not behind.isascii())
    return known or _is_somebody(line, at + 1)  # close issues@bob


def opens_collaborator(line: MarkedLine, at: int, last_end: int) -> bool:
    behind = line.plain[at + 1 : at + 2]
    if behind == " ":  # `@Raj + Ben`: directly behind another part, and before somebody who is known
        return not line.plain[last_end:at].strip() and _is_known(line, at + 2)
    return (behind.isalpha() or behind in ('"', "“", "@")) and (at == last_end or opens_a_word(line.plain, at))


def people_from(line: MarkedLine, kind: MarkKind, start: int, at: int) -> Iterator[CaptureMark]:
    """`@张伟`, and in `@张伟、李明` the second as well."""
    while name := _name(line, at):
        value, end = name
        if address := mark_patterns().address_behind.match(line.plain, end):
            value, end = (value if level(value) in line.names.known else address[1]), address.end()
        elif beside := _with_department(line, value, end):
            value, end = beside
        yield CaptureMark(kind, start, at, end, value)
        if kind == "collaborator" and (support := _support(line, end)):
            yield support
            end = support.end
        start, next_name = end, _next_name(line, end)
        if next_name is None:
            return
        at = next_name


def _with_department(line: MarkedLine, name: str, end: int) -> tuple[str, int] | None:
    """张伟（财务部） and where it ends, of a name that several share."""
    people = line.frame.people
    found = _SUPPORT.match(line.written, end) if people and match_people(name, people).candidates else None
    value = f"{name} ({found[1]})" if found else ""
    return (value, found.end()) if found and match_people(value, people).found else None


def people_behind_label(line: MarkedLine, found: re.Match[str]) -> Iterator[CaptureMark]:
    """The mark of who does it, or supports it, where that is somebody who is known; else the words stay in the text,
    which loses nothing."""
    name = _name(line, found.end())
    if name is None or (line.frame.people and not match_people(name[0], line.frame.people).found):
        return
    if found.lastgroup == "doer":
        yield CaptureMark("doer", found.start(), found.end(), name[1], name[0])
    else:
        yield from people_from(line, "collaborator", found.start(), found.end())


def _next_name(line: MarkedLine, end: int) -> int | None:
    """Where another name begins behind one: 张伟、李明 whoever that is, `Alice & Carol` where Carol is known."""
    if line.plain[end : end + 1] in ("、", "/") and line.plain[end + 1 : end + 2].strip("@+").isalpha():
        return end + 1
    joined = mark_patterns().joining.match(line.plain, end)
    return joined.end() if joined and _is_somebody(line, joined.end()) else None


def _is_somebody(line: MarkedLine, at: int) -> bool:
    """Whether a whole word at a place is one of the names of somebody who is known."""
    word = re.compile(r"[^\W\d_]+(?![\w'.])").match(line.plain, at)
    return word is not None and word.group() in line.words_of_people


def _support(line: MarkedLine, at: int) -> CaptureMark | None:
    """What stands in brackets behind a name; a part of the line in brackets is that part."""
    found = _SUPPORT.match(line.written, at) if "support" in line.kinds else None
    if found is None or mark_patterns().next_part.search(line.plain, found.start(1), found.end(1)):
        return None
    return CaptureMark("support", at, found.start(1), found.end(), found[1])


def _name(line: MarkedLine, at: int) -> tuple[str, int] | None:
    """The name at a place, as written, and where it ends."""
    for name in line.names.longest_first:
        end = at + len(name)
        if line.plain.startswith(name, at) and not (name.isascii() and line.plain[end : end + 1].isalnum()):
            return line.written[at:end], end
    found = mark_patterns().name.match(line.plain, at)
    if found is None or not any(char.isalnum() for char in found.group()):
        return None
    start, end = found.span(found.lastindex or 0)
    value = line.written[start:end].rstrip(".-'")
    inner = found.lastindex in (1, 2)
    return value.replace("_", " ").strip(), found.end() if inner else start + len(value)


def _is_known(line: MarkedLine, at: int) -> bool:
    """Whether somebody's name, or a word of one, stands at a place."""
    word = re.compile(r"[^\W\d_]+").match(line.plain, at)
    return word is not None and word.group() in line.names.words
