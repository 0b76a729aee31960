"""Columns of larger tasks, one above the other: an action keeps the nearest, and the others are told."""

from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.importing.import_words import table_remarks
from collabtui.text.catalogue import Catalogue

TABLE = """\
板块,重点工作,具体举措,责任人
产品,接口开放,编写文档,张伟
,,联调,陈静
,质量提升,验收标准,张伟
市场,发布会,布置会场,陈静
"""


def test_what_stands_above_the_larger_task_is_told() -> None:
    table = read_action_table(TABLE.encode())
    assert [row.text("task") for row in table.rows] == ["接口开放", "接口开放", "质量提升", "发布会"]
    assert table.above_larger == {"板块": ("产品", "市场")}
    assert "行动项只记直接的上级任务，再上一级“板块”没有记入：产品、市场。" in set(
        table_remarks(table, Catalogue("zh"))
    )


def test_what_tells_two_larger_tasks_apart_is_kept_and_not_told() -> None:
    table = read_action_table("板块,重点工作,具体举措,责任人\n产品,准备,文档,张伟\n市场,准备,会场,陈静\n".encode())
    assert [row.text("task") for row in table.rows] == ["产品 / 准备", "市场 / 准备"]
    assert table.above_larger == {}
