"""Columns that say how far the tasks are, and their words, as other trades have them; and rows that head others."""

from typing import Any

import pytest

from collabtui.formats.actions.heading_fields import field_of
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.actions.written_values import state_of
from collabtui.lifecycle.actions.importing.import_table import planned_import
from collabtui.lifecycle.base.acting import Workspace


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("达标情况", "progress"), ("销项情况", "progress"), ("目前状况", "progress"), ("督办进展", "progress"),
        ("Closure status", "status"), ("Close-out status", "status"), ("Snag state", "status"),
        ("天气情况", ""),
        ("牵头/配合", "people"), ("配合/牵头", ""), ("Where we're at", "progress"), ("What's the risk", ""),
        ("Marital status", ""), ("Payment status", ""), ("Funding situation", ""),
    ],
)  # fmt: skip
def test_a_name_of_work_and_how_far_it_is(name: str, field: str) -> None:
    found = field_of([name], {})
    assert found == field


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("已达标", "done"), ("未达标", "not-started"), ("部分达标", "in-progress"), ("复查未通过", "in-progress"),
        ("整改到位", "done"), ("已竣工", "done"), ("返工", "in-progress"), ("窝工", "blocked"),
        ("已提测", "in-progress"),
        ("未到期", ""), ("撤项", "cancelled"), ("不满意", None), ("已提交", None), ("已通知", None),
        ("rectified", "done"), ("failed re-inspection", "in-progress"), ("called off", "cancelled"),
        ("almost there", "in-progress"), ("no access", "blocked"), ("not due", ""), ("held", None), ("used", None),
        ("executed", "done"),
    ],
)  # fmt: skip
def test_words_for_states(word: str, state: str | None) -> None:
    assert state_of(word) == state


def cells(workspace: Workspace, text: str) -> dict[str, Any]:
    table = read_action_table(text.encode())
    lines = planned_import(workspace.as_user("command"), table)
    return {line.action.title: (line.action.task, line.action.status) for line in lines}


def test_a_row_that_names_the_larger_task_alone_heads_those_below(workspace: Workspace) -> None:
    text = (
        "序号,工作项目,具体事项,主要负责,落实情况\n一,环境整治,,,\n1,,教室消杀,张伟,已落实\n2,,标识更换,张伟,正在落实\n"
        "二,教学准备,,,\n3,,教材发放,陈静,待落实\n4,,课表公示,陈静,未落实\n"
    )
    assert cells(workspace, text) == {
        "教室消杀": ("环境整治", "done"),
        "标识更换": ("环境整治", "in-progress"),
        "教材发放": ("教学准备", "not-started"),
        "课表公示": ("教学准备", "not-started"),
    }


def test_a_status_beside_a_share_ends_and_cancels(workspace: Workspace) -> None:
    text = (
        "Corrective action,Action lead,Progress,Closure status\nFit thermometers,Bob Brown,40%,Open\n"
        "Brief staff,Bob Brown,100%,Closed & verified\nMerge the audits,Bob Brown,,Withdrawn\n"
    )
    found = {title: state for title, (_, state) in cells(workspace, text).items()}
    assert found == {"Fit thermometers": "in-progress", "Brief staff": "done", "Merge the audits": "cancelled"}
