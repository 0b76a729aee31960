"""Whole answers of many voices: nothing is done that was not said, nothing is passed over, nearly all is read."""

from functools import cache
from pathlib import Path

import pytest

from collabtui.language.replies import understand as reader
from support.families import (
    BLIND,
    FREE_VOICES,
    HARD_VOICES,
    LATER_HARD_VOICES,
    LATER_TRAPS,
    LATER_VOICES,
    OFFICE_ANSWERS,
    SIBLINGS,
    THIRD,
    TRAPS,
    VOICES,
    Result,
    results,
)

SAYING = [OFFICE_ANSWERS, VOICES, THIRD, SIBLINGS, *BLIND, FREE_VOICES, HARD_VOICES, LATER_VOICES, LATER_HARD_VOICES]
OF_TRAPS = 0.15
NEARLY_ALL = 0.95
OF_HARD_VOICES = {HARD_VOICES: 0.94, LATER_HARD_VOICES: 0.9}


@cache
def _results(path: Path) -> list[Result]:
    return list(results(path))


@pytest.mark.parametrize("path", [*SAYING, TRAPS, LATER_TRAPS], ids=lambda path: path.stem)
def test_nothing_is_done_that_was_not_said(path: Path) -> None:
    assert [(one.text, one.false) for one in _results(path) if one.false] == []


@pytest.mark.parametrize("path", SAYING, ids=lambda path: path.stem)
def test_nothing_that_was_said_is_passed_over(path: Path) -> None:
    assert [one.text for one in _results(path) if one.silent] == []


def test_the_grammar_proposes_and_notes_nothing_that_was_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "with_likely_proposed", lambda readings, *_: readings)
    assert [(one.text, one.astray) for one in results(VOICES) if one.astray] == []


def test_little_is_likely_of_what_was_not_said() -> None:
    silent = [one for one in _results(VOICES) if one.proposes_nothing]
    assert len(silent) > 50
    # each of them was written to be taken for what it is not; of everyday replies `test_likely` allows half as much
    assert sum(bool(one.astray) for one in _results(VOICES)) <= OF_TRAPS * len(silent)


@pytest.mark.parametrize("path", SAYING, ids=lambda path: path.stem)
def test_nearly_all_that_was_said_is_read(path: Path) -> None:
    said = [one for one in _results(path) if one.wanted]
    missed = [one.text for one in said if not one.understood]
    assert len(said) > 30
    read = OF_HARD_VOICES.get(path, NEARLY_ALL)
    assert len(missed) <= (1 - read) * len(said), missed


def test_beside_a_correction_no_agreement_is_proposed() -> None:
    mixed = [one for one in _results(THIRD) if one.text == "They are accurate, but item 2 is wrong"]
    assert [one.proposed for one in mixed] == [frozenset()]


def test_a_disclaimer_that_speaks_of_the_minutes_waits() -> None:
    waiting = {one.text: one.waits for one in _results(THIRD) if "邮件不" in one.text}
    assert waiting == {"此邮件不代表我同意纪要。": True, "本邮件不构成对会议纪要的认可。": True}
