"""`matter confidential` names each department that the matter asks and where nobody may read it."""

from pathlib import Path

import pytest

from collabtui.home import Home
from support.command_line import Type

X = "X-2026-001"
LINES = {
    "zh": (
        f"{X} 是机密事项，可读：Bob。",
        (
            f"{X}：研发部没有人可以读，等于没有问到。可以给 Alice、Carol 阅读权限。"
            f"请把他们加入可读名单：collabtui matter confidential {X} --readers …"
        ),
    ),
    "en": (
        f"{X} is confidential. It can be read by: Bob.",
        (
            f"{X}: nobody in 研发部 may read it, so it is not really asked. Alice, Carol could be made readers. "
            f"Add them to its readers: collabtui matter confidential {X} --readers …"
        ),
    ),
}


@pytest.fixture
def matter(configured: Home, typed: Type, people_file: object) -> str:
    typed("person import", str(people_file))
    typed(["matter", "new", "新品上线", "--goal", "投诉 -20 %"])
    typed(["matter", "ask", X, "研发部", "两名后端"])
    return X


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_what_nobody_may_read_is_said_with_who_could(matter: str, typed: Type, locale: str) -> None:
    said = typed(["matter", "confidential", matter, "--readers", "Bob", "--lang", locale])
    assert [line in f"{said.out}\n{said.err}" for line in LINES[locale]] == [True, True], said
    assert typed(["matter", "confidential", matter, "--json"]).json["unread"] == ["研发部"]


def test_the_request_says_where_nobody_may_read_it(matter: str, typed: Type) -> None:
    hint = "nobody in 研发部 may read it, so it is not really asked"
    typed(["matter", "confidential", matter, "--readers", "Bob"])
    assert hint in typed(["matter", "request", matter, "--lang", "en"]).err
    assert hint in typed(["matter", "request", matter, "--send", "--lang", "en"]).err
    read = typed(["matter", "confidential", matter, "--readers", "Carol", "--lang", "en"])
    assert "研发部 got only a number and a date so far" in read.out
    again = typed(["matter", "request", matter, "--send", "--lang", "en"])
    assert (again.code, "collabtui remind" in again.err) == (1, True)


def test_nothing_is_said_where_somebody_there_may(matter: str, typed: Type) -> None:
    said = typed(["matter", "confidential", matter, "--readers", "Carol", "--lang", "en"])
    assert "nobody in" not in said.out + said.err
    assert typed(["matter", "confidential", matter, "--json"]).json["unread"] == []


def test_who_is_given_something_that_he_may_not_read_is_said(matter: str, typed: Type, tmp_path: Path) -> None:
    typed(["matter", "confidential", X, "--readers", "Bob"])
    table = tmp_path / "t.csv"
    table.write_text("任务,负责人,协作人,完成时间\n尽调,Bob,Alice,2026-03-13\n审查,Carol,,2026-03-16\n", "utf-8")
    hint = f"{X} is confidential, and Alice, Carol may not read it"
    assert hint in typed(["action", "import", str(table), "--matter", X, "--dry-run"]).err
    assert hint in typed(["action", "import", str(table), "--matter", X, "--yes"]).err
    added = typed(["action", "add", "甲", "--owner", "Carol", "--matter", X, "--due", "2026-03-20", "--no-mail"])
    assert ("--readers" in added.err, "Carol may not read it" in added.err) == (True, True)
    assert "may not read" not in typed(["action", "add", "乙", "--owner", "Bob", "--matter", X, "--no-mail"]).err
    assert "Carol, Alice may not read it" in typed(["action", "update", "A1", "--owner", "Carol", "--no-mail"]).err
    assert "Carol may not read it" in typed(["risk", "add", "断供", "--owner", "Carol", "--matter", X]).err


def test_who_is_invited_and_may_not_read_is_said(matter: str, typed: Type, agenda_file: Path) -> None:
    typed(["matter", "confidential", X, "--readers", "Alice", "--readers", "Carol"])
    hint = f"{X} is confidential, and Bob may not read it: they get a number"
    assert hint in typed(["meeting", "new", "--file", str(agenda_file)]).err
    assert hint in typed(["meeting", "invite", "M1", "--queue-only"]).err
    typed(["matter", "confidential", X, "--open"])
    assert "may not read" not in typed(["meeting", "invite", "M1", "--queue-only"]).err
