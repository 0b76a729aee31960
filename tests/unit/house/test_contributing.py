"""CONTRIBUTING.md, the changelog and the files that machines run are true."""

import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from collabtui.screens.frame.page_table import PAGE_TABLE
from support.paths import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TOPS = ("src/", "tests/", "docs/", "scripts/", "templates/", ".github/")
NAMED = sorted(
    {
        word
        for quoted in re.findall(r"`([^`]+)`", GUIDE) + re.findall(r"^    (\S+)", GUIDE, re.MULTILINE)
        for word in quoted.split()
        if word.startswith(TOPS) and "src:tests" not in word
    }
)
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
WORKFLOW = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("path", NAMED)
def test_a_path_that_contributors_are_sent_to_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_guide_names_the_files_of_everything_that_is_added_often() -> None:
    chapters = dict(re.findall(r"^## (One .*)\n((?:(?!^## ).*\n)*)", GUIDE, re.MULTILINE))
    assert {
        "One page", "One mail", "One command", "One verb of the reply grammar", "One record type",
        "One language of replies", "One duty of the clock",
        "One kind of mailed question",
    } <= chapters.keys()  # fmt: skip
    for chapter in chapters.values():
        assert len(re.findall(r"`(?:src|tests|templates)/[^`]+`", chapter)) >= 4, chapter


@pytest.mark.parametrize(
    ("chapter", "registry", "held"),
    [
        ("One page", "src/collabtui/screens/frame/page_table.py", "PAGE_TABLE"),
        ("One command", "src/collabtui/cli/dispatch.py", "NOUNS"),
        ("One verb of the reply grammar", "src/collabtui/domain/mail/reason_codes.py", "ClauseRule"),
        ("One language of replies", "src/collabtui/language/lexicon.py", "READ_ALONE"),
        ("One record type", "src/collabtui/domain/records.py", "RECORDS"),
        ("One duty of the clock", "src/collabtui/lifecycle/due/registry.py", "SOURCES"),
        ("One kind of mailed question", "src/collabtui/lifecycle/mail_in/answerable/answer_registry.py", "KINDS"),
    ],
)
def test_the_guide_sends_one_to_the_list_that_everything_else_reads(chapter: str, registry: str, held: str) -> None:
    _, _, after = GUIDE.partition(f"## {chapter}\n")
    assert f"`{registry}`" in after.partition("\n## ")[0]
    assert re.search(rf"^{held}\b.* = ", (ROOT / registry).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_modules_of_each_page_are_its_own() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = pyproject["tool"]["importlinter"]["contracts"]
    own = next(one["protected_modules"] for one in contracts if one["id"] == "pages")
    assert sorted(own) == sorted(spec.module.removesuffix(".page") for spec in PAGE_TABLE.values())


def test_the_newest_version_of_the_changelog_is_the_one_of_the_project() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    version, _, day = next(heading for heading in headings if heading != "Unreleased").partition(" - ")
    assert version == PROJECT["version"]
    assert date.fromisoformat(day) > date(2026, 1, 1)


def test_each_hook_runs_what_the_environment_has() -> None:
    entries = re.findall(r"entry: (\S+)(.*)", HOOKS)
    assert [program.removeprefix(".venv/bin/") for program, _ in entries] == [
        "ruff", "ruff", "mypy", "lint-imports", "python",
    ]  # fmt: skip
    scripts = [word for _, words in entries for word in words.split() if word.startswith("scripts/")]
    assert scripts
    assert all((ROOT / script).is_file() for script in scripts)


def test_the_workflow_runs_all_tests_on_every_python_that_debian_has() -> None:
    assert re.findall(r'python: "([\d.]+)"', WORKFLOW) == ["3.11", "3.12", "3.13"]
    (script,) = re.findall(r"- run: (\.ci/\S+)", WORKFLOW)
    assert "scripts/test" in (ROOT / script).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("subject", "held"),
    [("x" * 72, True), ("会" * 72, True), ("x" * 73, False), ("fixup! " + "x" * 72, True)],
)
def test_a_subject_has_72_characters_at_most(tmp_path: Path, subject: str, held: bool) -> None:
    message = tmp_path / "COMMIT_EDITMSG"
    message.write_text(f"{subject}\n\n{'A body may be as wide as it likes. ' * 9}\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts/_subject.py"), str(message)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert (done.returncode == 0, "72" in done.stderr) == (held, not held)


@pytest.mark.parametrize(("names", "needs"), [("on_mail_servers", "mark.mailbed"), ("on_server", "pgbed|engines")])
def test_each_test_that_needs_servers_lies_where_the_whole_run_looks_for_it(names: str, needs: str) -> None:
    listing = f"eval \"$(sed -n '/^{names}=/,/)$/p' scripts/test)\"; printf '%s\\n' \"${{{names}[@]}}\""
    told = subprocess.run(["bash", "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603, S607  # ours, and bash from the path
    places = [ROOT / line for line in told.stdout.splitlines()]
    assert all(place.exists() for place in places)
    files = [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "tests").rglob("*/conftest.py")]
    needing = [file for file in files if re.search(needs, file.read_text("utf-8")) and "house" not in file.parts]
    assert len(needing) > 5
    assert [file for file in needing if not any(file.is_relative_to(place) for place in places)] == []
