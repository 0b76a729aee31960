"""An office on a real database, with a fixed clock and a handful of people."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.domain.count_working_days import every_day
from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda, PersonDraft, SlotDraft
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.templates import Templates
from support.filled_once import filled_once

CONFIG = Config(
    organiser=Organiser(name="李明", email="li@example.test"),
    smtp=Smtp(host="127.0.0.1", security="none"),
    imap=Imap(host="127.0.0.1", security="none"),
)
PEOPLE = (
    PersonDraft(name="李明", email="li@example.test", department="项目办"),
    PersonDraft(name="张伟", email="zhang@example.test", department="研发部", contact=True),
    PersonDraft(name="赵强", email="zhao@example.test", department="研发部", head=True),
    PersonDraft(name="陈静", email="chen@example.test", department="市场部"),
    PersonDraft(name="Bob Brown", email="bob@example.test", department="法务部", locale="en"),
)
AGENDA = AgendaDraft(
    title="新品上线协作会",
    start=datetime(2026, 3, 2, 14),  # noqa: DTZ001  # wall-clock time in the organiser's zone
    place="3号会议室",
    matter="新品上线",
    facilitator=NameInAgenda(name="李明"),
    participants=(NameInAgenda(department="研发部"), NameInAgenda(name="陈静"), NameInAgenda(name="bob")),
    goal="定下一阶段的日期",
    slots=(SlotDraft(title="开场", minutes=10), SlotDraft(title="核心问题", minutes=40)),
)
NOTES = (
    "d: 接口冻结日为3月4日",
    "a: 提供接口文档 @张伟 截止3月6日 交付:接口文档",
    "a: 完成压力测试 @张伟 +陈静 截止3月13日 交付:测试报告",
    "a: Review the contract @bob due 2026-03-10 => signed contract",
    "q: 预算由谁出",
)


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.set("2026-02-27T10:00+08:00")

    def __call__(self) -> datetime:
        return self.now

    def set(self, instant: str) -> None:
        self.now = datetime.fromisoformat(instant)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    store = open_store(tmp_path / "collabtui.db", secret=bytes(32))
    workspace = Workspace(store, CONFIG, Templates(), every_day, clock)
    filled_once("people", workspace, clock, lambda: edit_people.import_people(workspace.as_user("command"), PEOPLE))
    yield workspace
    store.close()


@pytest.fixture
def planned(workspace: Workspace, clock: Clock) -> Workspace:
    """M1 is planned."""
    filled_once("planned", workspace, clock, lambda: plan.new_meeting(workspace.as_user("command"), AGENDA))
    return workspace


@pytest.fixture
def published(planned: Workspace, clock: Clock) -> Workspace:
    """M1 has run, and its minutes are out: A1 and A2 are 张伟's, A3 is Bob's."""

    def fill() -> None:
        clock.set("2026-03-02T15:00+08:00")
        run.record(planned.as_user("command"), "M1", NOTES)
        clock.set("2026-03-02T16:00+08:00")
        publish.publish(planned.as_user("command"), "M1")

    filled_once("published", planned, clock, fill)
    return planned
