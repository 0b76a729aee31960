"""What is put around an answer never changes it; a negation, a question, a doubt always stops it from being applied."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import pytest

from collabtui.domain.mail.reply import NewText, Understanding
from collabtui.language.replies.understand import understand
from collabtui.mail.parse.message import read
from collabtui.mail.quote.new_text import new_text as cut
from support.families import OFFICE_ANSWERS, VOICES, answers, applied, context, proposed
from support.mail_clients import CLIENTS, wrap
from support.sample_minutes import EN, ZH
from support.written_replies import new_text

EXAMPLES = [case for path in (OFFICE_ANSWERS, VOICES) for case in answers(path)]
Change = Callable[[str], str]
SAME: dict[str, Change] = {
    "a courtesy before": lambda text: ("Hello,\n" if text.isascii() else "您好，\n") + text,
    "a courtesy behind": lambda text: text + ("\nThank you very much!" if text.isascii() else "\n非常感谢！"),
    "a signature": lambda text: text + ("\n\nBest regards,\nJohn Smith" if text.isascii() else "\n\n此致\n敬礼\n孙丽"),
    "a signature of a phone": lambda text: (
        text + ("\n\nSent from my iPhone" if text.isascii() else "\n\n发自我的iPhone")
    ),
    "full width digits": lambda text: text.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}),
    "odd spaces": lambda text: " \u200b" + text.replace(" ", " \u00a0") + " ",
}
STOPS: dict[str, Change] = {
    "a question mark": lambda text: text.rstrip(" .!。！") + "?",
    "a doubt": lambda text: ("Maybe " if text.isascii() else "可能") + text,
    "a doubt behind": lambda text: text.rstrip(" .!。！") + (", maybe" if text.isascii() else "，大概吧"),
    "a negation": lambda text: ("It is not true that " if text.isascii() else "并不是") + text,
    "a condition": lambda text: ("If all goes well, " if text.isascii() else "如果顺利的话，") + text,
    "hearsay": lambda text: ("I was told that " if text.isascii() else "听说") + text,
}


def _understood(case: dict[str, str], text: NewText) -> Understanding:
    day = date.fromisoformat(case["day"])
    return understand(text, context(case["person"], day, case.get("answers", "minutes")))


@cache
def _plainly(person: str, day: str, answers: str, text: str) -> Understanding:
    """What is compared with each change is read once."""
    return understand(new_text(text), context(person, date.fromisoformat(day), answers))


def _unchanged(case: dict[str, str], text: str) -> Understanding:
    return _plainly(case["person"], case["day"], case.get("answers", "minutes"), text)


def _meaning(found: Understanding) -> object:
    return applied(found), proposed(found), bool(found.doubt)


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_is_put_around_an_answer_changes_nothing(change: Change) -> None:
    changed = [
        case["text"]
        for case in EXAMPLES
        if _meaning(_unchanged(case, case["text"])) != _meaning(_understood(case, new_text(change(case["text"]))))
    ]
    assert changed == []


def _single() -> Iterator[dict[str, str]]:
    """Answers of one clause that change something without asking."""
    for case in EXAMPLES:
        text = case["text"].rstrip(" .!。！")
        if any(mark in text for mark in "\n,.;:，。；：、|/-—([") or not _is_certain(_unchanged(case, text)):
            continue
        yield case


def _is_certain(found: Understanding) -> bool:
    return any(one.status for one in found.updates) or found.sign_off == "agreed"


@pytest.mark.parametrize("change", STOPS.values(), ids=STOPS)
def test_what_takes_an_answer_back_stops_it(change: Change) -> None:
    some = list(_single())
    assert len(some) > 50
    changed = [(case, change(case["text"])) for case in some]
    assert [text for case, text in changed if _is_certain(_understood(case, new_text(text)))] == []


@pytest.mark.parametrize("client", CLIENTS)
def test_the_format_of_a_client_changes_nothing(client: str) -> None:
    minutes = EN if "-en" in client else ZH
    written = [case for case in EXAMPLES if case["text"].isascii() == ("-en" in client) and "\n" not in case["text"]]
    first = list(CLIENTS).index(client) % 12
    for case in written[first::12]:
        raw = wrap(client, case["text"], minutes.text, minutes.html)
        assert _meaning(_understood(case, cut(read(raw).body, minutes.sent))) == _meaning(
            _unchanged(case, case["text"])
        ), case["text"]
