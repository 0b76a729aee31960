"""What the table cannot show: lines tied to items, wrapped lines, taught words, what the clauses explain."""

import json
from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.lexicon import LANGUAGES, READ_ALONE, WORDS, read_words
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.folding import usual_folding
from collabtui.language.replies.words.vocabulary import STATEMENTS, TRANSPARENT, WORK
from support.labelled_replies import Reply, replies, situations
from support.written_replies import new_text


def _updates(found: Understanding) -> dict[str, object]:
    return {update.ref: update.status or update.note or update.accept for update in found.updates}


def _rules(found: Understanding) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(clause.rule, clause.refs, clause.counts) for clause in found.clauses]


# lines that stand under an item


def test_a_line_under_an_item_is_about_it() -> None:
    assert _updates(understand(new_text("已完成", item="A2"), situations()["zh3"])) == {"A2": "done"}


def test_an_acceptance_under_an_item_accepts_only_that() -> None:
    assert _updates(understand(new_text("OK", item="A3"), situations()["en3"])) == {"A3": True}


def test_a_line_under_an_item_may_name_another() -> None:
    assert _updates(understand(new_text("1 done", item="A3"), situations()["en3"])) == {"A1": "done"}


def test_a_line_under_an_item_that_is_not_the_senders_changes_nothing() -> None:
    found = understand(new_text("done", item="A4"), situations()["en3"])
    assert (found.updates, found.doubt) == ((), "others-item")


@pytest.mark.parametrize(("item", "code"), [("A4", "others-item"), ("D2", "unclear-item"), ("Q1", "unclear-item")])
@pytest.mark.parametrize("name", ["zh3", "zh1", "en3", "en1"])
@pytest.mark.parametrize(
    "text",
    ["done", "完成", "30%", "one more week", "延期一周", "收到", "同意", "cancel", "其余完成", "all done", "转给赵强"],
)
def test_whatever_stands_under_something_else_waits(text: str, name: str, item: str, code: str) -> None:
    """Also where the sender has but one action, which is meant when nothing is named."""
    found = understand(new_text(text, item=item), situations()[name])
    assert (found.updates, found.requests, found.sign_off, found.doubt) == ((), (), None, code)


@pytest.mark.parametrize("example", replies(), ids=lambda example: example.id)
def test_a_place_that_is_not_the_senders_adds_nothing(example: Reply) -> None:
    situation = situations()[example.situation]
    said = understand(new_text(example.text), situation)
    for item in ("A4", "D9"):
        found = understand(new_text(example.text, item=item), situation)
        assert {update.ref for update in found.updates} <= {update.ref for update in said.updates}
        assert found.sign_off in (None, said.sign_off)


def test_an_agreement_under_an_item_is_not_one_to_the_minutes() -> None:
    found = understand(new_text("同意", item="A2"), situations()["zh3"])
    assert (found.sign_off, bool(found.doubt)) == (None, True)


def test_a_correction_and_a_reason_under_an_item_are_about_it() -> None:
    (request,) = understand(new_text("更正：截止应为3月5日", item="A2"), situations()["zh3"]).requests
    assert (request.ref, request.text) == ("A2", "截止应为3月5日")
    assert _updates(understand(new_text("因为供应商晚了", item="A2"), situations()["zh3"])) == {"A2": "供应商晚了"}


def test_a_reason_under_an_item_is_not_that_of_another() -> None:
    lines = tuple(
        ReplyLine(text=text, span=TextSpan(start=0, end=len(text)), item=item)
        for text, item in (("受阻", "A1"), ("因为供应商晚了", "A2"))
    )
    found = understand(NewText(shown="因为供应商晚了", lines=lines), situations()["zh3"])
    assert [(update.ref, update.status, update.note) for update in found.updates] == [
        ("A1", "blocked", None),
        ("A2", None, "供应商晚了"),
    ]


def test_the_rest_is_what_has_no_answer_under_it() -> None:
    lines = tuple(
        ReplyLine(text=text, span=TextSpan(start=0, end=len(text)), item=item)
        for text, item in (("没完成", "A1"), ("其余完成", "A3"))
    )
    found = understand(NewText(shown="没完成", lines=lines), situations()["zh3"])
    assert _updates(found) == {"A2": "done", "A3": "done"}


def test_a_clause_goes_on_about_the_item_that_its_line_names() -> None:
    assert _updates(understand(new_text("1 进行中，60%", item="A3"), situations()["zh3"])) == {"A1": "in-progress"}


def test_answers_between_the_quoted_lines_go_to_their_items() -> None:
    shown = "1. Book the venue\ndone\n2. Write the API document\nhalf way, need one more week"
    lines = (
        ReplyLine(text="done", span=TextSpan(start=18, end=22), item="A1"),
        ReplyLine(text="half way, need one more week", span=TextSpan(start=49, end=77), item="A2"),
    )
    found = understand(NewText(shown=shown, lines=lines), situations()["en3"])
    assert _updates(found) == {"A1": "done", "A2": "in-progress"}
    assert [(request.ref, request.due) for request in found.requests] == [("A2", date(2026, 3, 18))]


# addresses of what was made


@pytest.mark.parametrize(
    "text",
    ["1 完成 https://pan.example.test/s/3", "1 done: https://example.test/A2/blocked", "1 done www.example.test/2"],
)
def test_the_address_of_what_was_made_may_stand_behind(text: str) -> None:
    assert _updates(understand(new_text(text), situations()["zh3"])) == {"A1": "done"}


@pytest.mark.parametrize(
    "text",
    ["https://example.test/docs/install.md", "see https://example.test/2/done", "https://example.test/A2 is done"],
)
def test_nothing_in_an_address_is_an_item_or_a_word(text: str) -> None:
    assert not understand(new_text(text), situations()["en3"]).updates


def test_a_reason_before_a_note_is_noted_with_it() -> None:
    text = "As the vendor is late, the document has two gaps now"
    (update,) = understand(new_text(text), situations()["en1"]).updates
    assert update.note
    assert update.note in text


# lines as mail programs leave them


def test_a_line_that_was_wrapped_is_read_as_one() -> None:
    text = "1 is done. I need one more week for item 2 because the vendor\nsent the wrong server, and 3 is in progress."
    found = understand(new_text(text), situations()["en3"])
    assert _updates(found) == {"A1": "done", "A3": "in-progress"}
    assert found.requests[0].reason == "the vendor sent the wrong server"


def test_a_heading_is_about_the_line_below_it() -> None:
    assert _updates(understand(new_text("第2项：\n已完成"), situations()["zh3"])) == {"A2": "done"}


def test_what_a_quote_mark_leads_is_quoted() -> None:
    found = understand(new_text("> 1 done"), situations()["en3"])
    assert (found.updates, found.doubt) == ((), "quotation")


def test_an_empty_mail_says_nothing() -> None:
    assert understand(new_text(""), situations()["zh3"]) == Understanding()


# what it is of


def test_two_items_of_one_title_are_not_told_apart() -> None:
    twins = tuple(Item(ref=ref, title="Send the report", number=n) for n, ref in enumerate(("A1", "A2"), 1))
    situation = ReplyContext(items=twins, locale="en", written=date(2026, 3, 2))
    assert understand(new_text("The report is sent."), situation).doubt == "unclear-item"
    assert _updates(understand(new_text("2 sent"), situation)) == {"A2": "done"}


def test_the_verb_of_one_title_says_nothing_of_another_item() -> None:
    assert _updates(understand(new_text("2 booked"), situations()["en3"])) == {"A2": "booked"}


def test_a_remark_that_qualifies_takes_the_status_back() -> None:
    for text in (
        "1 完成，但还没上线",
        "1 done but needs review",
        "1 done, I hope",
        "I agree, but the date surprises me",
    ):
        found = understand(new_text(text), situations()["zh3"])
        assert not any(update.status for update in found.updates), text
        assert found.sign_off is None, text
        assert found.doubt, text


def test_a_remark_that_adds_leaves_it() -> None:
    found = understand(new_text("1 完成，文档在共享盘。谢谢"), situations()["zh3"])
    assert [(update.ref, update.status, update.note) for update in found.updates] == [("A1", "done", "文档在共享盘")]


def test_notes_on_one_item_from_several_places_are_all_kept() -> None:
    found = understand(new_text("1 文档在共享盘，2 完成\n1 的链接在群里"), situations()["zh3"])
    assert {update.ref: update.note for update in found.updates}["A1"] == "文档在共享盘\n的链接在群里"


@pytest.mark.parametrize(
    ("name", "text", "to"),
    [
        ("zh3", "3 转给张伟", "张伟"),
        ("zh3", "3 转给王小明处理", "王小明"),
        ("zh3", "3 请张伟处理", "张伟"),
        ("zh3", "3 转给李总", "李总"),
        ("zh3", "3 交给市场部的小王吧", "市场部的小王"),
        ("zh3", "3 转给 zhang@example.test", "zhang@example.test"),
        ("en3", "3 please ask Peter Pan", "Peter Pan"),
        ("en3", "Please transfer 3 to Mr. Smith.", "Mr. Smith"),
        ("en3", "Can Anne-Marie take 3?", "Anne-Marie"),
        ("en3", "3 hand over to the finance team", "finance team"),
    ],
)
def test_an_item_may_go_to_somebody_nobody_told_us_of(name: str, text: str, to: str) -> None:
    (request,) = understand(new_text(text), situations()[name]).requests
    assert (request.ref, request.ask, request.to) == ("A3", "reassign", to)


@pytest.mark.parametrize(
    "text", ["let me ask Bob about 3", "please ask the vendor about 3", "I'll give 3 to Bob tomorrow"]
)
def test_asking_somebody_is_not_handing_over(text: str) -> None:
    assert not any(request.ask == "reassign" for request in understand(new_text(text), situations()["en3"]).requests)


def test_words_within_an_address_say_nothing() -> None:
    found = understand(new_text("2 see https://example.test/done"), situations()["en3"])
    assert _updates(found) == {"A2": "see https://example.test/done"}


def test_a_line_longer_than_anybody_writes_is_left_to_a_person() -> None:
    found = understand(new_text("1 done " * 1000), situations()["en3"])
    assert (found.updates, found.doubt) == ((), "unknown")


# what is explained


def test_each_clause_tells_its_rule() -> None:
    found = understand(new_text("您好，1 完成，2 还没完成，3 延期到3月20日因为没有日志。谢谢"), situations()["zh3"])
    assert _rules(found) == [
        ("talk", (), False),
        ("done", ("A1",), True),
        ("negated", ("A2",), False),
        ("postpone", ("A3",), True),
        ("reason", (), False),
        ("talk", (), False),
    ]


def test_an_item_that_waits_leaves_the_others_of_its_clause() -> None:
    found = understand(new_text("1-3 完成，3 延期到3月20日"), situations()["zh3"])
    assert _rules(found) == [
        ("done", ("A1", "A2"), True),
        ("contradiction", ("A3",), False),
        ("contradiction", ("A3",), False),
    ]


# words


def test_a_home_teaches_a_word() -> None:
    text, situation = new_text("1 妥妥儿的"), situations()["zh3"]
    assert _updates(understand(text, situation)) == {"A1": "妥妥儿的"}
    assert _updates(understand(text, situation, {"done": ["妥妥儿的"]})) == {"A1": "done"}
    assert _updates(understand(new_text("1 Ship It"), situation, {"done": ["SHIP IT"]})) == {"A1": "done"}
    assert _updates(understand(text, situation)) == {"A1": "妥妥儿的"}


def test_a_taught_word_can_be_denied_like_any() -> None:
    found = understand(new_text("1 没妥"), situations()["zh3"], {"done": ["妥"]})
    assert (found.updates, found.doubt) == ((), "negated")


def test_each_kind_of_words_says_what_it_does() -> None:
    used = {kind for language in (*LANGUAGES, *READ_ALONE) for kind in read_words("reply", language)["kinds"]}
    assert used == set(read_words("reply", "en")["about"])


def test_kinds_that_rules_ask_for_are_in_the_data() -> None:
    made = {"percent", "day", "mention", "name", "own-verb", "all-word", "mark", "amount", "figure", "quote"}
    known = {kind for language in LANGUAGES for kind in read_words("reply", language)["kinds"]}
    assert known | made >= STATEMENTS | WORK | TRANSPARENT


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_as_the_folding_leaves_them(language: str) -> None:
    folding = usual_folding()
    stored = read_words("reply", language)["kinds"]
    assert not [word for words in stored.values() for word in words if folding.fold(word).text != word]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_listed_twice(language: str) -> None:
    for kind, words in read_words("reply", language)["kinds"].items():
        assert len(set(words)) == len(words), kind


def test_word_files_are_plain_json() -> None:
    for file in WORDS.glob("reply.*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))
