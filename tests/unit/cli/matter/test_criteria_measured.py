"""Criteria on the command line held against what was measured, and those that nothing measures."""

import pytest

from collabtui.domain.matters.matter import Matter
from collabtui.home import Home
from collabtui.lifecycle.base.workspace import open_workspace
from support.command_line import Type
from support.world import CONFIG, Clock

X1 = "X-2026-001"


@pytest.fixture
def judged(configured: Home, typed: Type) -> Home:
    typed(["matter", "new", "新品上线"])
    typed(["matter", "edit", X1, "--criterion", "pass rate ≥ 95 %", "--criterion", "error rate < 2 %"])
    return configured


def criterion(typed: Type, number: int) -> dict[str, object]:
    found: dict[str, object] = typed(["matter", "show", X1, "--json"]).json["criteria"][number - 1]
    return found


def test_a_value_that_misses_is_refused_and_insisted_on_with_a_reason(judged: Home, typed: Type) -> None:
    refused = typed(["matter", "criterion", X1, "1", "--measured", "93 %", "--met", "yes"])
    assert (refused.code, "has the value 93 %, which misses it" in refused.err) == (1, True)
    assert "--insist" in refused.err
    assert criterion(typed, 1)["met"] is None
    blank = typed(["matter", "criterion", X1, "1", "--measured", "93 %", "--met", "yes", "--insist", " "])
    assert blank.code == 1, "a reason says something"
    opinion = typed(["matter", "criterion", X1, "1", "--measured", "93 %", "--met", "yes", "--opinion", "fine"])
    assert opinion.code == 1, "an opinion alone insists on nothing"
    said = typed(["matter", "criterion", X1, "1", "--measured", "93 %", "--met", "yes", "--insist", "board agreed"])
    assert (said.code, "93 %” misses" in said.err or "93 % misses" in said.err) == (0, True)
    assert (criterion(typed, 1)["met"], criterion(typed, 1)["opinion"]) == (True, "board agreed")


def test_a_value_alone_that_misses_is_told(judged: Home, typed: Type) -> None:
    said = typed(["matter", "criterion", X1, "2", "--measured", "3 %"])
    assert (said.code, "The value 3 % misses “error rate < 2 %”." in said.err) == (0, True)
    assert "3 %, not judged yet" in said.out, "it was measured"
    assert typed(["matter", "criterion", X1, "2", "--measured", "3 %", "--met", "no"]).err == ""


def test_another_value_than_the_one_that_was_found_met_has_to_be_judged_again(
    judged: Home, typed: Type, clock: Clock
) -> None:
    typed(["matter", "criterion", X1, "1", "--measured", "97 %", "--met", "yes"])
    with open_workspace(judged, CONFIG, clock) as workspace, workspace.as_user("key").transaction() as tx:
        matter = tx.get(Matter, X1)
        by_mail = matter.criteria[0].model_copy(update={"via": "mail:I1"})
        tx.put(matter.model_copy(update={"criteria": (by_mail, *matter.criteria[1:])}))
    said = typed(["matter", "criterion", X1, "1", "--measured", "96 %"])
    assert ("96 %, not judged yet" in said.out, "was found met with the value 97 %" in said.err) == (True, True)


def test_what_nothing_measures_is_named_when_it_is_entered_and_by_the_steps(judged: Home, typed: Type) -> None:
    said = typed(["matter", "edit", X1, "--criterion", "做得好", "--criterion", "零差错", "--goal", "make it better"])
    assert (said.code, "“做得好”" in said.err, "“零差错”" in said.err, "goal “make it better”" in said.err) == (
        0, True, False, True,
    )  # fmt: skip
    assert "nothing measures criterion 1" in typed(["matter", "step", X1]).out
    assert "no figure to measure it by" in typed(["matter", "new", "Other", "--goal", "as good as possible"]).err


def test_what_is_met_without_a_value_or_against_it_is_named_by_the_steps(judged: Home, typed: Type) -> None:
    typed(["matter", "criterion", X1, "1", "--met", "yes"])
    assert "met without a measured value: 1" in typed(["matter", "step", X1]).out
    typed(["matter", "criterion", X1, "1", "--measured", "96 %", "--met", "yes"])
    assert "without a measured value" not in typed(["matter", "step", X1]).out
