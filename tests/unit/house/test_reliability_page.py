"""What docs/reliability.md names is there."""

import re

from chaos.catalogue import BY_NAME
from support.paths import ROOT

PAGE = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")


def test_each_file_and_each_test_that_is_named_exists() -> None:
    named = re.findall(r"`((?:tests|src|scripts)/[\w/.]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 10
    for path, test in named:
        assert (f"def {test}(" if test else "") in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{test}"


def test_each_scenario_that_is_named_exists() -> None:
    named = re.findall(r"--only ([\w-]+)|--point ([\w-]+):|scenarios? `([\w-]+)`(?:, `([\w-]+)`)?", PAGE)
    assert {name for names in named for name in names if name} <= BY_NAME.keys()
    assert len(named) > 4
