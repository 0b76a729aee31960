"""Notes of a meeting by mail: a draft of a proven participant, recorded by the facilitator's yes alone."""

from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.meetings.meeting import Decision, Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.errors import Refused
from collabtui.language.capture.capture_line import Parsed, parse
from collabtui.language.capture.marks.capture_mark import CaptureFrame
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.pending_mails import open_proposals
from collabtui.lifecycle.live.run import record
from collabtui.lifecycle.mail_in.answerable import meeting_notes
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, reject, undo_mail
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.meetings.invite import cancel, invite
from collabtui.lifecycle.people.edit_people import import_people
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, NOTES, Clock

CHEN = "chen@example.test"
LINES = "\n".join(NOTES)


@pytest.fixture
def held(planned: Workspace, clock: Clock) -> Workspace:
    invite(planned.as_user("command"), "M1")
    send_all(planned)
    clock.set("2026-03-02T20:00+08:00")
    return planned


def mail(
    workspace: Workspace,
    text: str,
    file: str | bytes = "",
    *,
    name: str = "记录.txt",
    at: str = "18:00",
    sender: str = "",
    subject: str = "",
    answers: str = "invitation",
) -> Incoming:
    written = f"Mon, 02 Mar 2026 {at}:00 +0800"
    raw = reply(outgoing(workspace, CHEN, answers), text, sender=sender, date=written)
    if file:
        found = message_from_bytes(raw, policy=SMTP)
        assert isinstance(found, EmailMessage)
        if subject:
            found.replace_header("Subject", subject)
        content = file.encode() if isinstance(file, str) else file
        found.add_attachment(content, maintype="text", subtype="plain", filename=name)
        raw = found.as_bytes()
    taken = receive(workspace.as_worker(), raw)
    assert taken is not None
    return taken


def state(workspace: Workspace) -> str:
    return workspace.store.get(Meeting, "M1").state


@pytest.mark.parametrize("name", ["记录.txt", "notes.MD"])
def test_a_file_of_notes_waits_and_the_yes_records_it(held: Workspace, name: str) -> None:
    found = mail(held, "附上会议记录，请过目。", LINES, name=name)
    assert (found.verdict, found.state, found.reason) == ("review", "waiting", "meeting-notes")
    assert (state(held), held.store.find(Decision, meeting="M1")) == ("invited", [])
    assert found.answer is not None
    assert "看过后记入" in found.answer
    apply_waiting(held.as_user("key"), found.ref)
    assert state(held) == "recorded"
    assert held.store.find(Decision, meeting="M1")
    undo_mail(held.as_user("key"), found.ref)
    assert state(held) == "invited"
    assert all(one.withdrawn for one in held.store.find(Decision, meeting="M1"))


@pytest.mark.parametrize("is_file", [True, False])
def test_notes_of_a_meeting_that_was_called_off_wait_and_say_so(held: Workspace, is_file: bool) -> None:
    """They were answered with the lines that nobody could read."""
    cancel(held.as_user("command"), "M1")
    found = mail(held, "附上会议记录，请过目。" if is_file else LINES, LINES if is_file else "")
    assert (found.verdict, found.state, found.reason) == ("review", "waiting", "meeting-cancelled")
    assert "会议已经取消，没有记入" in "".join((found.answer or "").split())
    with pytest.raises(Refused, match=r"notes\.not_open"):
        apply_waiting(held.as_user("key"), found.ref)
    assert state(held) == "cancelled"


def test_capture_lines_in_the_mail_itself_are_notes_and_change_no_action(held: Workspace) -> None:
    found = mail(held, f"你好\n{LINES}\n陈静")
    assert (found.verdict, found.reason, found.updates) == ("review", "meeting-notes", ())
    assert held.store.find(Action, meeting="M1") == []
    apply_waiting(held.as_user("key"), found.ref)
    assert held.store.find(Action, meeting="M1")


def test_a_plain_answer_before_the_meeting_is_attendance(held: Workspace) -> None:
    assert mail(held, "我会参加", at="09:00").rsvp == "accepted"
    early = mail(held, "材料见附件", LINES, at="09:00")
    assert early.reason != "meeting-notes"


@pytest.mark.parametrize(
    ("subject", "recorded"),
    [
        ("[M1] 会议记录", "M1"),
        ("Re: [M1] minutes", "M1"),
        ("Re: [M2] 会议邀请", "M2"),
        ("会议记录", "M2"),
        ("[M7] 会议记录", "M2"),
        ("[外部邮件] [M1] 记录", "M1"),
    ],
)
def test_a_ref_that_its_sender_wrote_into_the_subject_says_whose_notes_they_are(
    held: Workspace, clock: Clock, subject: str, recorded: str
) -> None:
    clock.set("2026-03-02T15:00+08:00")
    later = AGENDA.model_copy(update={"title": "评审会", "start": AGENDA.start + timedelta(hours=2)})
    plan.new_meeting(held.as_user("command"), later)
    invite(held.as_user("command"), "M2")
    send_all(held)
    clock.set("2026-03-02T20:00+08:00")
    found = mail(held, "附上会议记录。", LINES, subject=subject)
    assert found.reason == "meeting-notes"
    assert found.answer is not None
    assert f"（{recorded}）" in found.answer
    apply_waiting(held.as_user("key"), found.ref)
    assert [one.ref for one in held.store.find(Meeting, state="recorded")] == [recorded]


def test_only_a_participant_who_is_proved_sends_notes(held: Workspace) -> None:
    import_people(held.as_user("command"), [PersonDraft(name="何工", email="he@example.test")])
    for sender in ("he@example.test", "mallory@example.test"):
        found = mail(held, "记录", LINES, sender=sender)
        assert (found.verdict, found.reason == "meeting-notes") == ("review", False)
        assert found.understanding is not None
        assert found.understanding.notes == ()


def test_what_the_scribe_has_beside_what_was_recorded_waits_and_is_added(held: Workspace) -> None:
    record(held.as_user("command"), "M1", NOTES)
    found = mail(held, "记录", f"{LINES}\nd: 由王芳通知客户\n/end")
    assert (found.state, found.reason) == ("waiting", "meeting-notes")
    assert found.understanding is not None
    assert found.understanding.notes == ("d: 由王芳通知客户",), "what is taken down already is not told again"
    before = [one.text for one in held.store.find(Decision, meeting="M1")]
    apply_waiting(held.as_user("key"), found.ref)
    assert [one.text for one in held.store.find(Decision, meeting="M1")] == [*before, "由王芳通知客户"]
    assert state(held) == "recorded"


def test_more_notes_in_answer_to_our_answer_are_notes_too(held: Workspace) -> None:
    first = mail(held, f"记录\n{LINES}")
    apply_waiting(held.as_user("key"), first.ref)
    more = mail(held, f"补充版\n{LINES}\nd: 预算另议", at="19:00", answers="answer")
    assert (more.verdict, more.state, more.reason) == ("review", "waiting", "meeting-notes")
    before = len(held.store.find(Decision, meeting="M1"))
    apply_waiting(held.as_user("key"), more.ref)
    assert [one.text for one in held.store.find(Decision, meeting="M1")[before:]] == ["预算另议"]
    assert mail(held, "好的，谢谢", at="19:30", answers="answer").reason != "meeting-notes"


def test_a_meeting_whose_minutes_say_all_of_it_takes_no_notes(held: Workspace) -> None:
    waiting = mail(held, "记录", LINES)
    record(held.as_user("command"), "M1", NOTES)
    with pytest.raises(Refused, match=r"notes\.not_open"):
        apply_waiting(held.as_user("key"), waiting.ref)
    assert mail(held, "再来一份", LINES, at="19:00").reason != "meeting-notes"


def test_a_no_leaves_the_meeting_as_it_is(held: Workspace) -> None:
    found = mail(held, "记录", LINES)
    reject(held.as_user("key"), found.ref)
    assert state(held) == "invited"


@pytest.mark.parametrize("file", ["d: x\n" * 2000, b"d: x" * 60_000], ids=["lines", "bytes"])
def test_what_is_too_long_is_a_file_like_any_other(held: Workspace, file: str | bytes) -> None:
    assert mail(held, "记录", file).reason != "meeting-notes"


def test_a_mail_of_a_million_lines_is_not_looked_through_for_notes(
    held: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(line: str, frame: CaptureFrame) -> Parsed:
        read.append(line)
        return parse(line, frame)

    monkeypatch.setattr(meeting_notes, "parse", noted)
    found = mail(held, "d: x\n" * 20_000)
    assert (found.reason != "meeting-notes", read) == (True, [])
    mail(held, LINES, at="18:30")
    assert read


def test_an_unclear_owner_in_notes_is_kept_with_its_line_to_be_cleared_up(held: Workspace) -> None:
    found = mail(held, "记录", "d: 好\na: 写方案 @没有这个人 截止3月9日 交付:方案\n")
    apply_waiting(held.as_user("key"), found.ref)
    (action,) = held.store.find(Action)
    assert (action.owner, action.due, action.deliverable) == (None, date(2026, 3, 9), "方案")
    assert state(held) == "recorded"


def test_a_command_that_cannot_be_carried_out_is_named_and_nothing_is_recorded(held: Workspace) -> None:
    found = mail(held, "记录", "d: 好\n/slot 99\nd: 再会\n")
    with pytest.raises(Refused, match=r"record\.line"):
        apply_waiting(held.as_user("key"), found.ref)
    assert (state(held), held.store.get(Incoming, found.ref).state) == ("invited", "waiting")


def test_notes_that_answer_a_series_are_of_its_last_date_that_had_begun(workspace: Workspace, clock: Clock) -> None:
    weekly = AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 6, 29))})
    plan.new_meeting(workspace.as_user("key"), weekly)
    invite(workspace.as_user("command"), "M1")
    send_all(workspace)
    clock.set("2026-03-09T20:00+08:00")
    raw = reply(
        outgoing(workspace, CHEN, "invitation"),
        "你好\nd: 周三评审\nd: 范围冻结",
        date="Mon, 09 Mar 2026 18:00:00 +0800",
    )
    found = receive(workspace.as_worker(), raw)
    assert found is not None
    assert found.reason == "meeting-notes"
    apply_waiting(workspace.as_user("key"), found.ref)
    states = [workspace.store.get(Meeting, ref).state for ref in ("M1", "M2", "M3")]
    assert states == ["invited", "recorded", "invited"]


@pytest.mark.parametrize("text", ["会议记录：\n决定：接口冻结日为3月4日", "会议记录：", "Minutes:\nDecision: freeze"])
def test_a_heading_of_notes_agrees_to_no_minutes(published: Workspace, text: str) -> None:
    found = receive(published.as_worker(), reply(outgoing(published, "chen@example.test", "minutes"), text))
    assert found is not None
    assert found.sign_off is None
    assert open_proposals(found) == ()
