"""Who leads a department of a directory: by the lines of managers alone."""

import pytest

from collabtui.formats.people.ldif import read_entries
from collabtui.formats.people.manager_lines import Placed, leading

BOSS, LEADER, WORKER, OTHER = (f"uid={name},ou=研发部,dc=x" for name in ("boss", "leader", "worker", "other"))


@pytest.mark.parametrize(
    ("people", "leads"),
    [
        ([Placed(BOSS, "", "研发部"), Placed(WORKER, BOSS, "研发部")], {BOSS}),
        ([Placed(BOSS, BOSS, "研发部"), Placed(LEADER, BOSS, "研发部"), Placed(WORKER, LEADER, "研发部")], {BOSS}),
        ([Placed(BOSS, "", "总部"), Placed(LEADER, BOSS, "研发部"), Placed(WORKER, LEADER, "研发部")], {LEADER}),
        ([Placed(BOSS, "", "总部"), Placed(WORKER, BOSS, "研发部")], set()),
        ([Placed(BOSS, "", "研发部"), Placed(LEADER, BOSS, "市场部"), Placed(WORKER, LEADER, "市场部")], {LEADER}),
        (
            [
                Placed(BOSS, "", "研发部"), Placed(WORKER, BOSS, "研发部"),
                Placed(LEADER, "", "研发部"), Placed(OTHER, LEADER, "研发部"),
            ],
            set(),
        ),
        ([Placed(BOSS, LEADER, "研发部"), Placed(LEADER, BOSS, "研发部")], set()),
        ([Placed(BOSS, "", ""), Placed(WORKER, BOSS, "")], set()),
        ([Placed(WORKER, "uid=filtered,dc=x", "研发部")], set()),
    ],
)  # fmt: skip
def test_the_top_of_a_department(people: list[Placed], leads: set[str]) -> None:
    assert leading(people) == leads


def test_a_dn_is_the_same_however_it_is_written() -> None:
    written = "UID=boss, OU=\\E7\\A0\\94\\E5\\8F\\91\\E9\\83\\A8,dc=X"
    assert leading([Placed(BOSS, "", "研发部"), Placed(WORKER, written, "研发部")]) == {BOSS}


def test_an_entry_without_an_address_leads_nobody_by_its_absence() -> None:
    text = (
        f"dn: {BOSS}\nobjectClass: person\ncn: 陈主管\nou: 研发部\n\n"
        f"dn: {WORKER}\nobjectClass: person\ncn: 张伟\nmail: zhang@x.test\nou: 研发部\nmanager: {BOSS}\n"
    )
    assert [(row.draft.name, row.draft.leads) for row in read_entries(text)] == [("陈主管", True), ("张伟", False)]
