"""The facilitator is away: his duties reach who stands in, each once, with whose they are."""

from collections.abc import Iterator
from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.matters.matter import Matter
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.due.owed import DueMail, Source
from collabtui.lifecycle.due.registry import SOURCES, list_due, queue_due
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.people.edit_absence import end_absence, set_away
from collabtui.store.interface import Reader
from support.departments import new, sent
from support.due_world import let_everything_come_due
from support.replies import reply, send_all
from support.world import Clock

LI, CHEN = "P1", "P4"
MINE = "代李明处理"


@pytest.fixture
def away(workspace: Workspace, clock: Clock) -> Workspace:
    """李明 is away from Monday to Friday, 陈静 stands in; all comes due on Tuesday, 10 March."""
    let_everything_come_due(workspace, clock)
    set_away(workspace.as_user("command"), LI, date(2026, 3, 9), date(2026, 3, 13), "陈静")
    send_all(workspace)
    return workspace


def in_place(workspace: Workspace) -> list[Outgoing]:
    found = [mail for mail in queue_due(workspace.as_worker()) if mail.key.startswith("in-place:")]
    send_all(workspace)
    return found


def test_one_mail_to_the_deputy_says_whose_duties_they_are(away: Workspace) -> None:
    (mail,) = in_place(away)
    assert (mail.person, mail.subject.split("：")[0]) == (CHEN, MINE)
    assert "李明外出到3月13日" in mail.text.replace("\n", "")
    for duty in ("纪要未发：", "会议未记录：", "里程碑：", "风险没有应对：", "表决待结束："):
        assert duty in mail.text, duty
    assert "发件人未证实" not in mail.text, "his mailbox is his"
    assert in_place(away) == []


def test_he_himself_hears_of_them_when_he_is_back_and_nobody_twice(away: Workspace) -> None:
    in_place(away)
    assert away.store.find(Outgoing, person=LI, key="notice:minutes-owed:M2:P1") == []
    end_absence(away.as_user("command"), LI)
    queued = queue_due(away.as_worker())
    (told,) = away.store.find(Reminded, ref="notice:minutes-owed:M2:P1")
    assert told.outgoing in {mail.ref for mail in queued if mail.person == LI}
    assert [mail for mail in queued if mail.key.startswith("in-place:")] == []


def test_no_source_is_asked_twice_for_them(away: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for source in SOURCES:

        def find(reader: Reader, acting: Acting, source: Source = source) -> Iterator[DueMail]:
            asked.append(type(source).__name__)
            return type(source).find(source, reader, acting)

        monkeypatch.setattr(source, "find", find)
    assert len(in_place(away)) == 1
    assert len(asked) == len(set(asked))


def test_the_dry_run_names_the_same(away: Workspace) -> None:
    acting = away.as_worker()
    listed = [mail for mail in list_due(acting.store, acting) if mail.message.template == "in-place"]
    assert [mail.message.person.ref for mail in listed] == [CHEN]


def test_a_deputy_who_may_not_read_a_matter_hears_nothing_of_it(away: Workspace) -> None:
    make_confidential(away.as_user("command"), "X-2026-001", ["赵强"])
    (mail,) = in_place(away)
    title = away.store.get(Matter, "X-2026-001").title
    assert title not in mail.text
    assert "X-2026-001" not in mail.text


def test_nobody_else_hears_where_the_deputy_is_away_too(away: Workspace) -> None:
    set_away(away.as_user("command"), CHEN, date(2026, 3, 9), date(2026, 3, 13))
    assert in_place(away) == []


@pytest.mark.parametrize(("text", "reason"), [("纪要我来发", "unknown"), ("A{n} 已完成40%", "answers-duties")])
def test_an_answer_to_duties_changes_no_action(away: Workspace, text: str, reason: str) -> None:
    """陈静 has one open action, which none of the duties is."""
    (mail,) = in_place(away)
    (before,) = away.store.find(Action, owner=CHEN, status=list(OPEN))
    written = text.format(n=before.ref[1:])
    answer = receive(away.as_worker(), reply(mail, written, date="Tue, 10 Mar 2026 18:00:00 +0800", quote=False))
    assert answer is not None
    assert (answer.verdict, answer.state, answer.reason) == ("review", "waiting", reason)
    assert away.store.get(Action, before.ref) == before


def test_a_silence_is_told_once_in_his_place_however_many_passes_are_made(workspace: Workspace, clock: Clock) -> None:
    new(workspace)
    sent(workspace)
    set_away(workspace.as_user("command"), LI, date(2026, 3, 2), date(2026, 3, 20), "陈静")
    found = []
    for day in range(2, 13):
        for minute in (0, 7, 14):
            clock.set(f"2026-03-{day:02}T15:{minute:02}+08:00")
            found += in_place(workspace)
    text = "".join(mail.text for mail in found)
    assert [text.count(f"没有答复：{name}") for name in ("研发部", "市场部", "法务部")] == [1, 1, 1]
