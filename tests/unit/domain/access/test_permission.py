"""The rule on who may change what: each branch of it by itself; the whole table is tests/unit/lifecycle/access."""

from datetime import UTC, datetime

import pytest

from collabtui.domain.access.mail_account import MailAccount, ServerLogin, account_names, is_account_name
from collabtui.domain.access.permission import Relation, kinds_of_change, may_change, may_open, who_could
from collabtui.domain.access.role_grant import Role, RoleGrant
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting, Slot

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
MATTER = Matter(ref="X-2026-001", title="机密的事", created_at=NOW)
MEETING = Meeting(
    ref="M1", title="例会", start=NOW, end=NOW.replace(hour=9), uid="m1@here", timezone="Asia/Shanghai",
    slots=(Slot(title="开场", minutes=5),),
)  # fmt: skip
CLOSED = Relation(is_restricted=True)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (None, MATTER, ("matter",)),
        (MATTER, MATTER.model_copy(update={"title": "另一件事"}), ("matter",)),
        (MATTER, MATTER.model_copy(update={"confidential": True}), ("access",)),
        (MATTER, MATTER.model_copy(update={"confidential": True, "title": "另一件事"}), ("access", "matter")),
        (MATTER, MATTER.model_copy(update={"account": "ACC1", "title": "另一件事"}), ("access", "matter")),
        (None, MEETING, ("plan",)),
        (MEETING, MEETING.model_copy(update={"title": "周会"}), ("plan",)),
        (MEETING, MEETING.model_copy(update={"state": "running"}), ("record",)),
        (MEETING.model_copy(update={"state": "running"}), MEETING, ("record",)),
        (None, RoleGrant(ref="ROLE1", person="P1", role="head", at=NOW, by="x"), ("access",)),
    ],
)
def test_what_is_written_is_a_change_of_these_kinds(
    before: Matter | Meeting | None, after: Matter | Meeting | RoleGrant, kinds: tuple[str, ...]
) -> None:
    assert kinds_of_change(before, after) == kinds


def test_a_restricted_matter_is_its_peoples_and_who_reads_it_an_administrators() -> None:
    assert not may_change(["administrator"], "matter", CLOSED)
    assert may_change(["administrator"], "access", CLOSED)
    assert may_change(["reader"], "lists", CLOSED)
    assert may_change(["facilitator"], "matter", Relation(is_restricted=True, is_named=True))
    assert (may_open(["reader"], CLOSED), may_open(["reader"], Relation()), may_open([], Relation())) == (
        False,
        True,
        False,
    )
    assert may_open(["scribe"], Relation(is_restricted=True, is_named=True))


def test_a_head_has_his_own_department_alone() -> None:
    own = Relation(is_of_own_department=True)
    assert (may_change(["head"], "action", own), may_change(["head"], "action", Relation())) == (True, False)
    assert may_change(["head"], "lists", Relation())
    assert may_change(["head", "scribe"], "action", Relation())


def test_who_could_is_named_by_all_his_roles_in_the_order_they_were_given() -> None:
    given: list[tuple[str, Role]] = [("P1", "reader"), ("P2", "facilitator"), ("P3", "head"), ("P1", "scribe")]
    grants = [
        RoleGrant(ref=f"ROLE{number}", person=person, role=role, at=NOW, by="x")
        for number, (person, role) in enumerate(given, 1)
    ]
    assert who_could(grants, "action", lambda _: Relation()) == ("P1", "P2")
    assert who_could(grants, "action", lambda ref: CLOSED if ref == "P2" else Relation()) == ("P1",)


def test_an_account_has_a_name_that_is_part_of_others_and_frees_it_when_it_goes() -> None:
    assert [name for name in ("pmo", "li-na2", "Pmo", "2a", "all", "") if is_account_name(name)] == ["pmo", "li-na2"]
    assert account_names(["pmo, dave,", "eve"]) == ("pmo", "dave", "eve")
    server = ServerLogin(host="mail.example.test", port=993, security="tls")
    account = MailAccount(ref="ACC1", name="pmo", email="pmo@example.test", smtp=server, imap=server)
    gone = account.withdraw()
    assert gone is not None
    assert (account.label, gone.withdrawn, gone.name, gone.email) == ("pmo", True, "acc1", "acc1")
