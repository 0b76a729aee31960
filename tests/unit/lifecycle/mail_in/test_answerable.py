"""The seam: every kind of question is applied and undone alike, and a new one is a module of its own, no more."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from collabtui.domain.mail.mail_about import (
    About,
    ChangeTo,
    CompletionOf,
    CriteriaOf,
    InvitationTo,
    ListedItems,
    MinutesOf,
    QuestionOn,
    RequestTo,
)
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reason_codes import Objection
from collabtui.domain.mail.reply import Asking, Understanding
from collabtui.domain.matters.matter import Criterion
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting, Question
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.records import RECORDS
from collabtui.lifecycle.actions.deliverable_checks import ask_checks
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.queue_mail import Message, queue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live.run import record
from collabtui.lifecycle.mail_in.answerable import answer_registry
from collabtui.lifecycle.mail_in.answerable.action_items import ActionItems
from collabtui.lifecycle.mail_in.answerable.answer_kind import (
    AnswerKind,
    AnswerPart,
    ContextParts,
    Effect,
    QuestionMail,
    ReadReply,
    kept_reply,
)
from collabtui.lifecycle.mail_in.answerable.change_opinions import ChangeOpinions
from collabtui.lifecycle.mail_in.answerable.check_answers import CheckAnswers
from collabtui.lifecycle.mail_in.answerable.criteria_answers import CriteriaAnswers
from collabtui.lifecycle.mail_in.answerable.invitation_answers import InvitationAnswers
from collabtui.lifecycle.mail_in.answerable.material_answers import MaterialAnswers
from collabtui.lifecycle.mail_in.answerable.meeting_notes import MeetingNotes
from collabtui.lifecycle.mail_in.answerable.minutes_sign_off import MinutesSignOff
from collabtui.lifecycle.mail_in.answerable.request_answers import RequestAnswers
from collabtui.lifecycle.mail_in.answerable.resource_answers import ResourceAnswers
from collabtui.lifecycle.mail_in.answerable.risk_answers import RiskAnswers
from collabtui.lifecycle.mail_in.answerable.several_resources import SeveralResources
from collabtui.lifecycle.mail_in.answerable.vote_answers import VoteAnswers, VotesBeside
from collabtui.lifecycle.mail_in.receive import explain, receive
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.matters.change_requests.ask_about_change import ask_approval
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from collabtui.lifecycle.meetings.invite import invite
from collabtui.lifecycle.minutes.publish import publish
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from collabtui.store.interface import Reader, Transaction
from collabtui.text.templates import Templates
from support.departments import MATTER, ask_three, change_asked, sent
from support.replies import outgoing, reply, send_all
from support.world import NOTES, Clock

ZHANG, CHEN, BOB = "zhang@example.test", "chen@example.test", "bob@example.test"


class Settling(AnswerKind):
    """Asks whether an open question of a meeting is settled: what a kind of question costs."""

    def answers(self, about: About) -> bool:
        return isinstance(about, QuestionOn)

    def context(self, reader: Reader, answered: QuestionMail) -> ContextParts:
        return {"asking": Asking(kind="request", topics=(_question(reader, answered.about).text,))}

    def effects(self, understood: Understanding) -> frozenset[Effect]:
        return frozenset({"changes"} if understood.stance in ("for", "against") else ())

    def objection(self, reader: Reader, reply: ReadReply) -> Objection | None:
        return None if _question(reader, reply.about).state == "open" else "older-than-known"

    def apply(self, tx: Transaction, acting: Acting, reply: ReadReply) -> None:  # noqa: ARG002  # the seam's signature
        if reply.understood.stance == "for":
            tx.put(_question(tx, reply.about).model_copy(update={"state": "settled"}))

    def summary(self, reader: Reader, reply: ReadReply, now: datetime) -> AnswerPart | None:  # noqa: ARG002  # the seam's signature
        values = {"settled": reply.applied and reply.understood.stance == "for"}
        return AnswerPart({"asked": _question(reader, reply.about).text, **values}, template="answer/settling")

    def retraction(self, reader: Reader, reply: ReadReply) -> AnswerPart | None:
        question = _question(reader, reply.about)
        return AnswerPart({"asked": question.text}, template="taken-back/settling", subject_ref=question.ref)


def _question(reader: Reader, about: About) -> Question:
    assert isinstance(about, QuestionOn)
    return reader.get(Question, about.subject)


BEFORE_IT_BEGAN = "Mon, 02 Mar 2026 13:30:00 +0800"
PIECES = {
    "answer/settling": "SETTLED {{ asked }}{{ '' if settled else ' NOT YET' }}\n",
    "taken-back/settling": "OPEN AGAIN {{ asked }}\n",
}


@pytest.fixture
def settling(published: Workspace, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """One line in the registry, its templates; and 张伟 is asked whether Q1 is settled."""
    monkeypatch.setattr(answer_registry, "KINDS", (Settling(), *answer_registry.KINDS))
    folder = tmp_path / "templates" / "mail" / "zh"
    folder.mkdir(parents=True)
    for name, text in PIECES.items():
        for suffix in ("txt", "html"):
            piece = folder / f"{name}.{suffix}"
            piece.parent.mkdir(exist_ok=True)
            piece.write_text(text)
    workspace = Workspace(
        published.store, published.config, Templates(tmp_path / "templates"), published.is_working, clock
    )
    acting = workspace.as_user("key")
    with acting.transaction() as tx:
        person = tx.find(Person, email=ZHANG)[0]
        context = {"topic": "预算由谁出", "text": "这个问题解决了吗？"}
        queue(tx, acting, Message("request", "settling:Q1", person, "letter", context, change="Q1"))
    send_all(workspace)
    clock.set("2026-03-02T17:30+08:00")
    return workspace


def answered(workspace: Workspace, text: str, *, sender: str = "") -> bytes:
    return reply(outgoing(workspace, ZHANG, "request"), text, sender=sender)


def taken_in(workspace: Workspace, raw: bytes) -> Incoming:
    mail = receive(workspace.as_worker(), raw)
    assert mail is not None
    return mail


def state(workspace: Workspace) -> str:
    return workspace.store.get(Question, "Q1").state


def test_a_new_kind_of_question_is_applied_answered_and_undone(settling: Workspace) -> None:
    mail = taken_in(settling, answered(settling, "同意"))
    assert (mail.verdict, mail.state, state(settling)) == ("apply", "applied", "settled")
    assert mail.answer is not None
    assert "SETTLED 预算由谁出\n" in mail.answer
    send_all(settling)
    undo_mail(settling.as_user("key"), mail.ref)
    assert (state(settling), settling.store.get(Incoming, mail.ref).state) == ("open", "undone")
    notice = outgoing(settling, ZHANG, "notice")
    assert notice.subject.startswith("[Q1]")
    assert "OPEN AGAIN 预算由谁出" in notice.text


def test_a_new_kind_of_question_is_explained_as_it_is_answered(settling: Workspace) -> None:
    raw = answered(settling, "同意")
    said = explain(settling.as_worker(), raw)
    assert (said.verdict, state(settling)) == ("apply", "open")
    assert said.understanding is not None
    assert said.understanding.stance == "for"
    assert said.answer is not None
    assert "SETTLED 预算由谁出\n" in said.answer
    assert taken_in(settling, raw).answer == said.answer


def test_what_speaks_against_an_answer_of_a_new_kind_makes_it_wait_for_the_facilitator(settling: Workspace) -> None:
    with settling.as_user("key").transaction() as tx:
        tx.put(tx.get(Question, "Q1").model_copy(update={"state": "settled"}))
    mail = taken_in(settling, answered(settling, "同意"))
    assert (mail.verdict, mail.reason, mail.state) == ("review", "older-than-known", "waiting")
    assert mail.answer is not None
    assert "SETTLED 预算由谁出 NOT YET" in mail.answer


def test_the_facilitator_says_yes_to_an_answer_of_a_new_kind_and_takes_that_back(settling: Workspace) -> None:
    mail = receive(settling.as_worker(), answered(settling, "同意"), junk=True)
    assert mail is not None
    assert (mail.verdict, state(settling)) == ("review", "open")
    apply_waiting(settling.as_user("key"), mail.ref)
    assert state(settling) == "settled"
    undo_last(settling.as_user("key"))
    assert (state(settling), settling.store.get(Incoming, mail.ref).state) == ("open", "waiting")


def test_the_answer_to_an_answer_is_about_the_same_question(settling: Workspace) -> None:
    taken_in(settling, answered(settling, "可能吧"))
    assert outgoing(settling, ZHANG, "answer").about == QuestionOn(subject="Q1")
    mail = taken_in(settling, reply(outgoing(settling, ZHANG, "answer"), "同意"))
    assert (mail.verdict, state(settling)) == ("apply", "settled")


def mail_of(**columns: object) -> Outgoing:
    frame = {"ref": "O1", "key": "k", "person": "P1", "to": ZHANG, "subject": "s", "message_id": "<m>"}
    rest = {"token": "t", "code": "c", "text": "", "raw": b"", "queued_at": "2026-03-02T10:00+08:00"}
    return Outgoing.model_validate(frame | rest | columns)


@pytest.mark.parametrize(
    ("columns", "about"),
    [
        ({"kind": "minutes", "meeting": "M1", "minutes_version": 2}, MinutesOf(meeting="M1", version=2)),
        ({"kind": "invitation", "meeting": "M1"}, InvitationTo(meeting="M1")),
        ({"kind": "update", "meeting": "M1", "series": "V1"}, InvitationTo(meeting="M1", series="V1")),
        ({"kind": "cancellation", "meeting": "M1"}, ListedItems(meeting="M1")),
        ({"kind": "request", "matter": "X-1", "department": "d"}, RequestTo(matter="X-1", department="d")),
        ({"kind": "escalation", "matter": "X-1", "department": "d"}, RequestTo(matter="X-1", department="d")),
        ({"kind": "answer", "matter": "X-1", "department": "d"}, RequestTo(matter="X-1", department="d")),
        (
            {"kind": "reminder", "matter": "X-1", "department": "d", "change": "C1"},
            ChangeTo(change="C1", matter="X-1", department="d"),
        ),
        (
            {
                "kind": "reminder",
                "matter": "X-1",
                "department": "d",
                "change": "C1",
                "items": [{"number": 2, "ref": "X-1", "title": "t"}],
            },
            CriteriaOf(change="C1", matter="X-1", department="d"),
        ),
        ({"kind": "notice", "matter": "X-1", "department": "d"}, ListedItems()),
        ({"kind": "completion", "matter": "X-1"}, CompletionOf(matter="X-1")),
        ({"kind": "request", "change": "D1"}, QuestionOn(subject="D1")),
        ({"kind": "reminder"}, ListedItems()),
        ({"kind": "answer", "meeting": "M1"}, ListedItems(meeting="M1")),
    ],
)
def test_what_a_mail_is_about_follows_from_its_columns(columns: dict[str, object], about: About) -> None:
    assert mail_of(**columns).about == about


class Example(NamedTuple):
    """A reply of one kind that changes something."""

    kind: type[AnswerKind]
    begins: Callable[[Workspace, Clock], None]
    address: str
    outgoing: str
    text: str


def _minutes(workspace: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    record(workspace.as_user("command"), "M1", NOTES)
    clock.set("2026-03-02T16:00+08:00")
    publish(workspace.as_user("command"), "M1")


def _invitation(workspace: Workspace, clock: Clock) -> None:
    invite(workspace.as_user("command"), "M1")


def _request(workspace: Workspace, clock: Clock) -> None:
    ask_three(workspace)
    sent(workspace)


def _change(workspace: Workspace, clock: Clock) -> None:
    ask_three(workspace)
    change_asked(workspace, wanted=date(2026, 4, 14))


def _criteria(workspace: Workspace, clock: Clock) -> None:
    ask_three(workspace)
    criteria = (Criterion(text="覆盖率 ≥ 95 %"), Criterion(text="满意度 ≥ 90"))
    describe_matter(workspace.as_user("key"), MATTER, {"criteria": criteria, "supervising": "市场部"})
    ask_approval(workspace.as_user("key"), MATTER, "criteria")


def _vote(workspace: Workspace, clock: Clock) -> None:
    ask_vote(workspace.as_user("key"), VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("陈静",)))


def _vote_beside(workspace: Workspace, clock: Clock) -> None:
    ask_vote(workspace.as_user("key"), VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("张伟",)))
    add_action(workspace.as_user("command"), ActionDraft(title="写稿", owner="张伟"))


def _resource(workspace: Workspace, clock: Clock) -> None:
    ask_three(workspace)
    add_resource(workspace.as_user("key"), MATTER, ResourceDraft("测试服务器", "市场部"))
    ask_for_resources(workspace.as_user("key"), MATTER)


def _resources(workspace: Workspace, clock: Clock) -> None:
    ask_three(workspace)
    for what in ("测试服务器", "现场支持"):
        add_resource(workspace.as_user("key"), MATTER, ResourceDraft(what, "市场部"))
    ask_for_resources(workspace.as_user("key"), MATTER)


def _checks(workspace: Workspace, clock: Clock) -> None:
    draft = ActionDraft(title="写报告", owner="张伟", checks=("目录齐全", "格式统一"))
    ask_checks(workspace.as_user("key"), add_action(workspace.as_user("key").quiet(), draft).ref)


EXAMPLES = (
    Example(ActionItems, _minutes, ZHANG, "minutes", "1 完成，2 60%"),
    Example(MinutesSignOff, _minutes, ZHANG, "minutes", "同意"),
    Example(InvitationAnswers, _invitation, CHEN, "invitation", "我会参加"),
    Example(RequestAnswers, _request, CHEN, "request", "同意，对接人陈静"),
    Example(RequestAnswers, _request, CHEN, "request", "不同意：人手不够"),
    Example(ChangeOpinions, _change, CHEN, "change", "同意"),
    Example(VoteAnswers, _vote, CHEN, "request", "B"),
    Example(VotesBeside, _vote_beside, ZHANG, "notice", "投票：B"),
    Example(CheckAnswers, _checks, ZHANG, "request", "1 达标"),
    Example(ResourceAnswers, _resource, CHEN, "request", "同意"),
    Example(SeveralResources, _resources, CHEN, "request", "1 同意，2 不同意：没有人"),
    Example(CriteriaAnswers, _criteria, CHEN, "change", "1 达标 97%"),
)


def everything(workspace: Workspace) -> dict[str, Record]:
    """Every record but mails, without what only stamps a change."""
    stamps = {"version": 0, "updated_at": None, "updated_by": "", "via": ""}
    kept = (model for model in RECORDS if model.kept.numbered and model not in (Incoming, Outgoing))
    found = (record for model in kept for record in workspace.store.find(model))
    return {
        record.ref: record.model_copy(update={name: value for name, value in stamps.items() if hasattr(record, name)})
        for record in found
    }


def test_each_kind_that_is_registered_has_an_example() -> None:
    # these are never applied by themselves: test_material_answers, test_meeting_notes, test_risk_answers
    assert {type(kind) for kind in answer_registry.KINDS} - {MaterialAnswers, MeetingNotes, RiskAnswers} == {
        example.kind for example in EXAMPLES
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.kind.__name__}-{example.text}")
def test_what_is_applied_and_reverted_leaves_every_record_as_it_was(
    planned: Workspace, clock: Clock, example: Example
) -> None:
    example.begins(planned, clock)
    send_all(planned)
    clock.set("2026-03-02T17:30+08:00")
    before = everything(planned)
    written = BEFORE_IT_BEGAN if example.outgoing == "invitation" else ""
    mail = taken_in(planned, reply(outgoing(planned, example.address, example.outgoing), example.text, date=written))
    assert (mail.verdict, mail.state) == ("apply", "applied")
    kind = next(kind for kind in answer_registry.KINDS if type(kind) is example.kind)
    reply_kept = kept_reply(planned.store, mail, planned.as_user("key").provenance)
    assert kind in answer_registry.kinds_of(reply_kept.about)
    assert "changes" in kind.effects(reply_kept.understood)
    assert everything(planned) != before
    undo_mail(planned.as_user("key"), mail.ref)
    assert everything(planned) == before


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.kind.__name__}-{example.text}")
def test_what_the_facilitator_applies_and_takes_back_leaves_every_record_as_it_was(
    planned: Workspace, clock: Clock, example: Example
) -> None:
    example.begins(planned, clock)
    send_all(planned)
    clock.set("2026-03-02T17:30+08:00")
    before, acting = everything(planned), planned.as_user("key")
    raw = reply(outgoing(planned, example.address, example.outgoing), example.text)
    mail = receive(planned.as_worker(), raw, junk=True)
    assert mail is not None
    assert (mail.verdict, mail.state, everything(planned)) == ("review", "waiting", before)
    apply_waiting(acting, mail.ref)
    applied = everything(planned)
    assert applied != before
    undo_mail(acting, mail.ref)
    assert everything(planned) == before
    apply_waiting(acting, mail.ref)
    assert everything(planned) == applied


def test_a_meeting_says_who_comes_once_the_invitation_is_answered(planned: Workspace, clock: Clock) -> None:
    _invitation(planned, clock)
    taken_in(planned, reply(outgoing(planned, CHEN, "invitation"), "我会参加"))
    chen = planned.store.find(Person, email=CHEN)[0].ref
    participant = planned.store.get(Meeting, "M1").participant(chen)
    assert participant is not None
    assert participant.partstat == "accepted"


@pytest.mark.parametrize(
    ("begins", "address", "first", "unclear"),
    [(_resources, CHEN, "全部同意", "2 可能不行"), (_checks, ZHANG, "全部达标", "2 可能达标")],
)
def test_a_word_that_is_not_understood_on_what_was_answered_is_repeated(
    planned: Workspace, clock: Clock, begins: Callable[[Workspace, Clock], None], address: str, first: str, unclear: str
) -> None:
    """Nothing is left open, and yet the answer to it is not empty."""
    begins(planned, clock)
    send_all(planned)
    asked = outgoing(planned, address, "request")
    for number, text in enumerate((first, unclear)):
        clock.set(f"2026-03-02T17:{number}5+08:00")
        taken_in(planned, reply(asked, text, date=f"Mon, 02 Mar 2026 17:{number}0:00 +0800"))
    assert f"没有读懂，会有人处理：\n  · {unclear}\n" in outgoing(planned, address, "answer").text
