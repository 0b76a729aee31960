"""A department names a contact who is away: it reads so, who stands in hears of it, and the step says it."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from collabtui.domain.matters.step_requirements import lacking
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.queries.step_facts import matter_facts
from support.departments import CHEN, MATTER, ZHANG, ZHAO, contacts, new, says, sent
from support.replies import outgoing

MONDAY, LAST = date(2026, 3, 2), date(2026, 3, 9)


@pytest.fixture
def asked(workspace: Workspace) -> Workspace:
    new(workspace)
    sent(workspace)
    return workspace


def ref_of(workspace: Workspace, address: str) -> str:
    return workspace.store.find(Person, email=address)[0].ref


def flat(workspace: Workspace, address: str, kind: str) -> str:
    return "".join(outgoing(workspace, address, kind).text.split())


def test_a_contact_who_is_away_is_said_to_be_and_who_stands_in_hears(asked: Workspace, tmp_path: Path) -> None:
    set_away(asked.as_user("command"), ref_of(asked, ZHANG), date(2026, 2, 27), LAST, CHEN)
    says(asked, ZHAO, "同意，对接人张伟")
    assert contacts(asked)["研发部"] == ref_of(asked, ZHANG)
    assert "对接人：张伟（外出至3月9日（周一），由陈静代）" in flat(asked, ZHAO, "answer")
    assert "研发部，代张伟" in flat(asked, CHEN, "notice")
    assert "代张伟" not in flat(asked, ZHANG, "notice")
    with closing(open_reader(tmp_path / "collabtui.db")) as reader:
        found = [lacking(matter_facts(reader, MATTER, today=day), "kick-off") for day in (MONDAY, date(2026, 3, 10))]
    away = [[one.values["names"] for one in lacks if one.key == "lacks.kick-off.away"] for lacks in found]
    assert away == [[("张伟",)], []]


def test_nothing_is_said_of_a_contact_who_is_here(asked: Workspace) -> None:
    says(asked, ZHAO, "同意，对接人张伟")
    assert "外出" not in flat(asked, ZHAO, "answer")
    assert "代张伟" not in flat(asked, ZHANG, "notice")
