"""What was said of a column is known at the next import, undone, listed, and forgotten."""

import io
import zipfile

import pytest

from collabtui.domain.matters.matter import Risk
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.task_table import read_action_table, unknown_columns
from collabtui.lifecycle.actions.importing.column_meanings import (
    column_meanings,
    column_setting,
    forget_column,
    known_columns,
    remember_columns,
)
from collabtui.lifecycle.actions.importing.import_table import import_actions
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.undo_last import undo_last

MOOD = "任务,负责人,心情\n买灯,张伟,好\n".encode()


def test_a_column_is_remembered_undone_and_forgotten(planned: Workspace) -> None:
    acting = planned.as_user("command")
    assert [one.name for one in unknown_columns(MOOD)] == ["心情"]
    remember_columns(acting, dict([column_setting("心情=备注")]))
    assert unknown_columns(MOOD, known_columns(planned.store)) == ()
    assert read_action_table(MOOD, known_columns(planned.store)).rows[0].text("note") == "好"
    undo_last(planned.as_user("command"))
    assert known_columns(planned.store) == {}
    remember_columns(planned.as_user("command"), {"心情": "-"})
    assert read_action_table(MOOD, known_columns(planned.store)).passed_over == ("心情",)
    assert [(one.name, one.field) for one in column_meanings(planned.store)] == [("心情", "-")]
    forget_column(planned.as_user("command"), "心情")
    assert [one.name for one in unknown_columns(MOOD, known_columns(planned.store))] == ["心情"]
    with pytest.raises(Unknown, match=r"column\.never"):
        forget_column(planned.as_user("command"), "心情")


@pytest.mark.parametrize(("text", "key"), [("心情", "column.no_equals"), ("心情=天气", "column.no_field")])
def test_a_setting_that_says_nothing_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refused) as caught:
        column_setting(text)
    assert caught.value.key == key


def test_a_table_without_a_known_name_is_asked_about_whole() -> None:
    data = "活儿,某某\n买锁,张伟\n".encode()
    assert [(one.name, one.samples) for one in unknown_columns(data)] == [("活儿", ("买锁",)), ("某某", ("张伟",))]
    (row,) = read_action_table(data, {"活儿": "title", "某某": "owner"}).rows
    assert (row.text("title"), row.text("owner")) == ("买锁", "张伟")


def test_risks_of_a_table_are_raised_once_with_their_level(planned: Workspace) -> None:
    text = "任务,负责人,风险,风险应对\n买灯,张伟,高：缺货；太贵（低）,换一家\n买锁,陈静,缺货,\n".encode()
    for _ in range(2):
        import_actions(planned.as_user("command"), read_action_table(text), "X-2026-001")
    risks = planned.store.find(Risk, matter="X-2026-001")
    assert [(one.text, one.level, one.owner, one.impact, one.answer) for one in risks] == [
        ("缺货", "high", "P2", "买灯", "换一家"), ("太贵", "low", "P2", "买灯", "换一家"),
    ]  # fmt: skip


def spreadsheet(rows: str) -> bytes:
    """An OpenDocument spreadsheet."""
    names = 'xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"'
    content = (
        f'<office:document-content {names}><table:table table:name="P">{rows}</table:table></office:document-content>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", content)
    return packed.getvalue()


CELL = '<table:table-cell office:value-type="string"{}><text:p>任务</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (
            f'<table:table-row table:number-rows-repeated="1048576">{CELL.format("")}</table:table-row>',
            "table.too_large",
        ),
        (
            "<table:table-row>" + CELL.format(' table:number-columns-repeated="16384"') + "</table:table-row>",
            "table.too_wide",
        ),
        (f'<table:table-row table:number-rows-repeated="x">{CELL.format("")}</table:table-row>', "table.broken"),
        ("<table:table-row>", "table.broken"),
        (" " * (70 * 2**20), "table.too_large"),
    ],
)
def test_a_spreadsheet_that_repeats_without_end_is_refused(rows: str, key: str) -> None:
    with pytest.raises(Refused) as caught:
        read_action_table(spreadsheet(rows))
    assert caught.value.key == key
