"""Every command that a mail or a sentence names is there, with the verb and the options that it names."""

import re
from collections.abc import Iterator

import pytest

from collabtui.cli.dispatch import NOUNS, parser_of
from collabtui.text.catalogue import LOCALES, parse_sentences
from support.paths import ROOT

NAMED = re.compile(r"collabtui ([a-z]+)(?: ([a-z][a-z-]*|\{\{[^}]*\}\}))?([^\n<，。；;“”`]*)")
MARKUP = re.compile(r"</?span[^>]*>")
"""Around what does not break over two lines."""
NEXT = re.compile(r", | or | and |或|及|collabtui ")
"""Behind it stands another command."""
MAILS = sorted(path for path in (ROOT / "templates" / "mail").rglob("*") if path.suffix in (".txt", ".html", ".jinja"))


def named_in(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Noun, verb and options; of a verb that the template chooses each one."""
    for noun, verb, rest in NAMED.findall(MARKUP.sub("", text)):
        chosen = re.findall(r'"([a-z-]+)"(?= if| else|\s*\}\})', verb) if verb.startswith("{{") else [verb]
        for one in chosen:
            yield noun, one, re.findall(r"(?<!\S)--[a-z-]+", NEXT.split(rest)[0])


def wrong(noun: str, verb: str, options: list[str]) -> str:
    top = parser_of(noun)
    if top.verbs and verb not in top.verbs:
        return f"{noun} has no {verb or 'verb'}"
    parser = top.verbs[verb] if top.verbs else top
    known = {one.name for one in parser.arguments}
    return " ".join(option for option in options if option not in known and option not in EVERYWHERE)


EVERYWHERE = {"--help", "--json", "--lang", "--now", "--home", "--as", "--version"}


def test_a_mail_names_only_commands_that_are_there() -> None:
    named = [(path.name, one) for path in MAILS for one in named_in(path.read_text("utf-8"))]
    assert len(named) > 20
    assert [(name, wrong(*one)) for name, one in named if wrong(*one)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_sentence_names_only_commands_that_are_there(locale: str) -> None:
    named = [(key, one) for key, said in parse_sentences(locale).items() for one in named_in(said) if one[0] in NOUNS]
    assert [(key, wrong(*one)) for key, one in named if wrong(*one)] == []
