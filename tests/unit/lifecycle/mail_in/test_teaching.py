"""Teaching a word: shown first, then read with from there on, and never of what was done already."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Update
from collabtui.errors import Refused
from collabtui.language.replies.words.teachable import KINDS
from collabtui.language.replies.words.vocabulary import TaughtWords, vocabulary
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.custom_words import forget, teach, would_change
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply
from support.world import Clock

WORDS: TaughtWords = {"done": ["收摊"]}


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T17:30+08:00")


def take(workspace: Workspace, text: str, address: str = "zhang@example.test") -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, address, "minutes"), text))
    assert mail is not None
    return mail


def kept(workspace: Workspace, mail: Incoming) -> Incoming:
    return workspace.store.get(Incoming, mail.ref)


def status(workspace: Workspace, ref: str = "A1") -> str:
    return workspace.store.get(Action, ref).status


def test_what_would_change_is_shown_and_nothing_changes(published: Workspace) -> None:
    take(published, "1 完成")
    mail = take(published, "2 收摊了")
    before = published.store.change_counter()
    (changed,) = would_change(published.as_user("key"), WORDS)
    assert changed.ref == mail.ref
    assert not any(update.status for update in changed.before.updates)
    assert [(update.ref, update.status) for update in changed.after.updates] == [("A2", "done")]
    assert published.store.change_counter() == before


def test_from_then_on_the_word_means_that(published: Workspace) -> None:
    teach(published.as_user("key"), WORDS)
    mail = take(published, "1 收摊")
    assert (mail.verdict, status(published)) == ("apply", "done")


def test_a_mail_with_the_word_proposes_it_and_waits(published: Workspace) -> None:
    """Until then it was only a note."""
    mail = take(published, "1 收摊")
    unsure = take(published, "2 应该能收摊吧？")
    teach(published.as_user("key"), WORDS)
    assert kept(published, unsure).updates == ()
    again = kept(published, mail)
    assert (again.verdict, again.state) == ("review", "waiting")
    assert [(update.ref, update.status) for update in again.updates] == [("A1", "done")]
    assert status(published) == "not-started"
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert status(published) == "done"
    review.undo_mail(published.as_user("key"), mail.ref)
    assert (status(published), published.store.get(Action, "A1").note) == ("not-started", "")


def test_what_was_decided_or_overtaken_since_stays_as_it_is(published: Workspace, clock: Clock) -> None:
    refused = take(published, "1 延期到3月20日。2 收摊")
    review.reject(published.as_user("key"), refused.ref)
    overtaken = take(published, "2 收摊。那天的布置我们另外找了三家公司来谈")
    clock.set("2026-03-02T18:00+08:00")
    update_action(published.as_user("key"), "A2", Update(ref="A2", status="blocked"))
    before = [kept(published, mail) for mail in (refused, overtaken)]
    changed = teach(published.as_user("key"), WORDS)
    assert {one.ref for one in changed} == {refused.ref, overtaken.ref}
    assert [kept(published, mail) for mail in (refused, overtaken)] == before


def test_a_word_can_be_forgotten_taught_anew_and_taken_back(published: Workspace) -> None:
    acting = published.as_user("key")
    teach(acting, WORDS)
    forget(acting, "收摊")
    assert not any(update.status for update in take(published, "1 收摊").updates)
    teach(acting, {"blocked": ["收摊"]})
    assert take(published, "2 收摊").updates[0].status == "blocked"
    undo_last(acting)
    assert not any(update.status for update in take(published, "1 已经收摊").updates)
    with pytest.raises(Refused, match=r"teach\.never"):
        forget(acting, "从未")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"done": ["完成"]}, "teach.known"),
        ({"done": ["好"]}, "teach.no_word"),
        ({"done": ["1"]}, "teach.no_word"),
        ({"done": [""]}, "teach.no_word"),
        ({"done": ["a" * 40]}, "teach.no_word"),
        ({"finished": ["收摊"]}, "teach.kind"),
    ],
)
def test_what_cannot_be_taught_is_refused(published: Workspace, words: TaughtWords, key: str) -> None:
    acting = published.as_user("key")
    for learn in (would_change, teach):
        with pytest.raises(Refused) as refused:
            learn(acting, words)
        assert refused.value.key == key


def test_a_word_that_was_taught_is_known(published: Workspace) -> None:
    teach(published.as_user("key"), WORDS)
    with pytest.raises(Refused, match=r"teach\.known"):
        teach(published.as_user("key"), {"blocked": ["收摊"]})


def test_each_meaning_is_a_kind_of_words_of_the_grammar() -> None:
    assert all(vocabulary({}).of_kind(kind) for kind in KINDS)
