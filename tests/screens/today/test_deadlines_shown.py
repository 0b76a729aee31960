"""Today is late with the mails, and not at hours of its own, whatever is configured."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from collabtui.config import MeetingRules
from collabtui.config_file import write_config
from collabtui.domain.meeting_deadlines import MeetingDeadlines
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.place import Place
from collabtui.lifecycle.due.absent_signers_due import AbsentSignersDue
from collabtui.lifecycle.due.facilitator_due import FacilitatorDuties
from collabtui.lifecycle.due.registry import SOURCES
from collabtui.lifecycle.due.retrospectives_due import RetrospectivesDue
from collabtui.lifecycle.due.votes_due import VotesDue
from collabtui.lifecycle.meetings import plan
from collabtui.screens.today.needs import Need, WaitingRows, needs_of_records
from collabtui.session.services import Services
from collabtui.store.queries.today import today
from collabtui.text.catalogue import Catalogue
from collabtui.worker.one_pass import pass_time
from support.due_world import let_everything_come_due
from support.player import Stage
from support.world import AGENDA, CONFIG

RULES = MeetingRules(material_days=5, minutes_hours=2)
LONGER = MeetingRules(material_days=1, minutes_hours=72)
OWN = (FacilitatorDuties(), RetrospectivesDue(), VotesDue(), AbsentSignersDue())


def configured(stage: Stage, rules: MeetingRules) -> Stage:
    write_config(stage.home, CONFIG.model_copy(update={"meeting": rules}))
    return stage


def test_the_deadlines_are_those_of_the_configuration(stage: Stage) -> None:
    configured(stage, RULES)
    services = Services(stage.home, stage.clock, Catalogue("zh"))
    assert services.session.deadlines == MeetingDeadlines(5, 2, 3)
    services.close()


@pytest.mark.parametrize("text", ["[meeting", '[meeting]\nminutes_hours = "soon"\n', "meeting = 3\n", ""])
def test_a_configuration_that_says_none_leaves_the_usual_ones(stage: Stage, text: str) -> None:
    stage.home.config_path.write_text(text, encoding="utf-8")
    services = Services(stage.home, stage.clock, Catalogue("zh"))
    assert services.session.deadlines == MeetingDeadlines()
    services.close()


async def test_minutes_are_late_at_the_configured_hour(recorded: Stage) -> None:
    configured(recorded, RULES)
    recorded.clock.set("2026-03-02T17:20+08:00")
    async with recorded.play() as player:
        await player.see("▲ M1 新品上线协作会：纪要已迟")


async def test_an_agenda_is_owed_at_the_configured_day_and_not_only_the_next_one(planned: Stage) -> None:
    second = AGENDA.model_copy(update={"title": "试产会", "start": datetime(2026, 3, 3, 9)})  # noqa: DTZ001  # wall clock
    plan.new_meeting(planned.acting, second)
    planned.clock.set("2026-02-27T11:30+08:00")  # who has just planned it is at work on it
    async with configured(planned, RULES).play(size=(120, 30)) as player:
        await player.see("▲ M1", "▲ M2 试产会")


def shown_on_today(stage: Stage) -> list[Need]:
    services = Services(stage.home, stage.clock, Catalogue("zh"))
    session = services.session
    found = today(session.reader, now=session.now, today=session.today)
    rows = WaitingRows(found, [], {}, {})
    shown = needs_of_records(rows, session.now, session.zone, session.deadlines, services.words)
    services.close()
    return shown


@pytest.mark.parametrize("rules", [MeetingRules(), RULES, LONGER], ids=["usual", "short", "long"])
@pytest.mark.parametrize("ago", [timedelta(minutes=minutes) for minutes in (-1, 0, 1)], ids=["before", "at", "after"])
def test_what_is_late_on_today_is_what_the_mails_say(stage: Stage, rules: MeetingRules, ago: timedelta) -> None:
    """Around each instant at which a duty becomes late, and at which an agenda is of no use any more."""
    let_everything_come_due(stage.workspace, stage.clock)
    configured(stage, rules)
    begins, ended = datetime.fromisoformat("2026-03-11T09:00+08:00"), datetime.fromisoformat("2026-03-06T10:00+08:00")
    looked_back = datetime.fromisoformat("2026-03-05T00:00+08:00")
    hours, days = timedelta(hours=rules.minutes_hours), timedelta(days=rules.material_days)
    for due in (begins, begins - days, ended + hours, looked_back):
        stage.clock.now = due + ago
        late = {need.place for need in shown_on_today(stage) if need.urgency == "late"}
        acting = replace(stage.workspace.as_worker(), config=CONFIG.model_copy(update={"meeting": rules}))
        found = [mail for source in OWN for mail in source.find(acting.store, acting)]
        mails = [mail for mail in found if mail.message.person.email == CONFIG.organiser.email]  # not those who vote
        told = {Place("meetings", mail.message.meeting) for mail in mails if mail.message.meeting}
        told |= {Place.step(mail.message.matter, "retrospective") for mail in mails if mail.message.matter}
        meetings = {Place("meetings", place.ref) for place in late if place.page == "meetings"}
        assert meetings | {place for place in late if "retrospective" in place.part} == told


def test_whatever_the_registry_tells_the_facilitator_of_is_on_today(stage: Stage) -> None:
    """A new duty of his is a line there too; it stays there after the mail went out, until it is done.
    Dates that were missed the same pass makes meetings of."""
    let_everything_come_due(stage.workspace, stage.clock)
    pass_time(stage.workspace)
    acting = stage.workspace.as_worker()
    mails = (mail for source in SOURCES for mail in source.find(acting.store, acting))
    own = [owed for mail in mails if mail.message.person.email == CONFIG.organiser.email for owed in mail.owed]
    places = [need.place for need in shown_on_today(stage) if need.urgency == "late"]
    late = {ref for place in places for ref in (place.ref, place.part)}
    kinds = {
        "agenda-owed",
        "minutes-owed",
        "record-owed",
        "contact-owed",
        "retrospective-owed",
        "risk-owed",
        "risk-review",
        "vote-owed",
        "absent-owner",
        "absent-signer",
        "checks-owed",
        "department-unread",
        "grant-owed",
        "material-missing",
        "milestone-look-back",
    }
    assert {owed.kind for owed in own} == kinds
    for owed in own:
        shown = acting.store.get(Vote, owed.ref).meeting if owed.kind == "vote-owed" else owed.ref
        assert any(ref.startswith(shown) for ref in late), owed
