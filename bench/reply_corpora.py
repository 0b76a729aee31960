"""Corpora of replies that others collected, each in the layout of its own repository. Nothing of them is kept here.

Which folder is which is seen from its files. Where the expectation is a test of that repository, only equality with
the whole answer counts, and "one fragment", which says that all of a mail is its answer.
"""

import ast
import email
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FIRST_FRAGMENT = re.compile(
    r'test\.equal\(("(?:[^"\\]|\\.)*"|COMMON_FIRST_FRAGMENT),'
    r" *(?:reply\.fragments\[0\]|fragments\[0\]|text\b|\w+\.getVis)"
)


class Case(NamedTuple):
    name: str
    text: str
    expected: str


def corpus(folder: Path) -> list[Case]:
    """The cases in a folder; ValueError where its layout is not known."""
    readers = {
        "trimmed": _trimmed,
        "test/test.js": _javascript,
        "test/test_email_reply_parser.py": _python,
        "test/email_reply_parser_test.rb": _ruby,
        "tests/fixtures/standard_replies": _talon,
        "tests/test_unwrap.py": _parametrised,
    }
    for mark, reader in readers.items():
        if (folder / mark).exists():
            return sorted(reader(folder))
    raise ValueError(f"{folder}: none of {', '.join(readers)} is in it")


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _trimmed(folder: Path) -> Iterator[Case]:
    """discourse/email_reply_trimmer: emails/X.txt → trimmed/X.txt."""
    for path in (folder / "emails").glob("*.txt"):
        yield Case(path.stem, _read(path), _read(folder / "trimmed" / path.name))


def _javascript(folder: Path) -> Iterator[Case]:
    """crisp-oss/email-reply-parser: what the first fragment or the visible text has to be."""
    source = _read(folder / "test/test.js")
    common = re.search(r"COMMON_FIRST_FRAGMENT = '(.*?)';", source, re.DOTALL)
    shared = common[1].replace("\\n\\\n", "\n") if common else ""
    for test in source.split("export function")[1:]:
        name = re.search(r'get_email\("([^"]+)"\)', test)
        path = folder / "test/fixtures" / f"{name[1]}.txt" if name else folder
        equal = _FIRST_FRAGMENT.search(test)
        if equal and path.is_file():
            yield Case(path.stem, _read(path), shared if equal[1].startswith("COMMON") else json.loads(equal[1]))
        elif "test.equal(1, fragments.length)" in test and path.is_file():
            yield Case(path.stem, _read(path), _read(path))


def _python(folder: Path) -> Iterator[Case]:
    """zapier/email-reply-parser and alfonsrv/mail-parser-reply."""
    for test in _read(folder / "test/test_email_reply_parser.py").split("def test_")[1:]:
        name = re.search(r"(?:emails/|get_email\(')([\w.]+?)(?:\.txt)?'", test)
        equal = re.search(r'assertEqual\(\s*(["\'].*?["\']),\s*EmailReplyParser\.parse_reply', test, re.DOTALL)
        equal = equal or re.search(r"assertTrue\((\"[^\n]*\") == mail\.replies\[0\]\.body\)", test)
        path = folder / "test/emails" / f"{name[1]}.txt" if name else folder
        if equal and path.is_file():
            yield Case(path.stem, _read(path), ast.literal_eval(equal[1]))


def _ruby(folder: Path) -> Iterator[Case]:
    """github/email_reply_parser."""
    for test in _read(folder / "test/email_reply_parser_test.rb").split("def test_")[1:]:
        name = re.search(r'join\("([^"]+)"\)', test)
        equal = re.search(r'assert_equal ("(?:[^"\\]|\\.)*"),\s*EmailReplyParser\.parse_reply', test)
        if name and equal:
            yield Case(name[1], _read(folder / "test/emails" / name[1]), json.loads(equal[1]))


def _talon(folder: Path) -> Iterator[Case]:
    """mailgun/talon: whole mails, and bodies with their signatures."""
    fixtures = folder / "tests/fixtures"
    for path in (fixtures / "standard_replies").glob("*.eml"):
        message = email.message_from_bytes(path.read_bytes())
        part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
        payload = part.get_payload(decode=True)
        expected = path.with_name(f"{path.stem}_reply_text")
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
        yield Case(path.stem, text, _read(expected) if expected.exists() else "Hello")
    for path in (fixtures / "signature/emails/stripped").glob("*_body"):
        signature = _read(path.with_name(path.name.replace("_body", "_signature"))).strip()
        text = _read(path)
        yield Case(path.name, text, text.rstrip().removesuffix(signature))


def _parametrised(folder: Path) -> Iterator[Case]:
    """closeio/quotequail: the tables of its tests."""
    for name in ("test_unwrap", "test_quote"):
        tree = ast.parse(_read(folder / f"tests/{name}.py"))
        tables = (node for node in ast.walk(tree) if isinstance(node, ast.List))
        for table in tables:
            try:
                pairs = [ast.literal_eval(pair) for pair in table.elts if isinstance(pair, ast.Tuple)]
            except ValueError:
                continue
            for number, pair in enumerate(pairs):
                if len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], dict | list):
                    yield Case(f"{name} {number}", pair[0], _answer_of(pair[1]))


def _answer_of(expected: dict[str, str] | list[tuple[bool, str]]) -> str:
    if isinstance(expected, dict):
        return "\n".join(expected.get(key, "") for key in ("text_top", "text_bottom"))
    return "\n".join(text for shown, text in expected if shown)
