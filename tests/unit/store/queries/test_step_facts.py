"""What the rules on a matter's steps read."""

from datetime import date, timedelta

import pytest

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.matter import Contact, Criterion, Matter, Milestone, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.step_requirements import lacking, looked_back
from collabtui.domain.meetings.meeting import Question, SignOff
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.people import Person
from collabtui.errors import Unknown
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.step_facts import matter_facts
from support.records import NOW, action, meeting, outgoing, put

TODAY = date(2026, 3, 5)
X1 = "X-2026-001"


def test_what_is_left_open_is_counted(store: Store, reader: Connection) -> None:
    corrections = [{"text": "t", "outcome": outcome} for outcome in ("open", "accepted", "open", "refused")]
    asked = {"text": "q", "meeting": "M1", "matter": X1, "at": NOW, "by": "x"}
    of_vote = {"text": "v", "meeting": "M1", "matter": X1, "asked_at": NOW, "by": "x"}
    vote = {**of_vote, "choices": (), "voters": (), "until": TODAY}
    put(
        store,
        Matter(ref=X1, title="新品上线", created_at=NOW),
        meeting("M1", matter=X1),
        meeting("M2"),
        Risk(ref="R1", text="r", matter=X1, raised_at=NOW, by="x"),
        Risk(ref="R2", text="r", matter=X1, raised_at=NOW, by="x", state="closed"),
        *(
            SignOff.model_validate(
                {"ref": ref, "meeting": held, "person": "P1", "minutes_version": 1, "state": "corrected",
                 "deadline": NOW, "corrections": corrections}
            )
            for ref, held in (("S1", "M1"), ("S2", "M2"))
        ),
        Question.model_validate({"ref": "Q1", **asked}),
        Question.model_validate({"ref": "Q2", **asked, "state": "settled"}),
        Vote.model_validate({"ref": "VOTE1", **vote}),
        Vote.model_validate({"ref": "VOTE2", **vote, "state": "closed"}),
    )  # fmt: skip
    counts = matter_facts(reader, X1, today=TODAY).counts
    assert (counts.risks_open, counts.questions_open, counts.votes_open, counts.corrections_open) == (1, 1, 1, 2)


def test_what_belongs_to_a_matter_is_counted(store: Store, reader: Connection) -> None:
    late = TODAY - timedelta(days=1)
    put(
        store,
        Matter(ref=X1, title="新品上线", created_at=NOW),
        Matter(ref="X-2026-002", title="搬家", created_at=NOW),
        meeting("M1", matter=X1),
        meeting("M2", matter=X1, state="cancelled"),
        action("A1", matter=X1, due=late, owner="P1", deliverable="文档"),
        action("A2", matter=X1, status="blocked", due=TODAY, owner="P1"),
        action("A3", matter=X1, deliverable="报告"),
        action("A4", matter=X1, status="done", due=late),
        action("A5", matter=X1, status="cancelled"),
        action("A6", matter="X-2026-002"),
        action("A7", matter=X1, owner="P2", due=TODAY, deliverable="报告 "),
        action("A8", matter=X1, owner="P1", due=TODAY, deliverable="报告"),
        Risk(ref="R1", text="r", level="high", matter=X1, raised_at=NOW, by="x"),
        Risk(ref="R2", text="r", level="high", matter=X1, answer="a", raised_at=NOW, by="x"),
        Risk(ref="R3", text="r", level="low", matter=X1, raised_at=NOW, by="x", state="closed"),
        *(
            ChangeRequest.model_validate(
                {"ref": f"C{number}", "matter": X1, "kind": "date", "what": "w", "state": state, "raised_by": "x",
                 "raised_at": NOW}
            )
            for number, state in enumerate(("draft", "asked", "asked", "granted"), 1)
        ),
        *(
            Resource.model_validate(
                {"ref": f"RES{number}", "matter": X1, "what": "w", "department": "d", "state": state, "made_at": NOW,
                 "by": "x", "action": wanted_for}
            )
            for number, (state, wanted_for) in enumerate(
                (("draft", None), ("asked", "A5"), ("asked", "A1"), ("refused", "A5"), ("withdrawn", "A5")), 1
            )
        ),
        outgoing("O1", kind="completion", matter=X1),
        outgoing("O2", kind="completion", matter=X1, state="held"),
        outgoing("O3", kind="request", matter=X1),
    )  # fmt: skip
    counts = matter_facts(reader, X1, today=TODAY).counts
    assert counts.model_dump() == {
        "meetings": 1, "tasks": 6, "open": 5, "overdue": 1, "blocked": 1, "without_owner": 1, "without_due": 1,
        "without_deliverable": 1, "risks_unanswered": 1, "risks_uncovered": 2, "changes_drafted": 1,
        "changes_waiting": 2, "letters": 1, "resources_open": 3, "resources_refused": 1, "resources_needless": 1,
        "same_deliverable": 1,
        "risks_open": 2, "questions_open": 0, "votes_open": 0, "corrections_open": 0,
    }  # fmt: skip


def test_what_a_matter_says_is_read_as_it_was_kept(store: Store, reader: Connection) -> None:
    asked = (DepartmentRequest(department="研发部", what="两名后端", sent_at=NOW),)
    criteria = (Criterion(text="覆盖率", met=False, rectify="补测", rectify_by=TODAY),)
    put(
        store,
        Matter(
            ref=X1, title="新品上线", goal="g", wanted=TODAY, contacts=(Contact(department="研发部", person="P1"),),
            asked=asked, criteria=criteria, milestones=(Milestone(text="m", day=TODAY),), accepted_at=NOW,
            retrospective_by=TODAY, to_improve="i", created_at=NOW,
        ),
    )  # fmt: skip
    matter, _, today, approvals, without_phone, away, unassigned, unread, _ = matter_facts(reader, X1, today=TODAY)
    assert (matter.asked, matter.criteria, matter.milestones, matter.contacts) == (asked, criteria, 1, ("研发部",))
    assert (approvals, without_phone, away, unassigned, unread) == ((), (), (), (1,), ())
    assert (matter.goal, matter.wanted, matter.accepted_at, looked_back(matter), today) == (
        "g",
        TODAY,
        NOW,
        True,
        TODAY,
    )


def test_a_matter_that_is_not_there_is_unknown(reader: Connection) -> None:
    with pytest.raises(Unknown, match=r"matter\.unknown.*X-2026-009"):
        matter_facts(reader, "X-2026-009", today=TODAY)


def test_contacts_without_a_phone_are_named(store: Store, reader: Connection) -> None:
    put(
        store,
        Person(ref="P1", name="张伟", email="zhang@example.test"),
        Person(ref="P2", name="陈静", email="chen@example.test", phone="8021"),
        Matter(
            ref=X1, title="新品上线", created_at=NOW,
            contacts=(Contact(department="研发部", person="P1"), Contact(department="市场部", person="P2")),
        ),
    )  # fmt: skip
    assert matter_facts(reader, X1, today=TODAY).without_phone == ("张伟",)


def test_what_is_to_be_put_right_and_is_nobodys_action_is_named(store: Store, reader: Connection) -> None:
    criteria = (
        Criterion(text="覆盖率", met=False, rectify="再测一周"),
        Criterion(text="满意度", met=False, rectify="回访"),
        Criterion(text="退货", met=True, rectify="换包装"),
        Criterion(text="样本", met=False, rectify="补测一周，王芳负责"),
    )
    put(store, Matter(ref=X1, title="新品上线", created_at=NOW, criteria=criteria))
    put(store, action("A1", matter=X1, title="再测一周"), action("A2", matter="X-2026-002", title="回访"))
    put(store, action("A3", matter=X1, title="补测一周", deliverable="样本"))  # made of the answer, without its owner
    put(store, action("A4", matter=X1, title="写问卷", deliverable="满意度"))
    facts = matter_facts(reader, X1, today=TODAY)
    assert facts.unassigned == (2,), "what is handed over alone makes no action one that puts it right"
    assert [one.values for one in lacking(facts, "acceptance") if one.key == "lacks.acceptance.unassigned"] == [
        {"numbers": "2", "n": 1}
    ]
