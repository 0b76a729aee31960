"""Votes by reply: asked, counted, contradicted, closed, undone; merged and gone voters; strangers."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.meetings.meeting import Decision, Meeting
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.for_facilitator.unjudged_answers import readings
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.votes_due import VotesDue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, reject, undo_mail
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person, import_people
from collabtui.lifecycle.people.merge_people import merge
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.lifecycle.votes.votes_by_mail import (
    VoteDraft,
    ask_vote,
    cast_vote,
    close_vote,
    level_choices,
    preview_vote,
    withdraw_vote,
)
from collabtui.text.catalogue import Catalogue
from support.replies import outgoing, reply, send_all
from support.votes import asked_by_mail, vote
from support.world import Clock

ZHANG, ZHAO, CHEN = "zhang@example.test", "zhao@example.test", "chen@example.test"
DRAFT = VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("张伟", "赵强", "陈静"), date(2026, 3, 6))


@pytest.fixture
def asked(planned: Workspace, clock: Clock) -> Workspace:
    return asked_by_mail(planned, clock, DRAFT)


def person(workspace: Workspace, address: str) -> str:
    return workspace.store.find(Person, email=address)[0].ref


def says(workspace: Workspace, address: str, text: str, *, at: str = "17:00", sender: str = "") -> Incoming:
    raw = reply(outgoing(workspace, address, "request"), text, date=f"Mon, 02 Mar 2026 {at}:00 +0800", sender=sender)
    found = receive(workspace.as_worker(), raw)
    assert found is not None
    return found


def counts(workspace: Workspace) -> tuple[int, int, int]:
    found = vote(workspace)
    return found.count("A"), found.count("B"), found.count("abstain")


def test_each_voter_gets_the_choices_and_each_certain_reply_counts(asked: Workspace) -> None:
    assert "A  五月" in outgoing(asked, ZHANG, "request").text
    mail = says(asked, ZHANG, "A")
    assert (mail.verdict, mail.state, counts(asked)) == ("apply", "applied", (1, 0, 0))
    assert mail.answer is not None
    assert "A 五月" in mail.answer
    says(asked, ZHAO, "弃权")
    assert (counts(asked), vote(asked).silent) == ((1, 0, 1), (person(asked, CHEN),))


def test_a_deputy_who_answers_the_mail_of_who_is_away_votes_in_his_place(asked: Workspace) -> None:
    """Her own vote stays: it is counted for him, as a department's answer is."""
    set_away(asked.as_user("key"), person(asked, ZHANG), date(2026, 3, 2), date(2026, 3, 6), person(asked, CHEN))
    says(asked, CHEN, "A")
    mail = says(asked, ZHANG, "B", at="18:00", sender=CHEN)
    assert (mail.state, counts(asked)) == ("waiting", (1, 0, 0))
    assert readings(mail, Catalogue("zh")) == ["? B：投票，代 张伟"]
    apply_waiting(asked.as_user("key"), mail.ref)
    found = vote(asked)
    assert [one.choice for ref in (CHEN, ZHANG) if (one := found.voter(person(asked, ref)))] == ["A", "B"]
    undo_mail(asked.as_user("key"), mail.ref)
    assert counts(asked) == (1, 0, 0)


def test_a_colleague_who_is_no_deputy_votes_for_himself(asked: Workspace) -> None:
    mail = says(asked, ZHANG, "B", sender=CHEN)
    apply_waiting(asked.as_user("key"), mail.ref)
    assert (counts(asked), vote(asked).silent) == ((0, 1, 0), (person(asked, ZHANG), person(asked, ZHAO)))


def test_the_newest_word_counts_in_whatever_order_it_comes(asked: Workspace) -> None:
    says(asked, ZHANG, "B", at="18:00")
    late = says(asked, ZHANG, "A", at="17:00")
    assert (counts(asked), late.state, late.reason) == ((0, 1, 0), "waiting", "older-than-known")
    says(asked, ZHANG, "A", at="19:00")
    assert counts(asked) == (1, 0, 0)


@pytest.mark.parametrize("text", ["改投B", "改选B", "Please change my vote to B"])
def test_who_changes_his_mind_says_so(asked: Workspace, text: str) -> None:
    says(asked, ZHANG, "A")
    says(asked, ZHANG, text, at="18:00")
    assert counts(asked) == (0, 1, 0)


def test_a_vote_that_stays_is_named_where_the_next_word_is_not_understood(asked: Workspace) -> None:
    says(asked, ZHANG, "A")
    mail = says(asked, ZHANG, "再想想，好像都不太合适", at="18:00")
    assert (mail.state, counts(asked)) == ("waiting", (1, 0, 0))
    told = outgoing(asked, ZHANG, "answer").text.replace("\n", "")
    assert "仍然有效：A 五月" in told
    assert "还没有记录" not in told


def test_what_is_not_certain_waits_for_the_facilitators_yes(asked: Workspace) -> None:
    mail = says(asked, ZHANG, "A\n等预算定了再说")
    assert (mail.verdict, mail.state, counts(asked)) == ("review", "waiting", (0, 0, 0))
    apply_waiting(asked.as_user("key"), mail.ref)
    assert counts(asked) == (1, 0, 0)
    undo_mail(asked.as_user("key"), mail.ref)
    assert counts(asked) == (0, 0, 0)


def test_a_stranger_with_the_token_and_a_forwarded_mail_have_no_vote(asked: Workspace) -> None:
    import_people(asked.as_user("command"), [PersonDraft(name="何工", email="he@example.test")])
    for sender in ("mallory@example.test", "he@example.test"):
        assert says(asked, ZHANG, "A", sender=sender).verdict == "review"
    assert counts(asked) == (0, 0, 0)


def test_undo_of_one_vote_leaves_the_others(asked: Workspace) -> None:
    mail = says(asked, ZHANG, "A")
    says(asked, ZHAO, "B")
    undo_mail(asked.as_user("key"), mail.ref)
    assert counts(asked) == (0, 1, 0)
    assert "请重新投票" in outgoing(asked, ZHANG, "notice").text


def test_closing_records_the_count_and_who_did_not_vote_and_can_be_undone(asked: Workspace) -> None:
    says(asked, ZHANG, "A")
    decision = close_vote(asked.as_user("key"), "VOTE1").decision
    assert decision.text == "哪天搬：A 五月（A 1 票、B 0 票、弃权 0）；未投票：赵强、陈静"
    assert (vote(asked).state, vote(asked).decision) == ("closed", decision.ref)
    late = says(asked, CHEN, "B")
    assert (late.verdict, late.reason, counts(asked)) == ("review", "vote-closed", (1, 0, 0))
    assert "已结束" in (late.answer or "")
    undo_last(asked.as_user("key"))
    assert (vote(asked).state, asked.store.get(Decision, decision.ref).withdrawn) == ("open", True)
    apply_waiting(asked.as_user("key"), late.ref)
    assert counts(asked) == (1, 1, 0)


def test_level_choices_need_a_word_and_a_loser_is_refused(asked: Workspace) -> None:
    with pytest.raises(Refused, match=r"vote\.tie"):
        close_vote(asked.as_user("key"), "VOTE1")
    cast_vote(asked.as_user("key"), "VOTE1", "赵强", "b")
    with pytest.raises(Refused, match=r"vote\.against_count"):
        close_vote(asked.as_user("key"), "VOTE1", "A")
    assert close_vote(asked.as_user("key"), "VOTE1", "B").decision.text.startswith("哪天搬：B 六月")


def test_an_answer_that_waits_is_looked_at_before_the_vote_is_closed(asked: Workspace) -> None:
    says(asked, ZHANG, "A")
    waits = says(asked, ZHAO, "B\n等预算定了再说")
    says(asked, CHEN, "A还是B，都可以吧")
    says(asked, CHEN, "弃权", at="18:00")
    with pytest.raises(Refused, match=r"vote\.unread") as refused:
        close_vote(asked.as_user("key"), "VOTE1")
    assert refused.value.values["mails"] == (waits.ref,)
    assert [one.key for one in level_choices(asked.store, "VOTE1")] == ["A"]
    reject(asked.as_user("key"), waits.ref)
    assert level_choices(asked.store, "VOTE1") == ()
    assert close_vote(asked.as_user("key"), "VOTE1").decision.text.startswith("哪天搬：A")


def test_a_vote_is_closed_by_name_over_an_answer_that_waits(asked: Workspace) -> None:
    says(asked, ZHANG, "A")
    says(asked, ZHAO, "B\n等预算定了再说")
    assert close_vote(asked.as_user("key"), "VOTE1", "A").decision.text.startswith("哪天搬：A")


def test_what_was_asked_is_taken_back_whole(asked: Workspace) -> None:
    withdraw_vote(asked.as_user("key"), "VOTE1")
    assert says(asked, ZHANG, "A").reason == "vote-closed"
    with pytest.raises(Refused, match=r"vote\.settled"):
        cast_vote(asked.as_user("key"), "VOTE1", "赵强", "B")
    undo_last(asked.as_user("key"))
    assert vote(asked).state == "open"


def test_a_merged_voter_counts_once_with_his_last_word(asked: Workspace) -> None:
    says(asked, ZHANG, "A", at="17:00")
    says(asked, CHEN, "B", at="18:00")
    merge(asked.as_user("key"), person(asked, ZHANG), person(asked, CHEN))
    assert (counts(asked), len(vote(asked).everybody)) == ((0, 1, 0), 2)


def test_who_has_not_voted_is_reminded_once_on_the_last_day_then_the_facilitator_told(
    asked: Workspace, clock: Clock
) -> None:
    says(asked, ZHANG, "A")
    clock.set("2026-03-05T10:00+08:00")
    assert queue_due(asked.as_worker(), (VotesDue(),)) == []
    clock.set("2026-03-06T10:00+08:00")
    again = queue_due(asked.as_worker(), (VotesDue(),))
    assert {mail.to for mail in again} == {ZHAO, CHEN}
    assert queue_due(asked.as_worker(), (VotesDue(),)) == []
    mail = next(mail for mail in again if mail.to == CHEN)
    found = receive(asked.as_worker(), reply(mail, "B", date="Fri, 06 Mar 2026 09:59:00 +0800"))
    assert found is not None
    assert (found.verdict, counts(asked)) == ("apply", (1, 1, 0))
    clock.set("2026-03-07T10:00+08:00")
    (owed,) = queue_due(asked.as_worker(), (VotesDue(),))
    assert ("还没有投票：赵强" in owed.text, "collabtui decision close VOTE1" in owed.text) == (True, True)


@pytest.mark.parametrize(
    ("draft", "key"),
    [
        (DRAFT._replace(choices=("A=五月",)), "vote.choices"),
        (DRAFT._replace(choices=("A=五月", "A=六月")), "vote.choices"),
        (DRAFT._replace(choices=("五月", "")), "vote.choices"),
        (DRAFT._replace(choices=("May", "june", "MAY")), "vote.same_choice"),
        (DRAFT._replace(text=" "), "vote.no_text"),
        (DRAFT._replace(until=date(2026, 1, 1)), "vote.over"),
        (DRAFT._replace(to=("没有这个人",)), "person.unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_leaves_nothing(planned: Workspace, draft: VoteDraft, key: str) -> None:
    with pytest.raises(Exception) as refused:  # noqa: PT011  # Refused or Unknown, by its key
        ask_vote(planned.as_user("key"), draft)
    assert getattr(refused.value, "key", "").partition(".")[0] in (key.partition(".")[0], "name")
    assert planned.store.find(Outgoing, state="queued") == []


def test_texts_alone_get_letters_and_all_participants_are_asked(planned: Workspace) -> None:
    mails = preview_vote(planned.as_user("key"), VoteDraft("M1", "哪天搬", ("五月", "六月")))
    assert len(mails) > 1
    assert all("B  六月" in text.text for _, text in mails)
    assert all(text.subject.startswith("[VOTE1]") for _, text in mails)
    assert planned.store.find(Vote, meeting="M1") == []


def test_who_was_asked_hears_in_his_language_what_came_of_it(asked: Workspace) -> None:
    chen = person(asked, CHEN)
    edit_person(asked.as_user("key"), chen, PersonChange(locale="en"))
    says(asked, ZHANG, "A")
    queued = close_vote(asked.as_user("key"), "VOTE1").queued
    assert {mail.to for mail in queued} == {ZHANG, ZHAO, CHEN}
    texts = {mail.to: mail.text for mail in queued}
    assert "哪天搬：A 五月（A 1 票、B 0 票、弃权 0）" in texts[ZHANG]
    assert all(word in texts[CHEN] for word in ("is over", "A 五月", "D1"))


def test_an_outcome_that_has_left_is_followed_by_a_correction_and_said_anew(asked: Workspace) -> None:
    says(asked, ZHANG, "A")
    close_vote(asked.as_user("key"), "VOTE1")
    send_all(asked)
    assert undo_last(asked.as_user("key")).corrections == 3
    assert vote(asked).state == "open"
    says(asked, ZHAO, "B", at="18:00")
    says(asked, CHEN, "B", at="18:30")
    again = close_vote(asked.as_user("key"), "VOTE1").queued
    assert len(again) == 3
    assert all("B 六月" in mail.text for mail in again)


def test_a_vote_that_is_withdrawn_tells_who_was_asked_and_is_here(asked: Workspace) -> None:
    leave(asked.as_user("key"), person(asked, ZHAO), person(asked, CHEN))
    queued = withdraw_vote(asked.as_user("key"), "VOTE1").queued
    assert {mail.to for mail in queued} == {ZHANG, CHEN}
    assert all("已取消" in mail.subject for mail in queued)


def test_a_vote_that_an_earlier_version_left_open_in_a_cancelled_meeting_reminds_nobody_but_is_owed_an_end(
    asked: Workspace, clock: Clock
) -> None:
    with asked.as_user("key").transaction() as tx:
        tx.put(tx.get(Meeting, "M1").model_copy(update={"state": "cancelled"}))
    clock.set("2026-03-06T10:00+08:00")
    assert queue_due(asked.as_worker(), (VotesDue(),)) == []
    clock.set("2026-03-09T10:00+08:00")
    assert [mail.to for mail in queue_due(asked.as_worker(), (VotesDue(),))] == ["li@example.test"]


def test_who_may_not_read_a_confidential_matter_is_not_asked_to_vote_on_it(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T14:00+08:00")
    make_confidential(planned.as_user("key"), "X-2026-001", ["张伟"])
    with pytest.raises(Refused, match=r"vote\.no_reader") as refused:
        ask_vote(planned.as_user("key"), DRAFT)
    assert refused.value.values["names"] == ["赵强", "陈静"]
    assert len(ask_vote(planned.as_user("key"), DRAFT._replace(to=("张伟",))).queued) == 1
