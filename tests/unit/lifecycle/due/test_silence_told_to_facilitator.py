"""Silence reaches the facilitator: of departments after the last escalation step, of owners on the day, of a meeting
at once."""

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.count_working_days import week_of
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.change_request import ApprovalKind
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Department, Person
from collabtui.domain.silent_owners import silent_owners
from collabtui.errors import Refused
from collabtui.formats.documents.document import ItemList
from collabtui.formats.documents.report_documents import unanswered_line, week_document
from collabtui.lifecycle.actions.edit_actions import add_action, update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due.facilitator_due import FacilitatorDuties
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.silence_told_to_facilitator import SilenceDue
from collabtui.lifecycle.forms.form_data import case_of
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.change_requests import ask_about_change, decide_change, record_opinion
from collabtui.lifecycle.matters.collaboration_request import ask
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.edit_matters import describe_matter, move_to_step
from collabtui.lifecycle.matters.forms.working import weekly
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people import department_moves
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.reports.present_reports import week_report
from collabtui.store.queries.departments import waiting_changes, waiting_departments
from collabtui.store.queries.row_reader import open_reader
from collabtui.text.catalogue import Catalogue
from support.departments import BOB, CHEN, MATTER, ZHANG, ZHAO, change_asked, new, says, sent
from support.replies import outgoing, reply, send_all
from support.world import AGENDA, Clock


def at(workspace: Workspace, clock: Clock, instant: str) -> list[Outgoing]:
    """The facilitator's mails of silence that a pass at that instant queues."""
    clock.set(instant)
    queued = queue_due(workspace.as_worker())
    send_all(workspace)
    return [mail for mail in queued if ":silence:" in mail.key or "progress-silence" in mail.key]


def test_a_silent_department_climbs_a_rung_a_day_and_reaches_the_facilitator(
    workspace: Workspace, clock: Clock
) -> None:
    new(workspace)
    sent(workspace)  # on Friday 27 February at ten; every day is a working day here
    for address in (CHEN, BOB):
        says(workspace, address, "同意" if address == CHEN else "we agree")
    found = {day: at(workspace, clock, f"2026-03-{day}T10:30+08:00") for day in ("01", "02", "03", "04", "05", "06")}
    days = [day for day, mails in found.items() if mails]
    assert len(days) == 1
    (mail,) = found[days[0]]
    assert ("研发部" in mail.text, "collabtui matter answer X-2026-001 研发部 for" in mail.text) == (True, True)
    told = [one.to for one in workspace.store.find(Outgoing) if one.kind in ("reminder", "escalation")]
    assert told == [ZHANG, ZHAO]
    last = max(one.queued_at for one in workspace.store.find(Outgoing) if one.kind == "escalation")
    assert (mail.queued_at - last) >= timedelta(hours=23)


def test_a_department_for_which_nobody_speaks_any_more_is_told_with_the_way_out(
    workspace: Workspace, clock: Clock
) -> None:
    new(workspace)
    change = change_asked(workspace, kind="scope")  # on Friday 27 February at ten
    with workspace.as_user("key").transaction() as tx:
        for one in tx.find(Person, department="市场部"):
            tx.put(one.model_copy(update={"left_at": workspace.as_user("key").now, "head": False, "contact": False}))
        matter = tx.get(Matter, MATTER)
        kept = tuple(one for one in matter.contacts if one.department != "市场部")
        tx.put(matter.model_copy(update={"contacts": kept}))
    assert "市场部" in change.silent
    assert at(workspace, clock, "2026-02-28T10:30+08:00") == [], "its time is not over"
    days = [at(workspace, clock, f"2026-03-{day:02}T10:30+08:00") for day in range(1, 7)]
    named = [mail for mails in days for mail in mails if "市场部" in mail.text]
    assert len(named) == 1, "once"
    assert "项目办" not in named[0].text, "the facilitator knows what his own department says"
    assert "市场部没有负责人，也没有对接人" in named[0].text
    assert "请指定一位" in named[0].text


def test_silence_is_not_told_again_once_the_department_is_called_otherwise(workspace: Workspace, clock: Clock) -> None:
    new(workspace)
    sent(workspace)
    for address in (CHEN, BOB):
        says(workspace, address, "同意" if address == CHEN else "we agree")
    days = [at(workspace, clock, f"2026-03-{day:02}T10:30+08:00") for day in range(1, 7)]
    assert sum(map(len, days)) == 1
    department_moves.rename(workspace.as_user("key"), "研发部", "开发部")
    assert at(workspace, clock, "2026-03-07T10:30+08:00") == []


def test_after_days_without_a_pass_the_ladder_is_climbed_step_by_step(workspace: Workspace, clock: Clock) -> None:
    new(workspace)
    sent(workspace)
    for address in (CHEN, BOB):
        says(workspace, address, "同意" if address == CHEN else "we agree")
    assert at(workspace, clock, "2026-03-20T10:00+08:00") == []
    assert at(workspace, clock, "2026-03-21T10:00+08:00") == []
    assert len(at(workspace, clock, "2026-03-22T10:00+08:00")) == 1
    assert at(workspace, clock, "2026-03-23T10:00+08:00") == []


def test_silent_opinions_reach_the_facilitator_once_and_who_answers_is_no_more_of_them(
    workspace: Workspace, clock: Clock
) -> None:
    new(workspace)
    change_asked(workspace, wanted=date(2026, 4, 14))
    assert at(workspace, clock, "2026-03-02T10:30+08:00") == []
    says(workspace, CHEN, "同意", kind="change", date="Mon, 02 Mar 2026 11:00:00 +0800")
    (mail,) = at(workspace, clock, "2026-03-03T10:30+08:00")
    assert ("研发部" in mail.text, "法务部" in mail.text, "市场部" in mail.text) == (False, True, False)
    reminder, told = (one for one in workspace.store.find(Outgoing) if one.queued_at == mail.queued_at)
    assert (reminder.to, told.to) == (ZHAO, mail.to)
    assert ("请尽快答复" in reminder.text, "个工作日内" in reminder.text) == (True, False), "that time is over"
    (mail,) = at(workspace, clock, "2026-03-04T10:30+08:00")
    assert ("研发部" in mail.text, "法务部" in mail.text) == (True, False), "its head has had a working day"
    assert "3月3日（周二） 10:30" in mail.text
    assert "collabtui matter opinion C1 研发部 for" in mail.text
    assert at(workspace, clock, "2026-03-05T10:30+08:00") == []


def test_silence_about_criteria_names_the_ones_that_wait_and_the_command_that_records_them(
    workspace: Workspace, clock: Clock
) -> None:
    new(workspace)
    acting = workspace.as_user("key")
    texts = ("满意度 ≥ 90", "覆盖率 ≥ 95 %", "投诉 ≤ 3")
    criteria = (*(Criterion(text=text) for text in texts), Criterion(text="合同已签", department="法务部"))
    describe_matter(acting, MATTER, {"criteria": criteria, "supervising": "市场部"})
    ask_about_change.ask_approval(acting, MATTER, "criteria")
    send_all(workspace)
    says(workspace, CHEN, "2 达标 97%", kind="change", date="Fri, 27 Feb 2026 11:00:00 +0800")
    says(workspace, BOB, "4 met", kind="change", date="Fri, 27 Feb 2026 11:00:00 +0800")
    days = [at(workspace, clock, f"2026-03-{day:02}T10:30+08:00") for day in range(1, 7)]
    ((mail,),) = [mails for mails in days if mails]
    assert "市场部 · 逐条验收 · 新品上线 v1 (C1)" in mail.text
    told = [
        f"collabtui matter criterion {MATTER} {number} --met yes --measured …" in mail.text for number in range(1, 5)
    ]
    assert told == [True, False, True, False]
    assert "matter opinion" not in mail.text
    with pytest.raises(Refused, match=r"change\.by_criterion"):
        record_opinion.record_opinion(workspace.as_user("key"), "C1", "市场部", "for")


@pytest.mark.parametrize("asking", ["request", "change", "approval"])
def test_silence_in_a_confidential_matter_is_marked(workspace: Workspace, clock: Clock, asking: str) -> None:
    new(workspace)
    acting = workspace.as_user("key")
    make_confidential(acting, MATTER, ("张伟", "赵强", "陈静", "Bob Brown"))
    if asking == "request":
        sent(workspace)
    elif asking == "change":
        change_asked(workspace, wanted=date(2026, 4, 14))
    else:
        ask_about_change.ask_approval(acting, MATTER, "kick-off")
        send_all(workspace)
    mails = [mail for day in range(1, 9) for mail in at(workspace, clock, f"2026-03-{day:02}T10:30+08:00")]
    assert mails
    assert all(mail.subject.startswith("[机密]") for mail in mails)


def test_today_names_who_is_silent_on_what_can_be_decided(workspace: Workspace, clock: Clock, tmp_path: Path) -> None:
    def silent() -> list[tuple[str, list[str]]]:
        with closing(open_reader(tmp_path / "collabtui.db")) as reader:
            return [(row["why"], row["silent"]) for row in waiting_changes(reader)]

    new(workspace)
    change_asked(workspace, wanted=date(2026, 4, 14))
    assert silent() == []
    says(workspace, CHEN, "同意", kind="change", date="Sat, 28 Feb 2026 11:00:00 +0800")
    at(workspace, clock, "2026-03-03T10:30+08:00")
    assert silent() == [("decide", ["研发部", "法务部"])]


AWAY = {"zh": "不在，无人代理", "en": "away, nobody in their place"}


@pytest.mark.parametrize("kind", ["request", "change", "plan", "kick-off", "acceptance"])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_head_away_with_nobody_in_his_place_is_a_silence_past_his_time(
    workspace: Workspace, clock: Clock, tmp_path: Path, kind: str, locale: str
) -> None:
    new(workspace)
    acting = workspace.as_user("key")
    add_action(acting, ActionDraft(title="样品", owner="张伟", due=date(2026, 4, 10)), MATTER)
    describe_matter(acting, MATTER, {"criteria": (Criterion(text="覆盖率 ≥ 95 %"),)})
    with acting.transaction() as tx:
        own = tx.find(Person, email=acting.config.organiser.email)[0]
        tx.put(own.model_copy(update={"locale": locale}))
        chen = tx.find(Person, email=CHEN)[0]
    set_away(acting, chen.ref, date(2026, 2, 27), date(2026, 3, 31), "")
    asked(workspace, kind)
    found = {day: at(workspace, clock, f"2026-03-{day:02}T10:30+08:00") for day in range(1, 8)}
    named = {day: mail for day, mails in found.items() for mail in mails if AWAY[locale] in mail.text}
    assert list(named) == [1], "two days after Friday, every day being a working day here, and once"
    assert ("市场部" in named[1].text, chen.name in named[1].text) == (True, True)
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        today: list[str] = [row["why"] for row in waiting_departments(reader) if row["department"] == "市场部"]
        today += [name for row in waiting_changes(reader) for name in row["away"]]
        week = week_report(reader, acting.now.astimezone(acting.zone), week_of(date(2026, 3, 7)), None, frozenset())
    assert today == (["away"] if kind == "request" else ["市场部"])
    assert [one["department"] for one in week["unanswered"] if one["away"]] == ["市场部"]
    document = week_document(Catalogue(locale), week_of(date(2026, 3, 7)), date(2026, 3, 7), week, {}, None)
    lines = [line for block in document.blocks if isinstance(block, ItemList) for line in block.items]
    assert sum(Catalogue(locale)("report.away") in line for line in lines) == 1
    form = weekly(case_of(acting, acting.store, MATTER, Catalogue(locale)))
    on_form = [line for block in form.blocks if isinstance(block, ItemList) for line in block.items]
    unanswered = [unanswered_line(one, Catalogue(locale)) for one in week["unanswered"]]
    assert [line for line in on_form if line in unanswered] == unanswered


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize(
    ("deputy", "why"),
    [
        ("李明", {"zh": "由你代理", "en": "you stand in"}),
        ("Bob Brown", {"zh": "代理人Bob Brown无权阅读", "en": "the deputy Bob Brown may not read it"}),
        ("赵强", {"zh": "代理人互相代理，都不在：赵强", "en": "the deputies stand in for each other, all away: 赵强"}),
    ],
)
def test_the_mail_says_why_the_deputy_of_who_is_away_does_not_answer(
    workspace: Workspace, clock: Clock, locale: str, deputy: str, why: dict[str, str]
) -> None:
    new(workspace)
    acting = workspace.as_user("key")
    with acting.transaction() as tx:
        own = tx.find(Person, email=acting.config.organiser.email)[0]
        tx.put(own.model_copy(update={"locale": locale}))
        chen, zhao = (tx.find(Person, email=one)[0].ref for one in (CHEN, ZHAO))
    set_away(acting, zhao, date(2026, 2, 27), date(2026, 3, 31), "陈静" if deputy == "赵强" else "张伟")
    set_away(acting, chen, date(2026, 2, 27), date(2026, 3, 31), deputy)
    ask(acting, MATTER, "法务部", "")
    make_confidential(acting, MATTER, ["陈静", "张伟", "赵强"])
    sent(workspace)
    mails = [mail for day in range(1, 8) for mail in at(workspace, clock, f"2026-03-{day:02}T10:30+08:00")]
    texts = [" ".join(mail.text.split()) for mail in mails if "陈静" in mail.text]
    assert [why[locale] in text for text in texts] == [True]
    assert [AWAY[locale] in text for text in texts] == [False]
    reads = {"zh": "加入名单（第 5 页“事项”按 m k）", "en": "readers (m k on page 5, Matters)"}[locale]
    assert [reads in text for text in texts] == [deputy == "Bob Brown"]


@pytest.mark.parametrize("kind", ["request", "change"])
@pytest.mark.parametrize("move", ["rename", "merge"])
def test_who_is_away_is_still_said_to_be_once_the_department_is_called_otherwise(
    workspace: Workspace, clock: Clock, tmp_path: Path, kind: str, move: str
) -> None:
    new(workspace)
    acting = workspace.as_user("key")
    set_away(acting, acting.store.find(Person, email=CHEN)[0].ref, date(2026, 2, 27), date(2026, 3, 31), "")
    asked(workspace, kind)
    for day in range(1, 4):
        at(workspace, clock, f"2026-03-{day:02}T10:30+08:00")
    if move == "rename":
        department_moves.rename(workspace.as_user("key"), "市场部", "品牌部")
    else:
        with acting.transaction() as tx:
            tx.put(Department(ref=tx.next_ref(Department), name="品牌部"))
        department_moves.merge(workspace.as_user("key"), "品牌部", "市场部")
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        today: list[str] = [row["why"] for row in waiting_departments(reader) if row["department"] == "品牌部"]
        today += [name for row in waiting_changes(reader) for name in row["away"]]
    assert today == (["away"] if kind == "request" else ["品牌部"])


def asked(workspace: Workspace, kind: str) -> None:
    if kind == "request":
        sent(workspace)
    elif kind == "change":
        change_asked(workspace, wanted=date(2026, 4, 14))
    else:
        ask_about_change.ask_approval(workspace.as_user("key"), MATTER, cast("ApprovalKind", kind))
        send_all(workspace)


def test_a_head_who_is_back_is_reminded_and_no_more_said_to_be_away(
    workspace: Workspace, clock: Clock, tmp_path: Path
) -> None:
    new(workspace)
    acting = workspace.as_user("key")
    set_away(acting, acting.store.find(Person, email=CHEN)[0].ref, date(2026, 2, 27), date(2026, 3, 4), "")
    change_asked(workspace, wanted=date(2026, 4, 14))
    for day in range(1, 6):
        at(workspace, clock, f"2026-03-{day:02}T10:30+08:00")
    assert [one.queued_at.day for one in workspace.store.find(Outgoing, to=CHEN, kind="reminder")] == [5]
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        assert [row["away"] for row in waiting_changes(reader)] == [[]]
    assert [AWAY["zh"] in mail.text for mail in at(workspace, clock, "2026-03-06T10:30+08:00")] == [False]


def test_a_decided_change_is_no_silence(workspace: Workspace, clock: Clock) -> None:
    new(workspace)
    change_asked(workspace, wanted=date(2026, 4, 14))
    at(workspace, clock, "2026-03-02T10:30+08:00")
    decide_change.decide(workspace.as_user("key"), "C1", "refused")
    assert at(workspace, clock, "2026-03-03T10:30+08:00") == []


@pytest.fixture
def daily(workspace: Workspace, clock: Clock) -> Workspace:
    """张伟 and 陈静 are asked every day how they stand."""
    new(workspace)
    describe_matter(workspace.as_user("key"), MATTER, {"rhythm": "daily"})
    move_to_step(workspace.as_user("key"), MATTER, "tracking")
    for owner in ("张伟", "陈静"):
        draft = ActionDraft(title=f"{owner}的事", owner=owner, due=date(2026, 4, 10))
        add_action(workspace.as_user("command").quiet(), draft, MATTER)
    clock.set("2026-03-03T09:30+08:00")
    queue_due(workspace.as_worker())
    send_all(workspace)
    return workspace


def test_who_has_not_told_by_five_past_five_is_named_to_the_facilitator(daily: Workspace, clock: Clock) -> None:
    clock.set("2026-03-03T15:00+08:00")
    update_action(daily.as_user("command"), "A1", Update(ref="A1", percent=40, status="in-progress"))
    assert at(daily, clock, "2026-03-03T17:04+08:00") == []
    (mail,) = at(daily, clock, "2026-03-03T17:05+08:00")
    assert ("市场部 陈静" in mail.text, "张伟" in mail.text) == (True, False)
    assert at(daily, clock, "2026-03-03T18:00+08:00") == []


def test_the_hour_of_who_lives_elsewhere_is_said_to_be_his(daily: Workspace, clock: Clock) -> None:
    chen = daily.store.find(Person, email=CHEN)[0].ref
    with daily.as_user("key").transaction() as tx:
        tx.put(tx.get(Person, chen).model_copy(update={"timezone": "Europe/London"}))
    (first,) = at(daily, clock, "2026-03-03T17:05+08:00")
    assert ("陈静" in first.text, "当地" in first.text) == (False, False)
    (mail,) = at(daily, clock, "2026-03-04T01:05+08:00")
    text = "".join(mail.text.split())
    assert ("陈静" in text, "到各自当地当天17:05" in text) == (True, True)
    asked = outgoing(daily, CHEN, "reminder").queued_at
    assert f"（当地{asked.astimezone(ZoneInfo('Europe/London')):%H:%M}）" in text


@pytest.mark.parametrize(
    "said", ["等测试环境，数据导出了，不过12月的要不要？", "Still waiting for your test system. No change otherwise."]
)
def test_whose_answer_waits_in_the_inbox_is_silent_to_nobody(daily: Workspace, clock: Clock, said: str) -> None:
    clock.set("2026-03-03T15:00+08:00")
    incoming = receive(daily.as_worker(), reply(outgoing(daily, CHEN, "reminder"), said))
    assert incoming is not None
    assert (incoming.verdict, incoming.updates) == ("review", ())
    (mail,) = at(daily, clock, "2026-03-03T17:05+08:00")
    assert ("陈静" in mail.text, "张伟" in mail.text) == (False, True)
    document = weekly(case_of(daily.as_user("key"), daily.store, MATTER, Catalogue("zh")))
    assert "陈静" not in str(document.blocks[-1])
    assert not [one for one in to_heads(daily, clock, "2026-03-04T16:00+08:00") if "陈静" in one.text]
    clock.set("2026-03-04T16:30+08:00")
    assert [one.who for one in silent_owners(daily.store.asked_progress(clock()), clock())] == ["研发部 张伟"]


def to_heads(workspace: Workspace, clock: Clock, instant: str) -> list[Outgoing]:
    clock.set(instant)
    queued = [mail for mail in queue_due(workspace.as_worker()) if mail.key.startswith("owners-silent")]
    send_all(workspace)
    return queued


def test_a_head_hears_a_working_day_later_and_once_until_the_owner_speaks(daily: Workspace, clock: Clock) -> None:
    assert to_heads(daily, clock, "2026-03-03T17:30+08:00") == []
    (mail,) = to_heads(daily, clock, "2026-03-04T09:30+08:00")
    assert (mail.to, "研发部 张伟 · 新品上线 (X-2026-001)" in mail.text) == (ZHAO, True)
    assert "陈静" not in mail.text, "she heads her department: nobody is told on himself"
    assert to_heads(daily, clock, "2026-03-04T18:00+08:00") == []
    assert to_heads(daily, clock, "2026-03-05T09:30+08:00") == []
    update_action(daily.as_user("command").quiet(), "A1", Update(ref="A1", percent=40, status="in-progress"))
    assert to_heads(daily, clock, "2026-03-05T18:00+08:00") == []
    assert to_heads(daily, clock, "2026-03-06T09:30+08:00") == []
    assert to_heads(daily, clock, "2026-03-06T18:00+08:00") == []
    assert [one.to for one in to_heads(daily, clock, "2026-03-07T09:30+08:00")] == [ZHAO]


def test_who_wrote_back_is_not_silent_though_his_words_wait(daily: Workspace, clock: Clock) -> None:
    clock.set("2026-03-03T16:00+08:00")
    mail = says(daily, ZHANG, "差不多吧，等供应商的消息", kind="reminder", date="Tue, 03 Mar 2026 16:00:00 +0800")
    assert mail.state == "waiting"
    told = at(daily, clock, "2026-03-03T17:30+08:00")
    assert [("张伟" in one.text, "陈静" in one.text) for one in told] == [(False, True)]
    assert to_heads(daily, clock, "2026-03-04T09:30+08:00") == []


def test_after_days_without_a_pass_the_facilitator_hears_a_day_before_the_head(daily: Workspace, clock: Clock) -> None:
    assert to_heads(daily, clock, "2026-03-09T09:30+08:00") == []
    assert len(to_heads(daily, clock, "2026-03-10T09:30+08:00")) == 1


@pytest.mark.parametrize(("day", "silent"), [("2026-03-03T17:04", ()), ("2026-03-03T17:05", ("张伟", "陈静"))])
def test_the_weekly_form_names_who_is_silent(daily: Workspace, clock: Clock, day: str, silent: tuple[str, ...]) -> None:
    clock.set(f"{day}+08:00")
    document = weekly(case_of(daily.as_user("key"), daily.store, MATTER, Catalogue("zh")))
    (*_, last) = document.blocks
    assert isinstance(last, ItemList)
    named = last.items if last.title == "未同步进度" else ()
    assert [line.split("（")[0].split()[-1] for line in named] == list(silent)


def test_the_next_day_is_asked_anew(daily: Workspace, clock: Clock) -> None:
    assert len(at(daily, clock, "2026-03-03T17:30+08:00")) == 1
    assert at(daily, clock, "2026-03-04T08:00+08:00") == []
    assert at(daily, clock, "2026-03-04T09:30+08:00") == []
    assert len(at(daily, clock, "2026-03-04T17:30+08:00")) == 1


def test_a_meeting_that_was_held_and_not_recorded_is_a_duty(workspace: Workspace, clock: Clock) -> None:
    plan.new_meeting(workspace.as_user("command"), AGENDA)
    invite.invite(workspace.as_user("command"), "M1")
    end: datetime = workspace.store.get(Meeting, "M1").end

    def told(after: timedelta) -> list[str]:
        clock.now = end + after
        return [mail.subject.split(" #")[0] for mail in queue_due(workspace.as_worker(), (FacilitatorDuties(),))]

    assert told(timedelta(minutes=59)) == []
    assert told(timedelta(hours=1)) == ["[M1] 会议还没有记录：新品上线协作会"]
    assert told(timedelta(hours=5)) == []


def test_nobody_is_silent_where_nobody_was_asked(workspace: Workspace, clock: Clock) -> None:
    new(workspace)
    clock.set("2026-03-20T17:30+08:00")
    assert queue_due(workspace.as_worker(), (SilenceDue(),)) == []


def test_a_pass_after_the_weekend_does_not_call_friday_today(daily: Workspace, clock: Clock) -> None:
    (mail,) = at(daily, clock, "2026-03-05T09:05+08:00")
    assert ("今天" in mail.text, "3月3日" in mail.text, "到当天 17:05" in mail.text) == (False, True, True)
