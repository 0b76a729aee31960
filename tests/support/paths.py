"""Where the checkout and its parts are."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "collabtui"
TESTS = ROOT / "tests"
