"""What each department that takes part in a matter is there."""

from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.department_roles import department_roles
from collabtui.domain.matters.matter import Contact, Matter
from support.records import NOW

LAUNCH = Matter(
    ref="X-2026-001",
    title="新品上线",
    created_at=NOW,
    initiator="市场部",
    lead="研发部",
    supervising="质量部",
)


def test_those_who_ask_lead_and_accept_are_named_with_it_and_one_may_be_several() -> None:
    assert department_roles(LAUNCH, ()) == {"市场部": ["initiator"], "研发部": ["lead"], "质量部": ["supervising"]}
    own = LAUNCH.model_copy(update={"lead": "市场部", "supervising": ""})
    assert department_roles(own, ()) == {"市场部": ["initiator", "lead"]}


def test_whoever_was_asked_is_a_contact_or_works_on_it_supports_it_unless_it_is_more() -> None:
    asked = (DepartmentRequest(department="财务部", what="预算"), DepartmentRequest(department="研发部", what="两人"))
    contacts = (Contact(department="法务部", person="P5"),)
    matter = LAUNCH.model_copy(update={"asked": asked, "contacts": contacts})
    found = department_roles(matter, ["人事部", "", "质量部"])
    assert [name for name, roles in found.items() if roles == ["supporting"]] == ["财务部", "法务部", "人事部"]
    assert (found["研发部"], found["质量部"]) == (["lead"], ["supervising"])
