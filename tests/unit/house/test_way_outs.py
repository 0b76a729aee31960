"""A sentence on the shell names no key, a sentence in the screens no command: what both say names a way out."""

import json
import re
from pathlib import Path
from string import Formatter

import pytest

from collabtui.cli.dispatch import NOUNS
from collabtui.errors import Refused
from collabtui.text.catalogue import LOCALES, WORDS, Catalogue, parse_sentences
from collabtui.widgets.page_bar import PAGES
from support.paths import PACKAGE, ROOT
from support.sentence_reach import in_screens, on_shell, raised_errors

COMMAND = re.compile(
    rf"collabtui (?:{'|'.join(NOUNS)}|--)\b|(?<![\w-])--[a-z]|\[(?:smtp|imap|organiser|reply|reminders|backup)\]"
    r"|\b(?:person|department|meeting|action|matter|risk|resource|decision|report|inbox|outbox|words|template) "
    r"(?:list|show|edit|cancel|retry|add|check|ask|post|import)\b"
)
LINE_OF_A_FILE = re.compile(
    r"config\.toml|pip install|\b(?:ldapsearch|kinit)\b|password_command|robot\.url|authserv_id"
    r"|\[(?:database|accounts|robot)\]"
)
SAID_OF_THE_FILE = ("config.", "database.no_driver", "database.bad_url", "database.insecure")
"""The file with the mistake is what they are about: whoever wrote it reads them, before the first frame."""
KEY = re.compile(
    r"""
    (?i:\bpress(?:ing)?\b)
    | (?:^|[.:;,(]\ )(?![AaI]\b)[A-Za-z]\ [a-z]+s\b         # u takes it back
    | \b(?![aI]\b)[A-Za-z]\ on\ (?:the|a|an|its|one|page)\b  # n on the page People
    | \bwith\ [b-z]\b
    | \b[A-Z][a-z]+\ \(\d\) | \bpage\ \d | \bEsc\b | \besc\b | ⏎ | \bF\d | (?<![\w"])\^[a-z]\b
    | 按\ ?(?!Ctrl\+C)[A-Za-z:?⏎\[\]] | ”页（\d） | 第\ ?\d\ ?页
    """,
    re.VERBOSE,
)
A_FILE = "a file to be read later, wherever that is"
MAY_NAME_COMMANDS = {
    "archive.readme": A_FILE,
    "export.readme": A_FILE,
}
MAY_NAME_KEYS = {"screen.how_to_quit": "app.py says it while the screens are open"}


def way_outs(sentence: str) -> set[str]:
    return {name[1:] for _, name, _, _ in Formatter().parse(sentence) if name and name.startswith("@")}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name and not name.startswith("@")}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_of_the_screens_names_a_command(locale: str) -> None:
    sentences = parse_sentences(locale)
    keys = [*in_screens(), *(key for key in sentences if key.startswith("way.") and key.endswith(".screens"))]
    found = {key: sentences[key] for key in keys if key in sentences and COMMAND.search(sentences[key])}
    assert {key: said for key, said in found.items() if key not in MAY_NAME_COMMANDS} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_of_the_screens_names_a_line_of_a_file(locale: str) -> None:
    sentences = parse_sentences(locale)
    keys = [*in_screens(), *(key for key in sentences if key.startswith("way.") and key.endswith(".screens"))]
    found = {key: sentences[key] for key in keys if key in sentences and LINE_OF_A_FILE.search(sentences[key])}
    assert {key: said for key, said in found.items() if not key.startswith(SAID_OF_THE_FILE)} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_of_the_shell_names_a_key(locale: str) -> None:
    sentences = parse_sentences(locale)
    keys = [*on_shell(), *(key for key in sentences if key.startswith("way.") and key.endswith(".shell"))]
    found = {key: sentences[key] for key in keys if key in sentences and KEY.search(sentences[key])}
    assert {key: said for key, said in found.items() if key not in MAY_NAME_KEYS} == {}


CALL = re.compile(r"w\.do(?:_html)?\([^,]*, (\d)(?:, \"([^\"]*)\")?(?:, \"[^\"]*\")?\)")
"""What the facilitator can do, as words.jinja says it: on which page, by which keys."""


def _mails() -> list[Path]:
    mails = [file for file in (ROOT / "templates/mail").rglob("*") if file.suffix in (".txt", ".html")]
    assert len(mails) > 100
    return mails


def test_no_mail_names_a_key_and_a_command_only_to_be_copied() -> None:
    """Mails are read in neither place. What the facilitator can run stands at the end of a line, or as code; a key
    stands in his own mails alone, which are those that name commands."""
    wrong = []
    for file in _mails():
        text = re.sub(
            r"<code>.*?</code>|(?m:(?:^|: |：) *collabtui .*$)", " ", file.read_text("utf-8"), flags=re.DOTALL
        )
        shown = re.sub(r"\{[%#{].*?[%#}]\}|<[^>]*>", " ", text, flags=re.DOTALL)
        is_facilitators = COMMAND.search(file.read_text("utf-8"))
        wrong += [
            (file.name, found[0])
            for pattern in ((COMMAND,) if is_facilitators else (COMMAND, KEY))
            if (found := pattern.search(shown))
        ]
    assert wrong == []


def test_every_command_in_a_mail_stands_below_the_keys_that_do_the_same() -> None:
    """The facilitator has the screens: a command alone sends him to a shell."""
    told = []
    for file in _mails():
        lines = [
            re.sub(r"\{%.*?%\}", "", line) for line in file.read_text("utf-8").replace("<code>", "\n").splitlines()
        ]
        above = ""
        for line in filter(str.strip, lines):
            if re.match(rf" *collabtui (?:{'|'.join(NOUNS)})\b", line):
                told.append((file.parent.name, file.name, bool(CALL.search(above) or "“:”" in above or ">:<" in above)))
            else:
                above = line
    assert len(told) > 60
    assert [one for one in told if not one[-1]] == []


def test_a_page_and_its_keys_that_a_mail_names_are_there() -> None:
    groups = json.loads((PACKAGE / "keymap/bindings.generated.json").read_text())["groups"]
    pages = {number: name.rpartition(".")[2].capitalize() for name, number in groups["CollabApp"].items()}
    within = {"Meetings": ("Agenda", "Minutes", "Signers"), "Matters": ("Rows",)}
    """What opens from a page."""
    for file in _mails():
        for page, keys in CALL.findall(file.read_text("utf-8")):
            there = {key for name in (pages[page], *within.get(pages[page], ())) for key in groups[name].values()}
            assert not keys or keys.replace(" ", "+").lower() in there, (file.name, page, keys)


def test_what_may_name_them_all_the_same_is_there_and_does() -> None:
    sentences = parse_sentences("en")
    assert [key for key in MAY_NAME_COMMANDS if not COMMAND.search(sentences.get(key, ""))] == []
    assert [key for key in MAY_NAME_KEYS if not KEY.search(parse_sentences("zh")[key] + sentences[key])] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_way_out_is_there_for_both_places_and_is_taken_by_a_sentence_that_fills_it(locale: str) -> None:
    sentences = parse_sentences(locale)
    raised = raised_errors()  # what they give, and what a way out of them shows, is held in test_catalogue.py
    taken = {name: key for key, said in sentences.items() for name in way_outs(said)}
    there = {key.removeprefix("way.").rpartition(".")[0] for key in sentences if key.startswith("way.")}
    assert set(taken) == there
    for key, said in sentences.items():
        for name in way_outs(said):
            for place in ("shell", "screens"):
                missing = placeholders(sentences[f"way.{name}.{place}"]) - placeholders(said)
                assert not missing or key in raised, (key, missing)


def test_a_page_and_a_key_that_a_way_out_names_are_there() -> None:
    """`n in People (6)`: the page with that number has that name, and that key."""
    groups = json.loads((PACKAGE / "keymap/bindings.generated.json").read_text())["groups"]
    pages = {number: name.rpartition(".")[2] for name, number in groups["CollabApp"].items()}
    for key, said in parse_sentences("en").items():
        if key.startswith("way.") and key.endswith(".screens"):
            for letter, page in re.findall(r"\b([a-zA-Z]) in (?:the )?[A-Z]\w+ \((\d)\)", said):
                assert letter in "".join(groups[pages[page].capitalize()].values()), said


@pytest.mark.parametrize(("locale", "named"), [("en", r"\b([A-Z]\w+) \((\d)\)"), ("zh", r"“([^”]+)”页（(\d)）")])
def test_a_page_is_named_and_not_only_numbered(locale: str, named: str) -> None:
    sentences = parse_sentences(locale)
    names = {str(number): sentences[f"page.{page}"] for number, page in enumerate(PAGES, 1)}
    found = 0
    for key, said in sentences.items():
        assert not re.search(r"\b[Pp]age \d|第 ?\d ?页", said), (key, said)
        for name, number in re.findall(named, said) if key.endswith(".screens") else ():
            assert names[number] == name, said
            found += 1
    assert found > 50


@pytest.mark.parametrize(
    ("locale", "shell", "screens"),
    [
        ("en", "collabtui person add", "n in People (6)"),
        ("zh", "collabtui person add", "“人员”页（6）"),
    ],
)
def test_the_same_refusal_names_a_command_on_the_shell_and_a_key_in_the_screens(
    locale: str, shell: str, screens: str
) -> None:
    refused = Refused("name.nobody", value="Nobody")
    said = {place: Catalogue(locale, place)(refused.key, **refused.values) for place in ("shell", "screens")}
    assert shell in said["shell"]
    assert screens in said["screens"]
    assert said["screens"] != said["shell"]
    assert said["screens"] == Catalogue(locale, "screens").again(said["shell"])
    within = {place: Catalogue(locale, place)("today.no_copy", why=refused) for place in ("shell", "screens")}
    assert shell in within["shell"]
    assert screens in within["screens"]


def test_a_braced_word_that_somebody_typed_is_no_way_out() -> None:
    assert "{@add_person}" in Catalogue("en")("theme.gone", name="{@add_person}", instead="x")


@pytest.mark.parametrize(
    ("n", "said"), [(1, "The data has 1 fault."), (2, "The data has 2 faults."), (0, "The data has 0 faults.")]
)
def test_a_number_decides_the_word_behind_it(n: int, said: str) -> None:
    assert Catalogue("en", "screens")("today.data_faults", n=n).startswith(said)


def test_all_words_are_read_from_files_of_both_languages() -> None:
    rooms = {locale: {file.name.split(".")[0] for file in WORDS.glob(f"*.{locale}.json")} for locale in LOCALES}
    assert rooms["zh"] == rooms["en"]


_COUNTED = (
    "mails?|actions?|people|lines?|files?|rows?|things?|changes?|minutes?|seconds?|hours?|days?|weeks?|months?|meetings?"
    "|slots?|decisions?|reminders?|columns?|cells?|characters?|faults?|words?|corrections?|replies|times|versions?"
    "|owners?|departments?|matters?|notices?|letters?|questions?|risks|steps?|places?|updates?|invitations?|criteria"
)
NUMBERED = re.compile(rf"(?<!ore than )(?<!at most )(?<!of the next )\{{\w+\}} (?:{_COUNTED})\b")
"""`{n} mails` would read `1 mails`; a limit is never one."""


def test_a_number_stands_before_the_right_form_of_its_word() -> None:
    sentences = parse_sentences("en")
    plain = [key for key in sentences if not key.startswith(("config.note.", "help.")) and not key.endswith(".one")]
    found = {key: sentences[key] for key in plain if f"{key}.one" not in sentences and NUMBERED.search(sentences[key])}
    assert found == {}
