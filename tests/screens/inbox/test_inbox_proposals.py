"""What is proposed is said in words, whatever a mail may ask or say."""

import re
from types import SimpleNamespace
from typing import cast, get_args

import pytest

from collabtui.domain.mail.reply import Answer, Ask
from collabtui.screens.inbox.inbox_mail import MailData
from collabtui.screens.inbox.inbox_proposals import _proposal
from collabtui.store.queries.rows.mail_rows import ProposalRow
from collabtui.text.catalogue import LOCALES, Catalogue

_KEY = re.compile(r"\b[a-z_]+\.[a-z_.]+\b")
DATA = cast("MailData", SimpleNamespace(actions={}, meetings={}))


def proposed(ask: str, locale: str, to: str | None = None) -> str:
    row = {"n": 1, "ref": None, "status": None, "percent": None, "ask": ask, "due": "2026-03-08", "to": to}
    return _proposal(DATA, cast("ProposalRow", row | {"why": "hedged"}), Catalogue(locale)).plain


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("ask", [*get_args(Ask), *get_args(Answer)])
def test_every_proposal_has_its_sentence(ask: str, locale: str) -> None:
    assert not _KEY.search(proposed(ask, locale))


@pytest.mark.parametrize(("locale", "said"), [("zh", "? 外出至3月8日（周日）"), ("en", "? is away until Sun 8 Mar")])
def test_an_absence_names_its_last_day_and_no_due_date(locale: str, said: str) -> None:
    assert proposed("absence", locale).partition(" · ")[0] == said


@pytest.mark.parametrize(("locale", "said"), [("zh", "代理人 张伟"), ("en", "deputy 张伟")])
def test_an_absence_names_who_stands_in_before_one_says_yes(locale: str, said: str) -> None:
    assert said in re.split(r" · |\n", proposed("absence", locale, "张伟"))


@pytest.mark.parametrize("locale", LOCALES)
def test_handing_over_names_to_whom(locale: str) -> None:
    assert "张伟" in proposed("reassign", locale, "张伟")
