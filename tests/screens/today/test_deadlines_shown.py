"""Today is late with the mails, and not at hours of its own, whatever is configured."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from collabtui.config import MeetingRules
from collabtui.domain.deadlines import MeetingDeadlines
from collabtui.home import write_config
from collabtui.lifecycle.due.facilitator import FacilitatorDuties
from collabtui.lifecycle.due.registry import SOURCES
from collabtui.lifecycle.meetings import plan
from collabtui.screens.today.needs import needs
from collabtui.session.services import Services
from collabtui.store.queries.today import today
from collabtui.text.catalogue import Catalogue
from collabtui.worker.one_pass import pass_time
from support.due_world import let_everything_come_due
from support.player import Stage
from support.world import AGENDA, CONFIG

RULES = MeetingRules(material_days=5, minutes_hours=2)
LONGER = MeetingRules(material_days=1, minutes_hours=72)


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
    async with configured(planned, RULES).play(size=(120, 30)) as player:
        await player.see("▲ M1", "▲ M2 试产会")


@pytest.mark.parametrize("rules", [MeetingRules(), RULES, LONGER], ids=["usual", "short", "long"])
@pytest.mark.parametrize("ago", [timedelta(minutes=minutes) for minutes in (-1, 0, 1)], ids=["before", "at", "after"])
def test_what_is_late_on_today_is_what_the_mails_say(recorded: Stage, rules: MeetingRules, ago: timedelta) -> None:
    """M1 is recorded; M2 begins two weeks later. Both are looked at around their deadline."""
    later = AGENDA.model_copy(update={"title": "试产会", "start": datetime(2026, 3, 16, 9)})  # noqa: DTZ001  # wall clock
    plan.new_meeting(recorded.acting, later)
    configured(recorded, rules)
    services = Services(recorded.home, recorded.clock, Catalogue("zh"))
    ended = datetime.fromisoformat("2026-03-02T15:00+08:00")
    starts = datetime.fromisoformat("2026-03-16T09:00+08:00")
    for due in (ended + timedelta(hours=rules.minutes_hours), starts - timedelta(days=rules.material_days)):
        recorded.clock.now = due + ago
        found = today(services.session.reader, now=services.session.now, today=services.session.today)
        shown = needs(found, [], {}, services.session.now, services.session.deadlines, services.words)
        late = {need.place.ref for need in shown if need.urgency == "late" and need.place.page == "meetings"}
        acting = replace(recorded.workspace.as_worker(), config=CONFIG.model_copy(update={"meeting": rules}))
        duties = FacilitatorDuties().find(acting.store, acting)
        assert late == {mail.message.meeting for mail in duties}
    services.close()


def test_whatever_the_registry_tells_the_facilitator_of_is_on_today(stage: Stage) -> None:
    """A new duty of his is a line there too; it stays there after the mail went out, until it is done.
    Dates that were missed the same pass makes meetings of."""
    let_everything_come_due(stage.workspace, stage.clock)
    pass_time(stage.workspace)
    acting = stage.workspace.as_worker()
    mails = (mail for source in SOURCES for mail in source.find(acting.store, acting))
    own = [owed for mail in mails if mail.message.person.email == CONFIG.organiser.email for owed in mail.owed]
    services = Services(stage.home, stage.clock, Catalogue("zh"))
    found = today(services.session.reader, now=services.session.now, today=services.session.today)
    late = {
        need.place.ref
        for need in needs(found, [], {}, services.session.now, services.session.deadlines, services.words)
        if need.urgency == "late"
    }
    assert {owed.kind for owed in own} == {"agenda-owed", "minutes-owed", "contact-owed", "retrospective-owed"}
    for owed in own:
        assert any(ref.startswith(owed.ref) for ref in late), owed
    services.close()
