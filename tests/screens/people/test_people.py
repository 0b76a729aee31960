"""People and departments: who there is, who has how much to do, whose mail comes back."""

from pathlib import Path

import pytest

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Department, Locale, Person
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people import edit_people
from collabtui.screens.frame.page import Page
from collabtui.widgets.page_bar import PageBar
from collabtui.widgets.rows import Rows
from support.player import Stage
from support.replies import outgoing, reply
from support.world import AGENDA


async def test_everybody_is_listed_by_department_with_the_open_load(published: Stage) -> None:
    with published.workspace.store.transaction(actor="x", via="key", now=published.clock()) as tx:
        person = tx.get(Person, "P4")
        tx.put(person.model_copy(update={"bounced_at": published.clock(), "bounce_reason": "550 no such user"}))
    async with published.play("zh") as player:
        await player.press("6")
        await player.see("5 人", "研发部", "对接人 张伟", "部门负责人")
        lines = player.screen.splitlines()
        zhang = next(line for line in lines if "zhang@example.test" in line)
        assert " 2 " in zhang
        assert any("✗" in line and "陈静" in line for line in lines)
        await player.press("enter")
        await player.see("邮件被退回：收件地址不存在", "邮件 1")


async def test_a_person_is_added_and_changed(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("6")
        await player.see("5 people")
        await player.press("n")
        await player.see("Add a person")
        await player.type("周敏")
        await player.press("tab")
        await player.type("zhou")
        await player.press("tab", "市", "tab", "enter")
        await player.until(lambda: player.app.focused is not None and player.app.focused.id == "field-email")
        await player.type("@example.test")
        await player.press("f2")
        await player.see("6 people", "zhou@example.test")
        added = stage.workspace.store.find(Person, email="zhou@example.test")[0]
        assert (added.name, added.department, added.locale) == ("周敏", "市场部", "en")
        await player.press("e")
        await player.see(f"{added.ref} 周敏")
        await player.press("tab", "tab", "tab", "tab", "tab", "right", "f2")
        await player.see("contact 周敏")
    assert stage.workspace.store.find(Department, name="市场部")[0].contact == added.ref


@pytest.mark.parametrize(
    ("locale", "question", "refusal"),
    [
        ("en", "There is already 张伟 (研发部, zhang@example.test).", "Not added: there is already"),
        ("zh", "已有张伟 (研发部, zhang@example.test)。", "没有添加：已有"),
    ],
)
async def test_a_name_that_is_there_already_is_added_once_more_only_when_asked(
    stage: Stage, locale: Locale, question: str, refusal: str
) -> None:
    async with stage.play(locale) as player:
        await player.press("6", "n")
        await player.type("张伟")
        await player.press("tab")
        await player.type("zhang2@example.test")
        await player.press("f2")
        await player.see(question)
        await player.press("n")
        await player.see(refusal)
        assert not stage.workspace.store.find(Person, email="zhang2@example.test")
        await player.press("f2")
        await player.see(question)
        await player.press("y")
        await player.see("zhang2@example.test")
    assert stage.workspace.store.find(Person, email="zhang2@example.test")


@pytest.mark.parametrize(("key", "department"), [("y", "研发部"), ("n", "研法部")])
async def test_a_department_one_letter_off_is_asked_about(stage: Stage, key: str, department: str) -> None:
    async with stage.play("zh") as player:
        await player.press("6", "n")
        await player.type("孙七（研法部）")
        await player.press("tab")
        await player.type("sun@example.test")
        await player.press("f2")
        await player.see("还没有“研法部”这个部门。是指研发部吗")
        await player.press(key)
        await player.see("sun@example.test")
        await player.until(lambda: bool(stage.workspace.store.find(Person, email="sun@example.test")))
    (added,) = stage.workspace.store.find(Person, email="sun@example.test")
    assert (added.name, added.department) == ("孙七", department)


async def test_an_address_that_is_somebody_elses_is_refused_in_the_form(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("6")
        await player.see("5 people")
        await player.press("e")
        await player.see("P4 陈静")
        await player.press("tab", "ctrl+u")
        await player.type("zhang@example.test")
        await player.press("f2")
        await player.see("zhang@example.test is already the address of")


async def test_a_file_of_people_is_read_and_says_what_is_in_it(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    rows = ("姓名,邮箱,部门", "周敏,zhou@example.test,市场部", "张伟,zhang@example.test,研发部")
    file.write_text("\n".join(rows), encoding="gb18030")
    async with stage.play("zh") as player:
        await player.press("6")
        await player.see("5 人")
        await player.press("i", "down", "enter")
        await player.see("从文件导入人员")
        await player.type(str(tmp_path / "nothing.csv"))
        await player.press("enter")
        await player.see("没有文件")
        await player.press("ctrl+u")
        await player.type(str(file))
        await player.see("其中 2 人")
        await player.press("enter")
        await player.see("6 人", "周敏")


async def test_a_persons_actions_are_one_key_away(published: Stage) -> None:
    async with published.play("en") as player:
        await player.press("6")
        await player.see("5 people")
        await player.press("down", "down", "a")
        await player.see("/owner:", "found")


async def test_who_has_no_address_is_named_while_the_file_is_and_left_out_after_a_question(
    stage: Stage, tmp_path: Path
) -> None:
    path = tmp_path / "p.vcf"
    cards = ("FN:周敏\nEMAIL:zhou@example.test", "FN:前台\nTEL:110")
    path.write_text("".join(f"BEGIN:VCARD\n{card}\nEND:VCARD\n" for card in cards), encoding="utf-8")
    async with stage.play() as player:
        await player.press("6", "i", "down", "enter")
        await player.type(str(path))
        await player.see("其中 1 人可导入；没有邮箱：前台")
        await player.press("enter")
        await player.see("可以导入 1 人；前台没有邮箱。跳过他们")
        await player.press("n")
        await player.see("第 5 行：前台没有邮箱")
        assert stage.workspace.store.find(Person, email="zhou@example.test") == []
        await player.press("enter")
        await player.see("跳过他们")
        await player.press("y")
        await player.see("新增 1 人", "zhou@example.test")
    assert stage.workspace.store.find(Person, name="前台") == []


async def test_a_name_with_its_address_is_told_apart_in_the_form(published: Stage) -> None:
    async with published.play("en", (100, 40)) as player:
        await player.press("6", "n")
        await player.type("Dora Dent <Dora@example.test>")
        await player.press("ctrl+s")
        await player.until(lambda: bool(published.workspace.store.find(Person, email="dora@example.test")))
    (dora,) = published.workspace.store.find(Person, email="dora@example.test")
    assert dora.name == "Dora Dent"


async def test_a_to_line_is_pasted_where_people_are_brought_in(published: Stage) -> None:
    async with published.play("en", (100, 40)) as player:
        await player.press("6", "i", "enter")
        await player.type("To: Dora Dent <dora@example.test>, Al Aho <al@example.test>")
        await player.press("ctrl+s")
        await player.until(lambda: len(published.workspace.store.find(Person, name="Al Aho")) == 1)
        await player.see("2 added", "dora@example.test")


async def test_nobody_typed_names_no_file(published: Stage) -> None:
    async with published.play("en", (100, 40)) as player:
        await player.press("6", "i", "enter", "ctrl+s")
        await player.see("Nobody yet: write a line such as")


async def test_a_person_is_worth_opening(published: Stage) -> None:
    """What is open, kept and broken, how soon he answers, meetings and mails; each line opens its thing."""
    published.clock.set("2026-03-10T17:30+08:00")
    mail = reply(outgoing(published.workspace, "zhang@example.test", "minutes"), "1 已完成。")
    assert receive(published.workspace.as_worker(), mail)
    async with published.play("en", (120, 40)) as player:
        await player.press("6")
        await player.see("5 people")
        player.app.screen.query_one("#people", Rows).point_at("P2")
        await player.see("0 of 1 promise kept", "Open actions 1", "Done late 1", "Meetings 1", "Mails 3")
        await player.see("first due 6 Mar")
        pane = player.app.screen.query_one("#person-actions", Rows)
        assert {"A2", "A1", "M1", "I1"} < set(pane.keys), pane.keys
        pane.point_at("M1")
        pane.focus()
        await player.press("enter")
        await player.until(lambda: player.app.screen.query_one(PageBar).page in ("minutes", "meetings"))


async def test_long_titles_of_a_persons_meetings_are_whole(published: Stage) -> None:
    title = "Kick-off of the digital supply chain project and confirmation of departments' roles"
    plan.new_meeting(published.acting, AGENDA.model_copy(update={"title": title, "start": AGENDA.start.replace(day=9)}))
    async with published.play("en", (100, 30)) as player:
        await player.press("6")
        await player.see("5 people")
        player.app.screen.query_one("#people", Rows).point_at("P2")
        await player.see("Kick-off of the", "roles")


async def test_of_the_organiser_no_answer_is_awaited(planned: Stage) -> None:
    invite.invite(planned.acting, "M1")
    async with planned.play("en", (120, 40)) as player:
        await player.press("6")
        people = player.app.screen.query_one("#people", Rows)
        await player.until(lambda: "P1" in people.keys)
        people.point_at("P1")
        await player.see("Beijing time", "Meetings 1", "invited")
        assert "no answer" not in player.screen
        people.point_at("P2")
        await player.see("no answer")


async def test_of_a_person_of_whom_nothing_is_known_it_is_said_what_to_do(published: Stage) -> None:
    edit_people.add_person(published.acting, PersonDraft(name="Zed", email="zed@example.test"))
    async with published.play("en", (120, 40)) as player:
        await player.press("6")
        await player.see("6 people")
        player.app.screen.query_one("#people", Rows).point_at("P6")
        await player.see("Nothing yet: no action, no meeting, no mail")


@pytest.mark.parametrize(("locale", "said"), [("zh", "邮件被退回"), ("en", "mail bounces")])
async def test_the_mark_of_an_address_that_no_mail_reaches_says_what_it_is(
    published: Stage, locale: Locale, said: str
) -> None:
    with published.acting.transaction() as tx:
        tx.put(tx.get(Person, "P2").model_copy(update={"bounced_at": published.acting.now, "bounce_reason": "550"}))
    async with published.play(locale) as player:
        await player.press("6")
        await player.see("✗", said)


async def test_who_is_named_elsewhere_is_shown_and_not_the_list(published: Stage) -> None:
    async with published.play("zh") as player:
        await player.press("6", "1")
        player.app.screen.post_message(Page.Go("people", "P2"))
        await player.see("zhang@example.test", "提供接口文档")
        assert "陈静" not in player.screen
        await player.press("escape")
        await player.see("5 人", "陈静")


async def test_who_has_no_department_stands_below_those_who_have_one(published: Stage) -> None:
    with published.workspace.store.transaction(actor="x", via="key", now=published.clock()) as tx:
        tx.put(tx.get(Person, "P4").model_copy(update={"department": ""}))
    async with published.play("en", (100, 30)) as player:
        await player.press("6")
        await player.see("no department", "研发部")
        assert player.screen.index("no department") > player.screen.index("研发部"), player.screen


async def test_a_long_name_without_room_is_said_in_short(stage: Stage) -> None:
    edit_people.add_person(
        stage.acting, PersonDraft(name="Alexandra Papadopoulos-Lindqvist-Montgomery", email="a@example.test")
    )
    async with stage.play("en", (100, 30)) as player:
        await player.press("6")
        await player.see("Alexandra P.")
