"""The syntax of the running meeting's commands: `/next`, `/slot 2`, `/present 张伟`. What each does:
`domain.meetings.slash_command_effects`."""

import re
from typing import NamedTuple

from collabtui.errors import CollabError, Refused
from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.levelling import level

_COMMAND = re.compile(r"/(?P<word>\w+)(?:[ :]+(?P<argument>.*))?$|/(?P<name>\w+)(?=@)(?P<person>.*)$")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:点时](?P<minute>\d{1,2}|半)?分?)? ?(?P<half>[ap])?\.?m?\.?")
MOST_MINUTES = 24 * 60
MOST_SLOTS = 999


class SlashCommand(NamedTuple):
    """`word` is a command of the running meeting, "" for an unknown one; `argument` is plain: `2`, `14:02`."""

    word: str
    argument: str
    word_end: int
    """Where the word ends in the line, and `argument_start` where the argument starts."""
    argument_start: int
    problem: CollabError | None = None


def read_command(line: str) -> SlashCommand | None:
    """The command that a line is; None for a line that is none, such as a path, or what `/park` sets aside."""
    found = _COMMAND.match(level(line))
    if found is None or set_aside_from(line) is not None:
        return None
    form, rest = ("word", "argument") if found["word"] else ("name", "person")
    start = found.start(rest) if found[rest] is not None else len(line)
    written, argument = line[1 : found.end(form)], line[start:].strip()
    word = capture_words().commands.get(found[form], "")
    try:
        plain = _argument(word, written, argument)
    except Refused as refusal:
        return SlashCommand(word, argument, found.end(form), start, refusal)
    return SlashCommand(word, plain, found.end(form), start)


def set_aside_from(line: str) -> int | None:
    """The start of the words that `/park` keeps for next time, as in `/park who pays`. None for any other line: alone
    it parks the running item, and with a number it names none."""
    found = _COMMAND.match(level(line))
    if found is None or capture_words().commands.get(found["word"] or "") != "park":
        return None
    argument = line[found.start("argument") :].strip() if found["argument"] is not None else ""
    return found.start("argument") if argument and not level(argument).isdecimal() else None


def _argument(word: str, written: str, argument: str) -> str:
    match word:
        case "":
            raise Refused("capture.unknown_command", value=written)
        case "slot":
            return _number(word, argument, MOST_SLOTS)
        case "cut" if not argument:
            return ""
        case "extend" | "cut":
            minutes = re.fullmatch(rf"\+? ?(\d+) ?{any_of(capture_words().minutes)}?", level(argument))
            return _number(word, minutes[1] if minutes else argument, MOST_MINUTES)
        case "late":
            return _name_and_clock(argument)
        case "present" | "absent":
            name = argument.removeprefix("@").removeprefix("＠").strip()
            if not name:
                raise Refused("capture.no_name", command=word)
            return name
        case "start" | "end":
            return clock_time(argument) if argument else ""
    if argument:
        raise Refused("capture.no_argument", command=word, value=argument)
    return ""


def _name_and_clock(argument: str) -> str:
    """`张伟 14:10`: who came late, and when if that is said."""
    found = re.fullmatch(r"(?P<name>.*?)(?:\s+(?P<clock>\d.*))?", argument.removeprefix("@").removeprefix("＠").strip())
    if found is None or not found["name"]:
        raise Refused("capture.no_name", command="late")
    return f"{found['name']} {clock_time(found['clock'])}" if found["clock"] else found["name"]


def _number(word: str, argument: str, most: int) -> str:
    plain = level(argument).strip()
    if not plain:
        raise Refused("capture.no_number", command=word, most=most)
    if not re.fullmatch(r"[0-9]{1,6}", plain) or not 1 <= int(plain) <= most:
        raise Refused("capture.bad_number", command=word, value=argument, most=most)
    return str(int(plain))


def clock_time(text: str) -> str:
    """`14:02`, `2:02 pm`, `14点02分` as `14:02`. Raises `Refused` (capture.no_such_time)."""
    found = _CLOCK.fullmatch(level(text).strip())
    if found is None or (found["minute"] is None and not found["half"] and not re.search("[点时]", text)):
        raise Refused("capture.no_such_time", value=text)
    hour = int(found["hour"])
    minute = 30 if found["minute"] == "半" else int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise Refused("capture.no_such_time", value=text)
        hour = hour % 12 + 12 * (found["half"] == "p")
    if hour > 23 or minute > 59:
        raise Refused("capture.no_such_time", value=text)
    return f"{hour:02}:{minute:02}"
