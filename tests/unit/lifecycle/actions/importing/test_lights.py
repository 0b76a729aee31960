"""Coloured lights beside a column that says how far the tasks are: no progress, kept where they warn."""

import pytest

from collabtui.lifecycle.actions.importing.import_table import ImportLine, planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import table_remarks
from collabtui.lifecycle.base.acting import Workspace
from collabtui.text.catalogue import Catalogue


def lines_of(workspace: Workspace, text: str) -> list[ImportLine]:
    acting = workspace.as_user("command")
    return planned_import(acting, read_listed(acting, text.encode(), {}))


@pytest.mark.parametrize(
    ("state", "light", "status", "note", "keys"),
    [
        ("已完成80%", "🟡", "in-progress", "亮灯: 🟡", []),
        ("尚未启动", "🟢", "not-started", "亮灯: 🟢", []),
        ("已办结", "🟢", "done", "亮灯: 🟢", []),
        ("已办结", "🔴", "done", "亮灯: 🔴", ["import.light_against"]),
        ("受阻", "绿灯", "blocked", "亮灯: 绿灯", ["import.light_against"]),
        ("受阻", "红灯", "blocked", "亮灯: 红灯", []),
        ("进行中", "A", "in-progress", "亮灯: A", []),
        ("进行中", "紫灯", "in-progress", "亮灯: 紫灯", []),
    ],
)
def test_a_light_changes_no_state_and_is_not_lost(
    workspace: Workspace, state: str, light: str, status: str, note: str, keys: list[str]
) -> None:
    text = f"任务,责任人,当前进展,亮灯\n会场,张伟,{state},{light}\n联调,陈静,进行中,🟢\n"
    line = lines_of(workspace, text)[0]
    assert (line.action.status, line.action.note, [one.key for one in line.remarks]) == (status, note, keys)


def test_the_column_is_called_what_it_is(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    table = read_listed(acting, "Action,Owner,RAG,State\nVenue,Bob Brown,R,Open\nPress,张伟,G,Done\n".encode(), {})
    sentences = list(table_remarks(table, Catalogue("en")))
    assert sentences == ["Lights are no progress: RAG. They become notes."]


def test_lights_that_nobody_wants_are_passed_over(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    text = "任务,责任人,状态,亮灯\n会场,张伟,已完成,🔴\n"
    line = planned_import(acting, read_listed(acting, text.encode(), {"亮灯": "-"}))[0]
    assert (line.action.note, line.remarks) == ("", ())


def test_slow_progress_is_progress(workspace: Workspace) -> None:
    line = lines_of(workspace, '任务,责任人,当前进展\n会场,张伟,"进展缓慢，场地未定"\n')[0]
    assert (line.action.status, line.action.note) == ("in-progress", "进展缓慢，场地未定")


@pytest.mark.parametrize("head", ["% done", "Progress notes"])
def test_lights_beside_shares_are_no_status(workspace: Workspace, head: str) -> None:
    text = f"Task,Owner,{head},RAG\nSpec,Bob Brown,50%,Amber\nTest,张伟,0%,Red\n"
    spec, test = lines_of(workspace, text)
    assert (spec.action.percent, spec.action.note, test.action.note) == (50, "RAG: Amber", "RAG: Red")


def test_a_light_in_the_place_of_a_status_is_not_lost(workspace: Workspace) -> None:
    red, green = lines_of(workspace, "Task,Owner,RAG\nSpec,Bob Brown,Red\nTest,张伟,Green\n")
    assert (red.action.status, red.action.note, green.action.note) == ("not-started", "RAG: Red", "RAG: Green")


def test_a_letter_that_may_be_yellow_or_yes_is_what_stands_around_it(workspace: Workspace) -> None:
    lights = lines_of(workspace, "Task,Owner,Status\nSpec,Bob Brown,R\nTest,张伟,Y\nPress,张伟,G\nVenue,张伟,Done\n")
    assert [line.action.status for line in lights] == ["not-started", "not-started", "not-started", "done"]
    assert (lights[1].action.note, lights[1].remarks) == ("Status: Y", ())
    answers = lines_of(workspace, "Task,Owner,Done?\nSpec,Bob Brown,N\nTest,张伟,Y\n")
    assert [(line.action.status, line.action.note) for line in answers] == [("not-started", ""), ("done", "")]
    assert answers[1].remarks == ()


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("RAG", ("R", "A", "G")),
        ("Status", ("R", "A", "G")),
        ("状态", ("🔴", "🟡", "🟢")),
        ("红黄绿", ("红", "黄", "绿")),
        ("Colour", ("Red", "Amber", "Green")),
    ],
)
def test_each_light_is_kept_and_told(workspace: Workspace, head: str, cells: tuple[str, ...]) -> None:
    acting = workspace.as_user("command")
    text = f"Task,Owner,{head}\n" + "".join(f"Task {cell},Bob Brown,{cell}\n" for cell in cells)
    table = read_listed(acting, text.encode(), {})
    assert [line.action.note for line in planned_import(acting, table)] == [f"{head}: {cell}" for cell in cells]
    assert f"Lights are no progress: {head}. They become notes." in table_remarks(table, Catalogue("en"))


def test_letters_of_duties_below_an_unknown_name_are_no_lights(workspace: Workspace) -> None:
    acting = workspace.as_user("command")
    table = read_listed(acting, b"Task,Owner,Kind\nA,Bob Brown,R\nB,Bob Brown,A\n", {})
    assert table.passed_over == ("Kind",)
