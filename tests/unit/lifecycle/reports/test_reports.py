"""Reports that leave: this week's and past ones, to named people, kept as they went, and as a text for a group."""

import json
from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import Week, name_of_week, week_named, week_of
from collabtui.domain.kept_report import KeptReport, WeeklyKind
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.matters.matter import Contact, Matter, Milestone
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import Refused
from collabtui.formats.documents.document import ItemList
from collabtui.formats.documents.status_documents import why
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.outbox import hold
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters import confidential_matters
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.reached_milestones import reach_milestone
from collabtui.lifecycle.matters.risks import RiskDraft, edit_risk, raise_risk
from collabtui.lifecycle.reports.group_text import LIMITS, group_text
from collabtui.lifecycle.reports.kept_reports import kept_reports
from collabtui.lifecycle.reports.made_report import MadeReport, made_report
from collabtui.lifecycle.reports.matter_statuses import MOST_NAMED, statuses
from collabtui.lifecycle.reports.present_reports import department_report
from collabtui.lifecycle.reports.send_report import keep_report, recipients, send_report
from collabtui.store.queries.reports import owner_loads
from collabtui.store.records.record_store import RecordStore
from collabtui.text.catalogue import Catalogue
from support.departments import MATTER
from support.replies import reply
from support.world import Clock

ZH, EN = Catalogue("zh"), Catalogue("en")
W10 = week_of(date(2026, 3, 2))


def contents(made: MadeReport) -> dict[str, Any]:
    """What a report of a week says, by name."""
    return cast("dict[str, Any]", made.content)


def report(workspace: Workspace, kind: WeeklyKind, matter: str | None = None, week: Week | None = None) -> MadeReport:
    assert isinstance(workspace.store, RecordStore)
    acting = workspace.as_user("command")
    return made_report(workspace.store._connection, workspace.store, acting, kind, matter, week)


def entries(made: MadeReport) -> list[tuple[str, ...]]:
    """All that a report lists, whatever it calls its week."""
    return [one.items for one in made.document(ZH).blocks if isinstance(one, ItemList)]


@pytest.fixture
def later(published: Workspace, clock: Clock) -> Workspace:
    """In week 10 A1 was done and A2 said to be half done; in week 11 A3 was moved and A2 done."""
    clock.set("2026-03-05T10:00+08:00")
    acting = published.as_user("command")
    edit_actions.update_action(acting, "A1", Update(ref="A1", status="done"))
    edit_actions.update_action(acting, "A2", Update(ref="A2", percent=50, status="in-progress"))
    raise_risk(acting, MATTER, RiskDraft("供应商停产", level="high"))
    clock.set("2026-03-11T10:00+08:00")
    acting = published.as_user("command")
    edit_actions.postpone(acting, "A3", Request(ref="A3", ask="postpone", due=date(2026, 4, 1)))
    edit_actions.update_action(acting, "A2", Update(ref="A2", status="done"))
    edit_actions.add_action(acting, ActionDraft(title="发布会", owner="陈静", due=date(2026, 3, 13)), MATTER)
    return published


def refs(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return [row["ref"] for row in rows]


def test_a_past_week_is_as_it_stood_at_its_end(later: Workspace) -> None:
    made = report(later, "week", MATTER, W10)
    content = contents(made)
    assert refs(content["done"]) == ["A1"]
    assert refs(content["next"]) == ["A3", "A2"], "A3 with the date it had, and nothing that was made later"
    assert (content["open"], content["overdue"]) == (2, 0)
    assert refs(content["risks"]) == ["R1"]
    assert "2026-03-10" in str(content["next"])
    assert refs(contents(report(later, "week", MATTER))["done"]) == ["A2"]


def test_what_was_left_open_in_an_archived_matter_is_not_next(later: Workspace, clock: Clock) -> None:
    acting = later.as_user("command")
    with acting.transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"step": "archive"}))
    assert refs(contents(report(later, "week"))["next"]) == []
    clock.set("2026-03-18T10:00+08:00")
    past = contents(report(later, "week", None, week_of(date(2026, 3, 11))))
    assert (refs(past["next"]), past["open"]) == ([], 0)


def test_a_risk_of_an_archived_matter_is_in_no_report_over_all(later: Workspace, clock: Clock) -> None:
    acting = later.as_user("command")
    assert refs(contents(report(later, "week"))["risks"]) == ["R1"]
    with acting.transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"step": "archive"}))
    assert refs(contents(report(later, "week"))["risks"]) == []
    assert refs(contents(report(later, "week", MATTER))["risks"]) == ["R1"]
    clock.set("2026-03-18T10:00+08:00")
    assert refs(contents(report(later, "week", None, week_of(date(2026, 3, 11))))["risks"]) == []


def test_a_past_week_calls_its_matter_as_it_was_called_then(later: Workspace) -> None:
    describe_matter(later.as_user("key"), MATTER, {"title": "新品发布"})
    assert report(later, "week", MATTER, W10).titles[MATTER] == "新品上线"
    assert report(later, "week", MATTER).titles[MATTER] == "新品发布"


def test_a_past_colour_is_that_of_the_past(later: Workspace, clock: Clock) -> None:
    clock.set("2026-03-25T10:00+08:00")
    then, now = report(later, "status", MATTER, W10), report(later, "status", MATTER)
    assert "1 个高风险还没有应对" in group_text(then, ZH)
    assert "逾期 12 天" not in group_text(then, ZH)
    assert "逾期 12 天" in group_text(now, ZH)


@pytest.mark.parametrize("kind", ["week", "status", "leadership"])
def test_what_was_kept_is_what_is_asked_for_again(later: Workspace, clock: Clock, kind: WeeklyKind) -> None:
    matter = None if kind == "leadership" else MATTER
    made = report(later, kind, matter)
    kept = keep_report(later.as_user("command"), made)
    clock.set("2026-03-20T10:00+08:00")
    describe_matter(later.as_user("command"), MATTER, {"title": "改名了"})
    edit_actions.update_action(later.as_user("command"), "A4", Update(ref="A4", status="blocked"))
    again = report(later, kind, matter, made.week)
    assert again.kept is not None
    assert again.kept.ref == kept.ref
    assert again.content == made.content
    assert entries(again) == entries(made)


def test_it_goes_to_named_people_once_each_in_his_language_and_is_kept(later: Workspace) -> None:
    made = report(later, "leadership")
    people = recipients(later.store, made, ["赵强", "bob", "赵强"])
    sent = send_report(later.as_user("command"), made, people)
    assert [mail.to for mail in sent] == ["zhao@example.test", "bob@example.test"]
    assert "红：" not in sent[0].subject
    assert "1 个高风险还没有应对" in sent[0].text
    assert "1 high risk without an answer" in sent[1].text
    (kept,) = later.store.find(KeptReport)
    assert (kept.sent_to, kept.week, kept.kind) == (("赵强", "Bob Brown"), "2026-W11", "leadership")
    assert send_report(later.as_user("command"), made, people) == []
    assert len(later.store.find(KeptReport)) == 1
    edit_actions.update_action(later.as_user("command"), "A4", Update(ref="A4", status="done"))
    assert len(send_report(later.as_user("command"), report(later, "leadership"), people)) == 2


def test_a_report_whose_mails_were_taken_back_is_not_kept_and_can_go_again(later: Workspace) -> None:
    made = report(later, "leadership")
    people = recipients(later.store, made, ["赵强", "bob"])
    send_report(later.as_user("command"), made, people)
    undo_last(later.as_user("command"))
    assert kept_reports(later.store) == []
    assert len(send_report(later.as_user("command"), made, people)) == 2
    (again,) = kept_reports(later.store, "2026-W11")
    assert again.sent_to == ("赵强", "Bob Brown")


def test_a_report_of_which_a_mail_has_left_or_was_held_by_hand_stays_kept(later: Workspace) -> None:
    made = report(later, "leadership")
    (mail,) = send_report(later.as_user("command"), made, recipients(later.store, made, ["bob"]))
    hold(later.as_user("command"), mail.ref)
    assert len(kept_reports(later.store)) == 1


def test_a_status_goes_to_the_contacts_where_nobody_is_named(later: Workspace) -> None:
    made = report(later, "status", MATTER)
    with pytest.raises(Refused, match=r"report\.to_whom"):
        recipients(later.store, made, ())
    zhang = later.store.find(Outgoing, to="zhang@example.test")[0].person
    with later.as_user("command").transaction() as tx:
        contacts = (Contact(department="研发部", person=zhang),)
        tx.put(tx.get(Matter, MATTER).model_copy(update={"contacts": contacts}))
    assert [person.name for person in recipients(later.store, made, ())] == ["张伟"]
    with pytest.raises(Refused, match=r"report\.to_whom"):
        recipients(later.store, report(later, "week"), ())


def test_an_answer_to_a_report_is_about_its_readers_own_actions(later: Workspace) -> None:
    made = report(later, "week", MATTER)
    (mail,) = send_report(later.as_user("command"), made, recipients(later.store, made, ["陈静"]))
    receive(later.as_worker(), reply(mail, "A4 30%", date="Wed, 11 Mar 2026 10:30:00 +0800"))
    assert later.store.get(Action, "A4").percent == 30


def test_the_text_for_a_group_names_owners_and_calls_nobody_by_a_tag(later: Workspace) -> None:
    acting = later.as_user("command").quiet()
    nasty = '<at user_id="all">所有人</at> <@all>'
    edit_actions.add_action(acting, ActionDraft(title=nasty, owner="陈静", due=date(2026, 3, 10)), MATTER)
    text = group_text(report(later, "status", MATTER), ZH)
    assert "▲ A5 ＜at" in text
    assert "<" not in text
    assert "· A4 发布会 @陈静 3月13日" in text
    assert text.startswith("【进展】 新品上线 (X-2026-001) 3月9日–3月15日\n红：1 个高风险还没有应对")


@pytest.mark.parametrize("service", [None, *LIMITS])
@pytest.mark.parametrize("words", [ZH, EN], ids=lambda words: words.locale)
def test_the_text_keeps_the_limit_of_the_service(later: Workspace, service: str | None, words: Catalogue) -> None:
    acting = later.as_user("command").quiet()
    for number in range(40):
        title = f"{number} " + "很长的标题" * 60
        edit_actions.add_action(acting, ActionDraft(title=title, owner="陈静", due=date(2026, 3, 12)), MATTER)
    text = group_text(report(later, "status", MATTER), words, service)  # type: ignore[arg-type]  # of LIMITS
    limit = LIMITS[service] if service else 2048  # type: ignore[index]  # a parameter of the test, one of LIMITS
    assert len(text.encode()) <= limit
    assert text.splitlines()[-1] != ""
    assert ("还有" in text) if words is ZH else ("more" in text)


def lines_told_of(text: str) -> int:
    """Those that stand there, and those that are said to be left out."""
    return sum(int(line.split()[1]) if line.startswith("……") else 1 for line in text.splitlines())


def test_a_text_that_is_cut_says_how_many_lines_are_left_out_in_all(later: Workspace) -> None:
    acting = later.as_user("command").quiet()
    for number in range(60):
        title = f"{number} " + "很长的标题" * 12
        edit_actions.add_action(acting, ActionDraft(title=title, owner="陈静", due=date(2026, 3, 12)), MATTER)
    made = report(later, "status", MATTER)
    cut, whole = (group_text(made, ZH, service) for service in ("wecom", "feishu"))
    assert len(cut) < len(whole)
    assert lines_told_of(cut) == lines_told_of(whole) > 60


@pytest.fixture
def with_milestones(later: Workspace) -> Workspace:
    """On 11 March: one reached on time, one reached the week before, one late, one near, one far off."""
    days = {"立项": (3, 3), "接口冻结": (9, 9), "联调": (10, None), "试点": (20, None), "上线": (31, None)}
    milestones = tuple(
        Milestone(text=text, day=date(2026, 3, day), reached=date(2026, 3, reached) if reached else None)
        for text, (day, reached) in days.items()
    )
    describe_matter(later.as_user("command"), MATTER, {"milestones": milestones})
    return later


@pytest.mark.parametrize(("matter", "title"), [(MATTER, ""), (None, "（新品上线）")])
def test_a_week_names_milestones_that_are_reached_late_and_near(
    with_milestones: Workspace, matter: str | None, title: str
) -> None:
    made = report(with_milestones, "week", matter)
    (told,) = [one for one in made.document(ZH).blocks if isinstance(one, ItemList) and one.title == "里程碑"]
    lines = ("3月9日 接口冻结", "3月10日 联调", "3月20日 试点")
    reached, late, near = (f"{line}{title}" for line in lines)
    assert told.items == (f"{reached}，3月9日 达成", f"{late} ▲", near)
    assert "里程碑：\n✓ 3月9日 接口冻结\n▲ 3月10日 联调\n· 3月20日 试点\n" in group_text(made, ZH)
    people = recipients(with_milestones.store, made, ["赵强", "bob"])
    zh, en = send_report(with_milestones.as_user("command"), made, people)
    assert f"{late} ▲" in zh.text
    assert "Milestones" in en.text


def test_a_milestone_that_passed_is_a_reason_for_amber_in_status_and_leadership(with_milestones: Workspace) -> None:
    describe_matter(with_milestones.as_user("command"), MATTER, {"wanted": date(2026, 4, 30)})
    edit_risk(with_milestones.as_user("command"), "R1", RiskDraft("供应商停产", level="low"))
    for kind, matter in (("status", MATTER), ("leadership", None)):
        assert "：1 个里程碑过期未达成" in str(report(with_milestones, kind, matter).document(ZH).blocks)  # type: ignore[arg-type]  # two kinds
    reach_milestone(with_milestones.as_user("command"), MATTER, "联调", date(2026, 3, 11))
    assert "过期" not in str(report(with_milestones, "leadership").document(ZH).blocks)


def test_milestones_of_a_past_week_are_as_they_stood_and_of_an_old_report_there_are_none(
    with_milestones: Workspace, clock: Clock
) -> None:
    this_week = report(with_milestones, "week", MATTER)
    clock.set("2026-03-18T10:00+08:00")
    reach_milestone(with_milestones.as_user("command"), MATTER, "联调", date(2026, 3, 12))
    then = report(with_milestones, "week", MATTER, this_week.week)
    assert contents(then)["milestones"] == contents(this_week)["milestones"], "nobody had marked it yet"
    kept = keep_report(with_milestones.as_user("command"), this_week)
    before = json.dumps({name: one for name, one in json.loads(kept.content).items() if name != "milestones"})
    with with_milestones.as_user("command").transaction() as tx:
        tx.put(kept.model_copy(update={"content": before}))
    again = report(with_milestones, "week", MATTER, this_week.week)
    assert again.kept is not None
    assert "里程碑" not in group_text(again, ZH)


def test_milestones_of_a_confidential_matter_or_of_one_that_is_over_are_no_ones_business(
    with_milestones: Workspace, clock: Clock
) -> None:
    acting = with_milestones.as_user("command")
    with acting.transaction() as tx:
        tx.put(tx.get(Matter, MATTER).model_copy(update={"accepted_at": acting.now}))
    clock.set("2026-03-16T10:00+08:00")
    for week in (None, week_of(date(2026, 3, 11))):
        weekly = json.loads(report(with_milestones, "week", MATTER, week).as_json())
        assert [one["text"] for one in weekly["milestones"]] == (["接口冻结"] if week else [])
    confidential_matters.make_confidential(with_milestones.as_user("command"), MATTER, ["张伟"])
    for week in (None, week_of(date(2026, 3, 11))):
        assert contents(report(with_milestones, "week", week=week))["milestones"] == []


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_week_is_found_by_its_name(day: date) -> None:
    week = week_of(day)
    assert week_named(name_of_week(week)) == week
    assert week_named(name_of_week(week).lower()) == week


@pytest.mark.parametrize("name", ["", "W10", "2026-W54", "2026-W00", "2026-10-01", "2025-W53", "0000-W01", "2026-W1x"])
def test_what_is_no_week_is_none(name: str) -> None:
    assert week_named(name) is None


def test_a_confidential_matter_is_in_no_report_over_all_nor_in_a_group_nor_in_a_strangers_mail(
    later: Workspace,
) -> None:
    confidential_matters.make_confidential(later.as_user("command"), MATTER, ["张伟"])
    for week in (W10, None):
        weekly = report(later, "week", week=week)
        assert "供应商停产" not in weekly.as_json()
        assert "发布会" not in weekly.as_json()
        assert contents(report(later, "leadership", week=week))["matters"] == []
        assert weekly.left_out == 1
    edit_actions.add_action(later.as_user("command"), ActionDraft(title="海报", owner="陈静", due=date(2026, 3, 13)))
    assert isinstance(later.store, RecordStore)
    by_department = department_report(later.store._connection, date(2026, 3, 11), None, {MATTER})["departments"]
    assert by_department == [{"name": "市场部", "open": 1, "overdue": 0}], "and in no number of the departments"
    loads = owner_loads(later.store._connection, today=date(2026, 3, 11), without=[MATTER])
    assert [(one["name"], one["open"]) for one in loads] == [("陈静", 1)]
    status = report(later, "status", MATTER)
    with pytest.raises(Refused, match=r"report\.confidential"):
        group_text(status, ZH)
    people = recipients(later.store, status, ["张伟", "陈静"])
    mails = {mail.person: mail.text for mail in send_report(later.as_user("command"), status, people)}
    told, stranger = (mails[person.ref] for person in people)
    assert "供应商停产" in told
    assert "供应商停产" not in stranger


@pytest.mark.parametrize("kind", ["week", "leadership"])
def test_what_was_kept_before_it_was_confidential_goes_to_no_group_any_more(later: Workspace, kind: WeeklyKind) -> None:
    before = report(later, kind, week=W10)
    keep_report(later.as_user("command"), before)
    words = ("供应商停产", "新品上线", "提供接口文档")
    assert any(one in before.as_json() for one in words)
    confidential_matters.make_confidential(later.as_user("command"), MATTER, ["张伟"])
    kept = report(later, kind, week=W10)
    assert kept.kept is not None
    assert [one for one in words if one in kept.as_json() + group_text(kept, ZH)] == []
    assert kept.left_out == 1
    confidential_matters.make_open(later.as_user("command"), MATTER)
    assert report(later, kind, week=W10).as_json() == before.as_json()


def test_a_colour_names_what_it_is_given_for_and_whose_that_is(published: Workspace, clock: Clock) -> None:
    acting = published.as_user("command")
    clock.set("2026-03-12T10:00+08:00")
    (row,) = statuses(published.store, acting, published.clock(), MATTER)
    named = {one["code"]: [(thing["ref"], thing["owner"]) for thing in one.get("which", ())] for one in row["reasons"]}
    assert named["late"][0] == ("A1", "张伟")
    assert len(named["late"]) <= MOST_NAMED
    assert "A1 提供接口文档 张伟" in why(row, ZH)


def test_a_matter_with_actions_that_nobody_owns_is_not_on_track(published: Workspace) -> None:
    edit_actions.add_action(published.as_user("command"), ActionDraft(title="谁来做", due=date(2026, 3, 20)), MATTER)
    (row,) = statuses(published.store, published.as_user("command"), published.clock(), MATTER)
    assert (row["light"], row["reasons"]) == ("amber", [{"code": "unowned", "n": 1}])
