"""Anonymous votes: counted once each, and nothing kept, shown or undone by which somebody's choice could be known."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.votes_due import VotesDue
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.people.merge_people import merge
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote, cast_vote, close_vote
from support.invariants import database_of, holds
from support.replies import outgoing, reply
from support.votes import asked_by_mail, vote
from support.world import Clock

ZHANG, ZHAO, CHEN, BOB = "zhang@example.test", "zhao@example.test", "chen@example.test", "bob@example.test"
NAMES = ("张伟", "赵强", "陈静", "bob")
DRAFT = VoteDraft("M1", "流程好用吗", ("A=好用", "B=不好用"), NAMES, date(2026, 3, 6), anonymous=True)


@pytest.fixture
def asked(planned: Workspace, clock: Clock) -> Workspace:
    return asked_by_mail(planned, clock, DRAFT)


def person(workspace: Workspace, address: str) -> str:
    return workspace.store.find(Person, email=address)[0].ref


def says(workspace: Workspace, address: str, text: str, *, at: str = "17:00") -> Incoming:
    raw = reply(outgoing(workspace, address, "request"), text, date=f"Mon, 02 Mar 2026 {at}:00 +0800")
    found = receive(workspace.as_worker(), raw)
    assert found is not None
    return found


def counts(workspace: Workspace) -> tuple[int, int, int]:
    found = vote(workspace)
    return found.count("A"), found.count("B"), found.count("abstain")


def everything(workspace: Workspace) -> str:
    """All that is kept of mails, and the whole trail."""
    mails = [one.model_dump_json() for model in (Incoming, Outgoing) for one in workspace.store.find(model)]
    raws = [one.raw.decode("latin-1") for one in workspace.store.find(Incoming)]
    return "".join((*mails, *raws, *(str(one) for one in workspace.store.changes(vote(workspace).ref))))


def test_who_is_asked_reads_what_is_kept(asked: Workspace) -> None:
    assert "本次表决为匿名" in outgoing(asked, ZHANG, "request").text
    assert "anonymous" in outgoing(asked, BOB, "request").text


def test_answers_are_counted_and_nothing_of_them_is_kept(asked: Workspace) -> None:
    mail = says(asked, BOB, "B   zebra-mark")
    assert (mail.verdict, counts(asked)) == ("review", (0, 0, 0)), "more than a letter is read by a person"
    for address, text in ((ZHANG, "A"), (ZHAO, "B"), (CHEN, "弃权")):
        mail = says(asked, address, text)
        assert (mail.state, mail.new_text, mail.understanding) == ("applied", None, None)
        assert "匿名" in (mail.answer or "")
        assert "好用" not in (mail.answer or "").replace("流程好用吗", "")
    assert counts(asked) == (1, 1, 1)
    assert vote(asked).silent == (person(asked, BOB),)
    fields = {one.field for one in asked.store.changes("VOTE1") if one.field}
    assert not fields & {"answered", "tally", "voters"}
    assert all(not one.choice and one.at is None for one in vote(asked).voters)


def test_the_facilitators_yes_counts_it_and_takes_the_words_away(asked: Workspace) -> None:
    mail = says(asked, BOB, "B\nzebra-mark should be gone")
    apply_waiting(asked.as_user("key"), mail.ref)
    assert counts(asked) == (0, 1, 0)
    assert "zebra" not in everything(asked)


def test_one_answer_each_for_good(asked: Workspace) -> None:
    first = says(asked, ZHANG, "A")
    again = says(asked, ZHANG, "B", at="18:00")
    assert (counts(asked), again.state, again.new_text) == ((1, 0, 0), "applied", None)
    assert "已经答复过" in (again.answer or "")
    with pytest.raises(Refused, match=r"inbox\.counted_without_name"):
        undo_mail(asked.as_user("key"), first.ref)
    with pytest.raises(Refused, match=r"vote\.answered_already"):
        cast_vote(asked.as_user("key"), "VOTE1", "张伟", "B")


def test_too_few_to_hide_among_are_neither_asked_nor_counted(asked: Workspace) -> None:
    says(asked, ZHANG, "A")
    says(asked, ZHAO, "A")
    with pytest.raises(Refused, match=r"vote\.too_few"):
        close_vote(asked.as_user("key"), "VOTE1")
    says(asked, CHEN, "B")
    decision = close_vote(asked.as_user("key"), "VOTE1").decision
    assert decision.text == "流程好用吗：A 好用（A 2 票、B 1 票、弃权 0）；4 人中 3 人已答复（匿名）"
    with pytest.raises(Refused, match=r"vote\.too_few_asked"):
        ask_vote(asked.as_user("key"), DRAFT._replace(to=("张伟", "赵强")))


def test_who_has_not_answered_is_reminded_and_the_facilitator_reads_no_count(asked: Workspace, clock: Clock) -> None:
    says(asked, ZHANG, "A")
    clock.set("2026-03-06T10:00+08:00")
    assert {mail.to for mail in queue_due(asked.as_worker(), (VotesDue(),))} == {ZHAO, CHEN, BOB}
    clock.set("2026-03-07T10:00+08:00")
    (owed,) = queue_due(asked.as_worker(), (VotesDue(),))
    assert "匿名" in owed.text
    assert "票数：" not in owed.text
    assert "赵强" not in owed.text


def test_data_hold_also_of_a_merged_voter(asked: Workspace) -> None:
    says(asked, ZHANG, "A")
    says(asked, CHEN, "B")
    merge(asked.as_user("key"), person(asked, ZHANG), person(asked, CHEN))
    assert vote(asked).silent == (person(asked, ZHAO), person(asked, BOB))
    assert counts(asked) == (1, 1, 0)
    holds(database_of(asked))
