"""A confidential matter: whoever is not named never gets its text, by no kind of mail, now or later."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.matter import Criterion, Matter, NamedReader, Risk
from collabtui.domain.meetings.draft import ActionDraft, AgendaDraft, NameInAgenda, SlotDraft
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import Scope
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.refs import number_of
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.confidential_mails import gives_away
from collabtui.lifecycle.base.outbox import take_batch
from collabtui.lifecycle.base.queue_mail import Message, queue, rendered
from collabtui.lifecycle.due.mails_that_waited import true_as_it_leaves
from collabtui.lifecycle.due.registry import list_due
from collabtui.lifecycle.forms.form_data import case_of
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.change_requests import ask_about_change
from collabtui.lifecycle.matters.confidential_matters import make_confidential, make_open
from collabtui.lifecycle.matters.edit_matters import describe_matter
from collabtui.lifecycle.matters.forms.closing import acceptance
from collabtui.lifecycle.matters.forms.filling import filled_form, written_form
from collabtui.lifecycle.matters.forms.talking import meeting_minutes
from collabtui.lifecycle.matters.risk_alarm import concerned
from collabtui.lifecycle.meetings.invite import cancel, invite
from collabtui.lifecycle.meetings.move_meeting import move_meeting
from collabtui.lifecycle.meetings.plan import new_meeting
from collabtui.lifecycle.people.merge_people import merge
from collabtui.lifecycle.people.person_leaves import leave
from collabtui.lifecycle.template_check.sample_values import Samples
from collabtui.lifecycle.template_check.samples import contexts
from collabtui.text.catalogue import Catalogue
from support.calendar_replay import FoldedCalendar, LineCalendar, calendar_part
from support.departments import CHEN, MATTER, ZHANG, ZHAO, new
from support.due_world import ALL_OWED, let_everything_come_due
from support.replies import outgoing, parsed, send_all
from support.world import AGENDA, Clock

X = "X-2026-001"
TWO = datetime(2026, 3, 4, 14)  # noqa: DTZ001  # wall-clock time
OF_MATTER = (Action, Risk, Meeting, Decision, Question, ChangeRequest, Vote, Series)


def person(workspace: Workspace, address: str) -> Person:
    return workspace.store.find(Person, email=address)[0]


def belonging(value: Any) -> Any:
    """The samples, all of one matter."""
    if isinstance(value, OF_MATTER):
        return value.model_copy(update={"matter": X})
    if isinstance(value, dict):
        return {name: belonging(one) for name, one in value.items()}
    if isinstance(value, list):
        return [belonging(one) for one in value]
    if isinstance(value, tuple):
        found = [belonging(one) for one in value]
        return type(value)(*found) if hasattr(value, "_fields") else tuple(found)
    if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith("collabtui."):
        return replace(value, **{one.name: belonging(getattr(value, one.name)) for one in fields(value) if one.init})
    return value


def records_in(value: Any) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from records_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from records_in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from records_in(getattr(value, one.name))


SAMPLES = Samples("zh")
CONTEXTS = {kind: belonging(dict(context)) for kind, context in contexts(SAMPLES).items()}
SECRETS = (
    "新品上线", "提供接口文档", "供应商延期", "投诉下降20%", "上线推迟两周", "两名后端", "覆盖率 ≥ 95 %", "去年投诉多",
    "一周提前", "新品上线协作会",
)  # fmt: skip
OWN_WORDS = {"letter", "unproved"}
"""What the facilitator, or a stranger, has written himself."""


@pytest.fixture
def secret(workspace: Workspace) -> Workspace:
    """All that the samples tell of belongs to a matter that 赵强 alone may read."""
    found = {one.ref: one for context in CONTEXTS.values() for one in records_in(context) if isinstance(one, OF_MATTER)}
    with workspace.as_user("key").transaction() as tx:
        readers = (NamedReader(person=tx.find(Person, email=ZHAO)[0].ref),)
        tx.put(SAMPLES.accepted.model_copy(update={"version": 0, "confidential": True, "readers": readers}))
        for one in found.values():
            if not isinstance(one, Series | Entry):
                tx.put(one.model_copy(update={"version": 0}))
    return workspace


def of_kind(workspace: Workspace, kind: str, address: str, **fields_of: Any) -> Message:
    return Message("notice", f"test:{kind}", person(workspace, address), kind, CONTEXTS[kind], **fields_of)


@pytest.mark.parametrize("how", [{}, {"matter": X}, {"meeting": "M7"}])
@pytest.mark.parametrize("kind", sorted(CONTEXTS.keys() - OWN_WORDS))
def test_whoever_is_not_named_gets_the_text_by_no_kind_of_mail(
    secret: Workspace, kind: str, how: dict[str, str]
) -> None:
    message = of_kind(secret, kind, ZHANG, **how)
    content = rendered(secret.as_user("key"), message)
    shown = f"{content.subject}{content.text}{content.html}"
    flat = "".join(shown.split())
    assert [one for one in SECRETS if "".join(one.split()) in flat] == []
    with secret.as_user("key").transaction() as tx:
        mail = queue(tx, secret.as_user("key"), message)
    assert mail is not None
    assert [one for one in SECRETS if one in mail.raw.decode("utf-8", "replace") + mail.text] == []


@pytest.mark.parametrize("kind", ["completion", "reminder", "criteria", "part", "minutes", "silence", "owners-silent"])
def test_a_named_reader_gets_all_of_it_with_a_mark(secret: Workspace, kind: str) -> None:
    content = rendered(secret.as_user("key"), of_kind(secret, kind, ZHAO))
    assert content.subject.startswith("[机密] ")
    assert any(one in content.text for one in SECRETS)


def test_a_head_who_is_copied_gets_number_and_date_alone(secret: Workspace) -> None:
    content = rendered(secret.as_user("key"), of_kind(secret, "escalation", CHEN))
    assert ("A12" in content.text, "机密事项" in content.text, "3月10日" in content.text) == (True, True, True)


@pytest.mark.parametrize(("kind", "reader"), [("escalation", CHEN), ("reminder", ZHANG), ("completion", ZHANG)])
def test_the_mark_stands_in_the_subject_of_who_gets_number_and_date_too(
    secret: Workspace, kind: str, reader: str
) -> None:
    assert rendered(secret.as_user("key"), of_kind(secret, kind, reader)).subject.startswith("[机密] ")


def test_a_high_risk_is_told_to_those_who_may_read_it_and_to_its_owner(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    new(workspace)
    heads = (person(workspace, ZHANG), person(workspace, ZHAO))
    describe_matter(acting, MATTER, {"lead": heads[0].department})
    open_to = concerned(workspace.store, acting, workspace.store.get(Matter, MATTER), None)
    make_confidential(acting, MATTER, ["赵强"])
    matter = workspace.store.get(Matter, MATTER)
    told = concerned(workspace.store, acting, matter, None)
    assert heads[0].ref in open_to
    assert {one.name for one in told.values()} <= {"赵强"}
    assert heads[0].ref in concerned(workspace.store, acting, matter, heads[0])


@pytest.mark.parametrize("names", [["赵强、陈静"], ["赵强,陈静"], ["赵强", "陈静"], ["赵强、陈静", "陈静"]])
def test_readers_are_named_one_by_one_or_in_one_text(workspace: Workspace, names: list[str]) -> None:
    new(workspace)
    done = make_confidential(workspace.as_user("command"), MATTER, names)
    assert [one.name for one in done.readers] == ["赵强", "陈静"]
    with pytest.raises(Unknown):
        make_confidential(workspace.as_user("command"), MATTER, ["赵强、没有这人"])


def test_what_the_next_pass_asks_is_not_refused_as_nothing(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    new(workspace)
    make_confidential(acting, MATTER, ["李明"])
    collaboration_request.send_request(acting, MATTER)
    with pytest.raises(Refused, match=r"asked\.nothing"):
        collaboration_request.send_request(acting, MATTER)
    done = make_confidential(acting, MATTER, ["张伟"])
    assert done.asked_next == (person(workspace, ZHANG).department,)
    with pytest.raises(Refused, match=r"asked\.at_next_pass"):
        collaboration_request.send_request(acting, MATTER)


def test_the_rule_names_readers_who_are_here_and_the_facilitator(workspace: Workspace) -> None:
    new(workspace)
    matter = workspace.store.get(Matter, MATTER)
    zhang, zhao = person(workspace, ZHANG), person(workspace, ZHAO)
    assert may_read(matter, zhang, "li@example.test")
    closed = matter.model_copy(update={"confidential": True, "readers": (NamedReader(person=zhang.ref),)})
    assert may_read(closed, zhang, "")
    assert not may_read(closed, zhao, "li@example.test")
    assert may_read(closed, zhao, zhao.email.upper())
    assert not may_read(closed, zhang.model_copy(update={"left_at": matter.created_at}), "")


def test_everything_the_clock_sends_keeps_it_to_the_named_readers(workspace: Workspace, clock: Clock) -> None:
    let_everything_come_due(workspace, clock)
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    title = workspace.store.get(Matter, MATTER).title
    actions = [one.title for one in workspace.store.find(Action, matter=MATTER)]
    assert actions
    clock.set(ALL_OWED)
    acting = workspace.as_worker()
    zhao = person(workspace, ZHAO).ref
    found = list(list_due(workspace.store, acting))
    assert found
    for mail in found:
        if mail.message.person.ref in (zhao, "") or mail.message.person.email == "li@example.test":
            continue
        content = rendered(acting, mail.message)
        assert [one for one in (title, *actions) if one in content.subject + content.text + content.html] == []


def test_a_mail_that_is_under_way_is_held_once_the_matter_is_confidential(workspace: Workspace) -> None:
    new(workspace)
    collaboration_request.send_request(workspace.as_user("command"), MATTER)
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    acting = workspace.as_worker()
    leaving = [mail.to for mail in take_batch(acting, 20, true_as_it_leaves)]
    held = {mail.to for mail in workspace.store.find(Outgoing, state="held")}
    assert (ZHAO in leaving, ZHANG in leaving, ZHANG in held) == (True, False, True)


def test_a_former_title_gives_it_away_too(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    new(workspace)
    add_action(acting, ActionDraft(title="写稿", owner="陈静", due=date(2026, 3, 10)), X)
    title = workspace.store.get(Matter, X).title
    describe_matter(acting, X, {"title": "老鹰计划"})
    make_confidential(acting, X, ["张伟"])
    chen = person(workspace, CHEN)
    assert gives_away(workspace.store, chen, acting.config.organiser.email, f"关于{title}的事")
    assert not gives_away(workspace.store, person(workspace, ZHANG), acting.config.organiser.email, f"关于{title}的事")


def test_a_department_that_may_not_read_is_waited_for_and_gets_no_question(workspace: Workspace) -> None:
    new(workspace)
    describe_matter(workspace.as_user("key"), MATTER, {"criteria": (Criterion(text="覆盖率 ≥ 95 %"),)})
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    asked = ask_about_change.ask_approval(workspace.as_user("key"), MATTER, "acceptance")
    assert asked.change.departments == ("研发部", "市场部", "法务部")
    sent = workspace.store.find(Outgoing, change=asked.change.ref)
    assert {mail.to for mail in sent if "覆盖率" in mail.text} == {ZHAO}


def test_the_command_names_who_has_a_part_and_is_left_out_and_can_be_undone(workspace: Workspace) -> None:
    new(workspace)
    draft = ActionDraft(title="接口文档", owner="陈静", due=date(2026, 3, 6))
    add_action(workspace.as_user("key").quiet(), draft, MATTER)
    found = make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    assert ([one.name for one in found.readers], [one.name for one in found.left_out]) == (["赵强"], ["陈静"])
    undo_last(workspace.as_user("key"))
    assert not workspace.store.get(Matter, MATTER).confidential
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    assert not make_open(workspace.as_user("key"), MATTER).matter.confidential


def test_a_new_owner_who_is_not_named_hears_the_number_alone(workspace: Workspace) -> None:
    new(workspace)
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    add_action(workspace.as_user("command"), ActionDraft(title="并购尽调清单", owner="陈静"), MATTER)
    mail = workspace.store.find(Outgoing, to=CHEN, newest_first=True)[0]
    assert ("A1" in mail.text, "并购尽调清单" in mail.text, "并购尽调清单" in mail.subject) == (True, False, False)
    assert all(item.title != "并购尽调清单" for item in mail.items)


def test_a_merged_reader_reads_on_and_one_who_left_does_not(workspace: Workspace) -> None:
    new(workspace)
    send_all(workspace)
    make_confidential(workspace.as_user("key"), MATTER, ("赵强", "张伟"))
    zhang, zhao, chen = (person(workspace, one) for one in (ZHANG, ZHAO, CHEN))
    merge(workspace.as_user("key"), chen.ref, zhang.ref)
    matter = workspace.store.get(Matter, MATTER)
    assert may_read(matter, person(workspace, CHEN), "")
    leave(workspace.as_user("key"), zhao.ref, chen.ref)
    assert not may_read(workspace.store.get(Matter, MATTER), workspace.store.get(Person, zhao.ref), "")


def test_forms_are_marked(workspace: Workspace) -> None:
    new(workspace)
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    case = case_of(workspace.as_user("key"), workspace.store, MATTER, Catalogue("zh"))
    assert acceptance(case).title.startswith("[机密] ")


def test_a_table_that_has_no_title_is_marked_above_its_columns_and_read_in_again(workspace: Workspace) -> None:
    new(workspace)
    acting = workspace.as_user("key")
    add_action(acting, ActionDraft(title="签合同", owner="张伟", due=date(2026, 3, 10)), MATTER)
    open_one = filled_form(acting, workspace.store, MATTER, "breakdown", "zh")
    assert written_form(acting, open_one, "breakdown", "csv").decode("utf-8-sig").startswith("任务,")
    make_confidential(acting, MATTER, ("赵强",))
    secret = written_form(acting, filled_form(acting, workspace.store, MATTER, "breakdown", "zh"), "breakdown", "csv")
    above, columns, *_ = secret.decode("utf-8-sig").splitlines()
    assert (above, columns[:3]) == ("[机密] 任务拆解与分工表", "任务,")
    assert [row.cells["title"] for row in read_action_table(secret).rows] == ["A1 签合同"]


def test_minutes_of_a_confidential_matter_are_marked(workspace: Workspace) -> None:
    new(workspace)
    new_meeting(workspace.as_user("key"), AGENDA)
    with workspace.as_user("key").transaction() as tx:
        tx.put(tx.get(Meeting, "M1").model_copy(update={"matter": MATTER}))
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    seen = workspace.store
    assert meeting_minutes(seen, seen.get(Meeting, "M1"), Catalogue("zh")).title == "[机密] 会议纪要"


def test_the_calendar_of_another_meeting_says_nothing_of_it_either(workspace: Workspace) -> None:
    new(workspace)
    acting = workspace.as_user("key").quiet()
    add_action(acting, ActionDraft(title="约谈每一位股东", owner="赵强", due=date(2026, 3, 6)), MATTER)
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    slots = (SlotDraft(title="约谈每一位股东：进展如何", minutes=20), SlotDraft(title="食堂的新菜单", minutes=10))
    people = tuple(NameInAgenda(name=name) for name in ("赵强", "陈静"))
    draft = AgendaDraft(
        title="周会", start=TWO, place="301", goal="谈谈约谈每一位股东", participants=people, slots=slots
    )
    planned = new_meeting(workspace.as_user("command"), draft)
    invite(workspace.as_user("command"), planned.meeting.ref)

    def calendar_of(address: str) -> str:
        mail = outgoing(workspace, address, "invitation")
        part = next(one for one in parsed(mail).walk() if one.get_content_type() == "text/calendar")
        return f"{mail.text}{part.get_content()}".replace("\r\n ", "").replace("\n ", "")

    named, stranger = calendar_of(ZHAO), calendar_of(CHEN)
    assert named.count("约谈每一位股东") > 2
    assert "约谈每一位股东" not in stranger
    assert (stranger.count("食堂的新菜单"), stranger.count("SUMMARY:周会")) == (named.count("食堂的新菜单"), 1)
    assert "14:00 机密事项：进展如何" in stranger


def test_a_department_that_decides_on_it_is_no_secret_word(workspace: Workspace) -> None:
    """What it is called stands in everybody's mails."""
    new(workspace)
    change = ChangeRequest(
        ref="C1", matter=MATTER, kind="date", what="推迟一个月再上线", departments=("Legal and compliance",),
        raised_by="李明", raised_at=workspace.as_user("key").now,
    )  # fmt: skip
    with workspace.as_user("key").transaction() as tx:
        tx.put(change)
    make_confidential(workspace.as_user("key"), MATTER, ("赵强",))
    stranger = person(workspace, CHEN)
    assert not gives_away(workspace.store, stranger, "", "Please ask Legal and compliance about the canteen.")
    assert gives_away(workspace.store, stranger, "", "They want 推迟一个月\n再上线.")
    assert not gives_away(workspace.store, person(workspace, ZHAO), "", "推迟一个月再上线")


def test_what_was_said_in_a_meeting_before_it_was_of_the_matter_is_hidden_too(workspace: Workspace) -> None:
    new(workspace)
    acting = workspace.as_user("key")
    draft = AgendaDraft(title="碰头", start=TWO, slots=(SlotDraft(title="出价", minutes=20),))
    planned = new_meeting(acting, draft).meeting
    with acting.transaction() as tx:
        tx.put(Decision(ref="D1", text="出价不超过三千万", meeting=planned.ref, at=acting.now, by="李明"))
        tx.put(tx.get(Meeting, planned.ref).model_copy(update={"matter": MATTER}))
    make_confidential(acting, MATTER, ("赵强",))
    assert gives_away(workspace.store, person(workspace, CHEN), "", "听说出价不超过三千万。")


@pytest.mark.parametrize(
    ("change", "scope", "left"),
    [
        ("off", "one", ["02 06", "16 06", "23 06"]),
        ("off", "following", ["02 06"]),
        ("off", "all", []),
        ("move", "one", ["02 06", "09 08", "16 06", "23 06"]),
        ("move", "following", ["02 06", "09 08", "16 08", "23 08"]),
        ("move", "all", ["02 08", "09 08", "16 08", "23 08"]),
    ],
)
def test_what_is_called_off_or_moved_is_so_in_the_calendars_of_those_who_may_not_read_on(
    workspace: Workspace, change: str, scope: Scope, left: list[str]
) -> None:
    acting = workspace.as_user("key")
    new_meeting(acting, AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 3, 23))}))
    invite(acting, "M1")
    send_all(workspace)
    make_confidential(acting, X, ["张伟"])
    if change == "off":
        cancel(acting, "M2", scope)
    else:
        move_meeting(acting, "M2", "16:00", scope)
    mails = [one for one in workspace.store.find(Outgoing, state="queued") if one.to == "chen@example.test"]
    assert mails
    for mail in mails:
        raw = f"{mail.raw.decode()}{calendar_part(mail.raw).decode()}".replace("\r\n ", "")
        assert all(word not in raw for word in ("新品", "3号会议室", "zhang@"))
        assert ("取消" in mail.text) == (mail.kind == "cancellation")
        assert ("SUMMARY:机密事项" in raw) == ("日历" in mail.text) == (mail.kind != "cancellation")
    for address in ("zhang@example.test", "chen@example.test"):
        line, folded = LineCalendar(), FoldedCalendar()
        for mail in sorted(workspace.store.find(Outgoing, to=address), key=lambda one: number_of(one.ref)):
            if b"text/calendar" in mail.raw:
                line.take(mail.raw)
                folded.take(mail.raw)
        assert line.entries() == folded.entries()
        assert [f"{one.start:%d %H}" for one in line.entries()] == left


def test_who_is_not_expected_any_more_is_called_off_and_a_new_one_has_no_entry(workspace: Workspace) -> None:
    acting = workspace.as_user("key")
    new_meeting(acting, AGENDA)
    invite(acting, "M1")
    send_all(workspace)
    make_confidential(acting, X, ["张伟"])
    meeting = workspace.store.get(Meeting, "M1")
    chen, wang = person(workspace, CHEN).ref, person(workspace, ZHAO).ref
    assert (meeting.participant(chen) is None, meeting.participant(wang) is None) == (False, True)
    people = tuple(
        one.model_copy(update={"person": wang}) if one.person == chen else one for one in meeting.participants
    )
    with acting.transaction() as tx:
        tx.put(meeting.model_copy(update={"participants": people}))
    queued = {one.to: one for one in invite(acting, "M1").queued}
    assert b"METHOD:CANCEL" in calendar_part(queued[CHEN].raw)
    assert (queued[ZHAO].kind, b"text/calendar" in queued[ZHAO].raw) == ("notice", False)


def test_who_may_read_it_by_now_hears_what_is_his_and_nobody_twice(workspace: Workspace) -> None:
    new(workspace)
    key = workspace.as_user("command")
    add_action(key, ActionDraft(title="尽调报告", owner="张伟", due=date(2026, 3, 10)), MATTER)
    make_confidential(key, MATTER, ("赵强",))
    draft = ActionDraft(title="合同审查", owner="张伟", collaborators=("陈静",), due=date(2026, 3, 11))
    add_action(key, draft, MATTER)

    def told(address: str) -> list[tuple[bool, bool]]:
        mails = workspace.store.find(Outgoing, to=address)
        return [("尽调报告" in one.text, "合同审查" in one.text) for one in mails if one.kind == "notice"]

    assert (told(ZHANG), told(CHEN)) == ([(True, False), (False, False)], [(False, False)])
    make_confidential(key, MATTER, ("赵强", "张伟"))
    assert (told(ZHANG)[2:], told(CHEN)[1:]) == ([(False, True)], [])
    make_open(key, MATTER)
    assert (told(ZHANG)[3:], told(CHEN)[1:]) == ([], [(False, True)])
