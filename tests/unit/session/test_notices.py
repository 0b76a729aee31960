"""Notices: what is shown, for how long, and what can be read again."""

from datetime import datetime, timedelta

import pytest

from collabtui.session.notices import KEPT, NoticeLog, Severity

NOON = datetime.fromisoformat("2026-03-02T12:00+08:00")


def log() -> NoticeLog:
    return NoticeLog(lambda: NOON)


def test_the_last_one_is_shown_and_the_others_can_be_read_again() -> None:
    notices = log()
    for number in range(KEPT + 5):
        notices.add(f"notice {number}", "information")
    assert notices.shown is not None
    assert notices.shown.text == f"notice {KEPT + 4}"
    assert [one.text for one in notices.recent] == [f"notice {number}" for number in range(5, KEPT + 5)]
    assert notices.hidden == KEPT + 4


def test_no_sentence_is_kept_twice_in_a_row() -> None:
    notices = log()
    first = notices.add("The disk is full", "error")
    again = notices.add("The disk is full", "error")
    assert (len(notices.recent), notices.hidden) == (1, 0)
    assert not notices.expire(first), "it began anew"
    assert notices.shown == again


def test_news_that_wait_behind_a_sentence_which_begins_anew_are_kept() -> None:
    notices = log()
    notices.add("The disk is full", "error")
    notices.add_news("Li Na answered")
    notices.add("The disk is full", "error")
    assert [one.text for one in notices.recent] == ["Li Na answered", "The disk is full"]


def test_an_error_stays_until_it_is_read_or_another_takes_its_place() -> None:
    notices = log()
    error = notices.add("No such person", "error")
    assert not notices.expire(error)
    assert notices.shown == error
    done = notices.add("Saved", "information")
    assert notices.expire(done)
    assert notices.shown is None
    notices.add("No such person", "error")
    notices.mark_read()
    assert notices.shown is None
    assert len(notices.recent) == 3


def test_a_notice_whose_place_was_taken_does_not_take_the_new_one_with_it() -> None:
    notices = log()
    first = notices.add("Saved", "information")
    second = notices.add("Sent", "information")
    assert not notices.expire(first)
    assert notices.shown == second


@pytest.mark.parametrize(
    ("severity", "key", "seconds", "is_read"),
    [("error", "escape", 0, True), ("error", "y", 7, False), ("error", "y", 8, True), ("warning", "escape", 9, False)],
)
def test_an_error_is_over_with_a_key_once_it_could_be_read(
    severity: Severity, key: str, seconds: int, is_read: bool
) -> None:
    moments = [NOON]
    notices = NoticeLog(lambda: moments[-1])
    assert not notices.is_error_read(key)
    notices.add("No such person", severity)
    moments.append(NOON + timedelta(seconds=seconds))
    assert notices.is_error_read(key) is is_read


def test_what_mail_brings_waits_until_the_answer_to_a_key_was_read() -> None:
    """Two actions were done by slips of the finger, and the sentence that said so was gone at once."""
    notices = log()
    done = notices.add("Done: A3", "information")
    assert notices.add_news("Carol answered") is None
    assert notices.add_news("Bob answered") is None
    assert notices.shown == done
    assert notices.expire(done)
    assert notices.shown is not None
    assert (notices.shown.text, notices.hidden) == ("Bob answered", 1)
    latest = notices.add_news("Alice answered")
    assert notices.shown == latest
    assert latest is not None
    assert notices.expire(latest)
    assert notices.shown is None
    assert len(notices.recent) == 4
