"""Languages beside Chinese and English: those that have words are read alone, all others wait."""

import json
import re
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Asking, Understanding
from collabtui.language.lexicon import LANGUAGES, READ_ALONE, read_words
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.written_in import read_alone
from support.labelled_replies import (
    Reply,
    replies,
    replies_fresh,
    replies_held_out,
    replies_japanese,
    replies_japanese_second,
    replies_office,
    replies_second,
    replies_unknown_languages,
    situations,
)
from support.reply_differences import differences
from support.written_replies import new_text

LABELLED = {"ja": [*replies_japanese(), *replies_japanese_second()]}
"""For each language that is read alone."""
CHINESE_AND_ENGLISH = [*replies(), *replies_held_out(), *replies_second(), *replies_fresh(), *replies_office()]


def _read(text: str, situation: str) -> Understanding:
    return understand(new_text(text), situations()[situation])


@pytest.mark.parametrize(
    "example",
    [*(one for language in READ_ALONE for one in LABELLED[language]), *replies_unknown_languages()],
    ids=lambda example: example.id,
)
def test_a_reply_in_another_language_means_what_its_label_says(example: Reply) -> None:
    assert not differences(_read(example.text, example.situation), example.expect), example.text


@pytest.mark.parametrize("language", READ_ALONE)
def test_a_language_has_enough_examples_and_enough_that_change_nothing(language: str) -> None:
    idle = [one for one in LABELLED[language] if not one.expect.updates and not one.expect.requests]
    assert len(LABELLED[language]) >= 150
    assert sum(one.trap and one.expect.sign_off is None and one.expect.rsvp is None for one in idle) >= 50


def test_unknown_languages_are_many_and_none_is_applied_or_passed_over() -> None:
    assert len(replies_unknown_languages()) >= 40
    assert len({one.language for one in replies_unknown_languages()}) >= 12
    assert all(one.expect.waits and not one.expect.updates for one in replies_unknown_languages())


def test_no_chinese_or_english_reply_is_taken_for_one_in_a_language_that_is_read_alone() -> None:
    """So that its words change no reading of theirs."""
    assert [one.text for one in CHINESE_AND_ENGLISH if read_alone(one.text, ())] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1は完了", "ja"),
        ("対応済", "ja"),
        ("使い方", "ja"),
        ("欠席", "ja"),
        ("ヘルプ", "ja"),
        ("1 完了", ""),
        ("完成 (づ￣3￣)づ", ""),
        ("1 已完成 ヽ(✿ﾟ▽ﾟ)ノ", ""),
        ("你の方案同意", ""),
        ("1 done", ""),
        ("進行中，作業已開始", ""),
    ],
)
def test_a_language_is_known_by_characters_that_only_it_has(text: str, language: str) -> None:
    assert read_alone(text, ()) == language


def test_a_title_or_a_name_in_a_language_makes_no_mail_one_in_it() -> None:
    assert read_alone("ログイン不具合を修正する：已完成", ["ログイン不具合を修正する"]) == ""
    (update,) = _read("ログイン不具合を修正する：已完成", "ja3").updates
    assert (update.ref, update.status) == ("A3", "done")


@pytest.mark.parametrize("language", READ_ALONE)
def test_the_words_of_a_language_are_of_kinds_that_the_grammar_knows(language: str) -> None:
    stored = read_words("reply", language)
    known = {kind for one in LANGUAGES for kind in read_words("reply", one)["kinds"]}
    assert stored["kinds"].keys() <= known | read_words("reply", "en")["about"].keys()
    named = set(re.findall(r"{([a-z]+)}", json.dumps(stored["kinds"])))
    assert named == stored["groups"].keys()
    for subject in ("dates", "percents"):
        chinese = read_words(subject, "zh")
        assert read_words(subject, language).keys() <= chinese.keys() | read_words(subject, "en").keys()
    assert read_words("percents", language).keys() == read_words("percents", "zh").keys()


@pytest.mark.parametrize(
    ("text", "ref", "status"),
    [
        ("1 done, aber noch nicht getestet", "A1", "done"),
        ("2 in progress, 아직 테스트 안 했습니다", "A2", "in-progress"),
    ],
)
def test_what_stands_beside_another_language_is_only_proposed(text: str, ref: str, status: str) -> None:
    found = _read(text, "en3")
    assert found.updates == ()
    assert found.doubt == "foreign-language"
    assert [(one.ref, one.status) for one in found.proposals] == [(ref, status)]


@pytest.mark.parametrize(
    "text",
    [
        "1 done - see the résumé",
        "1 done, regards, José García",
        "1 done\n\nBest regards\nRenée",
        "1 done: α and μ agree",
    ],
)
def test_borrowed_words_and_names_are_no_other_language(text: str) -> None:
    found = _read(text, "en3")
    assert all(clause.rule != "foreign-language" for clause in found.clauses)


@pytest.mark.parametrize("text", ["承認します。", "同意いたします。担当は佐藤です。", "Einverstanden.", "동의합니다"])
@pytest.mark.parametrize("kind", ["request", "change"])
def test_a_department_that_answers_in_another_language_is_looked_at(
    text: str, kind: Literal["request", "change"]
) -> None:
    asking = Asking(kind=kind, topics=("新品上线",), name="佐藤", department="研发部")
    found = understand(new_text(text), situations()["ja-sign"].model_copy(update={"asking": asking}))
    assert found.stance in (None, "none")
    assert found.doubt
