"""The wheel holds all that the program reads, and the locks hold all that it needs."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]


def files_below(folder: Path, prefix: str) -> set[str]:
    """Paths as they stand in the wheel. What Python leaves behind is no part of it."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
    return {f"{prefix}/{path.relative_to(folder).as_posix()}" for path in files}


def locked(name: str) -> dict[str, str]:
    """Version by package."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of a wheel that was just built, in a folder far from the source tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - a command of our own
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_wheel_has_every_file_of_the_package_and_every_template_and_nothing_else(unpacked: Path) -> None:
    expected = files_below(ROOT / "src/collabtui", "collabtui") | files_below(ROOT / "templates", "collabtui/templates")
    packed = files_below(unpacked / "collabtui", "collabtui")
    assert packed == expected
    assert {path.name for path in unpacked.iterdir()} == {
        "collabtui",
        f"collabtui-{PROJECT['project']['version']}.dist-info",
    }


def test_the_package_finds_its_templates_and_words_where_there_is_no_source_tree(
    unpacked: Path, tmp_path: Path
) -> None:
    program = """
import importlib, json, pkgutil, sys
import collabtui
for module in pkgutil.walk_packages(collabtui.__path__, "collabtui."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from collabtui.text.catalogue import Catalogue
from collabtui.text.templates import Templates
Catalogue("zh"), Catalogue("en")
print(json.dumps([collabtui.__file__, Templates().names()]))
"""
    environment = os.environ | {"PYTHONPATH": str(unpacked)}
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    place, names = json.loads(done.stdout)
    assert Path(place).is_relative_to(unpacked)
    assert {f"templates/{name}" for name in names} == files_below(ROOT / "templates", "templates")


@pytest.mark.parametrize(
    ("lock", "wanted"), [("requirements.lock", RUNTIME), ("requirements-dev.lock", RUNTIME + DEVELOPMENT)]
)
def test_a_lock_file_satisfies_what_pyproject_asks_for(lock: str, wanted: list[str]) -> None:
    versions = locked(lock)
    assert [text for text in wanted if not Requirement(text).specifier.contains(versions[Requirement(text).name])] == []


def test_both_lock_files_agree_so_that_one_environment_serves_demo_and_tests() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_every_dependency_is_explained() -> None:
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| ([a-z0-9-]+) \|", text, re.MULTILINE)
    assert sorted(explained) == sorted(Requirement(line).name for line in RUNTIME + DEVELOPMENT)


def test_the_tests_run_with_the_versions_that_are_locked() -> None:
    versions = locked("requirements-dev.lock")
    running = {name: distribution(name).version for name in (Requirement(line).name for line in RUNTIME + DEVELOPMENT)}
    assert running == {name: versions[name] for name in running}
