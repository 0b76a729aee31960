"""Who asked for a matter and who answers for it hear what its departments say, and who their contacts are."""

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.matters import collaboration_request
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.lifecycle.matters.edit_matters import describe_matter, name_contact
from collabtui.lifecycle.people.edit_people import import_people
from support.departments import MATTER, ZHANG, new, says, sent
from support.replies import send_all
from support.world import Clock

WANG, QIAN = "wangfang@example.test", "qian@example.test"
"""项目办's head, which asked for the matter; who answers for it."""


@pytest.fixture
def asked(workspace: Workspace, clock: Clock) -> Workspace:
    clock.set("2026-03-02T14:00+08:00")
    new(workspace)
    people = [
        PersonDraft(name="王芳芳", email=WANG, department="项目办", head=True, locale="zh"),
        PersonDraft(name="Qian Li", email=QIAN, department="总经办", locale="en"),
    ]
    import_people(workspace.as_user("command"), people)
    describe_matter(workspace.as_user("key").quiet(), MATTER, {"owner": "Qian Li"})
    sent(workspace)
    clock.set("2026-03-02T20:00+08:00")
    return workspace


def _news(workspace: Workspace, address: str) -> list[Outgoing]:
    found = workspace.store.find(Outgoing, to=address)
    return [mail for mail in found if ":departments:" in mail.key]


def test_a_yes_with_a_contact_is_told_once_in_each_readers_language(asked: Workspace) -> None:
    says(asked, ZHANG, "同意，对接人张伟")
    (zh,), (en,) = _news(asked, WANG), _news(asked, QIAN)
    assert "研发部的对接人：张伟" in zh.subject
    assert ("研发部：同意" in zh.text, "原话：“同意，对接人张伟”" in zh.text) == (True, True)
    assert ("Contact of 研发部: 张伟" in en.subject, "研发部: agrees" in en.text) == (True, True)
    assert _news(asked, ZHANG) == [], "he said so himself"


def test_an_objection_is_told_with_its_words_and_a_contact_that_changes_with_the_one_before(asked: Workspace) -> None:
    says(asked, ZHANG, "不同意：人手不够，4月以后可以")
    (first,) = _news(asked, WANG)
    assert ("研发部有异议" in first.subject, "人手不够，4月以后可以" in first.text) == (True, True)
    name_contact(asked.as_user("command"), MATTER, "研发部", "赵强")
    *_, second = _news(asked, WANG)
    assert "对接人：赵强" in second.text
    name_contact(asked.as_user("command"), MATTER, "研发部", "张伟")
    assert "原为赵强" in _news(asked, WANG)[-1].text


def test_what_the_facilitator_takes_down_is_told_and_the_same_again_is_not(asked: Workspace) -> None:
    collaboration_request.answer_for(asked.as_user("command"), MATTER, "市场部", "against", "预算不够")
    assert "预算不够" in _news(asked, WANG)[-1].text
    describe_matter(asked.as_user("command"), MATTER, {"goal": "another"})
    assert len(_news(asked, WANG)) == 1, "only what departments say"


def test_nobody_hears_of_a_confidential_matter_that_he_may_not_read(asked: Workspace) -> None:
    make_confidential(asked.as_user("command"), MATTER, ["Qian Li"])
    send_all(asked)
    collaboration_request.answer_for(asked.as_user("command"), MATTER, "市场部", "against", "预算不够")
    assert (_news(asked, WANG), len(_news(asked, QIAN))) == ([], 1)


def test_an_answer_that_has_to_be_looked_at_is_told_as_such_with_its_words(asked: Workspace) -> None:
    says(asked, ZHANG, "同意，但要到6月以后")
    (news,) = _news(asked, WANG)
    assert "研发部已答复" in news.subject
    assert ("已答复，意思待李明确认" in news.text, "同意，但要到6月以后" in news.text) == (True, True)
