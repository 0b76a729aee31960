"""Who comes stands in columns as wide as what they hold: a department is there for all, or for nobody."""

import pytest

from collabtui.screens.agenda.participant_rows import PersonTexts, as_wide, columns_of, person_line

SILENT = "3月6日起未答"
CHINESE = [
    PersonTexts("?", "周杰", "信息技术部", SILENT, ""),
    PersonTexts("?", "郑凯", "市场营销与品牌传播部", SILENT, ""),
    PersonTexts("?", "司马相如", "法务合规与知识产权部", SILENT, ""),
]
ENGLISH = [
    PersonTexts("?", "Ivy Ng", "Quality", "no answer since 6 Mar", ""),
    PersonTexts("?", "Alexandra Papadopoulos-Lindqvist", "Marketing & Communications", "no answer since 6 Mar", ""),
]


def lines(rows: list[PersonTexts], width: int) -> list[list[str]]:
    columns = columns_of(rows, width)
    return [person_line(one, columns, width).plain.split("\n") for one in rows]


def test_a_long_department_goes_on_below_and_no_other_loses_its_own() -> None:
    shown = lines(CHINESE, 40)
    assert all(SILENT in row[0] for row in shown), shown
    assert "".join("".join(row).replace(" ", "") for row in shown).count("部") == 3


def test_without_room_for_its_longest_word_no_department_is_there() -> None:
    shown = lines(ENGLISH, 40)
    assert not any("Quality" in text or "Market" in text for row in shown for text in row)
    assert all("no answer since 6 Mar" in row[0] for row in shown), shown


@pytest.mark.parametrize("width", [24, 30, 37, 40, 52, 76, 150])
def test_a_name_is_cut_in_no_width_and_an_answer_is_always_there(width: int) -> None:
    for rows in (CHINESE, ENGLISH):
        shown = ["\n".join(row) for row in lines(rows, width)]
        assert all(one.name.split()[0] in text and "…" not in text for one, text in zip(rows, shown, strict=True)), (
            shown
        )
        assert all(one.answer.split()[0] in text for one, text in zip(rows, shown, strict=True)), shown


def test_with_room_all_stand_on_one_line() -> None:
    assert [len(row) for row in lines([*CHINESE, ENGLISH[0]], 76)] == [1, 1, 1, 1]


def test_an_answer_is_said_in_short_before_it_goes_below_the_name() -> None:
    rows = [
        PersonTexts("?", "Ivy Ng", "Quality", "no answer since 6 Mar", "", "asked 6 Mar"),
        PersonTexts("✓", "Jean-Baptiste de La Fontaine", "Finance", "coming", ""),
    ]
    assert [one.answer for one in as_wide(rows, 45)] == ["no answer since 6 Mar", "coming"]
    assert lines(list(as_wide(rows, 34)), 34)[0] == ["?  Ivy Ng              asked 6 Mar"]
    assert [one.answer for one in as_wide(rows, 20)] == ["no answer since 6 Mar", "coming"]  # below in any case
