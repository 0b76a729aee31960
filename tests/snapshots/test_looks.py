"""Every screen at 80x24 and at 160x48, half of them in each language; empty screens and refusals.

They show a change of looks in the diff of a commit; what screens do is asserted elsewhere. After a change that is
meant to be seen:

    UPDATE_SNAPSHOTS=1 python -m pytest -q tests/snapshots

and look at what `git diff tests/snapshots` says. The clock stands still and the secret of the database is
fixed, so the same screens come out everywhere; another version of Textual may draw them otherwise.
"""

import asyncio
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.widgets import Input, TextArea

from collabtui.config_file import write_config
from collabtui.domain.matters.matter import Criterion, Milestone
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.people import Locale
from collabtui.home import Home
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.edit_matters import MatterFields, describe_matter, move_to_step, name_contact
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.store.sqlite.sqlite_store import open_store
from support import departments
from support.captured import captured
from support.player import Player, Stage
from support.replies import outgoing, reply
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

FOLDER = Path(__file__).parent / "looks"
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))
REST, LOOKS = 0.4, 20
"""Seconds between two looks, and how many of them there are at most."""
SMALL, LARGE = (80, 24), (160, 48)


class Scene(NamedTuple):
    """What is pressed until the screen is there. A key that begins with a blank is typed as text."""

    name: str
    small: Locale
    """The language at 80x24; at 160x48 it is the other one."""
    keys: tuple[str, ...] = ()


SCENES = (
    Scene("today", "zh"),
    Scene("meetings", "en", ("2",)),
    Scene("agenda", "zh", ("2", "down", "enter")),
    Scene("minutes", "en", ("2", "end", "enter")),
    Scene("actions", "zh", ("3",)),
    Scene("action", "en", ("3", "enter")),
    Scene("inbox", "zh", ("4",)),
    Scene("mail", "en", ("4", "enter")),
    Scene("outbox", "zh", ("O",)),
    Scene("outgoing", "en", ("O", "enter")),
    Scene("week", "zh", ("W",)),
    Scene("month", "en", ("W", "m")),
    Scene("carried", "en", ("W", "l", "L")),
    Scene("reports", "zh", ("R",)),
    Scene("report-load", "en", ("R", "down", "down", "down")),
    Scene("charts", "zh", ("3", "c")),
    Scene("board", "en", ("B",)),
    Scene("board-people", "zh", ("B", "w")),
    Scene("board-steps", "en", ("B", "w", "w", "w", "w")),
    Scene("matters", "zh", ("5", "enter")),
    Scene("forms", "en", ("5", "f")),
    Scene("form", "zh", ("5", "f", "down", "enter")),
    Scene("people", "en", ("6",)),
    Scene("person", "zh", ("6", "down", "down", "enter")),
    Scene("setup", "en", ("7",)),
    Scene("find", "zh", ("slash", " 接口")),
    Scene("keys", "en", ("3", "question_mark")),
    Scene("palette", "zh", ("ctrl+p",)),
    Scene("live", "en", ("enter",)),
    Scene("projector", "zh", ("enter", "f8")),
)
EMPTY = (
    Scene("today", "en"),
    Scene("meetings", "zh", ("2",)),
    Scene("actions", "en", ("3",)),
    Scene("inbox", "zh", ("4",)),
    Scene("outbox", "en", ("O",)),
    Scene("week", "zh", ("W",)),
    Scene("reports", "en", ("R",)),
    Scene("board", "en", ("B",)),
    Scene("matters", "en", ("5",)),
    Scene("find", "zh", ("slash",)),
)
LED = (
    Scene("steps", "en", ("5", "enter")),
    Scene("kick-off", "zh", ("5", "enter", "home", "down", "enter")),
    Scene("criterion", "en", ("5", "enter", "m", "s")),
)
DIVIDED = (
    Scene("departments", "zh", ("5", "enter", "home", "down", "down")),
    Scene("request", "en", ("5", "m", "d", " 市场部", "tab", " 一半素材", "f2", "s")),
    Scene("readers", "zh", ("5", "m", "k", "right")),
)
REFUSED = (
    Scene("undo", "zh", ("u",)),
    Scene("person", "en", ("6", "n", "f2")),
    Scene("filter", "zh", ("3", "slash", " owner:没有这个人")),
)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cursors that do not blink."""
    for part in (Input, TextArea):
        monkeypatch.setattr(part.cursor_blink, "_default", False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Stage]:
    """Nothing but the people, with a secret that is always the same."""
    home = Home(tmp_path)
    write_config(home, CONFIG)
    open_store(home.database, secret=bytes(32)).close()
    with open_workspace(home, CONFIG, clock) as opened:
        edit_people.import_people(opened.as_user("command"), PEOPLE)
        yield Stage(home, opened, clock)


@pytest.fixture
def busy(workspace: Stage) -> Stage:
    """M1's minutes are out and answered, M2 runs, M3 comes: Monday 2026-03-09, 14:05."""
    clock = workspace.clock
    plan.new_meeting(workspace.acting, AGENDA)
    clock.set("2026-03-02T15:00+08:00")
    run.record(workspace.acting, "M1", [*NOTES, "r: 供应商延期 !high @张伟"])
    clock.set("2026-03-02T16:00+08:00")
    publish.publish(workspace.acting, "M1")
    clock.set("2026-03-02T17:30+08:00")
    add_action(workspace.acting, ActionDraft(title="上线", owner="陈静", due=date(2026, 3, 16), depends_on=("A2",)))
    asked = outgoing(workspace.workspace, "zhang@example.test", "minutes")
    receive(workspace.workspace.as_worker(), reply(asked, "1 已完成。\n2 延期到3月18日，因为测试环境晚到。"))
    for day in (9, 10):
        coming = AGENDA.model_copy(update={"start": AGENDA.start.replace(day=day)})
        meeting = plan.new_meeting(workspace.acting, coming).meeting
        invite.invite(workspace.acting, meeting.ref)
    clock.set("2026-03-09T14:00+08:00")
    run.start(workspace.acting, "M2")
    clock.set("2026-03-09T14:05+08:00")
    run.capture(workspace.acting, "M2", "d: 先做接口")
    return workspace


@pytest.fixture
def led(busy: Stage) -> Stage:
    """The matter has come to its acceptance."""
    name_contact(busy.acting, "X-2026-001", "研发部", "张伟")
    agreed: MatterFields = {
        "goal": "投诉 -20 %",
        "scope_in": "新品线\n含海外",
        "supervising": "质量部",
        "milestones": (Milestone(text="接口冻结", day=date(2026, 3, 4)), Milestone(text="上线", day=date(2026, 3, 16))),
        "criteria": (
            Criterion(text="覆盖率 ≥ 95 %", measured="96 %", met=True),
            Criterion(text="满意度 ≥ 90", measured="88", met=False, rectify="重做问卷", rectify_by=date(2026, 3, 6)),
            Criterion(text="投诉 -20 %"),
        ),
    }
    describe_matter(busy.acting, "X-2026-001", agreed)
    move_to_step(busy.acting, "X-2026-001", "acceptance")
    return busy


@pytest.fixture
def divided(busy: Stage) -> Stage:
    """Three departments were asked, and are asked about a change: one agrees, one objects, one is not clear."""
    departments.ask_three(busy.workspace)
    departments.sent(busy.workspace)
    said = (("ZHANG", "同意，对接人张伟"), ("CHEN", "有异议：预算不够"), ("BOB", "Fine, but only after June"))
    for who, text in said:
        departments.says(busy.workspace, getattr(departments, who), text, date="Mon, 09 Mar 2026 14:01:00 +0800")
    departments.change_asked(busy.workspace, wanted=date(2026, 4, 14))
    for who, text in (("ZHANG", "同意"), ("BOB", "We object: the contract ends in March")):
        address = getattr(departments, who)
        departments.says(busy.workspace, address, text, kind="change", date="Mon, 09 Mar 2026 14:02:00 +0800")
    return busy


async def at_rest(player: Player) -> str:
    """What is seen once nothing moves any more: what waits until the cursor has come to rest is there too."""
    before = ""
    for _ in range(LOOKS):
        await player.settle()
        shown = captured(player.app)
        if shown == before and player.screen.strip():  # a page that is not drawn yet does not move either
            return shown
        before = shown
        await asyncio.sleep(REST)
    raise AssertionError("it never came to rest")


async def compared(stage: Stage, scene: Scene, size: tuple[int, int], prefix: str = "") -> None:
    locale: Locale = scene.small if size == SMALL else ("en" if scene.small == "zh" else "zh")
    async with stage.play(locale, size) as player:
        for key in scene.keys:
            # what is put over a page that was not drawn yet stands on nothing
            await player.until(lambda: bool(player.screen.strip()))
            await (player.type(key[1:]) if key.startswith(" ") else player.press(key))
        shown = await at_rest(player)
    file = FOLDER / f"{prefix}{scene.name}-{size[0]}x{size[1]}-{locale}.txt"
    if UPDATE:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert file.exists(), f"{file.name} is new: look at it with UPDATE_SNAPSHOTS=1"
    assert shown == file.read_text(encoding="utf-8"), f"{file.name} looks otherwise: see the docstring above"


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_a_screen_looks_as_it_did(busy: Stage, scene: Scene, size: tuple[int, int]) -> None:
    await compared(busy, scene, size)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("scene", LED, ids=lambda scene: scene.name)
async def test_a_matter_on_its_way_looks_as_it_did(led: Stage, scene: Scene, size: tuple[int, int]) -> None:
    await compared(led, scene, size)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("scene", DIVIDED, ids=lambda scene: scene.name)
async def test_departments_that_were_asked_look_as_they_did(
    divided: Stage, scene: Scene, size: tuple[int, int]
) -> None:
    await compared(divided, scene, size)


@pytest.mark.parametrize("scene", EMPTY, ids=lambda scene: scene.name)
async def test_an_empty_screen_says_what_to_do_first(workspace: Stage, scene: Scene) -> None:
    await compared(workspace, scene, SMALL, "empty-")


@pytest.mark.parametrize("scene", REFUSED, ids=lambda scene: scene.name)
async def test_a_refusal_stands_where_it_arose(workspace: Stage, scene: Scene) -> None:
    await compared(workspace, scene, SMALL, "refused-")


def test_no_snapshot_is_left_of_a_scene_that_is_gone() -> None:
    names = {file.name.rsplit("-", 2)[0] for file in FOLDER.glob("*.txt")}
    known = {scene.name for scene in (*SCENES, *LED, *DIVIDED)}
    known |= {f"empty-{scene.name}" for scene in EMPTY} | {f"refused-{scene.name}" for scene in REFUSED}
    assert names <= known if UPDATE else names == known
