"""Two mails of one sender that say the same: the newest word holds when either is taken back, in whatever order, and
with the last of them what was before is there again."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.vote import Vote
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.actions_due import ActionsDue
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import undo_mail
from collabtui.lifecycle.meetings.invite import invite
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from support.replies import outgoing, reply, send_all
from support.world import Clock

ZHANG = "zhang@example.test"
State = Callable[[Workspace], object]


def reminded(workspace: Workspace, clock: Clock) -> Outgoing:
    add_action(workspace.as_user("command"), ActionDraft(title="压测", owner="张伟", due=date(2026, 3, 6)))
    clock.set("2026-03-04T10:00+08:00")
    queue_due(workspace.as_worker(), (ActionsDue(),))
    send_all(workspace)
    return outgoing(workspace, ZHANG, "reminder")


def asked(workspace: Workspace, clock: Clock) -> Outgoing:
    ask_vote(
        workspace.as_user("command"),
        VoteDraft("M1", "哪天搬", ("A=五月", "B=六月"), ("张伟", "陈静"), date(2026, 3, 6)),
    )
    send_all(workspace)
    return outgoing(workspace, ZHANG, "request")


def invited(workspace: Workspace, clock: Clock) -> Outgoing:
    invite(workspace.as_user("command"), "M1")
    send_all(workspace)
    return outgoing(workspace, ZHANG, "invitation")


def progress(workspace: Workspace) -> object:
    found = workspace.store.get(Action, "A1")
    return found.percent, found.status


def choice(workspace: Workspace) -> object:
    return [one.choice for one in workspace.store.get(Vote, "VOTE1").voters]


def attendance(workspace: Workspace) -> object:
    return [one.partstat for one in workspace.store.get(Meeting, "M1").participants]


def says(workspace: Workspace, asked_by: Outgoing, texts: Sequence[str], day: str = "Wed, 04 Mar") -> list[str]:
    """The refs of the mails, one a minute."""
    found = [
        receive(workspace.as_worker(), reply(asked_by, text, date=f"{day} 2026 17:{minute:02}:00 +0800"))
        for minute, text in enumerate(texts)
    ]
    refs = [one.ref for one in found if one is not None]
    for ref in refs:
        assert workspace.store.get(Incoming, ref).state == "applied"
    return refs


@pytest.mark.parametrize(
    ("ask", "state", "text"), [(reminded, progress, "1 60%"), (asked, choice, "A"), (invited, attendance, "参加")]
)
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_word_holds_until_the_last_of_them_is_taken_back(
    planned: Workspace,
    clock: Clock,
    ask: Callable[[Workspace, Clock], Outgoing],
    state: State,
    text: str,
    order: tuple[int, ...],
) -> None:
    mail = ask(planned, clock)
    clock.set("2026-02-27T18:00+08:00" if ask is invited else "2026-03-05T18:00+08:00")
    before = state(planned)
    refs = says(planned, mail, (text, text, text), "Fri, 27 Feb" if ask is invited else "Wed, 04 Mar")
    after = state(planned)
    assert after != before
    for at in order[:-1]:
        undo_mail(planned.as_user("command"), refs[at])
        assert state(planned) == after
    undo_mail(planned.as_user("command"), refs[order[-1]])
    assert state(planned) == before
    assert {planned.store.get(Incoming, ref).state for ref in refs} == {"undone"}


def test_what_is_between_stays(planned: Workspace, clock: Clock) -> None:
    mail = asked(planned, clock)
    clock.set("2026-03-05T18:00+08:00")
    first, other, again = says(planned, mail, ("A", "B", "A"))
    undo_mail(planned.as_user("command"), again)
    assert choice(planned) == ["B", ""]
    undo_mail(planned.as_user("command"), other)
    assert choice(planned) == ["A", ""]
    undo_mail(planned.as_user("command"), first)
    assert choice(planned) == ["", ""]


def test_what_one_of_them_said_besides_goes_with_it(planned: Workspace, clock: Clock) -> None:
    add_action(planned.as_user("command"), ActionDraft(title="写报告", owner="张伟", due=date(2026, 3, 7)))
    mail = reminded(planned, clock)
    clock.set("2026-03-05T18:00+08:00")
    more, again = says(planned, mail, ("A2 60%\nA1 30%", "A2 60%"))

    def both() -> list[int]:
        return [planned.store.get(Action, ref).percent for ref in ("A1", "A2")]

    assert both() == [30, 60]
    undo_mail(planned.as_user("command"), more)
    assert both() == [0, 60]
    undo_mail(planned.as_user("command"), again)
    assert both() == [0, 0]
