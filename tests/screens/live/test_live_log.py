"""The log of a running meeting: what was said once is not worded again at each line."""

import pytest
from rich.cells import cell_len

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Entry
from collabtui.domain.people import Locale, Person
from collabtui.domain.place import Place
from collabtui.language.capture.unclear_parts import UnclearPart
from collabtui.lifecycle.actions.edit_actions import edit_action
from collabtui.lifecycle.live import run
from collabtui.screens.live.live_log import LiveLog
from collabtui.screens.live.live_rows import entry_line, wrapped
from collabtui.session.services import Services
from collabtui.text.catalogue import Catalogue
from collabtui.widgets.rows import Rows
from support.player import Stage


class Page:
    """What the live page reads, and how many lines its log had to word."""

    def __init__(self, stage: Stage, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stage, self.worded, self.log = stage, 0, LiveLog(services.session, services.words)

        def counted(*given: object) -> object:
            self.worded += 1
            return entry_line(*given)  # type: ignore[arg-type]  # passed on as they came

        monkeypatch.setattr("collabtui.screens.live.live_log.entry_line", counted)

    def text(self, *, width: int = 60, pending: tuple[str, ...] = ()) -> str:
        store = self.stage.workspace.store
        log = [entry for entry in store.find(Entry, meeting="M1") if not entry.undone]
        actions = {action.ref: action for action in store.find(Action, meeting="M1")}
        risks = {risk.ref: risk for risk in store.find(Risk, meeting="M1")}
        people = {person.ref: person for person in store.find(Person)}
        keys, _, pieces = self.log.rows(log, pending, {**actions, **risks}, people, width)
        return "\n".join(pieces[key].plain for key in keys)


@pytest.fixture
def page(running: Stage, monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(running, Services(running.home, running.clock, Catalogue("en")), monkeypatch)


def test_one_more_line_words_one_line(page: Page) -> None:
    for number in range(30):
        run.capture(page.stage.acting, "M1", f"said {number}")
    before = page.text()
    assert page.worded == 30
    run.capture(page.stage.acting, "M1", "one more")
    assert page.text().startswith(before)
    assert page.text().endswith("one more")
    assert page.worded == 31


def test_what_a_line_made_is_shown_as_it_is_now(page: Page) -> None:
    run.capture(page.stage.acting, "M1", "a: 写文档 @张伟")
    assert "张伟" in page.text()
    store, acting = page.stage.workspace.store, page.stage.acting
    with acting.transaction() as tx:
        owner = next(one for one in store.find(Person) if one.name == "张伟")
        tx.put(owner.model_copy(update={"name": "张大伟"}))
    assert "张大伟" in page.text()
    with acting.transaction() as tx:
        action = store.find(Action, meeting="M1")[0]
        tx.put(action.model_copy(update={"deliverable": "接口文档"}))
    assert "接口文档" in page.text()


def test_a_risk_says_its_level_as_it_is_now(page: Page) -> None:
    run.capture(page.stage.acting, "M1", "r: 供应商延期 !high")
    assert page.text().endswith("供应商延期  level high")
    acting = page.stage.acting
    with acting.transaction() as tx:
        tx.put(tx.get(Risk, "R1").model_copy(update={"level": "low"}))
    assert page.text().endswith("供应商延期  level low")


def test_a_narrower_page_wraps_anew_and_a_line_that_is_on_its_way_stands_below(page: Page) -> None:
    run.capture(page.stage.acting, "M1", "one two three four five six seven eight nine ten")
    assert len(page.text().splitlines()) < len(page.text(width=30).splitlines())
    assert page.text(pending=("next",)).splitlines()[-1] == "      … next"


async def test_a_line_that_was_gone_to_keeps_the_cursor_when_the_log_is_wrapped_in_the_same_moment(
    running: Stage,
) -> None:
    for line in ("d: 先做接口", "预算还没定", "d: 后做界面"):
        run.capture(running.acting, "M1", line)
    async with running.play() as player:
        await player.press("2", "enter")
        await player.see("预算还没定")
        log = player.app.screen.query_one("#log", Rows)
        player.app.screen.point_at(Place("meetings", "M1", "E2"))  # type: ignore[attr-defined]  # the live page
        player.app.screen._show_log()  # type: ignore[attr-defined]  # what a resize calls
        assert log.key == "E2"
        await player.settle()
        assert (log.key, log.has_focus) == ("E2", True)


async def test_an_action_that_has_another_title_says_so(running: Stage) -> None:
    run.capture(running.acting, "M1", "a: 写文案 @张伟 截止3月6日")
    async with running.play() as player:
        await player.press("f10")
        await player.see("写文案")
        edit_action(running.acting, "A1", ActionDraft(title="写新闻稿", owner="张伟"))
        await player.see("写新闻稿")
        assert "写文案" not in player.screen


async def test_beside_the_scrollbar_a_full_line_is_not_broken_once_more(running: Stage) -> None:
    for _ in range(12):
        run.capture(running.acting, "M1", "d: " + "接" * 80)
    async with running.play() as player:
        await player.press("2", "enter")
        log = player.app.screen.query_one("#log", Rows)
        await player.until(lambda: log.show_vertical_scrollbar)
        lines = [line for line in player.screen.splitlines() if line.startswith("│")]
        alone = [line for line in lines if line.strip(" │▁▂▃▄▅▆▇█") == "接"]
        assert not alone


def test_a_line_fills_its_width_and_says_who_helps(page: Page) -> None:
    run.capture(page.stage.acting, "M1", "行动: 完成投诉数据分析 @张伟 +陈静 截止3月20日 交付:分析报告")
    (first, *_) = [one for one in page.text(width=62).splitlines() if "分析" in one]
    assert "张伟 +陈静  Fri 20 Mar" in first
    (whole,) = [one for one in page.text(width=200).splitlines() if "分析" in one]
    assert whole in page.text(width=cell_len(whole)).splitlines()
    assert page.text(width=cell_len(whole) - 1).splitlines()[-1].strip() == "⇒ 分析报告"


@pytest.mark.parametrize(
    ("typed", "shown"), [("里程碑: 3月20日 上线", "Fri 20 Mar 上线"), ("v: @研发部 太早", "研发部: 太早")]
)
def test_a_day_and_whose_it_is_are_written_as_everywhere(page: Page, typed: str, shown: str) -> None:
    run.capture(page.stage.acting, "M1", typed)
    assert shown in page.text()
    assert "2026-03-20" not in page.text()


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_what_is_asked_of_a_line_stands_with_its_label_and_what_is_near(running: Stage, locale: Locale) -> None:
    run.capture(running.acting, "M1", "a: 写文案 @陈静")
    words, store = Catalogue(locale), running.workspace.store
    (entry,) = store.find(Entry, meeting="M1")
    action = store.get(Action, entry.thing or "").model_copy(update={"due": None})
    part = UnclearPart("due", "周五", offers=("2026-03-06",))
    people = {person.ref: person for person in store.find(Person)}
    session = Services(running.home, running.clock, words).session
    said = entry_line(entry, {action.ref: action}, people, session, words, [part])
    whole = {"zh": "截止 ? 3月6日（周五）", "en": "due ? Fri 6 Mar"}[locale]
    for width in range(36, 90):
        assert sum(whole in row.plain for row in wrapped(said, width)) == 1, width
