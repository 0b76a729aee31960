from datetime import date

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import NameInAgenda
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Locale, Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.due import silent_consent
from collabtui.lifecycle.export.meeting_export import export_meeting
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people.edit_absence import Absence, describe_absence
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from support.replies import outgoing, parsed, send_all
from support.world import AGENDA, NOTES, Clock


def test_everybody_gets_one_mail_with_his_own_actions_numbered_by_date(published: Workspace) -> None:
    sent = [mail for mail in published.store.find(Outgoing, meeting="M1") if mail.kind == "minutes"]
    assert [mail.to for mail in sent] == [
        "li@example.test", "zhang@example.test", "chen@example.test", "bob@example.test", "zhao@example.test",
    ]  # fmt: skip
    items = {mail.to: [item.ref for item in mail.items] for mail in sent}
    assert items["zhang@example.test"] == ["A1", "A2"]
    assert items["bob@example.test"] == ["A3"]
    assert "抄送" in outgoing(published, "zhao@example.test", "minutes").text
    assert "You have 1 action" in outgoing(published, "bob@example.test", "minutes").text


@pytest.mark.parametrize(
    ("locale", "copy", "signing", "others"),
    [
        ("zh", "这是你自己留存的一份会议纪要。", "没有意见请回", "其他人可在3月5日（周四）前提出异议"),
        ("en", "This is your own copy of the minutes.", "reply “agreed”", "The others can object until Thu 5 Mar"),
    ],
)
def test_the_organiser_is_not_asked_to_agree_to_what_he_sends(
    planned: Workspace, clock: Clock, locale: Locale, copy: str, signing: str, others: str
) -> None:
    edit_person(planned.as_user("command"), "P1", PersonChange(locale=locale))
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", NOTES)
    publish.publish(planned.as_user("command"), "M1")
    mail = outgoing(planned, "li@example.test", "minutes")
    for part in (mail.text, publish.html_of(mail)):
        assert copy in part
        assert others in part
        assert signing not in part
        assert "mailto:" not in part
    assert mail.person not in {one.person for one in publish.sign_offs(planned.store, "M1")}


@pytest.mark.parametrize(
    ("locale", "present", "absent"), [("zh", "出席：{}", "缺席：{}"), ("en", "present: {}", "absent: {}")]
)
@pytest.mark.parametrize(("line", "named"), [("d: 先做接口", False), ("/absent 张伟", True)])
def test_nobody_is_called_absent_where_nobody_took_attendance(
    planned: Workspace, clock: Clock, locale: Locale, present: str, absent: str, line: str, named: bool
) -> None:
    edit_person(planned.as_user("command"), "P1", PersonChange(locale=locale))
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", [line])
    publish.publish(planned.as_user("command"), "M1")
    mail = outgoing(planned, "li@example.test", "minutes")
    for part in (mail.text, publish.html_of(mail)):
        assert (present.format("未记录" if locale == "zh" else "not recorded") in part) != named
        assert (absent.format("张伟") in part) == named
        assert (absent.format("") in part) == named


@pytest.mark.parametrize(("locale", "others"), [("zh", "其他人可在"), ("en", "The others can object")])
def test_who_met_alone_hears_of_no_others(planned: Workspace, clock: Clock, locale: Locale, others: str) -> None:
    edit_person(planned.as_user("command"), "P1", PersonChange(locale=locale))
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", ["d: 先做接口"])
    with planned.as_user("command").transaction() as tx:
        meeting = tx.get(Meeting, "M1")
        tx.put(meeting.model_copy(update={"participants": (meeting.participant("P1"),)}))
    publish.publish(planned.as_user("command"), "M1")
    mail = outgoing(planned, "li@example.test", "minutes")
    assert others not in mail.text
    assert others not in publish.html_of(mail)


def test_the_organiser_has_his_own_actions_in_his_copy(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", ["a: 订会议室 @李明 截止3月6日 交付:订单"])
    publish.publish(planned.as_user("command"), "M1")
    text = outgoing(planned, "li@example.test", "minutes").text
    assert "你有 1 个行动项：" in text
    assert "其他人可在" in text


def test_a_risk_in_the_mail_says_whose_it_is(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    lines = ["风险：供应商可能延迟 高 @赵强", "a: 订会议室 @李明 截止3月6日 交付:订单"]
    run.record(planned.as_user("command"), "M1", lines)
    publish.publish(planned.as_user("command"), "M1")
    mail = outgoing(planned, "zhang@example.test", "minutes")
    assert "[高] 供应商可能延迟（赵强）" in mail.text
    assert "（赵强）" in publish.html_of(mail)
    assert "(赵强)" in outgoing(planned, "bob@example.test", "minutes").text


def test_the_secret_is_each_readers_own(published: Workspace) -> None:
    sent = [mail for mail in published.store.find(Outgoing, meeting="M1") if mail.kind == "minutes"]
    assert len({mail.token for mail in sent}) == len({mail.code for mail in sent}) == len(sent)
    mail = outgoing(published, "zhang@example.test", "minutes")
    assert parsed(mail)["Reply-To"].addresses[0].addr_spec == f"li+{mail.token}@example.test"
    assert mail.token in mail.message_id
    assert mail.subject.endswith(f"#{mail.code}")


def test_what_is_incomplete_does_not_go_out_unless_that_is_said(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", ["a: 还没有人 截止3月6日"])
    with pytest.raises(Refused, match=r"minutes\.incomplete"):
        publish.publish(planned.as_user("command"), "M1")
    assert planned.store.find(Outgoing, meeting="M1") == []
    done = publish.publish(planned.as_user("command"), "M1", allow_incomplete=True)
    assert {finding.key for finding in done.findings} == {"action.no_owner", "action.no_deliverable"}


def test_minutes_name_the_hours_that_the_meeting_took_and_its_plan_if_that_was_another_day(
    planned: Workspace, clock: Clock
) -> None:
    clock.set("2026-03-03T09:05+08:00")
    run.start(planned.as_user("command"), "M1")
    clock.set("2026-03-03T10:00+08:00")
    run.end(planned.as_user("command"), "M1")
    publish.publish(planned.as_user("command"), "M1")
    mail = outgoing(planned, "zhang@example.test", "minutes")
    assert "（3月3日）" in mail.subject
    assert "3月3日（周二） 09:05–10:00，3号会议室\n  原定：3月2日（周一） 14:00–14:50\n" in mail.text
    assert "Tue 3 Mar 09:05–10:00" in (in_english := outgoing(planned, "bob@example.test", "minutes").text)
    assert "planned: Mon 2 Mar 14:00–14:50" in in_english
    exported = export_meeting(planned.as_user("command"), "M1", "html").decode()
    assert "3月3日（周二） 09:05–10:00" in exported
    assert "原定：3月2日（周一） 14:00–14:50" in exported


def test_a_plan_that_was_kept_is_not_named_beside_what_was_held(published: Workspace) -> None:
    text = outgoing(published, "zhang@example.test", "minutes").text
    assert "3月2日（周一） 14:00–14:50" in text
    assert "原定" not in text


def test_before_the_meeting_there_are_no_minutes(planned: Workspace) -> None:
    with pytest.raises(Refused, match=r"minutes\.too_early"):
        publish.publish(planned.as_user("command"), "M1")


def test_the_same_minutes_are_not_sent_twice_and_changed_ones_are_the_next_version(published: Workspace) -> None:
    with pytest.raises(Refused, match=r"minutes\.unchanged"):
        publish.publish(published.as_user("command"), "M1")
    run.capture(published.as_user("command"), "M1", "d: 还有一条决定")
    assert publish.publish(published.as_user("command"), "M1").meeting.minutes_version == 2
    assert "第 2 版" in outgoing(published, "zhang@example.test", "minutes").subject
    assert {one.minutes_version for one in publish.sign_offs(published.store, "M1")} == {1, 2}


def test_silence_is_consent_at_the_deadline(published: Workspace, clock: Clock) -> None:
    send_all(published)
    clock.set("2026-03-05T15:59+08:00")
    assert silent_consent.apply_silent_consent(published.as_worker()) == []
    clock.set("2026-03-05T16:00+08:00")
    assert len(silent_consent.apply_silent_consent(published.as_worker())) == 3
    assert {one.state for one in published.store.find(SignOff, meeting="M1")} == {"silent"}
    assert published.store.get(Meeting, "M1").state == "signed"


def test_silence_of_one_who_is_away_is_no_consent_before_he_is_back(planned: Workspace, clock: Clock) -> None:
    zhang = planned.store.find(Person, email="zhang@example.test")[0]
    describe_absence(planned.as_user("command"), zhang.ref, Absence(first=date(2026, 3, 4), last=date(2026, 3, 11)))
    clock.set("2026-03-02T16:00+08:00")
    run.record(planned.as_user("command"), "M1", NOTES)
    publish.publish(planned.as_user("command"), "M1", allow_incomplete=True)
    until = {one.person: one.deadline.date() for one in publish.sign_offs(planned.store, "M1")}
    assert until.pop(zhang.ref) == date(2026, 3, 13), "Tuesday the third, then Thursday and Friday of the next week"
    assert set(until.values()) == {date(2026, 3, 5)}


@pytest.mark.parametrize(("lines", "absent"), [((), ""), (("/absent 陈静",), "陈静")])
def test_nobody_is_absent_from_a_meeting_where_nobody_took_attendance(
    planned: Workspace, clock: Clock, lines: tuple[str, ...], absent: str
) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", [*lines, "d: 三月上线"])
    publish.publish(planned.as_user("command"), "M1")
    mail = outgoing(planned, "zhang@example.test", "minutes")
    for text in (mail.text, publish.html_of(mail)):
        assert absent in text.partition("缺席：")[2]
        assert ("缺席：" in text) == bool(absent)
    assert "张伟" not in mail.text.partition("缺席：")[2].partition("\n")[0]


def test_the_preview_is_what_each_person_gets(planned: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", NOTES)
    previews = {one.person.email: said.text for one, said in publish.preview_minutes(planned.as_user("key"), "M1")}
    sent = {mail.to: mail.text for mail in publish.publish(planned.as_user("key"), "M1").queued}
    assert previews == sent


def test_minutes_name_who_led_wrote_and_kept_the_time(planned: Workspace, clock: Clock) -> None:
    parts = {"scribe": NameInAgenda(name="陈静"), "timekeeper": NameInAgenda(name="bob")}
    plan.edit_meeting(planned.as_user("command"), "M1", AGENDA.model_copy(update=parts))
    clock.set("2026-03-02T15:00+08:00")
    run.record(planned.as_user("command"), "M1", NOTES)
    publish.publish(planned.as_user("command"), "M1")
    assert "主持：李明，记录：陈静，计时：Bob Brown" in outgoing(planned, "zhang@example.test", "minutes").text
    assert "scribe: 陈静, time-keeper: Bob Brown" in outgoing(planned, "bob@example.test", "minutes").text


def test_who_supports_an_action_reads_that_he_does(published: Workspace) -> None:
    mail = outgoing(published, "chen@example.test", "minutes")
    for text in (mail.text, publish.html_of(mail)):
        assert "请你配合：" in text
        assert "没有分给你" not in text
        assert "负责人 张伟，截止 3月13日（周五）" in text
        assert "更正：……" in text
    zhang = outgoing(published, "zhang@example.test", "minutes").text
    assert "请你配合" not in zhang
    assert "更正 2：……" in zhang
    bob = outgoing(published, "bob@example.test", "minutes").text
    assert "correction 1: …" in bob
    assert "You support" not in bob


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh", ("[高] 供应商延期（张伟）", "影响范围：华东", "应对建议：换供应商")),
        ("en", ("[high] 供应商延期 (张伟)", "Scope of impact: 华东", "Proposed answer: 换供应商")),
    ],
)
def test_what_is_known_of_a_risk_stands_below_it(
    planned: Workspace, clock: Clock, locale: Locale, said: tuple[str, ...]
) -> None:
    edit_person(planned.as_user("command"), "P1", PersonChange(locale=locale))
    clock.set("2026-03-02T15:00+08:00")
    risk = "r: 供应商延期 !high @张伟 应对:换供应商 范围:华东"
    run.record(planned.as_user("command"), "M1", [*NOTES, risk, "r: 人手不足"])
    publish.publish(planned.as_user("command"), "M1")
    mail = outgoing(planned, "li@example.test", "minutes")
    for part in (mail.text, publish.html_of(mail)):
        assert all(part.count(one) == 1 for one in said)
        assert "备用方案" not in part
        assert "Stand-by" not in part
