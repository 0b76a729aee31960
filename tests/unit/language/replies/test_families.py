"""Whole answers of many voices: nothing is done that was not said, nothing is passed over, nearly all is read."""

from support.families import OFFICE_ANSWERS, results


def test_nothing_is_done_that_was_not_said() -> None:
    assert [(one.text, one.false) for one in results(OFFICE_ANSWERS) if one.false] == []


def test_nothing_that_was_said_is_passed_over() -> None:
    assert [one.text for one in results(OFFICE_ANSWERS) if one.silent] == []


def test_nearly_all_that_was_said_is_read() -> None:
    said = [one for one in results(OFFICE_ANSWERS) if one.wanted]
    missed = [one.text for one in said if not one.understood]
    assert len(said) > 30
    assert len(missed) <= 1, missed
