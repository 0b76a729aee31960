"""The next version of the minutes: what it tells whom, and who has to answer it."""

from dataclasses import replace

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing, OutgoingState
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.errors import Refused
from collabtui.lifecycle.actions.edit_actions import correct_action, update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due import silent_consent
from collabtui.lifecycle.live import edit_entry, run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.minutes.kept_versions import versions_of
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.record_sign_off import sign
from collabtui.lifecycle.people import person_leaves
from support.replies import outgoing, parsed, reply, send_all
from support.world import Clock


def second(workspace: Workspace) -> dict[str, Outgoing]:
    """The mails of version 2, by address."""
    return {mail.to: mail for mail in workspace.store.find(Outgoing, meeting="M1") if mail.minutes_version == 2}


def html_of(mail: Outgoing) -> str:
    part = parsed(mail).get_body(("html",))
    assert part is not None
    return str(part.get_content())


def states(workspace: Workspace) -> set[tuple[str, int, str]]:
    people = {"P1": "li", "P2": "zhang", "P3": "zhao", "P4": "chen", "P5": "bob"}
    return {(people[one.person], one.minutes_version, one.state) for one in workspace.store.find(SignOff, meeting="M1")}


def later(workspace: Workspace, ref: str, day: str) -> None:
    action = workspace.store.get(Action, ref)
    draft = ActionDraft.model_validate(
        {"title": action.title, "owner": "bob", "due": day, "deliverable": action.deliverable}
    )
    correct_action(workspace.as_user("key"), ref, draft)


def test_what_each_version_said_is_kept(published: Workspace) -> None:
    edit_entry.reword(published.as_user("key"), "D1", "接口冻结日为3月5日")
    publish.publish(published.as_user("key"), "M1")
    kept = versions_of(published.store, "M1")
    texts = {number: version.lines[0].text for number, version in kept.items()}
    assert texts == {1: "接口冻结日为3月4日", 2: "接口冻结日为3月5日"}
    assert [line.ref for line in kept[1].lines if line.kind == "action"] == ["A1", "A3", "A2"]


def test_a_changed_item_goes_to_its_owner_and_what_the_others_signed_stands(published: Workspace, clock: Clock) -> None:
    later(published, "A3", "2026-03-12")
    done = publish.publish(published.as_user("key"), "M1")
    assert [mail.to for mail in done.queued] == ["bob@example.test"]
    assert states(published) == {
        ("zhang", 1, "waiting"), ("chen", 1, "waiting"), ("bob", 1, "replaced"), ("bob", 2, "waiting"),
    }  # fmt: skip
    send_all(published)
    clock.set("2026-03-06T16:00+08:00")
    silent_consent.apply_silent_consent(published.as_worker())
    assert published.store.get(Meeting, "M1").state == "signed"


def test_a_changed_decision_goes_to_everybody_with_the_old_and_the_new_words(published: Workspace) -> None:
    edit_entry.reword(published.as_user("key"), "D1", "接口冻结日为3月5日")
    publish.publish(published.as_user("key"), "M1")
    assert len(second(published)) == 5
    chinese, english = second(published)["zhang@example.test"], second(published)["bob@example.test"]
    assert "与你收到的第 1 版相比" in chinese.text
    assert "D1 原：接口冻结日为3月4日\n     现：接口冻结日为3月5日" in chinese.text
    assert "Changed since version 1, which you have:" in english.text
    assert "D1 was: 接口冻结日为3月4日\n     now: 接口冻结日为3月5日" in english.text
    assert "<del>4</del><ins>5</ins>" in html_of(english)
    assert "没有异议即视为确认" in chinese.text.replace("\n", "")


def test_each_reads_what_changed_since_the_version_that_he_has(published: Workspace) -> None:
    later(published, "A3", "2026-03-12")
    publish.publish(published.as_user("key"), "M1")
    run.capture(published.as_user("key"), "M1", "d: 还有一条")
    publish.publish(published.as_user("key"), "M1")
    third = {mail.to: mail.text for mail in published.store.find(Outgoing, meeting="M1") if mail.minutes_version == 3}
    assert "与你收到的第 1 版相比" in third["chen@example.test"]
    assert "3月10日（周二） → 3月12日" in third["chen@example.test"]
    assert "Changed since version 2" in third["bob@example.test"]
    assert "→" not in third["bob@example.test"]


def _is_now(workspace: Workspace, to: str, state: OutgoingState) -> None:
    mail = next(one for one in workspace.store.find(Outgoing, meeting="M1", minutes_version=1) if one.to == to)
    with workspace.as_user("key").transaction() as tx:
        tx.put(mail.model_copy(update={"state": state}))


@pytest.mark.parametrize("state", ["failed", "held"])
def test_who_never_got_the_version_before_gets_all_of_the_next(published: Workspace, state: OutgoingState) -> None:
    _is_now(published, "zhang@example.test", state)
    edit_entry.reword(published.as_user("key"), "D1", "接口冻结日为3月5日")
    publish.publish(published.as_user("key"), "M1")
    assert "相比" not in second(published)["zhang@example.test"].text
    assert "与你收到的第 1 版相比" in second(published)["chen@example.test"].text


def test_who_never_got_the_version_before_gets_the_next_though_nothing_of_his_changed(published: Workspace) -> None:
    _is_now(published, "chen@example.test", "failed")
    later(published, "A3", "2026-03-12")
    publish.publish(published.as_user("key"), "M1")
    assert set(second(published)) == {"bob@example.test", "chen@example.test"}


def test_who_corrected_gets_the_version_that_follows(published: Workspace) -> None:
    chen = next(one for one in published.store.find(SignOff, meeting="M1") if one.person == "P4")
    with published.as_user("key").transaction() as tx:
        sign(tx, chen, "corrected", "合同归法务", published.clock())
    later(published, "A3", "2026-03-12")
    publish.publish(published.as_user("key"), "M1")
    assert set(second(published)) == {"bob@example.test", "chen@example.test"}


def test_who_has_an_item_no_longer_hears_of_it(published: Workspace) -> None:
    run.attend(published.as_user("key"), "M1", "P5", "present")
    action = published.store.get(Action, "A3")
    draft = ActionDraft.model_validate(
        {"title": action.title, "owner": "陈静", "due": action.due, "deliverable": action.deliverable}
    )
    correct_action(published.as_user("key"), "A3", draft)
    publish.publish(published.as_user("key"), "M1")
    assert "owner: Bob Brown → 陈静" in second(published)["bob@example.test"].text


def test_a_meeting_that_an_older_program_published_tells_everybody_anew(published: Workspace) -> None:
    with published.as_user("key").transaction():
        connection = published.store._connection  # type: ignore[attr-defined]  # as an older program left it
        connection.run("DELETE FROM minutes_version")
    with pytest.raises(Refused, match="unchanged"):
        publish.publish(published.as_user("key"), "M1")
    later(published, "A3", "2026-03-12")
    done = publish.publish(published.as_user("key"), "M1")
    assert len(done.queued) == 5
    assert "Changed since" not in second(published)["bob@example.test"].text
    assert [version.number for version in published.store.find(MinutesVersion, meeting="M1")] == [2]


def test_what_has_changed_is_quoted_in_an_answer_and_is_no_answer(published: Workspace) -> None:
    edit_entry.reword(published.as_user("key"), "D1", "接口冻结日为3月5日")
    later(published, "A3", "2026-03-12")
    publish.publish(published.as_user("key"), "M1")
    for address, text in (("zhang@example.test", "1 完成"), ("bob@example.test", "agreed")):
        incoming = receive(published.as_worker(), reply(second(published)[address], text))
        assert incoming is not None
        assert (incoming.verdict, incoming.requests) == ("apply", ())
    assert published.store.get(Action, "A1").status == "done"
    assert ("bob", 2, "agreed") in states(published)


FIRST_FORM = "b2e031a96e90d0555f0113199b950e0ae8afaa7db545e17d9a1abb5f35427501"
"""As the first versions of the program stored it for these minutes."""


def test_minutes_are_known_by_their_fingerprint_in_either_form(published: Workspace) -> None:
    meeting = published.store.get(Meeting, "M1")
    there = tuple(one.model_copy(update={"attendance": "present"}) for one in meeting.participants)
    with published.as_user("command").transaction() as tx:
        tx.put(meeting.model_copy(update={"participants": there, "minutes_said": ""}))
    minutes = minutes_of(published.store, published.store.get(Meeting, "M1"))
    assert minutes.fingerprint == "2:0b45967f950b6d6b6f03da3a62a9ffdd0d411c7ceefec5b826ae0e7a5dd2cc29"
    assert minutes.matches(minutes.fingerprint)
    assert minutes.matches(FIRST_FORM)
    other = replace(minutes, decisions=())
    assert not other.matches(minutes.fingerprint)
    assert not other.matches(FIRST_FORM)


@pytest.mark.parametrize(
    ("address", "said", "told", "asked"),
    [
        (
            "bob@example.test",
            "1 done",
            ("What this meeting assigned to you is done:", "✓ ", "), done"),
            "How to answer",
        ),
        ("zhang@example.test", "1 已完成，2 已完成", ("这次会议分给你的行动项已完成：", "✓ ", ")，已完成"), "怎么回复"),
    ],
)
def test_what_its_owner_has_reported_as_done_is_not_asked_for_again(
    published: Workspace, address: str, said: str, told: tuple[str, ...], asked: str
) -> None:
    send_all(published)
    receive(published.as_worker(), reply(outgoing(published, address, "minutes"), said))
    edit_entry.reword(published.as_user("key"), "D1", "接口冻结日为3月5日")
    publish.publish(published.as_user("key"), "M1")
    mail = second(published)[address]
    for words in told:
        assert words in mail.text
        assert words in html_of(mail)
    assert asked not in mail.text
    assert mail.items == ()


def test_an_owner_is_asked_only_for_what_is_open(published: Workspace) -> None:
    run.capture(published.as_user("key"), "M1", "a: 联调 @张伟 截止3月20日")
    done = published.store.get(Action, "A1")
    update_action(published.as_user("key"), "A1", Update(ref="A1", status="done"))
    publish.publish(published.as_user("key"), "M1")
    mail = second(published)["zhang@example.test"]
    assert "你有 2 个行动项：" in mail.text
    assert "2. 联调" in mail.text
    assert f"✓ {done.title} (A1)，已完成" in mail.text
    assert [item.ref for item in mail.items] == ["A2", "A4"]


@pytest.mark.parametrize(
    ("address", "words", "says"),
    [
        ("bob@example.test", "agreed", "you agree to version 1 of the minutes. Version 2 has come out since"),
        ("zhang@example.test", "同意", "你同意纪要第 1 版。之后已另发邮件送出第 2 版"),
    ],
)
def test_who_agrees_to_a_version_that_was_replaced_is_told_of_the_newer_one(
    published: Workspace, clock: Clock, address: str, words: str, says: str
) -> None:
    first = outgoing(published, address, "minutes")
    clock.set("2026-03-02T16:30+08:00")
    edit_entry.reword(published.as_user("key"), "D1", "接口冻结日为3月5日")
    publish.publish(published.as_user("key"), "M1")
    clock.set("2026-03-02T18:00+08:00")
    receive(published.as_worker(), reply(first, words))
    told = outgoing(published, address, "answer")
    assert says.replace(" ", "") in "".join(told.text.split())
    assert says.replace(" ", "") in "".join(html_of(told).split())
    assert (address.partition("@")[0], 2, "waiting") in states(published)


def test_who_was_not_sent_the_newer_version_or_has_answered_it_is_told_of_none(
    published: Workspace, clock: Clock
) -> None:
    first = {address: outgoing(published, address, "minutes") for address in ("bob@example.test", "chen@example.test")}
    clock.set("2026-03-02T16:30+08:00")
    later(published, "A3", "2026-03-11")
    publish.publish(published.as_user("key"), "M1")
    clock.set("2026-03-02T18:00+08:00")
    receive(published.as_worker(), reply(first["chen@example.test"], "同意"))
    assert "同意这一版纪要" in outgoing(published, "chen@example.test", "answer").text
    at = "Mon, 02 Mar 2026 17:{}:00 +0800"
    receive(published.as_worker(), reply(second(published)["bob@example.test"], "agreed", date=at.format("30")))
    receive(published.as_worker(), reply(first["bob@example.test"], "agreed", date=at.format("40")))
    assert "you agree to this version" in outgoing(published, "bob@example.test", "answer").text


@pytest.mark.parametrize("how", ["leaves", "asks"])
def test_a_hand_over_after_the_meeting_leaves_the_minutes_as_they_were_sent(published: Workspace, how: str) -> None:
    acting = published.as_user("key")
    if how == "leaves":
        person_leaves.leave(acting, "P5", "P4")
    else:
        mail = receive(published.as_worker(), reply(outgoing(published, "bob@example.test", "minutes"), "1 给陈静"))
        assert mail is not None
        review.apply_waiting(acting, mail.ref)
    assert published.store.get(Action, "A3").owner == "P4"
    minutes = minutes_of(published.store, published.store.get(Meeting, "M1"))
    (action,) = (one for one in minutes.actions if one.ref == "A3")
    assert (minutes.named_owner(action), minutes.was_handed_over(action)) == ("P5", True)
    with pytest.raises(Refused, match="unchanged"):
        publish.publish(acting, "M1")
    edit_entry.reword(acting, "D1", "接口冻结日为3月5日")
    publish.publish(acting, "M1")
    said = second(published)["zhang@example.test"].text
    assert "Bob Brown（法务部），后由陈静接手" in said.replace("\n     ", "")
