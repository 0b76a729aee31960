import ast
import json
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from string import Formatter

import pytest

from collabtui.text.catalogue import LOCALES, SHARED, WORDS, Catalogue, parse_sentences
from support.paths import PACKAGE
from support.sentence_reach import ERRORS

SOURCE = PACKAGE


def placeholders(sentence: str) -> set[str]:
    """Those that are filled; `{~day}` is an example of `text.example_days`."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name and name[0] != "~"}


def with_ways_out(sentence: str) -> set[str]:
    """Its placeholders, and those of the way out that it names, wherever it is said."""
    names = placeholders(sentence)
    ways = [f"way.{name[1:]}.{place}" for name in names if name[0] == "@" for place in ("shell", "screens")]
    shown = {name for name in names if name[0] != "@"}
    return shown.union(*(placeholders(parse_sentences("en")[way]) for way in ways))


def test_every_sentence_exists_in_every_language_with_the_same_placeholders() -> None:
    zh, en = (parse_sentences(locale) for locale in LOCALES)
    singular = {key for key in en if key.endswith(".one")}
    assert set(zh) - singular == set(en) - singular
    assert {key: placeholders(zh[key]) for key in zh} == {key: placeholders(en[key]) for key in zh}


def every_key(text: str) -> list[str]:
    """The keys of a file as they are written, also those that a later one of the same name hides."""
    pairs: list[tuple[str, str]] = json.loads(text, object_pairs_hook=list)
    return [key for key, _ in pairs]


def test_no_sentence_is_twice_in_the_files_of_a_language() -> None:
    """The later one would win, and nobody would see that the other one is never said."""
    for locale in LOCALES:
        keys = [key for file in WORDS.glob(f"*.{locale}.json") for key in every_key(file.read_text("utf-8"))]
        assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_the_first_part_of_a_key_says_in_which_catalogue_it_is() -> None:
    shared = {first: name for name, several in SHARED.items() for first in several.split()}
    for locale in LOCALES:
        for file in WORDS.glob(f"*.{locale}.json"):
            name = file.name.removesuffix(f".{locale}.json")
            firsts = {key.partition(".")[0] for key in json.loads(file.read_text("utf-8"))}
            assert {first: shared.get(first, first) for first in firsts} == dict.fromkeys(firsts, name)


def test_each_catalogue_and_first_part_that_is_named_exists() -> None:
    firsts = {key.partition(".")[0] for key in parse_sentences("en")}
    named = [first for several in SHARED.values() for first in several.split()]
    assert sorted(named) == sorted(set(named))
    assert set(named) <= firsts
    assert {f"{name}.en.json" for name in SHARED} <= {file.name for file in WORDS.iterdir()}


def test_every_error_raised_in_the_code_has_its_sentence_and_its_values() -> None:
    sentences = parse_sentences("en")
    missing = []
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            if node.func.id not in ERRORS:
                continue
            key = node.args[0]
            if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
                continue
            given = {keyword.arg for keyword in node.keywords}
            if key.value not in sentences:
                missing.append(f"{file.name}:{node.lineno} {key.value}")
            elif None not in given and not with_ways_out(sentences[key.value]) <= given:
                missing.append(f"{file.name}:{node.lineno} {key.value} lacks a value")
    assert missing == []


def label_keys(tree: ast.AST) -> set[str]:
    """The keys of the labels of fields that bring none of their own."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "FormField")
    bare = (call for call in calls if len(call.args) < 4 and "label" not in {each.arg for each in call.keywords})
    names = (call.args[0].value for call in bare if call.args and isinstance(call.args[0], ast.Constant))
    return {f"field.{name}" for name in names if isinstance(name, str)}


def test_each_field_of_a_form_has_its_label() -> None:
    """A field without one is called `Field.successor` on the screen."""
    editor = {"field.note"}  # shown by none but the editor, which has a title
    wanted = {key for file in SOURCE.rglob("*.py") for key in label_keys(ast.parse(file.read_text("utf-8")))}
    assert wanted - set(parse_sentences("en")) - editor == set()


def test_chinese_sentences_are_chinese() -> None:
    """A sentence copied from the English file is an untranslated one; names of things may be the same."""
    zh, en = (parse_sentences(locale) for locale in LOCALES)
    words = re.compile(r"[A-Za-z]{3,}\s+[A-Za-z]{2,}\s+[A-Za-z]{2,}")
    assert [key for key in zh if zh[key] == en.get(key) and words.search(zh[key])] == []


@pytest.mark.parametrize(("locale", "shown"), [("zh", "3月4日（周三） 09:30"), ("en", "Wed 4 Mar 09:30")])
def test_an_instant_is_written_as_people_write_it(locale: str, shown: str) -> None:
    assert Catalogue(locale).instant(datetime(2026, 3, 4, 9, 30, tzinfo=UTC)) == shown
    assert Catalogue(locale).day(date(2026, 3, 4)) == shown[:-6]


def test_a_key_without_a_sentence_comes_back_as_itself() -> None:
    assert Catalogue("en")("no.such.key", value=3) == "no.such.key value=3"


def test_what_people_typed_is_never_taken_for_a_code() -> None:
    said = Catalogue("en")("provider.unknown", name="nobody", known=["gmail"])
    assert "no provider nobody" in said
    assert "{" not in said


def test_chinese_sentences_are_punctuated_in_chinese() -> None:
    """But for what is to be typed as it stands: keys of an agenda, commands, addresses."""
    typed = re.compile(r"`[^`]*`|（[^）]*）|名称: 值|部门:\S+|!\w")
    half = re.compile("}:{why}|[\u4e00-\u9fff}][,;:?!(](?![{/])|[,;:?!)][\u4e00-\u9fff]")
    assert [key for key, said in parse_sentences("zh").items() if half.search(typed.sub("", said))] == []


def test_a_span_names_the_day_of_its_end_where_that_is_another_one() -> None:
    start = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    said = [Catalogue("zh").span(start, start + timedelta(minutes=minutes)) for minutes in (0, 20, 45)]
    day = "3月4日（周三） 23:30"
    assert said == [day, f"{day}–23:50", f"{day}–3月5日（周四） 00:15"]
