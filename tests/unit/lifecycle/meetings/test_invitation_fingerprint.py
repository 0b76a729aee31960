"""What an invitation said is known again, in the form of today and in the one that older versions stored."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from collabtui.domain.meetings.meeting import Meeting, Participant, Slot
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.meetings.invitation_fingerprint import (
    fingerprint,
    series_fingerprint,
    series_update_owed,
    update_owed,
)
from support.world import AGENDA

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
SAID: dict[str, Any] = {
    "title": "新品上线协作会", "timezone": "Asia/Shanghai", "place": "3楼“大”会议室", "goal": "定下来",
    "questions": ("谁来测?", "it's when?"), "material": ("方案.docx",), "uid": "u1@here", "state": "invited",
    "slots": (
        Slot(title="进展", minutes=20, lead="P1", material=("周报.xlsx",)), Slot(title='"决定"', minutes=30),
    ),
    "participants": (Participant(person="P1", role="facilitator"), Participant(person="P2", role="scribe")),
}  # fmt: skip
MEETING = Meeting(ref="M1", start=START, end=START + timedelta(minutes=50), carried=("A1", "Q2"), **SAID)
SERIES = Series(
    ref="SER1", rule=Rule(every="week", weekdays=(0, 2), until=date(2026, 5, 1)), start=START, minutes=50, **SAID
)
FIRST_FORM = "d8734835c73ed4298d590a388ad7efd9bfdbfc63c722d10e288b23bb190ec0ff"
"""Of `MEETING`, as version 0.2 stored it."""
FIRST_FORM_OF_SERIES = "268489c77a3e3a596d1d9ced5a52aac512ea73a18876efca3989efdc7cb18f0f"
TODAY = "2:23a38d4dd16345b10bdefd629da1bd238bdd86076b8a4af4cf56529bd0ee1eac"
TODAY_OF_SERIES = "2:b350c8df2e41f9505cb485d929bd63a25caaeeefb66779a277f616f91bbf4d4d"
FIRST_FORM_OF_AGENDA = "dccb523fab41edb890ffa4551ebdc2be23f05d15c3d9aca866ea15a4a6aa94ee"
OTHERWISE: tuple[dict[str, Any], ...] = (
    {"title": "另一个会"}, {"start": START + timedelta(hours=1)}, {"place": ""}, {"goal": ""}, {"questions": ()},
    {"material": ()}, {"slots": SAID["slots"][:1]}, {"participants": SAID["participants"][:1]},
)  # fmt: skip


def test_the_forms_are_what_they_were() -> None:
    """Another one would invite everybody again; `first_form_of` shows how an old one stays valid."""
    assert (fingerprint(MEETING), series_fingerprint(SERIES)) == (TODAY, TODAY_OF_SERIES)


@pytest.mark.parametrize("stored", [FIRST_FORM, TODAY])
def test_an_invitation_of_either_form_is_valid_until_it_would_say_something_else(
    workspace: Workspace, stored: str
) -> None:
    invited = MEETING.model_copy(update={"invited_as": stored})
    assert not update_owed(workspace.store, invited, workspace.clock())
    assert [
        change
        for change in (*OTHERWISE, {"carried": ("A1",)}, {"end": START + timedelta(hours=2)})
        if not update_owed(workspace.store, invited.model_copy(update=change), workspace.clock())
    ] == []


@pytest.mark.parametrize("stored", [FIRST_FORM_OF_SERIES, TODAY_OF_SERIES])
def test_so_is_that_of_a_series(stored: str) -> None:
    invited = SERIES.model_copy(update={"invited_as": stored})
    assert not series_update_owed(invited)
    assert [
        change
        for change in (*OTHERWISE, {"rule": Rule(every="month")}, {"minutes": 20})
        if not series_update_owed(invited.model_copy(update=change))
    ] == []


def test_the_zone_in_which_an_instant_was_written_changes_nothing() -> None:
    east = MEETING.model_copy(update={"start": START.astimezone(timezone(timedelta(hours=8)))})
    assert fingerprint(east) == TODAY


def test_who_was_invited_by_an_older_version_gets_no_second_invitation(workspace: Workspace) -> None:
    plan.new_meeting(workspace.as_user("key"), AGENDA)
    first = invite.invite(workspace.as_user("key"), "M1").meeting
    with workspace.as_user("key").transaction() as tx:
        tx.put(first.model_copy(update={"invited_as": FIRST_FORM_OF_AGENDA}))
    with pytest.raises(Refused, match=r"invite\.unchanged"):
        invite.invite(workspace.as_user("key"), "M1")
