"""`keys.toml`: what it sets, and what is said of lines that cannot be meant."""

import json
from pathlib import Path
from typing import Any

import pytest

from collabtui.keymap.user_keys import FORMER_NAMES, binding_table, read_user_keys
from collabtui.text.catalogue import LOCALES, Catalogue
from support.generate_bindings import TABLE, as_text, bindings_declared
from support.paths import ROOT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keys.toml"


def test_the_table_is_what_the_classes_of_the_screens_declare() -> None:
    """Where this fails: PYTHONPATH=src:tests python -m support.generate_bindings"""
    declared = as_text(bindings_declared())
    assert TABLE.read_text(encoding="utf-8") == declared
    assert len(json.loads(declared)["groups"]) > 20


def test_the_keys_that_are_built_in_have_no_faults_of_their_own(file: Path) -> None:
    """Written out into a file, all of them can be used."""
    lines = (f"{json.dumps(name)} = {json.dumps(list(keys))}" for name, keys in binding_table().keys.items())
    file.write_text("\n".join(lines), encoding="utf-8")
    found = read_user_keys(file)
    assert found.faults == ()
    assert found.keymap == binding_table().keys


def test_no_file_is_no_keys(file: Path) -> None:
    assert read_user_keys(file) == ({}, ())


def test_names_may_be_quoted_dotted_or_in_sections_and_keys_may_be_several(file: Path) -> None:
    file.write_text(
        '"actions.done" = "D"\nfind = ["?", "ctrl+g"]\nkeys = "f12"\ninbox.link = "T"\n[people]\nnew = "+"\n',
        encoding="utf-8",
    )
    found = read_user_keys(file)
    assert found.keymap == {
        "actions.done": ("D",),
        "find": ("question_mark", "ctrl+g"),
        "keys": ("f12",),
        "inbox.link": ("T",),
        "people.new": ("plus",),
    }
    assert found.faults == ()


@pytest.mark.parametrize(
    "text",
    [
        'inbox.tie = "T"\n"inbox.believe" = "V"',
        '[inbox]\nlink = "T"\nbelieve = "V"',
        '[inbox]\ntie = "X"\nlink = "T"\ntrust = "V"\nbelieve = "Y"',
    ],
)
def test_a_former_name_of_a_binding_still_sets_its_keys(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    assert read_user_keys(file) == ({"inbox.link": ("T",), "inbox.trust": ("V",)}, ())


@pytest.mark.parametrize("former", FORMER_NAMES)
def test_former_names_are_none_of_now(former: str) -> None:
    names = binding_table().keys
    assert former not in names
    assert FORMER_NAMES[former] in names


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ('\n"actions.dome" = "D"', "keys.unknown_name", {"line": 2, "name": "actions.dome"}),
        ('[actions]\n\nnothing = "D"', "keys.unknown_name", {"line": 3, "name": "actions.nothing"}),
        ('\nwhatever = "g"', "keys.unknown_name.none_near", {"line": 2, "name": "whatever"}),
        ('"actions.done" = "ctrl+foo"', "keys.no_key", {"line": 1, "value": "ctrl+foo"}),
        ('"actions.done" = 7', "keys.no_key", {"line": 1, "value": 7}),
        ('"actions.done" = []', "keys.no_key", {"line": 1, "value": []}),
        ('"actions.done" = ["D", 7]', "keys.no_key", {"line": 1}),
        ('"actions.done" = "tab"', "keys.fixed", {"line": 1, "value": "Tab"}),
        ('"actions.done" = "e"', "keys.taken", {"line": 1, "value": "e", "other": "actions.edit"}),
        ('"actions.done" = "u"', "keys.taken", {"value": "u", "other": "undo"}),
        ('"actions.done" = "3"', "keys.taken", {"value": "3", "other": "page.actions"}),
        ('"actions.done" = "ctrl+q"', "keys.taken", {"other": "quit"}),
        ('"undo" = "n"', "keys.taken", {"value": "n"}),
        ('"actions.done" = "D"\n"actions.note" = "D"', "keys.taken", {"line": 2, "other": "actions.done"}),
        ('"live.end" = "E"', "keys.for_typing", {"value": "E", "name": "live.end"}),
        ('"live.end" = ["f12", "enter"]', "keys.for_typing", {"name": "live.end"}),
        ('"quit" = "Q"', "keys.for_typing", {"name": "quit"}),
        ('"actions.done" = ', "keys.unreadable", {"line": 1}),
        ("no equals sign", "keys.unreadable", {"line": 1}),
    ],
)
def test_what_cannot_be_meant_is_left_out_and_named(file: Path, text: str, key: str, values: dict[str, Any]) -> None:
    file.write_text(text, encoding="utf-8")
    found = read_user_keys(file)
    (fault,) = found.faults
    assert fault.key == key
    assert {name: fault.values[name] for name in values} == values
    assert found.keymap == ({"actions.done": ("D",)} if values.get("line") == 2 and key == "keys.taken" else {})
    for locale in LOCALES:
        said = Catalogue(locale)(fault.key, **fault.values)
        assert str(file) in said
        assert "\n" not in said


def test_the_example_of_the_readme_can_be_used(file: Path) -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("### Keys of your own")[2].partition("###")[0]
    lines = [line.removeprefix("    ") for line in section.splitlines() if line.startswith("    ")]
    file.write_text("\n".join(lines), encoding="utf-8")
    found = read_user_keys(file)
    assert found.faults == ()
    assert set(found.keymap) == {"actions.done", "find", "inbox.apply", "inbox.actions"}


def test_a_key_is_free_once_its_binding_has_another(file: Path) -> None:
    file.write_text('"actions.done" = "e"\n"actions.edit" = "d"\n', encoding="utf-8")
    assert read_user_keys(file).keymap == {"actions.done": ("e",), "actions.edit": ("d",)}


def test_of_a_chain_none_gets_a_key_whose_owner_keeps_it(file: Path) -> None:
    """`done` wants the key of `edit`, which would have moved, but to a key that is taken."""
    file.write_text('"actions.done" = "e"\n"actions.edit" = "u"\n', encoding="utf-8")
    found = read_user_keys(file)
    assert found.keymap == {}
    assert [fault.values["other"] for fault in found.faults] == ["actions.edit", "undo"]


def test_what_works_while_text_is_typed_gets_a_key_that_is_no_text(file: Path) -> None:
    file.write_text('"live.end" = ["f12", "ctrl+g"]\n', encoding="utf-8")
    assert read_user_keys(file) == ({"live.end": ("f12", "ctrl+g")}, ())


def test_the_same_key_may_do_different_things_on_different_pages(file: Path) -> None:
    file.write_text('"actions.done" = "D"\n"matters.edit" = "D"\n', encoding="utf-8")
    assert read_user_keys(file).faults == ()


def test_a_name_that_is_nearly_right_leads_to_the_right_one(file: Path) -> None:
    file.write_text('"actions.dome" = "D"', encoding="utf-8")
    (fault,) = read_user_keys(file).faults
    assert "actions.done" in str(fault.values["near"])


def test_a_file_that_is_no_text_is_named(file: Path) -> None:
    file.write_bytes(b'"actions.done" = "\xff"')
    (fault,) = read_user_keys(file).faults
    assert fault.key == "keys.unreadable"
