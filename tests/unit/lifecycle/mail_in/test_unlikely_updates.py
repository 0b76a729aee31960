"""An update that the state of the actions makes unlikely is asked back, with its reason; a yes applies it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Update
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.replay import replay
from support.replies import outgoing, reply
from support.world import Clock

ZHANG = "zhang@example.test"


@pytest.fixture(autouse=True)
def afternoon(published: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T16:30+08:00")


def received(workspace: Workspace, clock: Clock, text: str, *, to: str = "minutes", attach: str = "") -> Incoming:
    """Written an hour after what the facilitator did."""
    clock.set("2026-03-02T17:30+08:00")
    raw = reply(outgoing(workspace, ZHANG, to), text, quote=False)
    if attach:
        message = message_from_bytes(raw, policy=SMTP)
        assert isinstance(message, EmailMessage)
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=attach)
        raw = message.as_bytes()
    mail = receive(workspace.as_worker(), raw)
    assert mail is not None
    return mail


def put(workspace: Workspace, ref: str, **values: object) -> None:
    acting = workspace.as_user("key")
    with acting.transaction() as tx:
        tx.put(tx.get(Action, ref).model_copy(update=values))


def state(workspace: Workspace, ref: str) -> tuple[str, int]:
    action = workspace.store.get(Action, ref)
    return action.status, action.percent


def proposed(mail: Incoming) -> list[tuple[str | None, str | None, str]]:
    assert mail.understanding is not None
    return [(one.ref, one.status, one.why) for one in mail.understanding.proposals]


def _done(workspace: Workspace, ref: str = "A1") -> None:
    edit_actions.update_action(workspace.as_user("key"), ref, Update(ref=ref, status="done"))


def _far(workspace: Workspace) -> None:
    edit_actions.update_action(workspace.as_user("key"), "A1", Update(ref="A1", status="in-progress", percent=80))


def _waits(workspace: Workspace) -> None:
    put(workspace, "A2", depends_on=("A1",))


def _due(workspace: Workspace) -> None:
    put(workspace, "A1", deliverable="合同扫描件")


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (_done, "1 完成", ("A1", "done", "already-done")),
        (_done, "1 done", ("A1", "done", "already-done")),
        (_far, "1 60%", ("A1", "in-progress", "below-known")),
        (_waits, "2 完成", ("A2", "done", "waits-for-open")),
        (_due, "1 完成，见附件", ("A1", "done", "no-file")),
        (_due, "1 done, please find attached.", ("A1", "done", "no-file")),
    ],
)
def test_what_is_unlikely_is_asked_back_and_a_yes_applies_it(
    published: Workspace, clock: Clock, before: object, text: str, expected: tuple[str, str, str]
) -> None:
    assert callable(before)
    before(published)
    ref = expected[0]
    known = state(published, ref)
    mail = received(published, clock, text)
    assert proposed(mail) == [expected]
    assert (mail.updates, mail.state, mail.reason, state(published, ref)) == ((), "waiting", expected[2], known)
    assert mail.understanding is not None
    (clause,) = [one for one in mail.understanding.clauses if one.proposals]
    assert (clause.rule, clause.strength, clause.proposals) == (expected[2], "propose", (1,))
    yes = received(published, clock, "y1", to="answer")
    assert (yes.verdict, yes.state) == ("apply", "applied")
    assert published.store.get(Incoming, mail.ref).state == "applied"
    assert state(published, ref) == (("in-progress", 60) if ref == "A1" and "60" in text else ("done", 100))
    assert replay(published.as_user("command")).differs == ()


@pytest.mark.parametrize(
    ("before", "text", "attach"),
    [
        (_done, "1 完成，2 完成", ""),  # of all that is his
        (_far, "1 90%", ""),
        (_far, "1 完成", ""),
        (_waits, "1 完成，2 完成", ""),
        (_waits, "1 完成", ""),
        (_due, "1 完成", ""),
        (_due, "1 完成，见附件", "contract.pdf"),
        (_due, "1 完成，见附件 https://disk.example.test/s/1", ""),
        (_due, "2 完成，见附件", ""),  # nothing has to be handed over
    ],
)
def test_what_is_likely_is_applied(published: Workspace, clock: Clock, before: object, text: str, attach: str) -> None:
    assert callable(before)
    put(published, "A2", deliverable="")
    before(published)
    mail = received(published, clock, text, attach=attach)
    assert proposed(mail) == []
    assert mail.updates != ()


def test_who_says_again_that_it_is_done_is_not_asked(published: Workspace, clock: Clock) -> None:
    received(published, clock, "1 完成")
    again = received(published, clock, "1 已完成。")
    assert (again.state, proposed(again)) == ("applied", [])


def test_who_names_it_by_its_title_means_it(published: Workspace, clock: Clock) -> None:
    _done(published)
    title = published.store.get(Action, "A1").title
    assert proposed(received(published, clock, f"{title}已完成")) == []


def test_a_doubt_about_one_of_several_leaves_the_others(published: Workspace, clock: Clock) -> None:
    _waits(published)
    put(published, "A1", depends_on=("A3",))
    mail = received(published, clock, "1、2 完成")
    assert proposed(mail) == [("A1", "done", "waits-for-open"), ("A2", "done", "waits-for-open")], "2 waits for 1"
    put(published, "A1", depends_on=())
    put(published, "A2", depends_on=("A3",))
    mail = received(published, clock, "1、2 都完成了")
    assert (proposed(mail), [one.ref for one in mail.updates]) == ([("A2", "done", "waits-for-open")], ["A1"])
    assert state(published, "A1") == ("done", 100)


def test_what_is_noted_beside_it_is_kept(published: Workspace, clock: Clock) -> None:
    _far(published)
    mail = received(published, clock, "1 60%。备注1：等盖章")
    assert [(one.ref, one.status, one.percent) for one in mail.updates] == [("A1", None, None)]
    assert "盖章" in published.store.get(Action, "A1").note
    assert state(published, "A1") == ("in-progress", 80)


def test_the_facilitators_yes_applies_it(published: Workspace, clock: Clock) -> None:
    _far(published)
    mail = received(published, clock, "1 60%")
    review.apply_waiting(published.as_user("key"), mail.ref)
    assert state(published, "A1") == ("in-progress", 60)


def test_it_gets_the_next_number(published: Workspace, clock: Clock) -> None:
    _far(published)
    mail = received(published, clock, "2 完成。写错了，2 应该是延期到3月20日\n1 60%")
    assert mail.understanding is not None
    numbers = [one.n for one in mail.understanding.proposals]
    assert numbers == list(range(1, len(numbers) + 1))
    last = mail.understanding.proposals[-1]
    assert (last.n, last.ref, last.percent) == (len(numbers), "A1", 60)


def _cancelled(workspace: Workspace) -> None:
    edit_actions.update_action(workspace.as_user("key"), "A1", Update(ref="A1", status="cancelled"))


def _blocked(workspace: Workspace) -> None:
    edit_actions.update_action(workspace.as_user("command"), "A1", Update(ref="A1", status="blocked", note="缺预算"))


@pytest.mark.parametrize(
    ("before", "text", "expected", "stands"),
    [
        (_cancelled, "1 完成", ("A1", "done", "was-cancelled"), "目前为已取消（李明，"),
        (_cancelled, "1 50%", ("A1", "in-progress", "was-cancelled"), "目前为已取消（李明，"),
        (_cancelled, "提供接口文档 受阻：等合同", ("A1", "blocked", "was-cancelled"), "目前为已取消（李明，"),
        (_done, "提供接口文档 进行中", ("A1", "in-progress", "was-done"), "目前为已完成（李明，"),
        (_done, "1 受阻：等合同", ("A1", "blocked", "was-done"), "目前为已完成（李明，"),
    ],
)
def test_what_somebody_has_closed_is_neither_opened_nor_set_done_without_a_word(
    published: Workspace, clock: Clock, before: object, text: str, expected: tuple[str, str, str], stands: str
) -> None:
    """The mail is the newer word. Its writer reads what stands; his yes counts, and the reason with it."""
    assert callable(before)
    before(published)
    known = state(published, "A1")
    mail = received(published, clock, text)
    assert (proposed(mail), mail.state, state(published, "A1")) == ([expected], "waiting", known)
    assert mail.answer is not None
    assert stands in mail.answer.replace("\n", "").replace("    ", "")
    yes = received(published, clock, "y1", to="answer")
    assert (yes.state, published.store.get(Action, "A1").status) == ("applied", expected[1])
    assert published.store.get(Action, "A1").reason == ("等合同" if expected[1] == "blocked" else "")
    assert yes.answer is not None
    assert "原为已" in yes.answer


def test_a_yes_to_another_question_opens_nothing_that_was_closed_since(published: Workspace, clock: Clock) -> None:
    _far(published)
    received(published, clock, "1 60%")
    clock.set("2026-03-02T16:45+08:00")
    _cancelled(published)
    yes = received(published, clock, "y1", to="answer")
    assert (proposed(yes), state(published, "A1")) == ([("A1", "in-progress", "was-cancelled")], ("cancelled", 80))


def test_who_corrects_his_own_done_is_not_asked(published: Workspace, clock: Clock) -> None:
    received(published, clock, "1 完成")
    again = received(published, clock, "1 受阻：少一页")
    assert (proposed(again), published.store.get(Action, "A1").status) == ([], "blocked")


def test_who_ends_what_somebody_has_blocked_reads_whose_word_that_was(published: Workspace, clock: Clock) -> None:
    _blocked(published)
    mail = received(published, clock, "1 完成")
    assert (mail.state, state(published, "A1")) == ("applied", ("done", 100))
    assert mail.answer is not None
    assert "原为受阻，因为缺预算（李明，" in mail.answer.replace("\n", "").replace("    ", "")


def test_who_ends_what_he_has_blocked_himself_knows_that(published: Workspace, clock: Clock) -> None:
    received(published, clock, "1 受阻：等合同")
    mail = received(published, clock, "1 完成")
    assert mail.answer is not None
    assert "原为" not in mail.answer
