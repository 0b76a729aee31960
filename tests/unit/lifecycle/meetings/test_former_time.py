"""Updates say from when a meeting was moved, and who will not be there; of a series one is to be sent once."""

from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series_split import Scope
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.meetings.edit_series_dates import edit_series
from collabtui.lifecycle.meetings.invite import invite
from collabtui.lifecycle.meetings.move_meeting import move_meeting
from collabtui.lifecycle.meetings.plan import new_meeting
from collabtui.lifecycle.people.person_leaves import leave
from support.records import put
from support.replies import send_all
from support.world import AGENDA

CHEN = "chen@example.test"


def newest(workspace: Workspace) -> str:
    return workspace.store.find(Outgoing, to=CHEN, newest_first=True)[0].text


def test_a_moved_meeting_names_when_it_was(planned: Workspace) -> None:
    acting = planned.as_user("command")
    invite(acting, "M1")
    assert "原定" not in newest(planned)
    send_all(planned)
    move_meeting(acting, "M1", "2026-03-03 15:00")
    assert "3月3日（周二） 15:00–15:50（北京时间）\n  原定 3月2日（周一） 14:00\n" in newest(planned)


def test_what_nobody_read_is_no_former_time(planned: Workspace) -> None:
    acting = planned.as_user("command")
    invite(acting, "M1")
    send_all(planned)
    move_meeting(acting, "M1", "2026-03-03 15:00")
    move_meeting(acting, "M1", "2026-03-04 15:00")
    assert "原定" not in newest(planned)


@pytest.mark.parametrize(("until", "shown"), [(date(2026, 3, 2), True), (date(2026, 3, 1), False)])
def test_who_is_away_on_the_day_is_named_so(planned: Workspace, until: date, *, shown: bool) -> None:
    zhang = planned.store.find(Person, name="张伟")[0]
    away = {"away_from": date(2026, 2, 27), "away_until": until}
    put(planned.store, zhang.model_copy(update=away))
    invite(planned.as_user("command"), "M1")
    assert ("张伟（外出）" in newest(planned)) == shown


def test_a_series_that_is_handed_over_is_invited_once(workspace: Workspace) -> None:
    """By its first date, as a command takes no series."""
    acting = workspace.as_user("command")
    new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 4, 27))}))
    invite(acting, "M1")
    goes, stays = (workspace.store.find(Person, name=name)[0].ref for name in ("张伟", "Bob Brown"))
    done = leave(acting, goes, stays)
    assert done.to_invite == ["M1"]
    invite(acting, "M1")


@pytest.mark.parametrize(
    ("ref", "scope", "when", "was"),
    [
        ("M1", "all", "2026-03-03 15:00", "3月2日（周一） 14:00"),
        ("M1", "following", "2026-03-03 15:00", "3月2日（周一） 14:00"),
        ("M2", "all", "2026-03-10 15:00", "3月2日（周一） 14:00"),
        ("M2", "following", "2026-03-10 15:00", "3月9日（周一） 14:00"),
    ],
)
def test_several_dates_that_are_moved_name_when_the_first_of_them_was(
    workspace: Workspace, ref: str, scope: Scope, when: str, was: str
) -> None:
    acting = workspace.as_user("command")
    new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 4, 27))}))
    invite(acting, "M1")
    assert "原定" not in newest(workspace)
    send_all(workspace)
    move_meeting(acting, ref, when, scope)
    assert f"15:00–15:50（北京时间）\n  原定 {was}\n" in newest(workspace)
    ending = [one.text for one in workspace.store.find(Outgoing, to=CHEN) if "系列到" in one.text]
    assert len(ending) == (scope == "following" and ref == "M2")
    assert not any("原定" in one for one in ending)


def test_a_series_that_nobody_read_of_has_no_former_time(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 4, 27))}))
    invite(acting, "M1")
    move_meeting(acting, "M1", "2026-03-03 15:00", "all")
    assert "原定" not in newest(workspace)


@pytest.mark.parametrize("scope", ["all", "following"])
def test_a_series_that_recurs_otherwise_names_how_it_did(workspace: Workspace, scope: Scope) -> None:
    acting, weekly = workspace.as_user("command"), Rule(every="week")
    planned = AGENDA.model_copy(update={"series": weekly})
    new_meeting(acting, planned)
    invite(acting, "M1")
    assert "重复：每周\n" in newest(workspace)
    send_all(workspace)
    edit_series(acting, "M1", planned.model_copy(update={"series": Rule(every="week", interval=2)}), scope)
    invite(acting, "M1")
    assert "重复：每2周（原为每周）\n" in newest(workspace)
    send_all(workspace)
    move_meeting(acting, "M1", "2026-03-02 15:00", "all")
    assert "重复：每2周\n" in newest(workspace)


def test_how_a_series_recurred_that_nobody_read_of_is_not_named(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    planned = AGENDA.model_copy(update={"series": Rule(every="week")})
    new_meeting(acting, planned)
    invite(acting, "M1")
    edit_series(acting, "M1", planned.model_copy(update={"series": Rule(every="week", interval=2)}), "all")
    invite(acting, "M1")
    assert "原为" not in newest(workspace)
