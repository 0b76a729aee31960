"""A name stands for one thing, and a folder can be seen at a glance. The lists of exceptions only ever get shorter."""

import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import combinations
from pathlib import Path

import pytest

from collabtui.cli.dispatch import NOUNS
from support.paths import PACKAGE, TESTS

SAME_MODULE_NAME = {"page"}
"""Each page's package has its door in a module of this name."""
SAME_CLASS_NAME: set[str] = set()
ALIKE_CLASSES: set[str] = set()
FILES_IN_A_FOLDER = 25
TESTS_OF_NO_ROOM = {
    "unit/house": "what holds everywhere: words, names, packaging",
    "unit/house/test_runs": "how long a test may take",
    "unit/store/contract": "what each kind of store keeps",
    "screens/access": "roles and restricted matters, at the keys of every page",
    "screens/serve": "the room's view, beside the screens that it shows",
    "screens/walks": "every form and every dialog of all pages, opened, filled in and left by keys",
}
"""Folders of tests that mirror no folder of the product, each with what is tested there."""
LINES_OF_A_CLASS = 200
LONGER_CLASSES: set[str] = set()


def modules() -> Iterator[Path]:
    return (path for path in PACKAGE.rglob("*.py") if path.name not in ("__init__.py", "__main__.py"))


def public_classes() -> Iterator[tuple[str, Path, int]]:
    for path in modules():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, path, (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_name_stands_for_two() -> None:
    counted = Counter(path.stem for path in modules())
    assert {name for name, count in counted.items() if count > 1} == SAME_MODULE_NAME


def singular(word: str) -> str:
    return re.sub(r"ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<!s)s$", "", word)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, each in the singular, in whatever order."""
    return tuple(sorted(singular(word.lower()) for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)))


def is_record_and_its_room(one: Path, other: Path) -> bool:
    """A record of the domain has its name, and what is asked or done of all such records has the plural of it."""
    rooms = ("domain", "lifecycle", "store/queries", "screens")
    return one.is_relative_to(PACKAGE / rooms[0]) and any(other.is_relative_to(PACKAGE / room) for room in rooms[1:])


def taken_for_each_other(named: Iterator[tuple[str, Path]]) -> set[str]:
    """Names that differ only in a plural or in the order of their words, of things that do not belong together: things
    of one room do, as a row and its list."""
    alike: dict[tuple[str, ...], set[tuple[str, Path]]] = defaultdict(set)
    for name, path in named:
        alike[words_of(name)].add((name, path))
    return {
        f"{name} {other}"
        for group in alike.values()
        for (name, path), (other, place) in combinations(sorted(group), 2)
        if name != other
        and path.parent != place.parent
        and not (is_record_and_its_room(path, place) or is_record_and_its_room(place, path))
    }


def test_no_module_is_taken_for_another() -> None:
    assert taken_for_each_other((path.stem, path) for path in modules()) == set()


def test_no_public_class_is_taken_for_another() -> None:
    assert taken_for_each_other((name, path) for name, path, _ in public_classes()) == ALIKE_CLASSES


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("calendar_answer", "calendar_answers", True),
        ("import_table", "table_import", True),
        ("Reply", "Replies", True),
        ("undo_last", "undo_list", False),
    ],
)
def test_names_are_alike_that_differ_in_a_plural_or_in_the_order_of_words(
    one: str, other: str, are_alike: bool
) -> None:
    assert (words_of(one) == words_of(other)) == are_alike


def test_no_public_class_name_stands_for_two() -> None:
    homes: dict[str, set[Path]] = defaultdict(set)
    for name, path, _ in public_classes():
        homes[name].add(path)
    assert {name for name, found in homes.items() if len(found) > 1} == SAME_CLASS_NAME


def test_no_folder_has_to_be_scrolled() -> None:
    counted = Counter(path.parent for path in modules())
    assert {str(folder) for folder, count in counted.items() if count > FILES_IN_A_FOLDER} == set()


def folders_of_tests() -> Counter[Path]:
    """Those of units and of screens, relative to tests, with how many files of tests each holds."""
    found = (path for top in ("unit", "screens") for path in (TESTS / top).rglob("test_*.py"))
    return Counter(path.parent.relative_to(TESTS) for path in found)


def test_no_folder_of_tests_has_to_be_scrolled() -> None:
    assert {str(folder): count for folder, count in folders_of_tests().items() if count > FILES_IN_A_FOLDER} == {}


def test_tests_lie_in_folders_of_the_same_names_as_what_they_test() -> None:
    """Tests of screens lie in tests/screens, all others in tests/unit."""
    rooms = {
        folder.as_posix(): PACKAGE / folder.as_posix().removeprefix("unit").strip("/") for folder in folders_of_tests()
    }
    assert {folder for folder, room in rooms.items() if not room.is_dir()} == set(TESTS_OF_NO_ROOM)


def test_no_folder_that_imports_begin_at_has_the_name_of_a_package() -> None:
    """`pythonpath` of pytest: what lies at the top of these is imported by its bare name."""
    tops = {path.name for path in TESTS.iterdir() if path.is_dir()}
    assert tops.isdisjoint({PACKAGE.name, *sys.stdlib_module_names, *packages_distributions()})


def test_no_class_is_longer_than_can_be_held_in_mind() -> None:
    assert {name for name, _, lines in public_classes() if lines > LINES_OF_A_CLASS} == LONGER_CLASSES


@pytest.mark.parametrize("room", sorted(path.parent for path in PACKAGE.rglob("__init__.py")), ids=str)
def test_every_room_says_what_it_is_and_names_doors_that_are_there(room: Path) -> None:
    description = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    assert description
    for name in set(re.findall(r"`([a-z_.]+)`", description)) - set(NOUNS):
        place = name.replace(".", "/")
        assert any((start / f"{place}.py").is_file() or (start / place).is_dir() for start in (room, PACKAGE)), name


@pytest.mark.parametrize("helpers", sorted((TESTS / "support").glob("*.py")), ids=lambda path: path.stem)
def test_helpers_of_tests_hold_no_tests(helpers: Path) -> None:
    functions = (node for node in ast.parse(helpers.read_text()).body if isinstance(node, ast.FunctionDef))
    assert [node.name for node in functions if node.name.startswith("test_")] == []


def test_no_docstring_cites_a_document_that_is_not_here() -> None:
    for path in modules():
        assert not re.search(r"\b(HANDBOOK|PRODUCT|REQUIREMENTS|FACTS)\b (?:section )?\d", path.read_text()), path


HOUSE_DIALECT = frozenset({
    "said", "saying", "sayings", "unsaid", "told", "meant", "mend", "mended", "mending", "deed", "deeds", "tie", "tied",
    "tying", "sitter", "desk", "judge", "judged", "judging", "believed", "believing", "afresh", "standing", "standings",
})  # fmt: skip
"""Words for which the field has terms; what is kept or shown under such a name by contract is listed below."""
FIELDS_BY_CONTRACT = {"minutes_said", "said", "standing", "unsaid"}
"""Keys of `--json`, of files or of the database: to rename one would break who reads them."""


def fields(tree: ast.AST) -> set[ast.expr]:
    """The annotated names of classes."""
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return {line.target for one in classes for line in one.body if isinstance(line, ast.AnnAssign)}


def declared_names(tree: ast.AST) -> Iterator[str]:
    by_contract = {field for field in fields(tree) if isinstance(field, ast.Name) and field.id in FIELDS_BY_CONTRACT}
    for node in ast.walk(tree):
        if node in by_contract:
            continue
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def in_dialect(name: str) -> bool:
    return not HOUSE_DIALECT.isdisjoint(word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name))


def test_identifiers_are_terms_of_the_field() -> None:
    found = {
        name for path in modules() for name in declared_names(ast.parse(path.read_text("utf-8"))) if in_dialect(name)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("name", "dialect"), [("_told", True), ("MeantRow", True), ("TieArgs", True), ("untied", False)]
)
def test_a_word_is_found_within_a_name(name: str, dialect: bool) -> None:
    assert in_dialect(name) == dialect
