"""Items in text that was dictated without any mark: each begins a clause where the one before it has its say."""

import json
from datetime import date

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.labelled_replies import DATA
from support.written_replies import new_text

SITUATIONS = json.loads((DATA / "situations.json").read_text("utf-8"))
WRITTEN = date(2026, 3, 4)


def _read(text: str) -> Understanding:
    if text.isascii():
        situation = ReplyContext.model_validate(SITUATIONS["en4-nouns"])
        return understand(new_text(text), situation.model_copy(update={"written": WRITTEN}))
    return understand(new_text(text), context("zhang", WRITTEN, "minutes"))


@pytest.mark.parametrize(
    ("text", "facts", "offered"),
    [
        (
            "一号已经搞定了二号还得等两天三号没问题",
            {"A1 done 100", "A2 note", "A3 accept"},
            {"A2 postpone 2026-03-15"},
        ),
        ("一号搞定了二号还要两天三号没问题", {"A1 done 100", "A3 accept", "A2 postpone 2026-03-15"}, set()),
        ("嗯那个一号完成了二号在做", {"A1 done 100", "A2 in-progress"}, set()),
        ("一号二号都搞定了三号在做", {"A1 done 100", "A2 done 100", "A3 in-progress"}, set()),
        ("一号完成二号没完成", {"A1 done 100"}, set()),
        (
            "接口文档弄好了压力测试还得等两天登录缺陷没问题",
            {"A1 done 100", "A2 note", "A3 accept"},
            {"A2 postpone 2026-03-15"},
        ),
        (
            "the demo is done the budget needs till friday and the website is blocked",
            {"A2 done 100", "A3 note", "A4 blocked"},
            set(),
        ),
        (
            "the demo and the budget are done the website is blocked",
            {"A2 done 100", "A3 done 100", "A4 blocked"},
            set(),
        ),
        ("number one is done number two needs till friday number three no change", {"A1 done 100", "A2 note"}, set()),
    ],
)
def test_each_has_its_own_clause(text: str, facts: set[str], offered: set[str]) -> None:
    found = _read(text)
    assert applied(found) == facts
    assert proposed(found) == offered


def test_what_is_shown_of_a_clause_is_as_it_was_written() -> None:
    clauses = [one.text for one in _read("一号已经搞定了二号还得等两天三号没问题").clauses]
    assert clauses[0] == "一号已经搞定了"
    assert clauses[-1] == "三号没问题"


@pytest.mark.parametrize(
    "text",
    [
        "我三号出差一号的会我参加不了",
        "我二号三号都在外面",
        "三号开会一号再说",
        "一号楼的门坏了二号楼没事",
        "接口文档里的压力测试部分写完了",
        "the demo is done for the budget review",
        "the website of the demo is done",
        "I need the demo done before the budget is reviewed",
    ],
)
def test_what_counts_no_items_does_nothing(text: str) -> None:
    assert not {fact for fact in applied(_read(text)) if not fact.endswith(" note")}
