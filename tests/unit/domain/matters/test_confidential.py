"""Who may read a confidential matter, and what is left of its records for everybody else."""

from datetime import UTC, date, datetime

import pytest

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.confidential import concealed, may_read, texts_of
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Contact, Criterion, Matter, NamedReader
from collabtui.domain.meetings.meeting import Participant, Slot
from collabtui.domain.meetings.questionnaire import VoteChoice
from collabtui.domain.meetings.vote import Vote, Voter
from collabtui.domain.people import Person
from support.records import action, meeting, person

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
FACILITATOR = "Alice@Example.test"
BOB = person("P1", email="bob@example.test")
MERGER = Matter(
    ref="X1", title="并购海外公司", goal="签约\n并在六月前交割", lead="法务部", wanted=date(2026, 6, 1), created_at=NOW,
    criteria=(Criterion(text="董事会批准"),), confidential=True, readers=(NamedReader(person="P1"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("matter", "reader", "may"),
    [
        (MERGER, BOB, True),
        (MERGER, person("P2"), False),
        (MERGER, person("P2", email="alice@example.test"), True),  # who runs the office
        (MERGER, BOB.model_copy(update={"left_at": NOW}), False),
        (MERGER, BOB.model_copy(update={"merged_into": "P2"}), False),
        (MERGER.model_copy(update={"readers": ()}), BOB, False),
        (MERGER.model_copy(update={"confidential": None, "readers": ()}), person("P2"), True),
    ],
)
def test_its_named_readers_and_the_facilitator_read_it(matter: Matter, reader: Person, *, may: bool) -> None:
    assert may_read(matter, reader, FACILITATOR) is may


def test_number_days_and_state_are_left_of_a_record() -> None:
    promised = action(
        "A7", title="约谈股东", matter="X1", owner="P1", due=date(2026, 3, 10), percent=40, reason="没有回音"
    )
    left = concealed(promised, "机密事项")
    kept = ("ref", "matter", "owner", "due", "percent", "status", "updated_by")
    assert [getattr(left, one) for one in kept] == [getattr(promised, one) for one in kept]
    assert (left.title, left.reason) == ("机密事项", "")
    matter = concealed(MERGER, "机密事项")
    assert (matter.title, matter.goal, matter.criteria, matter.readers) == ("机密事项", "", (), ())
    assert (matter.ref, matter.lead, matter.wanted, matter.step) == ("X1", "法务部", date(2026, 6, 1), "request")


def test_the_words_of_its_parts_are_its_words() -> None:
    asked = DepartmentRequest(department="Legal department", what="借两名律师到四月", answer=DepartmentAnswer(
        department="Legal department", person="P3", value="against", text="没有这样的人手", at=NOW, via="mail:I1",
    ))  # fmt: skip
    measured = Criterion(
        text="董事会批准",
        measured="三票反对一票",
        opinion="材料不齐全",
        rectify="补交尽调报告",
        department="Quality team",
    )
    held = meeting(
        "M7", title="并购专题会", matter="X1", place="Room Hamburg", follows="M1234", carried=("A1234",),
        slots=(Slot(title="出价的上限", minutes=10, lead="Dana Reed", material=("报价单.xlsx",)),),
        participants=(Participant(person="P3", comment="我反对这笔交易"),),
    )  # fmt: skip
    found = texts_of([MERGER.model_copy(update={"asked": (asked,), "criteria": (measured,)}), held])
    assert {
        "借两名律师到四月", "没有这样的人手", "三票反对一票", "材料不齐全", "补交尽调报告", "出价的上限", "报价单.xlsx",
        "我反对这笔交易",
    } <= found  # fmt: skip


def test_names_of_departments_people_rooms_and_records_stand_in_mails_about_anything() -> None:
    matter = MERGER.model_copy(update={
        "supervising": "Quality", "contacts": (Contact(department="Legal department", person="P3"),),
    })  # fmt: skip
    change = ChangeRequest(
        ref="C1", matter="X1", kind="date", what="later by a month", raised_by="Wei", raised_at=NOW,
        departments=("Quality", "Legal department"),
    )  # fmt: skip
    declined = Participant(person="P3", role="scribe", partstat="declined", attendance="absent")
    found = texts_of([
        matter, change, meeting("M6", participants=(declined,)),
        meeting("M7", place="Room Hamburg", follows="M1234", carried=("A1234",)),
        action("A1", depends_on=("A1234",)),
        Vote(
            ref="VOTE1", text="Which of the two?", meeting="M7", choices=(VoteChoice(key="A", text="The first one"),),
            voters=(Voter(person="P3", choice="abstain"),), until=date(2026, 3, 9), asked_at=NOW, by="x",
            decision="D1234",
        ),
    ])  # fmt: skip
    assert {"later by a month", "Which of the two?", "The first one"} <= found
    assert found.isdisjoint({
        "Quality", "Legal department", "Room Hamburg", "M1234", "A1234", "D1234", "abstain", "declined", "scribe",
        "absent", "date",
    })  # fmt: skip


def test_its_words_are_those_of_its_texts_line_by_line_and_in_its_parts() -> None:
    found = texts_of([MERGER, action("A7", title="约谈股东", reason="急")])
    assert {"并购海外公司", "签约\n并在六月前交割", "并在六月前交割", "董事会批准", "约谈股东"} <= found
    # whose it is says nothing of it, and what is as short as this stands anywhere
    assert found.isdisjoint({"法务部", "急", "签约", "A7", "P1", "open"})
