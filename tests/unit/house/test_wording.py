"""One word for one thing, written as an office writes: in the catalogues of both languages and in the mails."""

import json
import re
from collections.abc import Mapping
from string import Formatter

import pytest

from collabtui.text.catalogue import LOCALES, Catalogue, parse_sentences
from support.paths import ROOT

ONE_WORD = json.loads((ROOT / "tests/data/one_word.json").read_text("utf-8"))
"""By language: what is said, the pattern of what may not be said for it, and the keys that may say it, with why."""
TYPED_AS_IT_STANDS = re.compile(r"^(?:help\.|config\.|way\.\w+\.shell$|column\.how\w*$|move\.now_url$|vote\.none$)")
"""Sentences with what is typed on the shell or into a file: its quotes are straight."""
MAILS = ROOT / "templates/mail"


def shown_text(template: str) -> str:
    """What a mail can show: what stands outside of the template's own marks, and the strings within them."""
    without = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    pieces = re.split(r"(\{\{.*?\}\}|\{%.*?%\})", without, flags=re.DOTALL)
    strings = (re.findall(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'', piece) for piece in pieces[1::2])
    said = (one or other for found in strings for one, other in found)
    within = " ".join(text for text in said if " " in text or text[:1] > "\u4e00")
    return f"{' '.join(pieces[::2])} {within}"


def mails(locale: str) -> Mapping[str, str]:
    files = [*(MAILS / locale).rglob("*.txt"), *(MAILS / locale).rglob("*.html"), *(MAILS / locale).rglob("*.jinja")]
    return {f"mail/{file.relative_to(MAILS)}": file.read_text("utf-8") for file in files}


def plain(sentence: str) -> str:
    """Without its placeholders, whose forms for one and many stay."""
    return re.sub(r"\{[^{}|]*\}", "\0", sentence)


@pytest.mark.parametrize(("locale", "entry"), [(locale, entry) for locale in LOCALES for entry in ONE_WORD[locale]])
def test_one_word_is_said_for_one_thing(locale: str, entry: dict[str, object]) -> None:
    said = {key: plain(text) for key, text in parse_sentences(locale).items()}
    said |= {name: shown_text(text) for name, text in mails(locale).items()}
    found = {key: text for key, text in said.items() if re.search(str(entry["not"]), text)}
    assert not {key: text for key, text in found.items() if key not in entry["but"]}, entry["say"]  # type: ignore[operator]  # the JSON beside says which keys are lists


@pytest.mark.parametrize(("locale", "entry"), [(locale, entry) for locale in LOCALES for entry in ONE_WORD[locale]])
def test_what_may_say_another_word_does(locale: str, entry: dict[str, object]) -> None:
    sentences = parse_sentences(locale)
    assert all(re.search(str(entry["not"]), sentences[key]) for key in entry["but"]), entry["but"]  # type: ignore[attr-defined]  # the JSON beside says which keys are lists


@pytest.mark.parametrize("locale", LOCALES)
def test_a_name_with_a_space_is_one_on_the_command_line_that_a_sentence_tells(locale: str) -> None:
    """`matter contact X-2026-001 Customer Service NAME` names neither the department nor the person."""
    commands = re.compile(r"collabtui [\w<>{} -]*?(?<!\")\{(?:department|old)\}")
    assert not {key: text for key, text in parse_sentences(locale).items() if commands.search(text)}


def test_only_a_mail_is_recalled() -> None:
    """撤销 takes a change back, 撤回 a mail that has not left."""
    recalled = {key for key, said in parse_sentences("zh").items() if "撤回" in said}
    queued = {key for key in recalled if re.search(r"邮件|确认函|纪要|封|发往|发出|该版", parse_sentences("zh")[key])}
    assert recalled == queued
    assert not [name for name, text in mails("zh").items() if "撤回" in text]


@pytest.mark.parametrize("locale", LOCALES)
def test_forms_for_one_have_the_placeholders_of_the_others(locale: str) -> None:
    sentences = parse_sentences(locale)
    names = {key: {name for _, name, _, _ in Formatter().parse(said) if name} for key, said in sentences.items()}
    ones = {key: names[key] - names.get(key.removesuffix(".one"), names[key]) for key in names if key.endswith(".one")}
    assert {key: more for key, more in ones.items() if more} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_word_and_no_blank_is_doubled(locale: str) -> None:
    doubled = re.compile(
        r"\b([a-z]{2,}) \1\b|[，。；：、]{2}|(?<=\S)(?<!\[database\])  (?! )(?!\[|url)\S", re.IGNORECASE
    )
    sentences = {
        key: said for key, said in parse_sentences(locale).items() if not key.endswith((".readme", "help.common"))
    }
    rows = re.compile(r"\S {2,3}\S+ .* {3}\S")  # keys and what they do, side by side
    wrong = {key: said for key, said in sentences.items() if doubled.search(said) and not rows.search(said)}
    assert {key: said for key, said in wrong.items() if key not in TABLES} == {}


TABLES = {
    "archive.changed": "what happened, and the path below one another",
    "archive.added": "the same",
    "archive.removed": "the same",
    "archive.manifest": "the same",
    "archive.found_in": "a matter and a path, side by side",
    "actions.filter_hint": "what can be typed, side by side",
    "charts.legend": "signs and what they mean, side by side",
    "time_line.legend": "the same",
    "people.none_typed": "a line as it is typed",
    "move.now_url": "two lines of a file",
    "signers.decide": "two keys, side by side",
}


def test_nothing_is_plural_by_brackets_and_one_is_none() -> None:
    """Every sentence, said of one."""
    words = Catalogue("en", "screens")
    wrong = {}
    for key, sentence in parse_sentences("en").items():
        assert "(s)" not in sentence, key
        names = {name for _, name, _, _ in Formatter().parse(sentence) if name and name[0] != "@"}
        if key.startswith(("config.note.", "way.")) or "{@" in sentence or key.endswith(".one"):
            continue
        said = words(key, **dict.fromkeys(names, 1))
        if re.search(rf"\b(?<!more than )(?<!at most )1 (?:{COUNTED})\b", said):
            wrong[key] = said
    assert {key: said for key, said in wrong.items() if key not in LIMITS} == {}


COUNTED = (
    "mails|actions|people|lines|files|rows|changes|minutes|seconds|hours|days|weeks|months|meetings|items|decisions|reminders"
    "|columns|characters|faults|words|corrections|replies|versions|owners|departments|matters|letters|questions|risks|steps"
    "|invitations|criteria|entries|promises|cells|tables|gaps|documents|dates|answers|reasons|bytes|documents|times"
)
LIMITS = {
    "fault.sign_off.no_minutes": "a ref and its verb",
    "fault.sign_off.version": "the same",
    "series.days_off": "1 of the next 10 dates",
    "series.days_off.more": "the same; of several",
    "table.merged": "a limit",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_quotes_are_straight_only_where_they_are_typed(locale: str) -> None:
    said = {key: text for key, text in parse_sentences(locale).items() if not TYPED_AS_IT_STANDS.match(key)}
    assert {key: text for key, text in said.items() if '"' in text} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_quotes_of_mails_are_those_of_print(locale: str) -> None:
    """In text as in HTML."""
    for name, text in mails(locale).items():
        outside = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>", "", text, flags=re.DOTALL)
        assert '"' not in outside, name
        assert '\\"' not in text, name


def test_a_mail_in_english_begins_as_a_letter_does() -> None:
    """Behind `Hello Alice,` with a capital."""
    begins = re.compile(
        r"Hello \{\{ me\.name \}\},(?:<br>|</p>\s*<p>|\s)*((?:\{%[^%]*%\}\s*|\{\{\s*\(?)*\"?)[a-z](?![^{]*\}\})"
    )
    letters = {name: text for name, text in mails("en").items() if "/answer." not in name}  # `, thank you for …`
    assert [name for name, text in letters.items() if begins.search(text)] == []


def test_chinese_keeps_a_space_beside_latin_letters() -> None:
    """`第 3 页`, `按 u`: but for dates, and what is typed as it stands."""
    typed = re.compile(
        r"`[^`]*`|\{[^{}]*\}|\d+月(?:\d+日)?|至\d+日|截止2026-\d\d-\d\d|共6次|3号会议室|令牌@|@…|用户@主机"
    )
    beside = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
    numbers = re.compile(r"[\u4e00-\u9fff]\{n\}|\{n\}[\u4e00-\u9fff]")
    sentences = parse_sentences("zh")
    wrong = {
        key: said for key, said in sentences.items() if beside.search(typed.sub("\0", said)) or numbers.search(said)
    }
    assert {key: said for key, said in wrong.items() if not key.startswith("date.month.")} == {}


def test_chinese_ends_its_sentences_with_its_own_stops() -> None:
    half = re.compile(r"[\u4e00-\u9fff”）][.,;](?![\w{(])")
    assert {key: said for key, said in parse_sentences("zh").items() if half.search(said)} == {}


SAME_LABEL = {
    "owner": "action.field field risk.field undo.of newer.value unclear form.label report.label column.field",
    "status": "action.field field undo.of newer.value form.label column.field",
    "percent": "action.field field undo.of newer.value form.label column.field",
    "deliverable": "action.field field undo.of form.label column.field",
    "collaborators": "action.field field undo.of column.field",
    "depends_on": "action.field field undo.of",
    "whys": "action.field field undo.of form.label",
    "note": "action.field undo.of newer.value form.label column.field",
    "reason": "action.field field undo.of newer.value",
    "goal": "matter.field field undo.of form.label",
    "background": "matter.field field undo.of form.label",
    "wanted": "matter.field field undo.of report.label",
    "initiator": "matter.field field undo.of",
    "lead": "matter.field undo.of",
    "supervising": "matter.field field undo.of",
    "scope_in": "matter.field field undo.of",
    "scope_out": "matter.field field undo.of",
    "went_well": "matter.field field undo.of form.label",
    "to_improve": "matter.field field undo.of form.label",
    "to_standardise": "matter.field field undo.of form.label",
    "likelihood": "risk risk.field undo.of",
    "standby": "risk risk.field undo.of",
    "level": "risk.field field unclear undo.of",
    "clerk": "matter.field field undo.of form.label",
    "department": "field undo.of form.label report.label person.value",
    "country": "field undo.of person.value",
    "phone": "field undo.of person.value",
    "timezone": "field undo.of person.value",
}
"""What a field is called wherever it stands: on a form, in a list, in what undo says, in the columns of a table."""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SAME_LABEL)
def test_a_field_has_one_label(name: str, locale: str) -> None:
    sentences = parse_sentences(locale)
    labels = {f"{first}.{name}": sentences[f"{first}.{name}"].casefold() for first in SAME_LABEL[name].split()}
    assert len(set(labels.values())) == 1, labels
