"""Learnt phrases: which words of a clause could be one, and what a reply says with one."""

from datetime import date
from typing import Any

import pytest

from collabtui.domain.mail.learned_phrase import KnownPhrase, PhraseMeaning
from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.phrases.phrase_pattern import is_learnable_text, patterns_in
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.vocabulary import stands_in
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", title="Order the badges", number=1, due=date(2026, 3, 11)),
    Item(ref="A2", title="编写手册", number=2, due=date(2026, 3, 12)),
)


def situation(*phrases: KnownPhrase) -> ReplyContext:
    return ReplyContext(items=ITEMS, locale="en", written=date(2026, 3, 9), people=("Dana Reed",), phrases=phrases)


def known(words: str, **meaning: Any) -> KnownPhrase:
    return KnownPhrase(ref="F1", words=words, meaning=PhraseMeaning(**meaning))


def said(text: str, *phrases: KnownPhrase) -> Understanding:
    return understand(new_text(text), situation(*phrases))


@pytest.mark.parametrize(
    ("text", "learnable"),
    [
        ("home and dry", True), ("交上去咯", True),
        ("not home and dry", False), ("x", False), ("3 home and dry", False), ("收", False), ("完成收8件", False),
        ("", False), ("home and dry; home and dry", False), ("home and dry by Friday", False),
    ],
)  # fmt: skip
def test_what_can_be_a_phrase(text: str, learnable: bool) -> None:
    assert is_learnable_text(text, {}) is learnable


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 home and dry", ["home and dry"]),
        ("1: Home and Dry!", ["home and dry"]),
        ("2 编写手册：妥妥的", ["妥妥的"]),
        ("1 home and dry\n2 妥妥的", ["home and dry", "妥妥的"]),
        ("1 home and dry for Dana Reed", []),
        ("1 home and dry with 2", []),
        ("1 because home and dry", []),
        ("1 home and dry?", []),
        ("1", []),
        ("> 1 home and dry", []),
        ("1 home and dry, 2 too", ["home and dry", "too"]),
        ("1 [home and dry]", ["home and dry"]),
    ],
)
def test_the_words_of_a_clause_that_could_be_one(text: str, found: list[str]) -> None:
    mail = new_text(text)
    patterns = list(patterns_in(mail, situation(), {}))
    assert [one.words for one in patterns] == found
    assert all(one.words in text[one.span.start : one.span.end].casefold() for one in patterns)


@pytest.mark.parametrize(
    ("meaning", "rule", "status", "percent"),
    [
        ({"status": "done"}, "done", "done", 100),
        ({"status": "blocked"}, "blocked", "blocked", None),
        ({"status": "in-progress"}, "started", "in-progress", None),
        ({"status": "not-started"}, "not-begun", "not-started", None),
    ],
)
def test_a_clause_that_is_a_phrase_has_its_status(
    meaning: dict[str, Any], rule: str, status: str, percent: int | None
) -> None:
    found = said("1 home and dry", known("home and dry", **meaning))
    assert [(one.ref, one.status, one.percent) for one in found.updates] == [("A1", status, percent)]
    assert [(one.rule, one.phrase) for one in found.clauses] == [(rule, "F1")]


@pytest.mark.parametrize("ask", ["postpone", "cancel"])
def test_a_clause_that_is_a_phrase_asks_for_what_it_means(ask: str) -> None:
    found = said("2 妥妥的", known("妥妥的", ask=ask))
    assert [(one.ref, one.ask) for one in found.requests] == [("A2", ask)]


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("1 home and dry", ["A1"]),
        ("1 home and dry, 2 home and dry", ["A1", "A2"]),
        ("1 looks good, home and dry", []),
        ("1 home and dry today", []),
        ("1 and Dana home and dry", []),
        ("home and dry", []),
        ("if the vendor delivers, 1 home and dry", []),
        ("1 home and dry?", []),
    ],
)
def test_only_where_it_is_all_that_a_clause_says_of_an_item(text: str, moved: list[str]) -> None:
    found = said(text, known("home and dry", status="done"))
    assert [one.ref for one in found.updates if one.status] == moved


def test_what_the_rest_of_the_mail_says_of_it_counts_all_the_same() -> None:
    found = said("1 home and dry, but it was rejected", known("home and dry", status="done"))
    assert ([one.ref for one in found.updates if one.status], bool(found.doubt)) == ([], True)


def test_of_two_phrases_of_the_same_words_the_first_counts() -> None:
    own = known("home and dry", status="blocked")
    found = said(
        "1 home and dry", own, KnownPhrase(ref="F2", words="home and dry", meaning=PhraseMeaning(status="done"))
    )
    assert [one.status for one in found.updates] == ["blocked"]


@pytest.mark.parametrize(("text", "there"), [("took ok", True), ("took", False), ("ok", True), ("token, smoke", False)])
def test_a_latin_word_stands_in_a_text_where_it_is_whole(text: str, there: bool) -> None:
    assert stands_in("ok", text) is there
