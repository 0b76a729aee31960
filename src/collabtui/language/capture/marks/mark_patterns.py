"""The patterns that find the marked parts of a capture line, built from the words of both languages."""

import re
from functools import cache
from typing import NamedTuple

from collabtui.language.capture.capture_words import CaptureWords, any_of, capture_words


class MarkPatterns(NamedTuple):
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
def mark_patterns() -> MarkPatterns:
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
    before_a_week = any_of([*words.due_with_a_day, *words.due])
    in_name = rf"(?:(?!{due}|{labelled})[\w.&'\u00b7-])"
    part = re.compile(
        rf"(?P<skip>[a-z][a-z0-9+.-]{{0,30}}://[!-~]+|www\.[!-~]+|{address})"
        rf"|(?P<owner>@)|(?P<collaborator>\+)|(?P<level>!)(?=\w)|(?P<deliverable>{deliverable})|(?P<module>{module})"
        rf"|(?P<doer>{doer})|(?P<helpers>{helpers})|(?P<standard>{standard})"
        rf"|(?P<due>{due}|\b{any_of([*words.due_with_a_day, *words.due_with_a_day_to_come])}\b)"
        rf"|(?P<day>{any_of(words.due_behind_a_day)})"
    )
    return MarkPatterns(
        part=part,
        due=re.compile(due),
        next_part=re.compile(rf"{due}|{labelled}|(?<= )[@+!](?=[^\W\d])"),
        name=re.compile(rf'"([^"]{{1,500}})"|“([^”]{{1,500}})”|({address})|({in_name}+)'),
        not_due=re.compile(rf"\s*{any_of(words.not_due_before)}"),
        not_due_behind=re.compile(any_of(words.not_due_behind)),
        rest_of_word=re.compile(rf"(?!{any_of(words.goes_on)})\w{{0,10}}"),
        joining=re.compile(rf" ?(?:&|(?<![a-z]){any_of([*words.joining, *words.either])}) ?@?"),
        address_behind=re.compile(rf"(?:, ?[\w.'-]+)? ?<({address})>"),
        doubt_before=re.compile(rf"(?:(?<![a-z]){any_of(words.doubt_before)}\s*|(?<!\w)\?)\Z"),
        doubt_behind=re.compile(
            rf" ?(?:[吧么]? ?\?{{1,3}}(?!\w)|[(\[【]\s*(?:\?{{1,3}}|{any_of(words.doubt)})\??\s*[)\]】])"
        ),
        week_before=re.compile(rf"(?<![a-z])(?:{before_a_week} )?{any_of(words.week_of)} ?\Z"),
        week_behind=re.compile(rf" ?{any_of(words.week_behind)}"),
    )
