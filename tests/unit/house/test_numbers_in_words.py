"""Sentences that name a number that the program holds name the one that it holds."""

import re

import pytest

from collabtui.domain.deadlines.retrospective_deadline import LOOK_BACK_DAYS
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.mail_in.rate_limit import MAILS_AN_HOUR
from collabtui.text.catalogue import LOCALES, parse_sentences
from support.paths import ROOT

SPELT = {"ten": 10, "十": 10}
SECONDS = re.compile(r"(\d+) ?(?:seconds|秒)")
WORKING_DAYS = re.compile(r"(\d+|one|two|three|four|five|[一二两三四五]) ?(?:working days?|个工作日)", re.IGNORECASE)


@pytest.mark.parametrize("locale", LOCALES)
def test_mails_wait_as_long_as_is_said(locale: str) -> None:
    said = {key: SECONDS.findall(text) for key, text in parse_sentences(locale).items() if "{" not in key}
    windows = {key: numbers for key, numbers in said.items() if numbers}
    assert len(windows) >= 6
    assert {number for numbers in windows.values() for number in numbers} == {str(UNDO_WINDOW.seconds)}


@pytest.mark.parametrize("locale", LOCALES)
def test_working_days_in_sentences_are_those_of_the_retrospective(locale: str) -> None:
    said = {key: WORKING_DAYS.findall(text) for key, text in parse_sentences(locale).items()}
    assert {key: numbers for key, numbers in said.items() if numbers} == {
        "agendas.retrospective.about": [str(LOOK_BACK_DAYS)]
    }


@pytest.mark.parametrize(("locale", "limit"), [("zh", "(十)封以上"), ("en", "more than (ten) mails")])
def test_the_limit_of_answers_is_the_one_that_is_said(locale: str, limit: str) -> None:
    found = re.search(limit, parse_sentences(locale)["reason.too-many"])
    assert found
    assert SPELT[found[1]] == MAILS_AN_HOUR


def test_no_template_spells_a_deadline_out() -> None:
    pages = (ROOT / "templates").rglob("*.*")
    assert [page.name for page in pages if WORKING_DAYS.search(page.read_text(encoding="utf-8"))] == []
