"""What departments give: asked for by mail, promised or refused by reply, and booked for days."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.department_answer import DepartmentAnswer
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.resource_days import goes_first
from collabtui.domain.meetings.draft import ActionDraft, PersonDraft
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.queue_mail import rendered
from collabtui.lifecycle.due.registry import queue_due
from collabtui.lifecycle.due.resources_due import ResourcesDue
from collabtui.lifecycle.due.silent_departments_due import DepartmentsDue
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting, undo_mail
from collabtui.lifecycle.matters import resources
from collabtui.lifecycle.matters.approvals.planned_lines import planned_lines
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.edit_matters import MatterDraft, describe_matter, edit_matter, new_matter
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.matters.resource_clashes import clash_findings
from collabtui.lifecycle.matters.resource_mails import resource_messages
from collabtui.lifecycle.matters.resources import ResourceDraft, add_resource, ask_for_resources
from collabtui.lifecycle.people.department_moves import rename
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person, import_people
from collabtui.lifecycle.people.merge_people import merge
from collabtui.lifecycle.people.person_leaves import leave
from support.departments import CHEN, MATTER, ask_three, says
from support.invariants import database_of, holds
from support.replies import reply, send_all
from support.world import Clock

SERVERS = ResourceDraft("测试服务器", "市场部", "tools", "2 台", first=date(2026, 3, 9), last=date(2026, 3, 11))

SCREENS = SERVERS._replace(what="大屏")


@pytest.fixture
def office(planned: Workspace) -> Workspace:
    """市场部 has a head, 陈静."""
    ask_three(planned)
    return planned


def person(workspace: Workspace, name: str) -> str:
    return workspace.store.find(Person, name=name)[0].ref


def asked(workspace: Workspace, draft: ResourceDraft = SERVERS, matter: str = MATTER) -> Resource:
    ref = add_resource(workspace.as_user("command"), matter, draft).ref
    ask_for_resources(workspace.as_user("command"), matter)
    send_all(workspace)
    return workspace.store.get(Resource, ref)


def kept(workspace: Workspace, ref: str = "RES1") -> Resource:
    return workspace.store.get(Resource, ref)


def word(workspace: Workspace) -> DepartmentAnswer:
    """What the giver has said."""
    answer = kept(workspace).answer
    assert answer is not None
    return answer


def test_the_giver_is_asked_and_his_yes_is_a_promise(office: Workspace, clock: Clock) -> None:
    resource = asked(office)
    assert (resource.state, resource.asked_at) == ("asked", clock.now)
    (mail,) = office.store.find(Outgoing, change="RES1")
    assert mail.to == CHEN
    assert all(part in mail.text for part in ("测试服务器，2 台", "3月9日", "3月11日", "新品上线"))
    incoming = says(office, CHEN, "同意")
    assert (incoming.verdict, kept(office).state) == ("apply", "promised")
    answer = kept(office).answer
    assert answer
    assert (answer.person, answer.via) == (person(office, "陈静"), f"mail:{incoming.ref}")
    holds(database_of(office))
    undo_mail(office.as_user("key"), incoming.ref)
    assert (kept(office).state, kept(office).answer) == ("asked", None)


def test_a_no_is_kept_with_its_words_and_a_later_yes_replaces_it(office: Workspace) -> None:
    asked(office)
    says(office, CHEN, "不同意：3月15日以后才有")
    assert kept(office).state == "refused"
    assert "3月15日以后才有" in word(office).text
    says(office, CHEN, "同意")
    assert kept(office).state == "promised"


def test_what_is_neither_waits_and_the_facilitator_says_which_it_is(office: Workspace) -> None:
    asked(office)
    mail = says(office, CHEN, "我们再商量一下")
    assert (mail.state, kept(office).state, kept(office).is_unclear) == ("waiting", "asked", True)
    with pytest.raises(Refused, match=r"inbox\.say_in_matter"):
        apply_waiting(office.as_user("key"), mail.ref)
    resources.answer_for_giver(office.as_user("key"), "RES1", "for")
    assert kept(office).state == "promised"
    assert office.store.get(type(mail), mail.ref).state == "applied"
    undo_last(office.as_user("key"))
    assert (kept(office).is_unclear, office.store.get(type(mail), mail.ref).state) == (True, "waiting")


def test_an_answer_to_what_was_withdrawn_waits_and_who_was_asked_is_told_of_that(office: Workspace) -> None:
    asked(office)
    over = resources.withdraw_resource(office.as_user("key"), "RES1")
    assert ["不再需要" in mail.subject for mail in over.queued] == [True]
    mail = says(office, CHEN, "同意")
    assert (mail.verdict, mail.reason, kept(office).state) == ("review", "asked-anew", "withdrawn")
    with pytest.raises(Refused, match=r"resource\.state"):
        resources.answer_for_giver(office.as_user("key"), "RES1", "for")


def test_the_same_on_the_same_days_is_a_clash_and_said_to_the_giver(office: Workspace) -> None:
    acting = office.as_user("command")
    asked(office)
    other = new_matter(acting, MatterDraft(title="官网改版")).ref
    more = add_resource(acting, other, SERVERS._replace(what="测试 服务器", first=date(2026, 3, 11), last=None))
    (finding,) = clash_findings(office.store, more)
    assert (finding.key, finding.values["other"], finding.values["matter"]) == ("resource.clash_open", "RES1", MATTER)
    ask_for_resources(acting, other)
    (mail,) = office.store.find(Outgoing, change=more.ref)
    assert "RES1" in mail.text
    for draft in (
        SERVERS._replace(first=date(2026, 3, 12), last=None), SERVERS._replace(what="生产服务器"),
        SERVERS._replace(department="研发部"), SERVERS._replace(first=None, last=None),
    ):  # fmt: skip
        assert clash_findings(office.store, add_resource(acting, other, draft)) == []


def test_who_is_to_be_asked_for_twice_is_told_before_anybody_is_asked(office: Workspace) -> None:
    acting = office.as_user("command")
    zhang = SERVERS._replace(what="后端开发", kind="people", person="张伟", department="研发部")
    first, other = add_resource(acting, MATTER, zhang), new_matter(acting, MatterDraft(title="官网改版")).ref
    more = add_resource(acting, other, zhang)
    (finding,) = clash_findings(office.store, more)
    assert (finding.key, finding.values["other"], finding.values["matter"]) == (
        "resource.clash_draft",
        first.ref,
        MATTER,
    )
    (mail,) = resource_messages(office.store, acting, [more])
    assert first.ref not in rendered(acting, mail).text, "nobody was asked for it yet"


def test_what_may_not_be_read_is_taken_without_a_word_of_what(office: Workspace) -> None:
    acting = office.as_user("command")
    asked(office)
    other = add_resource(acting, new_matter(acting, MatterDraft(title="官网改版")).ref, SERVERS)
    nothing = cast("Any", SimpleNamespace(find=lambda *_, **__: []))
    (finding,) = clash_findings(office.store, other, nothing)
    assert (finding.key, "RES1" in str(finding.values), MATTER in str(finding.values)) == (
        "resource.clash_hidden",
        False,
        False,
    )


def test_a_named_person_clashes_whatever_he_is_wanted_for_and_is_away_on_days(office: Workspace) -> None:
    acting = office.as_user("command")
    zhang = SERVERS._replace(what="后端开发", kind="people", person="张伟", department="研发部")
    asked(office, zhang)
    other = add_resource(acting, MATTER, zhang._replace(what="现场支持"))
    assert [one.key for one in clash_findings(office.store, other)] == ["resource.clash"]
    set_away(acting, person(office, "张伟"), date(2026, 3, 11), date(2026, 3, 12))
    found = clash_findings(office.store, other)
    assert [(one.key, one.values.get("day")) for one in found] == [
        ("resource.clash", None),
        ("resource.away", "2026-03-11"),
    ]
    set_away(acting, person(office, "张伟"), date(2026, 3, 10), date(2026, 3, 20))
    (away,) = [one for one in clash_findings(office.store, other) if one.key != "resource.clash"]
    assert (away.key, away.values["last"]) == ("resource.away_days", "2026-03-11")
    (mail,) = resource_messages(office.store, acting, [other])
    assert "人员：张伟，3月10日（周二）至3月11日（周三）外出" in " ".join(rendered(acting, mail).text.split())


def test_days_until_the_end_of_the_calendar_are_looked_through_at_once(office: Workspace) -> None:
    acting = office.as_user("command")
    given = SERVERS._replace(kind="people", person="张伟", department="研发部", first=date.min, last=date.max)
    added = add_resource(acting, MATTER, given)
    assert clash_findings(office.store, added) == []
    set_away(acting, person(office, "张伟"), date(2026, 3, 11), date(2026, 3, 12))
    assert [one.values.get("day") for one in clash_findings(office.store, added)] == ["2026-03-11"]


def test_a_silent_giver_is_reminded_once(office: Workspace, clock: Clock) -> None:
    asked(office)
    source, worker = ResourcesDue(), office.as_worker()
    assert list(source.find(office.store, worker)) == []
    clock.set("2026-03-05T10:00+08:00")
    (mail,) = source.find(office.store, office.as_worker())
    assert (mail.message.kind, mail.message.person.email) == ("reminder", CHEN)
    says(office, CHEN, "同意")
    assert list(source.find(office.store, office.as_worker())) == []


def test_an_undo_keeps_the_mails_back_and_it_can_be_asked_anew(office: Workspace) -> None:
    acting = office.as_user("key")
    add_resource(acting, MATTER, SERVERS)
    ask_for_resources(acting, MATTER)
    undo_last(acting)
    assert (kept(office).state, [one.state for one in office.store.find(Outgoing, change="RES1")]) == (
        "draft",
        ["held"],
    )
    assert len(ask_for_resources(acting, MATTER).queued) == 1
    with pytest.raises(Refused, match=r"resource\.nothing"):
        ask_for_resources(acting, MATTER)


@pytest.mark.parametrize("changed", [SERVERS._replace(department="研发部"), SERVERS._replace(amount="200 台")])
@pytest.mark.parametrize(("text", "verdict"), [("同意", "review"), ("看情况吧", "review")])
def test_an_answer_to_what_was_asked_before_an_undo_is_none_to_what_was_asked_since(
    office: Workspace, clock: Clock, changed: ResourceDraft, text: str, verdict: str
) -> None:
    """The mail was out when the asking was taken back."""
    acting = office.as_user("key")
    asked(office)
    (first,) = office.store.find(Outgoing, change="RES1")
    undo_last(acting)
    clock.set("2026-02-27T11:00+08:00")
    resources.edit_resource(office.as_user("key"), "RES1", changed)
    ask_for_resources(office.as_user("key"), MATTER)
    send_all(office)
    answer = receive(office.as_worker(), reply(first, text))
    assert answer
    assert answer.verdict == verdict
    assert (kept(office).state, kept(office).answer) == ("asked", None)
    if text == "同意":
        assert answer.reason == "asked-anew"
        apply_waiting(office.as_user("key"), answer.ref)
        assert kept(office).state == "promised"  # the facilitator knows what was meant


def test_what_cannot_be_asked_is_refused(office: Workspace) -> None:
    acting = office.as_user("key")
    with pytest.raises(Refused, match=r"resource\.no_what"):
        add_resource(acting, MATTER, SERVERS._replace(what=" "))
    with pytest.raises(Refused, match=r"resource\.days"):
        add_resource(acting, MATTER, SERVERS._replace(last=date(2026, 3, 1)))
    with pytest.raises(Unknown, match=r"name\.no_department"):
        add_resource(acting, MATTER, SERVERS._replace(department="没有这个部"))
    asked(office)
    with pytest.raises(Refused, match=r"resource\.state"):
        resources.edit_resource(acting, "RES1", SERVERS)


def test_a_renamed_department_a_merged_person_and_one_who_leaves(office: Workspace) -> None:
    acting = office.as_user("key")
    asked(office, SERVERS._replace(person="张伟", kind="people"))
    says(office, CHEN, "同意")
    rename(acting, "市场部", "品牌部")
    assert (kept(office).department, word(office).department) == ("品牌部", "品牌部")
    zhao = person(office, "赵强")
    leave(acting, person(office, "张伟"), zhao)
    assert kept(office).person == zhao
    merge(acting, zhao, person(office, "陈静"))
    assert word(office).person == zhao


def test_who_gave_somebody_hears_who_comes_instead_and_one_who_takes_over_hears_it_once(office: Workspace) -> None:
    acting = office.as_user("key")
    import_people(acting, (PersonDraft(name="孙丽", email="sun@example.test", department="市场部"),))
    add_resource(acting, MATTER, SCREENS._replace(person="张伟"))  # nobody was asked for it
    leave(acting, person(office, "张伟"), person(office, "孙丽"))
    assert not [one for one in office.store.find(Outgoing) if one.change]
    asked(office)
    says(office, CHEN, "同意")
    edited = kept(office).model_copy(update={"person": person(office, "孙丽")})
    with acting.transaction() as tx:
        tx.put(edited)
    leave(acting, person(office, "孙丽"), person(office, "赵强"))
    told = [one for one in office.store.find(Outgoing) if "改由赵强" in one.text and one.change]
    assert [(one.to, one.change) for one in told] == [(CHEN, "RES1")]
    send_all(office)
    says(office, CHEN, "不同意：请另找人", date="Mon, 02 Mar 2026 18:00:00 +0800")
    assert kept(office).state == "refused"


def test_who_may_not_read_a_confidential_matter_is_not_asked_for_something_he_cannot_see(office: Workspace) -> None:
    acting = office.as_user("command")
    make_confidential(acting, MATTER, ["张伟"])
    with pytest.raises(Refused, match=r"resource\.no_reader"):
        asked(office)
    make_confidential(acting, MATTER, ["陈静"])
    ask_for_resources(acting, MATTER)
    (mail,) = office.store.find(Outgoing, change="RES1")
    assert "测试服务器" in mail.text


SEATS = ResourceDraft("现场支持", "市场部", "people", "2 人")
MONEY = ResourceDraft("活动预算", "市场部", "budget", "2 万元")


def asked_three(workspace: Workspace) -> Outgoing:
    """One mail to 陈静: servers, seats, money, as 1, 2, 3."""
    acting = workspace.as_user("command")
    for draft in (SERVERS, SEATS, MONEY):
        add_resource(acting, MATTER, draft)
    (mail,) = ask_for_resources(acting, MATTER).queued
    send_all(workspace)
    return mail


def states(workspace: Workspace) -> list[str]:
    return ["unclear" if one.is_unclear else one.state for one in (kept(workspace, f"RES{n}") for n in (1, 2, 3))]


def test_one_mail_asks_a_giver_for_all_and_each_is_answered_by_its_number(office: Workspace) -> None:
    mail = asked_three(office)
    assert all(part in mail.text for part in ("1. 测试服务器，2 台", "2. 现场支持，2 人", "3. 活动预算", "3月9日"))
    answer = says(office, CHEN, "1 同意\n2 不同意：大家都在出差")
    assert (answer.verdict, states(office)) == ("apply", ["promised", "refused", "asked"])
    said = kept(office, "RES2").answer
    assert said
    assert (said.text, said.person, said.via) == ("大家都在出差", person(office, "陈静"), f"mail:{answer.ref}")
    (reply,) = (one for one in office.store.find(Outgoing, to=CHEN) if one.kind == "answer")
    assert all(part in reply.text for part in ("测试服务器（RES1）：提供", "不提供，大家都在出差", "第 3 项"))
    holds(database_of(office))
    undo_mail(office.as_user("key"), answer.ref)
    assert states(office) == ["asked", "asked", "asked"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("同意", ["promised"] * 3),
        ("全部同意，谢谢", ["promised"] * 3),
        ("Agree to all", ["promised"] * 3),
        ("1、3 同意，2 给不了", ["promised", "refused", "promised"]),
        ("1 yes\n2 no, because everybody travels\n3 ok", ["promised", "refused", "promised"]),
        ("好的", ["promised"] * 3),
        ("第一项同意，第二项不同意：没有人", ["promised", "refused", "asked"]),
        ("1 we can't: not before April", ["refused", "asked", "asked"]),
        ("1 同意，但只能给1台\n3 同意", ["unclear", "asked", "promised"]),
        ("不同意：太多了", ["unclear"] * 3),
        ("我们再看看", ["unclear"] * 3),
        ("1 可以吗？", ["unclear", "asked", "asked"]),
        ("4 同意", ["unclear"] * 3),
        ("1~3 同意", ["promised"] * 3),
        ("同意 2", ["unclear"] * 3),  # the second, or two of something
        ("13800138000 同意", ["unclear"] * 3),
        ("1 2 同意", ["unclear", "asked", "asked"]),
        ("1.5 同意", ["unclear", "asked", "asked"]),
    ],
)
def test_what_is_certain_counts_and_the_rest_is_looked_at(office: Workspace, text: str, found: list[str]) -> None:
    asked_three(office)
    says(office, CHEN, text)
    assert states(office) == found


def test_a_reason_that_begins_with_no_is_kept_whole(office: Workspace) -> None:
    asked_three(office)
    says(office, CHEN, "1 ok, 2 no seats left, 3 no: no budget")
    assert states(office) == ["promised", "refused", "refused"]
    texts = [one.answer.text for one in (kept(office, "RES2"), kept(office, "RES3")) if one.answer]
    assert texts == ["no seats left", "no budget"]


def test_who_comes_after_a_giver_who_has_left_is_asked_then_reminded_and_answers(
    office: Workspace, clock: Clock
) -> None:
    asked_three(office)
    zhou = PersonDraft(name="周婷", email="zhou@example.test", department="市场部")
    import_people(office.as_user("command"), (zhou,))
    leave(office.as_user("key"), person(office, "陈静"), person(office, "周婷"))
    clock.set("2026-03-05T10:00+08:00")
    (asking,) = queue_due(office.as_worker(), (DepartmentsDue(), ResourcesDue()))
    assert (asking.to, asking.kind, len(asking.items)) == (zhou.email, "request", 3)
    send_all(office)
    clock.set("2026-03-06T10:00+08:00")
    assert queue_due(office.as_worker(), (DepartmentsDue(), ResourcesDue())) == []
    clock.set("2026-03-09T10:00+08:00")
    (mail,) = queue_due(office.as_worker(), (DepartmentsDue(), ResourcesDue()))
    assert (mail.to, mail.kind, len(mail.items)) == (zhou.email, "reminder", 3)
    send_all(office)
    says(office, "zhou@example.test", "全部同意", kind="reminder")
    assert states(office) == ["promised"] * 3


def test_who_heads_the_department_now_is_asked_in_place_of_who_did(office: Workspace, clock: Clock) -> None:
    """The answer of the one before would wait."""
    asked(office)
    import_people(
        office.as_user("command"),
        [PersonDraft(name="周敏", email="zhou@example.test", department="市场部", head=True)],
    )
    edit_person(office.as_user("command"), person(office, "陈静"), PersonChange(head=False))
    clock.set("2026-03-04T16:00+08:00")
    mails = queue_due(office.as_worker(), (DepartmentsDue(), ResourcesDue()))
    assert [(mail.to, mail.kind) for mail in mails] == [("zhou@example.test", "request")]
    send_all(office)
    receive(office.as_worker(), reply(mails[0], "同意"))
    assert kept(office).state == "promised"


def test_the_facilitator_settles_each_and_the_mail_with_the_last(office: Workspace) -> None:
    asked_three(office)
    mail = says(office, CHEN, "我们再看看")
    for ref, state in (("RES1", "waiting"), ("RES2", "waiting"), ("RES3", "applied")):
        resources.answer_for_giver(office.as_user("key"), ref, "for")
        assert office.store.get(type(mail), mail.ref).state == state
    undo_last(office.as_user("key"))
    assert office.store.get(type(mail), mail.ref).state == "waiting"
    with pytest.raises(Refused, match=r"inbox\.say_in_matter"):
        apply_waiting(office.as_user("key"), mail.ref)


def test_a_yes_of_the_facilitator_takes_what_was_proposed(office: Workspace) -> None:
    asked_three(office)
    mail = says(office, CHEN, "1 同意，但只能给1台\n3 同意")
    assert mail.state == "waiting"
    apply_waiting(office.as_user("key"), mail.ref)
    assert states(office) == ["promised", "asked", "promised"]


def test_all_that_a_giver_is_silent_on_is_one_reminder_and_each_is_reminded_of_once(
    office: Workspace, clock: Clock
) -> None:
    asked_three(office)
    says(office, CHEN, "2 同意")
    clock.set("2026-03-05T10:00+08:00")
    (mail,) = queue_due(office.as_worker(), (ResourcesDue(),))
    assert [item.ref for item in mail.items] == ["RES1", "RES3"]
    send_all(office)
    says(office, CHEN, "1 不同意：没有服务器", kind="reminder")
    assert states(office) == ["refused", "promised", "asked"]
    clock.set("2026-03-06T10:00+08:00")
    assert queue_due(office.as_worker(), (ResourcesDue(),)) == []


def test_of_several_that_were_asked_for_one_is_withdrawn_and_the_giver_told(office: Workspace) -> None:
    asked_three(office)
    (over,) = resources.withdraw_resource(office.as_user("key"), "RES2").queued
    assert over.to == CHEN
    mail = says(office, CHEN, "全部同意")
    assert (mail.verdict, mail.reason, states(office)) == ("review", "asked-anew", ["asked", "withdrawn", "asked"])
    apply_waiting(office.as_user("key"), mail.ref)
    assert states(office) == ["promised", "withdrawn", "promised"]


def test_an_older_answer_changes_nothing_of_what_was_answered_since(office: Workspace, clock: Clock) -> None:
    asked_three(office)
    clock.set("2026-03-03T10:00+08:00")
    resources.answer_for_giver(office.as_user("key"), "RES1", "against", "电话里说的")
    clock.set("2026-03-03T11:00+08:00")
    says(office, CHEN, "1 同意，3 同意", date="Mon, 02 Mar 2026 18:00:00 +0800")
    assert states(office) == ["refused", "asked", "promised"]


@pytest.mark.parametrize(("drafts", "words"), [((SERVERS,), "同意"), ((SERVERS, SCREENS), "1 同意\n2 同意")])
def test_who_heads_the_department_no_more_promises_nothing_for_it(
    office: Workspace, drafts: tuple[ResourceDraft, ...], words: str
) -> None:
    for draft in drafts:
        add_resource(office.as_user("command"), MATTER, draft)
    ask_for_resources(office.as_user("command"), MATTER)
    send_all(office)
    with office.as_user("key").transaction() as tx:
        chen = tx.find(Person, email=CHEN)[0]
        tx.put(Person(ref="P99", name="王小明", email="wang@example.test", department="市场部", head=True))
        tx.put(chen.model_copy(update={"head": False, "department": "项目办"}))
    mail = says(office, CHEN, words)
    assert (mail.reason, mail.state) == ("speaks-no-more", "waiting")
    assert {one.state for one in office.store.find(Resource)} == {"asked"}


def test_who_comes_after_a_giver_is_asked_in_full_once_he_may_read_the_matter(office: Workspace, clock: Clock) -> None:
    asked(office)
    edit_person(office.as_user("command"), person(office, "陈静"), PersonChange(head=False))
    import_people(
        office.as_user("command"), [PersonDraft(name="周舟", email="zhou@example.test", department="市场部", head=True)]
    )
    zhou = person(office, "周舟")
    make_confidential(office.as_user("command"), MATTER, ["张伟"])
    clock.set("2026-03-04T09:05+08:00")
    queue_due(office.as_worker())
    send_all(office)
    (bare,) = office.store.find(Outgoing, person=zhou)
    assert "测试服务器" not in bare.text
    make_confidential(office.as_user("command"), MATTER, ["张伟", "周舟"])
    clock.set("2026-03-05T09:05+08:00")
    queue_due(office.as_worker())
    send_all(office)
    _, whole = office.store.find(Outgoing, person=zhou)
    assert "测试服务器" in whole.text
    clock.set("2026-03-06T09:05+08:00")
    queue_due(office.as_worker())
    assert len(office.store.find(Outgoing, person=zhou)) == 2, "once"
    receive(office.as_worker(), reply(whole, "同意"))
    assert kept(office).state == "promised"


ASKED_FOR_PEOPLE = SERVERS._replace(what="开发人员", kind="people", amount="2人", last=date(2026, 3, 27))


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        ("1 同意，张伟和小李", "promised", "张伟和小李"),
        ("同意。\n派张伟、小李过去", "promised", "派张伟、小李过去"),
        ("我这边能给2个人", "promised", "我这边能给2个人"),
        ("agreed: 张伟 and 小李", "promised", "张伟 and 小李"),
        ("1 不行，都在出差", "refused", "都在出差"),
        ("agreed, but only from 11 March", "unclear", ""),
        ("可以，3月11日起", "unclear", ""),
        ("同意，只有张伟", "unclear", ""),  # one of two
        ("同意，张伟", "unclear", ""),
        ("同意\n陈静", "promised", "同意"),
        ("可以给一个人，另一个4月才有", "unclear", ""),
        ("能给1人，剩下的要批", "unclear", ""),
        ("同意张伟的建议", "unclear", ""),
        ("张伟和小李", "unclear", ""),  # who they are is not said
        ("能给2个人吗？", "unclear", ""),
        ("张伟除外，同意", "unclear", ""),
        ("No problem, you can have them from Monday", "unclear", ""),
        ("1 no problem", "promised", ""),
        ("不行的话再说", "unclear", ""),
    ],
)
def test_who_is_given_is_kept_and_a_condition_is_no_promise(
    office: Workspace, text: str, state: str, words: str
) -> None:
    asked(office, ASKED_FOR_PEOPLE)
    says(office, CHEN, text)
    assert ("unclear" if kept(office).is_unclear else kept(office).state) == state
    assert not words or word(office).text == words


def test_a_yes_from_a_later_day_is_proposed_with_its_day_and_booked_by_the_facilitators_yes(office: Workspace) -> None:
    asked(office, ASKED_FOR_PEOPLE)
    mail = says(office, CHEN, "agreed, but only from 11 March")
    assert (mail.state, kept(office).state) == ("waiting", "asked")
    (answer,) = (one for one in office.store.find(Outgoing, to=CHEN) if one.kind == "answer")
    assert all(part in answer.text for part in ("only from 11 March", "不算已承诺"))
    apply_waiting(office.as_user("key"), mail.ref)
    told = office.store.find(Outgoing, to=CHEN)[-1]
    assert ("已按你的答复登记" in told.subject, "only from 11 March" in told.text) == (True, True)
    assert (kept(office).state, kept(office).first, word(office).text) == (
        "promised",
        date(2026, 3, 11),
        "only from 11 March",
    )
    holds(database_of(office))


def test_of_several_less_than_was_asked_for_waits_with_its_words(office: Workspace) -> None:
    asked_three(office)
    mail = says(office, CHEN, "1 同意 2台\n2 可以给一个人，另一个4月才有\n3 能给3000，剩下的要批")
    assert states(office) == ["promised", "unclear", "unclear"]
    (answer,) = (one for one in office.store.find(Outgoing, to=CHEN) if one.kind == "answer")
    assert all(part in answer.text for part in ("○ 2.", "一个人，另一个4月才有", "剩下的要批"))
    apply_waiting(office.as_user("key"), mail.ref)
    assert states(office) == ["promised"] * 3
    said = [one.answer.text for one in (kept(office, "RES2"), kept(office, "RES3")) if one.answer]
    assert said == ["一个人，另一个4月才有", "3000，剩下的要批"]


def test_what_an_action_needs_is_tied_to_it_asked_and_shown(office: Workspace) -> None:
    acting = office.as_user("command")
    task = add_action(acting, ActionDraft(title="压力测试", owner="张伟", due=date(2026, 3, 19)), MATTER)
    added = add_resource(acting, MATTER, SERVERS._replace(action=task.ref.lower()))
    assert added.action == task.ref
    ask_for_resources(acting, MATTER)
    (mail,) = office.store.find(Outgoing, change="RES1")
    assert all(part in mail.text for part in ("用于：压力测试", task.ref, "负责人张伟"))
    send_all(office)
    says(office, CHEN, "同意")
    form = write_markdown(filled_form(acting, office.store, MATTER, "breakdown", "zh", ""))
    assert f"| RES1 测试服务器 | {task.ref} 压力测试 | 工具 | 2 台 |" in form
    line = next(one for one in planned_lines(office.store, office.store.get(Matter, MATTER)) if one["resources"])
    assert (line["action"].ref, line["resources"][0].state) == (task.ref, "promised")
    other = new_matter(acting, MatterDraft(title="年会", lead="市场部")).ref
    with pytest.raises(Refused, match=r"resource\.of_other_matter"):
        add_resource(acting, other, SERVERS._replace(action=task.ref))
    with pytest.raises(Unknown):
        add_resource(acting, MATTER, SERVERS._replace(action="A99"))
    holds(database_of(office))


def test_which_of_two_matters_comes_first_is_asked_and_then_said(office: Workspace) -> None:
    acting = office.as_user("command")
    describe_matter(acting, MATTER, {"owner": "张伟"})
    other = new_matter(acting, MatterDraft(title="年会", lead="市场部", owner="陈静")).ref
    asked(office)
    add_resource(acting, other, SERVERS)
    (finding,) = clash_findings(office.store, office.store.get(Resource, "RES2"))
    assert finding.key == "resource.clash_open"
    queued = ask_for_resources(acting, other).queued
    orders = [mail for mail in queued if "请定优先" in mail.subject]
    assert {mail.person for mail in orders} == {person(office, "张伟"), person(office, "陈静")}
    assert "哪个优先还没有定" in "".join(next(mail.text for mail in queued if mail not in orders).split())
    describe_matter(acting, other, {"rank": 1})
    assert [one.key for one in clash_findings(office.store, office.store.get(Resource, "RES2"))] == [
        "resource.clash_first"
    ]
    (finding,) = clash_findings(office.store, office.store.get(Resource, "RES1"))
    assert (finding.key, finding.values["matter"]) == ("resource.clash_second", other)
    edit_matter(acting, other, MatterDraft(title="年会", lead="市场部"))
    assert office.store.get(Matter, other).rank == 1, "a form without it leaves it"
    describe_matter(acting, other, {"rank": 0})
    assert office.store.get(Matter, other).rank is None
    with pytest.raises(Refused, match=r"matter\.bad_rank"):
        describe_matter(acting, other, {"rank": 1000})


@pytest.mark.parametrize(
    ("own", "other", "first"), [(1, 2, "own"), (2, 1, "other"), (None, 1, "other"), (1, None, "own"), (1, 1, "")]
)
def test_a_rank_goes_before_a_later_one_and_before_none(own: int | None, other: int | None, first: str) -> None:
    assert goes_first(own, other) == first
