"""A mail that waits gets own words: they are what leaves, answers are still read, and nothing writes over them."""

from datetime import timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.edited_mail_text import as_it_reads, edit_mail, words_of
from collabtui.lifecycle.base.outbox import Outcome
from collabtui.lifecycle.base.undo_window import UNDO_WINDOW
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.history.undo_last import next_undo, undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.mail.compose.reword import attached
from support.replies import outgoing, parsed, reply
from support.world import Clock

ZHANG = "zhang@example.test"


def minutes(workspace: Workspace, to: str = ZHANG) -> Outgoing:
    return outgoing(workspace, to, "minutes")


def edit(workspace: Workspace, add: str = "请先看附件。\n", *, subject: str | None = None) -> Outgoing:
    """Something is said before all that stands in the mail."""
    mail = minutes(workspace)
    now, text = words_of(mail)
    return edit_mail(workspace.as_user("key"), mail.ref, now if subject is None else subject, add + text)


def leave(workspace: Workspace) -> dict[str, Outgoing]:
    return {mail.ref: mail for mail in outbox.take_batch(workspace.as_worker(), 50, true_as_it_leaves)}


def part(mail: Outgoing, kind: str) -> str:
    found = parsed(mail).get_body((kind,))
    assert found is not None
    content: str = found.get_content()
    return content


def test_own_words_are_what_leaves_in_both_parts_of_the_mail(published: Workspace) -> None:
    before = minutes(published)
    edited = edit(published, "a < b\n")
    assert (edited.raw, edited.text) == (before.raw, before.text)  # as rendered, until it leaves
    sent = leave(published)[before.ref]
    assert sent.text.startswith("a < b\n")
    assert part(sent, "plain").splitlines() == sent.text.splitlines()
    assert "a &lt; b" in part(sent, "html")
    assert "提供接口文档" in part(sent, "html")
    assert sent.raw.count(b"\r\n") == sent.raw.count(b"\n")


def test_what_makes_an_answer_findable_stays(published: Workspace) -> None:
    before = minutes(published)
    edit(published, subject="改过的主题")
    sent = leave(published)[before.ref]
    assert sent.subject == f"改过的主题 #{before.code}"
    for name in ("Message-ID", "Reply-To", "To", "From", "Date"):
        assert parsed(sent)[name] == parsed(before)[name]
    assert parsed(sent)["Subject"] == sent.subject
    outbox.settle(published.as_worker(), sent, Outcome("sent"))
    mail = receive(published.as_worker(), reply(minutes(published), "1 已完成。"))
    assert mail is not None
    assert mail.state == "applied"


def test_a_calendar_that_comes_with_it_stays(planned: Workspace) -> None:
    from collabtui.lifecycle.meetings import invite

    invite.invite(planned.as_user("command"), "M1")
    mail = outgoing(planned, ZHANG, "invitation")
    edit_mail(planned.as_user("key"), mail.ref, mail.subject, "请来。\n" + mail.text)
    sent = leave(planned)[mail.ref]
    assert attached(sent.raw) == attached(mail.raw) == ["invite.ics"]
    assert [one.get_content_type() for one in parsed(sent).walk()] == [
        one.get_content_type() for one in parsed(mail).walk()
    ]


@pytest.mark.parametrize(
    ("cut", "key"),
    [
        ("1. 提供接口文档 (A1)", "outbox.line_missing"),
        ("2. 完成压力测试 (A2)", "outbox.line_missing"),
        ("#", "outbox.line_missing"),
        ("", "outbox.says_nothing"),
    ],
)
def test_what_an_answer_is_read_by_has_to_stay(published: Workspace, cut: str, key: str) -> None:
    mail = minutes(published)
    text = "\n".join(line for line in mail.text.splitlines() if cut not in line) if cut else " \n"
    with pytest.raises(Refused) as caught:
        edit_mail(published.as_user("key"), mail.ref, mail.subject, text)
    assert caught.value.key == key
    assert minutes(published).own_words is None


def test_what_has_left_is_not_edited(published: Workspace) -> None:
    sent = leave(published)[minutes(published).ref]
    with pytest.raises(Refused) as caught:
        edit(published)
    assert (caught.value.key, caught.value.values["state"]) == ("outbox.gone", "sending")
    outbox.settle(published.as_worker(), sent, Outcome("permanent", "550 no"))
    assert edit(published).own_words is not None


def test_the_words_that_were_rendered_end_the_edit(published: Workspace) -> None:
    mail = minutes(published)
    edit(published)
    again = edit_mail(published.as_user("key"), mail.ref, mail.subject, mail.text)
    assert again.own_words is None
    assert leave(published)[mail.ref].raw == mail.raw


def test_nothing_writes_an_edited_mail_anew_though_it_waited(published: Workspace, clock: Clock) -> None:
    mail = minutes(published)
    outbox.hold(published.as_user("key"), mail.ref)
    edit(published)
    clock.set("2026-03-07T09:00+08:00")
    outbox.retry(published.as_user("command"), mail.ref)
    assert mail.ref not in leave(published)
    held = minutes(published)
    assert held.state == "held"
    assert "改写" in held.last_error
    outbox.retry(published.as_user("command"), mail.ref)
    assert leave(published)[mail.ref].text.startswith("请先看附件。")


def test_who_edits_it_on_the_day_on_which_it_leaves_has_looked_at_it(published: Workspace, clock: Clock) -> None:
    mail = minutes(published)
    outbox.hold(published.as_user("key"), mail.ref)
    clock.set("2026-03-07T09:00+08:00")
    edit(published)
    outbox.retry(published.as_user("command"), mail.ref)
    assert leave(published)[mail.ref].text.startswith("请先看附件。")


def test_a_crash_on_the_way_sends_the_same_mail_again(published: Workspace) -> None:
    mail = minutes(published)
    edit(published)
    first = leave(published)[mail.ref]
    assert as_it_reads(first) == first
    assert leave(published)[mail.ref].raw == first.raw


def test_an_edited_mail_goes_to_the_present_address(published: Workspace) -> None:
    mail = minutes(published)
    edit(published)
    edit_person(published.as_user("key"), mail.person, PersonChange(email="new@example.test"))
    sent = leave(published)[mail.ref]
    assert (sent.to, part(sent, "plain").startswith("请先看附件。")) == ("new@example.test", True)


def test_an_undo_gives_the_rendered_words_back(published: Workspace) -> None:
    mail = minutes(published)
    edit(published)
    edit(published, "再改一次\n")
    undo_last(published.as_user("key"))
    assert words_of(minutes(published))[1].startswith("请先看附件。")
    undo_last(published.as_user("key"))
    assert minutes(published).own_words is None
    assert leave(published)[mail.ref].raw == mail.raw


def test_own_words_that_have_left_stay(published: Workspace) -> None:
    edit(published)
    outbox.settle(published.as_worker(), leave(published)[minutes(published).ref], Outcome("permanent", "550 no"))
    with pytest.raises(Refused) as caught:
        undo_last(published.as_user("key"))
    assert caught.value.key == "undo.sent"


@pytest.mark.parametrize(
    ("hand", "left", "back"),
    [
        (lambda acting, ref: outbox.hold(acting, ref), "held", "queued"),
        (lambda acting, ref: outbox.hold_each(acting, [ref]), "held", "queued"),
        (lambda acting, ref: (outbox.hold(acting, ref), outbox.retry(acting, ref, UNDO_WINDOW)), "queued", "held"),
    ],
)
def test_an_undo_puts_a_mail_back_where_it_was(published: Workspace, hand, left: str, back: str) -> None:  # type: ignore[no-untyped-def]  # hand is a function of any of them
    mail = minutes(published)
    hand(published.as_user("key"), mail.ref)
    assert minutes(published).state == left
    plan = next_undo(published.as_user("key")).plan
    assert [(one.ref, one.field, one.now, one.then) for one in plan.values if one.field == "state"] == [
        (mail.ref, "state", left, back)
    ]
    undo_last(published.as_user("key"))
    assert minutes(published).state == back
    assert published.store.get(Meeting, "M1").state == "published"


def test_a_release_that_has_left_stays(published: Workspace) -> None:
    ref = minutes(published).ref
    outbox.hold(published.as_user("key"), ref)
    outbox.retry(published.as_user("key"), ref, UNDO_WINDOW)
    assert ref not in leave(published)  # five seconds are for second thoughts
    outbox.flush(published.as_user("key"))
    outbox.settle(published.as_worker(), leave(published)[ref], Outcome("sent"))
    with pytest.raises(Refused) as caught:
        next_undo(published.as_user("key"))
    assert caught.value.key == "undo.sent"


def test_what_was_sent_goes_once_more_to_the_present_address(published: Workspace, clock: Clock) -> None:
    mail = minutes(published)
    for one in leave(published).values():
        outbox.settle(published.as_worker(), one, Outcome("sent"))
    edit_person(published.as_user("key"), mail.person, PersonChange(email="new@example.test"))
    clock.now += timedelta(hours=1)
    copy = outbox.send_copy(published.as_user("command"), mail.ref)
    assert (copy.to, copy.state, copy.text, copy.items) == ("new@example.test", "queued", mail.text, mail.items)
    assert published.store.get(Outgoing, mail.ref).state == "sent"
    sent = leave(published)[copy.ref]
    assert (parsed(sent)["Message-ID"], parsed(sent)["To"].addresses[0].addr_spec) == (copy.message_id, copy.to)
    assert copy.message_id != mail.message_id
    outbox.settle(published.as_worker(), sent, Outcome("sent"))
    answer = receive(published.as_worker(), reply(sent, "1 已完成。", sender="new@example.test"))
    assert answer is not None
    assert answer.state == "applied"


def test_only_what_was_sent_goes_once_more(published: Workspace) -> None:
    with pytest.raises(Refused) as caught:
        outbox.send_copy(published.as_user("key"), minutes(published).ref)
    assert caught.value.key == "outbox.not_sent"
