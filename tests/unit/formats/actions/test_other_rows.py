"""Names that come again in another order, lines of a cell that are tasks, and who signed below."""

import pytest

from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.documents.document import shown

BOOK = {f"@{name}": name for name in ("吴刚", "冯涛", "孙丽", "马超")}
HEAD = "任务,责任人,截止,状态"


def cells_of(text: str, field: str) -> list[str]:
    return [shown(row.cells.get(field)) for row in read_action_table(text.encode(), BOOK).rows]


def test_the_same_names_in_another_order_have_their_own_rows() -> None:
    text = (
        f"{HEAD}\n修泵,吴刚,3月4日,未开始\n\n责任人,任务,状态,截止\n冯涛,清渠,进行中,3月9日\n孙丽,测压,未开始,3月6日\n"
    )
    assert cells_of(text, "title") == ["修泵", "清渠", "测压"]
    assert cells_of(text, "owner") == ["吴刚", "冯涛", "孙丽"]
    assert cells_of(text, "due") == ["3月4日", "3月9日", "3月6日"]
    assert read_action_table(text.encode(), BOOK).against == ()


def test_each_line_with_a_day_of_its_own_is_a_task() -> None:
    table = read_action_table('人员,任务\n吴刚,"1. 修泵（3月4日前）\n2. 清渠（3月9日前）"\n冯涛,测压\n'.encode(), BOOK)
    assert sorted(shown(row.cells["title"]) for row in table.rows) == ["修泵（3月4日前）", "测压", "清渠（3月9日前）"]
    assert [shown(row.cells["owner"]) for row in table.rows].count("吴刚") == table.listed == 2


@pytest.mark.parametrize(
    "cell",
    ["1. 拆泵\n2. 装泵（3月9日前）", "1. 拆泵（两台）\n2. 装泵（两台）", "2. 拆泵（3月4日前）\n3. 装泵（3月9日前）"],
)
def test_steps_without_days_are_one_task(cell: str) -> None:
    table = read_action_table(f'人员,任务\n吴刚,"{cell}"\n冯涛,测压\n'.encode(), BOOK)
    assert (len(table.rows), table.listed) == (2, 0)


def test_lines_of_a_row_with_a_day_of_its_own_are_one_task() -> None:
    cell = "1. 拆泵（3月4日前）\n2. 装泵（3月9日前）"
    assert len(cells_of(f'{HEAD}\n"{cell}",吴刚,3月9日,未开始\n测压,冯涛,3月9日,未开始\n', "title")) == 2


def test_who_made_the_table_is_no_task_also_with_a_day_beside() -> None:
    text = f"{HEAD}\n修泵,吴刚,3月4日,未开始\n清渠,冯涛,3月9日,未开始\n"
    assert cells_of(f"{text}制表：孙丽,,,2026/3/2\n", "title") == ["修泵", "清渠"]
    assert cells_of(f"{text}编制：孙丽,,审核：马超,3月2日\n", "title") == ["修泵", "清渠"]
    assert cells_of(f"{text}编制：手册,孙丽,3月2日,未开始\n", "title") == ["修泵", "清渠", "编制：手册"]


CARDS = "任务,修泵\n负责人,吴刚\n截止,3月4日\n,\n任务,清渠\n负责人,冯涛\n截止,3月9日\n备注,带管钳\n"


def test_cards_of_labels_and_values_are_a_task_each() -> None:
    for text in (CARDS, f"泵站周任务,\n{CARDS}"):
        assert cells_of(text, "title") == ["修泵", "清渠"]
        assert cells_of(text, "owner") == ["吴刚", "冯涛"]
        assert cells_of(text, "due") == ["3月4日", "3月9日"]
        assert cells_of(text, "note") == ["", "带管钳"]


@pytest.mark.parametrize("text", ["任务,责任人\n修泵,吴刚\n清渠,冯涛\n", "任务,截止\n任务,3月4日\n清渠,3月9日\n"])
def test_a_table_of_two_columns_is_no_card(text: str) -> None:
    assert "清渠" in cells_of(text, "title")


@pytest.mark.parametrize("name", ["办没办完", "完没完成", "办没办完了"])
def test_a_column_called_after_done_or_not_has_states(name: str) -> None:
    assert cells_of(f"任务,责任人,{name}\n修泵,吴刚,办完\n清渠,冯涛,未办\n", "status") == ["办完", "未办"]
