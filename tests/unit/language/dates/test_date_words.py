import subprocess
import sys

from collabtui.language.dates.phrases import _rules
from collabtui.language.levelling import level
from collabtui.language.lexicon import LANGUAGES, date_lexicon, read_words
from support.paths import SOURCE

CONTEXT = {
    "approx", "closing", "counter", "daypart", "earliest", "every", "finish", "goeson", "latest", "measure", "onwards",
    "opaque", "opening", "perfect", "shift",
}  # fmt: skip
"""Kinds that stand around a date and are part of no shape."""
NOT_A_KIND = {"shy"}


def _surfaces(language: str) -> list[str]:
    kinds = read_words("dates", language)
    by_kind = [words if isinstance(words, dict) else {"": words} for kind, words in kinds.items() if kind != "shy"]
    return [surface for words in by_kind for surfaces in words.values() for surface in surfaces]


def test_each_word_has_one_kind() -> None:
    surfaces = [surface for language in LANGUAGES for surface in _surfaces(language)]
    assert sorted(surface for surface in set(surfaces) if surfaces.count(surface) > 1) == []


def test_each_kind_of_word_is_one_that_a_rule_or_a_check_asks_for() -> None:
    asked = {kind for pattern, _ in _rules() for step in pattern for kind in step.kinds}
    kinds = {kind for language in LANGUAGES for kind in read_words("dates", language)}
    assert kinds - asked - NOT_A_KIND == CONTEXT


def test_words_are_written_in_the_plain_form_they_are_looked_up_in() -> None:
    assert [surface for language in LANGUAGES for surface in _surfaces(language) if level(surface) != surface] == []


def test_the_longest_words_are_tried_first() -> None:
    for entries in (*date_lexicon().latin.values(), *date_lexicon().chinese.values()):
        lengths = [len(entry.surface) for entry in entries]
        assert lengths == sorted(lengths, reverse=True)


def test_importing_the_grammar_reads_no_words_and_loads_no_models() -> None:
    script = (
        "import sys\n"
        f"sys.path.insert(0, {str(SOURCE)!r})\n"
        "import collabtui.language.dates.find_days\n"
        "from collabtui.language.lexicon import date_lexicon\n"
        "assert date_lexicon.cache_info().currsize == 0\n"
        "print(sorted({'pydantic', 'textual', 'sqlite3', 'holidays'} & set(sys.modules)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  # our own script
    assert ran.stdout.strip() == "[]"
