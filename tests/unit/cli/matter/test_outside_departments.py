"""Departments that nobody knows: one leads no matter, one that asks or accepts gets no mail."""

import pytest

from collabtui.home import Home
from support.command_line import Type

X = "X-2026-001"


@pytest.mark.parametrize("verb", ["new 促销", f"edit {X}"])
def test_a_department_that_is_not_there_leads_nothing(published: Home, typed: Type, verb: str) -> None:
    said = typed(["matter", *verb.split(), "--lead", "不存在部"])
    assert said.code == 1
    assert "不存在部" in said.err
    assert len(typed("matter list --json").json) == 1


@pytest.mark.parametrize("words", ["new {} --initiator", f"edit {X} --initiator", f"edit {X} --supervising"])
def test_who_asks_or_accepts_from_outside_is_told_to_get_no_mail(published: Home, typed: Type, words: str) -> None:
    known = typed(["matter", *words.format("促销").split(), "研发部", "--lang", "zh"])
    outside = typed(["matter", *words.format("抽奖").split(), "不存在部", "--lang", "zh"])
    assert (known.code, known.err) == (0, "")
    assert (outside.code, "“不存在部”" in outside.err) == (0, True)


def test_a_department_with_neither_head_nor_contact_is_named_when_the_others_are_asked(
    published: Home, typed: Type
) -> None:
    typed(["person", "add", "韩梅", "han@example.test", "--department", "采购部"])
    typed(["action", "add", "采购样品", "--owner", "韩梅", "--due", "2026-03-30", "--matter", X, "--no-mail"])
    asked = typed(["matter", "approve", X, "plan", "--send", "--lang", "zh"])
    assert "采购部：没有负责人，也没有对接人" in asked.err
    assert "collabtui person edit 姓名 --head yes" in asked.err


def test_it_is_named_by_the_steps_and_as_the_others_are_granted(published: Home, typed: Type) -> None:
    typed(["person", "add", "韩梅", "han@example.test", "--department", "采购部"])
    typed(["action", "add", "采购样品", "--owner", "韩梅", "--due", "2026-03-30", "--matter", X, "--no-mail"])
    typed(["matter", "approve", X, "plan", "--send"])
    assert "C1 没有问到法务部、采购部（没有负责人和对接人）" in typed(["matter", "step", X, "--lang", "zh"]).out
    granted = typed(["matter", "grant", "C1", "--overrule", "会上同意", "--lang", "zh"])
    assert granted.code == 0
    assert "C1 没有问到法务部、采购部：没有负责人，也没有对接人" in granted.err
    assert "没有问到" not in typed(["matter", "step", X, "--lang", "zh"]).out
