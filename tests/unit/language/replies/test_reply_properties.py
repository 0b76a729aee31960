"""What holds for every reply, whatever it says."""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabtui.domain.mail.reply import NewText, ReplyLine, TextSpan, Understanding
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.folding import usual_folding
from collabtui.language.replies.words.vocabulary import _NOT_IN_TEXT, Vocabulary, inflected, kinds, vocabulary
from support.labelled_replies import Reply, replies, situations
from support.written_replies import new_text

EXAMPLES = replies()
examples = st.sampled_from(EXAMPLES)
names = st.sampled_from(sorted(situations()))
NAMING = kinds("all both rest except number-prefix ordinal cardinal front back item-unit item-noun the counter is-one")


def _words_that_name_nothing() -> list[str]:
    """Words of the grammar that are no part of a title, a number, or a word such as all."""
    words = vocabulary({})
    titles = "".join(item.title.lower() for name in situations() for item in situations()[name].items)
    naming = {word for kind in NAMING for word in words.of_kind(kind)}
    known = {token.text for example in EXAMPLES for token in words.tokens(words.folding.fold(example.text).text)}
    plain = {word for word in known if word.isalpha() and word not in naming and word not in titles}
    return sorted(
        word for word in plain if not any(char in titles or char in "一二三四五六七八九十两" for char in word)
    )


WORDS = _words_that_name_nothing()


def _meaning(found: Understanding) -> object:
    """All that is understood, apart from places; words taken over are compared as they sound."""
    updates = [(u.ref, u.status, u.percent, u.accept, _plain(u.note)) for u in found.updates]
    requests = [(r.ref, r.ask, r.due, _plain(r.reason), _plain(r.to), _plain(r.text)) for r in found.requests]
    answers = (found.sign_off, found.rsvp, found.asks_help, found.asks_list, found.needs_date)
    return sorted(map(repr, updates)), sorted(map(repr, requests)), answers, bool(found.doubt)


def _plain(text: str | None) -> str | None:
    return None if text is None else "".join(unicodedata.normalize("NFKC", text).split())


def _understood(text: str, example: Reply) -> Understanding:
    return understand(new_text(text), situations()[example.situation])


@given(st.text(max_size=200), names)
@settings(max_examples=60)
def test_no_text_is_too_strange(text: str, name: str) -> None:
    found = understand(new_text(text), situations()[name])
    assert all(clause.span.start <= clause.span.end <= len(text) for clause in found.clauses)


@given(st.lists(st.one_of(examples.map(lambda one: one.text), st.text(max_size=8)), max_size=6), names)
@settings(max_examples=60)
def test_only_own_items_are_updated(texts: list[str], name: str) -> None:
    situation = situations()[name]
    own = {item.ref for item in situation.items}
    found = understand(new_text(" ".join(texts)), situation)
    assert {update.ref for update in found.updates} <= own
    assert {request.ref for request in found.requests} <= own | {None}
    assert len({update.ref for update in found.updates}) == len(found.updates)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.sampled_from(["", " ", ", ", "，"]))
@settings(max_examples=120)
def test_words_that_name_no_item_update_none(words: list[str], joint: str) -> None:
    """With several open items; what may still come of it is a bare acceptance of all of them."""
    for name in ("zh3", "en3", "zh5", "en5"):
        found = understand(new_text(joint.join(words)), situations()[name])
        assert not any(update.status or update.note for update in found.updates), found.updates


ADDED = [
    "发自我的iPhone", "发自我的 iPhone", "发自我的小米手机", "Sent from my iPhone", "Sent from Outlook for Android",
    "Get Outlook for iOS", "获取 Outlook for iOS", "谢谢！", "Thanks!", "此致\n敬礼", "Best regards,\nJohn Smith",
    "祝好\n张伟", "张伟", "--\n张伟 研发部\n电话 010-12345678",
    "Kind regards\nAnna Meyer\nHead of Delivery\n+49 30 1234567",
    "本邮件及其附件含有保密信息，仅限于发送给收件人。如果您错收了本邮件，请立即删除。",
    "This e-mail is confidential. If you are not the intended recipient, please delete it.",
]  # fmt: skip
OPENINGS = ["您好，", "李总您好！", "Hi Li Ming,", "Hello,", "Dear all,", "大家好：", "各位好", "Good morning"]


@pytest.mark.parametrize("added", ADDED)
def test_a_signature_or_a_disclaimer_changes_nothing(added: str) -> None:
    some = EXAMPLES[ADDED.index(added) % 4 :: 4]
    assert not _changed(lambda example: f"{example.text}\n\n{added}", some)


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_greeting_changes_nothing(opening: str) -> None:
    some = EXAMPLES[OPENINGS.index(opening) % 4 :: 4]
    assert not _changed(lambda example: f"{opening}\n{example.text}", some)


def _full_width(example: Reply) -> str:
    return "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" and char not in "'\"-" else char for char in example.text
    )


def test_full_width_characters_change_nothing() -> None:
    assert not _changed(_full_width, EXAMPLES)


def test_odd_spaces_change_nothing() -> None:
    assert not _changed(lambda example: example.text.replace(" ", " \u3000 "), EXAMPLES)
    assert not _changed(lambda example: f"  {example.text} \u200b ", EXAMPLES)


def test_capitals_change_nothing() -> None:
    sources = [example for example in EXAMPLES if not example.expect.requests and example.theme != "reassign"]
    for found, example in ((_understood(example.text.upper(), example), example) for example in sources):
        assert [(u.ref, u.status) for u in found.updates] == [
            (u.ref, u.status) for u in _understood(example.text, example).updates
        ], example.text


def test_carriage_returns_change_nothing() -> None:
    assert not _changed(lambda example: example.text.replace("\n", "\r\n"), EXAMPLES)


@cache
def _meaning_of(example: Reply) -> object:
    return _meaning(_understood(example.text, example))


def _changed(change: Callable[[Reply], str], sources: Iterable[Reply]) -> list[str]:
    """The examples that mean something else once changed."""
    return [
        example.text for example in sources if _meaning(_understood(change(example), example)) != _meaning_of(example)
    ]


def test_spans_point_into_what_is_shown() -> None:
    shown = "> 2. 完成压力测试\n1 完成\n> …\n2 延期到3月18日，因为环境没好"
    lines = (
        ReplyLine(text="1 完成", span=TextSpan(start=12, end=16)),
        ReplyLine(text="2 延期到3月18日，因为环境没好", span=TextSpan(start=21, end=len(shown))),
    )
    found = understand(NewText(shown=shown, lines=lines), situations()["zh3"])
    marked = [shown[clause.span.start : clause.span.end] for clause in found.clauses]
    assert marked == ["1 完成", "2 延期到3月18日", "环境没好"]
    assert [clause.text for clause in found.clauses] == marked


TAKING_BACK = ("negated", "almost", "hedged", "wish", "condition", "question", "hearsay", "idiom", "example")


@pytest.mark.parametrize("kind", TAKING_BACK)
def test_a_word_that_takes_back_does_so_wherever_it_stands(kind: str) -> None:
    beside_shares = {*vocabulary({}).of_kind("approx"), *vocabulary({}).of_kind("left")}
    for word in vocabulary({}).of_kind(kind):
        if word.isascii():
            texts = [f"1 {word} done", f"{word} 1 is done", f"1 is done {word}", f"1 is {word} 60%"]
            situation = situations()["en3"]
        else:
            texts = [f"1 {word}完成", f"{word}1完成了", f"1已完成{word}", f"1{word}60%"]
            situation = situations()["zh3"]
        # about 60%, and what is left of 60%, are shares; 1的话 (as for 1) sets a topic
        topic = word in vocabulary({}).of_kind("topic")
        for text in texts[1:3] if topic else texts[:3] if word in beside_shares else texts:
            statuses = {update.status for update in understand(new_text(text), situation).updates}
            assert not statuses & {"done", "in-progress"}, text


def test_every_word_of_the_data_is_found_with_each_of_its_kinds() -> None:
    words = vocabulary({})
    data = [
        (kind, inflected(listed, stored["groups"], usual_folding()))
        for stored in (read_words("reply", language) for language in LANGUAGES)
        for kind, listed in stored["kinds"].items()
        if kind not in _NOT_IN_TEXT
    ]
    spelled = [(kind, word) for kind, listed in data for word in listed]
    lost = [(kind, word) for kind, word in spelled if word[0].isalpha() and not _is_found(words, kind, word)]
    assert not lost
    assert len(spelled) > 4000


def _is_found(words: Vocabulary, kind: str, word: str) -> bool:
    tokens = words.tokens(word)
    return len(tokens) == 1 and tokens[0].text == word and tokens[0].of(kind)
