"""Turns that few replies take: each is one branch of the grammar that no labelled reply goes through."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, Item, NewText, Proposal, ReplyContext, Understanding
from collabtui.language.replies.department_position.position import with_stance_words
from collabtui.language.replies.items.title_verbs import perfect_forms
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.teachable import KINDS, built_in_words, is_word, known_as
from collabtui.language.replies.words.vocabulary import vocabulary
from support.written_replies import new_text

MONDAY = date(2026, 3, 9)
TITLES = {
    "en": ("Order the badges", "Write the manual", "Prepare the reports"),
    "zh": ("订购胸牌", "编写手册", "整理报告"),
}


def _situation(text: str, *, items: int = 3, asked_back: tuple[Proposal, ...] = ()) -> ReplyContext:
    locale = "en" if text.isascii() else "zh"
    listed = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 10 + number))
        for number, title in enumerate(TITLES[locale][:items], 1)
    )
    situation = {"locale": locale, "written": MONDAY, "minutes": "M1", "people": ("孙丽", "Dana Reed")}
    return ReplyContext.model_validate({"items": listed, "asked_back": asked_back, **situation})


def _did(said: Understanding) -> list[str]:
    """What it does without asking, then `?` and what it only proposes."""
    updates = [f"{one.ref} {one.status or one.note}" for one in said.updates]
    requests = [f"{one.ref} {one.ask} {one.to or one.due}" for one in said.requests]
    return [*updates, *requests, *(f"? {one.ref} {one.status} {one.percent} {one.why}" for one in said.proposals)]


_TAKEN_ON = ("? A1 None None unknown", "? A2 None None unknown", "? A3 None None unknown")
"""All are taken on, which is proposed."""


@pytest.mark.parametrize(
    ("text", "did", "doubt"),
    [
        # neither of the two days is later than the day it has
        ("1 delay to 8 or 10 March", ["? A1 None None hedged"], "hedged"),
        # behind what is wrong a day that there is not is asked for
        ("1 有误，申请延期至2月30日", ["A1 correct None"], ""),
        # a half of each, or half of them
        ("都完成了一半", [f"? A{n} in-progress 50 open-words" for n in (1, 2, 3)], "open-words"),
        ("because of the delay and 1 done", [], "several-open"),
        ("1 finished and item 2, done", ["A1 done", "A2 done"], ""),
        ("all three people", [], "unknown"),
        ("两任务完成", [], "unknown"),
        ("A1个", [], "unknown"),
        ("A1 - 2 days", ["A1 postpone 2026-03-13"], ""),
        ("A1-2天", ["A1 2天"], ""),
        # a heading, and the number of another item
        ("reports: 1 done", ["A1 done"], ""),
        # whose they are and how many says nothing more
        ("My items: 1 done, 2 blocked", ["A1 done", "A2 blocked"], ""),
        ("My two: 1 done, 2 blocked", ["A1 done", "A2 blocked"], ""),
        ("我的任务：1完成，2受阻", ["A1 done", "A2 blocked"], ""),
        ("我的两项：1完成，2受阻", ["A1 done", "A2 blocked"], ""),
        # another label may make them somebody else's
        ("they: 1 done", [], "hearsay"),
        ("Mine: 1 done", ["? A1 done 100 open-words"], "open-words"),
        ("他们那边：1 完成", [], "hearsay"),
        # what is counted is no item
        ("Recon breaks: 4 open, 2 closed", [], "unknown"),
        ("Tickets: 2 closed", [], "unknown"),
        ("工单：5 未关闭，2 已关闭", [], "negated"),
        ("Floor nine: 7 done, 2 done", [], "unknown"),
        # a verb that nobody knows, and how long
        ("The manual hops two days", [], "unknown"),
        ("手册顺两天", [], "unknown"),
        ("The manual printed two days", ["A2 The manual printed two days"], ""),
        ("1 以提交", ["? A1 done 100 slip"], "slip"),
        ("1 己提交", ["? A1 done 100 slip"], "slip"),
        # of three there is no former
        ("the former is done", [], "unknown"),
        ("前者已提交", [], "unknown"),
        # an item, and then another: nothing was said of the first
        ("item 1, whereas 2 is done", ["A2 done"], "unknown"),
        ("1，但是2完成了", ["A2 done"], "unknown"),
        ("1 剩20%没完成", ["A1 in-progress"], ""),
        # under a heading that is not surely the writer's own
        ("My answers:\n1 done", ["A1 done"], ""),
        ("Reply to Dana Reed:\n1 done", ["? A1 done 100 open-words"], "open-words"),
        ("回复孙丽：\n1 完成", ["? A1 done 100 open-words"], "hearsay"),
        ("在我看来，1完成了", ["? A1 done 100 hedged"], "hedged"),
        ("I want 1 at 100%", [], "wish"),
        ("as I see it, 1 is done", ["? A1 done 100 hedged"], "hedged"),
        # the first letter is right in a slip
        ("1 ginished", [], "foreign-language"),
        ("reviews | 1 done", ["? A1 done 100 open-words"], "open-words"),
        ("1因供应商晚到3天延期", ["A1 postpone 2026-03-14"], ""),
        ("2 done order the badges", ["A2 done"], ""),
        ("1 完成 编写手册 未开始", ["A1 done", "A2 not-started"], ""),
        ("something (the badges are done)", ["? A1 done 100 open-words"], "open-words"),
        ("1 sent next Monday", ["A1 postpone 2026-03-16"], ""),
        ("1 is with Ann Miller now", ["A1 reassign Ann Miller"], ""),
        # why all are taken on is a note on none of them
        ("好，由于场地换了", [*_TAKEN_ON], "unknown"),
        # a name in quotation marks
        ("“订购胸牌”完成", ["A1 done"], ""),
        # a status, and on the next lines the items that have it
        ("Done:\n1\n2", ["A1 done", "A2 done"], ""),
        ("已完成：\n1、3", ["A1 done", "A3 done"], ""),
        ("Done:\n1\nIn progress:\n2", ["A1 done", "A2 in-progress"], ""),
        ("To be done:\n1", [], "several-open"),
        ("未完成：\n1", [], "negated"),
        # when it can be done, and a condition
        ("1 还要两天才能做完", ["A1 postpone 2026-03-13"], ""),
        ("1 王芳给了数才能做完", [], "condition"),
        ("1 从三成推进到五成五", ["A1 in-progress"], ""),
        ("1 还剩两成没填", ["A1 in-progress"], ""),
        # what may be an example, before and behind the line that says so
        ("Template:\n1 done", ["? A1 done 100 open-words"], "quotation"),
        ("1 done\nThe above is only an example", ["? A1 done 100 quotation"], "quotation"),
        ("In your format:\n1 done", ["? A1 done 100 open-words"], "quotation"),
        ("模板：\n1 完成", ["? A1 done 100 open-words"], "quotation"),
        ("1 完成\n以上是模板里的", ["? A1 done 100 quotation"], "quotation"),
        # nothing was filled in
        ("Task | Planned | Actual\nbadges | 90% |\nmanual | 80% | 50%", ["A2 in-progress"], ""),
        ("任务 | 计划 | 实际\n订购胸牌 | 90% |\n编写手册 | 80% | 50%", ["A2 in-progress"], ""),
        # a calendar is blocked, and no work
        ("1 blocked out on Friday", ["? A1 blocked None open-words"], "open-words"),
        ("1 blocked off by IT", ["? A1 blocked None open-words"], "open-words"),
        ("1 done. Ignore that", [], "repaired"),
        ("1 完成。当我没说", [], "repaired"),
        ("1 done. Yeah, right", [], "repaired"),
        # thanks are not taken back
        ("Thanks. 1 done. Ignore the above", [], "repaired"),
        ("谢谢。1 已完成。以上作废", [], "repaired"),
        # what he knows himself is offered beside what others say
        ("听说1完成了60%，其实是20%", ["? A1 in-progress 20 open-words"], "hearsay"),
        ("I was told 1 is at 60%, actually 20%", ["? A1 in-progress 20 open-words"], "hearsay"),
        # a promise of none stays with none, whatever is pointed at
        ("明天发，我说的是1", ["? None None None likely"], "several-open"),
        ("will send tomorrow, I mean 1", [], "several-open"),
        # two shares correct nothing
        ("更正：1 100% 完成80%", ["None correct None"], ""),
        # whose it is now
        ("3 is Dana Reed's now", ["A3 reassign Dana Reed"], ""),
        ("3 is now Dana Reed's", ["A3 reassign Dana Reed"], ""),
        # turned round it is a condition, and with `have` it is what ought to be so by now
        ("Should they sign, 1 is done", [], "condition"),
        ("Should have finished 1", ["? A1 done 100 hedged"], "hedged"),
        ("Should Dana Reed agree, 1 is done", [], "condition"),
        ("Should everybody agree, 1 is done", [], "condition"),
        # a share of then gives way to one of now, whatever is said along with it
        ("1 上周40%，现在75%", ["A1 in-progress"], ""),
        ("1 was 40% last week, 75% now", ["A1 in-progress"], ""),
        ("1 上周40%，75%卡住了", ["A1 blocked"], ""),
        # who hopes for a later day says so, which may be a request
        ("希望2往后移", ["A2 postpone None"], ""),
        ("hope to push 1 back", ["A1 hope to push 1 back"], ""),
        # not a list of items: what stands between them says something of another's
        ("A1 done with A9 too", ["? A1 done 100 likely"], "others-item"),
        ("A1、A2从A9那里完成", [], "others-item"),
        # this month is over as far as it goes, and the next one is not
        ("1 本月已完成", ["A1 done"], ""),
        ("1 本月一直在进行中", ["A1 in-progress"], ""),
        ("1 is in progress this week", ["A1 in-progress"], ""),
        ("1 下周已完成", [], "future"),
        # a part of it, and no more is said
        ("编写手册的目录写完了", [], "unknown"),
        # five letters of what is not known, and one more
        ("2 客户数据迁到45%", ["? A2 in-progress 45 open-words"], "open-words"),
        ("2 老客户数据迁到45%", ["? A2 in-progress 45 likely"], "unknown"),
        # a length of time behind a verb of shifting: from which day?
        ("Pushing 1 back two days", [], "unknown"),
        # a ref behind a full stop begins a sentence, and no item of a list
        ("Sorry, A1. A2 is at 20%", ["A2 in-progress"], ""),
        # an apology, why, and what it is instead
        ("1 is at 40%. Sorry, looked at the old sheet: 80%", ["? A1 in-progress 80 repaired"], "repaired"),
        ("1 is at 40%. Sorry for the delay", ["A1 in-progress"], ""),
        # received, and something else: of what?
        ("Got it. The weather is lovely", [*_TAKEN_ON], "unknown"),
        ("收到，今天天气真好", [*_TAKEN_ON], "unknown"),
        # no less than blocked
        ("1 开始不了", ["? A1 blocked None negated"], "negated"),
        ("1 交不了，3月13日", ["A1 postpone 2026-03-13", "? A1 blocked None negated"], "negated"),
        # who says so is no witness, with or without a colon
        ("孙丽说的，1 完成了", [], "hearsay"),
        ("Dana Reed says, 1 done", [], "hearsay"),
        ("Dana Reed says done 1", [], "hearsay"),
        # what follows from what somebody said, the writer asks for himself
        ("老板说不投放了，胸牌用不着了，1 作废吧", ["? A1 None None open-words"], "hearsay"),
        ("the boss says no fair, badges pointless now, 1 can be binned", ["? A1 None None open-words"], "hearsay"),
        # still under way, beside a share of what nobody knows
        ("2 老客户数据迁到45%，还在做", ["? A2 in-progress None open-words"], "unknown"),
        # of a part that is finished nothing follows, with or without a word between
        ("编写手册的目录已经写完了", [], "unknown"),
        # what was so yesterday, behind what is so now, contradicts it
        ("1 完成了。昨天1还没完成", [], "contradiction"),
        ("1 done now, yesterday it was not finished", [], "contradiction"),
        # what cannot be done is blocked, on whichever side the word stands
        ("1 没法交", ["? A1 blocked None negated"], "negated"),
        ("1 还要两天才可以做完", ["A1 postpone 2026-03-13"], ""),
        # 啦 at the end is 了, whatever thanks stand behind it
        ("1 交啦，谢谢", ["A1 done"], ""),
        ("2 客户数据迁到45%啦", ["? A2 in-progress 45 open-words"], "open-words"),
        # a risk with nothing before it, and a share of one of three
        ("这是个风险", ["? None None None risk"], "risk"),
        ("That is a risk", ["? None None None risk"], "risk"),
        ("80了", [], "several-open"),
        # the day that is not meant stands before the one that is
        ("rather than Monday, Thursday", [], "negated"),
    ],
)
def test_what_is_done_of_it(text: str, did: list[str], doubt: str) -> None:
    said = understand(new_text(text), _situation(text))
    assert (_did(said), said.doubt) == (did, doubt)


def test_who_is_worn_out_has_not_finished_his_one_item_for_certain() -> None:
    said = understand(new_text("this has finished us"), _situation("x", items=1))
    assert _did(said) == ["? A1 done 100 open-words"]


def test_a_bare_share_is_proposed_for_the_one_item() -> None:
    assert _did(understand(new_text("80了"), _situation("80了", items=1))) == ["? A1 in-progress 80 slip"]


@pytest.mark.parametrize(("text", "did"), [("检查表完成了", ["? A1 done 100 open-words"]), ("检查完成了", [])])
def test_the_beginning_of_a_word_of_the_other_language_names_nothing(text: str, did: list[str]) -> None:
    titles = ("Update the checklist", "Write the manual")
    items = tuple(Item(ref=f"A{number}", title=title, number=number) for number, title in enumerate(titles, 1))
    assert _did(understand(new_text(text), ReplyContext(items=items, locale="zh", written=MONDAY))) == did


@pytest.mark.parametrize("text", ["孙丽参加", "Dana Reed will attend"])
def test_that_somebody_else_comes_does_not_say_that_the_sender_does(text: str) -> None:
    situation = _situation(text, items=1).model_copy(update={"minutes": None, "invitation": True})
    said = understand(new_text(text), situation)
    assert (said.rsvp, said.proposals, said.doubt) == (None, (), "hearsay")


@pytest.mark.parametrize(
    ("text", "rsvp", "doubt"), [("不去", "declined", ""), ("饭局我推掉了，不去。", None, "open-words")]
)
def test_a_bare_no_beside_other_talk_may_answer_that(text: str, rsvp: str | None, doubt: str) -> None:
    situation = _situation(text, items=0).model_copy(update={"minutes": None, "invitation": True})
    said = understand(new_text(text), situation)
    assert (said.rsvp, said.doubt) == (rsvp, doubt)


@pytest.mark.parametrize("text", ["1.", "1 2", "y1 all", "all yes 1", "y y1"])
def test_a_line_that_confirms_in_no_clear_way_confirms_nothing(text: str) -> None:
    asked = (
        Proposal(n=1, ref="A1", status="done", percent=100, why="slip"),
        Proposal(n=2, ref="A2", ask="postpone", due=date(2026, 3, 20), why="hedged"),
    )
    said = understand(new_text(text), _situation(text, items=2, asked_back=asked))
    assert (said.confirmed, said.dropped, said.updates, said.requests) == ((), (), (), ())


@pytest.mark.parametrize("text", ["OK, thanks. Have a nice day", "OK", "好的，谢谢"])
def test_a_bare_yes_with_small_talk_takes_nothing_on_where_something_was_asked_back(text: str) -> None:
    asked = (Proposal(n=1, ref="A1", status="done", percent=100, why="slip"),)
    said = understand(new_text(text), _situation(text, items=2, asked_back=asked))
    assert (said.confirmed, _did(said), said.doubt) == ((), [], "unknown")


def _answered(text: str, name: str = "赵强") -> Understanding:
    asking = Asking(kind="request", topics=("新品上线", "X-2026-001"), name=name, department="研发部")
    locale = "en" if text.isascii() else "zh"
    situation = {"items": (Item(ref="A3", title="提供接口文档"),), "locale": locale, "written": MONDAY}
    return understand(new_text(text), ReplyContext.model_validate({**situation, "asking": asking}))


@pytest.mark.parametrize(
    ("text", "stance", "contact"),
    [
        ("同意，有问题随时找我", "for", ""),
        ("agreed, let me know if you need anything", "for", ""),
        ("Our contact is Wang Fang w@x.test f@x.test", "none", ""),
        ("contact: Wang Fang and Li Ming", "none", ""),
        ("contact: quickly", "none", ""),
        ("对接人王芳，你好", "for", "王芳"),
        # 谢 is a family name, and 谢谢 is none
        ("对接人王芳，谢谢", "for", "王芳"),
        ("对接人王芳，李明", "none", ""),
    ],
)
def test_what_a_department_says_and_whom_it_names(text: str, stance: str, contact: str) -> None:
    said = _answered(text)
    assert (said.stance, said.contact) == (stance, contact)


def test_a_name_inside_another_word_is_not_the_sender() -> None:
    assert _answered("The annual plan: agreed", name="Ann").stance == _answered("The annual plan: agreed").stance


def test_an_empty_mail_says_nothing() -> None:
    assert understand(NewText(shown="", lines=()), _situation("x")).clauses == ()


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("", ()),
        ("整理", ("整理",)),
        ("send", ("sent",)),
        ("prepare", ("prepared",)),
        ("verify", ("verified",)),
        ("deploy", ("deployed", "deployyed")),
        ("order", ("ordered", "orderred")),
    ],
)
def test_the_perfect_of_a_titles_verb(verb: str, forms: tuple[str, ...]) -> None:
    assert perfect_forms(verb, {"send": ["sent"]}) == forms


def test_a_title_is_named_by_the_singular_of_its_noun() -> None:
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number)
        for number, title in enumerate(("Review policies", "Order the badges"), 1)
    )
    situation = ReplyContext(items=items, locale="en", written=MONDAY)
    assert _did(understand(new_text("the policy is reviewed"), situation)) == ["A1 done"]


@pytest.mark.parametrize(
    ("word", "can_be_taught"),
    [("搞定", True), ("sorted", True), ("all set", True), ("好", False), ("x", False), ("50%", False), ("", False)],
)
def test_what_can_be_a_word_of_a_home(word: str, can_be_taught: bool) -> None:
    assert is_word(word) is can_be_taught


def test_a_word_is_known_by_what_the_grammar_and_the_home_say() -> None:
    assert "done" in known_as("Finished", {})
    assert known_as("flibbered", {}) == frozenset()
    assert "done" in known_as("flibbered", {"done": ("flibbered",)})
    assert known_as("finished blocked", {}) == frozenset()


def test_words_of_a_home_stand_beside_those_of_stances() -> None:
    words = with_stance_words({"assent": ("flibber",), "own": ("x",)})
    assert words["assent"][-1] == "flibber"
    assert len(words["assent"]) > 1
    assert words["own"] == ("x",)


def test_a_word_of_signs_alone_begins_nowhere() -> None:
    assert [token.text for token in vocabulary({"done": ("+1",)}).tokens("done")] == ["done"]


def test_a_word_of_every_title_names_none() -> None:
    items = (Item(ref="A1", title="整理项目资料", number=1), Item(ref="A2", title="编写手册", number=2))
    situation = _situation("项目").model_copy(update={"items": items})
    assert _did(understand(new_text("项目已完成"), situation)) == []
    assert _did(understand(new_text("项目资料已整理"), situation)) == ["A1 done"]


def test_what_somebody_says_to_another_of_his_own_and_is_not_done_waits_as_it_did() -> None:
    said = understand(new_text("@孙丽 我这边第1项还没提交"), _situation("交"))
    assert ([clause.rule for clause in said.clauses], _did(said)) == (["negated"], [])


@pytest.mark.parametrize(
    ("text", "stance", "doubt"),
    [
        ("ok", "none", "no-stance"),
        ("好的", "none", "no-stance"),
        ("同意", "for", ""),
        ("we agree to the launch", "for", ""),
        ("同意上线", "for", ""),
    ],
)
def test_where_actions_are_asked_for_too_a_bare_yes_may_be_said_of_those(text: str, stance: str, doubt: str) -> None:
    asking = Asking(kind="request", topics=("launch", "上线"), name="Dana Reed", department="R&D")
    both = _situation(text).model_copy(update={"minutes": None, "asking": asking})
    said = understand(new_text(text), both)
    assert (said.stance, said.doubt) == (stance, doubt)
    alone = understand(new_text(text), both.model_copy(update={"items": ()}))
    assert (alone.stance, alone.doubt) == ("for", "")


def test_each_meaning_that_can_be_taught_has_words_of_its_own_in_both_languages() -> None:
    found = built_in_words()
    assert tuple(found) == tuple(KINDS)
    assert {"done", "完成"} <= set(found["done"])
    assert all(len(set(words)) == len(words) > 0 for words in found.values())


@pytest.mark.parametrize(
    ("text", "items", "accepted", "doubt"),
    [
        # behind an agreement only what names the items takes them on
        ("Minutes agreed. I accept my item too.", 1, ["A1"], ""),
        ("Minutes agreed. I accept it.", 1, [], ""),
        ("Minutes agreed. I accept my items.", 3, ["A1", "A2", "A3"], ""),
        ("同意。我的任务收到", 3, ["A1", "A2", "A3"], ""),
        ("Minutes agreed. I accept my item.", 3, [], ""),
        # asked of somebody else, of a meeting, or of when
        ("Please accept my items", 3, [], "unknown"),
        ("noted my items are late", 3, [], "unknown"),
        ("收到我的任务就开始", 3, [], "unknown"),
    ],
)
def test_items_that_are_named_together_are_taken_on(text: str, items: int, accepted: list[str], doubt: str) -> None:
    said = understand(new_text(text), _situation(text, items=items))
    assert ([one.ref for one in said.updates if one.accept], said.doubt) == (accepted, doubt)


@pytest.mark.parametrize("text", ["除3外，1、2均已完成", "除整理报告外，1、2均已完成", "除3之外，1、2均已完成"])
def test_what_is_left_out_ends_before_others_that_are_named(text: str) -> None:
    found = understand(new_text(text), _situation(text))
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done"), ("A2", "done")]
