"""Actions that come due while nobody can be reminded of them, and what the facilitator hears of it."""

from datetime import date

import pytest

from collabtui.domain.facilitator_duties import Duty
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.owed import late_duties
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.edit_matters import MatterDraft, new_matter
from collabtui.lifecycle.people.edit_absence import set_away
from support.replies import send_all
from support.world import Clock
from support.world import clock as clock
from support.world import planned as planned
from support.world import workspace as workspace

FRIDAY, LAST = date(2026, 3, 6), date(2026, 3, 20)
ZHANG, CHEN, BOB = "P2", "P4", "P5"


def give(office: Workspace, due: date, doer: str | None = None) -> str:
    acting = office.as_user("command").quiet()
    return add_action(acting, ActionDraft(title="联调", owner=ZHANG, due=due, doer=doer)).ref


def go(office: Workspace, who: str, deputy: str = "") -> None:
    set_away(office.as_user("command"), who, FRIDAY, LAST, deputy)


def told(office: Workspace, clock: Clock, at: str) -> list[Outgoing]:
    """Mails to the facilitator."""
    clock.set(f"2026-03-{at}+08:00")
    mails = [mail for mail in queue_due(office.as_worker()) if mail.person == "P1"]
    send_all(office)
    return mails


def owed(office: Workspace) -> list[Duty]:
    return [one for one in late_duties(office.store, office.as_user("command")) if one.kind == "absent-owner"]


def test_the_facilitator_is_told_once_some_days_before(planned: Workspace, clock: Clock) -> None:
    ref = give(planned, date(2026, 3, 12))
    go(planned, ZHANG)
    assert told(planned, clock, "06T09:30") == []
    assert told(planned, clock, "08T09:30") == [], "a Sunday"
    (mail,) = told(planned, clock, "09T09:30")
    text = mail.text.replace("\n", "")
    assert "负责人张伟外出到3月20日" in text
    assert "没有登记代理人。" in text
    assert f"collabtui person away {ZHANG} --deputy" in text
    assert f"collabtui action update {ref} --owner" in text
    assert [told(planned, clock, at) for at in ("10T09:30", "12T09:30", "13T09:30", "16T09:30")] == [[]] * 4
    assert [one.ref for one in owed(planned)] == [ref], "Today has it as long as it is so"


@pytest.mark.parametrize(
    ("doer", "away"),
    [
        (None, {ZHANG: BOB}),
        (BOB, {ZHANG: ""}),
        (CHEN, {ZHANG: "", CHEN: BOB}),
        (None, {ZHANG: CHEN, CHEN: BOB}),
    ],
    ids=["deputy", "doer", "deputy of the doer", "deputy of the deputy"],
)
def test_nothing_is_owed_where_somebody_is_in_his_place(
    planned: Workspace, clock: Clock, doer: str | None, away: dict[str, str]
) -> None:
    give(planned, date(2026, 3, 12), doer)
    for who, deputy in away.items():
        go(planned, who, deputy)
    clock.set("2026-03-11T09:30+08:00")
    assert owed(planned) == []


@pytest.mark.parametrize(
    ("doer", "away", "named"),
    [
        (None, {ZHANG: CHEN, CHEN: ""}, "代理人也不在：陈静"),
        (None, {ZHANG: CHEN, CHEN: ZHANG}, "代理人也不在：陈静"),
        (CHEN, {ZHANG: "", CHEN: ""}, "没有登记代理人"),
    ],
    ids=["deputy away", "circle", "doer away"],
)
def test_a_deputy_who_is_away_as_well_is_nobody(
    planned: Workspace, clock: Clock, doer: str | None, away: dict[str, str], named: str
) -> None:
    give(planned, date(2026, 3, 12), doer)
    for who, deputy in away.items():
        go(planned, who, deputy)
    (mail,) = told(planned, clock, "11T09:30")
    assert named in mail.text.replace("\n", "")


def test_it_begins_with_the_absence_of_the_deputy_and_ends_with_it(planned: Workspace, clock: Clock) -> None:
    give(planned, date(2026, 3, 9))
    go(planned, ZHANG, CHEN)
    set_away(planned.as_user("command"), CHEN, date(2026, 3, 10), date(2026, 3, 11), "")
    found = {}
    for day in ("09", "10", "11", "12"):
        clock.set(f"2026-03-{day}T12:00+08:00")
        found[day] = len(owed(planned))
    assert found == {"09": 0, "10": 1, "11": 1, "12": 0}


def test_what_is_over_or_comes_due_after_his_return_is_no_duty(planned: Workspace, clock: Clock) -> None:
    done, later = give(planned, date(2026, 3, 12)), give(planned, date(2026, 3, 23))
    go(planned, ZHANG)
    update_action(planned.as_user("key"), done, Update(ref=done, status="done", percent=100))
    clock.set("2026-03-20T12:00+08:00")
    assert owed(planned) == []
    clock.set("2026-03-21T12:00+08:00")
    assert owed(planned) == [], later


def test_of_his_own_absence_the_facilitator_is_not_told(planned: Workspace, clock: Clock) -> None:
    acting = planned.as_user("command").quiet()
    add_action(acting, ActionDraft(title="联调", owner="P1", due=date(2026, 3, 12)))
    go(planned, "P1")
    assert told(planned, clock, "11T09:30") == []


@pytest.mark.parametrize(
    ("readers", "hears"),
    [(["P1", ZHANG], True), (["P1", ZHANG, BOB], False)],
    ids=["deputy-may-not", "deputy-may"],
)
def test_a_deputy_who_may_not_read_what_is_confidential_is_nobody(
    planned: Workspace, clock: Clock, readers: list[str], hears: bool
) -> None:
    acting = planned.as_user("command").quiet()
    matter = new_matter(acting, MatterDraft(title="选型")).ref
    ref = add_action(acting, ActionDraft(title="联调", owner=ZHANG, due=date(2026, 3, 12)), matter=matter).ref
    make_confidential(acting, matter, readers)
    go(planned, ZHANG, BOB)
    mails = told(planned, clock, "09T09:30")
    assert [ref in mail.text for mail in mails] == ([True] if hears else [])
    assert [one.ref for one in owed(planned)] == ([ref] if hears else [])
    if hears:
        assert f"collabtui matter confidential {matter} --readers" in mails[0].text.replace("\n", "")


def test_the_facilitator_who_is_the_deputy_reads_it_himself(planned: Workspace, clock: Clock) -> None:
    acting = planned.as_user("command").quiet()
    matter = new_matter(acting, MatterDraft(title="选型")).ref
    add_action(acting, ActionDraft(title="联调", owner=ZHANG, due=date(2026, 3, 12)), matter=matter)
    make_confidential(acting, matter, [ZHANG])
    go(planned, ZHANG, "P1")
    assert [mail for mail in told(planned, clock, "09T09:30") if "--deputy" in mail.text] == []
