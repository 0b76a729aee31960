"""A phrase is offered after the second like decision, judged on all kept mails, kept with where it comes from."""

import json

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.learned_phrase import LearnedPhrase, PhraseMeaning
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Request, Update
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.phrases.exchange_words import import_words, word_file
from collabtui.lifecycle.mail_in.phrases.learn_phrase import forget_phrase, keep_phrase, offered_phrase
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.replay import replay
from support.replies import outgoing, reply
from support.world import Clock

ZHANG, BOB = "zhang@example.test", "bob@example.test"
WORDS = "完成收"
"""Its last word is none of the grammar, so that it is only proposed."""


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def take(workspace: Workspace, text: str, address: str = ZHANG, *, sender: str = "", token: bool = True) -> Incoming:
    mail = receive(
        workspace.as_worker(), reply(outgoing(workspace, address, "minutes"), text, sender=sender, token=token)
    )
    assert mail is not None
    return mail


def decide(workspace: Workspace, mail: Incoming, ref: str, **values: object) -> Incoming:
    """As the form of the Inbox does."""
    update = Update.model_validate({"ref": ref, "status": "done", **values})
    return review.apply_waiting(workspace.as_user("key"), mail.ref, instead=(), updates=(update,))


def status(workspace: Workspace, ref: str) -> str:
    return workspace.store.get(Action, ref).status


def kept(workspace: Workspace) -> list[LearnedPhrase]:
    return [one for one in workspace.store.find(LearnedPhrase) if not one.withdrawn]


def twice(workspace: Workspace, other: str = ZHANG) -> Incoming:
    """The same words, on A1 of 张伟 and on another item; decided alike."""
    decide(workspace, take(workspace, f"1 {WORDS}"), "A1")
    ref, number = ("A2", 2) if other == ZHANG else ("A3", 1)
    return decide(workspace, take(workspace, f"{number} {WORDS}。", other), ref)


def test_the_second_like_decision_offers_it_and_from_then_on_it_is_understood(
    published: Workspace, clock: Clock
) -> None:
    first = decide(published, take(published, f"1 {WORDS}"), "A1")
    assert first.understanding is not None
    assert first.understanding.clauses[0].strength != "apply", "the words are no words of the grammar"
    assert offered_phrase(published.store, first.ref) is None
    clock.set("2026-03-02T17:40+08:00")
    second = decide(published, take(published, f"2 {WORDS}"), "A2")
    offer = offered_phrase(published.store, second.ref)
    assert offer is not None
    assert (offer.words, offer.meaning, offer.person) == (WORDS, PhraseMeaning(status="done"), second.person)
    phrase = keep_phrase(published.as_user("key"), second.ref)
    assert [(one.mail, one.by) for one in phrase.sources] == [(first.ref, "李明"), (second.ref, "李明")]
    assert (phrase.sources[1].at, phrase.by) == (clock.now, "李明")
    assert offered_phrase(published.store, second.ref) is None
    review.undo_mail(published.as_user("key"), second.ref)
    mail = take(published, f"2、{WORDS}")
    assert mail.understanding is not None
    assert (mail.verdict, mail.understanding.clauses[0].phrase) == ("apply", phrase.ref)
    assert status(published, "A2") == "done"
    assert replay(published.as_user("command")).differs == ()


def test_it_is_of_one_person_until_several_write_so(published: Workspace) -> None:
    keep_phrase(published.as_user("key"), twice(published).ref)
    assert take(published, f"1 {WORDS}", BOB).verdict != "apply"


def test_what_several_people_write_is_the_offices(published: Workspace) -> None:
    phrase = keep_phrase(published.as_user("key"), twice(published, BOB).ref)
    assert phrase.person is None
    assert take(published, f"2 {WORDS}").updates[0].status == "done"


@pytest.mark.parametrize(
    "text",
    [f"2 {WORDS}？", f"2 没有{WORDS}", f"如果2 {WORDS}，我再说", f"2 {WORDS}但合同没签", f"2 {WORDS}电梯"],
)
def test_a_phrase_applies_only_as_a_closed_clause(published: Workspace, text: str) -> None:
    keep_phrase(published.as_user("key"), twice(published, BOB).ref)
    mail = take(published, text)
    assert not any(update.status for update in mail.updates)
    assert status(published, "A2") == "not-started"


def test_a_wish_can_be_a_phrase(published: Workspace) -> None:
    for number, ref in ((1, "A1"), (2, "A2")):
        mail = take(published, f"{number} 应该取消")
        asked = (Request(ref=ref, ask="cancel"),)
        review.apply_waiting(published.as_user("key"), mail.ref, instead=asked, updates=())
    assert keep_phrase(published.as_user("key"), mail.ref).meaning == PhraseMeaning(ask="cancel")
    review.undo_mail(published.as_user("key"), mail.ref)
    assert [(one.ref, one.ask) for one in take(published, "2 应该取消！").requests] == [("A2", "cancel")]


@pytest.mark.parametrize("words", ["没完成收", "完成收吗"])
def test_what_denies_or_asks_is_not_offered(published: Workspace, words: str) -> None:
    decide(published, take(published, f"1 {words}"), "A1")
    second = decide(published, take(published, f"2 {words}"), "A2")
    assert offered_phrase(published.store, second.ref) is None
    with pytest.raises(Refused, match=r"phrase\.not_offered"):
        keep_phrase(published.as_user("key"), second.ref)


def test_nothing_is_learnt_of_a_stranger_or_of_different_decisions(published: Workspace) -> None:
    decide(published, take(published, f"1 {WORDS}", sender="mallory@evil.test"), "A1")
    second = decide(published, take(published, f"2 {WORDS}"), "A2")
    assert offered_phrase(published.store, second.ref) is None
    third = decide(published, take(published, f"1 {WORDS} "), "A1", status="blocked")
    assert offered_phrase(published.store, third.ref) is None


def test_a_percent_that_the_words_do_not_tell_is_not_learnt(published: Workspace) -> None:
    for ref in ("A1", "A2"):
        mail = decide(published, take(published, f"{ref} {WORDS}"), ref, status="in-progress", percent=40)
    assert offered_phrase(published.store, mail.ref) is None


def test_a_kept_mail_that_was_decided_otherwise_stands_in_its_way(published: Workspace) -> None:
    refused = take(published, f"2 {WORDS}！")
    review.reject(published.as_user("key"), refused.ref)
    second = twice(published)
    with pytest.raises(Refused) as stopped:
        keep_phrase(published.as_user("key"), second.ref)
    assert (stopped.value.key, stopped.value.values["refs"]) == ("phrase.changes", [refused.ref])
    assert kept(published) == []


def test_a_mail_that_nobody_has_decided_waits_on_as_it_is(published: Workspace) -> None:
    waits = take(published, f"2 {WORDS}！")
    keep_phrase(published.as_user("key"), twice(published).ref)
    assert published.store.get(Incoming, waits.ref) == waits


def test_it_is_forgotten_and_taken_back(published: Workspace) -> None:
    acting = published.as_user("key")
    second = twice(published)
    phrase = keep_phrase(acting, second.ref)
    undo_last(acting)
    assert kept(published) == []
    assert offered_phrase(published.store, second.ref) is None, "who has said no is not asked again"
    assert keep_phrase(acting, second.ref).ref == phrase.ref, "unless he wants it"
    forget_phrase(acting, phrase.ref.lower())
    assert take(published, f"A1 {WORDS}").updates == ()
    with pytest.raises(Refused, match=r"phrase\.never"):
        forget_phrase(acting, WORDS)


def test_what_goes_out_comes_in_again_with_where_it_comes_from(published: Workspace) -> None:
    acting = published.as_user("key")
    phrase = keep_phrase(acting, twice(published).ref)
    content = word_file(published.store).model_dump_json().encode()
    assert import_words(acting, content).phrases == 0, "it is known"
    forget_phrase(acting, phrase.ref)
    assert import_words(acting, content).phrases == 1
    (again,) = kept(published)
    assert (again.words, again.person, again.sources, again.imported) == (WORDS, phrase.person, phrase.sources, True)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"words": "没完成收"}, "phrase.no_words"),
        ({"person": "nobody@example.test"}, "phrase.nobody"),
        ({"meaning": {"status": None, "ask": None}}, "words.no_file"),
    ],
)
def test_a_file_is_judged_as_well(published: Workspace, change: dict[str, object], key: str) -> None:
    acting = published.as_user("key")
    forget_phrase(acting, keep_phrase(acting, twice(published).ref).ref)
    phrase = {"words": WORDS, "meaning": {"status": "done"}, "at": "2026-03-02T17:30:00+08:00", "by": "李明"}
    with pytest.raises(Refused) as refused:
        import_words(acting, json.dumps({"phrases": [phrase | change]}).encode())
    assert (refused.value.key, kept(published)) == (key, [])
