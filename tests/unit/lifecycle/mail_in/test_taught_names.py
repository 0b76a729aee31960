"""A word that is somebody's name, or the title of something, is not taught."""

import json

import pytest

from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase, PhraseMeaning
from collabtui.domain.meetings.meeting import Decision
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.custom_words import teach, would_change
from collabtui.lifecycle.mail_in.phrases.exchange_words import import_words
from collabtui.lifecycle.mail_in.phrases.learn_phrase import PhraseOffer, put_phrase


@pytest.mark.parametrize(
    ("word", "ref"),
    [("张伟", "P2"), ("Brown", "P5"), ("bob", "P5"), ("提供接口文档", "A1"), ("新品上线", "X-2026-001")],
)
def test_a_name_is_no_word(published: Workspace, word: str, ref: str) -> None:
    for attempt in (teach, would_change):
        with pytest.raises(Refused) as error:
            attempt(published.as_user("command"), {"done": [word]})
        assert (error.value.key, error.value.values["ref"]) == ("teach.is_name", ref)


def test_a_part_of_a_title_is_a_word_like_others(published: Workspace) -> None:
    teach(published.as_user("command"), {"done": ["接口弄妥"]})


@pytest.mark.parametrize(("words", "ref"), [("张伟", "P2"), ("brown", "P5"), ("提供接口文档", "A1")])
def test_a_name_is_no_phrase_either_and_an_import_brings_none(published: Workspace, words: str, ref: str) -> None:
    acting = published.as_user("command")
    offer = PhraseOffer(words, PhraseMeaning(status="done"), None, ())
    with pytest.raises(Refused) as error, acting.transaction() as tx:
        put_phrase(tx, acting, offer, imported=False)
    assert (error.value.key, error.value.values["ref"]) == ("teach.is_name", ref)
    at = {"at": "2026-03-02T08:00:00Z", "by": "Lead"}
    for kept in (
        {"words": [{"word": words, "kind": "done", **at}]},
        {"phrases": [{"words": words, "meaning": {"status": "done"}, **at}]},
    ):
        with pytest.raises(Refused) as error:
            import_words(acting, json.dumps(kept).encode())
        assert (error.value.key, error.value.values["ref"]) == ("teach.is_name", ref)
    assert not list(acting.store.find(LearnedPhrase))
    assert not list(acting.store.find(CustomWord))


def test_a_decision_and_a_risk_have_titles_too(published: Workspace) -> None:
    acting = published.as_user("command")
    with acting.transaction() as tx:
        decision = tx.find(Decision, limit=1)[0]
        tx.put(decision.model_copy(update={"text": "照旧"}))
    with pytest.raises(Refused, match=r"teach\.is_name"):
        teach(acting, {"done": ["照旧"]})
